"""Which units an edition covers: a unit begins, ends, or becomes part of another one."""

from ratingctl.domain.model import Edition, Region


def is_covered(region: Region, edition: Edition) -> bool:
    """Return whether a unit was there in the period of an edition, if only for a part of it."""
    first, last = edition.period.earliest, edition.period.latest
    begins = region.since.earliest if region.since else None
    ends = region.until.latest if region.until else None
    return not ((begins and last and begins > last) or (ends and first and ends < first))
