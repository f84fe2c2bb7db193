"""Cells and JSON of candidates: what a new event may continue, how likely, why, and what is new."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ratingctl.commands.views.events import event_line
from ratingctl.domain.model import Event, Rating
from ratingctl.domain.summarize import reported_word
from ratingctl.language.catalogue import Catalogue
from ratingctl.matching.reasons import MatchDoubt, MatchReason, doubts_of, reasons_of
from ratingctl.report import Cell, CellText, Column, Dated, Emphasis, Message, Paragraph, Span, paragraph
from ratingctl.words.fold import fold

if TYPE_CHECKING:  # brings the matcher, which a screen without candidates does not wait for
    from ratingctl.matching.matcher import Candidate

CANDIDATE_COLUMNS = (Column("likelihood", numeric=True, whole=True), Column("may_continue"), Column("reasons"))
"""The columns of a table of candidates."""
LIKELY, POSSIBLE = 0.5, 0.2
"""The least scores of a candidate that is more likely than not, and of one that is worth a look."""


def candidates_data(candidates: "Sequence[Candidate]", text: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the candidates for a new text as JSON, with reasons in the words of a catalogue."""
    return [
        {
            "event": candidate.event.id,
            "project": candidate.project.id,
            "title": candidate.event.title,
            "score": round(candidate.score, 3),
            "reasons": [catalogue.said(reason_term(reason)) for reason in reasons_of(candidate, text)],
            "accept": candidate.accept,
        }
        for candidate in candidates
    ]


def newness_data(candidates: "Sequence[Candidate]", text: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return as JSON whether a new event is likely something new, and why the first candidate may be none."""
    best = candidates[0] if candidates else None
    if best and best.score >= LIKELY:
        return {"likely": False, "reasons": []}
    doubts = [doubt_term(doubt) for doubt in doubts_of(best, text)] if best else []
    return {
        "likely": True,
        "reasons": [catalogue.said(doubt) for doubt in doubts or [Message("match_doubt.nothing_alike")]],
    }


def doubt_term(doubt: MatchDoubt) -> Message:
    """Return the message of a doubt."""
    return Message(f"match_doubt.{doubt.type}", {"words": ", ".join(doubt.words)})


def reason_term(reason: MatchReason) -> Message:
    """Return the message of a reason."""
    return Message(f"match_reason.{reason.type}", {"words": ", ".join(reason.words)})


def candidate_cells(candidate: "Candidate", rating: Rating, text: str) -> list[Cell]:
    """Return a candidate in the columns of `CANDIDATE_COLUMNS`."""
    return [
        likelihood(candidate),
        CellText(
            (
                paragraph(Span(candidate.project.name, Emphasis.STRONG), " · ", _standing(candidate, rating)),
                event_line(candidate.event, rating.settings, True),
            )
        ),
        CellText(
            (*(paragraph(reason_term(reason)) for reason in reasons_of(candidate, text)), *_doubts(candidate, text))
        ),
    ]


def likelihood(candidate: "Candidate") -> Span:
    """Return the likelihood of a candidate, marked where it is sure enough to be linked unasked.

    It is in percent where enough judgements tell how often that is right, else in a word.
    """
    emphasis = Emphasis.GOOD if candidate.accept else Emphasis.NONE
    if candidate.is_measured:
        return Span(f"{candidate.score:.0%}", emphasis)
    word = "likely" if candidate.score >= LIKELY else "possible" if candidate.score >= POSSIBLE else "hardly"
    return Span(Message(f"likelihood.{word}"), emphasis)


def _standing(candidate: "Candidate", rating: Rating) -> Message:
    """Return where a project stands, by what was reported."""
    return Message(f"status.{reported_word(candidate.project.events, rating.settings)}")


def _doubts(candidate: "Candidate", text: str) -> Iterator[Paragraph]:
    """Yield the doubts of a candidate that is less likely than not."""
    if candidate.score < LIKELY:
        for doubt in doubts_of(candidate, text):
            yield paragraph(Span(doubt_term(doubt), Emphasis.DIM))


def news_lines(event: Event, candidate: "Candidate") -> list[Paragraph]:
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
