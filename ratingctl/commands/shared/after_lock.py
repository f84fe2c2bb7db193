"""Changes of events after the lock of their edition: refused without a reason, and kept with it."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import NamedTuple

from ratingctl.commands.shared.edition_header import header_edit, with_late_change
from ratingctl.commands.shared.typed_values import LONGEST_REASON, one_line
from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.model import Edition, EventId, LateChange, State
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder

RECODED = ("kind", "date", "region")
"""The fields of an event that stand after the lock."""


class AfterLock(NamedTuple):
    """What a person says of a change after the lock.

    Attributes:
        reason: Why; empty where nothing was said.
        by: Who.
        day: When.
    """

    reason: str = ""
    by: str = ""
    day: date = date.min


NOT_AFTER_LOCK = AfterLock()
"""Nothing was said of a lock: what is locked stands."""


def late_change_edits(
    folder: DiskFolder, edition: Edition, events: Sequence[EventId], change: str, said: AfterLock
) -> list[Edit]:
    """Return the edit that keeps a change after the lock; none where the edition is not locked.

    Args:
        folder: The rating.
        edition: The edition of the events.
        events: The events.
        change: `added`, `removed`, or the fields that are changed.
        said: Why it is changed, and by whom.

    Raises:
        UsageError: If the edition is locked and no reason is given.
    """
    if edition.state is not State.LOCKED:
        return []
    reason = one_line("--after-lock", said.reason, LONGEST_REASON)
    if not reason:
        raise UsageError(
            sentence(
                "edition {edition} is locked: its events are not added, removed or recoded any more", edition=edition.id
            ),
            next_step=sentence("if it has to be, say why: --after-lock REASON; `ratingctl status` lists it"),
        )
    day = parse_edtf(said.day.isoformat())
    changes = [LateChange(day, event, change, reason, said.by) for event in events]
    return [header_edit(folder, edition, lambda document: reduce(with_late_change, changes, document))]


def recoded(fields: Sequence[str]) -> str:
    """Return the changed fields that may not change after the lock, in one text; empty if there are none."""
    return ", ".join(name for name in fields if name in RECODED)
