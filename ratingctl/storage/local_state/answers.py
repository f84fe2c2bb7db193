"""What is kept in git's own folder of a clone while a merge is not finished: answers, and copies of files; no links."""

import json
from collections.abc import Mapping
from pathlib import Path

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.own_folder import read_own_file, write_own_file

NAME = "ratingctl-answers.json"
_COPIES = "ratingctl-before-resolve"


def stored_answers(file: Path) -> dict[str, str]:
    """Return the answers by the fingerprints of their questions; none where the file cannot be read."""
    try:
        values = json.loads(read_own_file(file) or b"{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {key: value for key, value in values.items() if isinstance(value, str)}


def store_answers(file: Path, answers: Mapping[str, str]) -> None:
    """Keep answers; none takes the file away.

    Raises:
        SurroundingsError: If the file cannot be written.
    """
    try:
        if answers:
            text = json.dumps(answers, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            write_own_file(file, text.encode())
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(file, error) from error


def keep_copy(git_folder: Path, name: str, content: bytes) -> None:
    """Keep a copy of a file in which somebody has worked.

    Raises:
        SurroundingsError: If it cannot be written.
    """
    folder = git_folder / _COPIES
    try:
        folder.mkdir(exist_ok=True)
        if folder.is_symlink():
            raise NotADirectoryError(0, "it is a link", str(folder))
        write_own_file(folder / name, content)
    except OSError as error:
        raise _not_written(folder, error) from error


def _not_written(path: Path, error: OSError) -> SurroundingsError:
    return SurroundingsError(
        sentence("the file cannot be written: {strerror}", strerror=system_reason(error)),
        place=str(path),
        next_step=sentence("nothing was changed or lost"),
    )
