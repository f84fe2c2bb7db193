"""The regions as their reviewers see them: from stored reviews where these were made of the same, else made anew."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, NamedTuple

from ratingctl.commands.shared.review_candidates import due_by_region, regions_with_pages
from ratingctl.commands.shared.worklist_rows import ReviewedRegion, RowBuilder, WorklistRow, region_named
from ratingctl.domain.model import EventId, RegionId
from ratingctl.domain.priority import Priority, PriorityReason
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.staleness import StaleReason
from ratingctl.domain.summarize import running_editions
from ratingctl.storage.cache.region_reviews import StoredReview, StoredRow, stored_row
from ratingctl.storage.loading.reader import RatingReader

_REASONS = {reason.value: reason for reason in StaleReason}
_PRIORITY_REASONS = {reason.value: reason for reason in PriorityReason}


class RowData(NamedTuple):
    """How a row becomes JSON.

    Attributes:
        of: Returns the JSON of a row, but for what a list adds.
        context: What that depends on besides the row: values with a `repr` that says everything.
    """

    of: Callable[[WorklistRow], Mapping[str, Any]]
    context: object


def reviewed_regions(
    reader: RatingReader, view: RatingView, row_data: RowData, *, without: Collection[RegionId] = ()
) -> dict[RegionId, ReviewedRegion]:
    """Return the regions with a page, each with its projects that need a look; what was made anew is stored.

    Args:
        reader: Reads the pages of regions of which no valid summary is stored.
        view: The view of a survey.
        row_data: How rows become JSON.
        without: Regions to leave out, because their files cannot be read.
    """
    builder = RowBuilder(view)
    keys = reader.region_keys(view.rating, view.chain, running_editions(view.chain, view.as_of))
    store = reader.review_store(keys, (builder.context, row_data.context))
    reviewed: dict[RegionId, ReviewedRegion] = {}
    for region in regions_with_pages(view):
        stored = None if region in without else store.get(region, builder.context_of(region))
        if stored:
            reviewed[region] = _decoded(stored, view)
    for region, due in due_by_region(reader, view, without={*without, *reviewed}, keys=keys).items():
        made = ReviewedRegion(builder.rows(due.projects), due.promised, due.cross_region_links)
        store.put(region, builder.context_of(region), partial(_to_store, made, row_data))
        reviewed[region] = made
    store.save()
    return {region: reviewed[region] for region in view.regions() if region in reviewed}


def _to_store(made: ReviewedRegion, row_data: RowData) -> StoredReview:
    rows = [stored_row(row_data.of(row), row.case.summary, waits=row.waits) for row in made.rows]
    return StoredReview(rows, made.promised, made.cross_region_links)


def _decoded(stored: StoredReview, view: RatingView) -> ReviewedRegion:
    return ReviewedRegion([_row(row, view) for row in stored.rows], stored.promised, stored.cross_region_links)


def _row(stored: StoredRow, view: RatingView) -> WorklistRow:
    """Return a row as it was when it was stored."""
    data = stored.data
    return WorklistRow(
        project=data["project"],
        title=data["title"],
        region=region_named(view.rating, data["region"]),
        events=tuple(stored.events),
        status=data["status"],
        reasons=tuple([_REASONS[word] for word in data["reasons"]]),
        waits=stored.waits,
        priority=Priority(
            data["priority"], tuple([_PRIORITY_REASONS[word] for word in data["priority_why"]]), data["general"]
        ),
        reviewer=data["reviewer"] or "",
        search_group=EventId(data["searched_with"] or data["project"]),
        is_checked=data["checked"] is not None,
        is_done=data["done"],
        make_case=partial(_case_of, stored, view),
        data=data,
    )


def _case_of(stored: StoredRow, view: RatingView) -> ReviewCase:
    return view.review_case(stored.summary)
