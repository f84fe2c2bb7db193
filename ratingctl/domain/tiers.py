"""Tiers, ranks and the printed order of scores."""

from collections.abc import Mapping, Sequence

from ratingctl.domain.model import Rating, RegionId, Tier


def tier_of(score: int, tiers: Sequence[Tier]) -> Tier | None:
    """Return the tier with the highest start that a score reaches; None below all of them."""
    reached = [tier for tier in tiers if tier.start <= score]
    return max(reached, key=lambda tier: tier.start, default=None)


def is_near_border(score: int, tiers: Sequence[Tier]) -> bool:
    """Return whether one step moves a score into another tier: it is the lowest of one, or one below the next."""
    starts = {tier.start for tier in tiers} - {min((tier.start for tier in tiers), default=0)}
    return score in starts or score + 1 in starts


def ranks_of(scores: Mapping[RegionId, int]) -> dict[RegionId, int]:
    """Return standard competition ranks (1, 1, 3), the highest score first."""
    ordered = sorted(scores.values(), reverse=True)
    first = {score: place for place, score in reversed(list(enumerate(ordered, 1)))}
    return {region: first[score] for region, score in scores.items()}


def printed_order(rating: Rating, scores: Mapping[RegionId, int], previous: Mapping[RegionId, int]) -> list[RegionId]:
    """Return the regions with a score as they are printed: by score, previous score, `order`, name."""

    def key(region_id: RegionId) -> tuple[int, int, int, str]:
        region = rating.regions.get(region_id)
        order, name = (region.order, region.name) if region else (0, region_id)
        return -scores[region_id], -previous.get(region_id, 0), order, name

    return sorted(scores, key=key)


def width_of(tier: Tier, rating: Rating) -> tuple[int, int]:
    """Return the lowest and the highest score of a tier."""
    above = [other.start for other in rating.settings.tiers if other.start > tier.start]
    return tier.start, min(above) - 1 if above else rating.settings.scale[1]
