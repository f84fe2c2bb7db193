"""Tiers, ranks and the order of printing; what a comparison counts."""

import pytest

from ratingctl.domain.comparison import Side, compare, summary_of
from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.model import Edition, EditionId, Page, Rating, Region, RegionId, Settings, Tier
from ratingctl.domain.scores import Scale
from ratingctl.domain.tiers import printed_order, ranks_of, tier_of, width_of

TIERS = (Tier("high", "High", 7), Tier("moderate", "Moderate", 4), Tier("low", "Low", 1))


@pytest.mark.parametrize(
    ("score", "tier"), [(10, "high"), (7, "high"), (6, "moderate"), (4, "moderate"), (3, "low"), (1, "low"), (0, None)]
)
def test_a_score_is_of_the_highest_tier_it_reaches(score: int, tier: str | None) -> None:
    found = tier_of(score, TIERS)
    assert (found.id if found else None) == tier


def rating(scores: dict[str, int | None], edition: str = "2026", previous: str | None = None) -> Rating:
    regions = {RegionId(name): Region(RegionId(name), name.upper(), order=n) for n, name in enumerate("abcdef")}
    pages = {
        RegionId(name): Page(RegionId(name), EditionId(edition), f"{edition}/{name}.yaml", score)
        for name, score in scores.items()
    }
    period = parse_edtf(edition)
    assert period.latest is not None
    issue = Edition(
        EditionId(edition), "", edition, period, period.latest, previous=EditionId(previous) if previous else None,
        scores={page.region: page.score for page in pages.values() if page.score is not None}, pages=pages,
    )  # fmt: skip
    return Rating(Settings(tiers=TIERS), regions, {issue.id: issue})


def test_equal_scores_share_a_rank_and_leave_a_gap() -> None:
    scores = {RegionId(name): score for name, score in {"a": 9, "b": 7, "c": 9, "d": 1}.items()}
    assert ranks_of(scores, Scale()) == {"a": 1, "c": 1, "b": 3, "d": 4}


def test_printed_order_is_score_then_previous_score_then_order() -> None:
    scores = {RegionId(name): score for name, score in {"a": 5, "b": 7, "c": 5, "d": 5}.items()}
    previous = {RegionId("c"): 6, RegionId("a"): 4}
    assert printed_order(rating({}), scores, previous) == ["b", "c", "a", "d"]


def test_a_tier_ends_where_the_next_one_begins() -> None:
    assert [width_of(tier, rating({}).settings) for tier in TIERS] == [(7, 10), (4, 6), (1, 3)]


def test_a_comparison_counts_every_region_once() -> None:
    old, new = rating({"a": 5, "b": 7, "c": 5, "d": 3, "e": None}, "2025"), rating({"a": 7, "b": 6, "c": 5, "e": 4})
    moves = compare(Side("2025", old, tuple(old.editions.values())), Side("2026", new, tuple(new.editions.values())))
    assert [(move.region, move.direction, move.change) for move in moves] == [
        ("a", "up", 2), ("b", "down", -1), ("c", "same", 0), ("e", "added", None), ("d", "removed", None),
    ]  # fmt: skip
    assert summary_of(moves) == {"up": 1, "down": 1, "same": 1, "added": 1, "removed": 1, "tier_moves": 2}
    assert [(move.rank_from, move.rank_to) for move in moves[:2]] == [(2, 1), (1, 2)]
