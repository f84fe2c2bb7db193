"""Reader of lists of checks as spreadsheet programs save them: as CSV of any sort, or as a workbook."""

import csv
import io
from pathlib import Path
from typing import NamedTuple

from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.inputs.decoding import decoded
from ratingctl.storage.inputs.handed_file import is_office_file
from ratingctl.storage.inputs.named_file import named_bytes
from ratingctl.storage.inputs.sheets import read_sheet
from ratingctl.words.spreadsheet import unguarded

_SEPARATORS = ";,\t"


class ListRow(NamedTuple):
    """One row of a list.

    Attributes:
        line: Its last line in the file, or its row in the sheet, counted from 1.
        cells: What stands in it by the heading of the column, in lower case.
    """

    line: int
    cells: dict[str, str]


def read_list(path: Path, needed: tuple[str, ...]) -> list[ListRow]:
    """Return the rows of a list; empty ones are left out.

    Read are commas, semicolons and tabs, a first line `sep=;`, the encodings of `decoding`, and the first sheet of a
    workbook that holds something.

    Args:
        path: The file.
        needed: The headings that must be there.

    Raises:
        DataError: If the file is neither text nor a workbook.
        UsageError: If there is no such file, or a heading is missing, or stands there twice.
        SurroundingsError: If the system does not let it be read.
    """
    content = named_bytes(path)
    if is_office_file(content):
        return _rows_of_workbook(path, needed)
    text = decoded(content, str(path), sentence("list"), DataError)
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0
    separator = lines[0].strip()[4:5] or "," if skipped else _separator("".join(lines[skipped : skipped + 1]))
    try:
        rows = csv.reader(io.StringIO("".join(lines[skipped:]), newline=""), delimiter=separator, strict=True)
        headings = [heading.strip().lower() for heading in next(rows, [])]
        _require(headings, needed, path, skipped + 1)
        return [
            ListRow(rows.line_num + skipped, {name: _cell(text) for name, text in zip(headings, row, strict=False)})
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise DataError(
            sentence("the list cannot be read: {error}", error=error),
            place=f"{path}:{rows.line_num + skipped}",
            next_step=sentence("save it anew"),
        ) from error


def _rows_of_workbook(path: Path, needed: tuple[str, ...]) -> list[ListRow]:
    sheet = read_sheet(path)
    rows = [[cell.text for cell in row] for row in sheet.rows]
    headings = [heading.strip().lower() for heading in rows[0]]
    _require(headings, needed, path, sheet.lines[0])
    return [
        ListRow(line, {name: _cell(text) for name, text in zip(headings, row, strict=False)})
        for line, row in zip(sheet.lines[1:], rows[1:], strict=True)
    ]


def _separator(heading: str) -> str:
    """Return the separator that occurs most in the line of headings."""
    return max(_SEPARATORS, key=heading.count) if any(mark in heading for mark in _SEPARATORS) else ","


def _require(headings: list[str], needed: tuple[str, ...], path: Path, number: int) -> None:
    twice = sorted({name for name in headings if name and headings.count(name) > 1})
    if twice:
        raise UsageError(
            sentence("the list has two columns {twice}", twice=", ".join(twice)),
            place=f"{path}:{number}",
            next_step=sentence("take one of them out"),
        )
    missing = [name for name in needed if name not in headings]
    if missing:
        there = ", ".join(name for name in headings if name) or "–"
        raise UsageError(
            sentence(
                "the list has no column {missing}; its columns are {there}", missing=", ".join(missing), there=there
            ),
            place=f"{path}:{number}",
            next_step=sentence("`ratingctl stale -o list.csv` makes one with all of them"),
        )


def _cell(text: str) -> str:
    """Return a cell without spaces around it, and without the apostrophes that guard a text against formulas."""
    return unguarded(text.strip())
