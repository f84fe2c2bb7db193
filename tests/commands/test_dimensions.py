"""Scores by dimension and tiers adopted by hand: written, checked, shown, compared, printed and merged."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.merging.merge import JUDGEMENT

Run = Callable[..., Outcome]
Write = Callable[..., Path]

SETTINGS = """\
title: Rating of islands
scale: {min: 0, max: 100, step: 0.1}
tiers: [{id: high, name: High, from: 70}, {id: low, name: Low, from: 0}]
dimensions:
- {id: economy, name: Economy}
- {id: rule_of_law, name: Rule of law, scale: {min: 0, max: 60}}
"""
DRAFT = "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"


@pytest.fixture
def rating(write: Write) -> Path:
    write()
    return write(
        {
            "rating.yaml": SETTINGS,
            "2025/north.yaml": "region: north\nscore: 70\nscores: {economy: 70.5, rule_of_law: 40}\n",
            "2025/south.yaml": "region: south\nscore: 20\n",
            "2026/edition.yaml": DRAFT,
            "2026/north.yaml": "region: north\nscore: 71.5\nscores: {economy: 71, rule_of_law: 40}\n",
            "2026/south.yaml": "region: south\nscore: 69.9\ntier: high\n",
        },
        SMALL,
    )


def test_show_has_a_column_for_each_dimension(rating: Path, ratingctl: Run) -> None:
    shown = ratingctl("--root", rating, "show", "north").out
    assert "Economy   Rule of law" in shown
    assert "71.0            40" in shown
    editions = json.loads(ratingctl("--root", rating, "show", "north", "-f", "json").out)["editions"]
    assert editions[0]["scores"] == {"economy": 71.0, "rule_of_law": 40}


def test_full_tables_have_a_line_and_columns_of_a_csv(rating: Path, ratingctl: Run) -> None:
    assert "Economy 71.0 (70.5) · Rule of law 40 (40)" in " ".join(
        ratingctl("--root", rating, "tiers", "--full").out.split()
    )
    head, first, *_ = ratingctl("--root", rating, "tiers", "--full", "-f", "csv").out.splitlines()
    assert head.endswith("rank,scores.economy,scores.rule_of_law,printed_before,printed_since")
    assert first == "2026,high,north,North Island,71.5,70.0,1,71.0,40,,"


def test_diff_tells_which_dimension_moved(rating: Path, ratingctl: Run) -> None:
    shown = ratingctl("--root", rating, "diff").out
    assert "Economy 70.5 → 71.0 (+0.5)" in shown
    assert "Rule of law 40" not in shown
    north = next(
        r
        for r in json.loads(ratingctl("--root", rating, "diff", "-f", "json").out)["regions"]
        if r["region"] == "north"
    )
    assert north["dimensions"]["economy"] == {"from": 70.5, "to": 71.0, "change": 0.5}


def test_diff_says_of_an_unchanged_region_which_dimension_moved(rating: Path, ratingctl: Run) -> None:
    (rating / "2026" / "north.yaml").write_text("region: north\nscore: 70\nscores: {economy: 71, rule_of_law: 40}\n")
    assert "70.0   North Island: Economy 70.5 → 71.0 (+0.5)" in ratingctl("--root", rating, "diff").out


def test_a_rating_without_dimensions_has_no_key_for_them(write: Write, ratingctl: Run) -> None:
    root = write()
    assert "dimensions" not in ratingctl("--root", root, "diff", "-f", "json").out
    assert '"scores"' not in ratingctl("--root", root, "tiers", "--full", "-f", "json").out


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        (["71.5", "--dimension", "economy=72,4"], "scores: {economy: 72.4, rule_of_law: 40}\n"),
        (["--dimension", "Rule of law=41"], "scores: {economy: 71, rule_of_law: 41}\n"),
        (["--dimension", "economy="], "scores: {rule_of_law: 40}\n"),
    ],
)
def test_score_records_a_dimension_and_leaves_the_others(
    rating: Path, ratingctl: Run, typed: list[str], after: str
) -> None:
    outcome = ratingctl("--root", rating, "score", "north", *typed)
    assert outcome.code == 0, outcome.err
    text = (rating / "2026" / "north.yaml").read_text()
    assert after in text
    assert "score: 71.5\n" in text


def test_score_writes_dimensions_into_a_file_without_any(rating: Path, ratingctl: Run) -> None:
    typed = ("--dimension", "economy=1", "--dimension", "rule_of_law=2")
    assert ratingctl("--root", rating, "score", "south", "50", *typed).code == 0
    text = (rating / "2026" / "south.yaml").read_text()
    assert text == "region: south\nscore: 50\nscores: {economy: 1, rule_of_law: 2}\n"


@pytest.mark.parametrize("typed", ["rule_of_law=60.5", "rule_of_law=61", "health=3", "economy"])
def test_score_refuses_what_no_dimension_has(rating: Path, ratingctl: Run, typed: str) -> None:
    assert ratingctl("--root", rating, "score", "north", "71.5", "--dimension", typed).code == 2


@pytest.mark.parametrize(
    ("scores", "complaint"),
    [
        ("{economy: 101}", "R404 the score 101.0 is outside the scale 0 to 100"),
        ("{economy: much}", "V202 economy must be a number"),
        ("{economie: 3}", "V207 warning: no dimension 'economie' in rating.yaml (did you mean economy?)"),
    ],
)
def test_a_wrong_score_of_a_dimension_is_found(rating: Path, ratingctl: Run, scores: str, complaint: str) -> None:
    (rating / "2026" / "south.yaml").write_text(f"region: south\nscore: 5\nscores: {scores}\n")
    out = ratingctl("--root", rating, "validate").out
    assert "2026/south.yaml:3:" in out
    assert complaint in out


def test_a_tier_by_hand_stands_in_its_table_and_is_said(rating: Path, ratingctl: Run) -> None:
    tiers = ratingctl("--root", rating, "tiers").out
    assert "High (70–100) — 2 regions" in tiers
    assert "South Island: in High by decision of the editors; its score alone would mean Low." in tiers
    assert ratingctl("--root", rating, "tiers").out == tiers  # from the cache
    assert json.loads(ratingctl("--root", rating, "diff", "-f", "json").out)["regions"][1]["tier_to"] == "high"
    assert "Tier by decision of the editors: High" in ratingctl("--root", rating, "tiers", "--full").out


def test_score_sets_a_tier_by_hand_and_takes_it_away_with_a_new_score(rating: Path, ratingctl: Run) -> None:
    assert ratingctl("--root", rating, "score", "north", "69", "--in-tier", "High").code == 0
    assert "score: 69\n" in (rating / "2026" / "north.yaml").read_text()
    assert "tier: high\n" in (rating / "2026" / "north.yaml").read_text()
    assert ratingctl("--root", rating, "score", "north", "60").code == 0
    assert "tier:" not in (rating / "2026" / "north.yaml").read_text()


@pytest.mark.parametrize(
    ("file", "complaint"), [("score: 5\ntier: hihg\n", "no tier 'hihg'"), ("tier: high\n", "a tier without a score")]
)
def test_a_wrong_tier_by_hand_is_found(rating: Path, ratingctl: Run, file: str, complaint: str) -> None:
    (rating / "2026" / "south.yaml").write_text(f"region: south\n{file}")
    assert complaint in ratingctl("--root", rating, "validate").out


@pytest.mark.parametrize("ending", ["md", "html", "docx", "xlsx"])
def test_booklets_print_dimensions_and_say_that_a_tier_is_by_hand(
    rating: Path, ratingctl: Run, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"booklet.{ending}"
    assert ratingctl("--root", rating, "report", "2026", "-o", file).code == 0
    if ending in ("md", "html"):
        assert "Economy 71.0 (70.5) · Rule of law 40 (40)" in file.read_text()
        assert "Tier by decision of the editors: High" in file.read_text()


def test_dimensions_and_tiers_are_part_of_the_judgement_that_is_merged_as_one() -> None:
    assert {"scores", "tier"} <= set(JUDGEMENT)


def test_dimensions_are_frozen_and_sealed(rating: Path, ratingctl: Run) -> None:
    (rating / "2025" / "edition.yaml").write_text("period: 2025\ncutoff: 2025-12-31\nstate: locked\n")
    assert ratingctl("--root", rating, "publish", "2025", "--by", "Ann").code == 0
    frozen = (rating / "2025" / "frozen.yaml").read_text()
    assert "- {id: rule_of_law, name: Rule of law, scale: {min: 0, max: 60}}\n" in frozen
    assert "scale: {min: 0, max: 100, step: 0.1}\n" in frozen
    assert ratingctl("--root", rating, "verify", "2025").code == 0
    page = rating / "2025" / "north.yaml"
    page.write_text(page.read_text().replace("score: 70\n", "score: 70.2\n").replace("70.5", "70.6"))
    out = ratingctl("--root", rating, "verify", "2025").out
    assert "score 70.2, published as 70; scores changed" in out


SHEET = """\
Island,2025 Total,2025 Economy,2026 Total,2026 Economy,2026 law
North Island,70,70.5,71.5,71,n/a
South Island,20,101,69.9,"50,5",61
"""


@pytest.mark.parametrize(
    ("sheet", "options", "north", "south"),
    [
        ("Island,Economy,Rule of law\nNorth Island,1,2\nSouth Island,3,4\n", [], "{economy: 1, rule_of_law: 2}",
         "{economy: 3, rule_of_law: 4}"),
        ("Island,Rank,Score: economy,rule_of_law\nNorth Island,1,1,2\n", [], "{economy: 1, rule_of_law: 2}", None),
        ("Island,Wealth\nNorth Island,5\n", ["--map", "economy=Wealth"], "{economy: 5}", None),
        ("Island,Year,Economy\nNorth Island,2026,5\nSouth Island,2026,6.5\n", [], "{economy: 5}", "{economy: 6.5}"),
    ],
    ids=["by-name", "by-id", "mapped", "long"],
)  # fmt: skip
def test_a_sheet_has_a_column_for_each_dimension(
    rating: Path, ratingctl: Run, tmp_path: Path, sheet: str, options: list[str], north: str, south: str | None
) -> None:
    for region in ("north", "south"):
        (rating / "2026" / f"{region}.yaml").unlink()
    (tmp_path / "scores.csv").write_text(sheet)
    outcome = ratingctl("--root", rating, "import", "scores", tmp_path / "scores.csv", "--yes", *options)
    assert outcome.code == 0, outcome.err
    for region, scores in (("north", north), ("south", south)):
        file = rating / "2026" / f"{region}.yaml"
        assert (file.read_text() if file.exists() else None) == (scores and f"region: {region}\nscores: {scores}\n")


def test_scores_of_dimensions_that_do_not_fit_are_listed(rating: Path, ratingctl: Run, tmp_path: Path) -> None:
    (rating / "2026" / "south.yaml").unlink()
    (tmp_path / "scores.csv").write_text(SHEET)
    arguments = ("--map", "rule_of_law=2026 law", "--yes", "-f", "json")
    data = json.loads(ratingctl("--root", rating, "import", "scores", tmp_path / "scores.csv", *arguments).out)
    assert [(doubt["region"], doubt["line"], doubt["why"].partition(";")[0]) for doubt in data["unsure"]] == [
        ("south", 3, "Economy: 101.0 is outside the scale"), ("south", 3, "Rule of law: 61 is outside the scale"),
    ]  # fmt: skip
    assert (data["scores"], data["dimension_scores"], data["known"]) == (1, 1, 5)
    text = (rating / "2026" / "south.yaml").read_text()
    assert text == "region: south\nscore: 69.9\nscores: {economy: 50.5}\n"


def test_a_dimension_without_a_column_is_named(rating: Path, ratingctl: Run, tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("Island,Total,Economy,Beauty\nNorth Island,71.5,72,3\n")
    out = ratingctl("--root", rating, "import", "scores", tmp_path / "scores.csv", "--dry-run").out
    assert "dimensions without a column: Rule of law" in out
    assert "not read: Beauty" in out
    assert "Economy: edition 2026 has the score 71, the file 72; the one of the edition stays" in " ".join(out.split())


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ("economy=70,6", "{economy: 70.6, rule_of_law: 40}"),
        ("Rule of law=41", "{economy: 70.5, rule_of_law: 41}"),
        ("scores.rule_of_law=", "{economy: 70.5}"),
    ],
)
def test_an_erratum_corrects_the_score_of_a_dimension(rating: Path, ratingctl: Run, change: str, after: str) -> None:
    (rating / "2025" / "edition.yaml").write_text("period: 2025\ncutoff: 2025-12-31\nstate: locked\n")
    assert ratingctl("--root", rating, "publish", "2025", "--by", "Ann").code == 0
    outcome = ratingctl("--root", rating, "erratum", "north", change, "--reason", "so", "-e", "2025", "--by", "Ann")
    assert outcome.code == 0, outcome.err
    assert f"scores: {after}\n" in (rating / "2025" / "north.yaml").read_text()
    assert ratingctl("--root", rating, "verify", "2025").code == 0
    name = "Economy" if change.startswith("e") else "Rule of law"
    assert f"North Island: {name}: published" in ratingctl("--root", rating, "tiers", "2025").out


@pytest.mark.parametrize("change", ["economy=101", "scores.health=3", "health=3"])
def test_an_erratum_refuses_what_no_dimension_has(rating: Path, ratingctl: Run, change: str) -> None:
    (rating / "2025" / "edition.yaml").write_text("period: 2025\ncutoff: 2025-12-31\nstate: locked\n")
    assert ratingctl("--root", rating, "publish", "2025", "--by", "Ann").code == 0
    assert ratingctl("--root", rating, "erratum", "north", change, "--reason", "so", "-e", "2025").code == 2
