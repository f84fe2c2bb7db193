"""Scales of whole numbers, exact decimals and grades; which end is the best."""

from decimal import Decimal

import pytest

from ratingctl.domain.model import Settings, Tier
from ratingctl.domain.scores import RawScore, Scale, Score, score_data
from ratingctl.domain.tiers import best_first, is_near_border, range_message, ranks_of, tier_of, width_of

WHOLE = Scale(1, 10)
TENTHS = Scale(Decimal(0), Decimal(100), Decimal("0.1"))
HALVES = Scale(Decimal(1), Decimal(7), Decimal("0.5"), lower_is_better=True)
GRADES = Scale.of_grades(("AAA", "AA", "A", "B"))


@pytest.mark.parametrize(
    ("scale", "raw", "score"),
    [
        (WHOLE, 7, 7), (WHOLE, 70, 70), (WHOLE, "7.5", None), (WHOLE, "AA", None),
        (TENTHS, 7, Decimal(7)), (TENTHS, "71.5", Decimal("71.5")), (TENTHS, "0.10", Decimal("0.1")), (TENTHS, "n/a", None),
        (GRADES, "AAA", 4), (GRADES, "B", 1), (GRADES, "C", None), (GRADES, 4, None),
    ],
)  # fmt: skip
def test_a_file_means_a_score_of_the_scale_or_none(scale: Scale, raw: RawScore, score: Score | None) -> None:
    assert scale.score_of(raw) == score


@pytest.mark.parametrize(
    ("scale", "typed", "shown"),
    [
        (TENTHS, "71,5", "71.5"),
        (TENTHS, "72", "72.0"),
        (WHOLE, "7.0", "7"),
        (GRADES, "aa", "AA"),
        (HALVES, "2.5", "2.5"),
    ],
)
def test_a_person_may_type_a_comma_and_a_grade_in_any_case(scale: Scale, typed: str, shown: str) -> None:
    assert str(scale.typed_score(typed)) == shown


@pytest.mark.parametrize(("scale", "typed"), [(TENTHS, "71.55"), (HALVES, "2.3"), (WHOLE, "11"), (TENTHS, "100.1")])
def test_a_score_between_steps_or_beyond_the_ends_is_not_allowed(scale: Scale, typed: str) -> None:
    score = scale.typed_score(typed)
    assert score is not None
    assert not scale.allows(score)


def test_differences_of_decimals_are_exact() -> None:
    tenths = [TENTHS.score_of(raw) for raw in ("0.1", "0.3")]
    assert str(TENTHS.gain(tenths[0] or 0, tenths[1] or 0)) == "0.2"


def test_grades_are_ordered_subtracted_in_steps_and_kept_by_name() -> None:
    best, worst = GRADES.score_of("AAA"), GRADES.score_of("A")
    assert best is not None
    assert worst is not None
    assert GRADES.gain(worst, best) == 2
    assert (score_data(best), f"{best}", repr(best)) == ("AAA", "AAA", "'AAA'")


def test_where_lower_is_better_ranks_and_tiers_begin_at_the_low_end() -> None:
    settings = Settings(scale=HALVES, tiers=(Tier("low", "Low", Decimal(5)), Tier("high", "High", Decimal(1))))
    assert [tier.id for tier in best_first(settings)] == ["high", "low"]
    assert ranks_of({"a": Decimal(7), "b": Decimal("1.5"), "c": Decimal("1.5")}, HALVES) == {"a": 3, "b": 1, "c": 1}  # type: ignore[dict-item]
    assert tier_of(Decimal("4.5"), settings.tiers) == settings.tiers[1]


def test_a_tier_ends_one_step_below_the_next_and_says_its_scores_shortly() -> None:
    settings = Settings(scale=TENTHS, tiers=(Tier("high", "High", Decimal("70.0")), Tier("low", "Low", Decimal("0.0"))))
    assert [str(range_message(*width_of(tier, settings))) for tier in settings.tiers] == ["70–100", "0–69.9"]


def test_the_range_of_grades_begins_with_the_best() -> None:
    tiers = tuple(Tier(name, name, GRADES.score_of(name) or 0) for name in ("AA", "B"))
    settings = Settings(scale=GRADES, tiers=tiers)
    assert [str(range_message(*width_of(tier, settings))) for tier in tiers] == ["AAA–AA", "A–B"]


def test_a_border_is_near_one_step_of_the_scale_from_it() -> None:
    settings = Settings(scale=TENTHS, tiers=(Tier("high", "High", Decimal(70)), Tier("low", "Low", Decimal(0))))
    assert is_near_border(Decimal("69.9"), settings)
    assert not is_near_border(Decimal("69.8"), settings)


@pytest.mark.parametrize("scale", [WHOLE, TENTHS, HALVES, GRADES])
def test_every_way_of_writing_a_score_is_read_as_one(scale: Scale) -> None:
    scores = [scale.score_of(raw) for raw in scale.every_raw()]
    assert None not in scores
    assert {scale.lowest, scale.highest} <= set(scores)
