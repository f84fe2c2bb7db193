"""The printed lines of a region in one edition: sentences of events, checks that found nothing, and notes.

The one place that decides what a reader of the booklet is told: `tiers --full`, `diff` and every format of `report`
print these lines.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeGuard

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Event, EventId, Note, Page, Settings
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.spoken_dates import date_message, when_message
from ratingctl.message import Message

_YEAR = re.compile(r"\d{4}")
_SENTENCE_ENDS = (".", "!", "?", "…")


class PrintedLine(NamedTuple):
    """One sentence or paragraph of a printed column.

    Attributes:
        text: What is printed: a text of the data, or a message that holds one.
        is_italic: True where something has stalled, failed or left no trace.
        events: The events that it speaks of, or whose own lines it replaces; of a check, the event that it names.
        is_event: True if it is the line of an event, False for a check or a note.
    """

    text: str | Message
    is_italic: bool
    events: tuple[EventId, ...] = ()
    is_event: bool = False


def printed_lines(page: Page, view: RatingView) -> list[PrintedLine]:
    """Return the lines that a page prints, italics last.

    A note that is `about` events or checks of the page stands where the first of them would.

    Args:
        page: The page.
        view: What is seen of the rating: later events, and checks that something came after, are left out.
    """
    return sorted(_in_order(page, view), key=lambda line: line.is_italic)


def event_sentence(event: Event) -> str | Message:
    """Return an event as a sentence for print; a title that does not name the year is given its date and deadline."""
    if event.text:
        return full_sentence(event.text)
    said = event.title.rstrip(". ")
    when = when_message(event.date.text) if _unsaid(event.date, event) else None
    due = date_message(event.due.text) if _unsaid(event.due, event) else None
    if due is None and _unsaid(event.start_due, event):
        due = Message("printed.start", {"date": date_message(event.start_due.text)})
    if when and due:
        return Message("printed.when_and_due", {"text": said, "when": when, "due": due})
    if when:
        return Message("printed.when", {"text": said, "when": when})
    return Message("printed.due", {"text": said, "due": due}) if due else full_sentence(event.title)


def is_setback(event: Event, settings: Settings) -> bool:
    """Return True for an event that is printed in italics."""
    return settings.kind(event.kind).event_class is EventClass.SETBACK


def full_sentence(text: str) -> str:
    """Return a text with a full stop, unless it ends like a sentence."""
    return text if text.endswith(_SENTENCE_ENDS) else f"{text}."


def neighbours_alike(lines: Sequence[PrintedLine], words: int = 3) -> list[tuple[PrintedLine, ...]]:
    """Return the groups of printed lines that begin with the same words: candidates to be joined by one note.

    Args:
        lines: The lines of one column.
        words: How many first words must be equal.
    """
    groups: dict[tuple[str, ...], list[PrintedLine]] = {}
    for line in lines:
        text = str(line.text.values.get("text", "")) if isinstance(line.text, Message) else line.text
        beginning = tuple(re.findall(r"\w+", text.casefold())[:words])
        if len(beginning) == words and line.events:
            groups.setdefault((*beginning, str(line.is_italic)), []).append(line)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _in_order(page: Page, view: RatingView) -> Iterator[PrintedLine]:
    settings = view.rating.settings
    note_of = {event: note for note in reversed(page.notes) for event in note.about}
    said: set[Note] = set()

    def line_or_note(line: PrintedLine, event: EventId) -> Iterator[PrintedLine]:
        note = note_of.get(event)
        if note is None:
            yield line
        elif note not in said:
            said.add(note)
            yield _note_line(note)

    for event in view.events_on(page):
        if event.print:
            line = PrintedLine(event_sentence(event), is_setback(event, settings), (event.id,), is_event=True)
            yield from line_or_note(line, event.id)
    for check, project in view.fruitless_checks(page):
        text = full_sentence(check.note) if check.note else Message("check.nothing", {"project": project.name})
        yield from line_or_note(PrintedLine(text, True, (check.event,)), check.event)
    yield from (_note_line(note) for note in page.notes if note not in said)


def _note_line(note: Note) -> PrintedLine:
    return PrintedLine(full_sentence(note.text), note.italic, note.about)


def _unsaid(when: EdtfDate | None, event: Event) -> TypeGuard[EdtfDate]:
    """True if there is a date whose years the title does not name."""
    return when is not None and not any(year in event.title for year in _YEAR.findall(when.text))
