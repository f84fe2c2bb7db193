"""The workbook: scores of all editions, moves, events, promises and the method; no cell is a formula."""

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ratingctl.domain.scores import Grade
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.archive import EPOCH
from ratingctl.publishing.markdown_blocks import blocks_of
from ratingctl.publishing.publication import BookletContent, moves_of
from ratingctl.publishing.score_table import score_table

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_LONGEST_TEXT = 32767
"""Characters that a cell of Excel can hold."""
Value = str | int | Decimal | None


class _Sheet(NamedTuple):
    """A table of the workbook: its name and heads are keys of the catalogue or texts, widths are in characters."""

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Value]]


def workbook(publication: BookletContent) -> bytes:
    """Return the publication as an Excel workbook.

    Args:
        publication: What it counts.
    """
    return _WorkbookWriter(publication).content()


class _WorkbookWriter:
    """Writes the sheets one after the other."""

    def __init__(self, publication: BookletContent) -> None:
        self._publication = publication
        self._catalogue = Catalogue(publication.language)
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, _SAFE)
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._italic = self._book.add_format({"text_wrap": True, "valign": "top", "italic": True})

    def content(self) -> bytes:
        publication = self._publication
        self._book.set_properties(
            {
                "title": f"{publication.title}. {publication.subtitle}",
                "author": " · ".join(publication.booklet.publishers),
                "comments": f"ratingctl {publication.tool}",
                "created": EPOCH,
            }
        )
        scores = self._write(self._scores())
        self._colour_scores(scores)
        for sheet in (self._moves(), self._events(), self._promises()):
            self._write(sheet)
        self._write_method()
        self._book.close()
        return self._file.getvalue()

    def _scores(self) -> _Sheet:
        table = score_table(self._publication, self._catalogue)
        why = [region.rationale or region.not_rated for region in self._publication.regions]
        editions = len(self._publication.editions)
        return _Sheet(
            self._word("workbook.scores"),
            [*table.heads, self._heading("rationale")],
            [16, 28, 10, 26, 8, *[9] * editions, 8, *[9] * (len(table.heads) - editions - 6), 60],
            [(*row, reason) for row, reason in zip(table.rows, why, strict=True)],
        )

    def _moves(self) -> _Sheet:
        previous = self._publication.previous
        heads = [self._heading("change"), previous.id if previous else "", self._publication.edition]
        heads += [self._heading("region"), self._heading("rationale"), self._word("heading.evidence")]
        rows = [
            (now - before, before, now, region.name, region.rationale, "\n".join(link.text for link in region.evidence))
            for (before, now), regions in moves_of(self._publication).items()
            for region in regions
            if now != before
        ]
        return _Sheet(self._word("workbook.moves"), heads, [8, 8, 8, 28, 60, 60], rows)

    def _events(self) -> _Sheet:
        keys = ("id", "edition", "region", "project", "date", "kind", "title", "text", "due", "follows", "sources")
        heads = [self._heading(key) for key in keys]

        def rows() -> Iterator[Sequence[Value]]:
            told: set[str] = set()
            for region in self._publication.regions:
                for project in region.projects:
                    for event in project.events:
                        if event.id not in told:
                            told.add(event.id)
                            sources = "\n".join(dict.fromkeys((*event.sources, *event.addresses)))
                            first = (event.id, event.edition, region.name, project.name, event.date, event.kind_word)
                            yield (*first, event.title, event.sentence, event.due, " ".join(event.follows), sources)

        return _Sheet(self._word("workbook.events"), heads, [16, 9, 24, 34, 12, 16, 60, 60, 12, 18, 40], rows())

    def _promises(self) -> _Sheet:
        keys = ("region", "project", "id", "status", "due", "last_news", "checks")
        heads = [self._heading(key) for key in keys]

        def rows() -> Iterator[Sequence[Value]]:
            for region in self._publication.regions:
                for project in region.promises:
                    checks = "\n".join(
                        " · ".join(filter(None, (check.when, check.found, check.by, check.note)))
                        for check in project.checks
                    )
                    first = (region.name, project.name, project.id, project.status_word)
                    yield (*first, project.due_date, project.last_news_date, checks)

        return _Sheet(self._word("page.promises"), heads, [24, 44, 16, 24, 14, 14, 60], rows())

    def _write(self, sheet: _Sheet) -> Worksheet:
        page = self._book.add_worksheet(sheet.name[:31])
        page.freeze_panes(1, 2)
        for column, (head, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, head, self._head)
        last = 0
        for last, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                _write_cell(page, last, column, value, self._text)
        page.autofilter(0, 0, max(last, 1), len(sheet.heads) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        return page

    def _colour_scores(self, page: Worksheet) -> None:
        """A scale of colours that also differ in lightness, for the scores of all editions."""
        if self._publication.scale.grades:
            return
        low, high = self._publication.scale.lowest, self._publication.scale.highest
        first, last = 5, 4 + len(self._publication.editions)
        scale: dict[str, Any] = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num"}
        scale |= {"min_value": low, "mid_value": float(low + high) / 2, "max_value": high}
        scale |= {"min_color": "#FFFFFF", "mid_color": "#BFDCD6", "max_color": "#3F8583"}
        page.conditional_format(1, first, max(len(self._publication.regions), 1), last, scale)

    def _write_method(self) -> None:
        """The texts of the booklet, so that nobody counts without knowing what."""
        page = self._book.add_worksheet(self._word("page.method")[:31])
        page.set_column(0, 0, 120)
        booklet, publication = self._publication.booklet, self._publication
        texts = [publication.title, publication.subtitle, f"{publication.period}.", *booklet.publishers]
        texts += [block.text for text in (booklet.method, booklet.legend) if text for block in blocks_of(text)]
        texts += [block.text for text in (*booklet.footnotes, booklet.citation) if text for block in blocks_of(text)]
        if booklet.licence:
            texts.append(f"{self._word('page.licence')} {blocks_of(booklet.licence)[0].text}")
        texts.append(
            self._word("publication.made_by", tool=f"ratingctl {publication.tool}", edition=publication.edition)
        )
        for row, text in enumerate(texts):
            _write_cell(page, row, 0, text, self._head if row == 0 else self._text)

    def _heading(self, key: str) -> str:
        return self._catalogue.heading(key)

    def _word(self, key: str, **values: str) -> str:
        return self._catalogue.said(Message(key, values))


def _write_cell(page: Worksheet, row: int, column: int, value: Value, form: Format) -> None:
    if isinstance(value, Grade):
        page.write_string(row, column, str(value), form)
    elif isinstance(value, int | Decimal):
        page.write_number(row, column, value, form)
    elif value:
        page.write_string(row, column, value[:_LONGEST_TEXT], form)
