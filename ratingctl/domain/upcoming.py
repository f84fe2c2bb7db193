"""What will call for a look: deadlines, ends of `until`, and limits of silence that are still to come."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ratingctl.domain.kinds import Stage
from ratingctl.domain.review_case import ReviewCase, postponement_of
from ratingctl.domain.staleness import ReviewScope, StaleReason


class UpcomingKind(StrEnum):
    """What comes on a day; a limit of silence has the word of the reason that will hold from then on."""

    DUE = "due"
    START_DUE = "start_due"
    UNTIL = "until"
    SILENT = StaleReason.SILENT.value
    INFERRED_SUSPENDED = StaleReason.INFERRED_SUSPENDED.value
    INFERRED_CANCELLED = StaleReason.INFERRED_CANCELLED.value
    UNCONFIRMED = StaleReason.UNCONFIRMED.value

    @property
    def is_limit(self) -> bool:
        """Return whether it is a limit of silence, which many projects may reach on one day."""
        return self.value in set(StaleReason)


class Upcoming(NamedTuple):
    """Something that comes on a day."""

    day: date
    kind: UpcomingKind
    case: ReviewCase


_LIMITS = tuple(kind for kind in UpcomingKind if kind.is_limit)


def upcoming_of(case: ReviewCase, until: date) -> Iterator[Upcoming]:
    """Yield what comes for a project after the day of the case and up to another day.

    A deadline comes on its last day. Only projects that promised something are followed, and those that somebody looked
    for in this edition all the same. A limit whose reason an `until` hides on its day does not come: the `until` does.

    Args:
        case: The project as it is seen today.
        until: The last day to look at.
    """
    summary = case.summary
    days: list[tuple[date | None, UpcomingKind]] = []
    if summary.is_open:
        days.append((summary.due.latest if summary.due else None, UpcomingKind.DUE))
        if summary.start_due and summary.stage < Stage.UNDERWAY:
            days.append((summary.start_due.latest, UpcomingKind.START_DUE))
    postponement = postponement_of(case)
    put_off_until = (postponement.until.latest if postponement and postponement.until else None) or date.min
    days.append((put_off_until, UpcomingKind.UNTIL))
    if summary.promised or case.last_check:
        scope = ReviewScope(case.edition, case.limits)
        for kind in _LIMITS:
            record = StaleReason[kind.name].record
            day = record.first_day(summary, scope)
            if day >= put_off_until or not record.hidden_by_until:
                days.append((day, kind))
    yield from (Upcoming(day, kind, case) for day, kind in days if day and case.day < day <= until)
