"""A project under review on a day: what is known of it, whether anybody need look again, and what puts that off."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.domain.dates import months_between
from ratingctl.domain.lifecycle import Deadline, ProjectStatus, ProjectSummary, status_of
from ratingctl.domain.model import Check, Edition, EditionId, StaleLimits

NOTHING = "nothing"
"""The word of a check that found nothing."""
NEWS = "news"
"""The word of a check that found news."""


class ReviewCase(NamedTuple):
    """A project under review on a day. Use `ReviewCase.of`.

    Attributes:
        summary: The project without a day.
        status: Its status on the day.
        edition: The edition that is being reviewed.
        limits: The rating's limits.
        day: The day.
        checks: The checks that the day sees, the last one last, each with its edition.
        last_check: The last of them in this edition.
        news_in_edition: The latest day on which news of it in the edition counts; None where there is none.
    """

    summary: ProjectSummary
    status: ProjectStatus
    edition: EditionId
    limits: StaleLimits
    day: date
    checks: tuple[tuple[EditionId, Check], ...]
    last_check: Check | None
    news_in_edition: date | None

    @classmethod
    def of(cls, summary: ProjectSummary, edition: Edition, limits: StaleLimits, day: date) -> "ReviewCase":
        """Return the case of a project, seen from an edition on a day."""
        until = checks_until(edition, day)
        visible = (recorded for recorded in summary.checks if (recorded.check.date.earliest or date.min) <= until)
        checks = sorted(visible, key=lambda recorded: day_of_check(recorded.check, until))
        last = _last_of([check for seen, check in checks if seen == edition.id], until)
        news = summary.last_news_in(edition.id)
        return cls(summary, status_of(summary, limits, day), edition.id, limits, day, tuple(checks), last, news)

    @property
    def months_without_event(self) -> int:
        """Return the whole months since the last event of any kind."""
        return months_between(min(self.summary.last_event, self.day), self.day)

    @property
    def breached_deadlines(self) -> tuple[Deadline, ...]:
        """Return the deadlines in force whose last day has passed while the project is open.

        A deadline that is open at its end is never passed; a quarter, half-year or year is passed after its last day.
        """
        return tuple(deadline for deadline, latest in self.summary.deadlines_in_force if latest < self.day)

    @property
    def has_unlogged_news(self) -> bool:
        """Return whether the last check in this edition found news, and the edition has no event of the project."""
        check = self.last_check
        return check is not None and check.found == NEWS and self.edition not in self.summary.events_in

    @property
    def last_look(self) -> date | None:
        """Return the last day on which, for this edition, somebody looked or news was logged; None where neither is."""
        check, news = self.last_check, self.news_in_edition
        if check is None:
            return min(news, self.day) if news else None
        looked = day_of_check(check, self.day)
        return max(looked, min(news, self.day)) if news else looked

    @property
    def is_done(self) -> bool:
        """Return whether nobody need look again for this edition.

        Somebody looked, or news was logged, and nothing came since: no deadline was breached, no limit of inference
        reached, no `until` ended, and no check found news that nobody logged.
        """
        look = self.last_look
        if look is None or self.has_unlogged_news:
            return False
        ends = (check.until.latest for _, check in self.checks if check.until and check.until.latest)
        return not (
            _newly_overdue(self, look) or _newly_inferred(self, look) or any(look < end <= self.day for end in ends)
        )


def _last_of(checks: Sequence[Check], until: date) -> Check | None:
    """Return the last of some checks in the order of their days.

    Of several people's of one day nobody knows the order: one that found news outweighs those that found nothing. Of
    one person's the last one counts, which may correct the one before.
    """
    if not checks:
        return None
    day = day_of_check(checks[-1], until)
    by_person = {check.by: check for check in checks if day_of_check(check, until) == day}
    return next((check for check in by_person.values() if check.found == NEWS), checks[-1])


def checks_until(edition: Edition, day: date) -> date:
    """Return the last day of checks that count on a day for the reviewers of an edition.

    That is the day itself, but an edition whose cut-off has passed is looked at from its cut-off and goes on being
    checked after it: from there every check counts.
    """
    return date.max if day == edition.cutoff else day


def postponement_of(case: ReviewCase) -> Check | None:
    """Return the check that has put the next look off and still does, if any.

    Its `until` lasts until that day comes, of a longer time its last day. It ends early by what it could not know: a
    breach of the deadline, a limit of inference, or an event, where they are surely later than the check.
    """
    for _, check in reversed(case.checks):
        if _lasts(check, case):
            return check
    return None


def day_of_check(check: Check, day: date) -> date:
    """Return the day of a check: the last one that its date can mean, never later than a given day."""
    return min(check.date.latest or day, day)


def _lasts(check: Check, case: ReviewCase) -> bool:
    if check.until is None or (check.until.latest or date.max) <= case.day:
        return False
    checked_on = day_of_check(check, case.day)
    return not (
        _newly_overdue(case, checked_on) or _newly_inferred(case, checked_on) or _has_newer_event(case, checked_on)
    )


def _newly_overdue(case: ReviewCase, since: date) -> bool:
    return any(deadline.latest and deadline.latest >= since for deadline in case.breached_deadlines)


def _newly_inferred(case: ReviewCase, since: date) -> bool:
    if not case.status.is_open:
        return False
    months_then = months_between(case.status.last_news, since)
    limits = (case.limits.inferred_suspended, case.limits.inferred_cancelled)
    return any(months_then < limit <= case.status.months_silent for limit in limits)


def _has_newer_event(case: ReviewCase, checked_on: date) -> bool:
    return case.summary.last_dated is not None and case.summary.last_dated > checked_on
