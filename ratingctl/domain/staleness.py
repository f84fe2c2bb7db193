"""Why a reviewer has to look at a project: ten reasons, each a record with its rule.

A rule is asked about a review case: a project's summary and its status on a day, seen from the edition under review.
Several may hold at once. Everything about a reason stands in its record in `StaleReason`; what else is needed of
reasons, such as the first day on which a project may need a look at all, is derived from the records. The limits come
from `stale:` in rating.yaml. GEM is the Global Energy Monitor, whose trackers infer what became of a project from years
without news.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ratingctl.domain.dates import add_months
from ratingctl.domain.kinds import Stage
from ratingctl.domain.lifecycle import ProjectSummary, RegionSummary
from ratingctl.domain.model import Check, EditionId, EventId, StaleLimits
from ratingctl.domain.review_case import NEWS, NOTHING, ReviewCase, day_of_check, postponement_of


class ReviewScope(NamedTuple):
    """What the first days of reasons depend on besides the project: the edition under review and the limits."""

    edition: EditionId
    limits: StaleLimits


class ReasonRecord(NamedTuple):
    """Everything about a reason but its word.

    Attributes:
        holds: The rule.
        first_day: The first day on which it may hold of a project, hidden or not; never a day too late, perhaps too
            early; `date.max` where it never does.
        pressing: Its place among all when a project is counted by its main reason; the most pressing one is 1.
        hidden_by_until: True if the `until` of a check hides it while that lasts.
    """

    holds: Callable[[ReviewCase], bool]
    first_day: Callable[[ProjectSummary, ReviewScope], date]
    pressing: int
    hidden_by_until: bool


def overdue(case: ReviewCase) -> bool:
    """Return whether the project is open and a deadline now in force has passed."""
    return bool(case.breached_deadlines)


def _overdue_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return min((latest for _, latest in summary.deadlines_in_force), default=date.max)


def slipped(case: ReviewCase) -> bool:
    """Return whether a deadline in the story is later than the one before (AidData's deviation from planned dates)."""
    return bool(case.summary.slips)


def _slipped_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return date.min if summary.slips else date.max


def stalled(case: ReviewCase) -> bool:
    """Return whether it is open, and what was reported of it after the last news is that it goes nowhere.

    That is a stall, a dispute, or a delay that sets no new deadline.
    """
    return case.status.is_open and case.summary.stall is not None


def _stalled_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return date.min if summary.is_open and summary.stall else date.max


def silent(case: ReviewCase) -> bool:
    """Return whether the project is open without news for a year, or for 18 months while works are under way."""
    return case.status.is_open and case.status.months_silent >= _limit_of_silence(case.summary, case.limits)


def _silent_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return _after_silence(summary, _limit_of_silence(summary, scope.limits))


def inferred_suspended(case: ReviewCase) -> bool:
    """Return whether the project is open without news for two years (GEM: "shelved - inferred 2 y")."""
    return case.status.is_open and case.status.months_silent >= case.limits.inferred_suspended


def _inferred_suspended_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return _after_silence(summary, scope.limits.inferred_suspended)


def inferred_cancelled(case: ReviewCase) -> bool:
    """Return whether the project is open without news for four years (GEM: "cancelled - inferred 4 y")."""
    return case.status.is_open and case.status.months_silent >= case.limits.inferred_cancelled


def _inferred_cancelled_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return _after_silence(summary, scope.limits.inferred_cancelled)


def no_updates(case: ReviewCase) -> bool:
    """Return whether the last check in this edition found nothing, and no news is later than it."""
    check = case.last_check
    return check is not None and check.found == NOTHING and case.status.last_news <= day_of_check(check, case.day)


def _no_updates_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return date.min if any(check.found == NOTHING for check in _checks_in(scope.edition, summary)) else date.max


def news_not_logged(case: ReviewCase) -> bool:
    """Return whether the last check in this edition found news, and the edition has no event of the project."""
    return case.has_unlogged_news


def _news_not_logged_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    found_news = any(check.found == NEWS for check in _checks_in(scope.edition, summary))
    return date.min if found_news and scope.edition not in summary.events_in else date.max


def not_checked(case: ReviewCase) -> bool:
    """Return whether the project is open and this edition has neither news of it nor a check: nobody looked."""
    return case.status.is_open and case.news_in_edition is None and case.last_check is None


def _not_checked_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    return date.min if summary.is_open and summary.last_news_in(scope.edition) is None else date.max


def unconfirmed(case: ReviewCase) -> bool:
    """Return whether it was delivered, nothing is owed, and there was no event for two years (GEM, mothballed)."""
    return case.summary.is_delivered and case.months_without_event >= case.limits.unconfirmed


def _unconfirmed_from(summary: ProjectSummary, scope: ReviewScope) -> date:
    if not summary.is_delivered:
        return date.max
    return _after_months(summary.last_event, scope.limits.unconfirmed)


class StaleReason(StrEnum):
    """A reason why a project needs a look, in the order of display: each a word and its record."""

    record: ReasonRecord

    def __new__(cls, word: str, record: ReasonRecord) -> "StaleReason":
        """Return a member whose value is its word."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.record = record
        return member

    OVERDUE = "overdue", ReasonRecord(overdue, _overdue_from, pressing=1, hidden_by_until=False)
    SLIPPED = "slipped", ReasonRecord(slipped, _slipped_from, pressing=9, hidden_by_until=False)
    STALLED = "stalled", ReasonRecord(stalled, _stalled_from, pressing=5, hidden_by_until=True)
    SILENT = "silent", ReasonRecord(silent, _silent_from, pressing=6, hidden_by_until=True)
    INFERRED_SUSPENDED = (
        "inferred_suspended",
        ReasonRecord(inferred_suspended, _inferred_suspended_from, pressing=4, hidden_by_until=False),
    )
    INFERRED_CANCELLED = (
        "inferred_cancelled",
        ReasonRecord(inferred_cancelled, _inferred_cancelled_from, pressing=3, hidden_by_until=False),
    )
    NO_UPDATES = "no_updates", ReasonRecord(no_updates, _no_updates_from, pressing=8, hidden_by_until=True)
    NEWS_NOT_LOGGED = (
        "news_not_logged",
        ReasonRecord(news_not_logged, _news_not_logged_from, pressing=2, hidden_by_until=False),
    )
    NOT_CHECKED = "not_checked", ReasonRecord(not_checked, _not_checked_from, pressing=7, hidden_by_until=True)
    UNCONFIRMED = "unconfirmed", ReasonRecord(unconfirmed, _unconfirmed_from, pressing=10, hidden_by_until=False)


_RULES = tuple((reason, reason.record.holds) for reason in StaleReason)  # enum look-ups are slow, projects are many
_FIRST_DAYS = tuple(reason.record.first_day for reason in StaleReason)


def reasons_of(case: ReviewCase) -> tuple[StaleReason, ...]:
    """Return every reason for which a project needs a look.

    Only projects that promised something are followed, and those that somebody looked for in this edition all the same.
    A check never restarts the clock of silence. While its `until` lasts it hides the reasons whose record says so, and
    no others.
    """
    hidden = hidden_reasons_of(case)
    return tuple([reason for reason in _holding(case) if reason not in hidden])


def hidden_reasons_of(case: ReviewCase) -> tuple[StaleReason, ...]:
    """Return the reasons that hold and that a check hides for now."""
    if postponement_of(case) is None:
        return ()
    return tuple(reason for reason in _holding(case) if reason.record.hidden_by_until)


@cache
def main_reason_of(reasons: tuple[StaleReason, ...]) -> StaleReason:
    """Return the most pressing of some reasons."""
    return min(reasons, key=lambda reason: reason.record.pressing)


def earliest_review_day(summary: ProjectSummary, edition: EditionId, limits: StaleLimits) -> date:
    """Return the first day a project may need a look: never a day too late, perhaps too early.

    Before it there are no reasons, hidden or not: `reasons_of` and `hidden_reasons_of` are empty.

    Args:
        summary: The project without a day.
        edition: The edition that is being reviewed.
        limits: The rating's limits.

    Returns:
        The earliest of the first days of all reasons; `date.max` where there never are any.
    """
    if not (summary.promised or any(_checks_in(edition, summary))):
        return date.max
    scope = ReviewScope(edition, limits)
    return min(first_day(summary, scope) for first_day in _FIRST_DAYS)


class DueForReview(NamedTuple):
    """The projects of a region that may need a look on a day.

    Attributes:
        projects: Those that may, in the order of their roots; all others surely need none.
        promised: How many projects of the region have promised something, whether they need a look or not.
        cross_region_links: As in `lifecycle.RegionSummary`.
    """

    projects: tuple[ProjectSummary, ...]
    promised: int
    cross_region_links: tuple[tuple[EventId, EventId], ...]


def due_for_review(region: RegionSummary, edition: EditionId, limits: StaleLimits, day: date) -> DueForReview:
    """Return the projects of a region that may need a look on a day.

    Args:
        region: The region's summary; it has to be valid on the day.
        edition: The edition that is being reviewed.
        limits: The rating's limits.
        day: The day.
    """
    return DueForReview(
        tuple(project for project in region.projects if earliest_review_day(project, edition, limits) <= day),
        sum(project.promised for project in region.projects),
        region.cross_region_links,
    )


def _holding(case: ReviewCase) -> list[StaleReason]:
    """Return the reasons that hold, hidden or not."""
    if not case.summary.promised and case.last_check is None:
        return []
    return [reason for reason, holds in _RULES if holds(case)]


def _limit_of_silence(summary: ProjectSummary, limits: StaleLimits) -> int:
    return limits.silent_underway if summary.stage is Stage.UNDERWAY else limits.silent


def _after_silence(summary: ProjectSummary, months: int) -> date:
    return _after_months(summary.last_news, months) if summary.is_open else date.max


def _after_months(day: date, months: int) -> date:
    """Return the day so many months later; the first day of all where silence of no length counts."""
    if months <= 0:
        return date.min
    return add_months(day, months) if day.year < date.max.year - months // 12 - 1 else date.max


def _checks_in(edition: EditionId, summary: ProjectSummary) -> Iterator[Check]:
    return (recorded.check for recorded in summary.checks if recorded.edition == edition)
