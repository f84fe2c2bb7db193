"""How reports speak of projects: their status, and a project in two lines."""

from collections.abc import Sequence
from typing import Any

from ratingctl.domain.kinds import Halt
from ratingctl.domain.lifecycle import Basis, Slip, Standing
from ratingctl.domain.projects import Project
from ratingctl.domain.staleness import Case, Reason
from ratingctl.report import Dated, Emphasis, Line, Piece, Span, Term, line


def status_word(standing: Standing) -> Piece:
    """A project's status; what silence implies is said to be inferred."""
    status = Term(f"status.{standing.status}")
    return Term("status.inferred", {"status": status}) if standing.basis is Basis.INFERRED else status


def project_head(project: Project, standing: Standing) -> tuple[Line, Line]:
    """A project in two lines for lists: its name, and how it stands with its id."""
    facts: list[Piece] = [status_word(standing)]
    if standing.is_open and standing.due:
        facts += [" · ", Term("project.due", {"date": Dated(standing.due.when.text)})]
    return (
        line(Span(project.name, Emphasis.STRONG)),
        line(*facts, Span(f" [{project.id}]", Emphasis.DIM)),
    )


def why_terms(case: Case, reasons: Sequence[Reason]) -> list[Term]:
    """Why a project needs a look, in plain words; what one reason says already, another does not say again."""
    due, slips, check = case.standing.due, case.life.slips, case.last_check
    values: dict[Reason, dict[str, str | int | Term | Dated]] = {
        Reason.OVERDUE: {"date": Dated(due.when.text) if due else ""},
        Reason.SILENT: {"n": case.standing.months_silent},
        Reason.NO_UPDATES: {"date": Dated(check.date.text) if check else ""},
        Reason.UNCONFIRMED: {"n": case.months_without_event},
    }
    if slips:
        values[Reason.SLIPPED] = {"old": Dated(slips[-1].old.when.text), "new": Dated(slips[-1].new.when.text)}
    unsaid = {Reason.INFERRED_SUSPENDED} if _says_more(case, reasons) else set()
    terms = [Term(f"why.{reason}", values.get(reason, {})) for reason in reasons if reason not in unsaid]
    if Reason.SILENT in reasons and case.life.last_event > case.life.last_news:
        terms.insert(reasons.index(Reason.SILENT) + 1, Term("why.only_talk"))
    return terms


def slip_data(slip: Slip) -> dict[str, Any]:
    """A deadline that was put off, as JSON; months None where the new one is open at its end."""
    return {"from": slip.old.when.text, "to": slip.new.when.text, "months": slip.months, "event": slip.new.event}


def _says_more(case: Case, reasons: Sequence[Reason]) -> bool:
    """True if it is known to be suspended, or taken for cancelled already."""
    return Reason.INFERRED_CANCELLED in reasons or case.life.halt is Halt.SUSPENDED
