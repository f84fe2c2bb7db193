"""Terminal renderer: tables, or stacked blocks where the terminal is narrow."""

import io
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from ratingctl.language.catalogue import Catalogue
from ratingctl.render.grid import Block, Grid, GridColumn
from ratingctl.report import Cell, CellText, Column, Emphasis, Paragraph, Screen, Table, paragraphs
from ratingctl.words.visible import visible

_MARK = "• "

NARROW = 80
"""Columns; on less than this, a table that does not fit becomes stacked blocks."""

_ANY_HEIGHT = 25
"""Lines of a page that has no end."""

_STYLES = {
    Emphasis.NONE: "",
    Emphasis.STRONG: "bold",
    Emphasis.ITALIC: "italic",
    Emphasis.DIM: "dim",
    Emphasis.GOOD: "green",
    Emphasis.BAD: "red",
    Emphasis.FOUND: "bold underline",
}


def show(screen: Screen, out: TextIO, columns: int | None = None) -> None:
    """Print a screen.

    Args:
        screen: The screen.
        out: Where to; colours are used only if it is a terminal and `NO_COLOR` is unset.
        columns: The width to assume; None for the terminal's own.
    """
    catalogue = Catalogue(screen.language)
    lines = _ANY_HEIGHT if columns else None  # with both, the terminal is not asked again and again
    console = Console(file=out, width=columns, height=lines, highlight=False, markup=False, emoji=False)
    if screen.title:
        console.print(_text(screen.title, catalogue, "bold"), soft_wrap=True)
    for table in screen.tables:
        for part in _table(table, catalogue, console):
            console.print(part, crop=not isinstance(part, Grid))
    if screen.notes and (screen.tables or screen.title):
        console.print()
    for note in screen.notes:
        console.print(_text(note, catalogue), soft_wrap=True)


def plain_text(screen: Screen, columns: int) -> str:
    """Return a screen as text for a pipe or a file: no colours, no spaces at the ends of lines."""
    text = io.StringIO()
    show(screen, text, columns)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


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


def _fits(grid: Grid, console: Console) -> bool:
    """Return True if no column must be cut; on a narrow terminal also only if no line must be broken."""
    return grid.natural_width() <= console.width or (console.width >= NARROW and grid.least_width() <= console.width)


def _grid(table: Table, catalogue: Catalogue) -> Grid:
    columns = [GridColumn(catalogue.heading(each.heading), each.numeric, each.whole) for each in table.columns]
    crowded = any(len(paragraphs(cell)) > 1 for row in table.rows for cell in row)
    return Grid(columns, [[_in_grid(cell, catalogue) for cell in row] for row in table.rows], is_airy=crowded)


def _in_grid(cell: Cell, catalogue: Catalogue) -> Block:
    mark = _MARK if isinstance(cell, CellText) and cell.listed else ""
    return Block(tuple(_text(item, catalogue) for item in paragraphs(cell)), mark)


def _blocks(table: Table, catalogue: Catalogue) -> Iterator[RenderableType]:
    """Iterate over rows as blocks: the first column that names a row, then a line for each other value."""
    name = next((i for i, column in enumerate(table.columns) if not column.numeric), 0)
    for row in table.rows:
        yield Text()
        yield _cell(row[name], catalogue, "bold")
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if index != name and paragraphs(cell):
                yield Padding(_labelled(column, cell, catalogue), (0, 0, 0, 2))


def _labelled(column: Column, cell: Cell, catalogue: Catalogue) -> Text:
    heading = catalogue.heading(column.heading)
    label = Text().append(f"{heading}: " if heading else "", style="dim")
    lines = paragraphs(cell)
    break_after = "\n" if heading and len(lines) > 1 else ""
    return label.append(break_after).append_text(_cell(cell, catalogue))


def _cell(cell: Cell, catalogue: Catalogue, style: str = "") -> Text:
    mark = _MARK if isinstance(cell, CellText) and cell.listed else ""
    return Text("\n").join(Text(mark).append_text(_text(item, catalogue, style)) for item in paragraphs(cell))


def _text(paragraph: Paragraph, catalogue: Catalogue, style: str = "") -> Text:
    text = Text(style=style)
    for span in paragraph.spans():
        style_of_span = _STYLES[span.emphasis]
        text.append(visible(catalogue.said(span.piece)), style=_with_link(style_of_span, span.link))
    return text


def _with_link(style: str, link: str) -> str:
    """Return a style that also links (OSC 8); an address that is not one plain word of the web is left out."""
    is_plain = link.startswith(("https://", "http://")) and link.isascii() and link.isprintable() and " " not in link
    return f"{style} link {link}".strip() if is_plain else style
