"""Events of two sides that were given one id: the same fact, or two facts by chance or by a slip."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ratingctl.domain.file_outline import EntryText, FieldText, FileOutline, ListItem, SectionText, identity_of
from ratingctl.merging.texts import with_trailing

_REFERENCES = ("id", "event", "follows", "not_follows", "evidence", "about")
_HASHED = ("date", "project", "title")
"""The keys of which an id is made."""
_MOST_HASHES = 8
"""How often an id may have been hashed again before it was free."""


class Renamed(NamedTuple):
    """An event that was given another id, because the other side has another event of that id.

    Attributes:
        old: The id that both sides gave.
        new: The id that this event has now.
        is_mine: True if it is an event of my side.
    """

    old: str
    new: str
    is_mine: bool


def twins(base: FileOutline, mine: FileOutline, theirs: FileOutline) -> Iterator[tuple[EntryText, EntryText]]:
    """Yield the pairs of new events of both sides that have one id and say different things."""
    known = {entry.identity for entry in base.entries("events")}
    others = {entry.identity: entry for entry in theirs.entries("events")}
    for entry in mine.entries("events"):
        other = others.get(entry.identity)
        if other and entry.identity not in known and entry.value != other.value:
            yield entry, other


def are_two_facts(one: EntryText, other: EntryText) -> bool:
    """Return whether two events have different titles."""
    return _title(one) != _title(other)


def as_logged(region: str, one: EntryText, other: EntryText) -> EntryText | None:
    """Return what two new events of one id both were when they were logged; None where that is not known.

    An id is made of the date, the project and the title. Where one of the two has the id of its own text and the other
    one has not, the other one is the same event, edited since; these three keys are the common predecessor of both.
    """
    own = [entry for entry in (one, other) if entry.value.get("id") in _own_ids(region, entry)]
    if len(own) != 1:
        return None
    fields = tuple(
        with_trailing(field._replace(above=""), "\n") for field in own[0].fields if field.name in ("id", *_HASHED)
    )
    return own[0]._replace(above="", fields=fields)


def is_by_chance(region: str, *entries: EntryText) -> bool:
    """Return whether every one of the events has the id that is made of its own text."""
    return all(entry.value.get("id") in _own_ids(region, entry) for entry in entries)


def renamed(old: str, entry: EntryText, region: str, taken: set[str]) -> str:
    """Return the new id of an event: the next one that is made of its text and is free."""
    return _new_id(region, entry, taken | {old, *_own_ids(region, entry)})


def goes_second(mine: EntryText, theirs: EntryText) -> bool:
    """Return whether it is my event that gets another id; the same event does on both people's machines."""
    return _order(mine) > _order(theirs)


def with_new_id(outline: FileOutline, old: str, new: str) -> FileOutline:
    """Return an outline with another id for an event, and for everything that points to it."""
    return outline._replace(sections=tuple(_renamed_section(section, old, new) for section in outline.sections))


def _own_ids(region: str, entry: EntryText) -> set[str]:
    ids: set[str] = set()
    for _ in range(_MOST_HASHES):
        ids.add(_new_id(region, entry, ids))
    return ids


def _new_id(region: str, entry: EntryText, taken: set[str]) -> str:
    """Return the id that is made of an event's text and is free."""
    from ratingctl.domain.ids import new_event_id  # git starts a process for each file, and nearly none needs an id
    from ratingctl.domain.model import RegionId

    date, project, title = (str(entry.value.get(name) or "") for name in _HASHED)
    return new_event_id(RegionId(region), date, project, title, taken)


def _title(entry: EntryText) -> str:
    from ratingctl.words.fold import fold  # two events of one id are rare

    return fold(str(entry.value.get("title") or ""))


def _order(entry: EntryText) -> tuple[str, str, str]:
    value = entry.value
    return str(value.get("date") or ""), str(value.get("title") or ""), entry.body


def _renamed_section(section: SectionText, old: str, new: str) -> SectionText:
    entries = section.entries
    if entries is not None:
        entries = tuple(_renamed_entry(section.name, entry, old, new) for entry in entries)
    return section._replace(field=_renamed_field(section.field, old, new), entries=entries)


def _renamed_entry(section: str, entry: EntryText, old: str, new: str) -> EntryText:
    fields = tuple(_renamed_field(field, old, new) for field in entry.fields)
    if fields == entry.fields:
        return entry
    number = entry.identity[-1:] if entry.identity[-1].startswith("#") else ()
    identity = (*identity_of(section, {field.name: field.value for field in fields}), *number)
    return entry._replace(fields=fields, identity=identity)


def _renamed_field(field: FieldText, old: str, new: str) -> FieldText:
    if field.name not in _REFERENCES or old not in field.text:
        return field
    token = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])")
    items = field.items and tuple(ListItem(*(token.sub(new, part) for part in item)) for item in field.items)
    value = [token.sub(new, str(item)) for item in field.value] if isinstance(field.value, list) else field.value
    value = token.sub(new, value) if isinstance(value, str) else value
    return field._replace(text=token.sub(new, field.text), value=value, items=items)
