"""The JSON Schemas in a rating's folder, for editors that complete and check."""

import json
from pathlib import Path

from ratingctl.domain.fields import FieldType
from ratingctl.domain.json_schema import Vocabulary, schemas
from ratingctl.language.files import languages
from ratingctl.storage.edits import Edit

FOLDER = ".schemas"
"""Where the first line of each file of a rating points its editor to."""


def vocabulary() -> Vocabulary:
    """Return the words that a schema allows and that the field table does not know: the languages of the catalogue."""
    return {FieldType.LANGUAGE: languages()}


def schema_edits(root: Path) -> list[Edit]:
    """Return the edits that give the files `.schemas/<kind>.json` their content."""
    return [
        Edit.of(root / FOLDER / f"{name}.json", json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        for name, content in schemas(vocabulary()).items()
    ]
