"""Terminal renderer: tables, or stacked blocks where the terminal is narrow."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from ratingctl.language.catalogue import Catalogue
from ratingctl.render.grid import Block, Grid, GridColumn
from ratingctl.render.styled_text import StyledText, joined
from ratingctl.report import Cell, CellText, Column, Emphasis, Paragraph, Screen, Span, Table, paragraphs
from ratingctl.words.visible import visible

if TYPE_CHECKING:  # takes time, and only colours need it
    from rich.console import Console

_MARK = "• "
_INDENT = StyledText("  ")

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


def show(screen: Screen, out: TextIO, columns: int | None = None) -> None:
    """Print a screen.

    Args:
        screen: The screen.
        out: Where to; colours are used only if it is a terminal and `NO_COLOR` is unset.
        columns: The width to assume; None for the terminal's own.
    """
    from rich.console import Console  # see above

    console = Console(file=out, width=columns, highlight=False, markup=False, emoji=False)
    _print(console, list(_lines(screen, console.width)))


def drawn_text(screen: Screen, columns: int) -> str:
    """Return a screen as lines of a width with the escape sequences of a terminal; `NO_COLOR` leaves colours out."""
    from rich.console import Console  # see above

    text = io.StringIO()
    console = Console(
        file=text,
        width=columns,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=True,
        color_system="standard",
    )
    lines = [part for line in _lines(screen, columns) for part in _fitted(line, columns)]
    _print(console, lines)
    return text.getvalue()


def plain_text(screen: Screen, columns: int) -> str:
    """Return a screen as text for a pipe or a file: no colours, no spaces at the ends of lines."""
    return "".join([f"{line.plain.rstrip()}\n" for line in _lines(screen, columns)])


def _print(console: "Console", lines: Sequence[StyledText]) -> None:
    from rich.text import Span as RichSpan  # see above
    from rich.text import Text

    if lines:
        whole = joined(lines, "\n")
        console.print(Text(whole.plain, spans=[RichSpan(*span) for span in whole.spans]), soft_wrap=True)


def _fitted(line: StyledText, columns: int) -> Sequence[StyledText]:
    return line.wrapped(columns) if line.width() > columns else [line]


def _lines(screen: Screen, columns: int) -> Iterator[StyledText]:
    """Yield the lines of a screen; titles and notes are not wrapped, the terminal does that."""
    catalogue = Catalogue(screen.language)
    if screen.title:
        yield _text(screen.title, catalogue, "bold")
    for table in screen.tables:
        yield from _table(table, catalogue, columns)
    if screen.notes and (screen.tables or screen.title):
        yield StyledText()
    for note in screen.notes:
        yield _text(note, catalogue)


def _table(table: Table, catalogue: Catalogue, columns: int) -> Iterator[StyledText]:
    if table.title:
        yield StyledText()
        yield from _text(table.title, catalogue, "bold").wrapped(columns)
    if table.rows:
        grid = _grid(table, catalogue)
        if _fits(grid, columns):
            yield StyledText()
            yield from grid.lines(columns)
        else:
            yield from _blocks(table, catalogue, columns)
    if table.note:
        yield from _text(table.note, catalogue, "dim").wrapped(columns)


def _fits(grid: Grid, columns: int) -> bool:
    """Return True if no column must be cut; on a narrow terminal also only if no line must be broken."""
    return grid.natural_width() <= columns or (columns >= NARROW and grid.least_width() <= columns)


def _grid(table: Table, catalogue: Catalogue) -> Grid:
    columns = [GridColumn(catalogue.heading(each.heading), each.numeric, each.whole) for each in table.columns]
    rows = [[_in_grid(cell, catalogue) for cell in row] for row in table.rows]
    crowded = any(len(block.lines) > 1 for row in rows for block in row)
    return Grid(columns, rows, is_airy=crowded)


def _in_grid(cell: Cell, catalogue: Catalogue) -> Block:
    mark = _MARK if isinstance(cell, CellText) and cell.listed else ""
    return Block(tuple([_text(item, catalogue) for item in paragraphs(cell)]), mark)


def _blocks(table: Table, catalogue: Catalogue, columns: int) -> Iterator[StyledText]:
    """Yield the lines of rows as blocks: the first column that names a row, then a line for each other value."""
    name = next((i for i, column in enumerate(table.columns) if not column.numeric), 0)
    for row in table.rows:
        yield StyledText()
        yield from _cell(row[name], catalogue, "bold").wrapped(columns)
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if index != name and paragraphs(cell):
                labelled = _labelled(column, cell, catalogue)
                yield from (joined((_INDENT, line)) for line in labelled.wrapped(columns - len(_INDENT.plain)))


def _labelled(column: Column, cell: Cell, catalogue: Catalogue) -> StyledText:
    heading = catalogue.heading(column.heading)
    label = StyledText.of(f"{heading}: " if heading else "", "dim")
    break_after = StyledText("\n" if heading and len(paragraphs(cell)) > 1 else "")
    return joined((label, break_after, _cell(cell, catalogue)))


def _cell(cell: Cell, catalogue: Catalogue, style: str = "") -> StyledText:
    mark = StyledText(_MARK if isinstance(cell, CellText) and cell.listed else "")
    return joined((joined((mark, _text(item, catalogue, style))) for item in paragraphs(cell)), "\n")


def _text(paragraph: Paragraph, catalogue: Catalogue, style: str = "") -> StyledText:
    """Return a paragraph as it is said.

    Args:
        paragraph: The paragraph.
        catalogue: Says its pieces.
        style: The style of all of it.
    """
    spans: list[tuple[int, int, str]] = []
    pieces: list[str] = []
    length = 0
    for piece in paragraph.pieces:
        text = visible(catalogue.said(piece))
        if isinstance(piece, Span) and (of_piece := _with_link(_STYLES[piece.emphasis], piece.link)):
            spans.append((length, length + len(text), of_piece))
        pieces.append(text)
        length += len(text)
    if style:
        spans.insert(0, (0, length, style))
    return StyledText("".join(pieces), tuple(spans))


def _with_link(style: str, link: str) -> str:
    """Return a style that also links (OSC 8); an address that is not one plain word of the web is left out."""
    is_plain = link.startswith(("https://", "http://")) and link.isascii() and link.isprintable() and " " not in link
    return f"{style} link {link}".strip() if is_plain else style
