"""The published table in three columns: region, what was known at the last edition, what came since."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ratingctl.commands.views.events import RankedRegion, event_data
from ratingctl.domain.model import Edition, Event, Page, Rating, RegionId
from ratingctl.domain.printed_lines import PrintedLine, is_setback, printed_lines
from ratingctl.domain.rating_view import RatingView
from ratingctl.language.catalogue import Catalogue
from ratingctl.report import Cell, CellText, Column, Emphasis, Paragraph, Span, Table, paragraph

_FULL = (Column("region_score"), Column("events_before"), Column("events_since"))


class PrintedTable:
    """The printed columns of an edition: the previous edition's events, and what this one adds.

    Args:
        rating: The rating.
        chain: The edition and its predecessors.
        day: Later events are left out.
    """

    def __init__(self, rating: Rating, chain: Sequence[Edition], day: date) -> None:
        self._settings = rating.settings
        self._catalogue = Catalogue(rating.settings.language)
        self._edition = chain[-1]
        self._previous = chain[-2] if len(chain) > 1 else None
        self._view = RatingView(rating, chain, day)
        self._before = RatingView(rating, chain[:-1], day) if len(chain) > 1 else self._view

    def data(self, region: RegionId) -> dict[str, Any]:
        """Return the JSON of both columns: events, checks that found nothing, and notes."""
        before, since = self._page(self._previous, region), self._page(self._edition, region)
        checks = self._view.fruitless_checks(since) if since else []
        return {
            "previous_events": [event_data(event) for event in self._printed(before)],
            "events": [event_data(event) for event in self._printed(since)],
            "nothing_found": [check.event for check, _ in checks],
            "notes": [{"text": note.text, "italic": note.italic} for note in since.notes] if since else [],
            "lines": [*self._line_data("before", before), *self._line_data("since", since)],
        }

    def _line_data(self, column: str, page: Page | None) -> list[dict[str, Any]]:
        """Return the printed lines of a column, as a CSV has them: one row each."""
        said = self._catalogue.said
        return [
            {"column": column, "italic": line.is_italic, "text": said(line.text), "events": list(line.events)}
            for line in self._lines(page)
        ]

    def table(self, title: Paragraph, regions: Sequence[RankedRegion]) -> Table:
        """Return the table of the three columns as printed."""
        return Table(_FULL, [self._cells(region) for region in regions], title=title)

    def _cells(self, region: RankedRegion) -> list[Cell]:
        previous = "" if region.previous is None else f" ({region.previous})"
        head = paragraph(Span(region.name, Emphasis.STRONG), f" {region.score}{previous}")
        columns = (self._page(edition, region.region) for edition in (self._previous, self._edition))
        return [head, *(CellText(tuple(map(_paragraph, self._lines(page)))) for page in columns)]

    def _page(self, edition: Edition | None, region: RegionId) -> Page | None:
        return edition.pages.get(region) if edition else None

    def _lines(self, page: Page | None) -> list[PrintedLine]:
        """Return the lines of a page."""
        if page is None:
            return []
        return printed_lines(page, self._view if page.edition == self._edition.id else self._before)

    def _printed(self, page: Page | None) -> list[Event]:
        """Return the printed events of a page in the order of its file, setbacks last."""
        seen = self._view.events_on(page) if page else []
        printed = (event for event in seen if event.print)
        return sorted(printed, key=lambda event: is_setback(event, self._settings))


def _paragraph(line: PrintedLine) -> Paragraph:
    return paragraph(Span(line.text, Emphasis.ITALIC if line.is_italic else Emphasis.NONE))
