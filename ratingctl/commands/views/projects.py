"""Projects in reports: their status, their name with it, and the reasons to look at them."""

from collections.abc import Sequence
from typing import Any, assert_never

from ratingctl.domain.kinds import Halt
from ratingctl.domain.lifecycle import Basis, ProjectStatus, Slip
from ratingctl.domain.projects import Project
from ratingctl.domain.staleness import ReviewCase, StaleReason
from ratingctl.report import Dated, Emphasis, Inline, Message, Paragraph, Span, paragraph


def status_word(status: ProjectStatus) -> Inline:
    """Return a project's status in words; what silence implies is said to be inferred."""
    word = Message(f"status.{status.word}")
    match status.basis:
        case Basis.REPORTED:
            return word
        case Basis.INFERRED:
            return Message("status.inferred", {"status": word})
    assert_never(status.basis)


def project_head(project: Project, status: ProjectStatus) -> tuple[Paragraph, Paragraph]:
    """Return a project in two lines for lists: its name; its status and id."""
    facts: list[Inline] = [status_word(status)]
    if status.is_open and status.due:
        facts += [" · ", Message("project.due", {"date": Dated(status.due.when.text)})]
    return (
        paragraph(Span(project.name, Emphasis.STRONG)),
        paragraph(*facts, Span(f" [{project.id}]", Emphasis.DIM)),
    )


def why_terms(case: ReviewCase, reasons: Sequence[StaleReason]) -> list[Message]:
    """Return the reasons to look at a project, in plain words; what one says already, another does not say again."""
    due, slips, check = case.status.due, case.summary.slips, case.last_check
    values: dict[StaleReason, dict[str, str | int | Message | Dated]] = {
        StaleReason.OVERDUE: {"date": Dated(due.when.text) if due else ""},
        StaleReason.SILENT: {"n": case.status.months_silent},
        StaleReason.NO_UPDATES: {"date": Dated(check.date.text) if check else ""},
        StaleReason.UNCONFIRMED: {"n": case.months_without_event},
    }
    if slips:
        values[StaleReason.SLIPPED] = {"old": Dated(slips[-1].old.when.text), "new": Dated(slips[-1].new.when.text)}
    unsaid = {StaleReason.INFERRED_SUSPENDED} if _says_more(case, reasons) else set()
    terms = [Message(f"why.{reason}", values.get(reason, {})) for reason in reasons if reason not in unsaid]
    if StaleReason.SILENT in reasons and case.summary.last_event > case.summary.last_news:
        terms.insert(reasons.index(StaleReason.SILENT) + 1, Message("why.only_talk"))
    return terms


def slip_data(slip: Slip) -> dict[str, Any]:
    """Return a deadline that was put off, as JSON; months None where the new one is open at its end."""
    return {"from": slip.old.when.text, "to": slip.new.when.text, "months": slip.months, "event": slip.new.event}


def _says_more(case: ReviewCase, reasons: Sequence[StaleReason]) -> bool:
    """Return whether it is known to be suspended, or taken for cancelled already."""
    return StaleReason.INFERRED_CANCELLED in reasons or case.summary.halt is Halt.SUSPENDED
