"""JSON renderer: a report's data."""

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from ratingctl.report import LazySequence, Report
from ratingctl.words.visible import escaped

_SCALARS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
}
"""The encoders of most values that hold no others, by type."""


def json_text(report: Report) -> str:
    """Return the data as JSON, indented, in Unicode; characters that would act on a terminal are escaped."""
    return escaped(indented(report.data)) + "\n"


def indented(value: Any, margin: str = "\n") -> str:
    """Return what `json.dumps(value, ensure_ascii=False, indent=2)` does, faster: its C code cannot indent.

    Args:
        value: Dictionaries with texts for keys, lists, texts, numbers, flags and None; decimals are written exactly.
        margin: The line break with the indentation of the value.
    """
    inner = f"{margin}  "
    if isinstance(value, dict):
        return _template(tuple(value), margin) % tuple(_items(value.values(), inner)) if value else "{}"
    if isinstance(value, list | tuple | LazySequence):
        return f"[{inner}{f',{inner}'.join(_items(value, inner))}{margin}]" if value else "[]"
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value)
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value)


def _items(values: Any, margin: str) -> list[str]:
    return [encode(value) if (encode := _SCALARS.get(type(value))) else indented(value, margin) for value in values]


@cache
def _template(keys: tuple[str, ...], margin: str) -> str:
    """Return a mapping with `%s` for its values: those of a list mostly have the same keys."""
    lines = (f"{margin}  {encode_basestring(key)}: ".replace("%", "%%") for key in keys)
    return f"{{{','.join(f'{line}%s' for line in lines)}{margin}}}"
