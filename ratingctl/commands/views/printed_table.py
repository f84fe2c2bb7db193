"""The columns of the published table: what was known at the last edition, and what came since."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeGuard

from ratingctl.commands.views.events import event_data
from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Edition, Event, Page, Rating, RegionId
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.report import Cell, CellText, Column, Dated, Emphasis, Message, Paragraph, Span, Table, paragraph

_FULL = (Column("region_score"), Column("events_before"), Column("events_since"))
_YEAR = re.compile(r"\d{4}")


class PrintedTable:
    """The printed columns of an edition: the previous edition's events, and what this one adds.

    Args:
        rating: The rating.
        chain: The edition and its predecessors.
        day: Later events are left out.
    """

    def __init__(self, rating: Rating, chain: Sequence[Edition], day: date) -> None:
        self._settings = rating.settings
        self._edition = chain[-1]
        self._previous = chain[-2] if len(chain) > 1 else None
        self._outlook = RatingView(rating, chain, day)
        self._before = RatingView(rating, chain[:-1], day) if len(chain) > 1 else self._outlook

    def data(self, region: RegionId) -> dict[str, Any]:
        """The events of both columns, the checks that found nothing, and the notes."""
        before, since = self._page(self._previous, region), self._page(self._edition, region)
        checks = self._outlook.fruitless_checks(since) if since else []
        return {
            "previous_events": [event_data(event) for event in self._printed(before)],
            "events": [event_data(event) for event in self._printed(since)],
            "nothing_found": [check.event for check, _ in checks],
            "notes": [{"text": note.text, "italic": note.italic} for note in since.notes] if since else [],
        }

    def table(self, title: Paragraph, rows: Sequence[Mapping[str, Any]]) -> Table:
        """The three columns as printed."""
        return Table(_FULL, [self._row(row) for row in rows], title=title)

    def _row(self, row: Mapping[str, Any]) -> list[Cell]:
        region = RegionId(row["region"])
        previous = "" if row["previous"] is None else f" ({row['previous']})"
        head = paragraph(Span(row["name"], Emphasis.STRONG), f" {row['score']}{previous}")
        columns = (self._page(edition, region) for edition in (self._previous, self._edition))
        return [head, *(CellText(tuple(self._lines(page))) for page in columns)]

    def _page(self, edition: Edition | None, region: RegionId) -> Page | None:
        return edition.pages.get(region) if edition else None

    def _lines(self, page: Page | None) -> Iterator[Paragraph]:
        """What a page prints: events, checks that found nothing, and notes, which may speak for some of the others."""
        if page is None:
            return
        replaced = {event for note in page.notes for event in note.about}
        for event in self._printed(page):
            if event.id not in replaced:
                yield self._line(event)
        outlook = self._outlook if page.edition == self._edition.id else self._before
        for check, project in outlook.fruitless_checks(page):
            if check.event not in replaced:
                yield paragraph(Span(_no_news(check.note, project), Emphasis.ITALIC))
        for note in page.notes:
            yield paragraph(Span(_sentence(note.text), Emphasis.ITALIC if note.italic else Emphasis.NONE))

    def _printed(self, page: Page | None) -> list[Event]:
        """The printed events of a page in the order of its file, setbacks last."""
        seen = self._outlook.events_on(page) if page else []
        return sorted((event for event in seen if event.print), key=self._is_setback)

    def _line(self, event: Event) -> Paragraph:
        """An event's sentences, setbacks in italics; a title that does not name the year is given date and deadline."""
        emphasis = Emphasis.ITALIC if self._is_setback(event) else Emphasis.NONE
        if event.text:
            return paragraph(Span(_sentence(event.text), emphasis))
        when = (Span(Dated(event.date.text), emphasis), Span(": ", emphasis)) if _unsaid(event.date, event) else ()
        if not _unsaid(event.due, event):
            return paragraph(*when, Span(_sentence(event.title), emphasis))
        due = Message("project.due_in_brackets", {"date": Dated(event.due.text)})
        return paragraph(*when, Span(event.title, emphasis), Span(due, emphasis))

    def _is_setback(self, event: Event) -> bool:
        return self._settings.kind(event.kind).event_class is EventClass.SETBACK


def _no_news(note: str, project: Project) -> str | Message:
    return _sentence(note) if note else Message("check.nothing", {"project": project.name})


def _unsaid(when: EdtfDate | None, event: Event) -> TypeGuard[EdtfDate]:
    """True if there is a date whose years the title does not name."""
    return when is not None and not any(year in event.title for year in _YEAR.findall(when.text))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
