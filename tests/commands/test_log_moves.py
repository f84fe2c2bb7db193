"""The history of an event and of a region is one story, though files are moved, renamed and written anew."""

import json
from pathlib import Path
from typing import Any

import pytest
from clones import DRAFT, Clone, Team

NORTH, SOUTH = "2026/north.yaml", "2026/south.yaml"
PIER = "- id: north-pier\n  date: 2026-02\n  kind: memorandum\n  title: A pier is agreed\n"
QUAY = "- id: north-quay\n  date: 2026-03\n  kind: contract\n  title: A quay is ordered\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Team:
    files = {**DRAFT, NORTH: f"region: north\nscore: 7\nevents:\n{PIER}{QUAY}", SOUTH: "region: south\nscore: 5\n"}
    team = Team(tmp_path_factory.mktemp("team") / "template", "anna", "boris", files=files)
    anna, boris = team.clones
    boris.does("edit", "north-pier", "due=2026-07")
    boris.does("save")
    anna.does("sync")
    anna.does("edit", "north-pier", "region=south", "due=2026-09")
    anna.does("save")
    return team


@pytest.fixture
def anna(template: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    monkeypatch.delenv("RATINGCTL_ROOT", raising=False)
    return template.copy(tmp_path / "team").clones[0]


def log(clone: Clone, *arguments: str) -> list[tuple[Any, ...]]:
    changes = json.loads(clone.does("log", *arguments, "-f", "json").out)["changes"]
    return [tuple(row[key] for key in ("by", "region", "field", "was", "now")) for row in changes]


DUE = [("Anna", "south", "due", "2026-07", "2026-09"), ("Boris", "north", "due", None, "2026-07")]


def test_an_event_that_was_moved_to_another_region_keeps_its_history(anna: Clone) -> None:
    assert log(anna, "north-pier", "--field", "due") == DUE
    rows = log(anna, "north-pier")
    assert [row[:3] for row in rows] == [
        ("Anna", "south", "region"),
        ("Anna", "south", "due"),
        ("Boris", "north", "due"),
        ("Anna", "north", None),
    ]
    assert rows[0][3:] == ("north", "south")


@pytest.mark.parametrize("subject", ["", "north", "south", "2026"])
def test_a_move_is_told_once_and_not_as_a_removal(anna: Clone, subject: str) -> None:
    rows = log(anna, *filter(None, [subject]))
    assert [row for row in rows if row[2] == "region"] == [("Anna", "south", "region", "north", "south")]
    assert all(row[4] is not None for row in rows)


def test_a_file_that_is_written_anew_says_nothing_new(anna: Clone) -> None:
    before = log(anna)
    head, _, events = anna.text(NORTH).partition("events:\n")
    anna.write(NORTH, f"{head}# all of it\nevents:\n" + "".join(f"    {line}\n" for line in events.splitlines()))
    anna.does("save")
    assert log(anna) == before


def test_a_region_that_was_renamed_keeps_its_history(anna: Clone) -> None:
    before = log(anna, "south")
    anna.write("regions.yaml", anna.text("regions.yaml").replace("south:", "sud:"))
    for edition in ("2025", "2026"):
        anna.write(f"{edition}/sud.yaml", anna.text(f"{edition}/south.yaml").replace("region: south", "region: sud"))
        (anna.root / edition / "south.yaml").unlink()
    anna.git("add", "-A")
    anna.git("commit", "-qm", "rename")
    assert log(anna, "sud") == [("Anna", "sud", "region", "south", "sud")] * 2 + before
    assert log(anna, "north-pier", "--field", "due") == DUE
