"""The worklist of reviewers: the projects that need a look, in the order of work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, assert_never

from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.shared.worklist_rows import ReviewedRegion, WorklistRow
from ratingctl.domain.edition_chain import chain_to, default_as_of, edition_named, last_edition
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.model import Edition, EventId, Rating, RegionId, State
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import StaleReason
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.words.fold import fold


class Grouping(StrEnum):
    """The property that a list is grouped by."""

    REGION = "region"
    REVIEWER = "reviewer"
    REASON = "reason"
    DISTRICT = "district"


class Progress(StrEnum):
    """Which rows of a list are wanted: those that are left, those that are done, or all."""

    LEFT = "left"
    DONE = "done"
    ALL = "all"


class WorklistFilter(NamedTuple):
    """A filter of the worklist; what is empty does not narrow.

    Attributes:
        selection: Which regions, and how many projects at most.
        statuses: Statuses, as typed.
        reasons: Reasons, as typed.
        reviewers: Reviewers, as typed.
        progress: Which rows; None for those that are left, of a locked or published edition for all.
        split: The people among whom the list is parted evenly, whoever the reviewers are; nobody for no parting.
    """

    selection: Selection = EVERYTHING
    statuses: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    progress: Progress | None = None
    split: tuple[str, ...] = ()


class Worklist(NamedTuple):
    """The projects that need a look, in the view of an edition.

    Attributes:
        view: The view; of a survey it may lack pages.
        rows: The projects that need a look and fit, in the order of work.
        needing: How many there are of the wanted progress, whether they fit or not.
        followed: How many have promised something.
        postponed: How many fit and need no look now, because a check has put the next one off.
        done: How many fit and are done, whether they are among the rows or not.
        checked: How many fit and were looked for in this edition, whether they are among the rows or not.
    """

    view: RatingView
    rows: tuple[WorklistRow, ...]
    needing: int
    followed: int
    postponed: int
    done: int
    checked: int

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
    reviewed: Iterable[ReviewedRegion],
    wanted: WorklistFilter | None = None,
) -> Worklist:
    """Return the projects that need a look: by priority, with those together that one search serves.

    General intentions come last, region by region.

    Args:
        view: The view of the edition that is reviewed.
        reviewed: The regions with their rows, in the order of the view.
        wanted: Which projects to take.

    Raises:
        UsageError: If a name in `wanted` is unknown.
    """
    wanted = wanted or WorklistFilter()
    places = {region: place for place, region in enumerate(wanted_regions(view, wanted))}
    fits = _filter(wanted._replace(reviewers=()) if wanted.split else wanted, view.rating)
    reviewed = list(reviewed)
    needing = [row for region in reviewed for row in region.rows if not row.waits]
    waiting = [row for region in reviewed for row in region.rows if row.waits]
    fitting = [row for row in needing if row.region.id in places and fits(row)]
    progress = wanted.progress or _default_progress(view)
    rows = _ordered([row for row in fitting if _is_wanted(row, progress)], places)
    if wanted.split:
        shares = {_person_named(typed, wanted.split) for typed in wanted.reviewers}
        rows = [row for row in _split(rows, wanted.split) if not shares or row.reviewer in shares]
    return Worklist(
        view,
        tuple(rows),
        needing=sum(_is_wanted(row, progress) for row in needing),
        followed=sum(region.promised for region in reviewed),
        postponed=sum(row.region.id in places and fits(row) for row in waiting),
        done=sum(row.is_done for row in fitting),
        checked=sum(row.is_checked for row in fitting),
    )


def in_groups(work: Worklist, group_by: Grouping) -> Worklist:
    """Return a list whose rows of one group stand together, in the order of the register or of the reasons."""
    places = {region: place for place, region in enumerate(work.view.regions())}
    return work._replace(rows=tuple(sorted(work.rows, key=lambda row: _group_key(row, group_by, places))))


def numbered(rows: Sequence[WorklistRow], group_by: Grouping | None = None) -> list[tuple[WorklistRow, ...]]:
    """Return the entries of a list, each with a number: one project, or all general intentions of a region together."""
    entries: list[tuple[WorklistRow, ...]] = []
    for row in rows:
        last = entries[-1][-1] if entries else None
        if last and row.priority.is_general and last.priority.is_general and _is_one_entry(last, row, group_by):
            entries[-1] = (*entries[-1], row)
        else:
            entries.append((row,))
    return entries


def _is_one_entry(last: WorklistRow, row: WorklistRow, group_by: Grouping | None) -> bool:
    is_same_group = group_by is None or group_of(last, group_by) == group_of(row, group_by)
    return is_same_group and last.region.id == row.region.id and last.is_done == row.is_done


def _default_progress(view: RatingView) -> Progress:
    match view.chain[-1].state:
        case State.DRAFT:
            return Progress.LEFT
        case State.LOCKED | State.PUBLISHED:
            return Progress.ALL
    assert_never(view.chain[-1].state)


def _is_wanted(row: WorklistRow, progress: Progress) -> bool:
    match progress:
        case Progress.LEFT:
            return not row.is_done
        case Progress.DONE:
            return row.is_done
        case Progress.ALL:
            return True
    assert_never(progress)


def _ordered(rows: Sequence[WorklistRow], places: Mapping[RegionId, int]) -> list[WorklistRow]:
    """Return rows by the highest priority of their search group, each group together; general intentions last."""
    highest: dict[EventId, int] = {}
    for row in rows:
        highest[row.search_group] = max(row.priority.value, highest.get(row.search_group, 0))

    def key(row: WorklistRow) -> tuple[bool, int, int, str, int]:
        if row.priority.is_general:
            return True, 0, places[row.region.id], "", -row.priority.value
        return False, -highest[row.search_group], places[row.region.id], row.search_group, -row.priority.value

    return sorted(rows, key=key)


def _split(rows: Sequence[WorklistRow], people: Sequence[str]) -> list[WorklistRow]:
    """Return rows with a reviewer each, in equal shares; what one search serves goes to one person."""
    counts = dict.fromkeys(people, 0)
    person_of: dict[tuple[bool, str], str] = {}
    shared: list[WorklistRow] = []
    for row in rows:
        unit = (row.priority.is_general, row.region.id if row.priority.is_general else row.search_group)
        person = person_of.setdefault(unit, min(people, key=lambda name: counts[name]))
        counts[person] += 1
        shared.append(row._replace(reviewer=person))
    return shared


def _person_named(typed: str, people: Sequence[str]) -> str:
    """Return the one of the people among whom a list is parted that was typed.

    Raises:
        UsageError: If it is none of them.
    """
    for person in people:
        if fold(person) == fold(typed):
            return person
    raise UsageError(
        sentence("the list is not parted to {typed!r}", typed=typed),
        next_step=sentence("the reviewers are {known}", known=", ".join(people)),
    )


def group_of(row: WorklistRow, group_by: Grouping) -> str:
    """Return the group of a row: region id, reviewer, district or main reason; empty where it has none."""
    match group_by:
        case Grouping.REGION:
            return row.region.id
        case Grouping.REVIEWER:
            return row.reviewer
        case Grouping.DISTRICT:
            return row.region.district
        case Grouping.REASON:
            return row.main_reason.value
    assert_never(group_by)


def wanted_regions(view: RatingView, wanted: WorklistFilter) -> list[RegionId]:
    """Return the regions that a filter wants, in the order of the register.

    Raises:
        UsageError: If a name in the filter is unknown.
    """
    scored = next((edition for edition in reversed(view.chain) if edition.scores), view.chain[-1])
    selection = wanted.selection._replace(limit=None)
    return list(selection.chosen(view.rating, view.regions(), scored))


def _filter(wanted: WorklistFilter, rating: Rating) -> Callable[[WorklistRow], bool]:
    """Return a test of rows: whether one is of the statuses, reasons and reviewers that are wanted.

    Raises:
        UsageError: If one of them is unknown.
    """
    if not (wanted.statuses or wanted.reasons or wanted.reviewers):
        return lambda row: True

    from ratingctl.commands.shared.names import reviewer_named, word_named

    own = {**rating.settings.stages, **rating.settings.halts}
    statuses = {word_named("status", _STATUSES, typed, own=own) for typed in wanted.statuses}
    reasons = {word_named("reason", list(StaleReason), typed, "stale_reason") for typed in wanted.reasons}
    reviewers = {reviewer_named(rating, typed) for typed in wanted.reviewers}

    def fits(row: WorklistRow) -> bool:
        return (
            (not statuses or row.status in statuses)
            and (not reasons or not reasons.isdisjoint(row.reasons))
            and (not reviewers or row.reviewer in reviewers)
        )

    return fits


def _group_key(row: WorklistRow, group_by: Grouping, places: Mapping[RegionId, int]) -> tuple[bool, int | str]:
    """Return the sort key of a row's group: regions as in the register, reasons by urgency, names by the alphabet."""
    if group_by is Grouping.REGION:
        return False, places[row.region.id]
    if group_by is Grouping.REASON:
        return False, row.main_reason.record.pressing
    name = group_of(row, group_by)
    return not name, fold(name)
