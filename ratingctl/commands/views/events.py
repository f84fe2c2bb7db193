"""Cells and JSON of what many reports show: kinds, states, scores, changes, events, checks."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Check, Edition, Event, RegionId, Settings, Tier
from ratingctl.report import Cell, CellText, Column, Dated, Emphasis, Inline, Message, Paragraph, Span, paragraph

if TYPE_CHECKING:  # tables of scores need no projects
    from ratingctl.domain.rating_view import RatingView

EVENT_COLUMNS = (
    "id",
    "project",
    "date",
    "kind",
    "title",
    "text",
    "follows",
    "start_due",
    "due",
    "partners",
    "amounts",
    "sources",
)
"""The keys of an event in a CSV."""


class RankedRegion(NamedTuple):
    """A region with its score in an edition, in the previous one, and its rank."""

    region: RegionId
    name: str
    score: int
    previous: int | None
    rank: int

    @property
    def change(self) -> int | None:
        """The difference to the previous score; None without one."""
        return None if self.previous is None else self.score - self.previous


def kind_word(settings: Settings, kind: str) -> Inline:
    """Return the name of a kind: as `rating.yaml` has it, else the catalogue's word, else its id."""
    known = settings.kinds.get(kind)
    if known is None or known.name:
        return known.name if known else kind
    return Message(f"kind.{kind}")


def state_word(edition: Edition) -> Message:
    """Return the name of an edition's state."""
    return Message(f"state.{edition.state}")


def change_span(change: int | None) -> Cell:
    """Return a change of score with its sign; zero and nothing are different things."""
    if change is None:
        return None
    emphasis = Emphasis.GOOD if change > 0 else Emphasis.BAD if change < 0 else Emphasis.DIM
    return Span(f"{change:+d}" if change else "=", emphasis)


def tier_range(tier: Tier, low: int, high: int) -> str:
    """Return a tier's name with its scores: `High (7–10)`."""
    return f"{tier.name} ({low}–{high})" if low != high else f"{tier.name} ({low})"


def event_line(event: Event, settings: Settings, with_edition: bool = False) -> Paragraph:
    """Return an event in one line for lists: when, title, id; setbacks in italics.

    Args:
        event: The event.
        settings: The rating's kinds.
        with_edition: Name the edition of an event without date.
    """
    setback = settings.kind(event.kind).event_class is EventClass.SETBACK
    when: Message | Dated | None = Dated(event.date.text) if event.date else None
    if when is None and with_edition:
        when = Message("event.of_edition", {"edition": event.edition})
    return paragraph(
        *((Span(when, Emphasis.DIM), " ") if when else ()),
        Span(event.title, Emphasis.ITALIC if setback else Emphasis.NONE),
        Span(f" [{event.id}]", Emphasis.DIM),
    )


def as_of_line(day: date) -> Paragraph:
    """Return the line that says for which day a report was made."""
    return paragraph(Span(Message("note.as_of", {"date": day.isoformat()}), Emphasis.DIM))


def as_of_lines(view: "RatingView") -> list[Paragraph]:
    """Return the day that a view was made for, and that it is the cut-off of a draft, where that has come."""
    day = {"date": view.as_of.isoformat()}
    return [as_of_line(view.as_of), *([paragraph(Message("note.past_cutoff", day))] if view.is_past_cutoff else [])]


def event_data(event: Event) -> dict[str, Any]:
    """Return an event as JSON; keys that are empty are left out, but for those that every event has."""
    required = {
        "id": event.id,
        "edition": event.edition,
        "project": event.project or None,
        "date": event.date.text if event.date else None,
        "kind": event.kind,
        "title": event.title,
    }
    optional = {
        "text": event.text,
        "print": None if event.print else False,
        "follows": list(event.follows),
        "start_due": event.start_due.text if event.start_due else None,
        "due": event.due.text if event.due else None,
        "partners": list(event.partners),
        "amounts": list(event.amounts),
        "sources": list(event.sources),
        "note": event.note,
    }
    return {**required, **{key: value for key, value in optional.items() if value not in ("", [], None)}}


def check_data(check: Check) -> dict[str, Any]:
    """Return a check as JSON."""
    return {
        "event": check.event,
        "date": check.date.text,
        "by": check.by or None,
        "found": check.found,
        "note": check.note or None,
        "until": check.until.text if check.until else None,
        "sources": list(check.sources),
    }


CHECK_COLUMNS = (Column("date", whole=True), Column("by"), Column("found"))
"""The columns of a table of checks."""


def check_cells(check: Check) -> list[Cell]:
    """Return a check in the columns of `CHECK_COLUMNS`."""
    found = Span(Message(f"found.{check.found}"), Emphasis.ITALIC if check.found == "nothing" else Emphasis.NONE)
    until: tuple[Inline, ...] = (" ", Message("check.until", {"date": Dated(check.until.text)})) if check.until else ()
    note = (paragraph(check.note),) if check.note else ()
    sources = (paragraph(Span(", ".join(check.sources), Emphasis.DIM)),) if check.sources else ()
    return [Dated(check.date.text), check.by, CellText((paragraph(found, *until), *note, *sources))]


def check_line(check: Check) -> Paragraph:
    """Return a check in one line for lists: when, by whom, what was found."""
    who = (f" {check.by}",) if check.by else ()
    found = Span(Message(f"found.{check.found}"), Emphasis.ITALIC if check.found == "nothing" else Emphasis.NONE)
    until: tuple[Inline, ...] = (" ", Message("check.until", {"date": Dated(check.until.text)})) if check.until else ()
    note = (f". {check.note}",) if check.note else ()
    return paragraph(Span(Dated(check.date.text), Emphasis.DIM), *who, ": ", found, *until, *note)


def parted(pieces: Sequence[Inline], parting: str = ", ") -> list[Inline]:
    """Return pieces with a separator between them."""
    return [piece for number, each in enumerate(pieces) for piece in ((parting, each) if number else (each,))]
