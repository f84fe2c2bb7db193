"""Tables that people hand in, as they are read from a file: sheets of cells, and printed tables of paragraphs."""

from collections.abc import Sequence
from typing import NamedTuple


class SheetCell(NamedTuple):
    """One cell of a sheet.

    Attributes:
        text: What it shows, without spaces around it; a formula as its value.
        origin: Row and column of the cell that shows it: the first one of a merged range; counted from 1.
    """

    text: str
    origin: tuple[int, int]


class HandedSheet(NamedTuple):
    """One sheet of a spreadsheet, or a list of separated values.

    Attributes:
        name: What it is called; empty for a list.
        rows: Its rows of equal length; a merged range repeats its text in each of its cells.
        lines: The number of each row in the file, counted from 1.
        others: The names of the other sheets of the file that hold something.
        encoding: The encoding of a list that is not UTF-8; else empty.
    """

    name: str
    rows: Sequence[Sequence[SheetCell]]
    lines: Sequence[int]
    others: tuple[str, ...] = ()
    encoding: str = ""


class Passage(NamedTuple):
    """One paragraph of a printed table.

    Attributes:
        line: Its line or place in the file, counted from 1.
        runs: Its pieces in order, each with whether it stands in italics.
    """

    line: int
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """Return its text."""
        return "".join(text for text, _ in self.runs)

    def is_italic(self, start: int, end: int) -> bool:
        """Return True if most letters between two offsets of its text stand in italics."""
        place, italic, letters = 0, 0, 0
        for text, is_italic in self.runs:
            piece = text[max(0, start - place) : max(0, end - place)]
            count = sum(letter.isalpha() for letter in piece)
            letters += count
            italic += count if is_italic else 0
            place += len(text)
        return letters > 0 and italic * 2 > letters


class TableRow(NamedTuple):
    """One row of a printed table.

    Attributes:
        line: Its line or place in the file, counted from 1.
        cells: The paragraphs of each of its cells.
        table: The number of its table in the file.
    """

    line: int
    cells: tuple[tuple[Passage, ...], ...]
    table: int = 0


class LooseParagraph(NamedTuple):
    """A paragraph between the rows of a table: a heading, or a piece of a row that was torn by a page."""

    passage: Passage


TablePart = TableRow | LooseParagraph
