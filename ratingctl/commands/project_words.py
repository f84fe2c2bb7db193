"""How reports speak of projects: their status, and a project in two lines."""

from ratingctl.domain.lifecycle import Basis, Standing
from ratingctl.domain.projects import Project
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
