"""Answers to questions of merges that are not finished yet: kept in git's own folder of the clone."""

import json
from collections.abc import Mapping
from pathlib import Path

from ratingctl.storage.edits import bytes_of, write_text

NAME = "ratingctl-answers.json"


def stored_answers(file: Path) -> dict[str, str]:
    """Return the answers by the fingerprints of their questions; none where the file cannot be read."""
    try:
        values = json.loads(bytes_of(file) or b"{}")
    except ValueError:
        return {}
    if not isinstance(values, dict):
        return {}
    return {key: value for key, value in values.items() if isinstance(value, str)}


def store_answers(file: Path, answers: Mapping[str, str]) -> None:
    """Keep answers; none takes the file away.

    Raises:
        SurroundingsError: If the file cannot be written.
    """
    if answers:
        write_text(file, json.dumps(answers, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    else:
        file.unlink(missing_ok=True)
