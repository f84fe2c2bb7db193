"""Changes to files as values: made by a command, confirmed at the door, applied here."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from ratingctl.errors import SurroundingsError


class Edit(NamedTuple):
    """One file before and after.

    Attributes:
        before: Its bytes when it was read; None where there was no file.
        after: Its bytes to be.
    """

    path: Path
    before: bytes | None
    after: bytes

    @classmethod
    def of(cls, path: Path, text: str) -> Self:
        """The edit that gives a file this text, whatever it holds now."""
        return cls(path, _bytes_of(path), text.encode())


def apply(edits: Sequence[Edit]) -> None:
    """Write what the edits say, each file whole or not at all.

    Raises:
        SurroundingsError: If a file is no longer what it was when the edit was made, or cannot be written. Files
            before it in the sequence are written then, those after it are not.
    """
    for edit in edits:
        if _bytes_of(edit.path) != edit.before:
            raise SurroundingsError(
                "the file has changed meanwhile", place=str(edit.path), next_step="look at it and try again"
            )
        try:
            edit.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(edit.path, edit.after)
        except OSError as error:
            raise SurroundingsError(
                f"the file cannot be written: {error.strerror}",
                place=str(edit.path),
                next_step="nothing was lost",
            ) from error


def write_text(path: Path, text: str) -> None:
    """Put a report into a file, whole or not at all; a device or a pipe is written to as it is.

    Raises:
        SurroundingsError: If it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(path, text.encode())
    except OSError as error:
        raise SurroundingsError(
            f"the report cannot be written: {error.strerror}",
            place=str(path),
            next_step="name another file with -o",
        ) from error


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SurroundingsError(
            f"the file cannot be read: {error.strerror}", place=str(path), next_step="check its permissions"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file and move it into its place; a link is written through, the mode is kept."""
    target = path.resolve()
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
