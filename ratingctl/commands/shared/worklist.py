"""The projects that need a look, in the order of work: what `stale` shows and `checked --review` asks about."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ratingctl.commands.shared.names import reviewer_named, word_named
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.domain.edition_chain import chain_to, default_as_of, edition_named, last_edition
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.lifecycle import ProjectSummary
from ratingctl.domain.model import Edition, Rating, Region, RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import ReviewCase, StaleReason, hidden_reasons_of, reasons_of
from ratingctl.words.fold import fold


class Grouping(StrEnum):
    """By what a list is parted."""

    REGION = "region"
    REVIEWER = "reviewer"
    REASON = "reason"
    DISTRICT = "district"


class WorklistFilter(NamedTuple):
    """Which projects a person wants to see; what is empty does not narrow.

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
        """The most pressing of its reasons: by this one it is counted."""
        return min(self.reasons, key=_PRESSING.index)


class ReviewCandidates(NamedTuple):
    """The lives among which those are that need a look, and how many lives have promised something."""

    lives: Sequence[ProjectSummary]
    promised: int


class Worklist(NamedTuple):
    """What a reviewer has before them.

    Attributes:
        rows: The projects that need a look and fit, in the order of work.
        needing: How many need a look, whether they fit or not.
        followed: How many have promised something.
        postponed: How many fit and need no look now, because a check has put the next one off.
    """

    rating: Rating
    edition: Edition
    day: date
    outlook: RatingView
    rows: tuple[WorklistRow, ...]
    needing: int
    followed: int
    postponed: int


_PRESSING = [
    StaleReason.OVERDUE,
    StaleReason.INFERRED_CANCELLED,
    StaleReason.INFERRED_SUSPENDED,
    StaleReason.SILENT,
    StaleReason.NOT_CHECKED,
    StaleReason.NO_UPDATES,
    StaleReason.SLIPPED,
    StaleReason.UNCONFIRMED,
]
_STATUSES = [*(stage.name.lower() for stage in Stage), *(halt.value for halt in Halt)]


def worklist(
    rating: Rating,
    today: date,
    edition: str | None = None,
    wanted: WorklistFilter | None = None,
    as_of: date | None = None,
    group_by: Grouping | None = None,
    lives_seen: Callable[[RatingView], ReviewCandidates] | None = None,
) -> Worklist:
    """The projects that need a look: overdue ones first, committed before announced, then by region.

    Args:
        rating: The rating.
        today: The day on which a draft is looked at.
        edition: The edition that is reviewed; the last one by default.
        wanted: Which projects to take.
        as_of: The day from which to look; by default the edition's own.
        group_by: Keep together what is of one group, in the order of the register or of the reasons.
        lives_seen: What an outlook sees of lives; by default all of them, told of the rating's events.

    Raises:
        UsageError: If the edition or a name in `wanted` is unknown.
        DataError: If the editions do not form a chain.
    """
    wanted = wanted or WorklistFilter()
    chosen = edition_named(rating, edition) if edition else last_edition(rating)
    day = as_of or default_as_of(chosen, today)
    outlook = RatingView(rating, chain_to(chosen, rating.editions), day)
    seen = (lives_seen or _all_lives)(outlook)
    cases = [outlook.case(life) for life in seen.lives]
    needing = [WorklistRow(case, reasons, _region(rating, case)) for case in cases if (reasons := reasons_of(case))]
    regions = _regions_wanted(outlook, wanted)
    fits = _filter(wanted, rating)
    rows = [row for row in needing if row.region.id in regions and fits(row)]
    waiting = [WorklistRow(case, hidden_reasons_of(case), _region(rating, case)) for case in cases if _waits(case)]
    rows.sort(key=lambda row: _urgency(row, regions))
    if group_by:
        rows.sort(key=lambda row: _group_key(row, group_by, regions))
    return Worklist(
        rating,
        chosen,
        day,
        outlook,
        tuple(rows),
        needing=len(needing),
        followed=seen.promised,
        postponed=sum(row.region.id in regions and fits(row) for row in waiting),
    )


def _all_lives(outlook: RatingView) -> ReviewCandidates:
    lives = list(outlook.lives())
    return ReviewCandidates(lives, sum(life.promised for life in lives))


def group_of(row: WorklistRow, group_by: Grouping) -> str:
    """The group of a row: the region's id, its reviewer or district, or the main reason; empty where it has none."""
    return {
        Grouping.REGION: str(row.region.id),
        Grouping.REVIEWER: row.region.reviewer,
        Grouping.DISTRICT: row.region.district,
        Grouping.REASON: row.main_reason.value,
    }[group_by]


def _region(rating: Rating, case: ReviewCase) -> Region:
    return rating.regions.get(case.life.region) or Region(case.life.region, case.life.region)


def _regions_wanted(outlook: RatingView, wanted: WorklistFilter) -> dict[RegionId, int]:
    """The regions to look at, each with its place in the register."""
    scored = next((edition for edition in reversed(outlook.chain) if edition.scores), outlook.chain[-1])
    selection = wanted.selection._replace(limit=None)
    chosen = selection.chosen(outlook.rating, outlook.regions(), scored.scores)
    return {region: place for place, region in enumerate(chosen)}


def _filter(wanted: WorklistFilter, rating: Rating) -> Callable[[WorklistRow], bool]:
    """Whether a row is of the statuses, reasons and reviewers that are wanted.

    Raises:
        UsageError: If one of them is unknown.
    """
    statuses = {word_named("status", _STATUSES, typed) for typed in wanted.statuses}
    reasons = {word_named("reason", list(StaleReason), typed, "stale_reason") for typed in wanted.reasons}
    reviewers = {reviewer_named(rating, typed) for typed in wanted.reviewers}

    def fits(row: WorklistRow) -> bool:
        return (
            (not statuses or row.case.standing.status in statuses)
            and (not reasons or not reasons.isdisjoint(row.reasons))
            and (not reviewers or row.region.reviewer in reviewers)
        )

    return fits


def _urgency(row: WorklistRow, places: Mapping[RegionId, int]) -> tuple[bool, int, int]:
    """Overdue first, then what has come furthest, then by region; what is delivered only wants to be confirmed."""
    standing = row.case.standing
    stage = standing.stage if standing.is_open else -1
    return StaleReason.OVERDUE not in row.reasons, -stage, places[row.region.id]


def _group_key(row: WorklistRow, group_by: Grouping, places: Mapping[RegionId, int]) -> tuple[bool, int | str]:
    """The place of a row's group: of regions as in the register, of reasons by urgency, of names by the alphabet."""
    if group_by is Grouping.REGION:
        return False, places[row.region.id]
    if group_by is Grouping.REASON:
        return False, _PRESSING.index(row.main_reason)
    name = group_of(row, group_by)
    return not name, fold(name)


def _waits(case: ReviewCase) -> bool:
    """True if a project needs no look now only because a check has put the next one off."""
    return bool(hidden_reasons_of(case)) and not reasons_of(case)
