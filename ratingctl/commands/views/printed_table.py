"""The published table in three columns: region, what was known at the last edition, what came since."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ratingctl.commands.views.dimensions import by_hand, by_hand_line, dimension_line, scores_data
from ratingctl.commands.views.events import RankedRegion, event_data
from ratingctl.domain.model import Edition, Event, Page, Rating, RegionId
from ratingctl.domain.printed_lines import is_setback, printed_lines
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
        self._said = Catalogue(rating.settings.language).said
        self._edition = chain[-1]
        self._previous = chain[-2] if len(chain) > 1 else None
        self._view = RatingView(rating, chain, day)
        self._before = RatingView(rating, chain[:-1], day) if len(chain) > 1 else self._view

    def data(self, region: RegionId) -> dict[str, Any]:
        """Return the JSON of both columns: events, fruitless checks, notes, and the paragraphs as printed."""
        before, since = self._page(self._previous, region), self._page(self._edition, region)
        checks = self._view.fruitless_checks(since) if since else []
        return {
            **scores_data(self._settings, since),
            **({"tier_by_hand": by_hand(self._settings, since) is not None} if since and since.tier else {}),
            "rationale": (since.rationale or None) if since else None,
            "evidence": list(since.evidence) if since else [],
            "contrary": (since.contrary or None) if since else None,
            "previous_events": [event_data(event) for event in self._printed(before)],
            "events": [event_data(event) for event in self._printed(since)],
            "nothing_found": [check.event for check, _ in checks],
            "printed_before": self._texts(before),
            "printed_since": self._texts(since),
            "notes": [{"text": note.text, "italic": note.italic} for note in since.notes] if since else [],
        }

    def table(self, title: Paragraph, regions: Sequence[RankedRegion]) -> Table:
        """Return the table of the three columns as printed."""
        return Table(_FULL, [self._cells(region) for region in regions], title=title)

    def _cells(self, region: RankedRegion) -> list[Cell]:
        previous = () if region.previous is None else (" (", region.previous, ")")
        head = paragraph(Span(region.name, Emphasis.STRONG), " ", region.score, *previous)
        columns = (self._page(edition, region.region) for edition in (self._previous, self._edition))
        page = self._page(self._edition, region.region)
        before = self._page(self._previous, region.region)
        more = [*by_hand_line(self._settings, page), *dimension_line(self._settings.dimensions, page, before)]
        reasons = [text for text in (page.rationale, page.contrary) if text] if page else []
        more += [paragraph(Span(text, Emphasis.DIM)) for text in reasons]
        cell = CellText((head, *more)) if more else head
        return [cell, *(CellText(tuple(self._lines(page))) for page in columns)]

    def _texts(self, page: Page | None) -> list[str]:
        """Return the paragraphs of a page as text."""
        return ["".join(self._said(span) for span in line.spans()) for line in self._lines(page)]

    def _page(self, edition: Edition | None, region: RegionId) -> Page | None:
        return edition.pages.get(region) if edition else None

    def _lines(self, page: Page | None) -> list[Paragraph]:
        """Return the paragraphs of a page."""
        if page is None:
            return []
        lines = printed_lines(page, self._view if page.edition == self._edition.id else self._before)
        return [paragraph(Span(line.text, Emphasis.ITALIC if line.is_italic else Emphasis.NONE)) for line in lines]

    def _printed(self, page: Page | None) -> list[Event]:
        """Return the printed events of a page in the order of its file, setbacks last."""
        seen = self._view.events_on(page) if page else []
        printed = (event for event in seen if event.print)
        return sorted(printed, key=lambda event: is_setback(event, self._settings))
