"""Events that one side removed while the other one came to build on them: what leans on them, and their going."""

from collections.abc import Iterator, Sequence
from typing import Any

from ratingctl.domain.file_outline import EntryText, FieldText, FileOutline, ListItem, SectionText, identity_of
from ratingctl.merging.texts import merged_set

_LINKS = "follows"


def references_in(outline: FileOutline) -> dict[str, set[str]]:
    """Return for each event by what a file leans on it: ids of events, and names for the score, checks and notes."""
    leaning: dict[str, set[str]] = {}
    for entry in outline.entries("events"):
        value = entry.value
        for name in ("follows", "not_follows"):
            _add(leaning, str(value.get("id")), value.get(name))
    for entry in outline.entries("checks"):
        _add(leaning, f"check {entry.value.get('date')}", [entry.value.get("event")])
    for entry in outline.entries("notes"):
        _add(leaning, "note", entry.value.get("about"))
    evidence = outline.section("evidence")
    _add(leaning, "score", evidence.value if evidence else None)
    return leaning


def followed_by(outline: FileOutline, event: str) -> list[str]:
    """Return the events that an event of a file follows."""
    values = [entry.value.get("follows") for entry in outline.entries("events") if entry.value.get("id") == event]
    return [str(item) for value in values if isinstance(value, list) for item in value]


def without_event(outline: FileOutline, event: str, instead: Sequence[str]) -> FileOutline:
    """Return a file without an event and without what points to it.

    What follows it follows what it followed itself, and its checks are checks of that: they are of the same project.
    Where it followed nothing, its checks go with it. A score is not based on it any more, and a note not about it.

    Args:
        outline: The file; it need not have the event.
        event: The event.
        instead: What it followed, as far as that is still there.
    """
    sections = (_section_without(section, event, instead) for section in outline.sections)
    return outline._replace(sections=tuple(section for section in sections if section is not None))


def _section_without(section: SectionText, event: str, instead: Sequence[str]) -> SectionText | None:
    if section.entries is None:
        field = _list_without(section.field, event, ()) if section.name == "evidence" else section.field
        return section._replace(field=field) if field else None
    entries = tuple(_entries_without(section.name, section.entries, event, instead))
    return section._replace(entries=entries) if entries or not section.entries else None


def _entries_without(
    section: str, entries: Sequence[EntryText], event: str, instead: Sequence[str]
) -> Iterator[EntryText]:
    known = {entry.identity for entry in entries}
    for entry in entries:
        if section == "events" and entry.value.get("id") == event:
            continue
        if section == "checks" and entry.value.get("event") == event:
            moved = _moved_check(entry, event, instead[0]) if instead else None
            if moved and moved.identity not in known:
                yield moved
            continue
        yield _without_references(section, entry, event, instead)


def _moved_check(entry: EntryText, event: str, instead: str) -> EntryText:
    fields = tuple(
        field._replace(text=field.text.replace(event, instead, 1), value=instead) if field.name == "event" else field
        for field in entry.fields
    )
    return entry._replace(fields=fields, identity=identity_of("checks", {field.name: field.value for field in fields}))


def _without_references(section: str, entry: EntryText, event: str, instead: Sequence[str]) -> EntryText:
    changed = [
        (field, _list_without(field, event, instead if field.name == _LINKS else ()))
        if field.name in (_LINKS, "not_follows", "about")
        else (field, field)
        for field in entry.fields
    ]
    if all(field is less for field, less in changed):
        return entry
    fields = tuple(less for _, less in changed if less)
    if not fields:
        return entry
    number = entry.identity[-1:] if entry.identity[-1].startswith("#") else ()
    identity = (*identity_of(section, {field.name: field.value for field in fields}), *number)
    return entry._replace(fields=fields, identity=identity)


def _list_without(field: FieldText, event: str, instead: Sequence[str]) -> FieldText | None:
    """Return a list of ids without one of them; None where nothing is left of it."""
    values = [item.value for item in field.items or ()]
    if event not in values:
        return field
    items = [item for item in field.items or () if item.value != event]
    items += [ListItem(value, value) for value in instead if value not in values]
    less = merged_set(field, field._replace(items=tuple(items)), field)
    return less and less._replace(above=field.above)


def _add(leaning: dict[str, set[str]], name: str, targets: Any) -> None:
    for target in targets if isinstance(targets, list) else ():
        leaning.setdefault(str(target), set()).add(name)
