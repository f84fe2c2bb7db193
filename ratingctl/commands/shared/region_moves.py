"""What happens to events across files: a region's file under another name, events that other files build on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from ratingctl.merging.removals import followed_by, references_in, without_event
from ratingctl.storage.yaml.outline import OutlineError, outline_of

Contents = Mapping[str, bytes]
"""The bytes of files by their paths."""

_ID = re.compile(rb"""^[ ]*-[ ]+id:[ ]*["']?([a-z0-9-]+)""", re.MULTILINE)
_REGION = re.compile(rb"^region:.*$", re.MULTILINE)


class RemovedEvent(NamedTuple):
    """An event that one side removed while the other one came to build on it in other files.

    Attributes:
        event: Its id.
        path: The file in which it stood.
        is_mine: True if it was my side that removed it.
        leaning: What builds on it, for the question.
        paths: The files in which that stands.
        instead: What it followed, as far as nobody removed that.
    """

    event: str
    path: str
    is_mine: bool
    leaning: tuple[str, ...]
    paths: tuple[str, ...]
    instead: tuple[str, ...]


def event_ids(content: bytes) -> set[str]:
    """Return the ids of the events that seem to stand in a file."""
    return {match.decode() for match in _ID.findall(content)}


def renamed_to(content: bytes, others: Contents) -> str | None:
    """Return the file that holds a removed file's events under another name; None where there is none.

    Args:
        content: The file as it was.
        others: New files of the same folder.
    """
    ids = event_ids(content)
    if not ids:
        without_name = _REGION.sub(b"", content)
        return next((path for path, other in others.items() if _REGION.sub(b"", other) == without_name), None)
    shared = {path: len(ids & event_ids(other)) for path, other in others.items()}
    best = max(shared, key=lambda path: (shared[path], path), default=None)
    return best if best and 2 * shared[best] >= len(ids) else None


def removed_events(base: Contents, mine: Contents, theirs: Contents) -> Iterator[RemovedEvent]:
    """Yield the events that one side removed and that the other one has come to build on in another file.

    Args:
        base: The files that either side changed, as they were.
        mine: The same files on one side.
        theirs: The same files on the other side.
    """
    before = _by_event(base)
    for is_mine, side, other in ((True, mine, theirs), (False, theirs, mine)):
        gone = before.keys() - _by_event(side).keys()
        leaning = _new_references(gone, base, other) if gone else {}
        for event in sorted(leaning):
            paths = tuple(path for path, _ in leaning[event] if path != before[event])
            if paths:
                names = tuple(sorted({name for path, name in leaning[event] if path in paths}))
                instead = tuple(earlier for earlier in _followed(base, before[event], event) if earlier not in gone)
                yield RemovedEvent(event, before[event], is_mine, names, tuple(dict.fromkeys(paths)), instead)


def without_events(path: str, content: bytes, removed: Iterable[RemovedEvent]) -> bytes:
    """Return a file without what points to events that are let go; as it is, where it cannot be cut."""
    try:
        outline = outline_of(path, content)
        for event in removed:
            outline = without_event(outline, event.event, event.instead)
        result = outline.content.encode()
        return result if outline_of(path, result).value == outline.value else content
    except OutlineError:
        return content


def _followed(contents: Contents, path: str, event: str) -> list[str]:
    try:
        return followed_by(outline_of(path, contents[path]), event)
    except OutlineError:
        return []


def _by_event(contents: Contents) -> dict[str, str]:
    return {event: path for path, content in contents.items() for event in event_ids(content)}


def _new_references(events: Iterable[str], base: Contents, side: Contents) -> dict[str, list[tuple[str, str]]]:
    """Return for each event the files of a side that newly build on it, each with what does."""
    found: dict[str, list[tuple[str, str]]] = {}
    pattern = re.compile("|".join(map(re.escape, sorted(events))).encode())
    for path, content in side.items():
        if content == base.get(path) or not pattern.search(content):
            continue
        try:
            old, new = (references_in(outline_of(path, text)) for text in (base.get(path, b""), content))
        except OutlineError:
            continue
        for event in events:
            for name in sorted(new.get(event, set()) - old.get(event, set())):
                spoken = f"{name} ({PurePosixPath(path).stem})" if name in ("score", "note") else name
                found.setdefault(event, []).append((path, spoken))
    return found
