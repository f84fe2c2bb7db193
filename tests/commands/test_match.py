"""Follow-ups found, linked, refused and taken back, on real folders and at a terminal."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Outcome
from pseudo_terminal import tool_in_terminal

from ratingctl.commands.shared.event_draft import prepare
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.domain.model import Event
from ratingctl.report import Screen
from ratingctl.storage.folder import DiskFolder

Write = Callable[..., Path]
Run = Callable[..., Outcome]
Person = Callable[..., Outcome]

FILES = {
    "2025/north.yaml": """\
region: north
events:
- id: north-bridge
  project: Bridge
  kind: statement
  title: A suspension bridge over the Raven strait is planned
  due: 2026-06
- id: north-dairy
  kind: agreement
  title: A dairy for goat cheese is agreed on
- id: north-quarry
  kind: statement
  title: A granite quarry is promised
""",
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": """\
region: north
events:
# The strait.
- id: north-span
  kind: delay
  title: The suspension bridge over the Raven strait will be late
  due: 2027
  partners: [Span Ltd]
- id: north-cheese
  kind: commissioning
  title: The goat cheese dairy is open   # at last
- id: north-choir
  date: 2026-03
  kind: visit
  title: A choir sang
checks: []
""",
}


@pytest.fixture
def root(write: Write) -> Path:
    return write(FILES)


def queries(ratingctl: Run, root: Path, *more: str) -> dict[str, list[str]]:
    """For each query the events of its candidates that are worth a look."""
    outcome = ratingctl("--root", root, "match", *more, "-f", "json")
    assert outcome.code == 0
    return {
        row["event"]: [old["event"] for old in row["candidates"] if old["score"] >= 0.2]
        for row in json.loads(outcome.out)["queries"]
    }


def north(root: Path) -> str:
    return (root / "2026/north.yaml").read_text(encoding="utf-8")


def test_each_unlinked_event_is_a_query_with_its_announcement_first(ratingctl: Run, root: Path) -> None:
    found = queries(ratingctl, root)
    assert found == {"north-span": ["north-bridge"], "north-cheese": ["north-dairy"], "north-choir": []}


def test_a_candidate_says_how_likely_it_is_and_why(ratingctl: Run, root: Path) -> None:
    outcome = ratingctl("--root", root, "match", "--event", "span", "-f", "json")
    (query,) = json.loads(outcome.out)["queries"]
    best = query["candidates"][0]
    assert (query["region"], best["project"], best["title"]) == (
        "north",
        "north-bridge",
        "A suspension bridge over the Raven strait is planned",
    )
    assert best["score"] > 0.8
    assert any("suspension bridge" in reason for reason in best["reasons"])
    assert sum(candidate["accept"] for candidate in query["candidates"]) <= 1


def test_a_free_text_is_looked_up_in_one_region_or_in_all(ratingctl: Run, root: Path) -> None:
    for more in ((), ("-r", "the north")):
        outcome = ratingctl("--root", root, "match", "--text", "Raven strait bridge", *more, "-f", "json")
        (query,) = json.loads(outcome.out)["queries"]
        assert query["event"] is None
        assert query["candidates"][0]["project"] == "north-bridge"


def test_a_moved_project_is_found_across_regions(ratingctl: Run, write: Write) -> None:
    south = "region: south\nevents:\n- id: south-span\n  kind: relocation\n  title: The Raven suspension bridge moves south\n"
    root = write({**FILES, "2026/south.yaml": south})
    assert queries(ratingctl, root, "-r", "south") == {"south-span": []}
    assert queries(ratingctl, root, "-r", "south", "--across")["south-span"][:1] == ["north-bridge"]


def test_accepting_adds_a_line_for_each_link_and_undo_takes_all_back(ratingctl: Run, root: Path) -> None:
    old = north(root)
    outcome = ratingctl("--root", root, "match", "--accept", "-f", "json")
    assert json.loads(outcome.out)["linked"] == 2
    assert [line for line in north(root).splitlines() if line not in old.splitlines()] == [
        "  follows: [north-bridge]",
        "  follows: [north-dairy]",
    ]
    assert len(north(root).splitlines()) == len(old.splitlines()) + 2
    assert ratingctl("--root", root, "validate").code == 0
    assert ratingctl("--root", root, "undo").code == 0
    assert north(root) == old


def test_no_candidate_is_an_event_that_projects_share(ratingctl: Run, root: Path) -> None:
    fair = (
        "- id: north-fair\n  kind: exhibition\n  title: The suspension bridge over the Raven strait and the goat cheese "
        "dairy at a fair\n  follows: [north-bridge, north-dairy]\n"
    )
    (root / "2025/north.yaml").write_text(FILES["2025/north.yaml"] + fair)
    for query in (
        ("--event", "span"),
        ("--text", "The bridge over the Raven strait at a fair", "--region", "north"),
        ("--text", "The bridge over the Raven strait at a fair"),
    ):
        found = json.loads(ratingctl("--root", root, "match", *query, "-f", "json").out)["queries"][0]["candidates"]
        assert (found[0]["event"], "north-fair" in [old["event"] for old in found]) == ("north-bridge", False)


def test_accepting_again_links_nothing_more(ratingctl: Run, root: Path) -> None:
    twin = "- id: north-twin\n  kind: statement\n  title: A second suspension bridge over the Raven strait\n"
    (root / "2025/north.yaml").write_text(FILES["2025/north.yaml"] + twin)
    for linked in (1, 0, 0):
        outcome = ratingctl("--root", root, "match", "--event", "cheese", "--accept", "-f", "json")
        assert json.loads(outcome.out)["linked"] == linked
    ratingctl("--root", root, "link", "span", "--follows", "twin")
    old = north(root)
    assert json.loads(ratingctl("--root", root, "match", "--event", "span", "-f", "json").out)["queries"][0]["candidates"][0]["accept"]  # fmt: skip
    assert ratingctl("--root", root, "match", "--event", "span", "--accept").code == 0
    assert north(root) == old


def test_accepting_links_what_is_marked_also_where_another_region_comes_first(
    ratingctl: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ratingctl.commands.shared.followup_search import FollowupSearch, Question

    asked = FollowupSearch.about_event

    def with_another_first(self: FollowupSearch, event: Event) -> Question:
        question = asked(self, event)
        others = [one._replace(score=1.0, accept=False) for one in question.candidates[1:]]
        return question._replace(candidates=[*others, *question.candidates[:1]])

    monkeypatch.setattr(FollowupSearch, "about_event", with_another_first)
    outcome = ratingctl("--root", root, "match", "--event", "span", "--accept", "-f", "json")
    (query,) = json.loads(outcome.out)["queries"]
    assert [candidate["event"] for candidate in query["candidates"]] == ["north-bridge"]
    assert "  follows: [north-bridge]\n" in north(root)


def test_nothing_is_accepted_while_a_file_is_broken(ratingctl: Run, root: Path) -> None:
    (root / "2025/south.yaml").write_text("region: south\nevents: [\n")
    old = north(root)
    outcome = ratingctl("--root", root, "match", "--accept")
    assert (outcome.code, north(root)) == (3, old)
    assert "2025/south.yaml" in outcome.err


def test_a_dry_run_writes_nothing(ratingctl: Run, root: Path) -> None:
    old = north(root)
    outcome = ratingctl("--root", root, "match", "--accept", "--dry-run")
    assert "+   follows: [north-bridge]" in outcome.err
    assert north(root) == old


def test_a_link_by_hand_takes_a_no_away_and_is_taken_back(ratingctl: Run, root: Path) -> None:
    old = north(root)
    ratingctl("--root", root, "unlink", "choir", "--follows", "quarry", "--never")
    assert "not_follows: [north-quarry]" in north(root)
    outcome = ratingctl("--root", root, "link", "choir", "--follows", "quarry", "--follows", "dairy", "-f", "json")
    assert json.loads(outcome.out)["follows"] == ["north-quarry", "north-dairy"]
    assert "not_follows" not in north(root)
    assert ratingctl("--root", root, "unlink", "choir", "--follows", "dairy").code == 0
    assert "  follows: [north-quarry]\n" in north(root)
    assert ratingctl("--root", root, "unlink", "choir").code == 0
    assert north(root) == old


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("link", "span", "--follows", "span"), "is the event itself"),
        (("link", "span", "--follows", "nothing"), "is no event that 2026 sees"),
        (("link", "nothing", "--follows", "dairy"), "no event 'nothing'"),
        (("link", "dairy", "--follows", "bridge"), "edition 2025 is published"),
        (("unlink", "span", "--follows", "dairy"), "does not follow 'dairy'; it follows nothing"),
        (("unlink", "span", "--never"), "--never needs --follows"),
        (("match", "--text", " "), "--text is empty"),
        (("match", "--text", "x", "--event", "span"), "two questions"),
        (("match", "--text", "x", "--accept"), "no event that could be linked"),
        (("match", "2026", "--event", "span"), "its own edition"),
        (("match", "--review", "--accept"), "--review asks"),
        (("match", "--review"), "needs a terminal"),
        (("match", "--event", "north-spam"), "did you mean"),
        (("match", "2025", "--accept"), ""),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    ratingctl: Run, root: Path, arguments: tuple[str, ...], said: str
) -> None:
    old = north(root)
    outcome = ratingctl("--root", root, *arguments)
    assert outcome.code == (2 if said else 0)
    assert said in outcome.err
    assert north(root) == old


@pytest.mark.parametrize(
    "arguments",
    [
        ("link", "cheese", "--follows", "dairy"),
        ("link", "dairy", "--follows", "quarry"),
        ("unlink", "cheese", "--follows", "dairy", "--never"),
        ("checked", "dairy", "--found", "nothing", "--by", "Ann"),
        ("checked", "--from", "list.csv", "--by", "Ann"),
    ],
)
def test_an_event_that_may_stand_in_a_broken_file_is_not_said_to_be_unknown(
    ratingctl: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text("project,found\nnorth-dairy,nothing\n")
    (root / "2025/north.yaml").write_text(FILES["2025/north.yaml"] + "<<<<<<< HEAD\n")
    outcome = ratingctl("--root", root, *arguments)
    assert outcome.code == 3
    assert outcome.err.startswith("2025/north.yaml:")


def test_a_circle_is_refused(ratingctl: Run, root: Path) -> None:
    assert ratingctl("--root", root, "link", "choir", "--follows", "span").code == 0
    outcome = ratingctl("--root", root, "link", "span", "--follows", "choir")
    assert (outcome.code, "itself follows" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2025",), "Edition 2025 has no predecessor"),
        (("--event", "span", "-n", "0"), ""),
        (("--text", "zeppelin", "-r", "north"), "is like it"),
        (("--text", "zeppelin"), "Nothing on record is like it"),
        (("--text", "😀 中国 12345"), "Nothing on record is like it"),
        (("-r", "south"), "Every event of edition 2026 here follows something"),
        (("--event", "choir"), "None of 3 earlier projects is like it"),
    ],
)
def test_an_empty_answer_says_why(ratingctl: Run, root: Path, arguments: tuple[str, ...], said: str) -> None:
    outcome = ratingctl("--root", root, "match", *arguments)
    assert outcome.code == 0
    assert said in outcome.out


def test_a_review_links_refuses_goes_back_and_goes_on_later(person: Person, ratingctl: Run, root: Path) -> None:
    outcome = person("x\na\nn\n.\n", "--root", root, "match", "--review")
    assert "Type letters from the list" in outcome.err
    assert "the deadline moves: 2026-06 → 2027" in outcome.err
    assert "new: Span Ltd" in outcome.err
    assert "2 answered, 0 left" in outcome.err
    assert "  follows: [north-bridge]\n" in north(root)
    assert "  not_follows: [north-dairy]\n" in north(root)
    assert "Nothing" not in person("", "--root", root, "match", "--review").out
    assert queries(ratingctl, root) == {"north-cheese": [], "north-choir": []}


def test_a_review_shows_no_more_candidates_than_asked_for(person: Person, root: Path) -> None:
    twin = "- id: north-twin\n  kind: statement\n  title: A second suspension bridge over the Raven strait is planned\n"
    (root / "2025/north.yaml").write_text(FILES["2025/north.yaml"] + twin)
    outcome = person("b\n.\n", "--root", root, "match", "--review", "--event", "span", "-n", "1")
    assert ("[north-bridge]" in outcome.err) != ("[north-twin]" in outcome.err)
    assert "Type letters from the list" in outcome.err


def test_going_back_replaces_an_answer(person: Person, root: Path) -> None:
    old = north(root)
    outcome = person("n\n-\na\n-\n-\n\nй\n", "--root", root, "match", "--review")
    assert outcome.err.count("[1/2]") == 4
    assert "Already linked: north-bridge" in outcome.err
    assert north(root).replace("  follows: [north-bridge]\n", "") == old


def test_a_no_comes_back_when_one_of_the_two_has_changed(person: Person, ratingctl: Run, root: Path) -> None:
    person("т\nn\n", "--root", root, "match", "--review")
    assert queries(ratingctl, root)["north-span"] == []
    text = (root / "2025/north.yaml").read_text().replace("strait is planned", "strait is planned anew")
    (root / "2025/north.yaml").write_text(text)
    assert queries(ratingctl, root) == {"north-span": ["north-bridge"], "north-cheese": [], "north-choir": []}
    person("n\n", "--root", root, "match", "--review")
    assert queries(ratingctl, root)["north-span"] == []


def test_a_no_without_a_memory_stands(person: Person, ratingctl: Run, root: Path) -> None:
    person("n\n", "--root", root, "match", "--review")
    (root / ".ratingctl/judged.json").write_text("no json")
    assert queries(ratingctl, root)["north-span"] == []


def test_a_candidate_that_is_gone_is_said_and_nothing_is_written(
    person: Person, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove_meanwhile(screen: Screen) -> None:
        text = (root / "2025/north.yaml").read_text()
        (root / "2025/north.yaml").write_text(text.replace("north-bridge", "north-other"))

    monkeypatch.setattr("ratingctl.interactive.dialogue.show_screen", remove_meanwhile)
    old = north(root)
    outcome = person("ф\nq\n", "--root", root, "match", "--review")
    assert "no event 'north-bridge'" in outcome.err
    assert north(root) == old


def test_a_review_of_a_published_edition_is_refused(person: Person, root: Path) -> None:
    outcome = person("1\n", "--root", root, "match", "2025", "--review")
    assert (outcome.code, "is published" in outcome.err) == (2, True)


def test_a_review_with_nothing_to_ask_says_why(person: Person, root: Path) -> None:
    outcome = person("", "--root", root, "match", "--review", "-r", "south")
    assert "Every event of edition 2026 here follows something" in outcome.err


def test_a_review_in_a_real_terminal_keeps_what_was_answered_before_an_interrupt(root: Path) -> None:
    with tool_in_terminal("--root", str(root), "match", "--review") as terminal:
        terminal.sees("ends: ")
        terminal.types("a\n")
        terminal.sees("follows: [north-bridge]")
        terminal.sees("ends: ")
        terminal.types("\x03")
        assert terminal.leaves() == 130
    assert "  follows: [north-bridge]\n" in north(root)


def test_add_event_shows_what_match_finds(ratingctl: Run, root: Path) -> None:
    title = "The suspension bridge over the Raven strait is open"
    arguments = ("-r", "north", "-k", "commissioning", "-t", title, "--no-input", "--dry-run", "-f", "json")
    answer = json.loads(ratingctl("--root", root, "add-event", *arguments).out)
    assert answer["candidates"][0]["project"] == "north-bridge"
    assert answer["candidates"][0]["accept"] is True


def test_a_question_says_whether_it_is_likely_new_and_why(ratingctl: Run, root: Path) -> None:
    rows = json.loads(ratingctl("--root", root, "match", "-f", "json").out)["queries"]
    new = {row["event"]: row["new"] for row in rows}
    assert new["north-span"] == {"likely": False, "reasons": []}
    assert new["north-choir"]["likely"] is True
    assert new["north-choir"]["reasons"]


def test_where_few_links_are_judged_a_likelihood_is_a_word(ratingctl: Run, root: Path, write: Write) -> None:
    assert "likely" in ratingctl("--root", root, "match", "--event", "span").out
    links = ", ".join(f"north-{number}" for number in range(100))
    many = f"region: south\nevents:\n- {{id: south-x, kind: visit, title: A choir, not_follows: [{links}]}}\n"
    out = ratingctl("--root", write({**FILES, "2025/south.yaml": many}), "match", "--event", "span").out
    assert "%" in out
    assert "likely" not in out


def test_a_candidate_says_where_its_project_stands(ratingctl: Run, root: Path) -> None:
    assert "Bridge · announced" in ratingctl("--root", root, "match", "--event", "span").out


def test_a_line_without_a_subject_continues_what_the_line_before_it_continues(ratingctl: Run, write: Write) -> None:
    later = (
        "region: north\nevents:\n- {id: n-1, kind: progress, title: The suspension bridge over the strait is half built}\n"
        "- {id: n-2, kind: delay, title: Completion moved to next spring}\n"
    )
    assert queries(ratingctl, write({**FILES, "2026/north.yaml": later}))["n-2"][:1] == ["north-bridge"]
    of_another_day = later.replace("n-2,", "n-2, date: 2026-03,")
    assert queries(ratingctl, write({**FILES, "2026/north.yaml": of_another_day}))["n-2"] == []


@pytest.mark.parametrize(("before", "first"), [("north-cheese", ["north-dairy"]), ("", [])])
def test_another_event_of_an_article_may_continue_what_was_logged_from_it_before(
    ratingctl: Run, root: Path, before: str, first: list[str]
) -> None:
    ratingctl("--root", root, "link", "north-cheese", "--follows", "north-dairy")
    typed = EventInput("north", "2026-09", "delivery", "Twelve people found work there", before=before)
    prepared = prepare(DiskFolder(root), date(2026, 10, 1), typed)
    assert [candidate.project.id for candidate in prepared.candidates[:1]] == first


def test_an_article_continues_what_was_logged_from_the_one_before_it(ratingctl: Run, root: Path) -> None:
    texts = {
        "a": "North Island signs an agreement on a glass works\n\nNorth Island signed an agreement on a glass works.\n",
        "b": "The glass works of North Island are open\n\nNorth Island opened the glass works today.\n",
    }
    for name, text in texts.items():
        (root / f"../{name}.txt").write_text(f"18.06.2026\n{text}")
    given = (root / "../a.txt", root / "../b.txt", "-r", "north", "--no-input", "-f", "json")
    first, second = json.loads(ratingctl("--root", root, "add-event", "--from", *given).out)["events"]
    assert [candidate["event"] for candidate in second["candidates"]][:1] == [first["id"]]
