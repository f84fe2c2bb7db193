"""The step that is being written: recorded before the first file changes, so that a killed run is finished or reverted.

`.ratingctl/local/begun.json` holds the step and what it does to each file. It is there only while a step is written;
whoever gets the lock next and finds it finishes the step, or reverts it where a file has been changed by hand since.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ratingctl.errors import DataError, SurroundingsError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit, apply, remove_leftovers
from ratingctl.storage.folder import bytes_for_writing
from ratingctl.storage.local_state.journal_file import (
    UNREADABLE,
    JournalStep,
    append_step,
    append_undone,
    read_steps,
    step_of,
    step_row,
)
from ratingctl.storage.own_folder import (
    BEGUN,
    FOLDER,
    LOCAL,
    identity_of,
    is_own_folder,
    own_folder,
    read_own_file,
    was_interrupted,
    write_own_file,
)
from ratingctl.storage.rating_paths import is_rating_path

_SCRATCH = "tmp"
Splice = tuple[int, str, str]
"""An offset in bytes, the text that is removed there and the text that is inserted."""


class BegunFile(NamedTuple):
    """What a begun step does to one file.

    Attributes:
        before: The SHA-256 of its bytes; None where there was no file.
        after: The SHA-256 of its bytes to be; None where the file goes.
        splices: The changes, each on the text that those before it have made.
    """

    path: str
    before: str | None
    after: str | None
    splices: tuple[Splice, ...]


class BegunStep(NamedTuple):
    """A step that is being written.

    Attributes:
        step: The step for the journal.
        undoes: True if it takes that step back.
        files: What it does to each file.
    """

    step: JournalStep
    undoes: bool
    files: tuple[BegunFile, ...]


def begun_path(root: Path) -> Path:
    """Return the path of the record of the step that is being written."""
    return root / FOLDER / LOCAL / BEGUN


def scratch_folder(root: Path) -> Path:
    """Return the folder for temporary files, which git ignores, made if it is not there.

    Raises:
        OSError: If it cannot be made.
    """
    return own_folder(root, f"{LOCAL}/{_SCRATCH}")


def begin(root: Path, step: JournalStep, edits: Sequence[Edit], *, undoes: bool) -> None:
    """Record a step before its first file changes.

    Raises:
        OSError: If it cannot be written.
    """
    files = [_begun_file(root, edit)._asdict() for edit in edits]
    record = {"identity": identity_of(root), "undoes": undoes, "step": step_row(step), "files": files}
    write_own_file(begun_path(root), json.dumps(record).encode())


def record_in_journal(root: Path, step: JournalStep, *, undoes: bool) -> None:
    """Bring the journal up to date with a step whose files are written.

    Raises:
        OSError: If it cannot be written.
    """
    if undoes:
        append_undone(root, step.number)
    else:
        append_step(root, step)


def end(root: Path) -> None:
    """Delete the record of a step that is written, or reverted."""
    begun_path(root).unlink(missing_ok=True)


def recover(root: Path) -> None:
    """Finish the step of a run that was killed, or revert it, and sweep what the run has left. Only under the lock.

    Raises:
        SurroundingsError: If a file cannot be written now.
    """
    if was_interrupted(root):
        begun = _decoded(root, read_own_file(begun_path(root)))
        try:
            if begun is not None:
                _complete(root, begun)
            end(root)
        except OSError as error:
            raise SurroundingsError(
                sentence("a step that was interrupted cannot be finished: {strerror}", strerror=system_reason(error)),
                place=error.filename or str(begun_path(root)),
                next_step=sentence("check the permissions of that folder"),
            ) from error
    if not is_own_folder(root, LOCAL, _SCRATCH):  # a link would lead the sweep into somebody's files
        return
    with suppress(OSError), os.scandir(root / FOLDER / LOCAL / _SCRATCH) as entries:
        for entry in list(entries):
            if entry.name.endswith(".tmp") and entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)


def _begun_file(root: Path, edit: Edit) -> BegunFile:
    return BegunFile(
        path=edit.path.relative_to(root).as_posix(),
        before=_hash(edit.before),
        after=_hash(edit.after),
        splices=tuple((len(hunk.above), _text(hunk.removed), _text(hunk.inserted)) for hunk in edit.hunks()),
    )


def _complete(root: Path, begun: BegunStep) -> None:
    """Write what is missing of a step; where a file was changed by hand before the step came to it, revert it."""
    for file in begun.files:
        remove_leftovers(root / file.path)
    contents = [_present(root, file.path) for file in begun.files]
    hashes = [_hash(content) for content in contents]
    files = list(zip(begun.files, contents, hashes, strict=True))
    changed = [file for file, content, present in files if present not in (file.before, file.after)]
    is_recorded = begun.undoes != any(step == begun.step for step in read_steps(root))
    if is_recorded:
        return
    if all(_holds(file, content) for file, content, _ in files if file in changed):
        missing = [
            Edit(root / file.path, content, _spliced(file, content))
            for file, content, present in files
            if present == file.before != file.after
        ]
        apply(missing, scratch_folder(root))
        record_in_journal(root, begun.step, undoes=begun.undoes)
        return
    written = [
        Edit(root / file.path, content, _unspliced(file, content))
        for file, content, present in files
        if present == file.after != file.before
    ]
    apply(written, scratch_folder(root))


def _present(root: Path, path: str) -> bytes | None:
    try:
        return bytes_for_writing(root, path)
    except (DataError, SurroundingsError):
        return None  # whatever stands there now, it is not what the step has read or written


def _holds(file: BegunFile, content: bytes | None) -> bool:
    """True if a file that was changed by hand holds everything that the step has inserted."""
    text = _text(content or b"")
    return content is not None and all(inserted in text for _, _, inserted in file.splices)


def _spliced(file: BegunFile, content: bytes | None) -> bytes | None:
    if file.after is None:
        return None
    for offset, removed, inserted in file.splices:
        content = _replaced(content or b"", offset, removed, inserted)
    return content or b""


def _unspliced(file: BegunFile, content: bytes | None) -> bytes | None:
    if file.before is None:
        return None
    for offset, removed, inserted in reversed(file.splices):
        content = _replaced(content or b"", offset, inserted, removed)
    return content or b""


def _replaced(content: bytes, offset: int, old: str, new: str) -> bytes:
    return content[:offset] + _bytes(new) + content[offset + len(_bytes(old)) :]


def _decoded(root: Path, content: bytes | None) -> BegunStep | None:
    """The begun step; None where the record is torn, so that nothing was written, or was made elsewhere."""
    if content is None:
        return None
    try:
        record = json.loads(content)
        if record["identity"] != identity_of(root):
            return None
        files = tuple(_file_of(row) for row in record["files"])
        return BegunStep(step_of(record["step"]), record["undoes"] is True, files)
    except (OSError, *UNREADABLE):
        return None


def _file_of(row: dict[str, Any]) -> BegunFile:
    splices = tuple((int(offset), str(removed), str(inserted)) for offset, removed, inserted in row["splices"])
    if not is_rating_path(row["path"]):
        raise ValueError("a step outside the rating")
    return BegunFile(row["path"], row["before"], row["after"], splices)


def _hash(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
