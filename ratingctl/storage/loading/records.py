"""Reader of records: nodes to typed values by the field table, with a problem for everything that does not fit."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.domain.fields import EDITION_PATTERN, ID_PATTERN, KIND_PATTERN, Field, FieldType, FileKind, Record
from ratingctl.domain.findings import Position, Problem
from ratingctl.domain.rules import values
from ratingctl.domain.scores import RawScore, number_of
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.language.files import languages
from ratingctl.message import Message, Text, sentence
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, place_of

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(r"[+-]?[0-9]+")
_ID = re.compile(ID_PATTERN)
_EDITION = re.compile(EDITION_PATTERN)
_LETTERS_OF_KINDS = "a-z, 0-9, - and _"
_PATTERNS = {FieldType.EDITION: _EDITION, FieldType.WORD: re.compile(KIND_PATTERN)}
_LETTERS = {
    FieldType.WORD: _LETTERS_OF_KINDS,
    FieldType.ID: "a-z, 0-9 and -",
    FieldType.IDS: "a-z, 0-9 and -",
    FieldType.EDITION: "a-z, 0-9, - and .",
}


Plan = dict[str, tuple[Field, Callable[[Field, Node], Any]]]
"""The field of each key, and the method that reads its value."""


class RecordReader:
    """Reads the nodes of one file.

    Args:
        path: The file, for the places of problems.

    Attributes:
        problems: What did not fit so far. A value that does not fit is left out of the result.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._plans: dict[str, Plan] = {}

    def file(self, node: Node | None, kind: FileKind) -> dict[str, Any]:
        """Return the values of a whole file.

        Args:
            node: Its outermost node; None for an empty file.
            kind: What kind of file it is.
        """
        if kind.shape is FieldType.LISTS:
            return {key: self.texts(value, key) for key, value in self.entries(node, kind.name)}
        assert kind.record is not None
        if kind.shape is FieldType.TABLE:
            return {key: self.record(value, kind.record) for key, value in self.entries(node, kind.name)}
        return self.record(node, kind.record)

    def record(self, node: Node | None, record: Record) -> dict[str, Any]:
        """Return the values of a mapping by key, without keys that are absent, empty or wrong.

        Args:
            node: The mapping; None for an empty file.
            record: The keys that it may have.
        """
        fitting_values: dict[str, Any] = {}
        if node is not None and type(node) is not MappingNode:
            self._misfit(node, record.name, "mapping")
            return fitting_values
        plan = self._plans.get(record.name) or self._planned(record)
        items = node.items if node is not None else []
        # Through this loop goes every value of every file.
        for position in range(0, len(items), 2):
            key, value = items[position], items[position + 1]
            planned = plan.get(key.value) if type(key) is Scalar else None
            if planned is None:
                self.problems += values.unknown_key(place_of(self.path, key), _shown(key), record)
            elif not (type(value) is Scalar and value.style == "" and value.value in _NULLS):
                field, read = planned
                fitting = read(field, value)
                if fitting is not None:
                    fitting_values[field.name] = fitting
        for name in record.required:
            if name not in fitting_values and not self._stands_in(items, record.by_name[name]):
                place = place_of(self.path, node) if node is not None else Position(self.path)
                self.problems += values.missing_key(place, name, record)
        return fitting_values

    def entries(self, node: Node | None, name: str, pattern: str = ID_PATTERN) -> Iterator[tuple[str, Node]]:
        """Yield the keys of a mapping whose keys are ids, with their values."""
        if node is None or _is_null(node):
            return
        if type(node) is not MappingNode:
            self._misfit(node, name, "mapping")
            return
        for key, value in node.pairs():
            if type(key) is Scalar and re.fullmatch(pattern, key.value):
                yield key.value, value
            else:
                letters = _LETTERS[FieldType.ID] if pattern == ID_PATTERN else _LETTERS_OF_KINDS
                self.problems += values.malformed_id(place_of(self.path, key), name, _shown(key), letters)

    def texts(self, node: Node, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        if _is_null(node):
            return ()
        items = self._items(node, name)
        return tuple(
            text for item in items if (text := item.value if type(item) is Scalar else self._one_text(item, name))
        )

    def _planned(self, record: Record) -> "Plan":
        """The plan of a record; see `Plan`."""
        readers: dict[FieldType, Callable[[Field, Node], Any]] = {
            FieldType.TEXT: self._text,
            FieldType.NUMBER: self._number,
            FieldType.DECIMAL: self._decimal,
            FieldType.SCORE: self._score,
            FieldType.FLAG: self._flag,
            FieldType.DATE: self._date,
            FieldType.ID: self._id,
            FieldType.WORD: self._id,
            FieldType.SCORES: self._scores,
            FieldType.EDITION: self._id,
            FieldType.LANGUAGE: self._language,
            FieldType.IDS: self._ids,
            FieldType.TEXTS: self._texts,
            FieldType.NUMBERS: self._numbers,
            FieldType.RECORD: self._record,
            FieldType.RECORDS: self._records,
            FieldType.TABLE: self._table,
            FieldType.TEXTS_BY_ID: self._texts_by_id,
        }
        plan = {field.name: (field, readers[field.shape]) for field in record.fields}
        self._plans[record.name] = plan
        return plan

    def _stands_in(self, items: list[Node], field: Field) -> bool:
        """True if a key has a value, which then was found wrong; an empty text is no value."""
        pairs = zip(items[::2], items[1::2], strict=True)
        values_there = [value for key, value in pairs if type(key) is Scalar and key.value == field.name]
        may_be_any = field.shape is FieldType.TEXT and not field.choices
        return any(not (_is_null(value) or (may_be_any and _is_empty(value))) for value in values_there)

    def _misfit(self, node: Node, key: str, wanted: str) -> None:
        self.problems += values.wrong_shape(place_of(self.path, node), key, wanted, _described(node))

    def _one_text(self, node: Node, name: str, wanted: str = "text") -> str | None:
        if type(node) is Scalar:
            return str(node.value)
        self._misfit(node, name, wanted)
        return None

    def _text(self, field: Field, node: Node) -> str | None:
        if type(node) is not Scalar:
            self._misfit(node, field.name, field.shape.value)
            return None
        text: str = node.value
        return self._chosen(field, node, field.choices) if field.choices else text or None

    def _language(self, field: Field, node: Node) -> str | None:
        if type(node) is not Scalar:
            self._misfit(node, field.name, FieldType.TEXT.value)
            return None
        return self._chosen(field, node, languages())

    def _chosen(self, field: Field, node: Scalar, choices: tuple[str, ...]) -> str | None:
        text: str = node.value
        if text not in choices:
            self.problems += values.not_a_choice(place_of(self.path, node), field.name, text, choices)
            return None
        return text

    def _number(self, field: Field, node: Node) -> int | None:
        if type(node) is Scalar and _NUMBER.fullmatch(node.value) and len(node.value) < 10:
            return int(node.value)
        self._misfit(node, field.name, field.shape.value)
        return None

    def _decimal(self, field: Field, node: Node) -> RawScore | None:
        """Return a number as it is kept in the cache: a decimal as a text."""
        if type(node) is Scalar:
            number = number_of(node.value)
            if number is not None:
                return number if isinstance(number, int) else str(node.value)
        self._misfit(node, field.name, field.shape.value)
        return None

    def _score(self, field: Field, node: Node) -> RawScore | None:
        """Return a score of any scale; whether it is one of the rating's is known when the settings are."""
        if type(node) is not Scalar or not node.value:
            self._misfit(node, field.name, field.shape.value)
            return None
        number = number_of(node.value)
        return number if isinstance(number, int) else str(node.value)

    def _scores(self, field: Field, node: Node) -> dict[str, RawScore]:
        """Return scores by dimension."""
        entries = ((key, self._score(field, value)) for key, value in self.entries(node, field.name, KIND_PATTERN))
        return {key: score for key, score in entries if score is not None}

    def _numbers(self, field: Field, node: Node) -> tuple[int, ...]:
        items = self._items(node, field.name, field.shape.value)
        return tuple(number for item in items if (number := self._number(field, item)) is not None)

    def _flag(self, field: Field, node: Node) -> bool | None:
        if type(node) is Scalar and node.value in _FLAGS:
            return _FLAGS[node.value]
        self._misfit(node, field.name, field.shape.value)
        return None

    def _date(self, field: Field, node: Node) -> EdtfDate | None:
        text = node.value if type(node) is Scalar else self._one_text(node, field.name, field.shape.value)
        if text is None:
            return None
        try:
            return parse_edtf(text)
        except DateError as error:
            place = place_of(self.path, node)
            self.problems += values.impossible_date(place, field.name, error.fact, _meant_date(text))
            return None

    def _id(self, field: Field, node: Node) -> str | None:
        text: str | None = node.value if type(node) is Scalar else self._one_text(node, field.name, field.shape.value)
        if text is None:
            return None
        pattern = _PATTERNS.get(field.shape, _ID)
        if pattern.fullmatch(text):
            return text
        self.problems += values.malformed_id(place_of(self.path, node), field.name, text, _LETTERS[field.shape])
        return None

    def _ids(self, field: Field, node: Node) -> tuple[str, ...]:
        items = self._items(node, field.name, field.shape.value)
        return tuple(text for item in items if (text := self._id(field, item)) is not None)

    def _texts(self, field: Field, node: Node) -> tuple[str, ...]:
        return self.texts(node, field.name)

    def _record(self, field: Field, node: Node) -> dict[str, Any]:
        assert field.record is not None
        return self.record(node, field.record)

    def _records(self, field: Field, node: Node) -> list[dict[str, Any]]:
        assert field.record is not None
        return [self.record(item, field.record) for item in self._items(node, field.name, field.shape.value)]

    def _table(self, field: Field, node: Node) -> dict[str, dict[str, Any]]:
        assert field.record is not None
        entries = self.entries(node, field.name, field.key_pattern)
        return {key: self.record(value, field.record) for key, value in entries}

    def _texts_by_id(self, field: Field, node: Node) -> dict[str, str]:
        texts = ((key, self._one_text(value, field.name)) for key, value in self.entries(node, field.name))
        return {key: text for key, text in texts if text}

    def _items(self, node: Node, name: str, wanted: str = "list of texts") -> list[Node]:
        if type(node) is SequenceNode:
            return node.items
        self._misfit(node, name, wanted)
        return []


def _is_null(node: Node) -> bool:
    return type(node) is Scalar and node.style == "" and node.value in _NULLS


def _is_empty(node: Node) -> bool:
    return type(node) is Scalar and not node.value


def _shown(node: Node) -> str:
    return str(node.value) if type(node) is Scalar else str(_described(node))


def _described(node: Node) -> Message:
    if type(node) is Scalar:
        text = str(node.value)
        return sentence("the text {text!r}", text=text[:40]) if text else sentence("nothing")
    return sentence("a mapping") if type(node) is MappingNode else sentence("a list")


def _meant_date(text: str) -> Text:
    """`write 2026-34` where a person's way of writing was understood."""
    try:
        meant = parse_typed(text, date.max)
    except DateError:
        return ""
    return "" if meant.year_assumed else sentence("write {date}", date=meant.date)
