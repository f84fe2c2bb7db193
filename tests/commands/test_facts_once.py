"""Facts are written once, each with its day or the word that it has none; nothing earlier continues something later."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import DRAFT
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]

NORTH = """\
region: north
score: 7
events:
- id: north-works
  project: Bridge
  date: 2026-02
  kind: construction_start
  title: Piles are driven for the bridge
  follows: [north-bridge]
"""


@pytest.fixture
def root(write: Write) -> Path:
    return write({**DRAFT, "2026/north.yaml": NORTH})


def add(ratingctl: Run, root: Path, *more: str, title: str = "Ships came again", kind: str = "delivery") -> Outcome:
    return ratingctl("--root", root, "add-event", "--no-input", "-k", kind, "-t", title, *more)


def files(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((root / "2026").iterdir())}


# Written once.


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Piles are driven for the bridge", "2026-02-03"),
        ("piles are driven for the bridge.", "2026-02"),
        ("A bridge is planned", "2025-03"),  # of a published edition
    ],
)
def test_what_is_on_record_is_not_written_again_without_a_person(
    ratingctl: Run, root: Path, title: str, date: str
) -> None:
    before = files(root)
    outcome = add(ratingctl, root, "-r", "north", "--date", date, title=title)
    assert (outcome.code, ' says the same: "' in outcome.err, files(root)) == (2, True, before)


def test_the_answer_for_programs_names_what_is_repeated(ratingctl: Run, root: Path) -> None:
    outcome = add(ratingctl, root, "-r", "north", "--date", "2025-03", "-f", "json", title="A bridge is planned")
    answer = json.loads(outcome.out)
    assert (outcome.code, answer["written"], answer["duplicates"]) == (2, False, ["north-bridge"])


ARTICLE = """\
https://news.example/ships?utm_source=x
2026-05-20
{title}

