"""The semantic diff: what two versions of a file say differently, by record and field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ratingctl.domain.file_outline import LISTS, Identity, identity_of
from ratingctl.merging.texts import SETS

Values = Mapping[str, Any]
"""What a file says: texts, lists and mappings by key."""


class FieldChange(NamedTuple):
    """One thing that is said differently.

    Attributes:
        entry: The entry in which it stands; None for a key of the file, such as the score.
        field: The key; empty where the whole entry is new or gone.
        was: What stood there; None where there was nothing.
        now: What stands there.
        context: What the entry says in the later version that has it.
    """

    entry: Identity | None
    field: str
    was: Any
    now: Any
    context: Mapping[str, Any] = {}

    @property
    def is_new(self) -> bool:
        """True if it is an entry that was not there before."""
        return self.entry is not None and not self.field and self.was is None

    @property
    def is_gone(self) -> bool:
        """True if it is an entry that is there no more."""
        return self.entry is not None and not self.field and self.now is None

    @property
    def record(self) -> str:
        """The id of the event, or of the event that a check is about; empty for everything else."""
        if self.entry is None or self.entry[0] not in ("events", "checks") or len(self.entry) < 2:
            return ""
        return self.entry[1]


class ChangeCounts(NamedTuple):
    """How much is said differently in one file.

    Attributes:
        new_events: Ids of events that are new.
        gone_events: Ids of events that are gone.
        edited_events: Ids of events of which fields changed.
        checks: How many checks are new, gone or changed.
        notes: How many notes are.
        score: The scores before and after, where they differ; None where there was or is none.
        others: The other keys that changed.
    """

    new_events: tuple[str, ...] = ()
    gone_events: tuple[str, ...] = ()
    edited_events: tuple[str, ...] = ()
    checks: int = 0
    notes: int = 0
    score: tuple[str | None, str | None] | None = None
    others: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many records and keys changed."""
        events = len(self.new_events) + len(self.gone_events) + len(self.edited_events)
        return events + self.checks + self.notes + (self.score is not None) + len(self.others)


def changes_between(before: Values, after: Values) -> list[FieldChange]:
    """Return what changed from one version of a file to another: its own keys first, then its entries.

    Order, layout, comments and quotes are no changes; neither is the order of a list of ids or names.

    Args:
        before: What the file said; empty where there was none.
        after: What it says.
    """
    keys = [key for key in dict.fromkeys([*before, *after]) if not (_is_list(before, key) and _is_list(after, key))]
    changes = [
        FieldChange(None, key, before.get(key), after.get(key))
        for key in keys
        if not _is_same(key, before.get(key), after.get(key))
    ]
    for key in dict.fromkeys([*LISTS, *before, *after]):
        if (key in before or key in after) and key not in keys:
            changes += _entry_changes(_by_identity(key, before), _by_identity(key, after))
    return changes


def counts_of(changes: Sequence[FieldChange]) -> ChangeCounts:
    """Return how much the changes of one file are."""
    events = [change for change in changes if change.entry is not None and change.entry[0] == "events"]
    new = tuple(change.record for change in events if change.is_new)
    gone = tuple(change.record for change in events if change.is_gone)
    score = next((change for change in changes if change.entry is None and change.field == "score"), None)
    others = [change.field for change in changes if change.entry is None and change.field not in ("score", "region")]
    others += [change.entry[0] for change in changes if change.entry and change.entry[0] not in LISTS]
    return ChangeCounts(
        new,
        gone,
        tuple(dict.fromkeys(change.record for change in events if change.field)),
        len({change.entry for change in changes if change.entry and change.entry[0] == "checks"}),
        len({change.entry for change in changes if change.entry and change.entry[0] == "notes"}),
        (score.was, score.now) if score else None,
        tuple(dict.fromkeys(others)),
    )


def _is_list(values: Values, key: str) -> bool:
    """Return whether a key is absent or holds entries."""
    value = values.get(key)
    if value in (None, "", "~", "null", []):
        return key in LISTS or value is None or value == []
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_same(key: str, before: Any, after: Any) -> bool:
    if key in SETS and isinstance(before, list) and isinstance(after, list):
        return sorted(map(str, before)) == sorted(map(str, after))
    return bool(before == after)


def _by_identity(section: str, values: Values) -> dict[Identity, dict[str, Any]]:
    """Return the entries of a list; of several that are alike in what identifies them, each."""
    entries: dict[Identity, dict[str, Any]] = {}
    for value in values.get(section) or ():
        if isinstance(value, dict):
            identity = identity_of(section, value)
            number = 1
            while (key := identity if number == 1 else (*identity, f"#{number}")) in entries:
                number += 1
            entries[key] = value
    return entries


def _entry_changes(
    before: Mapping[Identity, dict[str, Any]], after: Mapping[Identity, dict[str, Any]]
) -> Iterator[FieldChange]:
    for identity in dict.fromkeys([*before, *after]):
        old, new = before.get(identity), after.get(identity)
        if old is None or new is None:
            yield FieldChange(identity, "", old, new, new or old or {})
            continue
        for key in dict.fromkeys([*old, *new]):
            if not _is_same(key, old.get(key), new.get(key)):
                yield FieldChange(identity, key, old.get(key), new.get(key), new)
