"""Reader of sheets: lists of separated values in any encoding, and Excel workbooks with merged cells filled."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ratingctl.domain.handed_tables import HandedSheet, SheetCell
from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.inputs.decoding import decoded
from ratingctl.storage.inputs.handed_file import handed_bytes, is_archive
from ratingctl.storage.inputs.workbooks import MOST_CELLS, too_large, workbook_sheets
from ratingctl.words.spreadsheet import unguarded
from ratingctl.words.visible import printable

_SEPARATORS = ";,\t|"
_SAMPLE = 20
"""The lines by which the separator is told."""


def read_sheet(path: Path, name: str | None = None, encoding: str | None = None) -> HandedSheet:
    """Return a sheet of a workbook, or a list of separated values.

    Args:
        path: The file; what it holds decides how it is read.
        name: The sheet of a workbook; by default the first one that holds something.
        encoding: The encoding of a list, where it cannot be told.

    Raises:
        DataError: If it cannot be read.
        UsageError: If there is no such sheet or encoding, or what reads workbooks is not installed.
    """
    content = handed_bytes(path)
    if is_archive(content):
        return _chosen(workbook_sheets(content, path), name, path)
    return _list(content, path, encoding)


def _chosen(sheets: Sequence[HandedSheet], name: str | None, path: Path) -> HandedSheet:
    filled = [sheet for sheet in sheets if sheet.rows]
    names = [sheet.name for sheet in filled]
    fitting = [sheet for sheet in filled if name is None or sheet.name.casefold() == name.strip().casefold()]
    if not fitting:
        raise UsageError(
            sentence("the workbook has no sheet {name!r} that holds something", name=name)
            if name is not None
            else sentence("no sheet of the workbook holds something"),
            place=str(path),
            next_step=sentence("the sheets are {names}", names=", ".join(names) or "–"),
        )
    chosen = fitting[0]
    return chosen._replace(others=tuple(other for other in names if other != chosen.name))


def _list(content: bytes, path: Path, encoding: str | None) -> HandedSheet:
    text = _decoded(content, path, encoding)
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0
    separator = (lines[0].strip()[4:5] or ",") if skipped else _separator(lines[:_SAMPLE])
    reader = csv.reader(io.StringIO("".join(lines[skipped:]), newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    numbers: list[int] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS:
                raise too_large(path)
            if any(cell.strip() for cell in row):
                rows.append(row)
                numbers.append(reader.line_num + skipped)
    except csv.Error as error:
        raise DataError(
            sentence("the list cannot be read: {error}", error=error),
            place=f"{path}:{reader.line_num + skipped}",
            next_step=sentence("save it anew"),
        ) from error
    width = max(map(len, rows), default=0)
    filled = tuple(
        tuple(
            SheetCell(_cell(row[column]) if column < len(row) else "", (number, column + 1)) for column in range(width)
        )
        for number, row in zip(numbers, rows, strict=True)
    )
    return HandedSheet("", filled, tuple(numbers))


def _decoded(content: bytes, path: Path, encoding: str | None) -> str:
    if encoding is None:
        try:
            return decoded(content, str(path), "list", DataError)
        except DataError as error:
            raise DataError(
                error.fact,
                place=error.place,
                next_step=sentence("save it anew in UTF-8, or name its encoding: --encoding cp1252"),
            ) from error
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise UsageError(
            sentence("--encoding: no encoding is called {encoding!r}", encoding=encoding),
            next_step=sentence("usual ones are utf-8, cp1251, cp1252, koi8-r"),
        ) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(
            sentence("the file is not in {encoding}", encoding=encoding),
            place=f"{path}:{line}",
            next_step=sentence("name another encoding, or save it anew in UTF-8"),
        ) from error


def _separator(lines: Sequence[str]) -> str:
    """Return the separator that occurs equally often in most lines, and often."""
    counts = {mark: list(_counts(lines, mark)) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: (_steadiness(counts[mark]), max(counts[mark], default=0)))


def _steadiness(counts: Sequence[int]) -> int:
    usual = max(counts, key=counts.count, default=0)
    return counts.count(usual) if usual else 0


def _counts(lines: Sequence[str], mark: str) -> Iterator[int]:
    for line in lines:
        if line.strip():
            yield re.sub(r'"[^"]*"', "", line).count(mark)


def _cell(text: str) -> str:
    return " ".join(printable(unguarded(text.strip())).split())
