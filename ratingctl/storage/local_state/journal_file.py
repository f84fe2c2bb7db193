"""The file of the undo journal: a JSON line for each step that the tool has written on this clone.

The first line holds the identity of the folder: a journal that was made elsewhere counts as empty. Lines are appended;
one that is damaged, or that touches anything but files of the rating, is passed over.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ratingctl.storage.own_folder import (
    FOLDER,
    LOCAL,
    append_own_line,
    identity_of,
    is_own_file,
    own_folder,
    read_own_file,
    write_own_file,
)
from ratingctl.storage.rating_paths import is_rating_path

_NAME = "journal.jsonl"
_KEPT = 500
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What a damaged line raises when it is read."""
_OLD_FILES = (_NAME, "judged.json", "stale.json", "stamp", "cache.sqlite")
_WRITTEN_AT_ONCE_SECONDS = 60


class JournalFileChange(NamedTuple):
    """One hunk of a step in one file, as texts of whole lines.

    Attributes:
        path: The file, inside the rating's folder.
        removed: The lines that it took away.
        inserted: The lines that it wrote in their place.
        above: The end of what stood above them.
        below: The beginning of what stood below them.
        created: True if the file was not there before.
    """

    path: str
    removed: str
    inserted: str
    above: str
    below: str
    created: bool


class JournalStep(NamedTuple):
    """One change that was written with the tool.

    Attributes:
        number: Counts up from 1.
        what: What was done, as a person would say it.
        day: When, in ISO 8601.
    """

    number: int
    what: str
    day: str
    files: tuple[JournalFileChange, ...]


def journal_path(root: Path) -> Path:
    """Return the path of the journal of a rating's folder."""
    return root / FOLDER / LOCAL / _NAME


def read_steps(root: Path) -> list[JournalStep]:
    """Return the steps that can be undone, the oldest first; none where there is no journal of this folder."""
    content = read_own_file(journal_path(root))
    steps: list[JournalStep] = []
    for line in _lines_of(root, content) if content is not None else ():
        with suppress(*UNREADABLE):
            row = json.loads(line)
            if "undone" in row:
                steps = [step for step in steps if step.number != row["undone"]]
            else:
                step = step_of(row)  # a step that more was added to stands there again, whole
                steps = [*(known for known in steps if known.number != step.number), step]
    return steps[-_KEPT:]


def append_step(root: Path, step: JournalStep) -> None:
    """Add a step to the journal.

    Raises:
        OSError: If it cannot be written; the journal is then as it was.
    """
    _append(root, step_row(step))


def append_undone(root: Path, number: int) -> None:
    """Remove a step from the journal.

    Raises:
        OSError: If it cannot be written; the journal is then as it was.
    """
    _append(root, {"undone": number})


def step_row(step: JournalStep) -> dict[str, Any]:
    """Return a step as the JSON object of its line."""
    return {**step._asdict(), "files": [file._asdict() for file in step.files]}


def step_of(row: Mapping[str, Any]) -> JournalStep:
    """Return the step of a JSON object.

    Raises:
        UNREADABLE: If it is none, or touches anything but files of the rating.
    """
    files = tuple(JournalFileChange(**file) for file in row["files"])
    step = JournalStep(row["number"], row["what"], row["day"], files)
    texts = [step.what, step.day, *(text for file in files for text in file[:5])]
    if type(step.number) is not int or not all(type(text) is str for text in texts):
        raise ValueError("no step of the journal")
    if not all(is_rating_path(file.path) and type(file.created) is bool for file in files):
        raise ValueError("a step outside the rating")
    return step


def adopt_old_journal(root: Path) -> None:
    """Move the journal and the judgements that an earlier version of the tool has left in `.ratingctl/` itself.

    They carry no identity, so they are taken only if the journal was last changed when its last step says it was
    written: the copy in a clone or an archive was not. For whoever holds the lock.

    Raises:
        OSError: If the new journal cannot be written.
    """
    old = root / FOLDER / _NAME
    if journal_path(root).exists() or not is_own_file(old):
        return
    steps = []
    for line in (read_own_file(old) or b"").splitlines():
        with suppress(*UNREADABLE):
            number, what, day, files = json.loads(line)
            steps.append(
                step_of(
                    {
                        "number": number,
                        "what": what,
                        "day": day,
                        "files": [JournalFileChange(*file)._asdict() for file in files],
                    }
                )
            )
    if not steps or not _was_written_on(old, steps[-1].day):
        return
    _rewrite(root, steps)
    for name in _OLD_FILES:  # the judgements only tell when to ask again, all others are made anew
        path = root / FOLDER / name
        if is_own_file(path):
            path.unlink()


def _was_written_on(path: Path, day: str) -> bool:
    try:
        seconds = path.lstat().st_ctime - datetime.fromisoformat(day).timestamp()
    except (OSError, ValueError, OverflowError):
        return False
    return -2 <= seconds <= _WRITTEN_AT_ONCE_SECONDS


def _lines_of(root: Path, content: bytes) -> Sequence[bytes]:
    """The lines below the head; none where the journal was made elsewhere."""
    head, *lines = content.split(b"\n")
    try:
        is_ours = json.loads(head)["identity"] == identity_of(root)
    except (OSError, *UNREADABLE):
        return ()
    return lines if is_ours else ()


def _append(root: Path, row: Mapping[str, Any]) -> None:
    path = journal_path(root)
    own_folder(root, LOCAL)
    content = read_own_file(path)
    lines = _lines_of(root, content) if content is not None else ()
    if not lines:
        if os.path.lexists(path):
            path.replace(path.with_name(f"elsewhere-{_NAME}"))  # not of this folder, or not readable: nothing is lost
        _rewrite(root, [])
    elif len(lines) > 2 * _KEPT:
        _rewrite(root, read_steps(root))
    append_own_line(path, json.dumps(row).encode())


def _rewrite(root: Path, steps: Sequence[JournalStep]) -> None:
    rows = [{"identity": identity_of(root)}, *map(step_row, steps)]
    write_own_file(journal_path(root), "".join(json.dumps(row) + "\n" for row in rows).encode())
