"""The choices for a value on the command line, read off the lines of a rating's files."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ratingctl.language.person import about_rating, person_words
from ratingctl.storage.root import SETTINGS, find_root, words_of

_KEY = re.compile(r"^([a-z0-9][a-z0-9-]*):", re.MULTILINE)
_ID = re.compile(r"^[ \t]*-?[ \t]*(?:- )?id:[ \t]*[\"']?([a-z0-9][a-z0-9.-]*)[\"']?[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"^[ \t]*(?:- )?title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_FLOW_ID = re.compile(r"\bid:[ \t]*[\"']?([a-z0-9][a-z0-9-]*)")
_MOST_EVENTS = 200
"""More events than so many are offered by the beginnings of their ids."""
_MOST_BYTES = 20_000_000
"""The bytes of region files in which events are looked for, the newest edition first."""
_OTHER_FILES = frozenset({"edition.yaml", "booklet.yaml", "frozen.yaml", "errata.yaml"})


class CompletionChoice(NamedTuple):
    """A candidate for the word at the cursor.

    Attributes:
        value: The word.
        text: What stands beside it.
    """

    value: str
    text: str = ""

    def fits(self, begun: str) -> bool:
        """Return True if the word may go on as it was begun; large and small letters are the same."""
        return self is FILES or self.value.casefold().startswith(begun.casefold())


FILES = CompletionChoice("")
"""Any file."""


def words(root: str) -> Callable[[str], str]:
    """Return a function that says an English help text in the person's language.

    Args:
        root: The rating's folder, if it was named.
    """
    from ratingctl.message import Message

    with about_rating(*words_of(_root(root))):
        say = person_words(os.environ)
    return lambda text: say(Message(text)) if text else ""


def choices(kind: str, root: str, begun: str) -> Iterator[CompletionChoice]:
    """Iterate over the choices for a value.

    Args:
        kind: What sort of value it is: `region`, `event`, .., `a|b|c` for fixed words, `file`, or `text` for any.
        root: The rating's folder, if it was named.
        begun: What stands of the word at the cursor.
    """
    if kind == "file":
        yield FILES
    elif "|" in kind:
        yield from map(CompletionChoice, kind.split("|"))
    elif kind in _OF_RATING:
        folder = _root(root)
        if folder is not None:
            yield from _OF_RATING[kind](folder, begun)


def _root(named: str) -> Path | None:
    try:
        return find_root(Path(named) if named else None, Path.cwd())
    except (OSError, ValueError):
        return None


def _text(path: Path) -> str:
    """Return the text of a file; empty where there is none that can be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return ""


def _regions(root: Path, begun: str) -> Iterator[CompletionChoice]:
    """Iterate over regions by their ids; where a name was begun, which an id cannot be, by their names."""
    by_name = not begun.isascii() or begun != begun.lower() or " " in begun
    for region, entry in _entries(root / "regions.yaml"):
        name = _value_of("name", entry)
        yield CompletionChoice(name, region) if by_name and name else CompletionChoice(region, name)


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    """Iterate over the entries of a file of ids: the id, and the text up to the next one."""
    text = _text(path)
    keys = list(_KEY.finditer(text))
    for key, end in zip(keys, [*(key.start() for key in keys[1:]), len(text)], strict=False):
        yield key[1], text[key.end() : end]


def _value_of(key: str, entry: str) -> str:
    """Return a short text in an entry, written on a line of its own or in braces."""
    match = re.search(rf"(?:^|[{{,])[ \t]*{key}:[ \t]*(\"[^\"]*\"|'[^']*'|[^,}}\n#]*)", entry, re.MULTILINE)
    return match[1].strip().strip("\"'") if match else ""


def _sources(root: Path, _begun: str) -> Iterator[CompletionChoice]:
    for source, entry in _entries(root / "sources.yaml"):
        yield CompletionChoice(source, _value_of("title", entry))


def _said_of_regions(key: str) -> Callable[[Path, str], Iterator[CompletionChoice]]:
    """Return what iterates over the different values of a key of the register."""

    def values(root: Path, _begun: str) -> Iterator[CompletionChoice]:
        names = dict.fromkeys(_value_of(key, entry) for _, entry in _entries(root / "regions.yaml"))
        yield from (CompletionChoice(name) for name in names if name)

    return values


