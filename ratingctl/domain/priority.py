"""The order of a reviewer's list: a priority of 0 to 100 with its reasons, and what can be looked for together.

Priority adds up what makes a look worth while: how far a deadline is passed, how far along the project is, what is at
stake, and what the last edition already knew of it. General intentions, which name no party, amount, deadline or object
and therefore cannot be verified, come last whatever else holds: PolitiFact rates only promises that can be verified,
and StreetComplete orders its questions by the value of their answers.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ratingctl.domain.dates import months_between
from ratingctl.domain.kinds import Stage
from ratingctl.domain.lifecycle import ProjectSummary
from ratingctl.domain.model import EditionId, EventId, RegionId
from ratingctl.domain.review_case import NOTHING, ReviewCase
from ratingctl.domain.staleness import StaleReason

HIGHEST = 100
HIGHEST_OF_GENERAL = 9
"""General intentions lie below everything that can be verified."""


class PriorityContext(NamedTuple):
    """What priority depends on besides the project under review.

    Attributes:
        reasons: Why it needs a look.
        previous: The edition before the one under review, if any.
        near_border: True if the region's score is the lowest of a tier, or one below: one result may move its tier.
        common_names: The proper names that tell no project from another: of countries, of regions, of the subject.
    """

    reasons: Sequence[StaleReason]
    previous: EditionId | None
    near_border: bool
    common_names: Container[str] = ()


_POINTS_OF_STAGES = {Stage.ANNOUNCED: 0, Stage.COMMITTED: 9, Stage.UNDERWAY: 14, Stage.DELIVERED: 6}

Points = Callable[[ReviewCase, PriorityContext], int]


def _overdue(case: ReviewCase, context: PriorityContext) -> int:
    """Return 24 points for a passed deadline and one more for each whole month, 36 at most."""
    if StaleReason.OVERDUE not in context.reasons:
        return 0
    passed = [
        months_between(deadline.latest, case.day) for deadline in case.breached_deadlines if deadline.latest is not None
    ]
    return 24 + min(12, max(passed, default=0))


def _news_not_logged(case: ReviewCase, context: PriorityContext) -> int:
    """Return points where somebody found news that no event tells yet: the work is half done."""
    return 30 if StaleReason.NEWS_NOT_LOGGED in context.reasons else 0


def _long_silent(case: ReviewCase, context: PriorityContext) -> int:
    """Return more points the more silence implies."""
    if StaleReason.INFERRED_CANCELLED in context.reasons:
        return 14
    if StaleReason.INFERRED_SUSPENDED in context.reasons:
        return 12
    return 6 if StaleReason.SILENT in context.reasons else 0


def _stalled(case: ReviewCase, context: PriorityContext) -> int:
    """Return points for a project that was reported as going nowhere and has had no news since."""
    return 8 if StaleReason.STALLED in context.reasons else 0


def _slipped(case: ReviewCase, context: PriorityContext) -> int:
    """Return points for a deadline that was put off before."""
    return 4 if StaleReason.SLIPPED in context.reasons else 0


def _progress(case: ReviewCase, context: PriorityContext) -> int:
    """Return more points the further a project has come: works are easier to verify than words, and weigh more."""
    return _POINTS_OF_STAGES[case.summary.stage]


def _amounts(case: ReviewCase, context: PriorityContext) -> int:
    """Return points where a sum or a capacity is named."""
    return 8 if case.summary.has_amounts else 0


def _parties(case: ReviewCase, context: PriorityContext) -> int:
    """Return points where somebody is named who can be asked."""
    return 6 if case.summary.parties else 0


def _cited(case: ReviewCase, context: PriorityContext) -> int:
    """Return points where a score rests on one of its events."""
    return 10 if case.summary.is_cited else 0


def _near_border(case: ReviewCase, context: PriorityContext) -> int:
    """Return points where one result may move the region into another tier."""
    return 5 if context.near_border else 0


def _last_checked_in_vain(case: ReviewCase, context: PriorityContext) -> int:
    """Return points where the last edition looked and found nothing."""
    checks = [check for edition, check in case.checks if edition == context.previous]
    return 5 if checks and checks[-1].found == NOTHING else 0


class PriorityReason(StrEnum):
    """A reason of priority, in the order of display: each a word and its points."""

    points: Points

    def __new__(cls, word: str, points: Points) -> "PriorityReason":
        """Return a member whose value is its word."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.points = points
        return member

    OVERDUE = "overdue", _overdue
    NEWS_NOT_LOGGED = "news_not_logged", _news_not_logged
    PROGRESS = "progress", _progress
    CITED = "cited", _cited
    AMOUNTS = "amounts", _amounts
    PARTIES = "parties", _parties
    NEAR_BORDER = "near_border", _near_border
    LONG_SILENT = "long_silent", _long_silent
    STALLED = "stalled", _stalled
    LAST_CHECKED_IN_VAIN = "last_checked_in_vain", _last_checked_in_vain
    SLIPPED = "slipped", _slipped


_RULES = tuple((reason, reason.points) for reason in PriorityReason)


class Priority(NamedTuple):
    """How much a look is worth.

    Attributes:
        value: From 0 to 100.
        why: What it is made of, the weightiest first.
        is_general: True for an intention that names no party, amount, deadline or object.
    """

    value: int
    why: tuple[PriorityReason, ...]
    is_general: bool


def priority_of(case: ReviewCase, context: PriorityContext) -> Priority:
    """Return the priority of a project under review."""
    points = {reason: rule(case, context) for reason, rule in _RULES}
    why = sorted((reason for reason in points if points[reason]), key=lambda reason: -points[reason])
    general = is_general(case.summary, context.common_names)
    highest = HIGHEST_OF_GENERAL if general else HIGHEST
    lowest = 0 if general else HIGHEST_OF_GENERAL + 1
    return Priority(max(lowest, min(highest, sum(points.values()))), tuple(why), general)


def is_general(summary: ProjectSummary, common_names: Container[str]) -> bool:
    """Return whether a project is an intention that nobody can verify: it names no party, amount, deadline or object.

    An object is named where the project's name or the title of its first event has a proper name that is not common:
    one search for it tells what became of the project.

    Args:
        summary: The summary of the project.
        common_names: As in `PriorityContext`.
    """
    has_deadline = bool(summary.deadlines or summary.start_due)
    names_object = any(name not in common_names for name in summary.proper_names)
    return summary.stage is Stage.ANNOUNCED and not (
        summary.parties or summary.has_amounts or has_deadline or names_object
    )


def searched_together(summaries: Iterable[ProjectSummary]) -> Mapping[EventId, EventId]:
    """Return for each project the first of its group: same region, with a shared event or party.

    One search serves a whole group. Groups are joined through any member; the first project given names its group.
    """
    leader: dict[EventId, EventId] = {}

    def find(project: EventId) -> EventId:
        while leader[project] != project:
            project = leader[project]
        return project

    first: dict[tuple[RegionId, str], EventId] = {}
    for summary in summaries:
        leader[summary.project] = summary.project
        for shared in (*summary.events, *summary.parties):
            other = first.setdefault((summary.region, shared.casefold()), summary.project)
            one, two = find(other), find(summary.project)
            if one != two:
                leader[two] = one
    return {project: find(project) for project in leader}
