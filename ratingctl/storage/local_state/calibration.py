"""The calibration of scores that `match --calibrate` has learned from the judgements of this rating."""

import json
from collections.abc import Sequence
from pathlib import Path

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.own_folder import FOLDER, LOCAL, identity_of, own_folder, read_own_file, write_own_file

_NAME = "calibration.json"
_LIMIT = 100.0
"""No sensible coefficient is greater."""


def read_calibration(root: Path) -> tuple[float, float, float, int] | None:
    """Return three coefficients and the number of judgements; None where nothing is stored, or it came from a copy."""
    content = read_own_file(root / FOLDER / LOCAL / _NAME)
    if content is None:
        return None
    try:
        stored = json.loads(content)
        if stored["identity"] != identity_of(root):
            return None
        own, rivals, intercept = (float(value) for value in stored["coefficients"])
        judged = int(stored["judged"])
    except (OSError, ValueError, TypeError, LookupError, RecursionError, OverflowError):
        return None
    is_sensible = 0 < own < _LIMIT and -_LIMIT < rivals <= 0 and abs(intercept) < _LIMIT
    return (own, rivals, intercept, judged) if is_sensible else None


def write_calibration(root: Path, coefficients: Sequence[float], judged: int) -> None:
    """Store a calibration.

    Args:
        root: The rating's folder.
        coefficients: Three coefficients.
        judged: The number of judgements that they were fitted to.

    Raises:
        SurroundingsError: If it cannot be written.
    """
    path = root / FOLDER / LOCAL / _NAME
    try:
        stored = {"identity": identity_of(root), "coefficients": list(coefficients), "judged": judged}
        own_folder(root, LOCAL)
        write_own_file(path, json.dumps(stored).encode())
    except OSError as error:
        raise SurroundingsError(
            sentence("what was learned cannot be stored: {strerror}", strerror=system_reason(error)),
            place=str(path),
            next_step=sentence("check the permissions of that file"),
        ) from error
