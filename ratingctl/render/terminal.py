"""Terminal renderer: tables, or stacked blocks where the terminal is narrow."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

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
_LEAST = 20
"""Columns; what is narrower is written as for these."""


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
    _print(console, list(_lines(screen, console.width, is_styled=True)))


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
    lines = [part for line in _lines(screen, columns, is_styled=True) for part in _fitted(line, columns)]
    _print(console, lines)
    return text.getvalue()


def plain_text(screen: Screen, columns: int) -> str:
    """Return a screen as text for a pipe or a file: no colours, no spaces at the ends of lines."""
    return "".join([f"{line.plain.rstrip()}\n" for line in _lines(screen, columns, is_styled=False)])


def _print(console: "Console", lines: Sequence[StyledText]) -> None:
    from rich.text import Span as RichSpan  # see above
    from rich.text import Text

    if lines:
        whole = joined(lines, "\n")
        console.print(Text(whole.plain, spans=[RichSpan(*span) for span in whole.spans]), soft_wrap=True)


def _fitted(line: StyledText, columns: int) -> Sequence[StyledText]:
    return line.wrapped(columns) if line.width() > columns else [line]


class _Writer(NamedTuple):
    """What writes the texts of a screen.

    Attributes:
        catalogue: Says them in the language of the screen.
        is_styled: False where nothing would show a style.
    """

    catalogue: Catalogue
    is_styled: bool

    def text(self, paragraph: Paragraph, style: str = "") -> StyledText:
        """Return a paragraph.

        Args:
            paragraph: The paragraph.
            style: The style of all of it.
        """
        pieces = [self.catalogue.said(piece) for piece in paragraph.pieces]
        plain = "".join(pieces)
        if visible(plain) != plain:
            pieces = list(map(visible, pieces))
            plain = "".join(pieces)
        if not self.is_styled:
            return StyledText(plain)
        spans = [(0, len(plain), style)] if style else []
        start = 0
        for piece, text in zip(paragraph.pieces, pieces, strict=True):
            if isinstance(piece, Span) and (of_piece := _with_link(_STYLES[piece.emphasis], piece.link)):
                spans.append((start, start + len(text), of_piece))
            start += len(text)
        return StyledText(plain, tuple(spans))

    def label(self, plain: str, style: str) -> StyledText:
        """Return a text of the renderer's own."""
        return StyledText.of(plain, style if self.is_styled else "")


def _lines(screen: Screen, columns: int, *, is_styled: bool) -> Iterator[StyledText]:
    """Yield the lines of a screen; titles and notes are not wrapped, the terminal does that."""
    writer = _Writer(Catalogue(screen.language), is_styled)
    columns = max(_LEAST, columns)
    if screen.title:
        yield writer.text(screen.title, "bold")
    for table in screen.tables:
        yield from _table(table, writer, columns)
    if screen.notes and (screen.tables or screen.title):
        yield StyledText()
    for note in screen.notes:
        yield writer.text(note)


def _table(table: Table, writer: _Writer, columns: int) -> Iterator[StyledText]:
    if table.title:
        yield StyledText()
        yield from writer.text(table.title, "bold").wrapped(columns)
    if table.rows:
        grid = _grid(table, writer)
        if _fits(grid, columns):
            yield StyledText()
            yield from grid.lines(columns)
        else:
            yield from _blocks(table, writer, columns)
    if table.note:
        yield from writer.text(table.note, "dim").wrapped(columns)


def _fits(grid: Grid, columns: int) -> bool:
    """Return True if no column must be cut; on a narrow terminal also only if no line must be broken."""
    return grid.natural_width() <= columns or (columns >= NARROW and grid.least_width() <= columns)


def _grid(table: Table, writer: _Writer) -> Grid:
    columns = [GridColumn(writer.catalogue.heading(each.heading), each.numeric, each.whole) for each in table.columns]
    rows = [[_in_grid(cell, writer) for cell in row] for row in table.rows]
    crowded = any(len(block.lines) > 1 for row in rows for block in row)
    return Grid(columns, rows, is_airy=crowded)


def _in_grid(cell: Cell, writer: _Writer) -> Block:
    mark = _MARK if isinstance(cell, CellText) and cell.listed else ""
    return Block(tuple([writer.text(item) for item in paragraphs(cell)]), mark)


def _blocks(table: Table, writer: _Writer, columns: int) -> Iterator[StyledText]:
    """Yield the lines of rows as blocks: the first column that names a row, then a line for each other value."""
    name = next((i for i, column in enumerate(table.columns) if not column.numeric), 0)
    for row in table.rows:
        yield StyledText()
        yield from _cell(row[name], writer, "bold").wrapped(columns)
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if index != name and paragraphs(cell):
                labelled = _labelled(column, cell, writer)
                yield from (joined((_INDENT, line)) for line in labelled.wrapped(columns - len(_INDENT.plain)))


def _labelled(column: Column, cell: Cell, writer: _Writer) -> StyledText:
    heading = writer.catalogue.heading(column.heading)
    label = writer.label(f"{heading}: " if heading else "", "dim")
    break_after = StyledText("\n" if heading and len(paragraphs(cell)) > 1 else "")
    return joined((label, break_after, _cell(cell, writer)))


def _cell(cell: Cell, writer: _Writer, style: str = "") -> StyledText:
    mark = StyledText(_MARK if isinstance(cell, CellText) and cell.listed else "")
    return joined((joined((mark, writer.text(item, style))) for item in paragraphs(cell)), "\n")


def _with_link(style: str, link: str) -> str:
    """Return a style that also links (OSC 8); an address that is not one plain word of the web is left out."""
    is_plain = link.startswith(("https://", "http://")) and link.isascii() and link.isprintable() and " " not in link
    return f"{style} link {link}".strip() if is_plain else style
