"""Types of the field table: what a key, the keys of a mapping, and the shape of a value are."""

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

ID_PATTERN = "[a-z0-9-]+"
KIND_PATTERN = "[a-z0-9_-]+"
EDITION_PATTERN = "[0-9a-z][0-9a-z.-]*"
BEST_WORDS = ("max", "min")
"""Which end of a scale is the best."""


class FieldType(StrEnum):
    """What a value may look like in the file."""

    TEXT = "text"
    NUMBER = "whole number"
    DECIMAL = "number"
    SCORE = "score"
    SCORES = "mapping of scores"
    WORD = "word"
    FLAG = "true or false"
    DATE = "date"
    ID = "id"
    EDITION = "edition id"
    LANGUAGE = "language code"
    IDS = "list of ids"
    TEXTS = "list of texts"
    NUMBERS = "list of whole numbers"
    RECORD = "mapping"
    RECORDS = "list of mappings"
    TABLE = "mapping of mappings"
    LISTS = "mapping of lists"
    TEXTS_BY_ID = "mapping of texts"


class Field(NamedTuple):
    """One key.

    Attributes:
        choices: The only words allowed, where there are such.
        examples: Words that an editor offers, where others are allowed too.
        record: What the nested mapping, or each of them, holds.
        key_pattern: The keys of a mapping of mappings.
    """

    name: str
    shape: FieldType
    doc: str
    required: bool = False
    choices: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    record: "Record | None" = None
    key_pattern: str = ID_PATTERN


class Record:
    """The keys of one mapping.

    Args:
        name: What it is called.
        doc: What it holds.
        fields: The keys, in the order of writing.
    """

    def __init__(self, name: str, doc: str, fields: tuple[Field, ...]) -> None:
        self.name = name
        self.doc = doc
        self.fields = fields

    def __repr__(self) -> str:
        return f"Record({self.name!r}, {self.doc!r}, {self.fields!r})"

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Return the fields by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Return the keys that must be there."""
        return tuple(field.name for field in self.fields if field.required)


def words_of(words: type[StrEnum]) -> tuple[str, ...]:
    """Return the words of an enumeration, for `choices`."""
    return tuple(word.value for word in words)
