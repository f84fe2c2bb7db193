"""Tiers, ranks and the printed order of scores."""

from collections.abc import Mapping, Sequence

from ratingctl.domain.model import Edition, Rating, RegionId, Settings, Tier
from ratingctl.domain.scores import Grade, Scale, Score, number_of, shortest
from ratingctl.message import Message, in_a_row


def tier_of(score: Score, tiers: Sequence[Tier]) -> Tier | None:
    """Return the tier with the highest start that a score reaches; None below all of them.

    A start is the lowest number of its tier, also where the lowest score is the best one.
    """
    reached = [tier for tier in tiers if tier.start <= score]
    return max(reached, key=lambda tier: tier.start, default=None)


def tier_in(edition: Edition, region: RegionId, settings: Settings) -> Tier | None:
    """Return the tier of a region in an edition: the one adopted by hand, else that of its score; None without one.

    Args:
        edition: The edition.
        region: The region.
        settings: The settings of the edition.
    """
    score, by_hand = edition.scores.get(region), edition.tiers.get(region)
    adopted = next((tier for tier in settings.tiers if tier.id == by_hand), None)
    return adopted or (None if score is None else tier_of(score, settings.tiers))


def best_first(settings: Settings) -> list[Tier]:
    """Return the tiers, that of the best scores first."""
    return sorted(settings.tiers, key=lambda tier: settings.scale.worth(tier.start), reverse=True)


def is_near_border(score: Score, settings: Settings) -> bool:
    """Return whether one step moves a score into another tier: it is the lowest of one, or one below the next."""
    starts = {tier.start for tier in settings.tiers}
    starts -= {min(starts, default=0)}
    return score in starts or score + settings.scale.step in starts


def ranks_of(scores: Mapping[RegionId, Score], scale: Scale) -> dict[RegionId, int]:
    """Return standard competition ranks (1, 1, 3), the best score first."""
    ordered = sorted(scores.values(), key=scale.worth, reverse=True)
    first = {score: place for place, score in reversed(list(enumerate(ordered, 1)))}
    return {region: first[score] for region, score in scores.items()}


def printed_order(
    rating: Rating, scores: Mapping[RegionId, Score], previous: Mapping[RegionId, Score]
) -> list[RegionId]:
    """Return the regions with a score as they are printed: by score, previous score, `order`, name.

    Args:
        rating: The rating, with the settings of the edition.
        scores: The scores.
        previous: Those of the edition before; regions without one stand after their equals.
    """
    scale = rating.settings.scale

    def key(region_id: RegionId) -> tuple[Score, bool, Score, int, str]:
        region, before = rating.regions.get(region_id), previous.get(region_id)
        order, name = (region.order, region.name) if region else (0, region_id)
        earlier = (True, 0) if before is None else (False, -scale.worth(before))
        return -scale.worth(scores[region_id]), *earlier, order, name

    return sorted(scores, key=key)


def width_of(tier: Tier, settings: Settings) -> tuple[Score, Score]:
    """Return the lowest and the highest score of a tier."""
    above = [other.start for other in settings.tiers if other.start > tier.start]
    return tier.start, settings.scale.neighbour(min(above), -1) if above else settings.scale.highest


def range_message(low: Score, high: Score) -> Message:
    """Return the lowest and the highest of some scores as people write them: `7–10`; of grades the best one first."""
    if low == high:
        return in_a_row(_short(low))
    first, last = (high, low) if isinstance(low, Grade) else (low, high)
    return in_a_row(_short(first), "–", _short(last))


def _short(score: Score) -> Score:
    """Return a number without zeros at its end: in a range they say nothing."""
    return score if isinstance(score, int) else number_of(shortest(score)) or 0
