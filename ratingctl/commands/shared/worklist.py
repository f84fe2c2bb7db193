"""The worklist of reviewers: the projects that need a look, in the order of work."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, assert_never

from ratingctl.commands.shared.names import reviewer_named, word_named
from ratingctl.commands.shared.review_candidates import ReviewCandidates
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.domain.edition_chain import chain_to, default_as_of, edition_named, last_edition
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.model import Edition, Rating, Region, RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import ReviewCase, StaleReason, hidden_reasons_of, main_reason_of, reasons_of
from ratingctl.words.fold import fold


class Grouping(StrEnum):
    """The property by which a list is grouped."""

    REGION = "region"
    REVIEWER = "reviewer"
    REASON = "reason"
    DISTRICT = "district"


class WorklistFilter(NamedTuple):
    """A filter of the worklist; what is empty does not narrow.

    Attributes:
        selection: Which regions, and how many projects at most.
        statuses: Statuses, as typed.
        reasons: Reasons, as typed.
        reviewers: Reviewers of regions, as typed.
    """

    selection: Selection = EVERYTHING
    statuses: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


class WorklistRow(NamedTuple):
    """One project that needs a look."""

    case: ReviewCase
    reasons: tuple[StaleReason, ...]
    region: Region

    @property
    def main_reason(self) -> StaleReason:
        """Return the most pressing of its reasons: by this one it is counted."""
        return main_reason_of(self.reasons)


class Worklist(NamedTuple):
    """The projects that need a look, in the view of an edition.

    Attributes:
        view: The view; of a survey it may lack pages.
        rows: The projects that need a look and fit, in the order of work.
        needing: How many need a look, whether they fit or not.
        followed: How many have promised something.
        postponed: How many fit and need no look now, because a check has put the next one off.
    """

    view: RatingView
    rows: tuple[WorklistRow, ...]
    needing: int
    followed: int
    postponed: int

    @property
    def rating(self) -> Rating:
        """Return the rating."""
        return self.view.rating

    @property
    def edition(self) -> Edition:
        """Return the edition that is reviewed."""
        return self.view.chain[-1]

    @property
    def day(self) -> date:
        """Return the day on which it is looked at."""
        return self.view.as_of


_STATUSES = [*(stage.name.lower() for stage in Stage), *(halt.value for halt in Halt)]


def review_view(rating: Rating, today: date, edition: str | None = None, as_of: date | None = None) -> RatingView:
    """Return the view of a rating that the reviewers of an edition have.

    Args:
        rating: The rating, or its survey.
        today: The day on which a draft is looked at.
        edition: The edition that is reviewed; the last one by default.
        as_of: The day from which to look; by default the edition's own.

    Raises:
        UsageError: If the edition is unknown.
        DataError: If the editions do not form a chain.
    """
    reviewed = edition_named(rating, edition) if edition else last_edition(rating)
    return RatingView(rating, chain_to(reviewed, rating.editions), as_of or default_as_of(reviewed, today))


def worklist(
    view: RatingView,
    candidates: ReviewCandidates,
    wanted: WorklistFilter | None = None,
    group_by: Grouping | None = None,
) -> Worklist:
    """Return the projects that need a look: overdue ones first, committed before announced, then by region.

    Args:
        view: The view of the edition that is reviewed.
        candidates: The projects among which those are that need a look.
        wanted: Which projects to take.
        group_by: Keep together what is of one group, in the order of the register or of the reasons.

    Raises:
        UsageError: If a name in `wanted` is unknown.
    """
    wanted = wanted or WorklistFilter()
    rating = view.rating
    cases = [view.review_case(project) for project in candidates.projects]
    needing = [WorklistRow(case, reasons, _region(rating, case)) for case in cases if (reasons := reasons_of(case))]
    waiting = [WorklistRow(case, hidden_reasons_of(case), _region(rating, case)) for case in cases if _waits(case)]
    regions = _regions_wanted(view, wanted)
    fits = _filter(wanted, rating)
    rows = [row for row in needing if row.region.id in regions and fits(row)]
    rows.sort(key=lambda row: _urgency(row, regions))
    if group_by:
        rows.sort(key=lambda row: _group_key(row, group_by, regions))
    return Worklist(
        view,
        tuple(rows),
        needing=len(needing),
        followed=candidates.promised,
        postponed=sum(row.region.id in regions and fits(row) for row in waiting),
    )


def group_of(row: WorklistRow, group_by: Grouping) -> str:
    """Return the group of a row: region id, reviewer, district or main reason; empty where it has none."""
    match group_by:
        case Grouping.REGION:
            return row.region.id
        case Grouping.REVIEWER:
            return row.region.reviewer
        case Grouping.DISTRICT:
            return row.region.district
        case Grouping.REASON:
            return row.main_reason.value
    assert_never(group_by)


def _region(rating: Rating, case: ReviewCase) -> Region:
    return rating.regions.get(case.summary.region) or Region(case.summary.region, case.summary.region)


def _regions_wanted(view: RatingView, wanted: WorklistFilter) -> dict[RegionId, int]:
    """Return the regions that are wanted, each with its place in the register."""
    scored = next((edition for edition in reversed(view.chain) if edition.scores), view.chain[-1])
    selection = wanted.selection._replace(limit=None)
    chosen = selection.chosen(view.rating, view.regions(), scored.scores)
    return {region: place for place, region in enumerate(chosen)}


def _filter(wanted: WorklistFilter, rating: Rating) -> Callable[[WorklistRow], bool]:
    """Return a test of rows: whether one is of the statuses, reasons and reviewers that are wanted.

    Raises:
        UsageError: If one of them is unknown.
    """
    statuses = {word_named("status", _STATUSES, typed) for typed in wanted.statuses}
    reasons = {word_named("reason", list(StaleReason), typed, "stale_reason") for typed in wanted.reasons}
    reviewers = {reviewer_named(rating, typed) for typed in wanted.reviewers}

    def fits(row: WorklistRow) -> bool:
        return (
            (not statuses or row.case.status.word in statuses)
            and (not reasons or not reasons.isdisjoint(row.reasons))
            and (not reviewers or row.region.reviewer in reviewers)
        )

    return fits


def _urgency(row: WorklistRow, places: Mapping[RegionId, int]) -> tuple[bool, int, int]:
    """Return the sort key of a row: overdue first, then what has come furthest, then by region, delivered ones last."""
    status = row.case.status
    stage = status.stage if status.is_open else -1
    return StaleReason.OVERDUE not in row.reasons, -stage, places[row.region.id]


def _group_key(row: WorklistRow, group_by: Grouping, places: Mapping[RegionId, int]) -> tuple[bool, int | str]:
    """Return the sort key of a row's group: regions as in the register, reasons by urgency, names by the alphabet."""
    if group_by is Grouping.REGION:
        return False, places[row.region.id]
    if group_by is Grouping.REASON:
        return False, row.main_reason.record.pressing
    name = group_of(row, group_by)
    return not name, fold(name)


def _waits(case: ReviewCase) -> bool:
    """Return whether a project needs no look now only because a check has put the next one off."""
    return bool(hidden_reasons_of(case)) and not reasons_of(case)
