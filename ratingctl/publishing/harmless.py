"""Texts of the data made harmless for every format: no control character of them reaches a file."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from ratingctl.language.own_words import OwnLanguage, UnitWords
from ratingctl.words.visible import visible, visible_lines

Value = TypeVar("Value")


def harmless(value: Value) -> Value:
    """Return a value with the control characters of every text made visible, also inside tuples and mappings."""
    everything = " ".join(_texts(value)).replace("\n", " ")
    if visible(everything) == everything:
        return value  # hardly any rating hides something, and to look once is quick
    return _harmless(value)  # type: ignore[no-any-return]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            if type(part) is str:
                yield part  # most parts are, and a generator for each would take most of the time
            elif part is not None:
                yield from _texts(part)
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))


def _harmless(value: Any) -> Any:
    if isinstance(value, OwnLanguage):
        unit = UnitWords(*map(visible, value.unit))
        return OwnLanguage(value, unit, {key: visible(text) for key, text in value.texts.items()})
    if isinstance(value, str):
        return visible_lines(value)
    if isinstance(value, tuple):
        parts = [_harmless(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, Mapping):
        return {key: _harmless(part) for key, part in value.items()}
    return value
