"""Scores that explain themselves: reasons demanded, shown, never carried over; the review of a draft's scores."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

Run = Callable[..., Outcome]
Write = Callable[..., Path]

NORTH = """\
region: north
score: 7
rationale: The works have begun
evidence: [north-works]
events:
- id: north-works
  date: 2026-02
  kind: construction_start
  title: Piles are driven
  follows: [north-bridge]
- id: north-visit
  date: 2026-03
  kind: visit
  title: A delegation came
- id: north-halt
  date: 2026-05
  kind: delay
  title: The deck is late
checks:
- event: north-bridge
  date: 2026-11
  by: Ann
  found: nothing
"""
DRAFT = {
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": NORTH,
    "2026/south.yaml": None,
}


@pytest.fixture
def rating(write: Write) -> Path:
    write({})
    return write(DRAFT, SMALL)


def north(root: Path) -> str:
    return (root / "2026" / "north.yaml").read_text().partition("events:")[0]


def test_a_score_shows_the_one_before_and_the_events_by_weight(rating: Path, ratingctl: Run) -> None:
    outcome = ratingctl("--root", rating, "score", "north", "7", "-f", "json")
    data = json.loads(outcome.out)
    assert (data["previous"], data["from"], data["to"]) == (5, 7, 7)
    assert data["events"] == {
        "results": ["north-works"],
        "setbacks": ["north-halt"],
        "nothing_found": ["north-bridge"],
        "efforts": ["north-visit"],
    }


def test_a_new_score_never_keeps_the_old_reasons(rating: Path, ratingctl: Run) -> None:
    outcome = ratingctl("--root", rating, "score", "north", "6")
    assert north(rating) == "region: north\nscore: 6\n"
    assert "the reasons of the score 7 were taken out" in outcome.out
    assert "--rationale" in outcome.out


def test_the_same_score_keeps_what_is_not_given_anew(rating: Path, ratingctl: Run) -> None:
    ratingctl("--root", rating, "score", "north", "7", "--rationale", "The bridge grows")
    assert north(rating) == "region: north\nscore: 7\nrationale: The bridge grows\nevidence: [north-works]\n"


def test_a_move_against_its_evidence_is_told_and_answered(rating: Path, ratingctl: Run) -> None:
    arguments = ("score", "north", "6", "--rationale", "x", "--evidence", "north-halt")
    assert "says the opposite" in ratingctl("--root", rating, *arguments).out
    outcome = ratingctl("--root", rating, *arguments, "--contrary", "The delay is short")
    assert "says the opposite" not in outcome.out
    assert north(rating) == (
        "region: north\nscore: 6\nrationale: x\nevidence: [north-halt]\ncontrary: The delay is short\n"
    )


def test_a_region_without_a_score_says_why_and_is_printed(rating: Path, ratingctl: Run) -> None:
    assert ratingctl("--root", rating, "score", "south", "--not-rated", "no data this year").code == 0
    assert (rating / "2026" / "south.yaml").read_text() == "region: south\nnot_rated: no data this year\n"
    tiers = json.loads(ratingctl("--root", rating, "tiers", "2026", "-f", "json").out)
    assert tiers["not_rated"] == [{"region": "south", "name": "South Island", "why": "no data this year"}]
    assert "Not rated: South Island: no data this year" in ratingctl("--root", rating, "tiers", "2026").out
    ratingctl("--root", rating, "score", "south", "4")
    assert (rating / "2026" / "south.yaml").read_text() == "region: south\nscore: 4\n"
    ratingctl("--root", rating, "score", "north", "--not-rated", "no data")
    assert north(rating) == "region: north\nnot_rated: no data\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("north",),
        ("north", "7", "--not-rated", "x"),
        ("north", "--not-rated", "x", "--rationale", "y"),
        ("north", "11"),
        ("north", "7", "--evidence", "south-x"),
        ("--review", "north"),
        ("--review",),
    ],
)
def test_what_is_no_judgement_is_refused(arguments: tuple[str, ...], rating: Path, ratingctl: Run) -> None:
    before = north(rating)
    assert ratingctl("--root", rating, "score", *arguments).code == 2
    assert north(rating) == before


def test_a_person_is_asked_for_the_reason_and_the_evidence(rating: Path, person: Run) -> None:
    outcome = person("It is slower\n2 3\n", "--root", rating, "score", "north", "4")
    assert outcome.code == 0
    assert "previously 5" in outcome.err
    assert north(rating) == ("region: north\nscore: 4\nrationale: It is slower\nevidence: [north-halt, north-bridge]\n")


def test_a_person_is_asked_why_a_score_moves_against_its_evidence(rating: Path, person: Run) -> None:
    person("Still good\n2\nThe delay is short\n", "--root", rating, "score", "north", "6")
    assert north(rating).endswith("evidence: [north-halt]\ncontrary: The delay is short\n")


def test_the_review_goes_through_all_regions_and_goes_on_where_it_ended(
    rating: Path, person: Run, write: Write
) -> None:
    write(
        {"2026/north.yaml": NORTH.replace("score: 7\nrationale: The works have begun\nevidence: [north-works]\n", "")},
        {},
    )
    first = person("8\nWorks\n1\n.\n", "--root", rating, "score", "--review")
    assert "[1/2] North Island" in first.err
    assert "1 judgement saved, 1 left" in first.err
    assert north(rating) == "region: north\nscore: 8\nrationale: Works\nevidence: [north-works]\n"
    second = person("! no data\n", "--root", rating, "score", "--review")
    assert "[1/1] South Island" in second.err
    assert "The edition has neither events nor checks" in second.err
    assert (rating / "2026" / "south.yaml").read_text() == "region: south\nnot_rated: no data\n"
    assert "0 judgements saved, 0 left" in person("", "--root", rating, "score", "--review").err


def test_the_review_survives_slips(rating: Path, person: Run) -> None:
    outcome = person("x\n99\n\n-\n.\n", "--root", rating, "score", "--review", "-r", "north", "-r", "south")
    assert "A number is the score" in outcome.err
    assert "99 is outside the scale" in outcome.err
    assert outcome.err.count("[1/2] North Island") == 2
    assert north(rating).startswith("region: north\nscore: 7\n")


def git(root: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=Ann", "-c", "user.email=a@e.org", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


def test_evidence_that_was_changed_after_the_score_is_known_from_git(rating: Path, ratingctl: Run) -> None:
    def changed() -> list[str]:
        gate = json.loads(ratingctl("--root", rating, "status", "-f", "json").out)["gate"]
        return [row["region"] for row in gate if row["code"] == "G108"]

    git(rating, "init", "-q")
    git(rating, "add", ".")
    git(rating, "commit", "-qm", "scores", "--date", "2026-06-01T00:00:00")
    assert changed() == []
    ratingctl("--root", rating, "edit", "north-halt", "title=The deck is very late")
    assert changed() == []  # the score does not cite it
    ratingctl("--root", rating, "edit", "north-works", "kind=ceremony")
    assert changed() == ["north"]
    ratingctl("--root", rating, "score", "north", "6", "--rationale", "x", "--evidence", "north-works")
    assert changed() == []


def test_a_publication_is_refused_while_others_changes_are_not_committed(
    rating: Path, ratingctl: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    from ratingctl.cli import options

    monkeypatch.setattr(options, "today", lambda: date(2027, 1, 15))
    monkeypatch.setenv("RATINGCTL_BY", "Ann")
    write(
        {
            "2026/south.yaml": "region: south\nscore: 7\n",
            "2025/edition.yaml": "period: ../2025\ncutoff: 2025-12-31\nstate: published\n",
        },
        {},
    )
    git(rating, "init", "-q")
    git(rating, "add", ".")
    git(rating, "commit", "-qm", "all")
    ratingctl("--root", rating, "lock")
    page = rating / "2026" / "south.yaml"
    page.write_text("# by hand\n" + page.read_text())
    outcome = ratingctl("--root", rating, "publish")
    assert (outcome.code, "2026/south.yaml" in outcome.err) == (4, True)
    page.write_text(page.read_text().removeprefix("# by hand\n"))
    assert ratingctl("--root", rating, "publish").code == 0


def test_an_event_that_a_score_cites_is_not_removed(rating: Path, ratingctl: Run) -> None:
    outcome = ratingctl("--root", rating, "remove", "north-works", "--reason", "twice", "--lang", "en")
    assert outcome.code == 2
    assert "evidence in 2026/north.yaml point to it" in outcome.err