South Island sent forty containers of salt to North Island, the harbour master said.
"""


def test_an_article_gives_its_address_and_is_not_logged_twice(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    for name, title in (("one", "South Island ships salt"), ("two", "Salt of South Island is shipped (corrected)")):
        (tmp_path / name).write_text(ARTICLE.format(title=title))
    options = ("--root", root, "add-event", "--no-input", "-k", "delivery", "-r", "south", "--from")
    assert ratingctl(*options, tmp_path / "one").code == 0
    written = files(root)
    assert "sources: ['https://news.example/ships']" in written["south.yaml"]
    outcome = ratingctl(*options, tmp_path / "two")
    assert (outcome.code, files(root)) == (2, written)
    assert 'says the same: "South Island ships salt"' in outcome.err
    assert ratingctl(*options, tmp_path / "two", "-t", "A crane breaks").code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--date", "2026-02", "--force"),
        ("--date", "2026-03"),  # another day
        ("-r", "south", "--date", "2026-02"),  # another region
    ],
)
def test_another_fact_of_that_title_is_written(ratingctl: Run, root: Path, options: tuple[str, ...]) -> None:
    region = () if "-r" in options else ("-r", "north")
    assert add(ratingctl, root, *region, *options, title="Piles are driven for the bridge").code == 0


# Without a day.


def test_news_without_a_day_leave_a_project_as_silent_as_it_was(ratingctl: Run, root: Path) -> None:
    def silence() -> tuple[str, int]:
        rows = json.loads(ratingctl("--root", root, "stale", "--all", "-f", "json").out)["projects"]
        return next((row["last_news"], row["months_silent"]) for row in rows if row["project"] == "north-bridge")

    before = silence()
    outcome = add(ratingctl, root, "-r", "north", "--follows", "north-works", "--undated", kind="progress")
    assert (outcome.code, "counts as news of no day" in outcome.out) == (0, True)
    assert silence() == before


def test_a_date_is_asked_for_like_the_kind_and_that_there_is_none_is_an_answer(
    person: Callable[..., Outcome], root: Path
) -> None:
    command = ("--root", root, "add-event", "-r", "north", "-k", "talks", "-t", "They talked", "-s", "gazette")
    assert "the day is missing" in person("w\n.\n", *command).err
    assert "They talked" not in files(root)["north.yaml"]
    person("2\nno date\nw\n", *command)
    assert "They talked" in files(root)["north.yaml"]


def test_a_date_and_none_contradict_each_other(ratingctl: Run, root: Path) -> None:
    assert add(ratingctl, root, "-r", "north", "--undated", "--date", "2026-05").code == 2


# Several regions.


def test_two_regions_get_an_event_each_as_one_step(ratingctl: Run, root: Path) -> None:
    before = files(root)
    options = ("-r", "north", "-r", "South Island", "--date", "2026-05", "--follows", "north-works", "-f", "json")
    outcome = add(ratingctl, root, *options)
    events = json.loads(outcome.out)["events"]
    assert [(event["draft"]["region"], event["written"]) for event in events] == [("north", True), ("south", True)]
    after = files(root)
    assert "follows: [north-works]" in after["north.yaml"]
    assert "Ships came again" in after["south.yaml"]
    assert "follows" not in after["south.yaml"]
    assert ratingctl("--root", root, "undo").code == 0
    assert files(root) == before


def test_of_two_regions_none_is_written_if_one_has_it_already(ratingctl: Run, root: Path) -> None:
    before = files(root)
    outcome = add(
        ratingctl, root, "-r", "south", "-r", "north", "--date", "2026-02", title="Piles are driven for the bridge"
    )
    assert (outcome.code, files(root)) == (2, before)


def test_one_region_under_two_names_is_refused(ratingctl: Run, root: Path) -> None:
    assert "twice" in add(ratingctl, root, "-r", "north", "-r", "IS-N", "--date", "2026-02").err


# Nothing earlier continues something later.

SILO = "- id: north-silo\n  kind: statement\n  title: A grain silo of Sea Lines is promised in Port Henry\n"
LATE = "- id: north-late\n  date: 2024-04\n  kind: construction_start\n  title: Sea Lines builds a grain silo in Port Henry\n"


@pytest.fixture
def with_silo(write: Write) -> Path:
    """An undated promise in an edition whose period begins in 2025, and a late find from before that."""
    old = DRAFT["2025/north.yaml"] + SILO
    return write({
        **DRAFT, "2025/edition.yaml": DRAFT["2025/edition.yaml"].replace("../2025", "2025"),
        "2025/north.yaml": old, "2026/north.yaml": NORTH + LATE,
    })  # fmt: skip


def test_a_date_from_before_the_previous_edition_is_asked_about(
    ratingctl: Run, with_silo: Path, tmp_path: Path
) -> None:
    (tmp_path / "old").write_text("2016-04-22\nNorth Island opens a mill\n\nNorth Island opened the mill.\n")
    options = ("--root", with_silo, "add-event", "--no-input", "-r", "north", "--from", tmp_path / "old", "-f", "json")
    outcome = ratingctl(*options)
    answer = json.loads(outcome.out)
    assert (outcome.code, answer["missing"], answer["draft"]["proposed_date"]) == (2, ["--date"], "2016-04-22")
    assert ratingctl(*options, "--date", "2016-04-22").code == 0


def test_link_takes_no_event_of_an_edition_that_begins_later(ratingctl: Run, with_silo: Path) -> None:
    outcome = ratingctl("--root", with_silo, "link", "north-late", "--follows", "north-silo")
    assert (outcome.code, "north-silo is of 2025, later than this event (2024-04)" in outcome.err) == (2, True)


def test_link_says_so_where_the_two_are_swapped(ratingctl: Run, with_silo: Path) -> None:
    outcome = ratingctl("--root", with_silo, "link", "north-bridge", "--follows", "north-works")
    assert outcome.code == 2
    assert "`ratingctl link north-works --follows north-bridge`" in outcome.err


def test_add_event_takes_none_either(ratingctl: Run, with_silo: Path) -> None:
    assert add(ratingctl, with_silo, "-r", "north", "--date", "2024-05", "--follows", "north-silo").code == 2


def test_edit_takes_no_date_by_which_it_would_be(ratingctl: Run, with_silo: Path) -> None:
    assert ratingctl("--root", with_silo, "edit", "north-late", "date=2026-04").code == 0
    assert ratingctl("--root", with_silo, "link", "north-late", "--follows", "north-silo").code == 0
    assert ratingctl("--root", with_silo, "edit", "north-late", "date=2024-04").code == 2


def test_match_neither_proposes_nor_accepts_it(ratingctl: Run, with_silo: Path) -> None:
    queries = json.loads(ratingctl("--root", with_silo, "match", "--event", "north-late", "-f", "json").out)["queries"]
    assert "north-silo" not in [candidate["event"] for candidate in queries[0]["candidates"]]


def test_accept_links_nothing_that_is_told_before(ratingctl: Run, write: Write) -> None:
    old = DRAFT["2025/north.yaml"] + SILO
    root = write({**DRAFT, "2025/north.yaml": old, "2026/north.yaml": NORTH + LATE.replace("2024-04", "2024-04")})
    candidates = json.loads(ratingctl("--root", root, "match", "--event", "north-late", "-f", "json").out)["queries"][0]
    assert [row["event"] for row in candidates["candidates"] if row["accept"]] == ["north-silo"]
    assert json.loads(ratingctl("--root", root, "match", "--accept", "-f", "json").out)["linked"] == 0


# Corrected.


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("sources=the-post", "is no key of sources.yaml"),
        ("date=2027-01", "is in the future"),
        ("title=" + "x" * 301, "301 characters"),
        ("title=a\u202eb", "control character"),
        ("partners-=Nobody", "is not among partners"),
        ("date+=2026", "is no list"),
        ("region=east", "no region 'east'"),
    ],
)
def test_edit_refuses_what_add_event_refuses(ratingctl: Run, root: Path, change: str, why: str) -> None:
    before = files(root)
    outcome = ratingctl("--root", root, "edit", "north-works", change)
    assert (outcome.code, why in outcome.err, files(root)) == (2, True, before)


def test_lists_are_added_to_and_taken_from(ratingctl: Run, root: Path) -> None:
    for change in ("partners=Sea Lines; Ann & Co", "partners+=Port Henry; sea lines", "partners-=ann & co",
                   "sources+=gazette", "sources+=https://e.org/a", "sources-=gazette", "follows-=bridge"):  # fmt: skip
        assert ratingctl("--root", root, "edit", "north-works", change).code == 0, change
    text = files(root)["north.yaml"]
    assert "partners: [Sea Lines, Port Henry, sea lines]" in text
    assert "sources: ['https://e.org/a']" in text
    assert "follows" not in text


def test_an_event_moves_to_another_region_with_its_checks_and_all_its_lines(ratingctl: Run, write: Write) -> None:
    extra = '  follows: [north-bridge]  # told by Ann\n  text: |\n    Two\n    lines.\n  own: "x"\n'
    checks = "checks:\n- event: north-works\n  date: 2026-11\n  by: Ann\n  found: nothing\n"
    root = write({**DRAFT, "2026/north.yaml": NORTH.replace("  follows: [north-bridge]\n", extra) + checks})
    outcome = ratingctl("--root", root, "edit", "works", "region=south")
    assert outcome.code == 0
    assert "it still follows north-bridge of another region" in outcome.out
    assert "1 check went with it" in outcome.out
    south = files(root)["south.yaml"]
    assert extra in south
    assert south.endswith(checks)
    assert "north-works" not in files(root)["north.yaml"]
    assert " 0 errors" in ratingctl("--root", root, "validate").out
    assert ratingctl("--root", root, "show", "north-works").code == 0


@pytest.mark.parametrize(
    "more",
    [
        "- id: north-next\n  date: 2026-04\n  kind: progress\n  title: More\n  follows: [north-works]\n",
        "notes:\n- text: A note\n  about: [north-works]\n",
        "evidence: [north-works]\n",
    ],
)
def test_an_event_on_which_its_region_leans_does_not_move(ratingctl: Run, write: Write, more: str) -> None:
    root = write({**DRAFT, "2026/north.yaml": NORTH + more})
    before = files(root)
    outcome = ratingctl("--root", root, "edit", "north-works", "region=south")
    assert (outcome.code, "point to it" in outcome.err, files(root)) == (2, True, before)
