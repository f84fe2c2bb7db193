"""Reader of Excel workbooks: values, never formulas or macros; merged cells are filled; nothing is loaded elsewhere."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ratingctl.domain.handed_tables import HandedSheet, SheetCell
from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.inputs.handed_file import damaged
from ratingctl.words.visible import printable

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
MOST_CELLS = 3_000_000
"""The cells that are read of one file."""
_MOST_MERGED = 500_000
"""The cells that merged ranges may cover, all together."""


def workbook_sheets(content: bytes, path: Path) -> list[HandedSheet]:
    """Return the sheets of a workbook that can be seen, in order, without empty rows.

    Args:
        content: Its bytes.
        path: Where it is, for messages.

    Raises:
        DataError: If it is no workbook, or larger than it may be.
        UsageError: If what reads workbooks is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UsageError(
            sentence("Excel files are read with openpyxl, which is not installed"),
            place=str(path),
            next_step=sentence("install it with `pip install 'ratingctl[import]'`, or save the sheet as .csv"),
        ) from error
    _require_few_merged(content, path)
    try:
        workbook = load_workbook(io.BytesIO(content), data_only=True, keep_links=False, keep_vba=False)
    except Exception as error:  # a damaged part may raise anything
        raise damaged(path, error) from error
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if sum(sheet.max_row * sheet.max_column for sheet in sheets) > MOST_CELLS:
        raise too_large(path)
    return [_sheet(sheet) for sheet in sheets]


def _require_few_merged(content: bytes, path: Path) -> None:
    """Refuse ranges that cover very many cells: filling them would take all memory."""
    merged = 0
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        for name in names:
            for first, top, last, bottom in _MERGED.findall(archive.read(name)):
                merged += (_number(last) - _number(first) + 1) * (int(bottom) - int(top) + 1)
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError) as error:
        raise damaged(path, error) from error
    if merged > _MOST_MERGED:
        raise too_large(path)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def too_large(path: Path) -> DataError:
    """Return the error of a file with more cells than are read."""
    return DataError(
        sentence("the file has more than {n} cells", n=MOST_CELLS),
        place=str(path),
        next_step=sentence("save what is to be imported as a file of its own"),
    )


def _sheet(sheet: Any) -> HandedSheet:
    origins = dict(_origins(sheet))
    rows: list[tuple[SheetCell, ...]] = []
    lines: list[int] = []
    values = {}
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = []
        for column, value in enumerate(row, 1):
            origin = origins.get((number, column), (number, column))
            if origin == (number, column):
                values[origin] = _text(value)
            cells.append(SheetCell(values.get(origin, ""), origin))
        if any(cell.text for cell in cells):
            rows.append(tuple(cells))
            lines.append(number)
    return HandedSheet(sheet.title, tuple(rows), tuple(lines))


def _origins(sheet: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for merged in sheet.merged_cells.ranges:
        origin = (merged.min_row, merged.min_col)
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, merged.max_col + 1):
                yield (row, column), origin


def _text(value: object) -> str:
    """Return a value as it is written: whole numbers without decimals, days without their hours."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    return " ".join(printable(str(value)).split())
