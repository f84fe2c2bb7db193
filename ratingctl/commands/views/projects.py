"""How reports speak of projects: their status, and a project in two lines."""

from collections.abc import Sequence
from typing import Any

from ratingctl.domain.kinds import Halt
from ratingctl.domain.lifecycle import Basis, ProjectStatus, Slip
from ratingctl.domain.projects import Project
from ratingctl.domain.staleness import ReviewCase, StaleReason
from ratingctl.report import Dated, Emphasis, Inline, Message, Paragraph, Span, paragraph


def status_word(standing: ProjectStatus) -> Inline:
    """A project's status; what silence implies is said to be inferred."""
    status = Message(f"status.{standing.status}")
    return Message("status.inferred", {"status": status}) if standing.basis is Basis.INFERRED else status


def project_head(project: Project, standing: ProjectStatus) -> tuple[Paragraph, Paragraph]:
    """A project in two lines for lists: its name, and how it stands with its id."""
    facts: list[Inline] = [status_word(standing)]
    if standing.is_open and standing.due:
        facts += [" · ", Message("project.due", {"date": Dated(standing.due.when.text)})]
    return (
        paragraph(Span(project.name, Emphasis.STRONG)),
        paragraph(*facts, Span(f" [{project.id}]", Emphasis.DIM)),
    )


def why_terms(case: ReviewCase, reasons: Sequence[StaleReason]) -> list[Message]:
    """Why a project needs a look, in plain words; what one reason says already, another does not say again."""
    due, slips, check = case.standing.due, case.life.slips, case.last_check
    values: dict[StaleReason, dict[str, str | int | Message | Dated]] = {
        StaleReason.OVERDUE: {"date": Dated(due.when.text) if due else ""},
        StaleReason.SILENT: {"n": case.standing.months_silent},
        StaleReason.NO_UPDATES: {"date": Dated(check.date.text) if check else ""},
        StaleReason.UNCONFIRMED: {"n": case.months_without_event},
    }
    if slips:
        values[StaleReason.SLIPPED] = {"old": Dated(slips[-1].old.when.text), "new": Dated(slips[-1].new.when.text)}
    unsaid = {StaleReason.INFERRED_SUSPENDED} if _says_more(case, reasons) else set()
    terms = [Message(f"why.{reason}", values.get(reason, {})) for reason in reasons if reason not in unsaid]
    if StaleReason.SILENT in reasons and case.life.last_event > case.life.last_news:
        terms.insert(reasons.index(StaleReason.SILENT) + 1, Message("why.only_talk"))
    return terms


def slip_data(slip: Slip) -> dict[str, Any]:
    """A deadline that was put off, as JSON; months None where the new one is open at its end."""
    return {"from": slip.old.when.text, "to": slip.new.when.text, "months": slip.months, "event": slip.new.event}


def _says_more(case: ReviewCase, reasons: Sequence[StaleReason]) -> bool:
    """True if it is known to be suspended, or taken for cancelled already."""
    return StaleReason.INFERRED_CANCELLED in reasons or case.life.halt is Halt.SUSPENDED
