"""The regions as their reviewers see them: from stored reviews where these were made of the same, else made anew."""

from collections.abc import Callable, Collection
from functools import partial
from typing import NamedTuple

from ratingctl.commands.shared.review_candidates import due_by_region, regions_with_pages
from ratingctl.commands.shared.worklist_rows import KeptJson, ReviewedRegion, RowBuilder, WorklistRow, region_named
from ratingctl.domain.model import RegionId
from ratingctl.domain.priority import Priority, PriorityReason
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.staleness import StaleReason
from ratingctl.domain.summarize import running_editions
from ratingctl.storage.cache.region_reviews import StoredReview, StoredRow
from ratingctl.storage.cache.region_summaries import encode_project
from ratingctl.storage.loading.reader import RatingReader

_REASONS = {reason.value: reason for reason in StaleReason}
_PRIORITY_REASONS = {reason.value: reason for reason in PriorityReason}


class RowWriter(NamedTuple):
    """How a row becomes JSON.

    Attributes:
        written: Returns the JSON of a row, without moves and with 0 for its number.
        context: What that depends on besides the row: values with a `repr` that says everything.
    """

    written: Callable[[WorklistRow], str]
    context: object


def reviewed_regions(
    reader: RatingReader, view: RatingView, writer: RowWriter, *, without: Collection[RegionId] = ()
) -> dict[RegionId, ReviewedRegion]:
    """Return the regions with a page, each with its projects that need a look; what was made anew is stored.

    Args:
        reader: Reads the pages of regions of which no valid summary is stored.
        view: The view of a survey.
        writer: How rows become JSON.
        without: Regions to leave out, because their files cannot be read.
    """
    builder = RowBuilder(view)
    keys = reader.region_keys(view.rating, view.chain, running_editions(view.chain, view.as_of))
    store = reader.review_store(keys, (builder.context, writer.context))
    reviewed: dict[RegionId, ReviewedRegion] = {}
    for region in regions_with_pages(view):
        stored = None if region in without else store.get(region, builder.context_of(region))
        if stored:
            reviewed[region] = _decoded(stored, view)
    for region, due in due_by_region(reader, view, without={*without, *reviewed}, keys=keys).items():
        made = ReviewedRegion(builder.rows(due.projects), due.promised, due.cross_region_links)
        store.put(region, builder.context_of(region), partial(_to_store, made, writer))
        reviewed[region] = made
    store.save()
    return {region: reviewed[region] for region in view.regions() if region in reviewed}


def _to_store(made: ReviewedRegion, writer: RowWriter) -> StoredReview:
    return StoredReview([_stored(row, writer) for row in made.rows], made.promised, made.cross_region_links)


def _stored(row: WorklistRow, writer: RowWriter) -> StoredRow:
    return StoredRow(
        project=row.project,
        title=row.title,
        region=row.region.id,
        events=row.events,
        status=row.status,
        reasons=row.reasons,
        waits=row.waits,
        priority=row.priority.value,
        priority_why=row.priority.why,
        is_general=row.priority.is_general,
        reviewer=row.reviewer,
        search_group=row.search_group,
        is_checked=row.is_checked,
        is_done=row.is_done,
        written=writer.written(row).encode(),
        encoded_summary=encode_project(row.case.summary),
    )


def _decoded(stored: StoredReview, view: RatingView) -> ReviewedRegion:
    return ReviewedRegion([_row(row, view) for row in stored.rows], stored.promised, stored.cross_region_links)


def _row(stored: StoredRow, view: RatingView) -> WorklistRow:
    """Return a row as it was when it was stored."""
    why = tuple([_PRIORITY_REASONS[word] for word in stored.priority_why])
    return WorklistRow(
        project=stored.project,
        title=stored.title,
        region=region_named(view.rating, stored.region),
        events=tuple(stored.events),
        status=stored.status,
        reasons=tuple([_REASONS[word] for word in stored.reasons]),
        waits=stored.waits,
        priority=Priority(stored.priority, why, stored.is_general),
        reviewer=stored.reviewer,
        search_group=stored.search_group,
        is_checked=stored.is_checked,
        is_done=stored.is_done,
        make_case=partial(_case_of, stored, view),
        kept=KeptJson(stored.written, stored.reviewer),
    )


def _case_of(stored: StoredRow, view: RatingView) -> ReviewCase:
    return view.review_case(stored.summary)
