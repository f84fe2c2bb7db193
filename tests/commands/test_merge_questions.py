"""The questions of a merge, asked of a person at a terminal."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import Clone, Team
from conftest import Keyboard, Outcome

from ratingctl.cli import options

NORTH = "2026/north.yaml"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Two people who gave two regions other scores; Anna has saved hers."""
    team = Team(tmp_path_factory.mktemp("team") / "template", "anna", "boris")
    for clone, scores in zip(team.clones, (("8", "9"), ("3", "4")), strict=True):
        for region, score in zip(("north", "south"), scores, strict=True):
            clone.does("score", region, score)
    team.clones[0].does("save")
    return team


@pytest.fixture
def boris(template: Team, tmp_path: Path) -> Clone:
    return template.copy(tmp_path / "team").clones[1]


@pytest.fixture
def types(boris: Clone, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs a command of Boris's at a terminal where he types these lines."""

    def call(typed: str, *arguments: str) -> Outcome:
        monkeypatch.setattr(options, "is_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", Keyboard(typed))
        return boris(*arguments)

    return call


def scores(clone: Clone) -> list[str]:
    return [clone.text(f"2026/{region}.yaml").partition("score: ")[2][0] for region in ("north", "south")]


def test_every_question_is_asked_and_its_answer_stands(boris: Clone, types: Callable[..., Outcome]) -> None:
    outcome = types("b\na\n", "save")
    assert outcome.code == 0, outcome
    assert "2/2" in outcome.err
    assert scores(boris) == ["8", "4"]


def test_other_keys_are_named_and_asked_again(boris: Clone, types: Callable[..., Outcome]) -> None:
    outcome = types("c\na\na\n", "save")  # of two scores only one can stand
    assert "Type a, b, Enter or q" in outcome.err
    assert scores(boris) == ["3", "4"]


@pytest.mark.parametrize("end", ["q\n", ""], ids=["its key", "no more input"])
def test_an_answer_is_kept_though_the_rest_is_left(boris: Clone, types: Callable[..., Outcome], end: str) -> None:
    assert types(f"b\n{end}{end}", "save").code == 1
    assert scores(boris) == ["3", "4"]
    assert types("b\n", "save").code == 0
    assert scores(boris) == ["8", "9"]


def test_a_question_may_wait(boris: Clone, types: Callable[..., Outcome]) -> None:
    assert types("\na\nq\n", "save").code == 1
    assert types("b\n", "save").code == 0
    assert scores(boris) == ["8", "4"]
