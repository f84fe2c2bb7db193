"""Filters that reports share."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from ratingctl.domain.model import Edition, Rating, RegionId
from ratingctl.domain.tiers import tier_in


class Selection(NamedTuple):
    """A filter of regions; what is empty does not narrow.

    Attributes:
        regions: Regions, as typed.
        districts: Districts, as typed.
        tiers: Tiers, as typed.
        limit: The most rows to show.
        for_writing: Refuse the beginning of a region's name: it must not decide where something is written.
    """

    regions: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    limit: int | None = None
    for_writing: bool = False

    @classmethod
    def of(
        cls,
        regions: Sequence[str] | None,
        districts: Sequence[str] | None,
        tiers: Sequence[str] | None,
        limit: int | None,
    ) -> Self:
        """Return the filter that was typed; what was not is None."""
        return cls(tuple(regions or ()), tuple(districts or ()), tuple(tiers or ()), limit)

    def chosen(self, rating: Rating, regions: Sequence[RegionId], *editions: Edition) -> list[RegionId]:
        """Return the regions that pass the filter, in their order.

        Args:
            rating: Where the names are looked up.
            regions: What there is to choose from.
            editions: A region is of a tier if it is in any of these.

        Raises:
            UsageError: If a name fits nothing or several things.
        """
        if not (self.regions or self.districts or self.tiers):
            return list(regions)[: self.limit]
        from ratingctl.commands.shared.names import district_named, region_named, tier_named  # most calls name nothing

        wanted = {region_named(rating, name, for_writing=self.for_writing).id for name in self.regions}
        districts = {district_named(rating, name) for name in self.districts}
        tiers = [tier_named(rating, name) for name in self.tiers]

        def fits(region: RegionId) -> bool:
            registered = rating.regions.get(region)
            reached = [tier_in(edition, region, rating.settings) for edition in editions]
            return (
                (not wanted or region in wanted)
                and (not districts or (registered is not None and registered.district in districts))
                and (not tiers or any(tier in tiers for tier in reached))
            )

        return [region for region in regions if fits(region)][: self.limit]

    def files_needed(self, rating: Rating) -> set[RegionId] | None:
        """Return the regions whose files a report needs that shows only what passes the filter; None for those of all.

        Args:
            rating: Where the names are looked up; of a scan that lacks scores, too.

        Raises:
            UsageError: If a name fits nothing or several things.
        """
        if not (self.regions or self.districts):
            return None
        without_scores = self._replace(tiers=(), limit=None)
        return set(without_scores.chosen(rating, list(rating.regions)))


EVERYTHING = Selection()
"""The filter that everything passes."""
