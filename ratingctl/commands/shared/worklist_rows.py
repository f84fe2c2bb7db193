"""The rows of the worklist: each a project that needs a look, or that a check has put off."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ratingctl.commands.shared.common_names import CommonNames
from ratingctl.domain.lifecycle import ProjectSummary
from ratingctl.domain.model import EventId, Rating, Region, RegionId
from ratingctl.domain.priority import Priority, PriorityContext, priority_of, searched_together
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.staleness import StaleReason, hidden_reasons_of, main_reason_of, reasons_of
from ratingctl.domain.tiers import is_near_border


class KeptJson(NamedTuple):
    """The JSON of a row that was kept: without moves, with 0 for its number.

    Attributes:
        text: The JSON in UTF-8.
        reviewer: The reviewer that it names.
    """

    text: bytes
    reviewer: str


class WorklistRow(NamedTuple):
    """One project that needs a look, or will need one when the `until` of a check has ended.

    Attributes:
        project: The project's id.
        title: Its name.
        region: Its region.
        events: The ids of its events in story order.
        status: The word of its status on the day.
        reasons: Why it needs a look.
        waits: True if it needs none now: all its reasons are put off by a check.
        priority: How much a look is worth.
        reviewer: Who follows it: as the edition says of the project, else as the register says of the region.
        search_group: The project by which those are known that one search serves; itself where it is alone.
        is_checked: True if this edition has a check of it.
        is_done: As `ReviewCase.is_done`.
        make_case: Returns the project under review.
        kept: Its JSON as it was kept, if it was.
    """

    project: EventId
    title: str
    region: Region
    events: tuple[EventId, ...]
    status: str
    reasons: tuple[StaleReason, ...]
    waits: bool
    priority: Priority
    reviewer: str
    search_group: EventId
    is_checked: bool
    is_done: bool
    make_case: Callable[[], ReviewCase]
    kept: KeptJson | None = None

    @property
    def case(self) -> ReviewCase:
        """Return the project under review."""
        return self.make_case()

    @property
    def main_reason(self) -> StaleReason:
        """Return the most pressing of its reasons: by this one it is counted."""
        return main_reason_of(self.reasons)


class ReviewedRegion(NamedTuple):
    """A region as its reviewers see it on a day.

    Attributes:
        rows: Its projects that need a look or wait, in the order of their roots.
        promised: How many of its projects have promised something, whether they need a look or not.
        cross_region_links: As in `lifecycle.RegionSummary`.
    """

    rows: Sequence[WorklistRow]
    promised: int
    cross_region_links: Sequence[tuple[EventId, EventId]] = ()


class RowBuilder:
    """Builder of the rows of a view.

    Args:
        view: The view of the edition that is reviewed; it may be one of a survey.
    """

    def __init__(self, view: RatingView) -> None:
        self._view = view
        edition, settings = view.chain[-1], view.rating.settings
        self._previous = view.chain[-2].id if len(view.chain) > 1 else None
        scored = next((seen for seen in reversed(view.chain) if seen.scores), edition)
        self._common_names = CommonNames(view.rating)
        self._near_border = {region for region, score in scored.scores.items() if is_near_border(score, settings)}

    def rows(self, projects: Iterable[ProjectSummary]) -> list[WorklistRow]:
        """Return the rows of those projects that need a look, and of those that wait."""
        cases = [self._view.review_case(project) for project in projects]
        needing = [(case, reasons) for case in cases if (reasons := reasons_of(case))]
        waiting = [(case, hidden) for case in cases if (hidden := hidden_reasons_of(case)) and not reasons_of(case)]
        groups = searched_together(case.summary for case, _ in needing)
        return [
            *(self._row(case, reasons, groups[case.summary.project]) for case, reasons in needing),
            *(self._row(case, hidden, case.summary.project, waits=True) for case, hidden in waiting),
        ]

    @property
    def context(self) -> tuple[object, ...]:
        """Return what all rows depend on besides summaries, the edition's dates and the limits."""
        reviewers = sorted(self._view.chain[-1].reviewers.items())
        return self._view.as_of, self._previous, reviewers, self._common_names.context

    def context_of(self, region: RegionId) -> tuple[object, ...]:
        """Return what the rows of one region depend on besides."""
        return self._view.rating.regions.get(region), region in self._near_border

    def _row(
        self, case: ReviewCase, reasons: tuple[StaleReason, ...], search_group: EventId, *, waits: bool = False
    ) -> WorklistRow:
        region = region_of_case(self._view.rating, case)
        context = PriorityContext(reasons, self._previous, region.id in self._near_border, self._common_names)
        return WorklistRow(
            project=case.summary.project,
            title=case.summary.name,
            region=region,
            events=case.summary.events,
            status=case.status.word,
            reasons=reasons,
            waits=waits,
            priority=priority_of(case, context),
            reviewer=reviewer_of(self._view, case),
            search_group=search_group,
            is_checked=case.last_check is not None,
            is_done=case.is_done,
            make_case=lambda: case,
        )


def reviewer_of(view: RatingView, case: ReviewCase) -> str:
    """Return who follows a project: as the edition says of it, else as the register says of its region."""
    of_projects = view.chain[-1].reviewers
    named = next((of_projects[event] for event in case.summary.events if event in of_projects), "")
    return named or region_of_case(view.rating, case).reviewer


def region_of_case(rating: Rating, case: ReviewCase) -> Region:
    """Return the region of a project; one of its id alone where the register does not have it."""
    return region_named(rating, case.summary.region)


def region_named(rating: Rating, region: RegionId) -> Region:
    """Return a region; one of its id alone where the register does not have it."""
    return rating.regions.get(region) or Region(region, region)
