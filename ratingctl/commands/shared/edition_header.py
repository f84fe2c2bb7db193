"""Edits of `edition.yaml`: the state of an edition, the steps of its life, and changes after the lock."""

from collections.abc import Callable

from ratingctl.domain.fields import EDITION_FILE, LATE_CHANGE
from ratingctl.domain.model import Edition, LateChange, SignedStep, State
from ratingctl.errors import DataError
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder, bytes_for_writing
from ratingctl.storage.yaml.scalars import record_lines, scalar
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument


def header_edit(folder: DiskFolder, edition: Edition, change: Callable[[YamlDocument], YamlDocument]) -> Edit:
    """Return the edit of an edition's header that a change makes.

    Raises:
        DataError: If the file is broken, or written so that it cannot be changed safely.
    """
    file = folder.root / edition.path
    before = bytes_for_writing(folder.root, edition.path) or b""
    try:
        return Edit(file, before, change(YamlDocument(edition.path, before)).content)
    except (SpliceError, UnicodeDecodeError) as error:
        reason = error.reason if isinstance(error, SpliceError) else sentence("it is not UTF-8")
        raise DataError(
            sentence("the file cannot be changed: {reason}", reason=reason),
            place=edition.path,
            next_step=sentence("mend it by hand"),
        ) from error


def with_step(document: YamlDocument, state: State, step: SignedStep) -> YamlDocument:
    """Return a header in another state, with the day and the person of the step that led there."""
    by = f", by: {scalar(step.by, flow=True)}" if step.by else ""
    document = document.set_value(("state",), state.value, keys_above("state"))
    return document.set_value((state.value,), f"{{date: {step.date}{by}}}", keys_above(state.value))


def with_late_change(document: YamlDocument, change: LateChange) -> YamlDocument:
    """Return a header with one more change after the lock, the last one last."""
    lines = record_lines(change._asdict(), LATE_CHANGE)
    return document.insert_item("after_lock", len(document.items("after_lock")), lines, keys_above("after_lock"))


def keys_above(key: str) -> tuple[str, ...]:
    """Return the keys of a header that stand above a key."""
    names = [field.name for field in EDITION_FILE.fields]
    return tuple(names[: names.index(key)])
