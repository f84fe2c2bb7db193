"""Table layout in columns: rich's plainest box, made in one pass, because lists of hundreds of rows are long.

Widths are computed as rich does: every column is as wide as its widest cell, and where that is too much, the widest
column that may be broken gives way first.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Span, Text

_RULE = "─"


class Block(NamedTuple):
    """Content of a cell.

    Attributes:
        lines: Its paragraphs.
        mark: What stands before each of them; further lines of a paragraph are indented as deep.
    """

    lines: tuple[Text, ...]
    mark: str = ""

    def natural_width(self) -> int:
        """Return the width in columns of the screen if nothing is wrapped."""
        return max((cell_len(line.plain) for line in self.lines), default=0) + len(self.mark)

    def least_width(self) -> int:
        """Return the width of the longest word, with the mark."""
        words = (cell_len(word) for line in self.lines for word in line.plain.split())
        return max(words, default=0) + len(self.mark)

    def wrapped(self, width: int, console: Console) -> list[Text]:
        """Return its lines, wrapped at a width."""
        if not self.mark and all(cell_len(line.plain) <= width for line in self.lines):
            return list(self.lines)
        lines = []
        for line in self.lines:
            parts = line.wrap(console, width - len(self.mark), overflow="fold")
            for number, part in enumerate(parts):
                lead = " " * len(self.mark) if number else self.mark
                lines.append(Text(lead).append_text(part) if lead else part)
        return lines


class GridColumn(NamedTuple):
    """Layout of a column.

    Attributes:
        heading: What stands above it.
        numeric: True if its values end under each other.
        whole: True if its values are never broken.
    """

    heading: str
    numeric: bool
    whole: bool


class Grid:
    """A table with a rule below its headings and a blank line between rows of several lines each.

    Args:
        columns: Its columns.
        rows: Its cells.
        is_airy: True to leave a line between rows.
    """

    def __init__(self, columns: Sequence[GridColumn], rows: Sequence[Sequence[Block]], *, is_airy: bool) -> None:
        self._columns = columns
        self._rows = rows
        self._is_airy = is_airy
        headings = [Block((Text(column.heading),)) for column in columns]
        self._cells: list[tuple[Block, ...]] = list(zip(headings, *rows, strict=True))
        self._natural = [max(cell.natural_width() for cell in column) for column in self._cells]
        self._heads = [Block((Text(column.heading, "bold"),)) for column in columns]

    def natural_width(self) -> int:
        """Return the width in columns of the screen if nothing is wrapped."""
        return sum(self._natural) + self._between()

    def least_width(self) -> int:
        """Return the width if only words and whole columns stay in one piece."""
        least = [
            natural if column.whole else max(cell.least_width() for cell in cells)
            for column, natural, cells in zip(self._columns, self._natural, self._cells, strict=True)
        ]
        return sum(least) + self._between()

    def widths(self, most: int) -> list[int]:
        """Return the width of each column; padding counts as part of it while the widest column is looked for.

        Args:
            most: Columns of the screen.
        """
        last = len(self._columns) - 1
        padding = [(number > 0) + (number < last) for number in range(last + 1)]
        padded = [natural + pad for natural, pad in zip(self._natural, padding, strict=True)]
        given = _collapsed(padded, [not column.whole for column in self._columns], most - last)
        return [width - pad for width, pad in zip(given, padding, strict=True)]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = self.widths(options.max_width)
        page = _Page()
        if any(column.heading for column in self._columns):
            self._put_row(page, self._heads, widths, console)
            page.put(Text(_RULE * (sum(widths) + self._between())))
            page.end_line()
        for number, row in enumerate(self._rows):
            if number and self._is_airy:
                page.end_line()
            self._put_row(page, row, widths, console)
        yield from page.text().render(console)

    def _between(self) -> int:
        """Return the width of all gaps between columns: three spaces each."""
        return 3 * (len(self._columns) - 1)

    def _put_row(self, page: "_Page", cells: Sequence[Block], widths: Sequence[int], console: Console) -> None:
        wrapped = [cell.wrapped(width, console) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(len, wrapped))
        if cells is self._heads:
            wrapped = [[Text()] * (height - len(lines)) + lines for lines in wrapped]  # they stand on the rule
        for number in range(height):
            for place, (lines, width, column) in enumerate(zip(wrapped, widths, self._columns, strict=True)):
                text = lines[number] if number < len(lines) else Text()
                space = " " * max(0, width - cell_len(text.plain))
                page.put_plain("   " if place else "")
                page.put_plain(space if column.numeric else "")
                page.put(text)
                page.put_plain("" if column.numeric else space)
            page.end_line()


class _Page:
    """Builder of a long text; its pieces are joined once."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._length = 0

    def put(self, text: Text) -> None:
        plain, start = text.plain, self._length
        if text.style:
            self._spans.append(Span(start, start + len(plain), text.style))
        self._spans += [Span(span.start + start, span.end + start, span.style) for span in text.spans]
        self.put_plain(plain)

    def put_plain(self, plain: str) -> None:
        self._parts.append(plain)
        self._length += len(plain)

    def end_line(self) -> None:
        self.put_plain("\n")

    def text(self) -> Text:
        return Text("".join(self._parts), spans=self._spans, end="")


def _collapsed(widths: list[int], may_shrink: Sequence[bool], most: int) -> list[int]:
    """Return widths that fit, as far as columns may shrink: the widest give way until they equal the next."""
    excess = sum(widths) - most
    while excess > 0 and any(may_shrink):
        shrinking = [width for width, shrinks in zip(widths, may_shrink, strict=True) if shrinks]
        widest = max(shrinking)
        step = min(excess, widest - max((width for width in shrinking if width != widest), default=0))
        if step <= 0:
            break
        giving = [place for place, width in enumerate(widths) if may_shrink[place] and width == widest]
        left = excess
        for number, place in enumerate(giving):
            share = min(step, round(left / (len(giving) - number)))
            widths[place] -= share
            left -= share
        excess = sum(widths) - most
    return widths
