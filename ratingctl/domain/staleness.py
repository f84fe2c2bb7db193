"""Why a reviewer has to look at a project: eight reasons, each a small rule, and what hides two of them for a while.

A rule is asked about a case: a project as it stands on a day, seen from the edition that is being reviewed. Several may
hold at once. The limits come from `stale:` in rating.yaml. GEM is the Global Energy Monitor, whose trackers infer what
became of a project from years without news.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ratingctl.domain.dates import add_months, months_between
from ratingctl.domain.kinds import Stage
from ratingctl.domain.lifecycle import ProjectStatus, ProjectSummary, status_of
from ratingctl.domain.model import Check, Edition, EditionId, EventId, StaleLimits, State

NOTHING = "nothing"
"""What a check found that found nothing."""


class StaleReason(StrEnum):
    """Why a project needs a look, in the order in which reasons are named."""

    OVERDUE = "overdue"
    SLIPPED = "slipped"
    SILENT = "silent"
    INFERRED_SUSPENDED = "inferred_suspended"
    INFERRED_CANCELLED = "inferred_cancelled"
    NO_UPDATES = "no_updates"
    NOT_CHECKED = "not_checked"
    UNCONFIRMED = "unconfirmed"


class ReviewCase(NamedTuple):
    """What a rule is asked about. Use `ReviewCase.of`.

    Attributes:
        life: The project without a day.
        standing: How it stands on the day.
        edition: The edition that is being reviewed.
        limits: The rating's limits.
        day: The day.
        checks: The checks that the day sees, the last one last, each with its edition.
    """

    life: ProjectSummary
    standing: ProjectStatus
    edition: EditionId
    limits: StaleLimits
    day: date
    checks: tuple[tuple[EditionId, Check], ...]

    @classmethod
    def of(cls, life: ProjectSummary, edition: Edition, limits: StaleLimits, day: date) -> "ReviewCase":
        """The case of a project, seen from an edition on a day."""
        until = checks_until(edition, day)
        seen = (row for row in life.checks if (row.check.date.earliest or date.min) <= until)
        checks = sorted(seen, key=lambda row: _day_of(row.check, until))
        return cls(life, status_of(life, limits, day), edition.id, limits, day, tuple(checks))

    @property
    def months_without_event(self) -> int:
        """Whole months since the last event of any kind."""
        return months_between(min(self.life.last_event, self.day), self.day)

    @property
    def last_check(self) -> Check | None:
        """The last check in this edition."""
        return next((check for edition, check in reversed(self.checks) if edition == self.edition), None)


def checks_until(edition: Edition, day: date) -> date:
    """The last day on which a check may have been made that counts on a day for the reviewers of an edition.

    That is the day itself, but a locked edition is looked at from its cut-off and goes on being checked after it: from
    there every check counts.
    """
    return date.max if edition.state is not State.DRAFT and day == edition.cutoff else day


def overdue(case: ReviewCase) -> bool:
    """Something is still to come, and the last day of the deadline now in force has passed.

    A deadline that is open at its end is never passed; a quarter, half-year or year is passed after its last day.
    """
    due = case.standing.due
    return case.standing.is_open and due is not None and due.latest is not None and due.latest < case.day


def slipped(case: ReviewCase) -> bool:
    """A later deadline in the story is later than the one before (AidData's deviation from planned dates)."""
    return bool(case.life.slips)


def silent(case: ReviewCase) -> bool:
    """Something is still to come, and there was no news for a year, or 18 months once works are under way."""
    return case.standing.is_open and case.standing.months_silent >= _limit_of_silence(case.life, case.limits)


def inferred_suspended(case: ReviewCase) -> bool:
    """Something is still to come, and there was no news for two years (GEM: "shelved - inferred 2 y")."""
    return case.standing.is_open and case.standing.months_silent >= case.limits.inferred_suspended


def inferred_cancelled(case: ReviewCase) -> bool:
    """Something is still to come, and there was no news for four years (GEM: "cancelled - inferred 4 y")."""
    return case.standing.is_open and case.standing.months_silent >= case.limits.inferred_cancelled


def no_updates(case: ReviewCase) -> bool:
    """The last check in this edition found nothing, and no news is later than it."""
    check = case.last_check
    return check is not None and check.found == NOTHING and case.standing.last_news <= _day_of(check, case.day)


def not_checked(case: ReviewCase) -> bool:
    """Something is still to come, and this edition has neither news of it nor a check: nobody looked."""
    return case.standing.is_open and case.edition not in case.life.news_in and case.last_check is None


def unconfirmed(case: ReviewCase) -> bool:
    """It was delivered, and then there was no event of any kind for two years (GEM, mothballed)."""
    is_delivered = case.life.halt is None and case.life.stage is Stage.DELIVERED
    return is_delivered and case.months_without_event >= case.limits.unconfirmed


RULES: Mapping[StaleReason, Callable[[ReviewCase], bool]] = {
    StaleReason.OVERDUE: overdue,
    StaleReason.SLIPPED: slipped,
    StaleReason.SILENT: silent,
    StaleReason.INFERRED_SUSPENDED: inferred_suspended,
    StaleReason.INFERRED_CANCELLED: inferred_cancelled,
    StaleReason.NO_UPDATES: no_updates,
    StaleReason.NOT_CHECKED: not_checked,
    StaleReason.UNCONFIRMED: unconfirmed,
}

_POSTPONED = (StaleReason.SILENT, StaleReason.NOT_CHECKED)


def reasons_of(case: ReviewCase) -> tuple[StaleReason, ...]:
    """Every reason for which a project needs a look.

    Only projects that promised something are followed, and those that somebody looked for in this edition all the same.
    A check never restarts the clock of silence. While its `until` lasts it hides `silent` and `not_checked`, and
    nothing else.
    """
    hidden = hidden_reasons_of(case)
    return tuple(reason for reason in _holding(case) if reason not in hidden)


class DueForReview(NamedTuple):
    """What a reviewer of a region has to know of it on a day.

    Attributes:
        lives: The lives that may need a look, in the order of their roots; all others surely need none.
        promised: How many of its lives have promised something, whether they need a look or not.
        abroad: As in `lifecycle.RegionSummary`.
    """

    lives: tuple[ProjectSummary, ...]
    promised: int
    cross_region_links: tuple[tuple[EventId, EventId], ...]


def earliest_review_day(life: ProjectSummary, edition: EditionId, limits: StaleLimits) -> date:
    """The first day on which a project may need a look; never a day too late, perhaps too early.

    Before it there are no reasons, hidden or not: `reasons_of` and `hidden_reasons_of` are empty.

    Args:
        life: The project without a day.
        edition: The edition that is being reviewed.
        limits: The rating's limits.

    Returns:
        The day; `date.max` where there never are any.
    """
    checks = [looked.check for looked in life.checks if looked.edition == edition]
    if not (life.promised or checks):
        return date.max
    if life.slips or any(check.found == NOTHING for check in checks):
        return date.min
    days = [date.max]
    if life.is_open:
        if edition not in life.news_in:
            return date.min
        silence = (_limit_of_silence(life, limits), limits.inferred_suspended, limits.inferred_cancelled)
        days.append(_after_months(life.last_news, min(silence)))
        days += [life.due.latest] if life.due and life.due.latest else []
    elif life.stage is Stage.DELIVERED:
        days.append(_after_months(life.last_event, limits.unconfirmed))
    return min(days)


def _after_months(day: date, months: int) -> date:
    """So many months later; the first day of all where silence of no length counts."""
    if months <= 0:
        return date.min
    return add_months(day, months) if day.year < date.max.year - months // 12 - 1 else date.max


def hidden_reasons_of(case: ReviewCase) -> tuple[StaleReason, ...]:
    """The reasons that hold and that a check hides for now."""
    return tuple(reason for reason in _holding(case) if reason in _POSTPONED) if postponement_of(case) else ()


def postponement_of(case: ReviewCase) -> Check | None:
    """The check that has put the next look off and still does, if any.

    Its `until` lasts until that day comes, of a longer time its last day. It ends early by what it could not know: a
    breach of the deadline, a limit of inference, or an event, where they are surely later than the check.
    """
    return next((check for _, check in reversed(case.checks) if _lasts(check, case)), None)


def _holding(case: ReviewCase) -> Iterator[StaleReason]:
    if case.life.promised or case.last_check is not None:
        yield from (reason for reason, holds in RULES.items() if holds(case))


def _lasts(check: Check, case: ReviewCase) -> bool:
    if check.until is None or (check.until.latest or date.max) <= case.day:
        return False
    looked = _day_of(check, case.day)
    return not (_newly_overdue(case, looked) or _newly_inferred(case, looked) or _has_newer_event(case, looked))


def _newly_overdue(case: ReviewCase, looked: date) -> bool:
    due = case.standing.due
    return overdue(case) and due is not None and due.latest is not None and due.latest >= looked


def _newly_inferred(case: ReviewCase, looked: date) -> bool:
    months_then = months_between(case.standing.last_news, looked)
    limits = (case.limits.inferred_suspended, case.limits.inferred_cancelled)
    return any(months_then < limit <= case.standing.months_silent for limit in limits)


def _has_newer_event(case: ReviewCase, looked: date) -> bool:
    return case.life.last_dated is not None and case.life.last_dated > looked


def _limit_of_silence(life: ProjectSummary, limits: StaleLimits) -> int:
    return limits.silent_underway if life.stage >= Stage.UNDERWAY else limits.silent


def _day_of(check: Check, day: date) -> date:
    """The day on which a check counts: the last one it can mean, never later than a given day."""
    return min(check.date.latest or day, day)
