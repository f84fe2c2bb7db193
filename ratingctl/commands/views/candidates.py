"""Cells and JSON of candidates: what a new event may continue, how likely, why, and what is new."""

from collections.abc import Sequence
from typing import Any

from ratingctl.commands.views.events import event_line
from ratingctl.domain.model import Event, Rating
from ratingctl.language.catalogue import Catalogue
from ratingctl.matching.matcher import Candidate
from ratingctl.matching.reasons import MatchReason, reasons_of
from ratingctl.report import Cell, CellText, Column, Dated, Emphasis, Message, Paragraph, Span, paragraph
from ratingctl.words.fold import fold

CANDIDATE_COLUMNS = (Column("likelihood", numeric=True, whole=True), Column("may_continue"), Column("reasons"))
"""The columns of a table of candidates."""


def candidates_data(candidates: Sequence[Candidate], text: str, language: str) -> list[dict[str, Any]]:
    """Return the candidates for a new text as JSON."""
    said = Catalogue(language).said
    return [
        {
            "event": candidate.event.id,
            "project": candidate.project.id,
            "title": candidate.event.title,
            "score": round(candidate.score, 3),
            "reasons": [said(reason_term(reason)) for reason in reasons_of(candidate, text)],
            "accept": candidate.accept,
        }
        for candidate in candidates
    ]


def reason_term(reason: MatchReason) -> Message:
    """Return the message of a reason."""
    return Message(f"match_reason.{reason.type}", {"words": ", ".join(reason.words)})


def candidate_cells(candidate: Candidate, rating: Rating, text: str) -> list[Cell]:
    """Return a candidate in the columns of `CANDIDATE_COLUMNS`."""
    return [
        percent(candidate),
        CellText(
            (
                paragraph(Span(candidate.project.name, Emphasis.STRONG)),
                event_line(candidate.event, rating.settings, True),
            )
        ),
        CellText(tuple(paragraph(reason_term(reason)) for reason in reasons_of(candidate, text))),
    ]


def percent(candidate: Candidate) -> Span:
    """Return the likelihood of a candidate in percent; marked where it is sure enough to be linked unasked."""
    return Span(f"{candidate.score:.0%}", Emphasis.GOOD if candidate.accept else Emphasis.NONE)


def news_lines(event: Event, candidate: Candidate) -> list[Paragraph]:
    """Return what an event says and its candidate does not: a deadline that moves, new partners and amounts."""
    lines = []
    dues = [old.due for old in candidate.project.events if old.due]
    if event.due and dues and dues[-1] != event.due:
        values = {"old": Dated(dues[-1].text), "new": Dated(event.due.text)}
        lines.append(paragraph(Span(Message("match.slipped", values), Emphasis.DIM)))
    known = {fold(name) for old in candidate.project.events for name in (*old.partners, *old.amounts)}
    new = [name for name in (*event.partners, *event.amounts) if fold(name) not in known]
    if new:
        lines.append(paragraph(Span(Message("match.new_partners", {"names": ", ".join(new)}), Emphasis.DIM)))
    return lines
