"""JSON renderer: a report's data."""

import json
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from ratingctl.report import LazySequence, Report
from ratingctl.words.visible import escaped


def json_text(report: Report) -> str:
    """Return the data as JSON, indented, in Unicode; characters that would act on a terminal are escaped."""
    return escaped(indented(report.data)) + "\n"


def indented(value: Any, margin: str = "\n") -> str:
    """Return what `json.dumps(value, ensure_ascii=False, indent=2)` does, twice as fast: its C code cannot indent.

    Args:
        value: Dictionaries with texts for keys, lists, texts, numbers, flags and None; decimals are written exactly.
        margin: The line break with the indentation of the value.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    inner = f"{margin}  "
    if isinstance(value, dict):
        rows = [f"{inner}{encode_basestring(key)}: {indented(item, inner)}" for key, item in value.items()]
        return f"{{{','.join(rows)}{margin}}}" if rows else "{}"
    if isinstance(value, list | tuple | LazySequence):
        rows = [f"{inner}{indented(item, inner)}" for item in value]
        return f"[{','.join(rows)}{margin}]" if rows else "[]"
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value)
