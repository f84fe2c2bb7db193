"""Fingerprints of refused pairs of events: what both said when somebody judged that one does not follow the other.

The refusal itself is in the rating (`not_follows`). The fingerprint only tells whether one of the two has changed
since, so that the question comes up again; without it the refusal stands.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.own_folder import FOLDER, LOCAL, identity_of, own_folder, read_own_file, write_own_file

_NAME = "judged.json"
Pair = tuple[str, str]
"""The ids of the new event and of the earlier one."""


def read_judgements(root: Path) -> dict[Pair, str]:
    """Return the fingerprint of each refused pair; none where nothing is stored, or it was not stored here."""
    content = read_own_file(root / FOLDER / LOCAL / _NAME)
    if content is None:
        return {}
    try:
        stored = json.loads(content)
        rows = stored["pairs"] if stored["identity"] == identity_of(root) else []
        return {(str(new), str(old)): str(fingerprint) for new, old, fingerprint in rows}
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return {}


def remember_judgements(root: Path, fingerprints: Mapping[Pair, str]) -> None:
    """Store the fingerprints of refused pairs.

    Raises:
        SurroundingsError: If they cannot be written.
    """
    known = {**read_judgements(root), **fingerprints}
    path = root / FOLDER / LOCAL / _NAME
    try:
        pairs = [[new, old, text] for (new, old), text in sorted(known.items())]
        own_folder(root, LOCAL)
        write_own_file(path, json.dumps({"identity": identity_of(root), "pairs": pairs}).encode())
    except OSError as error:
        raise SurroundingsError(
            sentence("the judgements cannot be stored: {strerror}", strerror=system_reason(error)),
            place=str(path),
            next_step=sentence("the links are written; check the permissions of that file"),
        ) from error
