"""Parse a sheet of units: which column holds their names, ids, codes, larger units and other names."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ratingctl.domain.handed_tables import HandedSheet, SheetCell
from ratingctl.words.fold import fold

COLUMNS = ("name", "id", "code", "group", "aliases")
"""What a column may hold."""
_HEADS = {
    "name": re.compile(
        r"(?:\w+ )?(?:names?|titles?)|units?|countr(?:y|ies)|regions?|cit(?:y|ies)|states?|territor(?:y|ies)"
        r"|названи[ея]|наименовани[ея]|имя|единиц[аы]|стран[аы]|регион\w*|субъект\w*|город\w*"
    ),
    "id": re.compile(r"id|key|slug|ключ"),
    "code": re.compile(r"(?:\w+ )?code|iso(?: .*)?|код(?: .*)?"),
    "aliases": re.compile(r"aliases|other names?|also known as|другие (?:названия|имена)|синонимы"),
}
_PARTS = re.compile(r"\s*[;|]\s*")


class UnitRecord(NamedTuple):
    """A unit as a sheet has it.

    Attributes:
        line: Its row.
        name: Its name.
        id: Its id; empty where the sheet gives none.
        code: Its code, likewise.
        group: The larger unit to which it belongs, likewise.
        aliases: Other names.
    """

    line: int
    name: str
    id: str = ""
    code: str = ""
    group: str = ""
    aliases: tuple[str, ...] = ()


class UnitSheet(NamedTuple):
    """A sheet of units.

    Attributes:
        columns: The heads of its columns by what they hold; empty for a bare list of names.
        unused: The heads of the columns that were left out.
        records: The units.
    """

    columns: Mapping[str, str]
    unused: tuple[str, ...]
    records: tuple[UnitRecord, ...]


class UnitSheetError(ValueError):
    """A sheet whose columns cannot be told.

    Attributes:
        what: Which column cannot be told: `name`, or the one whose head is not there.
        heads: The heads of the columns.
    """

    def __init__(self, what: str, heads: Sequence[str]) -> None:
        super().__init__(what)
        self.what = what
        self.heads = heads


def unit_sheet(
    sheet: HandedSheet, unit_words: Collection[str], group_words: Collection[str], mapping: Mapping[str, str]
) -> UnitSheet:
    """Return the units of a sheet; one that has a single column is a list of names, with a head or without.

    Args:
        sheet: The sheet.
        unit_words: Heads of the column with the names, beside the usual ones.
        group_words: Heads of the column with the larger units.
        mapping: Heads by what their columns hold, one of `COLUMNS`.

    Raises:
        UnitSheetError: If it cannot be told which column holds the names.
    """
    heads = [cell.text for cell in sheet.rows[0]] if sheet.rows else []
    places = _places(heads, unit_words, group_words, mapping)
    is_list = len(heads) == 1 and "name" not in places
    if is_list:
        places = {"name": 0}
    if "name" not in places:
        raise UnitSheetError("name", [head for head in heads if head])
    first = 0 if is_list else 1
    records = [
        _record(row, line, places) for row, line in zip(sheet.rows[first:], sheet.lines[first:], strict=True)
    ]  # fmt: skip
    used = set(places.values())
    return UnitSheet(
        {} if is_list else {what: heads[place] for what, place in places.items()},
        tuple(head for place, head in enumerate(heads) if head and place not in used),
        tuple(record for record in records if record.name),
    )


def _places(
    heads: Sequence[str], unit_words: Collection[str], group_words: Collection[str], mapping: Mapping[str, str]
) -> dict[str, int]:
    """Return the places of columns by what they hold: as they are mapped, else by their heads; a head is used once."""
    folded = [fold(head) for head in heads]
    places: dict[str, int] = {}
    for what, head in mapping.items():
        if fold(head) not in folded:
            raise UnitSheetError(head, [known for known in heads if known])
        places[what] = folded.index(fold(head))
    own = {"group": set(map(fold, group_words)), "name": set(map(fold, unit_words))}
    for what in ("group", "id", "code", "aliases", "name"):
        for place, head in enumerate(folded):
            usual = _HEADS.get(what)
            fits = head in own.get(what, ()) or (usual is not None and usual.fullmatch(head))
            if fits and what not in places and place not in places.values():
                places[what] = place
    return places


def _record(row: Sequence[SheetCell], line: int, places: Mapping[str, int]) -> UnitRecord:
    cells = {what: row[place].text for what, place in places.items()}
    aliases = tuple(part for part in _PARTS.split(cells.pop("aliases", "")) if part)
    return UnitRecord(line, **cells, aliases=aliases)
