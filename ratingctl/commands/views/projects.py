"""Projects in reports: their status, their name with it, and the reasons to look at them."""

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from ratingctl.commands.shared.worklist_rows import WorklistRow
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.lifecycle import Basis, ProjectStatus, Slip, Stall
from ratingctl.domain.priority import PriorityReason
from ratingctl.domain.projects import Project
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.staleness import StaleReason
from ratingctl.report import Dated, Emphasis, Inline, Message, Paragraph, Span, paragraph

_WORDS = {reason: Message(f"why.{reason}") for reason in StaleReason}
"""What the reasons are called that say nothing else of a project."""

_SAID_BY_REASONS = (
    PriorityReason.OVERDUE,
    PriorityReason.NEWS_NOT_LOGGED,
    PriorityReason.STALLED,
    PriorityReason.LONG_SILENT,
    PriorityReason.SLIPPED,
    PriorityReason.PROGRESS,
)
_STAKES = {reason: Message(f"priority.{reason}") for reason in PriorityReason if reason not in _SAID_BY_REASONS}
"""What the reasons of priority are called that the reasons to look at a project do not say already."""


def status_word(status: ProjectStatus) -> Inline:
    """Return a project's status in words.

    What silence implies is said to be inferred; of what was delivered and is open it is said that more is promised.
    """
    word = Message(f"status.{status.word}")
    match status.basis:
        case Basis.REPORTED:
            is_open_again = status.is_open and status.stage is Stage.DELIVERED and status.halt is None
            return Message("status.open_again", {"status": word}) if is_open_again else word
        case Basis.INFERRED:
            return Message("status.inferred", {"status": word})
    assert_never(status.basis)


def project_head(project: Project, status: ProjectStatus) -> tuple[Paragraph, Paragraph]:
    """Return a project in two lines for lists: its name; its status and id."""
    facts: list[Inline] = [status_word(status)]
    facts += [piece for deadline in deadline_words(status) for piece in (" · ", deadline)]
    return (
        paragraph(Span(project.name, Emphasis.STRONG)),
        paragraph(*facts, Span(f" [{project.id}]", Emphasis.DIM)),
    )


def deadline_words(status: ProjectStatus) -> list[Message]:
    """Return the deadlines in force of an open project, in words."""
    deadlines = (("project.start_due", status.start_due), ("project.due", status.due))
    return [
        Message(key, {"date": Dated(deadline.when.text)}) for key, deadline in deadlines if deadline and status.is_open
    ]


def silence_words(status: ProjectStatus) -> Message:
    """Return for how long a project has been silent; a lower bound where its last news is not known to the month."""
    key = "project.silent" if status.months_exact else "project.silent_at_least"
    return Message(key, {"n": status.months_silent})


def why_terms(case: ReviewCase, reasons: Sequence[StaleReason]) -> list[Message]:
    """Return the reasons to look at a project, in plain words; what one says already, another does not say again."""
    unsaid = {StaleReason.INFERRED_SUSPENDED} if _says_more(case, reasons) else set()
    return [word for reason in reasons if reason not in unsaid for word in _words_of(reason, case)]


def _words_of(reason: StaleReason, case: ReviewCase) -> Iterator[Message]:
    """Yield what a reason says of a project that it holds of."""
    match reason:  # the commonest first
        case StaleReason.NOT_CHECKED | StaleReason.INFERRED_SUSPENDED | StaleReason.INFERRED_CANCELLED:
            yield _WORDS[reason]
        case StaleReason.OVERDUE:
            for deadline in case.breached_deadlines:
                key = "why.overdue" if deadline == case.status.due else "why.start_overdue"
                yield Message(key, {"date": Dated(deadline.when.text)})
        case StaleReason.SLIPPED:
            *_, slip = case.summary.slips
            yield Message("why.slipped", {"old": Dated(slip.old.when.text), "new": Dated(slip.new.when.text)})
        case StaleReason.STALLED:
            yield _stall_words(case.summary.stall)
        case StaleReason.SILENT:
            key = "why.silent" if case.status.months_exact else "why.silent_at_least"
            yield Message(key, {"n": case.status.months_silent})
            if case.summary.last_event > case.summary.last_news and not case.summary.stall:
                yield Message("why.only_talk")
        case StaleReason.NO_UPDATES:
            yield Message("why.no_updates", {"date": Dated(case.last_check.date.text) if case.last_check else ""})
        case StaleReason.NEWS_NOT_LOGGED:
            yield Message("why.news_not_logged", {"date": Dated(case.last_check.date.text) if case.last_check else ""})
        case StaleReason.UNCONFIRMED:
            yield Message("why.unconfirmed", {"n": case.months_without_event})
        case _:
            assert_never(reason)


def _stall_words(stall: Stall | None) -> Message:
    """Return when a project was reported as going nowhere: the date, or the edition of an undated report."""
    when = Dated(stall.when.text) if stall and stall.when else None
    edition = Message("edition.short", {"edition": stall.edition if stall else ""})
    return Message("why.stalled", {"date": when or edition})


def stake_terms(row: WorklistRow) -> list[Message]:
    """Return what makes a look at a project worth while, as far as its reasons do not say it already."""
    return [_STAKES[reason] for reason in row.priority.why if reason in _STAKES]


def slip_data(slip: Slip) -> dict[str, Any]:
    """Return a deadline that was put off, as JSON; months None where the new one is open at its end."""
    return {"from": slip.old.when.text, "to": slip.new.when.text, "months": slip.months, "event": slip.new.event}


def _says_more(case: ReviewCase, reasons: Sequence[StaleReason]) -> bool:
    """Return whether it is known to be suspended, or taken for cancelled already."""
    return StaleReason.INFERRED_CANCELLED in reasons or case.summary.halt is Halt.SUSPENDED
