"""What reports and refusals say is true: ids in broken files, names that decide, limits, regions without a score."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]

DRAFT = {
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": """\
region: north
score: 7
events:
- id: north-works
  date: 2026-02
  kind: talks
  title: Works
""",
}
CONFLICT = """\
region: south
<<<<<<< HEAD
events:
- id: south-mine
  kind: visit
  title: Mine
=======
events:
- id: south-theirs
  kind: visit
  title: Theirs
>>>>>>> other
"""
ADD = ("add-event", "--no-input", "-k", "visit", "-t", "One")


@pytest.mark.parametrize("broken", [CONFLICT, "region: south\nevents:\n- id: south-mine\n  title: A: b\n"])
@pytest.mark.parametrize(
    "command",
    [
        ("edit", "south-mine", "title=x"),
        ("edit", "north-works", "follows=south-mine"),
        ("remove", "south-mine", "--reason", "twice"),
        (*ADD, "-r", "south", "--follows", "south-mine"),
        (*ADD, "-r", "north", "--follows", "south-mine"),
        ("score", "south", "5", "--evidence", "south-mine"),
        ("score", "north", "5", "--evidence", "south-mine"),
        ("link", "south-mine", "--follows", "north-works"),
        ("link", "north-works", "--follows", "south-mine"),
        ("unlink", "south-mine"),
        ("checked", "south-mine", "--found", "nothing", "--by", "Ann"),
        ("match", "--event", "south-mine"),
        ("show", "south-mine"),
    ],
)
def test_an_event_in_a_broken_file_is_never_denied(
    ratingctl: Run, write: Write, command: tuple[str, ...], broken: str
) -> None:
    root = write({**DRAFT, "2026/south.yaml": broken})
    outcome = ratingctl("--root", root, *command)
    assert (outcome.code, outcome.out) == (3, "")
    assert "2026/south.yaml:" in outcome.err
    assert "no event" not in outcome.err
    assert (root / "2026/south.yaml").read_text() == broken


@pytest.mark.parametrize("command", [(*ADD, "-r", "south"), ("score", "south", "5")])
def test_a_file_with_a_conflict_is_not_written_into_and_both_sides_are_to_be_kept(
    ratingctl: Run, write: Write, command: tuple[str, ...]
) -> None:
    root = write({**DRAFT, "2026/south.yaml": CONFLICT})
    outcome = ratingctl("--root", root, *command)
    assert (outcome.code, (root / "2026/south.yaml").read_text()) == (3, CONFLICT)
    assert "F109 an unsolved git conflict begins here; `ratingctl resolve` joins both sides" in outcome.err
    assert "choose a side" not in outcome.err


def test_advice_on_a_conflict_loses_no_event_when_obeyed(ratingctl: Run, write: Write) -> None:
    lines = [line for line in CONFLICT.splitlines() if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>")]
    lines.pop(max(place for place, line in enumerate(lines) if line == "events:"))
    root = write({**DRAFT, "2026/south.yaml": "\n".join(lines) + "\n"})
    events = json.loads(ratingctl("--root", root, "show", "south", "-f", "json").out)["editions"][0]["events"]
    assert [event["id"] for event in events] == ["south-mine", "south-theirs"]


def test_a_region_is_shown_though_the_file_of_another_is_broken(ratingctl: Run, write: Write) -> None:
    root = write({**DRAFT, "2026/south.yaml": CONFLICT})
    outcome = ratingctl("--root", root, "show", "north")
    assert outcome.code == 0
    assert "not read: 2026/south.yaml" in outcome.out
    assert "Rank" not in outcome.out
    assert [ratingctl("--root", root, *verb).code for verb in (("show", "south"), ("tiers",), ("stale",))] == [3, 3, 3]


@pytest.mark.parametrize("name", ["nor", "IS-", "North Isl"])
@pytest.mark.parametrize(
    "command",
    [
        ("score", "{}", "5"),
        (*ADD, "-r", "{}"),
        ("match", "--accept", "-r", "{}"),
    ],
)
def test_the_beginning_of_a_name_decides_nothing_where_something_is_written(
    ratingctl: Run, write: Write, name: str, command: tuple[str, ...]
) -> None:
    root = write(DRAFT)
    outcome = ratingctl("--root", root, *(word.format(name) for word in command))
    assert outcome.code == 2
    assert "north (North Island)" in outcome.err
    assert (root / "2026/north.yaml").read_text() == DRAFT["2026/north.yaml"]


@pytest.mark.parametrize("name", ["north", "is-n", "the north", "NORTH ISLAND"])
def test_a_whole_name_decides(ratingctl: Run, write: Write, name: str) -> None:
    assert ratingctl("--root", write(DRAFT), "score", name, "5").code == 0


def test_a_beginning_is_enough_for_reading(ratingctl: Run, write: Write) -> None:
    assert ratingctl("--root", write(DRAFT), "tiers", "-r", "nor").code == 0


def test_a_published_edition_is_not_undone(ratingctl: Run, write: Write) -> None:
    root = write(DRAFT)
    ratingctl("--root", root, "score", "north", "5")
    header = root / "2026/edition.yaml"
    header.write_text(header.read_text().replace("draft", "published"))
    scored = (root / "2026/north.yaml").read_text()
    outcome = ratingctl("--root", root, "undo")
    assert (outcome.code, (root / "2026/north.yaml").read_text()) == (2, scored)
    assert "edition 2026 is published" in outcome.err
    header.write_text(header.read_text().replace("published", "locked"))
    assert ratingctl("--root", root, "undo").code == 0
    assert (root / "2026/north.yaml").read_text() == DRAFT["2026/north.yaml"]


ISLANDS = {
    "regions.yaml": "".join(f"{name}: {{name: {name.title()}, order: {place}}}\n" for place, name in enumerate(("north", "south", "east", "west", "far"))),
    "2025/east.yaml": "region: east\nscore: 4\n",
    "2025/west.yaml": "region: west\nscore: 4\n",
    "2026/east.yaml": "region: east\nscore: 2\n",
    "2026/west.yaml": "region: west\nscore: 4\n",
}  # fmt: skip


def test_a_limit_shortens_the_list_and_no_count(ratingctl: Run, write: Write) -> None:
    root = write(ISLANDS)
    whole, short = (
        json.loads(ratingctl("--root", root, "diff", *more, "-f", "json").out) for more in ((), ("-n", "1"))
    )
    assert (len(whole["regions"]), len(short["regions"])) == (4, 1)
    assert (
        short["summary"]
        == whole["summary"]
        == {"up": 1, "down": 2, "same": 1, "added": 0, "removed": 0, "tier_moves": 3}
    )
    table = ratingctl("--root", root, "diff", "-n", "1").out
    assert "1 of 4 shown" in table
    assert "1 up, 2 down, 1 unchanged" in table
    assert ratingctl("--root", root, "diff", "-n", "0", "--fail").code == 1
    shown = json.loads(ratingctl("--root", root, "tiers", "-n", "1", "-f", "json").out)
    assert [(tier["count"], len(tier["regions"])) for tier in shown["tiers"]] == [(1, 1), (2, 0), (1, 0)]
    assert "1 of 4 shown" in ratingctl("--root", root, "tiers", "-n", "1").out
    assert "shown" not in ratingctl("--root", root, "tiers").out


def test_a_region_without_a_score_is_named(ratingctl: Run, write: Write) -> None:
    root = write(ISLANDS)
    for verb in (("tiers",), ("tiers", "--full"), ("diff",)):
        assert "1 region without a score in" in (out := ratingctl("--root", root, *verb).out)
        assert ": Far\n" in out
    assert json.loads(ratingctl("--root", root, "tiers", "-f", "json").out)["not_rated"] == [
        {"region": "far", "name": "Far", "why": None}
    ]
    assert "without a score" in ratingctl("--root", root, "tiers", "-r", "far").out
    assert "No region fits" not in ratingctl("--root", root, "tiers", "-r", "far").out


def test_many_regions_without_a_score_are_counted(ratingctl: Run, write: Write) -> None:
    regions = "".join(f"r{number}: {{name: R{number}}}\n" for number in range(20))
    root = write({**ISLANDS, "regions.yaml": ISLANDS["regions.yaml"] + regions})
    assert "21 regions without a score in 2026: Far, R0, " in (out := ratingctl("--root", root, "tiers").out)
    assert "R10 and 9 more\n" in out


@pytest.mark.parametrize("score", [0, -1, 11])
def test_a_score_outside_the_scale_is_named(ratingctl: Run, write: Write, score: int) -> None:
    root = write({**ISLANDS, "2026/west.yaml": f"region: west\nscore: {score}\n"})
    sentence = f"West: the score {score} is outside the scale 1 to 10"
    assert sentence in ratingctl("--root", root, "tiers").out
    assert sentence in ratingctl("--root", root, "diff").out
    answer = json.loads(ratingctl("--root", root, "tiers", "-f", "json").out)
    everywhere = [region["region"] for tier in answer["tiers"] for region in tier["regions"]]
    everywhere += [region["region"] for region in answer["not_rated"]]
    assert sorted(everywhere) == ["east", "far", "north", "south", "west"]


@pytest.mark.parametrize("spoil", ["edition", "region"])
def test_an_edition_that_is_a_link_and_a_file_that_is_a_folder_never_vanish(
    ratingctl: Run, write: Write, spoil: str
) -> None:
    root = write()
    if spoil == "edition":
        (root / "2027").symlink_to(root / "2026")
    else:
        (root / "2026/south.yaml").unlink()
        (root / "2026/south.yaml").mkdir()
    for verb in ("tiers", "diff", "stale"):
        outcome = ratingctl("--root", root, verb)
        assert (outcome.code, outcome.out) == (3, "")
    assert ratingctl("--root", root, "validate").code == 1


def test_a_full_csv_has_the_printed_texts(ratingctl: Run, write: Write) -> None:
    out = ratingctl("--root", write(), "tiers", "--full", "-f", "csv").out
    north = next(row for row in csv.DictReader(io.StringIO(out)) if row["region"] == "north")
    assert north["printed_before"] == "A bridge is planned (in March 2025; due: June 2026)."
    assert "Piles are driven for the bridge (in February 2026).;" in north["printed_since"]
    assert "printed" not in ratingctl("--root", write(), "tiers", "-f", "csv").out


BROKEN_SOUTH = {**DRAFT, "2026/south.yaml": CONFLICT}


NARROWED: Sequence[tuple[str, ...]] = (
    ("find", "works"),
    ("stale",),
    ("upcoming",),
    ("tiers",),
    ("tiers", "--full"),
    ("diff",),
    ("match",),
    ("events",),
    ("events", "--unlinked"),
)
"""Verbs that are narrowed to some regions, and then do without the files of others."""


@pytest.mark.parametrize("verb", NARROWED, ids=" ".join)
@pytest.mark.parametrize("narrowed", [("-r", "north"), ("--district", "Cold")])
def test_a_file_of_a_region_that_is_not_asked_for_keeps_no_report_back(
    ratingctl: Run, write: Write, verb: tuple[str, ...], narrowed: tuple[str, ...]
) -> None:
    root = write(DRAFT)
    sound = json.loads(ratingctl("--root", root, *verb, *narrowed, "-f", "json").out)
    (root / "2026/south.yaml").write_text(CONFLICT)
    report = json.loads(ratingctl("--root", root, *verb, *narrowed, "-f", "json").out)
    assert report.pop("not_read") == ["2026/south.yaml"]
    assert report == _without_ranks(sound)
    assert "not read: 2026/south.yaml" in ratingctl("--root", root, *verb, *narrowed).out


def _without_ranks(data: Any) -> Any:
    """The data of a report, without the ranks that count over all regions."""
    if isinstance(data, dict):
        return {key: None if key.startswith("rank") else _without_ranks(value) for key, value in data.items()}
    return list(map(_without_ranks, data)) if isinstance(data, list) else data


@pytest.mark.parametrize("verb", ["tiers", "diff"])
def test_a_report_without_ranks_says_so(ratingctl: Run, write: Write, verb: str) -> None:
    outs = [ratingctl("--root", write(files), verb, "-r", "north").out for files in (DRAFT, BROKEN_SOUTH)]
    assert ["ranks are left out" in out for out in outs] == [False, True]
    assert ["Rank" in out for out in outs] == [True, verb == "diff"]


@pytest.mark.parametrize("scores", ["", "score: 3\n"])
def test_a_later_file_that_is_broken_keeps_a_report_back_only_if_it_may_hold_the_last_scores(
    ratingctl: Run, write: Write, scores: str
) -> None:
    later = "period: 2027\ncutoff: 2027-12-31\nstate: draft\nprevious: 2026\n"
    root = write({**DRAFT, "2027/edition.yaml": later, "2027/south.yaml": f"region: south\n{scores}events: [\n"})
    assert ratingctl("--root", root, "tiers", "-r", "north").code == (3 if scores else 0)
    assert ratingctl("--root", root, "tiers", "2026", "-r", "north").code == 0


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (("--text", "works", "-r", "north"), 0),
        (("--text", "works"), 3),
        (("--text", "works", "--district", "Cold"), 3),
        (("-r", "north", "--across"), 3),
        (("-r", "north", "--accept", "--dry-run"), 0),
        (("--event", "north-works"), 0),
        (("--event", "south-works"), 3),
    ],
)
def test_a_match_needs_the_files_of_the_regions_that_it_looks_into(
    ratingctl: Run, write: Write, query: tuple[str, ...], code: int
) -> None:
    outcome = ratingctl("--root", write(BROKEN_SOUTH), "match", *query)
    assert outcome.code == code, outcome.err


@pytest.mark.parametrize("verb", NARROWED, ids=" ".join)
@pytest.mark.parametrize("narrowed", [(), ("-r", "south"), ("-r", "north", "-r", "south"), ("--tier", "high")])
def test_a_file_that_is_asked_for_keeps_the_report_back(
    ratingctl: Run, write: Write, verb: tuple[str, ...], narrowed: tuple[str, ...]
) -> None:
    outcome = ratingctl("--root", write(BROKEN_SOUTH), *verb, *narrowed)
    assert (outcome.code, outcome.out) == (3, "")
    assert "2026/south.yaml:2:1: F109" in outcome.err


def test_a_broken_file_that_names_an_event_of_the_list_keeps_it_back(ratingctl: Run, write: Write) -> None:
    root = write({**BROKEN_SOUTH, "2026/south.yaml": f"{CONFLICT}  follows: [north-bridge]\n"})
    assert ratingctl("--root", root, "stale", "-r", "north").code == 3


def test_find_in_an_edition_does_without_the_broken_files_of_others(ratingctl: Run, write: Write) -> None:
    root = write(BROKEN_SOUTH)
    assert ratingctl("--root", root, "find", "bridge", "-e", "2025").code == 0
    assert ratingctl("--root", root, "find", "bridge", "-e", "2026").code == 3
