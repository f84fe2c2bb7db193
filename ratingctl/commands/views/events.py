"""Cells and JSON of what many reports show: kinds, states, scores, changes, events, checks."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Check, Edition, Event, Rating, Region, RegionId, Settings, Tier
from ratingctl.domain.scores import Score
from ratingctl.domain.tiers import range_message, width_of
from ratingctl.message import in_a_row
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
    """A region with its score in an edition, in the previous one, and its rank, if that is known."""

    region: RegionId
    name: str
    score: Score
    previous: Score | None
    rank: int | None
    gain: Score | None = None
    """By how much the score is better; None where there is none before, or one of another scale."""
    tier: str = ""
    """The id of its tier."""

    @property
    def change(self) -> Score | None:
        """The difference to the previous score; None without one of the same scale."""
        return None if self.previous is None or self.gain is None else self.score - self.previous


def kind_word(settings: Settings, kind: str) -> Inline:
    """Return the name of a kind: as `rating.yaml` has it, else the catalogue's word, else its id."""
    known = settings.kinds.get(kind)
    if known is None or known.name:
        return known.name if known else kind
    return Message(f"kind.{kind}")


def state_word(edition: Edition) -> Message:
    """Return the name of an edition's state."""
    return Message(f"state.{edition.state}")


def change_span(change: Score | None, gain: Score | None) -> Cell:
    """Return a change of score with its sign; zero and nothing are different things.

    Args:
        change: The score less the one before; None where they cannot be compared.
        gain: By how much it is better, which gives the colour.
    """
    if change is None or gain is None:
        return None
    emphasis = Emphasis.GOOD if gain > 0 else Emphasis.BAD if gain < 0 else Emphasis.DIM
    if not change:
        return Span("=", emphasis)
    return Span(signed(change), emphasis)


def life_line(region: Region | None, rating: Rating) -> list[Paragraph]:
    """Return the line of a unit's life: since and until when it is there, and of what it became a part; or none."""
    if region is None:
        return []
    pieces: list[Inline] = []
    if region.since:
        pieces.append(Message("life.since", {"date": Dated(region.since.text)}))
    if region.until:
        pieces.append(Message("life.until", {"date": Dated(region.until.text)}))
    if region.merged_into:
        other = rating.regions.get(RegionId(region.merged_into))
        pieces.append(Message("life.merged_into", {"region": other.name if other else region.merged_into}))
    return [paragraph(*parted(pieces, " · "))] if pieces else []


def signed(change: Score) -> Message | str:
    """Return a change of score with its sign."""
    if isinstance(change, int):
        return f"{change:+d}"
    return in_a_row("+", change) if change > 0 else in_a_row(change)


def tier_range(tier: Tier, settings: Settings) -> Message:
    """Return a tier's name with its scores: `High (7–10)`; of grades the best one first."""
    return in_a_row(tier.name, " (", range_message(*width_of(tier, settings)), ")")


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
    """Return an event as JSON, without empty keys except those that every event has."""
    required = {
        "id": event.id,
        "edition": event.edition,
        "project": event.project or None,
        "date": event.date.text if event.date else None,
        "kind": event.kind,
        "title": event.title,
    }
    optional = {
        "late": event.late or None,
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
