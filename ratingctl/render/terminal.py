"""A report on a terminal: rich tables, or stacked blocks where the terminal is narrow."""

from collections.abc import Iterator
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from ratingctl.render.catalogue import Catalogue
from ratingctl.render.visible import visible
from ratingctl.report import Cell, Column, Emphasis, Line, Prose, Report, Table, paragraphs

_ANY_WIDTH = 10_000
_MARK = "• "

NARROW = 80
"""Columns; on less than this, a table that does not fit becomes stacked blocks."""

_STYLES = {
    Emphasis.NONE: "",
    Emphasis.STRONG: "bold",
    Emphasis.ITALIC: "italic",
    Emphasis.DIM: "dim",
    Emphasis.GOOD: "green",
    Emphasis.BAD: "red",
    Emphasis.FOUND: "bold underline",
}


def show(report: Report, out: TextIO, columns: int | None = None) -> None:
    """Print a report.

    Args:
        report: The report.
        out: Where to; colours are used only if it is a terminal and `NO_COLOR` is unset.
        columns: The width to assume; None for the terminal's own.
    """
    catalogue = Catalogue(report.language)
    console = Console(file=out, width=columns, highlight=False, markup=False, emoji=False)
    if report.title:
        console.print(_text(report.title, catalogue, "bold"), soft_wrap=True)
    for table in report.tables:
        for part in _table(table, catalogue, console):
            console.print(part)
    if report.notes and (report.tables or report.title):
        console.print()
    for note in report.notes:
        console.print(_text(note, catalogue), soft_wrap=True)


def _table(table: Table, catalogue: Catalogue, console: Console) -> Iterator[RenderableType]:
    if table.title:
        yield Text()
        yield _text(table.title, catalogue, "bold")
    if table.rows:
        grid = _grid(table, catalogue)
        if _fits(grid, console):
            yield Text()
            yield grid
        else:
            yield from _blocks(table, catalogue)
    if table.note:
        yield _text(table.note, catalogue, "dim")


def _fits(grid: RichTable, console: Console) -> bool:
    """True if no column must be cut; on a narrow terminal also only if no line must be broken."""
    needs = Measurement.get(console, console.options.update(max_width=_ANY_WIDTH), grid)
    return needs.maximum <= console.width or (console.width >= NARROW and needs.minimum <= console.width)


def _grid(table: Table, catalogue: Catalogue) -> RichTable:
    crowded = any(len(paragraphs(cell)) > 1 for row in table.rows for cell in row)
    grid = RichTable(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        show_header=any(column.heading for column in table.columns),
        leading=1 if crowded else 0,
    )
    rows = [[_in_grid(cell, catalogue) for cell in row] for row in table.rows]
    for index, column in enumerate(table.columns):
        heading = Text(catalogue.heading(column.heading))
        widths = [cell.cell_len for row in rows if isinstance(cell := row[index], Text)]
        grid.add_column(
            heading,
            justify="right" if column.numeric else "left",
            no_wrap=column.whole,
            min_width=max([heading.cell_len, *widths]) if column.whole else None,
            overflow="fold",
        )
    for row in rows:
        grid.add_row(*row)
    return grid


def _in_grid(cell: Cell, catalogue: Catalogue) -> "Text | _Items":
    if isinstance(cell, Prose) and cell.listed:
        return _Items([_text(item, catalogue) for item in cell.lines])
    return _cell(cell, catalogue)


class _Items:
    """The items of a list, hanging from their marks; a table inside the table would do it ten times slower."""

    def __init__(self, items: list[Text]) -> None:
        self._items = items
        words = (cell_len(word) for item in items for word in item.plain.split())
        lines = (item.cell_len for item in items)
        self._needs = Measurement(max(words, default=0) + len(_MARK), max(lines, default=0) + len(_MARK))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return self._needs.with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for item in self._items:
            for number, part in enumerate(item.wrap(console, options.max_width - len(_MARK), overflow="fold")):
                yield Text(" " * len(_MARK) if number else _MARK).append_text(part)


def _blocks(table: Table, catalogue: Catalogue) -> Iterator[RenderableType]:
    """Each row as a block: the first column that names it, then a line for each other value."""
    name = next((i for i, column in enumerate(table.columns) if not column.numeric), 0)
    for row in table.rows:
        yield Text()
        yield _cell(row[name], catalogue, "bold")
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if index != name and paragraphs(cell):
                yield Padding(_labelled(column, cell, catalogue), (0, 0, 0, 2))


def _labelled(column: Column, cell: Cell, catalogue: Catalogue) -> Text:
    heading = catalogue.heading(column.heading)
    label = Text(f"{heading}: ", style="dim") if heading else Text()
    lines = paragraphs(cell)
    break_after = "\n" if heading and len(lines) > 1 else ""
    return label.append(break_after).append_text(_cell(cell, catalogue))


def _cell(cell: Cell, catalogue: Catalogue, style: str = "") -> Text:
    mark = _MARK if isinstance(cell, Prose) and cell.listed else ""
    return Text("\n").join(Text(mark).append_text(_text(item, catalogue, style)) for item in paragraphs(cell))


def _text(paragraph: Line, catalogue: Catalogue, style: str = "") -> Text:
    text = Text(style=style)
    for span in paragraph.spans():
        text.append(visible(catalogue.said(span.piece)), style=_STYLES[span.emphasis])
    return text
