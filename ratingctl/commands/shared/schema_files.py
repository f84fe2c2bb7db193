"""The JSON Schemas in a rating's folder, for editors that complete and check."""

import json
from pathlib import Path

from ratingctl.domain.json_schema import schemas
from ratingctl.storage.edits import Edit

FOLDER = ".schemas"
"""Where the first line of each file of a rating points its editor to."""


def schema_edits(root: Path) -> list[Edit]:
    """Return the edits that give the files `.schemas/<kind>.json` their content."""
    return [
        Edit.of(root / FOLDER / f"{name}.json", json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        for name, content in schemas().items()
    ]
