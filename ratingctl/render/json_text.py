"""JSON renderer: a report's data."""

import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import compress, filterfalse
from json.encoder import encode_basestring
from operator import call
from typing import Any

from ratingctl.message import is_decimal
from ratingctl.report import LazySequence, Report, WrittenObject
from ratingctl.words.visible import escaped

Encoder = Callable[[Any], str]
_SCALARS: dict[type, Encoder] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
}
"""The encoders of most values that hold no others, by type."""
_Frame = tuple[list[str], list[Encoder], list[bool]]
"""A mapping in pieces, every second one empty for a value; the encoders of its values; which of these are texts."""


def json_text(report: Report) -> str:
    """Return the data as JSON, indented, in Unicode; characters that would act on a terminal are escaped."""
    writer = _Writer()
    text = writer.json_of(report.data)
    return escaped(text, "\n".join(writer.beyond_ascii)) + "\n"


def written_object(value: dict[str, Any], margin: str) -> WrittenObject:
    """Return an object of a report's data with its JSON, to be kept.

    Args:
        value: The object.
        margin: The line break with its indentation in the report.
    """
    writer = _Writer()
    text = writer.json_of(value, margin)
    return WrittenObject(escaped(text, "\n".join(writer.beyond_ascii)), margin)


def indented(value: Any) -> str:
    """Return what `json.dumps(value, ensure_ascii=False, indent=2)` does, faster: its C code cannot indent.

    Args:
        value: Dictionaries with texts for keys, lists, texts, numbers, flags and None; decimals are written exactly.
    """
    return _Writer().json_of(value)


class _Writer:
    """Writes a value as indented JSON.

    Attributes:
        beyond_ascii: The keys and texts of what was written that are not plain ASCII.
    """

    def __init__(self) -> None:
        self.beyond_ascii: list[str] = []
        self._encoder_of: Callable[[str, type], Encoder] = cache(self._new_encoder)
        self._frame_of = cache(self._new_frame)

    def json_of(self, value: Any, margin: str = "\n") -> str:
        """Return the JSON of a value.

        Args:
            value: See `indented`.
            margin: The line break with the indentation of the value.
        """
        text = self._encoder_of(margin, type(value))(value)
        if isinstance(value, str) and not text.isascii():
            self.beyond_ascii.append(text)
        return text

    def _new_encoder(self, margin: str, of: type) -> Encoder:
        """Return the encoder of a type's values that stand behind a margin."""
        if issubclass(of, dict):
            return partial(self._mapping, margin)
        if issubclass(of, WrittenObject):
            return partial(self._written, margin)
        if issubclass(of, list | tuple | LazySequence):
            return partial(self._list, margin)
        return encode_basestring if issubclass(of, str) else _SCALARS.get(of, _number)

    def _mapping(self, margin: str, value: dict[str, Any]) -> str:
        if not value:
            return "{}"
        values = value.values()
        frame, encoders, are_texts = self._frame_of(margin, tuple(value), tuple(map(type, values)))
        encoded = list(map(call, encoders, values))
        self.beyond_ascii += filterfalse(str.isascii, compress(encoded, are_texts))
        pieces = frame.copy()
        pieces[1::2] = encoded
        return "".join(pieces)

    def _written(self, margin: str, value: WrittenObject) -> str:
        return value.text if value.margin == margin else self._mapping(margin, dict(value))

    def _new_frame(self, margin: str, keys: tuple[str, ...], types: tuple[type, ...]) -> _Frame:
        """Return the frame of mappings with the same keys and types of values, as those of a list mostly are."""
        self.beyond_ascii += filterfalse(str.isascii, keys)
        inner = f"{margin}  "
        pieces = [piece for key in keys for piece in (f",{inner}{encode_basestring(key)}: ", "")]
        pieces[0] = "{" + pieces[0][1:]
        encoders = [self._encoder_of(inner, each) for each in types]
        return [*pieces, f"{margin}}}"], encoders, [issubclass(each, str) for each in types]

    def _list(self, margin: str, value: Sequence[Any]) -> str:
        if not value:
            return "[]"
        inner = f"{margin}  "
        if set(map(type, value)) == {str}:
            text = f"[{inner}{f',{inner}'.join(map(encode_basestring, value))}{margin}]"
            if not text.isascii():
                self.beyond_ascii.append(text)
            return text
        return f"[{inner}{f',{inner}'.join(self.json_of(each, inner) for each in value)}{margin}]"


def _number(value: Any) -> str:
    """Return the JSON of a number that is no plain one."""
    if isinstance(value, int):
        return int.__repr__(value)
    return f"{value:f}" if is_decimal(value) else json.dumps(value)
