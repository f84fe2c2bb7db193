"""One side removed or renamed what the other side builds on: it is asked, and either answer goes through."""

import json
from pathlib import Path

import pytest
from clones import DRAFT, Team

NORTH, SOUTH = "2026/north.yaml", "2026/south.yaml"
PIER = "- id: north-pier\n  date: 2026-02\n  kind: memorandum\n  title: A pier is agreed\n"
QUAY = "- id: north-quay\n  date: 2026-03\n  kind: contract\n  title: A quay is ordered\n  follows: [north-pier]\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Team:
    files = {**DRAFT, NORTH: f"region: north\nscore: 7\nevents:\n{PIER}{QUAY}", SOUTH: "region: south\nscore: 5\n"}
    return Team(tmp_path_factory.mktemp("team") / "template", "anna", "boris", files=files)


@pytest.fixture
def team(template: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.delenv("RATINGCTL_ROOT", raising=False)
    return template.copy(tmp_path / "team")


LEANING = {
    "follows": ("add-event", "-r", "north", "-k", "permit", "-t", "The quay is allowed", "--follows", "north-quay"),
    "across": ("add-event", "-r", "south", "-k", "permit", "-t", "The quay is allowed", "--follows", "north-quay"),
    "check": ("checked", "north-quay", "--found", "nothing", "--date", "2026-05", "--by", "Ann", "-e", "2026"),
    "score": ("score", "north", "8", "--rationale", "why", "--evidence", "north-quay"),
}


@pytest.mark.parametrize(
    ("leaning", "remover", "stays"),
    [
        ("follows", 0, True),
        ("follows", 1, False),
        ("across", 1, True),
        ("across", 0, False),
        ("check", 0, True),
        ("check", 1, False),
        ("score", 1, True),
        ("score", 0, False),
    ],
)
def test_either_answer_about_a_removed_event_goes_through(team: Team, leaning: str, remover: int, stays: bool) -> None:
    command = LEANING[leaning]
    team.clones[remover].does("remove", "north-quay", "--reason", "twice")
    team.clones[1 - remover].does(*command, *(("--no-input",) if command[0] == "add-event" else ()))
    anna, boris = team.clones
    anna.does("save")
    outcome = boris("save", "-f", "json")
    (question,) = json.loads(outcome.out)["questions"]
    assert (question["id"], len(question["leans_on"])) == ("north-quay", 1)
    boris.does("save", "--mine" if stays == (remover == 0) else "--theirs", "north-quay")
    assert boris.does("validate").code == 0
    text = boris.text(NORTH) + boris.text(SOUTH)
    assert text.count("north-quay") == (2 if stays else 0)
    if not stays:  # what built on it builds on what it continued; a score on nothing
        assert text.count("north-pier") == (1 if leaning == "score" else 2)
    anna.does("sync")
    assert anna.tree() == boris.tree()


def test_the_question_names_both_people_though_one_worked_in_another_file(team: Team) -> None:
    anna, boris = team.clones
    anna.does("remove", "north-quay", "--reason", "twice")
    anna.does("save")
    boris.does(*LEANING["across"], "--no-input")
    outcome = boris("save")
    assert "Anna (" in outcome.out
    assert "removed it, Boris builds on it: south-" in outcome.out


@pytest.mark.parametrize("renamer", [0, 1], ids=["anna-renames", "boris-renames"])
def test_a_region_that_one_side_renamed_keeps_what_the_other_side_adds(team: Team, renamer: int) -> None:
    clone = team.clones[renamer]
    clone.write("regions.yaml", clone.text("regions.yaml").replace("north:", "nord:"))
    for edition in ("2025", "2026"):
        text = clone.text(f"{edition}/north.yaml").replace("region: north", "region: nord")
        (clone.root / f"{edition}/north.yaml").unlink()
        clone.write(f"{edition}/nord.yaml", text)
    clone.git("add", "-A")
    clone.git("commit", "-qm", "rename")
    team.clones[1 - renamer].does(*LEANING["follows"], "--no-input")
    anna, boris = team.clones
    anna.does("save")
    boris.does("save")
    assert "The quay is allowed" in boris.text("2026/nord.yaml")
    assert not (boris.root / NORTH).exists()
    assert boris.does("validate").code == 0
    anna.does("sync")
    assert anna.tree() == boris.tree()
