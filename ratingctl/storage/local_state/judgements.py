"""Fingerprints of refused pairs of events: what both said when somebody judged that one does not follow the other.

The refusal itself is in the rating (`not_follows`). The fingerprint only tells whether one of the two has changed
since, so that the question comes up again; without it the refusal stands.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from ratingctl.storage.cache.database import FOLDER, own_folder
from ratingctl.storage.edits import Edit, apply, bytes_of

_NAME = "judged.json"
Pair = tuple[str, str]
"""The ids of the new event and of the earlier one."""


def read_judgements(root: Path) -> dict[Pair, str]:
    """Return the fingerprint of each refused pair; none where nothing is stored or it cannot be read."""
    try:
        kept = json.loads((root / FOLDER / _NAME).read_text(encoding="utf-8"))
        return {(new, old): said for new, old, said in kept}
    except (OSError, ValueError, TypeError):
        return {}


def remember_judgements(root: Path, said: Mapping[Pair, str]) -> None:
    """Store the fingerprints of refused pairs.

    Raises:
        SurroundingsError: If it cannot be written.
    """
    known = {**read_judgements(root), **said}
    rows = [[new, old, text] for (new, old), text in sorted(known.items())]
    path = own_folder(root) / _NAME
    apply([Edit(path, bytes_of(path), json.dumps(rows).encode())])
