"""The journal of events: what came in, by whom, what it lacks; the numbers of its list; late finds said to be right."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clones import DRAFT, Clone, Team
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]

NORTH = """\
region: north
events:
- id: north-works
  project: Bridge
  date: 2026-02
  kind: construction_start
  title: Piles are driven for the bridge
  follows: [north-bridge]
  sources: [gazette]
- id: north-mast
  date: 2024-05
  kind: delivery
  title: A mast was set up
  sources: [gazette]
- id: north-halt
  date: 2026-06
  kind: delay
  title: Work is put off
- id: north-talk
  kind: talks
  title: There were talks
  sources: [gazette]
"""
SOUTH = """\
region: south
events:
- id: south-again
  date: 2026-03-01
  kind: visit
  title: The minister came, again
  sources: [gazette]
- id: south-twin
  date: 2026-03
  kind: visit
  title: the minister came again.
  sources: [gazette]
"""
FILES = {**DRAFT, "2026/north.yaml": NORTH, "2026/south.yaml": SOUTH}


@pytest.fixture
def root(write: Write) -> Path:
    return write(FILES)


def listed(outcome: Outcome) -> dict[str, dict[str, Any]]:
    assert outcome.code == 0, outcome
    return {event["id"]: event for event in json.loads(outcome.out)["events"]}


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("--undated", {"north-talk"}),
        ("--unsourced", {"north-halt"}),
        ("--undated --unsourced", {"north-talk", "north-halt"}),
        ("--unlinked", {"north-halt"}),
        ("--late", {"north-mast"}),
        ("--twice", {"south-again", "south-twin"}),
        ("--kind delay -k talks", {"north-halt", "north-talk"}),
        ("--region south", {"south-again", "south-twin"}),
    ],
)
def test_only_what_is_asked_for_is_listed(ratingctl: Run, root: Path, options: str, ids: set[str]) -> None:
    assert set(listed(ratingctl("--root", root, "events", *options.split(), "-f", "json"))) == ids


def test_a_row_has_what_other_programs_read(ratingctl: Run, root: Path) -> None:
    outcome = ratingctl("--root", root, "events", "--region", "north", "-f", "json")
    row = listed(outcome)["north-works"]
    keys = ("id", "region", "date", "kind", "title", "project", "follows", "sources", "by", "on")
    values = ("north-works", "north", "2026-02", "construction_start", "Piles are driven for the bridge", "Bridge",
              ["north-bridge"], ["gazette"], None, None)  # fmt: skip
    assert tuple(row[key] for key in keys) == values
    assert [event["number"] for event in json.loads(outcome.out)["events"]] == [1, 2, 3, 4]


def test_a_pair_told_twice_names_its_twin_in_an_edition_before_too(ratingctl: Run, write: Write) -> None:
    old = DRAFT["2025/south.yaml"].replace(
        "events: []", "events:\n- id: south-first\n  date: 2025\n  kind: visit\n  title: The minister came again"
    )
    new = SOUTH.replace("2026-03-01", "2025-04").replace("2026-03\n", "2026-07\n")
    root = write({**FILES, "2025/south.yaml": old, "2026/south.yaml": new})
    rows = listed(ratingctl("--root", root, "events", "--twice", "-f", "json"))
    assert {event: row["same"] for event, row in rows.items()} == {"south-again": ["south-first"]}


def test_what_match_is_sure_of_counts_as_unlinked(ratingctl: Run, write: Write) -> None:
    title = "The bridge from North Island to Port Henry is opened by Sea Lines"
    old = NORTH + f"- id: north-plan\n  date: 2026-01\n  kind: statement\n  title: {title.replace('is', 'will be')}\n"
    new = f"- id: north-open\n  date: 2026-09\n  kind: commissioning\n  title: {title}\n  sources: [gazette]\n"
    rows = listed(
        ratingctl("--root", write({**FILES, "2026/north.yaml": old + new}), "events", "--unlinked", "-f", "json")
    )
    assert rows["north-open"]["continues"] == "north-plan"


def test_without_git_the_list_is_there_and_says_what_is_not_known(ratingctl: Run, root: Path) -> None:
    outcome = ratingctl("--root", root, "events")
    assert (outcome.code, outcome.err) == (0, "")
    assert "By whom and when is not known: the folder is not under git." in outcome.out
    assert "Logged" not in outcome.out


@pytest.mark.parametrize("option", [("--since", "2026-11-01"), ("--by", "Ann")])
def test_days_and_people_need_git(ratingctl: Run, root: Path, option: tuple[str, str]) -> None:
    outcome = ratingctl("--root", root, "events", *option)
    assert (outcome.code, outcome.out) == (4, "")
    assert "not under git" in outcome.err


@pytest.mark.parametrize(
    ("group_by", "headings"),
    [("region", ["North Island — 4", "South Island — 2"]), ("kind", ["visit — 2"]), ("day", ["Day unknown — 6"])],
)
def test_rows_are_grouped(ratingctl: Run, root: Path, group_by: str, headings: list[str]) -> None:
    out = ratingctl("--root", root, "events", "--group-by", group_by).out
    assert [heading for heading in headings if heading not in out] == []


# Numbers.


def test_a_number_of_the_list_does_for_the_id(ratingctl: Run, root: Path) -> None:
    ratingctl("--root", root, "events", "--unsourced")
    outcome = ratingctl("--root", root, "edit", "1", "sources=gazette")
    assert outcome.code == 0
    assert "1 in the list of `events` is north-halt" in outcome.err
    assert "follows: [north-works]" in ratingctl("--root", root, "link", "1", "--follows", "works").err
    assert "Work is put off" in ratingctl("--root", root, "show", "1").out
    assert ratingctl("--root", root, "unlink", "1").code == 0
    assert ratingctl("--root", root, "remove", "1", "--reason", "a test").code == 0
    assert "north-halt" not in (root / "2026/north.yaml").read_text()


def test_a_number_means_the_list_that_was_shown_last_and_no_other(ratingctl: Run, root: Path) -> None:
    ratingctl("--root", root, "stale")
    refused = ratingctl("--root", root, "edit", "1", "title=x")
    assert (refused.code, "the list that was shown last is that of `stale`" in refused.err) == (2, True)
    assert "Bridge" in ratingctl("--root", root, "show", "1").out
    ratingctl("--root", root, "events")
    refused = ratingctl("--root", root, "checked", "1", "--found", "nothing", "--by", "Ann")
    assert (refused.code, "the list that was shown last is that of `events`" in refused.err) == (2, True)


def test_a_number_is_refused_once_another_hand_has_changed_the_files(ratingctl: Run, root: Path) -> None:
    ratingctl("--root", root, "events")
    (root / "2026/south.yaml").write_text(SOUTH.replace("again", "once more"))
    refused = ratingctl("--root", root, "remove", "1", "--reason", "x")
    assert (refused.code, "the files have changed" in refused.err) == (2, True)


def test_a_region_that_bears_the_number_for_a_code_is_shown_all_the_same(ratingctl: Run, write: Write) -> None:
    root = write({**FILES, "regions.yaml": DRAFT["regions.yaml"].replace("IS-S", "'1'")})
    ratingctl("--root", root, "events")
    assert "South Island" in ratingctl("--root", root, "show", "1").out


# Late finds.


def test_a_late_find_is_said_to_be_right_once_and_then_nothing_asks(ratingctl: Run, root: Path) -> None:
    assert "E503" in ratingctl("--root", root, "validate").out
    outcome = ratingctl("--root", root, "events", "--late", "--accept")
    assert (outcome.code, outcome.err.splitlines()[0]) == (0, "+   late: true")
    assert "E503" not in ratingctl("--root", root, "validate").out
    assert listed(ratingctl("--root", root, "events", "--late", "-f", "json")) == {}
    assert json.loads(ratingctl("--root", root, "status", "-f", "json").out)["events"]["late"] == 0
    ratingctl("--root", root, "undo")
    assert (root / "2026/north.yaml").read_text() == NORTH


def test_only_late_finds_are_said_to_be_right(ratingctl: Run, root: Path) -> None:
    refused = ratingctl("--root", root, "events", "--undated", "--accept")
    assert (refused.code, "goes with --late alone" in refused.err) == (2, True)


# Who and when.


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.setenv("RATINGCTL_LANG", "en")
    monkeypatch.delenv("RATINGCTL_BY", raising=False)
    return Team(tmp_path / "team", "Ann", "Bob", files=FILES)


def people(clone: Clone, *options: str) -> dict[str, tuple[str | None, bool]]:
    rows = listed(clone("events", *options, "-f", "json"))
    return {event: (row["by"], row["saved"]) for event, row in rows.items()}


def test_git_says_who_logged_what_and_what_is_not_saved_is_ones_own(team: Team) -> None:
    ann, bob = team.clones
    bob.write("2026/south.yaml", SOUTH + "- id: south-bob\n  date: 2026-05\n  kind: visit\n  title: Bob saw it\n")
    bob.does("save")
    ann.does("sync")
    # Ann moves Bob's event to another place of the file and corrects it: it is his all the same.
    moved = SOUTH.replace(
        "events:\n", "events:\n- id: south-bob\n  date: 2026-04\n  kind: visit\n  title: Bob saw it\n"
    )
    ann.write("2026/south.yaml", moved)
    ann.does("save")
    ann.write("2026/north.yaml", NORTH + "- id: north-ann\n  date: 2026-05\n  kind: visit\n  title: Ann saw it\n")
    assert people(ann, "--by", "bob") == {"south-bob": ("Bob", True)}
    assert people(ann, "--since", "today", "-r", "north")["north-ann"] == ("Ann", False)
    assert people(ann)["north-talk"] == ("Ann", True)
    assert json.loads(ann("events", "-f", "json").out)["events"][0]["id"] == "north-ann"


def test_an_event_that_was_moved_to_another_region_keeps_who_logged_it(team: Team) -> None:
    bob = team.clones[1]
    talk = NORTH[NORTH.index("- id: north-talk") :]
    bob.write("2026/north.yaml", NORTH.replace(talk, ""))
    bob.write("2026/south.yaml", SOUTH + talk)
    bob.does("save")
    assert people(bob, "-r", "south")["north-talk"] == ("Ann", True)


def test_a_shallow_clone_does_not_take_its_oldest_commit_for_the_first(team: Team) -> None:
    ann, _ = team.clones
    ann.write("2026/south.yaml", SOUTH + "- id: south-new\n  date: 2026-05\n  kind: visit\n  title: New\n")
    ann.does("save")
    team.folder.joinpath("shallow").mkdir()
    shallow = Clone(team.folder / "shallow" / "clone")
    team.clones[0].git("clone", "-q", "--depth", "1", f"file://{team.hub}", str(shallow.path))
    assert people(shallow, "-r", "south")["south-twin"] == (None, True)
    assert "This clone is shallow" in shallow("events").out