def _editions(root: Path, _begun: str) -> Iterator[CompletionChoice]:
    """Iterate over editions, the newest first, with their titles."""
    for edition in _edition_ids(root):
        yield CompletionChoice(edition, _value_of("title", _text(root / edition / "edition.yaml")))


def _edition_ids(root: Path) -> list[str]:
    try:
        folders = [entry.name for entry in os.scandir(root) if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []
    return sorted((name for name in folders if (root / name / "edition.yaml").is_file()), reverse=True)


def _tiers(root: Path, _begun: str) -> Iterator[CompletionChoice]:
    _, _, below = _text(root / SETTINGS).partition("\ntiers:")
    tiers = re.split(r"\n(?=[^\s#-])", below, maxsplit=1)[0]
    for entry in re.split(r"^[ \t]*-", tiers, flags=re.MULTILINE)[1:]:
        match = _FLOW_ID.search(entry)
        if match:
            yield CompletionChoice(match[1], _value_of("name", entry))


def _kinds(root: Path, begun: str) -> Iterator[CompletionChoice]:
    """Iterate over kinds of events by their ids; where a name was begun, by their names."""
    from ratingctl.domain.kinds import KINDS

    with about_rating(*words_of(root)):
        say = person_words(os.environ)
    from ratingctl.message import Message

    by_name = begun != "" and not begun.isascii()
    for kind in KINDS:
        name = say(Message(f"kind.{kind}", {})).removeprefix("kind.").replace("_", " ")
        yield CompletionChoice(name, kind) if by_name else CompletionChoice(kind, name)
    _, _, below = _text(root / SETTINGS).partition("\nkinds:")
    for match in re.finditer(r"^[ \t]+([a-z][a-z0-9_-]*):", re.split(r"\n(?=\S)", below, maxsplit=1)[0], re.MULTILINE):
        if match[1] not in KINDS and match[1] not in ("name", "class", "stage", "halt", "news", "promise"):
            yield CompletionChoice(match[1])


def _events(root: Path, begun: str) -> Iterator[CompletionChoice]:
    """Iterate over events with their titles; by the beginnings of their ids where there are too many."""
    begun = begun.casefold()
    prefix = begun.rpartition("-")[0]
    events: dict[str, str] = {}
    for name in dict.fromkeys((f"{prefix}.yaml", "")):
        for text in _region_files(root, name):
            events.update((event, title) for event, title in _events_in(text) if event.startswith(begun))
        if events:
            break
    if len(events) <= _MOST_EVENTS:
        yield from (CompletionChoice(event, title) for event, title in events.items())
    else:
        yield from map(CompletionChoice, sorted({event.rpartition("-")[0] + "-" for event in events}))


def _region_files(root: Path, only: str) -> Iterator[str]:
    """Iterate over the texts of region files, the newest edition first, up to a limit; of one name if it is given."""
    left = _MOST_BYTES
    for edition in _edition_ids(root):
        try:
            names = [only] if only else sorted(path.name for path in (root / edition).iterdir())
        except OSError:
            continue
        for name in names:
            if name.endswith(".yaml") and name not in _OTHER_FILES and left > 0:
                text = _text(root / edition / name)
                left -= len(text)
                yield text


def _events_in(text: str) -> Iterator[tuple[str, str]]:
    """Iterate over the ids and titles in a region's file: to an id belongs the title before the next one."""
    ids = list(_ID.finditer(text))
    for match, end in zip(ids, [*(match.start() for match in ids[1:]), len(text)], strict=False):
        title = _TITLE.search(text, match.end(), end)
        yield match[1], title[1].strip("\"'") if title else ""


def _subjects(root: Path, begun: str) -> Iterator[CompletionChoice]:
    """Iterate over what `show` shows: regions, and events where an id was begun."""
    regions = list(_regions(root, begun))
    yield from regions
    if begun and not any(choice.fits(begun) and choice.value == begun for choice in regions):
        yield from _events(root, begun)


_OF_RATING: dict[str, Callable[[Path, str], Iterator[CompletionChoice]]] = {
    "region": _regions,
    "district": _said_of_regions("district"),
    "reviewer": _said_of_regions("reviewer"),
    "source": _sources,
    "edition": _editions,
    "tier": _tiers,
    "kind": _kinds,
    "event": _events,
    "subject": _subjects,
}
