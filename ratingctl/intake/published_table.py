"""Parse a published table: unit and score (previous score), then a column of events for each edition."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ratingctl.domain.handed_tables import LooseParagraph, Passage, TablePart, TableRow
from ratingctl.intake.torn_columns import ColumnWords, begins_inside, columns_of, is_open
from ratingctl.words.fold import fold

_NUMBER = r"\d+(?:[.,]\d+)?"
_NONE = r"[–—-]|n/?a|н/?[доa]"
_SCORE = re.compile(
    rf"(?P<name>.*?)(?:^|(?<=\s)|(?<=:))(?P<score>{_NUMBER}|{_NONE})\s*"
    rf"(?:\(\s*(?P<previous>[^()]{{0,20}}?)\s*\)(?:\s*[▲▼△▽↑↓→=])?(?:\s*[+−–-]?{_NUMBER})?)?",
    re.IGNORECASE,
)
_FOOTNOTE_MARKS = re.compile(r"[⁰¹²³⁴-⁹*†‡]+")
_LONGEST_HEADING = 90
_LEAST_SHARE = 0.4
"""The share of rows with a name and a score, from which on a table is of the printed shape."""
_MOSTLY = 0.7
"""The share of paragraphs that end in a full stop, from which on one without was broken off by a page."""


class ColumnPassage(NamedTuple):
    """A paragraph in a column of a unit; `torn` where it is not visible in the file to which column it belongs."""

    passage: Passage
    torn: bool = False


class PublishedUnit(NamedTuple):
    """A unit as the table prints it.

    Attributes:
        line: Where it begins.
        name: Its name.
        score: Its score as it is printed; empty where there is none.
        previous: Its previous score, in brackets; empty where there is none.
        columns: The paragraphs of each column of events, the oldest edition first.
    """

    line: int
    name: str
    score: str
    previous: str
    columns: tuple[tuple[ColumnPassage, ...], ...]


class PublishedTable(NamedTuple):
    """A published table.

    Attributes:
        heads: What stands above each column of events.
        units: Its units in order.
        strays: Paragraphs that belong to no unit, behind the first row.
    """

    heads: tuple[str, ...]
    units: tuple[PublishedUnit, ...]
    strays: tuple[Passage, ...]


Cells = tuple[tuple[Passage, ...], ...]


@dataclass
class _UnitDraft:
    """A unit while its rows are gathered: pieces of cells, each of one row, and of torn paragraphs."""

    line: int
    name: str
    score: str = ""
    previous: str = ""
    pieces: list[Cells | list[Passage]] = field(default_factory=list)


def published_table(parts: Iterable[TablePart], knows: Callable[[str], bool]) -> PublishedTable:
    """Return the units of a published table with their scores and columns.

    Rows with an empty first cell go on with the unit above, as do rows that a page has torn; a name and its score may
    stand in rows one below the other. A paragraph between rows belongs to the unit above, and is given to the column
    where it fits best.

    Args:
        parts: The rows of the table, and what stands between them.
        knows: Tells whether a text is the name of a unit that the rating has.
    """
    gatherer = _Gatherer(knows)
    listed = list(parts)
    numbers = _printed_shape(listed)
    for part in listed:
        if isinstance(part, LooseParagraph) or part.table in numbers:
            gatherer.take(part)
    return gatherer.table()


def _printed_shape(parts: Sequence[TablePart]) -> set[int]:
    """Return the numbers of the tables of which enough rows begin with a name and a score."""
    rows: dict[int, list[bool]] = {}
    for part in parts:
        if isinstance(part, TableRow) and part.cells and part.cells[0]:
            match = _SCORE.fullmatch(_FOOTNOTE_MARKS.sub("", _text(part.cells[0])))
            rows.setdefault(part.table, []).append(bool(match and (match["name"] or match["previous"])))
    return {
        number for number, shapes in rows.items() if any(shapes) and sum(shapes) >= _LEAST_SHARE * (len(shapes) - 1)
    }


class _Gatherer:
    def __init__(self, knows: Callable[[str], bool]) -> None:
        self._knows = knows
        self._heads: list[str] = []
        self._units: list[_UnitDraft] = []
        self._loose: list[Passage] = []
        self._strays: list[Passage] = []

    def take(self, part: TablePart) -> None:
        if isinstance(part, LooseParagraph):
            self._take_loose(part.passage)
        elif len(part.cells) > 1 and any(part.cells):
            self._take_row(part)

    def table(self) -> PublishedTable:
        """Return the table: what stands behind its last row belongs to none of its units."""
        self._strays += self._loose
        self._loose = []
        count = len(self._heads)
        for unit in self._units:
            count = max([count, *(len(piece) for piece in unit.pieces if isinstance(piece, tuple))])
        whole: list[list[str]] = [[] for _ in range(count)]
        for unit in self._units:
            for piece in unit.pieces:
                for column, cell in enumerate(piece if isinstance(piece, tuple) else ()):
                    whole[column] += [passage.text for passage in cell]
        words = ColumnWords(whole)
        texts = [text for column in whole for text in column]
        breaks = bool(texts) and sum(not is_open(text) for text in texts) >= _MOSTLY * len(texts)
        heads = (*self._heads, *[""] * (count - len(self._heads)))
        return PublishedTable(
            heads, tuple(_unit(unit, count, words, breaks) for unit in self._units), tuple(self._strays)
        )

    def _take_loose(self, passage: Passage) -> None:
        if not self._units:
            return
        unit = self._units[-1]
        match = _SCORE.fullmatch(passage.text)
        if match and not match["name"] and not unit.score and not self._loose:
            _adopt(unit, match)
        else:
            self._loose.append(passage)

    def _take_row(self, row: TableRow) -> None:
        first = _FOOTNOTE_MARKS.sub("", _text(row.cells[0]))
        cells = row.cells[1:]
        if self._is_head(first, cells):
            self._add_head(cells)
            return
        match = _SCORE.fullmatch(first)
        name = match["name"].strip(" :") if match else first
        unit = self._units[-1] if self._units else None
        is_heading = not match and not any(cells) and not self._knows(name)
        if first and not is_heading and (unit is None or not self._goes_on(unit, name, match)):
            self._put_loose()
            unit = _UnitDraft(row.line, name)
            self._units.append(unit)
        elif unit is not None and name and not is_heading and not unit.score:
            self._put_loose()
            unit.name = f"{unit.name} {name}".strip()
        if is_heading:
            self._put_loose(before_heads=True)
        elif unit is None:
            self._strays += [passage for cell in cells for passage in cell]
        else:
            if match and not unit.score:
                _adopt(unit, match)
            self._put_loose()
            unit.pieces.append(cells)

    def _is_head(self, first: str, cells: Cells) -> bool:
        if self._heads and [fold(_text(cell)) for cell in cells if cell] == [fold(head) for head in self._heads]:
            return True
        is_above = not self._units and (not self._heads or not any(cells))
        return is_above and not _SCORE.fullmatch(first) and not self._knows(first)

    def _add_head(self, cells: Cells) -> None:
        self._put_loose(before_heads=True)
        if not self._heads:
            self._heads = [_text(cell) for cell in cells]

    def _goes_on(self, unit: _UnitDraft, name: str, match: re.Match[str] | None) -> bool:
        """Return True if a first cell belongs to the unit above: its score alone, or the rest of its name."""
        if not name:
            return True
        if unit.score or self._knows(name):
            return False
        return not self._knows(unit.name) or self._knows(f"{unit.name} {name}")

    def _put_loose(self, *, before_heads: bool = False) -> None:
        """Give the loose paragraphs to the unit above; a heading above the heads of a table is none."""
        loose, self._loose = self._loose, []
        if before_heads:
            while loose and _is_heading(loose[-1].text):
                loose.pop()
        if loose and self._units:
            self._units[-1].pieces.append(loose)


def _adopt(unit: _UnitDraft, match: re.Match[str]) -> None:
    unit.score, unit.previous = match["score"], match["previous"] or ""


def _text(cell: Sequence[Passage]) -> str:
    return " ".join(passage.text for passage in cell).strip()


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and is_open(text)


def _unit(unit: _UnitDraft, count: int, words: ColumnWords, breaks: bool) -> PublishedUnit:
    columns: list[list[ColumnPassage]] = [[] for _ in range(count)]
    for place, piece in enumerate(unit.pieces):
        if isinstance(piece, tuple):
            rows = [[ColumnPassage(passage) for passage in cell] for cell in piece]
        else:
            before = [column[-1].passage.text if column else "" for column in columns]
            after = _after(unit.pieces[place + 1 :], count)
            rows = [[] for _ in range(count)]
            chosen = columns_of([passage.text for passage in piece], before, after, words)
            for torn, number in zip(piece, chosen, strict=True):
                _append(rows[number], ColumnPassage(torn, torn=True), breaks)
        for column, passages in zip(columns, rows, strict=False):
            for number, passage in enumerate(passages):
                _append(column, passage, breaks and number == 0)
    return PublishedUnit(unit.line, unit.name, unit.score, unit.previous, tuple(map(tuple, columns)))


def _after(pieces: Sequence[Cells | list[Passage]], count: int) -> list[str]:
    """Return the first paragraph of each column in the row that follows."""
    row = next((piece for piece in pieces if isinstance(piece, tuple)), ())
    texts = [cell[0].text if cell else "" for cell in row]
    return [*texts, *[""] * (count - len(texts))][:count]


def _append(column: list[ColumnPassage], new: ColumnPassage, breaks: bool) -> None:
    """Add a paragraph to a column; one that goes on with a sentence that was broken off is joined to it."""
    above = column[-1] if column else None
    text = new.passage.text
    if above and is_open(above.passage.text) and (begins_inside(text) or breaks):
        space = "" if above.passage.text.endswith("-") else " "
        runs = (*above.passage.runs, (space, above.passage.runs[-1][1]), *new.passage.runs)
        column[-1] = ColumnPassage(Passage(above.passage.line, runs), above.torn or new.torn)
    else:
        column.append(new)
