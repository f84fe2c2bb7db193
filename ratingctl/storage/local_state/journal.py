"""The undo journal: what the tool has written on this clone is recorded step by step, and can be taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ratingctl.errors import SurroundingsError, UsageError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit, apply, remove_leftovers, require_unchanged, signals_held
from ratingctl.storage.folder import bytes_for_writing
from ratingctl.storage.local_state.begun_step import begin, end, record_in_journal, scratch_folder
from ratingctl.storage.local_state.journal_file import JournalFileChange, JournalStep, journal_path, read_steps
from ratingctl.storage.local_state.lock import finish_begun_step, locked
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

_NEIGHBOURHOOD = 200


def commit(root: Path, edits: Sequence[Edit], what: str, day: str, joins: int | None = None) -> int:
    """Apply edits and record them in the journal as a step: all of it or nothing, also where the run is killed.

    Args:
        root: The rating's folder.
        edits: What to write.
        what: What is done, as a person would say it.
        day: When, in ISO 8601.
        joins: The number of an earlier step of which this is a part, so that both are taken back together; where that
            step was taken back meanwhile, this is one of its own.

    Returns:
        The number of the step.

    Raises:
        FileChangedError: If a file is no longer what it was; nothing is written then.
        DataError: If a file is one that reading refuses.
        SurroundingsError: If the lock cannot be had, or a file cannot be written.
    """
    with locked(root):
        steps = read_steps(root)
        before = next((step for step in steps if step.number == joins), None)
        number = before.number if before else max((step.number for step in steps), default=0) + 1
        files = tuple(place for edit in edits for place in _file_changes(root, edit))
        step = JournalStep(number, what, day, (*before.files, *files) if before else files)
        _carry_out(root, step, edits, undoes=False)
    return number


def steps_of(root: Path) -> list[JournalStep]:
    """Return the steps that can be undone, the newest first; a step that was interrupted is finished before."""
    finish_begun_step(root)
    return read_steps(root)[::-1]


def undo_edits(root: Path, step: JournalStep) -> list[Edit]:
    """Return the edits that undo a step.

    Raises:
        DataError: If a file is one that reading refuses.
        UsageError: If its lines have changed since, or later ones hang on them, so that something would be lost.
    """
    by_path: dict[str, list[JournalFileChange]] = {}
    for file in step.files:
        by_path.setdefault(file.path, []).append(file)
    return [_reverted(root, path, places, step) for path, places in by_path.items()]


def apply_undo(root: Path, step: JournalStep, edits: Sequence[Edit]) -> None:
    """Apply the edits that undo a step, and remove it from the journal: all of it or nothing.

    Raises:
        FileChangedError: If a file has changed meanwhile; nothing is written then.
        SurroundingsError: If the lock cannot be had, or a file cannot be written.
    """
    with locked(root):
        _carry_out(root, step, edits, undoes=True)


def _carry_out(root: Path, step: JournalStep, edits: Sequence[Edit], *, undoes: bool) -> None:
    """Write a step: record that it is begun, write its files, record it in the journal."""
    require_unchanged(edits, root)
    for edit in edits:
        remove_leftovers(edit.path)
    with signals_held():
        try:
            begin(root, step, edits, undoes=undoes)
            apply(edits, scratch_folder(root))
            record_in_journal(root, step, undoes=undoes)
            end(root)
        except BaseException as error:
            _put_back(root, edits)
            if not isinstance(error, OSError):
                raise
            raise SurroundingsError(
                sentence("the journal cannot be written: {strerror}", strerror=system_reason(error)),
                place=error.filename or str(journal_path(root)),
                next_step=sentence("nothing was changed or lost"),
            ) from error


def _put_back(root: Path, edits: Sequence[Edit]) -> None:
    """Take back what was written of a step that failed; what cannot be taken back now is left to the next run."""
    written = [
        Edit(edit.path, edit.after, edit.before)
        for edit in edits
        if edit.after != edit.before and bytes_for_writing(root, edit.path.relative_to(root).as_posix()) == edit.after
    ]
    apply(written)
    end(root)


def _file_changes(root: Path, edit: Edit) -> list[JournalFileChange]:
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


def _reverted(root: Path, path: str, places: Sequence[JournalFileChange], step: JournalStep) -> Edit:
    """The edit that reverts the hunks of a step in one file, the last one first."""
    before = now = bytes_for_writing(root, path)
    for place in reversed(places):
        text = _text(now or b"")
        if place.created and text == place.inserted:
            return Edit(root / path, before, None)
        at = None if place.created or now is None else _place(text, place)
        if now is None or at is None:
            raise _hangs(step, place)
        restored = (text[:at] + place.removed + text[at + len(place.inserted) :]).encode("utf-8", "surrogateescape")
        if not _changes_one_event(place.path, now, restored):
            raise _hangs(step, place)
        now = restored
    return Edit(root / path, before, now)


def _hangs(step: JournalStep, place: JournalFileChange) -> UsageError:
    return UsageError(
        sentence("the lines of step {number}, or those that hang on them, have changed since", number=step.number),
        place=place.path,
        next_step=sentence("mend them by hand, or first take back what was done later (`ratingctl undo --list`)"),
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
