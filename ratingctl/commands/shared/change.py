"""Changes as values: what a verb that writes returns, and how it is committed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ratingctl.errors import RatingctlError
from ratingctl.report import Report
from ratingctl.storage.edits import Edit, FileChangedError, apply
from ratingctl.storage.folder import SETTINGS
from ratingctl.storage.local_state.journal import apply_undo, commit
from ratingctl.storage.local_state.journal_file import JournalStep
from ratingctl.storage.local_state.lock import locked

_TRIES = 20
Clock = Callable[[], datetime]
"""Returns the moment of the call, with the offset of the local clock."""


class ChangeSummary(NamedTuple):
    """A change in one line of the undo journal.

    Attributes:
        verb: The verb that made it, with the option that matters, such as `match --accept`.
        subject: The id of the event, project or region that was changed; the first one of several.
        values: What it was given: a score, names of fields, ids of followed events.
        more: How many further subjects there are.
        remark: A reason or a count.
    """

    verb: str
    subject: str = ""
    values: tuple[str, ...] = ()
    more: int = 0
    remark: str = ""

    def __str__(self) -> str:
        words = " ".join(word for word in (self.verb, self.subject, *self.values) if word)
        more = f" +{self.more}" if self.more else ""  # the journal keeps it, whatever language is spoken then
        return f"{words}{more}{f': {self.remark}' if self.remark else ''}"


class Change(NamedTuple):
    """The result of a verb that writes: a report, and the edits to apply.

    Attributes:
        report: What is, or would be, changed.
        edits: The edits; none where nothing changes.
        summary: The change for the undo journal; None for files that the tool generates, which are not in it.
        undone: The step of the journal that the edits take back, if any; it is struck from the journal.
        most_lines: The most changed lines to show to a person; None for all. Where it is given, the report names what
            is changed, and also says that nothing is.
        refusal: Why nothing is written although it was asked for; said beside the report.
        step: The number of the step in the undo journal, once the change is committed.
        joins: The number of an earlier step of which this change is a part: both are taken back together.
    """

    report: Report
    edits: Sequence[Edit]
    summary: ChangeSummary | None
    undone: JournalStep | None = None
    most_lines: int | None = None
    refusal: RatingctlError | None = None
    step: int | None = None
    joins: int | None = None


def commit_change(root: Path, make: Callable[[], Change], now: Clock, *, dry_run: bool) -> Change:
    """Make a change and commit it; where a file changed since it was read, make it anew.

    Args:
        root: The rating's folder.
        make: Reads the rating and returns the change.
        now: The clock, for the journal.
        dry_run: Commit nothing.

    Returns:
        The change that was committed, or would be.

    Raises:
        FileChangedError: If a file changes over and over, or a step that is taken back hangs on a file that changed.
        SurroundingsError: If a file cannot be written.
    """
    left = _TRIES
    while True:
        left -= 1
        change = None
        try:
            change = make()
            if change.edits and not dry_run:
                change = change._replace(step=_apply(root, change, now))
        except FileChangedError:
            if not left or (change and change.undone):
                raise
        else:
            return change


def _apply(root: Path, change: Change, now: Clock) -> int | None:
    """Apply a change and return the number of its step in the journal; None where it has none."""
    if change.summary:
        day = now().isoformat(timespec="seconds")
        return commit(root, change.edits, str(change.summary), day, change.joins)
    if change.undone:
        apply_undo(root, change.undone, change.edits)
    elif (root / SETTINGS).is_file():
        with locked(root):
            apply(change.edits, root=root)
    else:
        apply(change.edits, root=root)
    return None
