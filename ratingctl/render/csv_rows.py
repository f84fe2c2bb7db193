"""CSV renderer: the innermost list of a report's data."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ratingctl.report import Report
from ratingctl.words.spreadsheet import guarded
from ratingctl.words.visible import visible


def csv_text(report: Report) -> str:
    """Return one line for each object of the innermost list, after a line of headings.

    Lists of ids are joined by spaces, others by semicolons; objects are JSON.
    A text that a spreadsheet would take for a formula is guarded by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    records = report.records
    writer.writerow([*(name for name, _, _ in records.leading), *records.columns])
    for parents in _innermost(report.data, records.path):
        leading = [parents[depth].get(key) for _, depth, key in records.leading]
        writer.writerow(_cell(value) for value in (*leading, *(_value(parents[-1], key) for key in records.columns)))
    return out.getvalue()


def _innermost(data: Mapping[str, Any], path: Sequence[str]) -> Iterator[list[Mapping[str, Any]]]:
    """Iterate over the objects of the innermost list, each after its parents."""
    if not path:
        yield [data]
        return
    for item in data[path[0]]:
        for rest in _innermost(item, path[1:]):
            yield [data, *rest]


def _value(row: Mapping[str, Any], column: str) -> Any:
    """Return the value of a column; `scores.economy` is the value `economy` of the mapping `scores`."""
    key, _, inner = column.partition(".")
    value = row.get(key)
    return value.get(inner) if inner and isinstance(value, Mapping) else value


def _cell(value: Any) -> str | int | float | Decimal:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return value
    text = _joined(value) if isinstance(value, list | tuple) else _text(value)
    return guarded(visible(text))


def _text(value: Any) -> str:
    """Return a value as text: an object, which has no column of its own, as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping | list) else str(value)


def _joined(values: Sequence[Any]) -> str:
    texts = [_text(value) for value in values]
    return ("; " if any(" " in text for text in texts) else " ").join(texts)
