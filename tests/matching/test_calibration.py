"""What the judgements of a rating teach of its scores."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

from ratingctl.matching.calibration import JudgedEvent, calibrated
from ratingctl.matching.scorer import IN_REGION, scores_of

Write = Callable[..., Path]
Run = Callable[..., Outcome]


def events(right: int, wrong: int, logit: float = 1.0) -> list[JudgedEvent]:
    return [JudgedEvent([logit, -2.0], [number < right, False]) for number in range(right + wrong)]


@pytest.mark.parametrize(("right", "wrong"), [(900, 100), (500, 500), (100, 900)])
def test_many_judgements_decide_how_sure_a_score_is(right: int, wrong: int) -> None:
    model = calibrated(events(right, wrong)).applied_to(IN_REGION)
    assert scores_of([1.0, -2.0], model)[0] == pytest.approx(right / (right + wrong), abs=0.03)


def test_a_better_candidate_never_gets_the_lower_score() -> None:
    model = calibrated([JudgedEvent([8.0, 7.0], [False, True])] * 500).applied_to(IN_REGION)
    assert sorted(scores_of([3.0, 1.0, -2.0], model), reverse=True) == scores_of([3.0, 1.0, -2.0], model)


def test_few_judgements_change_little() -> None:
    built_in = scores_of([1.0, -2.0], IN_REGION)[0]
    few = scores_of([1.0, -2.0], calibrated(events(0, 3)).applied_to(IN_REGION))[0]
    assert built_in - 0.1 < few < built_in


def folder(write: Write, judged: int) -> Path:
    old = "".join(f"- {{id: o-{n}, kind: statement, title: Works number {n} are promised}}\n" for n in range(judged))
    new = "".join(
        f"- {{id: n-{n}, kind: visit, title: Works number {n} are open, not_follows: [o-{n}]}}\n" for n in range(judged)
    )
    return write(
        {
            "2025/north.yaml": f"region: north\nevents:\n{old}",
            "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
            "2026/north.yaml": f"region: north\nevents:\n{new}",
        }
    )


def first_score(ratingctl: Run, root: Path) -> float:
    out = ratingctl("--root", root, "match", "--text", "Works number 7 opened", "-r", "north", "-f", "json").out
    candidates = json.loads(out)["queries"][0]["candidates"]
    return float(next(one["score"] for one in candidates if one["event"] == "o-7"))


def test_refusals_make_match_less_sure_in_this_folder_alone(ratingctl: Run, write: Write, tmp_path: Path) -> None:
    root = folder(write, 30)
    before = first_score(ratingctl, root)
    outcome = ratingctl("--root", root, "match", "--calibrate", "-f", "json")
    assert (outcome.code, json.loads(outcome.out)["judged"]) == (0, 30)
    assert first_score(ratingctl, root) < before
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    assert first_score(ratingctl, copy) == before


@pytest.mark.parametrize("arguments", [("--accept",), ("--event", "n-1"), ("--text", "Works")])
def test_calibrating_is_about_the_whole_rating(ratingctl: Run, write: Write, arguments: tuple[str, ...]) -> None:
    assert ratingctl("--root", folder(write, 2), "match", "--calibrate", *arguments).code == 2


def test_too_few_judgements_teach_nothing(ratingctl: Run, write: Write) -> None:
    outcome = ratingctl("--root", folder(write, 2), "match", "--calibrate")
    assert outcome.code == 2
    assert "2 judged events are too few" in outcome.err


@pytest.mark.parametrize("content", ["", "[]", '{"identity": 1}', '{"coefficients": [1e999, 0, 0], "judged": 5}'])
def test_a_damaged_calibration_is_none(ratingctl: Run, write: Write, content: str) -> None:
    root = folder(write, 30)
    before = first_score(ratingctl, root)
    ratingctl("--root", root, "match", "--calibrate")
    (root / ".ratingctl/local/calibration.json").write_text(content, encoding="utf-8")
    assert first_score(ratingctl, root) == before
