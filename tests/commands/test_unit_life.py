"""Units that begin, end, or become part of another: who is asked about, and what comparisons say."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.domain.coverage import is_covered
from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.model import Edition, EditionId, Region, RegionId

Run = Callable[..., Outcome]
Write = Callable[..., Path]

REGISTER = SMALL["regions.yaml"] + (
    "west:\n  name: West Island\n  until: 2025-06\n  merged_into: north\n"
    "rock:\n  name: New Rock\n  since: 2026-03\n"
    "moon:\n  name: Moon\n  since: 2030\n"
)
DRAFT = "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"


@pytest.fixture
def rating(write: Write) -> Path:
    write()
    return write(
        {
            "regions.yaml": REGISTER,
            "2025/edition.yaml": "period: 2025\ncutoff: 2025-12-31\nstate: locked\n",
            "2025/west.yaml": "region: west\nscore: 3\n",
            "2026/edition.yaml": DRAFT,
            "2026/rock.yaml": "region: rock\nscore: 2\n",
        },
        SMALL,
    )


@pytest.mark.parametrize(
    ("since", "until", "period", "covered"),
    [
        ("", "", "2026", True), ("2026-12", "", "2026", True), ("2027", "", "2026", False), ("", "2026-01", "2026", True),
        ("", "2025", "2026", False), ("2027", "", "2026/..", True), ("", "2025", "../2026", True), ("2024", "2025", "2025", True),
    ],
)  # fmt: skip
def test_an_edition_covers_a_unit_that_was_there_for_a_part_of_it(
    since: str, until: str, period: str, covered: bool
) -> None:
    region = Region(
        RegionId("x"), "X", since=parse_edtf(since) if since else None, until=parse_edtf(until) if until else None
    )
    when = parse_edtf(period)
    cutoff = parse_edtf("2026-12-31").latest
    assert cutoff is not None
    edition = Edition(EditionId("e"), "e/edition.yaml", "e", when, cutoff)
    assert is_covered(region, edition) is covered


def test_a_unit_that_is_not_there_is_not_asked_about(rating: Path, ratingctl: Run) -> None:
    assert ratingctl("--root", rating, "validate").code == 0
    status = json.loads(ratingctl("--root", rating, "status", "-f", "json").out)
    assert status["scores"]["regions"] == 3
    unscored = {problem["region"] for problem in status["gate"] if problem["code"] == "G101"}
    assert unscored.isdisjoint({"west", "moon"})
    tiers = ratingctl("--root", rating, "tiers").out
    assert "Moon" not in tiers
    assert "West Island" not in tiers


def test_a_comparison_says_what_became_of_a_unit(rating: Path, ratingctl: Run) -> None:
    diff = ratingctl("--root", rating, "diff").out
    assert "since 2026-03" in diff
    assert "until 2025-06 · now part of North Island" in diff


def test_show_says_what_became_of_a_unit(rating: Path, ratingctl: Run) -> None:
    assert "until 2025-06 · now part of North Island" in ratingctl("--root", rating, "show", "west").out
    data = json.loads(ratingctl("--root", rating, "show", "west", "-f", "json").out)
    assert (data["until"], data["merged_into"]) == ("2025-06", "north")


def test_a_booklet_leaves_it_out(rating: Path, ratingctl: Run, tmp_path: Path) -> None:
    assert ratingctl("--root", rating, "report", "2026", "-o", tmp_path / "booklet.md").code == 0
    text = (tmp_path / "booklet.md").read_text()
    assert "New Rock" in text
    assert "Moon" not in text
    assert "West Island" not in text


@pytest.mark.parametrize(
    ("life", "complaint"),
    [
        ("  since: 2026\n  until: 2025\n", "R409 2025 lies before 2026, when it begins"),
        ("  merged_into: nowhere\n", "R409 no other region 'nowhere' in regions.yaml"),
        ("  merged_into: south\n", "R409 no other region 'south' in regions.yaml"),
        ("  until: 2024\n", "R410 warning: a score of south, which is not there in 2026"),
    ],
)
def test_an_impossible_life_is_found(write: Write, ratingctl: Run, life: str, complaint: str) -> None:
    root = write({"regions.yaml": SMALL["regions.yaml"] + life})
    assert complaint in ratingctl("--root", root, "validate").out


def test_the_life_of_a_unit_is_frozen(rating: Path, ratingctl: Run) -> None:
    assert ratingctl("--root", rating, "publish", "2025", "--by", "Ann").code == 0
    frozen = (rating / "2025" / "frozen.yaml").read_text()
    assert "until: 2025-06, merged_into: north}" in frozen
    assert ratingctl("--root", rating, "verify", "2025").code == 0
