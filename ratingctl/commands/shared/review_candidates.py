"""The projects among which those are that need a look: from stored summaries where they are valid, else from events."""

from collections.abc import Collection
from datetime import date, timedelta

from ratingctl.domain.lifecycle import RegionSummary
from ratingctl.domain.model import RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import DueForReview, due_for_review, earliest_review_day
from ratingctl.domain.summarize import running_editions, summarize_region_on
from ratingctl.storage.loading.reader import RatingReader
from ratingctl.storage.loading.summary_store import RegionKeys


def due_by_region(
    reader: RatingReader,
    view: RatingView,
    *,
    without: Collection[RegionId] = (),
    keys: RegionKeys | None = None,
) -> dict[RegionId, DueForReview]:
    """Return what may need a look, for each region with a page; new summaries are stored.

    Args:
        reader: Reads the pages of regions of which no valid summary is stored.
        view: The view of a survey.
        without: Regions to leave out.
        keys: The keys of the regions, where they are at hand.
    """
    edition, limits, day = view.chain[-1].id, view.rating.settings.stale, view.as_of
    running = running_editions(view.chain, day)
    store = reader.summary_store(keys or reader.region_keys(view.rating, view.chain, running))
    due: dict[RegionId, DueForReview] = {}
    for region in regions_with_pages(view):
        if region in without:
            continue
        stored = store.get(region, day)
        if stored:
            due[region] = DueForReview(
                stored.projects_asked_for_by(region, day), stored.promised, stored.cross_region_links
            )
            continue
        full_view = _view_of_region(reader, view, region)
        editions = {seen.id: seen for seen in full_view.chain}
        summary = summarize_region_on(full_view.pages(region), editions, full_view.rating.settings, running, day)
        if not summary.is_valid_on(day):
            summary = _summary_on_the_day(full_view, region, day, summary)
        first_days = [earliest_review_day(project, edition, limits) for project in summary.projects]
        store.put(region, summary, first_days)
        due[region] = due_for_review(summary, edition, limits, day)
    store.save()
    return due


def regions_with_pages(view: RatingView) -> list[RegionId]:
    """Return the regions with a page in an edition of the view."""
    return list(dict.fromkeys(region for edition in view.chain for region in edition.event_counts))


def _view_of_region(reader: RatingReader, view: RatingView, region: RegionId) -> RatingView:
    """Return a view of all events of a region, of every date."""
    editions = [edition.id for edition in view.chain]
    rating = reader.with_pages(view.rating, editions=editions, regions=[region], event_stubs=True)
    return RatingView(rating, [rating.editions[edition] for edition in editions], date.max)


def _summary_on_the_day(full_view: RatingView, region: RegionId, day: date, summary: RegionSummary) -> RegionSummary:
    """Return the summary of a region from the events that a day sees, in the order that they have on it: for that day.

    It holds a day of its own only.
    """
    view = RatingView(full_view.rating, full_view.chain, day)
    projects = tuple(view.summary_of(project) for project in view.projects(region))
    return summary._replace(
        projects=projects, valid_from=day, valid_until=day + timedelta(days=1) if day < date.max else day
    )
