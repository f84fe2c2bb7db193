"""The JSON Schema (draft-07) of each kind of file, made from the field table."""

from collections.abc import Mapping
from typing import Any

from ratingctl.domain.fields import (
    EDITION_PATTERN,
    FILE_KINDS,
    ID_PATTERN,
    KIND_PATTERN,
    Field,
    FieldType,
    FileKind,
    Record,
)

DRAFT = "http://json-schema.org/draft-07/schema#"

_POINT = r"\d{4}(-\d{2}(-\d{2})?)?"
_DATE_PATTERN = rf"^({_POINT}|{_POINT}/{_POINT}|\.\./{_POINT}|{_POINT}/\.\.)$"
_TEXT: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
"""YAML makes a number of a text such as 2026; the reader takes it as it was written, so the schema allows it."""

_SIMPLE: Mapping[FieldType, Mapping[str, Any]] = {
    FieldType.TEXT: _TEXT,
    FieldType.NUMBER: {"type": "integer"},
    FieldType.DECIMAL: {"type": "number"},
    FieldType.SCORE: {"type": ["number", "string"]},
    FieldType.FLAG: {"type": "boolean"},
    FieldType.DATE: {"type": ["string", "integer"], "pattern": _DATE_PATTERN},
    FieldType.WORD: {"type": ["string", "integer"], "pattern": f"^{KIND_PATTERN}$"},
    FieldType.ID: {"type": ["string", "integer"], "pattern": f"^{ID_PATTERN}$"},
    FieldType.EDITION: {"type": ["string", "number"], "pattern": f"^{EDITION_PATTERN}$"},
    FieldType.IDS: {"type": "array", "items": {"type": ["string", "integer"], "pattern": f"^{ID_PATTERN}$"}},
    FieldType.TEXTS: {"type": "array", "items": _TEXT},
    FieldType.NUMBERS: {"type": "array", "items": {"type": "integer"}},
}


Vocabulary = Mapping[FieldType, tuple[str, ...]]
"""The only words that a type of fields allows, where they are known elsewhere than in the field table: languages."""


def schema_of(kind: FileKind, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the schema of one kind of file."""
    schema = _SchemaWriter(vocabulary).file(kind)
    return {"$schema": DRAFT, "title": f"ratingctl {kind.name} file", "description": kind.doc, **schema}


def schemas(vocabulary: Vocabulary) -> dict[str, dict[str, Any]]:
    """Return the schema of every kind of file, by its name."""
    return {name: schema_of(kind, vocabulary) for name, kind in FILE_KINDS.items()}


class _SchemaWriter:
    """Makes schemas of records and fields, with the words that a vocabulary allows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def file(self, kind: FileKind) -> dict[str, Any]:
        if kind.shape is FieldType.LISTS:
            return _by_id({"type": ["array", "null"], "items": _TEXT})
        assert kind.record is not None
        record = self._record(kind.record)
        return _by_id(record) if kind.shape is FieldType.TABLE else record

    def _record(self, record: Record) -> dict[str, Any]:
        return {
            "type": "object",
            "description": record.doc,
            "properties": {field.name: self._field(field) for field in record.fields},
            "required": list(record.required),
            "additionalProperties": False,
        }

    def _field(self, field: Field) -> dict[str, Any]:
        schema = {"description": field.doc, **self._value(field)}
        return schema if field.required else _or_nothing(schema)

    def _value(self, field: Field) -> dict[str, Any]:
        if field.shape is FieldType.RECORD and field.record:
            return self._record(field.record)
        if field.shape is FieldType.RECORDS and field.record:
            return {"type": "array", "items": self._record(field.record)}
        if field.shape is FieldType.TABLE and field.record:
            return _by_id(self._record(field.record), field.key_pattern)
        if field.shape is FieldType.SCORES:
            return _by_id(_SIMPLE[FieldType.SCORE], KIND_PATTERN)
        if field.shape is FieldType.TEXTS_BY_ID:
            return _by_id(_TEXT)
        choices = field.choices or self._vocabulary.get(field.shape)
        if choices:
            return {"enum": list(choices)}
        if field.examples:
            return {"anyOf": [{"enum": list(field.examples)}, _TEXT]}
        return dict(_SIMPLE[field.shape])


def _by_id(value: Mapping[str, Any], pattern: str = ID_PATTERN) -> dict[str, Any]:
    return {"type": "object", "patternProperties": {f"^{pattern}$": value}, "additionalProperties": False}


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """A key that may be absent may also stand there without a value."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    kinds = schema["type"]
    return {**schema, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}
