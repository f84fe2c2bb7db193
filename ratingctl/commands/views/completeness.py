"""Notes of what a report does not show: regions without a score, scores outside the scale, rows beyond a limit."""

from collections.abc import Iterable, Mapping, Sequence

from ratingctl.domain.coverage import is_covered
from ratingctl.domain.model import Edition, Rating, RegionId
from ratingctl.domain.scores import Score
from ratingctl.report import Message, Paragraph, paragraph

_MOST_NAMES = 12


def unscored_regions(rating: Rating, *editions: Edition) -> list[RegionId]:
    """Return the registered regions that have no score in any of the editions, though one of them covers them."""
    return [
        region
        for region, registered in rating.regions.items()
        if not any(region in edition.scores for edition in editions)
        and any(region in edition.event_counts or is_covered(registered, edition) for edition in editions)
    ]


def unscored_note(rating: Rating, regions: Sequence[RegionId], edition: str) -> list[Paragraph]:
    """Return the note that names regions without a score, if there are any.

    Args:
        rating: Where their names are looked up.
        regions: The regions.
        edition: The edition, or the editions, as the note calls them.
    """
    if not regions:
        return []
    names: str | Message = ", ".join(name_of(rating, region) for region in regions[:_MOST_NAMES])
    if len(regions) > _MOST_NAMES:
        names = Message("note.and_others", {"names": names, "n": len(regions) - _MOST_NAMES})
    return [paragraph(Message("note.not_rated", {"n": len(regions), "edition": edition, "names": names}))]


def outside_scale(
    rating: Rating, scores: Mapping[RegionId, Score], regions: Iterable[RegionId]
) -> dict[RegionId, Message]:
    """Return for each region whose score is outside the scale the sentence that says so."""
    low, high = rating.settings.scale.lowest, rating.settings.scale.highest
    return {
        region: Message(
            "note.outside_scale",
            {"region": name_of(rating, region), "score": scores[region], "low": low, "high": high},
        )
        for region in regions
        if region in scores and not low <= scores[region] <= high
    }


def limit_note(shown: int, count: int) -> list[Paragraph]:
    """Return the note that not all rows are shown, if so."""
    return [paragraph(Message("note.shown", {"n": shown, "all": count}))] if shown < count else []


def name_of(rating: Rating, region: RegionId) -> str:
    """Return the name of a region, or its id where the register does not have it."""
    return rating.regions[region].name if region in rating.regions else region
