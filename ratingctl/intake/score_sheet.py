"""Parse a sheet of scores: its heads, the column of the units, and what scores each other column holds."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ratingctl.domain.handed_tables import HandedSheet, SheetCell
from ratingctl.words.fold import fold, words_of

_NUMBER = re.compile(r"[−-]?\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNIT_WORD = re.compile(
    r"\b(?:countr\w*|regions?|units?|territor\w*|states?|name|cit(?:y|ies)|регион\w*|субъект\w*|стран[аы]|назван\w*"
    r"|единиц\w*|город\w*|территори\w*)\b"
)
_EDITION_WORD = re.compile(r"(?:year|edition|issue|год|выпуск|издание)")
_SCORE_WORD = re.compile(r"\b(?:total|score|overall|index|points|rating|оценк\w*|балл\w*|итог\w*|индекс|рейтинг)\b")
COLUMNS = ("unit", "group", "edition", "score")
"""What a column may hold, beside the scores of a dimension."""
_MOST_HEADS = 12
"""The rows at the top among which heads are looked for."""


class ScoreColumn(NamedTuple):
    """A column of scores in a sheet.

    Attributes:
        place: Its place, counted from 0.
        head: Its head.
        edition: The edition that the head names; empty where it names none.
        dimension: The id of the dimension whose scores it holds; empty for the score of the unit.
    """

    place: int
    head: str
    edition: str
    dimension: str = ""


class ScoreRecord(NamedTuple):
    """A score as a sheet has it.

    Attributes:
        line: Its row.
        unit: The unit as the sheet spells it.
        edition: The edition that the sheet names; empty where it names none.
        score: The score as it is written.
        dimension: The id of its dimension; empty for the score of the unit.
    """

    line: int
    unit: str
    edition: str
    score: str
    dimension: str = ""


class ScoreSheet(NamedTuple):
    """A sheet of scores.

    Attributes:
        heads: The numbers of the rows with heads.
        unit: The head of the column with the units.
        group: The head of the column with the larger units to which they belong; empty where there is none.
        groups: What stands in that column, by unit.
        columns: The columns with scores.
        unused: The heads of the columns that were left out.
        records: The scores.
    """

    heads: tuple[int, ...]
    unit: str
    group: str
    groups: Mapping[str, str]
    columns: tuple[ScoreColumn, ...]
    unused: tuple[str, ...]
    records: tuple[ScoreRecord, ...]


class ScoreSheetError(ValueError):
    """A sheet whose columns cannot be told.

    Attributes:
        what: Which column cannot be told: `unit`, `score`, or the name in the mapping that no head fits.
        heads: The heads of the columns in question.
    """

    def __init__(self, what: str, heads: Sequence[str]) -> None:
        super().__init__(what)
        self.what = what
        self.heads = heads


def score_sheet(
    sheet: HandedSheet,
    knows: Callable[[str], bool],
    editions: Collection[str],
    mapping: Mapping[str, str],
    dimensions: Mapping[str, str] = MappingProxyType({}),
    group_words: Collection[str] = (),
) -> ScoreSheet:
    """Return the scores of a sheet.

    Editions may stand in the heads, one column or more for each, or in a column of their own; heads may have two or
    three rows, of which merged cells are joined. A column headed by the name or the id of a dimension holds its scores.

    Args:
        sheet: The sheet.
        knows: Tells whether a text is the name of a unit of the rating.
        editions: The ids of the rating's editions.
        mapping: Heads by what their columns hold: one of `COLUMNS`, or the id of a dimension.
        dimensions: The names of the rating's dimensions, by id.
        group_words: Heads of the column with the larger units.

    Raises:
        ScoreSheetError: If it cannot be told which column holds the units, or the scores.
    """
    layout = _Layout(sheet, knows, editions, mapping, dimensions)
    layout.group_words = set(map(fold, group_words))
    return layout.parsed()


class _Layout:
    def __init__(
        self,
        sheet: HandedSheet,
        knows: Callable[[str], bool],
        editions: Collection[str],
        mapping: Mapping[str, str],
        dimensions: Mapping[str, str],
    ) -> None:
        self._sheet = sheet
        self._knows = knows
        self._editions = sorted(editions, key=len, reverse=True)
        self._mapping = mapping
        self._dimensions = dimensions
        self.group_words: Collection[str] = ()
        self._first = _first_data_row(sheet.rows, knows)
        self._heads = _heads(sheet.rows[: self._first], self._width)

    @property
    def _width(self) -> int:
        return len(self._sheet.rows[0]) if self._sheet.rows else 0

    def parsed(self) -> ScoreSheet:
        """Return the sheet with its columns told apart."""
        unit = self._mapped("unit")
        unit = self._unit_column() if unit is None else unit
        edition = self._mapped("edition")
        edition = self._edition_column(unit) if edition is None else edition
        parts = self._dimension_columns(unit, edition)
        scores = [*self._score_columns({unit, edition, *(column.place for column in parts)}, edition), *parts]
        if not scores:
            raise ScoreSheetError("score", [head for place, head in enumerate(self._heads) if head and place != unit])
        group = self._group_column(unit)
        used = {unit, edition, group, *(column.place for column in scores)}
        records = [
            record
            for row, line in zip(self._sheet.rows[self._first :], self._sheet.lines[self._first :], strict=True)
            if row[unit].text
            for record in self._records(row, line, unit, edition, scores)
        ]
        return ScoreSheet(
            tuple(self._sheet.lines[: self._first]),
            self._heads[unit],
            "" if group is None else self._heads[group],
            {} if group is None else {row[unit].text: row[group].text for row in self._sheet.rows[self._first :]},
            tuple(scores),
            tuple(head for place, head in enumerate(self._heads) if head and place not in used),
            tuple(records),
        )

    def _records(
        self,
        row: Sequence[SheetCell],
        line: int,
        unit: int,
        edition: int | None,
        scores: Sequence[ScoreColumn],
    ) -> list[ScoreRecord]:
        named = row[edition].text if edition is not None else ""
        of_row = self._edition_in(named) or named
        return [
            ScoreRecord(line, row[unit].text, column.edition or of_row, row[column.place].text, column.dimension)
            for column in scores
        ]

    def _mapped(self, what: str) -> int | None:
        head = self._mapping.get(what)
        return None if head is None else self._columns_headed(head)[0].place

    def _columns_headed(self, head: str) -> list[ScoreColumn]:
        """Return the columns with a head: it is the whole, or what is left of it without its edition."""
        wanted = fold(head)
        columns = [
            ScoreColumn(place, known, self._edition_in(known))
            for place, known in enumerate(self._heads)
            if wanted in (fold(known), fold(self._without_edition(known)))
        ]
        if not columns:
            raise ScoreSheetError(head, [known for known in self._heads if known])
        return columns

    def _unit_column(self) -> int:
        rows = self._sheet.rows[self._first :]
        texts = [[row[place].text for row in rows if row[place].text] for place in range(self._width)]
        known = [sum(map(self._knows, column)) for column in texts]
        most = max(known, default=0)
        if most:
            return known.index(most)
        words = [place for place, head in enumerate(self._heads) if _UNIT_WORD.search(fold(head)) and texts[place]]
        names = [
            place
            for place, column in enumerate(texts)
            if column and sum(not _NUMBER.fullmatch(text) for text in column) > len(column) / 2
        ]
        fitting = [place for place in words if place in names] or names
        if not fitting:
            raise ScoreSheetError("unit", [head for head in self._heads if head])
        return fitting[0] if words else max(fitting, key=lambda place: len(set(texts[place])))

    def _group_column(self, unit: int) -> int | None:
        mapped = self._mapped("group")
        named = [place for place, head in enumerate(self._heads) if fold(head) in self.group_words and place != unit]
        return named[0] if mapped is None and named else mapped

    def _edition_column(self, unit: int) -> int | None:
        for place, head in enumerate(self._heads):
            texts = [row[place].text for row in self._sheet.rows[self._first :] if row[place].text]
            is_edition = texts and all(self._edition_in(text) == text for text in texts)
            if place != unit and is_edition and (_EDITION_WORD.fullmatch(fold(head)) or len(set(texts)) < len(texts)):
                return place
        return None

    def _dimension_columns(self, unit: int, edition: int | None) -> list[ScoreColumn]:
        """Return the columns with the scores of dimensions: as they are mapped, else by their heads."""
        columns: list[ScoreColumn] = []
        for id_, name in self._dimensions.items():
            if id_ in self._mapping:
                headed = self._columns_headed(self._mapping[id_])
            else:
                headed = [
                    ScoreColumn(place, head, self._edition_in(head))
                    for place, head in enumerate(self._heads)
                    if place not in (unit, edition) and self._is_headed(head, (id_, name))
                ]
            columns += [column._replace(dimension=id_) for column in headed]
        if edition is not None:
            columns = [column._replace(edition="") for column in columns]
        return columns

    def _is_headed(self, head: str, names: Sequence[str]) -> bool:
        """Return True if a head is one of some names, but for an edition and a word for scores beside it."""
        words = words_of(self._without_edition(head))
        plain = [word for word in words if not _SCORE_WORD.fullmatch(word)]
        wanted = [words_of(name.replace("_", " ")) for name in names]
        return bool(words) and (words in wanted or plain in wanted)

    def _score_columns(self, used: Collection[int | None], edition: int | None) -> list[ScoreColumn]:
        """Return the columns with the scores of units; none where the other numbers are used already."""
        if "score" in self._mapping:
            return self._columns_headed(self._mapping["score"])
        columns = [
            ScoreColumn(place, head, "" if edition is not None else self._edition_in(head))
            for place, head in enumerate(self._heads)
            if place not in used and self._is_numeric(place)
        ]
        if len(used) > 2:  # beside scores of dimensions a rank or a number of people is not taken for the whole
            columns = [column for column in columns if self._is_whole(column.head)]
        dated = [column for column in columns if column.edition]
        columns = dated or columns
        groups: dict[str, list[ScoreColumn]] = {}
        for column in columns:
            groups.setdefault(column.edition, []).append(column)
        if all(len(group) == 1 for group in groups.values()):
            return columns
        scores = [column for column in columns if _SCORE_WORD.search(fold(column.head))]
        counts = [sum(column.edition == edition for column in scores) for edition in groups]
        if any(count != 1 for count in counts):
            heads = [self._without_edition(column.head) or column.head for column in columns]
            raise ScoreSheetError("score", list(dict.fromkeys(heads)))
        return scores

    def _is_whole(self, head: str) -> bool:
        return not self._without_edition(head) or _SCORE_WORD.search(fold(head)) is not None

    def _is_numeric(self, place: int) -> bool:
        texts = [row[place].text for row in self._sheet.rows[self._first :] if row[place].text]
        return bool(texts) and sum(_NUMBER.fullmatch(text) is not None for text in texts) * 2 >= len(texts)

    def _edition_in(self, text: str) -> str:
        for edition in self._editions:
            if re.search(rf"(?<![\w-]){re.escape(edition)}(?![\w-])", text.casefold()):
                return edition
        year = _YEAR.search(text)
        return year[0] if year else ""

    def _without_edition(self, head: str) -> str:
        edition = self._edition_in(head)
        return re.sub(rf"(?<!\w){re.escape(edition)}(?!\w)", "", head).strip(" ,.:;·/()-–") if edition else head


def _first_data_row(rows: Sequence[Sequence[SheetCell]], knows: Callable[[str], bool]) -> int:
    """Return the place of the first row below the heads: with a text, and a number that is no year.

    A row that names a unit of the rating is one too.
    """
    for place, row in enumerate(rows[:_MOST_HEADS]):
        texts = [cell.text for cell in row if cell.text]
        numbers = [text for text in texts if _NUMBER.fullmatch(text)]
        if any(map(knows, texts)):
            return place
        has_score = any(not _YEAR.fullmatch(text) for text in numbers)
        if has_score and len(numbers) < len(texts) and place:
            return place
    return 1 if len(rows) > 1 else 0


def _heads(rows: Sequence[Sequence[SheetCell]], width: int) -> list[str]:
    """Return the head of each column: what stands above it, joined; a title over the whole sheet is none."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        if len({cell.origin for cell in row if cell.text}) < 2:
            continue
        for place, cell in enumerate(row):
            if cell.text and cell.text not in columns[place]:
                columns[place].append(cell.text)
    return [" ".join(texts) for texts in columns]
