"""What a commit says of the changes that it holds: by region in one line, and by record below."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from ratingctl.language.catalogue import Catalogue
from ratingctl.merging.changes import ChangeCounts, FieldChange, changes_between, counts_of
from ratingctl.message import Message, counted, sentence
from ratingctl.storage.yaml.outline import OutlineError, plain_values

_LONGEST = 100
_EDITION = "edition.yaml"
_LONGEST_VALUE = 300
"""Characters of a value in a list of changes; JSON has all of it."""


class FileChanges(NamedTuple):
    """What changed in one file.

    Attributes:
        path: The file, inside the rating's folder.
        changes: By record and field; None where the file cannot be read on one side.
    """

    path: str
    changes: Sequence[FieldChange] | None

    @property
    def is_page(self) -> bool:
        """True if it is a region's file."""
        path = PurePosixPath(self.path)
        return len(path.parts) == 2 and path.name != _EDITION and path.suffix == ".yaml" and self._names_region

    @property
    def _names_region(self) -> bool:
        return PurePosixPath(self.path).stem not in ("errata", "booklet", "frozen")

    @property
    def edition(self) -> str:
        """The edition; empty for a file of the whole rating."""
        path = PurePosixPath(self.path)
        return path.parts[0] if len(path.parts) > 1 else ""

    @property
    def region(self) -> str:
        """The region; empty for another file."""
        return PurePosixPath(self.path).stem if self.is_page else ""


def file_changes(path: str, before: bytes | None, after: bytes | None) -> FileChanges:
    """Return what changed between two versions of a file.

    Args:
        path: The file, inside the rating's folder.
        before: Its bytes before; None where there was no file.
        after: Its bytes after.
    """
    try:
        values = [plain_values(path, content) if content else {} for content in (before, after)]
    except OutlineError:
        return FileChanges(path, None)
    return FileChanges(path, changes_between(values[0], values[1]))


def summary_of(files: Sequence[FileChanges], language: str) -> str:
    """Return the changes of several files in one line.

    Args:
        files: The files.
        language: The language in which it is said.
    """
    say = Catalogue(language).said
    editions = {file.edition for file in files if file.is_page}
    pages = [(file, counts_of(file.changes)) for file in files if file.is_page and file.changes is not None]
    left = {event: file.region for file, counts in pages for event in counts.gone_events}
    moved = {event: left[event] for _, counts in pages for event in counts.new_events if event in left}
    parts = []
    for file, counts in pages:
        words = [say(word) for word in _words(counts, moved)]
        name = f"{file.edition}/{file.region}" if len(editions) > 1 else file.region
        if words:
            parts.append(f"{name}: {', '.join(words)}")
        elif not moved.keys() & set(counts.gone_events):  # these are told where they stand now
            parts.append(f"{name}: {say(sentence('layout'))}")
    parts += [file.path for file in files if not file.is_page or file.changes is None]
    line = "; ".join(parts)
    if len(line) <= _LONGEST or len(parts) == 1:
        return line
    return f"{say(counted('{n} file', '{n} files', n=len(files)))}: {', '.join(map(say, _words(_total(pages), moved)))}"


def lines_of(files: Sequence[FileChanges], reasons: Mapping[str, str] | None = None) -> list[str]:
    """Return the changes one a line, by record and field.

    Args:
        files: The files.
        reasons: Why events were removed, by their ids.
    """
    return [
        f"{file.path}: {line_of(change, (reasons or {}).get(change.record, ''))}"
        for file in files
        for change in file.changes or ()
        if change.field != "region"
    ]


def line_of(change: FieldChange, reason: str = "") -> str:
    """Return one change in one line."""
    name = _name(change)
    if change.is_new:
        return f"+ {name}"
    if change.is_gone:
        return f"- {name}{f' ({reason})' if reason else ''}"
    subject = f"{change.record} {change.field}" if change.record else change.field
    if isinstance(change.was, list) and isinstance(change.now, list):
        return f"{subject}: {_shortened(_items_changed(change.was, change.now))}"
    return f"{subject}: {_shortened(value_text(change.was))} → {_shortened(value_text(change.now))}"


def _items_changed(was: list[Any], now: list[Any]) -> str:
    """Return what was added to a list and taken from it; both lists where only their order differs."""
    changed = [f"+ {value_text(item)}" for item in now if item not in was]
    changed += [f"- {value_text(item)}" for item in was if item not in now]
    return ", ".join(changed) or f"{value_text(was)} → {value_text(now)}"


def _shortened(text: str) -> str:
    """Return a text, cut where it is longer than anybody reads in a list."""
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE].rstrip()}…"


def value_text(value: Any) -> str:
    """Return a value in one line; a dash where there is none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, list):
        return ", ".join(value_text(item) for item in value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_text(item)}" for key, item in value.items())
    return " ".join(str(value).split())


def _name(change: FieldChange) -> str:
    context = change.context
    if change.entry and change.entry[0] == "events":
        return " ".join(str(context[key]) for key in ("id", "date", "title") if context.get(key))
    if change.entry and change.entry[0] == "checks":
        return "check " + " ".join(str(context[key]) for key in ("event", "date", "by", "found") if context.get(key))
    return f"{change.entry[0] if change.entry else ''} {value_text(context)}"


def _words(counts: ChangeCounts, moved: Mapping[str, str]) -> list[Message]:
    """Return what changed, in words; events that came from another region's file are neither new nor gone."""
    words = []
    if new := [event for event in counts.new_events if event not in moved]:
        words.append(counted("{n} event", "{n} events", n=len(new)))
    if counts.edited_events:
        words.append(counted("{n} corrected", "{n} corrected", n=len(counts.edited_events)))
    if counts.checks:
        words.append(counted("{n} check", "{n} checks", n=counts.checks))
    if counts.notes:
        words.append(counted("{n} note", "{n} notes", n=counts.notes))
    if counts.score:
        was, now = (value or "–" for value in counts.score)
        words.append(sentence("score {was} → {now}", was=was, now=now))
    words += [
        sentence("{id} from {region}", id=event, region=moved[event]) for event in counts.new_events if event in moved
    ]
    words += [sentence("{id} removed", id=event) for event in counts.gone_events if event not in moved]
    return words + [Message(key) for key in counts.others if not counts.score or key not in ("rationale", "evidence")]


def _total(pages: Sequence[tuple[FileChanges, ChangeCounts]]) -> ChangeCounts:
    counts = [count for _, count in pages]
    return ChangeCounts(
        tuple(event for count in counts for event in count.new_events),
        tuple(event for count in counts for event in count.gone_events),
        tuple(event for count in counts for event in count.edited_events),
        sum(count.checks for count in counts),
        sum(count.notes for count in counts),
    )
