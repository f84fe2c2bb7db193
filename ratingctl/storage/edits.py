"""Edits of files as values: a command makes them, the CLI confirms them, `apply` writes them."""

import errno
import os
import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.folder import bytes_for_writing
from ratingctl.storage.own_folder import file_mode, new_temporary, sync_folder


class FileChangedError(SurroundingsError):
    """A file has changed since it was read for an edit."""


class Hunk(NamedTuple):
    """One difference in whole lines: the lines above it, those removed and inserted, and those below."""

    above: bytes
    removed: bytes
    inserted: bytes
    below: bytes


class Edit(NamedTuple):
    """The bytes of one file before and after a change.

    Attributes:
        before: Its bytes when it was read; None where there was no file.
        after: Its bytes to be; None where the file is to go.
    """

    path: Path
    before: bytes | None
    after: bytes | None

    @classmethod
    def of(cls, path: Path, text: str) -> Self:
        """Return the edit that gives a file this text, whatever it holds now."""
        return cls(path, bytes_of(path), text.encode())

    def added_lines(self) -> list[str]:
        """Return the added lines, without their ends."""
        return [text for hunk in self.hunks() for text in hunk.inserted.decode("utf-8", "replace").splitlines()]

    def removed_lines(self) -> list[str]:
        """Return the removed lines, without their ends."""
        return [text for hunk in self.hunks() for text in hunk.removed.decode("utf-8", "replace").splitlines()]

    def hunks(self) -> list["Hunk"]:
        """Return the differences between before and after, from the top down.

        `above` is the text as it becomes, `below` the text as it was, so that hunks can be reverted from the last to
        the first.
        """
        old, new = (self.before or b"").splitlines(keepends=True), (self.after or b"").splitlines(keepends=True)
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        last = 0
        while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
            last += 1
        return [
            Hunk(
                above=b"".join(new[: first + new_start]),
                removed=b"".join(old[first + start : first + end]),
                inserted=b"".join(new[first + new_start : first + new_end]),
                below=b"".join(old[first + end :]),
            )
            for start, end, new_start, new_end in _places(old[first : len(old) - last], new[first : len(new) - last])
        ]


def apply(edits: Sequence[Edit], scratch: Path | None = None, *, root: Path | None = None) -> None:
    """Write edits: each file whole, all of them or none; signals wait until it is done.

    Args:
        edits: What to write.
        root: The folder out of which no link may lead.
        scratch: The folder for temporary files; beside each file by default, or where it is on another device.

    Raises:
        FileChangedError: If a file is no longer what it was when the edit was made; nothing is written then.
        SurroundingsError: If a file cannot be written; those written before it are put back.
    """
    require_unchanged(edits, root)
    done: list[Edit] = []
    with signals_held():
        try:
            for edit in edits:
                _become(edit.path, edit.after, scratch)
                done.append(edit)
            for folder in {edit.path.parent for edit in edits}:
                sync_folder(folder)
        except BaseException as error:
            for edit in reversed(done):
                _become(edit.path, edit.before, scratch)
            if not isinstance(error, OSError):
                raise
            place = str(edits[len(done)].path)
            raise SurroundingsError(
                sentence("the file cannot be written: {strerror}", strerror=system_reason(error)),
                place=place,
                next_step=sentence("nothing was changed or lost"),
            ) from error


def require_unchanged(edits: Sequence[Edit], root: Path | None = None) -> None:
    """Refuse edits of files that are no longer what they were when the edits were made.

    Args:
        edits: The edits.
        root: The folder out of which no link may lead.

    Raises:
        FileChangedError: If there is one.
        DataError: If a file is reached through a link that leads out of the folder.
    """
    for edit in edits:
        present = bytes_for_writing(root, edit.path.relative_to(root).as_posix()) if root else bytes_of(edit.path)
        if present != edit.before:
            raise FileChangedError(
                sentence("the file has changed meanwhile"),
                place=str(edit.path),
                next_step=sentence("look at it and try again"),
            )


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold interrupts and requests to end back inside the block; they arrive at its end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def write_text(path: Path, text: str) -> None:
    """Write a report into a file; see `write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a report into a file, whole or not at all; a device or a pipe is written to as it is.

    Raises:
        SurroundingsError: If it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path, content)
    except OSError as error:
        raise SurroundingsError(
            sentence("the report cannot be written: {strerror}", strerror=system_reason(error)),
            place=str(path),
            next_step=sentence("name another file with -o"),
        ) from error


def overwrite(path: Path, content: bytes) -> None:
    """Write bytes into a file that is there, where it stands.

    Raises:
        SurroundingsError: If it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SurroundingsError(
            sentence("the file cannot be written: {strerror}", strerror=system_reason(error)), place=str(path)
        ) from error


def _places(old: Sequence[bytes], new: Sequence[bytes]) -> list[tuple[int, int, int, int]]:
    """The line ranges that differ: start and end in the old lines, start and end in the new ones."""
    if not (old and new):
        return [(0, len(old), 0, len(new))] if old or new else []
    from difflib import SequenceMatcher  # most edits only add or only take away

    codes = SequenceMatcher(None, old, new).get_opcodes()
    return [(start, end, new_start, new_end) for what, start, end, new_start, new_end in codes if what != "equal"]


def bytes_of(path: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none.

    Raises:
        SurroundingsError: If there is one and it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is no regular file")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SurroundingsError(
            sentence("the file cannot be read: {strerror}", strerror=system_reason(error)),
            place=str(path),
            next_step=sentence("check its permissions"),
        ) from error


def remove_leftovers(path: Path) -> None:
    """Delete the temporary files that a killed run has left beside a file. Only for whoever holds the lock."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.tmp")
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in list(entries):
            if pattern.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)


def _become(path: Path, content: bytes | None, scratch: Path | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content, scratch)


def _replace(path: Path, content: bytes, scratch: Path | None = None) -> None:
    """Replace a file atomically by a temporary one; a link is written through, the mode is kept."""
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode & 0o7777 if target.exists() else file_mode(target.parent)
    here = scratch if scratch and scratch.stat().st_dev == target.parent.stat().st_dev else target.parent
    handle, temporary = new_temporary(here, target.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
