"""Table layout in columns: rich's plainest box, made in one pass, because lists of hundreds of rows are long.

Widths are computed as rich does: every column is as wide as its widest cell, and where that is too much, the widest
column that may be broken gives way first.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ratingctl.render.styled_text import StyledText, joined

_RULE = "─"


class Block(NamedTuple):
    """Content of a cell.

    Attributes:
        lines: Its paragraphs.
        mark: What stands before each of them; further lines of a paragraph are indented as deep.
    """

    lines: tuple[StyledText, ...]
    mark: str = ""

    def natural_width(self) -> int:
        """Return the width in columns of the screen if nothing is wrapped."""
        return max([line.width() for line in self.lines], default=0) + len(self.mark)

    def least_width(self) -> int:
        """Return the width of the longest word, with the mark."""
        return max([line.widest_word() for line in self.lines], default=0) + len(self.mark)

    def wrapped(self, width: int) -> Sequence[StyledText]:
        """Return its lines, wrapped at a width."""
        if not self.mark and len(self.lines) == 1:
            return self.lines[0].wrapped(width)
        if not self.mark:
            return [part for line in self.lines for part in line.wrapped(width)]
        indent = " " * len(self.mark)
        return [
            joined((StyledText(indent if number else self.mark), part))
            for line in self.lines
            for number, part in enumerate(line.wrapped(width - len(self.mark)))
        ]


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
        self._heads = [Block((StyledText.of(column.heading, "bold"),)) for column in columns]
        self._cells: list[tuple[Block, ...]] = list(zip(self._heads, *rows, strict=True))
        self._natural = [max([cell.natural_width() for cell in column]) for column in self._cells]

    def natural_width(self) -> int:
        """Return the width in columns of the screen if nothing is wrapped."""
        return sum(self._natural) + self._between()

    def least_width(self) -> int:
        """Return the width if only words and whole columns stay in one piece."""
        least = [
            natural if column.whole else max([cell.least_width() for cell in cells])
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

    def lines(self, most: int) -> Iterator[StyledText]:
        """Yield its lines.

        Args:
            most: Columns of the screen.
        """
        widths = self.widths(most)
        if any(column.heading for column in self._columns):
            yield from self._row(self._heads, widths, to_bottom=True)
            yield StyledText(_RULE * (sum(widths) + self._between()))
        for number, row in enumerate(self._rows):
            if number and self._is_airy:
                yield StyledText()
            yield from self._row(row, widths)

    def _between(self) -> int:
        """Return the width of all gaps between columns: three spaces each."""
        return 3 * (len(self._columns) - 1)

    def _row(self, cells: Sequence[Block], widths: Sequence[int], *, to_bottom: bool = False) -> Iterator[StyledText]:
        """Yield the lines of a row.

        Args:
            cells: Its cells.
            widths: The widths of the columns.
            to_bottom: True for headings, which stand on the rule.
        """
        columns = [cell.wrapped(width) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(len, columns))
        if to_bottom:
            columns = [[_NOTHING] * (height - len(lines)) + [*lines] for lines in columns]
        for number in range(height):
            plain = ""
            spans: list[tuple[int, int, str]] = []
            for lines, width, column in zip(columns, widths, self._columns, strict=True):
                text = lines[number] if number < len(lines) else _NOTHING
                space = " " * (width - text.width())
                if text.spans:
                    start = len(plain) + (len(space) if column.numeric else 0)
                    spans += [(first + start, last + start, style) for first, last, style in text.spans]
                plain += f"{space}{text.plain}{_GAP}" if column.numeric else f"{text.plain}{space}{_GAP}"
            yield StyledText(plain.removesuffix(_GAP), tuple(spans))


_NOTHING = StyledText()
_GAP = "   "


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
