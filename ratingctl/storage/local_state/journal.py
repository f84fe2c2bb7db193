"""The undo journal: a JSON line in `.ratingctl/` for each step that the tool has written on this clone."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from filelock import FileLock, Timeout

from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.storage.cache.database import FOLDER, own_folder
from ratingctl.storage.edits import Edit, apply, bytes_of
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

_KEPT = 500
_PATIENCE_SECONDS = 5
_NEIGHBOURHOOD = 200


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


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the lock of a rating's folder inside the block.

    Raises:
        SurroundingsError: If somebody else is writing for more than five seconds, or there can be no lock.
    """
    try:
        lock = FileLock(own_folder(root) / "lock", timeout=_PATIENCE_SECONDS)
        lock.acquire()
    except Timeout as error:
        raise SurroundingsError(
            "somebody else is writing into this rating", place=str(root), next_step="wait a moment and try again"
        ) from error
    except OSError as error:
        raise SurroundingsError(
            f"the folder cannot be written to: {error.strerror}", place=str(root), next_step="check its permissions"
        ) from error
    try:
        yield
    finally:
        lock.release()


def commit(root: Path, edits: Sequence[Edit], what: str, day: str) -> None:
    """Apply edits and add a step to the journal.

    Args:
        root: The rating's folder.
        edits: What to write.
        what: What is done, as a person would say it.
        day: When, in ISO 8601.

    Raises:
        FileChangedError: If a file is no longer what it was; nothing is written then.
        SurroundingsError: If the lock cannot be had, or a file cannot be written.
    """
    with locked(root):
        steps = _read(root)
        number = steps[-1].number + 1 if steps else 1
        step = JournalStep(number, what, day, tuple(place for edit in edits for place in _file_steps(root, edit)))
        apply([*edits, _journal(root, [*steps, step])])


def steps_of(root: Path) -> list[JournalStep]:
    """Return the steps that can be undone, the newest first."""
    return _read(root)[::-1]


def undo_edits(root: Path, step: JournalStep) -> list[Edit]:
    """Return the edits that undo a step.

    Raises:
        UsageError: If its lines have changed since, or later ones hang on them, so that something would be lost.
    """
    by_path: dict[str, list[JournalFileChange]] = {}
    for file in step.files:
        by_path.setdefault(file.path, []).append(file)
    return [_reverted(root / path, places, step) for path, places in by_path.items()]


def apply_undo(root: Path, step: JournalStep, edits: Sequence[Edit]) -> None:
    """Apply the edits that undo a step, and remove it from the journal.

    Raises:
        FileChangedError: If a file has changed meanwhile; nothing is written then.
        SurroundingsError: If the lock cannot be had, or a file cannot be written.
    """
    with locked(root):
        steps = _read(root)
        apply([*edits, _journal(root, [kept for kept in steps if kept.number != step.number])])


def _file_steps(root: Path, edit: Edit) -> list[JournalFileChange]:
    """The hunks of an edit."""
    return [
        JournalFileChange(
            path=edit.path.relative_to(root).as_posix(),
            removed=_text(hunk.removed),
            inserted=_text(hunk.inserted),
            above=_text(hunk.above)[-_NEIGHBOURHOOD:],
            below=_text(hunk.below)[:_NEIGHBOURHOOD],
            created=edit.before is None,
        )
        for hunk in edit.hunks()
    ]


def _reverted(path: Path, places: Sequence[JournalFileChange], step: JournalStep) -> Edit:
    """The edit that reverts the hunks of a step in one file, the last one first."""
    before = now = bytes_of(path)
    for place in reversed(places):
        text = _text(now or b"")
        if place.created and text == place.inserted:
            return Edit(path, before, None)
        at = None if place.created or now is None else _place(text, place)
        if now is None or at is None:
            raise _hangs(step, place)
        restored = (text[:at] + place.removed + text[at + len(place.inserted) :]).encode("utf-8", "surrogateescape")
        if not _changes_one_event(place.path, now, restored):
            raise _hangs(step, place)
        now = restored
    return Edit(path, before, now)


def _hangs(step: JournalStep, place: JournalFileChange) -> UsageError:
    return UsageError(
        f"the lines of step {step.number}, or those that hang on them, have changed since",
        place=place.path,
        next_step="mend them by hand, or first take back what was done later (`ratingctl undo --list`)",
    )


def _changes_one_event(path: str, now: bytes, restored: bytes) -> bool:
    """True if both texts read and differ in one event at most, so that no line falls to another event."""
    try:
        old, new = (YamlDocument(path, content).items("events") for content in (now, restored))
    except (SpliceError, UnicodeDecodeError):
        return False
    first = _common_prefix(old, new)
    last = _common_prefix(old[first:][::-1], new[first:][::-1])
    return max(len(old), len(new)) - first - last <= 1


def _common_prefix(some: list[Any], others: list[Any]) -> int:
    """The length of the common prefix of two lists."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((position for position, (one, other) in pairs if one != other), min(len(some), len(others)))


def _place(text: str, file: JournalFileChange) -> int | None:
    """The offset of the written lines now: between their neighbours, else the only place where they occur at all."""
    for sought, lead in ((file.above + file.inserted + file.below, len(file.above)), (file.inserted, 0)):
        if sought and text.count(sought) == 1:
            at = text.index(sought) + lead
            return at if at == 0 or text[at - 1] == "\n" else None
    return None


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _read(root: Path) -> list[JournalStep]:
    try:
        lines = (root / FOLDER / "journal.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        return [JournalStep(row[0], row[1], row[2], tuple(JournalFileChange(*file) for file in row[3])) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise SurroundingsError(
            "the journal of what was done cannot be read",
            place=str(root / FOLDER / "journal.jsonl"),
            next_step="delete it: only `undo` needs it",
        ) from error


def _journal(root: Path, steps: Sequence[JournalStep]) -> Edit:
    """The edit of the journal, which is applied with those that it records: all or none."""
    text = "".join(json.dumps(step, ensure_ascii=True) + "\n" for step in steps[-_KEPT:])
    return Edit.of(root / FOLDER / "journal.jsonl", text)
