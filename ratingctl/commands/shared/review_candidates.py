"""The projects among which those are that need a look: from stored summaries where they are valid, else from events."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ratingctl.domain.lifecycle import ProjectSummary, RegionSummary
from ratingctl.domain.model import RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import DueForReview, due_for_review, earliest_review_day
from ratingctl.domain.summarize import running_editions, summarize_region_on
from ratingctl.storage.loading.reader import RatingReader


class ReviewCandidates(NamedTuple):
    """The projects that may need a look.

    Attributes:
        projects: Those that may, region by region; all others surely need none.
        promised: How many projects there are in all that have promised something.
    """

    projects: Sequence[ProjectSummary]
    promised: int

    @classmethod
    def of(cls, projects: Sequence[ProjectSummary]) -> "ReviewCandidates":
        """Return all projects as candidates."""
        return cls(projects, sum(project.promised for project in projects))

    @classmethod
    def in_regions(cls, regions: Mapping[RegionId, DueForReview], order: Sequence[RegionId]) -> "ReviewCandidates":
        """Return the candidates of some regions.

        Args:
            regions: What is due of each.
            order: The order of the regions.
        """
        due = [regions[region] for region in order if region in regions]
        return cls([project for region in due for project in region.projects], sum(region.promised for region in due))


def due_by_region(
    reader: RatingReader, view: RatingView, *, without: Collection[RegionId] = ()
) -> dict[RegionId, DueForReview]:
    """Return what may need a look, for each region with a page; new summaries are stored.

    Args:
        reader: Reads the pages of regions of which no valid summary is stored.
        view: The view of a survey.
        without: Regions to leave out, because their files cannot be read.
    """
    edition, limits, day = view.chain[-1].id, view.rating.settings.stale, view.as_of
    running = running_editions(view.chain, day)
    store = reader.summary_store(view.rating, view.chain, running)
    due: dict[RegionId, DueForReview] = {}
    for region in dict.fromkeys(region for edition_seen in view.chain for region in edition_seen.event_counts):
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
    return summary._replace(projects=projects, valid_from=day, valid_until=min(day + timedelta(days=1), date.max))
