"""Ratings with decimals, with grades, and where lower is better, from the file to every table."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

Run = Callable[..., Outcome]
Write = Callable[..., Path]

DRAFT = "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"
DECIMALS = """\
title: Rating of islands
scale: {min: 0, max: 100, step: 0.1}
tiers: [{id: high, name: High, from: 70}, {id: low, name: Low, from: 0}]
"""
LOWER = """\
title: Rating of islands
scale: {min: 1, max: 7, step: 0.5, best: min}
tiers: [{id: free, name: Free, from: 1}, {id: unfree, name: Not free, from: 5.5}]
"""
GRADES = """\
title: Rating of islands
scale: {grades: [AAA, AA, A, 'B+']}
tiers: [{id: first, name: First, from: AA}, {id: second, name: Second, from: 'B+'}]
"""
WORKS = "events:\n- {id: north-works, date: 2026-02, kind: construction_start, title: Piles are driven}\n"


def scored(write: Write, settings: str, before: tuple[str, str], now: tuple[str, str]) -> Path:
    """A rating with two editions and the scores of two regions in each."""
    write()
    return write(
        {
            "rating.yaml": settings,
            "2025/north.yaml": f"region: north\nscore: {before[0]}\n",
            "2025/south.yaml": f"region: south\nscore: {before[1]}\n",
            "2026/edition.yaml": DRAFT,
            "2026/north.yaml": f"region: north\nscore: {now[0]}\nevidence: [north-works]\n{WORKS}",
            "2026/south.yaml": f"region: south\nscore: {now[1]}\n",
        },
        SMALL,
    )


def test_decimals_are_exact_in_every_format(write: Write, ratingctl: Run) -> None:
    root = scored(write, DECIMALS, ("71.3", "40"), ("71.6", "39.9"))
    tiers = ratingctl("--root", root, "tiers").out
    assert "High (70–100) — 1 region" in tiers
    assert "71.6     71.3     +0.3" in tiers
    assert "39.9     40.0     -0.1" in tiers
    move = json.loads(ratingctl("--root", root, "diff", "-f", "json").out)["regions"][0]
    assert (move["from"], move["to"], move["change"]) == (71.3, 71.6, 0.3)
    assert (
        ratingctl("--root", root, "tiers", "-f", "csv").out.splitlines()[1]
        == "2026,high,north,North Island,71.6,71.3,1"
    )
    assert '"change": 0.3,' in ratingctl("--root", root, "diff", "-f", "json").out


def test_a_russian_report_has_a_decimal_comma_and_its_data_a_point(write: Write, ratingctl: Run) -> None:
    root = scored(write, DECIMALS + "language: ru\n", ("71.3", "40"), ("71.6", "39.9"))
    assert "71,6 " in ratingctl("--root", root, "tiers").out
    assert "+0,3" in ratingctl("--root", root, "diff").out
    assert '"score": 71.6,' in ratingctl("--root", root, "tiers", "-f", "json").out


def test_where_lower_is_better_a_fall_is_a_gain(write: Write, ratingctl: Run) -> None:
    root = scored(write, LOWER, ("2.5", "5"), ("1", "6"))
    diff = ratingctl("--root", root, "diff").out
    assert diff.startswith("2025 → 2026: 1 better, 1 worse, 0 unchanged, 1 changed the tier")
    assert "2.5 → 1.0     -1.5" in diff
    data = json.loads(ratingctl("--root", root, "diff", "-f", "json").out)
    assert (data["summary"]["up"], data["summary"]["down"]) == (1, 1)
    tiers = json.loads(ratingctl("--root", root, "tiers", "-f", "json").out)["tiers"]
    assert [(tier["id"], tier["regions"][0]["rank"]) for tier in tiers] == [("free", 1), ("unfree", 2)]
    gate = {(p["code"], p["region"]) for p in json.loads(ratingctl("--root", root, "status", "-f", "json").out)["gate"]}
    assert ("G104", "north") not in gate


def test_grades_are_shown_by_name_and_moves_counted_in_grades(write: Write, ratingctl: Run) -> None:
    root = scored(write, GRADES, ("AA", "B+"), ("AAA", "B+"))
    assert ratingctl("--root", root, "validate").code == 0
    assert "First (AAA–AA) — 1 region" in ratingctl("--root", root, "tiers").out
    move = json.loads(ratingctl("--root", root, "diff", "-f", "json").out)["regions"][0]
    assert (move["from"], move["to"], move["change"]) == ("AA", "AAA", 1)
    assert ratingctl("--root", root, "score", "south", "a").code == 0
    assert "score: A\n" in (root / "2026" / "south.yaml").read_text()
    assert ratingctl("--root", root, "score", "south", "b+").code == 0
    assert "score: B+\n" in (root / "2026" / "south.yaml").read_text()


@pytest.mark.parametrize(
    ("settings", "score", "complaint"),
    [
        (DECIMALS, "71.55", "lies between two steps of 0.1"),
        (DECIMALS, "high", "score must be a number, and the text 'high' stands here"),
        (GRADES, "C", "score cannot be 'C'"),
        (SMALL["rating.yaml"], "7.5", "score must be a whole number, and the text '7.5' stands here"),
    ],
)
def test_a_score_that_is_none_of_the_scale_is_found(
    write: Write, ratingctl: Run, settings: str, score: str, complaint: str
) -> None:
    write()
    root = write(
        {"rating.yaml": settings, "2026/edition.yaml": DRAFT, "2026/south.yaml": f"region: south\nscore: {score}\n"}
    )
    outcome = ratingctl("--root", root, "validate")
    assert outcome.code == 1
    assert "2026/south.yaml:2:8" in outcome.out
    assert complaint in outcome.out


def test_a_report_is_not_made_of_a_score_of_another_sort_warm_or_cold(write: Write, ratingctl: Run) -> None:
    root = write({"2026/south.yaml": "region: south\nscore: AA\n"})
    for _ in range(2):
        outcome = ratingctl("--root", root, "tiers")
        assert outcome.code == 3
        assert outcome.err.count("V202") == 1


@pytest.mark.parametrize(("typed", "code"), [("71,55", 2), ("101", 2), ("AAA", 2), ("71,5", 0), ("-1", 2)])
def test_score_takes_what_the_scale_has(write: Write, ratingctl: Run, typed: str, code: int) -> None:
    root = scored(write, DECIMALS, ("71.3", "40"), ("71.6", "39.9"))
    outcome = ratingctl("--root", root, "score", "south", typed)
    assert outcome.code == code
    assert ("score: 71.5\n" in (root / "2026" / "south.yaml").read_text()) is (code == 0)


def test_a_scale_that_has_changed_is_shown_side_by_side_without_differences(write: Write, ratingctl: Run) -> None:
    root = scored(write, DECIMALS, ("7", "5"), ("71.6", "39.9"))
    old = "title: t\nlanguage: en\nscale: {min: 1, max: 10}\ntiers: [{id: all, name: All, from: 1}]\n"
    (root / "2025" / "frozen.yaml").write_text(
        old + "regions:\n  north: {name: North Island}\n  south: {name: South Island}\n"
    )
    diff = ratingctl("--root", root, "diff").out
    assert diff.startswith("2025 → 2026: 0 up, 0 down, 0 unchanged, 2 on another scale")
    assert "7 → 71.6" in diff
    assert "The scale has changed, from 1–10 to 0–100" in diff
    move = json.loads(ratingctl("--root", root, "diff", "-f", "json").out)["regions"][0]
    assert (move["from"], move["to"], move["change"]) == (7, 71.6, None)
    gate = {problem["code"] for problem in json.loads(ratingctl("--root", root, "status", "-f", "json").out)["gate"]}
    assert "G102" not in gate


@pytest.mark.parametrize(
    ("settings", "before", "now", "shown"),
    [
        (DECIMALS, ("71.3", "40"), ("71.6", "39.9"), "71.6 (71.3) +0.3"),
        (DECIMALS + "language: ru\n", ("71.3", "40"), ("71.6", "39.9"), "71,6 (71,3) +0,3"),
        (LOWER, ("2.5", "5"), ("1", "6"), "1.0 (2.5) −1.5"),
        (GRADES, ("AA", "B+"), ("AAA", "B+"), "AAA (AA) +1"),
    ],
)
def test_booklets_print_every_scale(
    write: Write,
    ratingctl: Run,
    tmp_path: Path,
    settings: str,
    before: tuple[str, str],
    now: tuple[str, str],
    shown: str,
) -> None:
    root = scored(write, settings, before, now)
    for ending in ("md", "html", "docx", "xlsx"):
        assert ratingctl("--root", root, "report", "2026", "-o", tmp_path / f"booklet.{ending}").code == 0
    assert shown in (tmp_path / "booklet.md").read_text()
    score, previous = shown.split(" (")[0], shown.split("(")[1].split(")")[0]
    page = (tmp_path / "booklet.html").read_text()
    assert f">{score}</b> ({previous})" in page
    assert "const exact" in page
    assert "class=up" in page


def test_a_page_of_whole_numbers_has_no_script_for_others(write: Write, ratingctl: Run, tmp_path: Path) -> None:
    assert ratingctl("--root", write(), "report", "2026", "-o", tmp_path / "booklet.html").code == 0
    page = (tmp_path / "booklet.html").read_text()
    assert "const exact" not in page
    assert "data-n=" not in page


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ("scale: {max: 10}", "a scale needs 'min'"),
        ("scale: {min: 1, max: 10, step: 0}", "step must be a number above 0, and 0 stands here"),
        ("scale: {grades: [A, B, A]}", "a grade stands twice in the scale"),
        ("scale: {min: 0, max: 10}", "no tier holds the score 0"),
    ],
)
def test_a_wrong_scale_is_found(write: Write, ratingctl: Run, wrong: str, complaint: str) -> None:
    root = write({"rating.yaml": SMALL["rating.yaml"].replace("scale: {min: 1, max: 10}", wrong)})
    outcome = ratingctl("--root", root, "validate")
    assert complaint in outcome.out + outcome.err
    assert outcome.code in (1, 3)
