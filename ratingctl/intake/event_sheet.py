"""Parse a sheet of events: which column holds what, by its head or as a mapping says."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ratingctl.domain.handed_tables import HandedSheet
from ratingctl.words.fold import fold

FIELDS = (
    "region", "date", "title", "kind", "text", "project", "partners", "amounts", "start_due", "due", "sources", "note",
)  # fmt: skip
"""What a column may hold."""
_WORDS: Mapping[str, str] = {
    "region": r"countr\w*|regions?|units?|territor\w*|states?|cit(?:y|ies)|регион\w*|субъект\w*|стран[аы]|единиц\w*"
    r"|город\w*",
    "start_due": r"start due|works? begin\w*|начало работ|срок начала",
    "due": r"due|deadlines?|срок\w*|дедлайн\w*",
    "date": r"dates?|day|when|дат[аы]|день|когда",
    "title": r"titles?|events?|headlines?|facts?|promises?|summary|событи\w*|заголов\w*|факт\w*|что произошло"
    r"|обещани\w*",
    "kind": r"kinds?|types?|categor\w*|status|вид\w*|тип\w*|категори\w*|статус\w*",
    "text": r"texts?|descriptions?|details|текст\w*|описани\w*|подробност\w*",
    "project": r"projects?|проект\w*",
    "partners": r"partners?|part(?:y|ies)|participants?|compan\w*|участник\w*|партн[её]р\w*|сторон[аы]|компани\w*",
    "amounts": r"amounts?|sums?|figures?|value|сумм[аы]|числ[ао]|объ[её]м\w*",
    "sources": r"sources?|urls?|links?|address|источник\w*|ссылк\w*|адрес\w*",
    "note": r"notes?|comments?|remarks?|примечани\w*|комментари\w*|заметк\w*",
}
_MOST_HEADS = 12


class EventRecord(NamedTuple):
    """An event as a sheet has it: its row, and what stands in its columns."""

    line: int
    values: Mapping[str, str]


class EventSheet(NamedTuple):
    """A sheet of events.

    Attributes:
        columns: The head of the column of each field that has one.
        unused: The heads of the columns that were left out.
        records: The rows.
    """

    columns: Mapping[str, str]
    unused: tuple[str, ...]
    records: tuple[EventRecord, ...]


class EventSheetError(ValueError):
    """A sheet whose columns cannot be told.

    Attributes:
        what: The field without a column, or the head in the mapping that the sheet does not have.
        heads: The heads there are.
    """

    def __init__(self, what: str, heads: Sequence[str]) -> None:
        super().__init__(what)
        self.what = what
        self.heads = heads


def event_sheet(sheet: HandedSheet, mapping: Mapping[str, str], *, needs_region: bool = True) -> EventSheet:
    """Return the events of a sheet.

    Args:
        sheet: The sheet; its heads stand in the first row that has one for the title.
        mapping: Heads by fields; they outweigh what the words of other heads say.
        needs_region: True if the sheet must have a column with the unit.

    Raises:
        EventSheetError: If no column holds the titles, or the units; or the mapping names a head that is not there.
    """
    place, places = _heads(sheet, mapping)
    heads = [cell.text for cell in sheet.rows[place]] if sheet.rows else []
    for name, head in mapping.items():
        if fold(head) not in map(fold, heads):
            raise EventSheetError(head, [known for known in heads if known])
        places[name] = [fold(known) for known in heads].index(fold(head))
    for name in ("title", *(("region",) if needs_region else ())):
        if name not in places:
            raise EventSheetError(name, [known for known in heads if known])
    records = tuple(
        EventRecord(line, {name: row[column].text for name, column in places.items()})
        for row, line in zip(sheet.rows[place + 1 :], sheet.lines[place + 1 :], strict=True)
    )
    unused = (head for column, head in enumerate(heads) if head and column not in places.values())
    return EventSheet({name: heads[column] for name, column in places.items()}, tuple(unused), records)


def _heads(sheet: HandedSheet, mapping: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """Return the place of the row of heads, and the column of each field whose words a head has."""
    best: tuple[int, dict[str, int]] = (0, {})
    wanted = set(map(fold, mapping.values()))
    most = 0
    for place, row in enumerate(sheet.rows[:_MOST_HEADS]):
        columns = _by_words([fold(cell.text) for cell in row])
        count = len(columns) + sum(fold(cell.text) in wanted for cell in row)
        if count > most:
            best, most = (place, columns), count
    return best


def _by_words(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, words in _WORDS.items():
        whole = [place for place, head in enumerate(heads) if re.fullmatch(words, head)]
        inside = [place for place, head in enumerate(heads) if re.search(rf"\b(?:{words})\b", head)]
        free = [place for place in (*whole, *inside) if place not in columns.values()]
        if free:
            columns[name] = free[0]
    return columns
