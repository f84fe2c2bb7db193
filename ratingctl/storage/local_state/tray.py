"""The tray: the articles that came in on this clone, and what became of each.

`.ratingctl/local/tray.jsonl` has the identity of the folder in its first line (see `own_folder.identity_of`), then one
line for every change of an article; the last one counts. A torn last line is dropped.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.own_folder import (
    FOLDER,
    LOCAL,
    append_own_line,
    identity_of,
    own_folder,
    read_own_file,
    write_own_file,
)

_NAME = "tray.jsonl"
_MOST_ARTICLES = 4000
_MOST_LINES = 3 * _MOST_ARTICLES
LONGEST_TEXT = 60_000
"""Characters of an article that are kept until it is done."""
NEW, LOGGED, DROPPED, PUT_OFF = "new", "logged", "dropped", "put off"
DONE = frozenset({LOGGED, DROPPED})


class TrayArticle(NamedTuple):
    """An article in the tray.

    Attributes:
        fingerprint: The fingerprint of its text.
        address: Its address; empty where none is known.
        sketch: The hashes by which a changed version of it is known again.
        name: The file that it was in, or its headline.
        state: `new`, `logged`, `dropped` or `put off`.
        events: The ids of the events that were logged from it, or that it gave its source to.
        reason: Why it was dropped.
        day: The day on which the state was reached, in ISO 8601.
        draft: The half-made draft: values of fields by their names.
        text: The article itself, until it is done.
    """

    fingerprint: str
    address: str = ""
    sketch: tuple[str, ...] = ()
    name: str = ""
    state: str = NEW
    events: tuple[str, ...] = ()
    reason: str = ""
    day: str = ""
    draft: Mapping[str, Any] = {}
    text: str = ""


class Tray:
    """The tray of a clone.

    Args:
        root: The rating's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / FOLDER / LOCAL / _NAME
        self._lock = Lock()
        self._articles, self._line_count = _read(root, self._path)

    def __iter__(self) -> Iterable[TrayArticle]:
        return iter(self._articles.values())

    def article(self, fingerprint: str) -> TrayArticle | None:
        """Return the article of a fingerprint; None where there is none."""
        return self._articles.get(fingerprint)

    def articles(self) -> list[TrayArticle]:
        """Return all articles, the one that came in first at the beginning."""
        return list(self._articles.values())

    def keep(self, article: TrayArticle) -> None:
        """Keep an article as it is now, in place of what was kept of it.

        Raises:
            SurroundingsError: If it cannot be written.
        """
        with self._lock:
            if self._articles.get(article.fingerprint) == article:
                return
            self._articles[article.fingerprint] = article
            try:
                self._write(article)
            except OSError as error:
                raise SurroundingsError(
                    sentence("the tray of articles cannot be written: {strerror}", strerror=system_reason(error)),
                    place=str(self._path),
                    next_step=sentence("what was logged is logged; check the permissions of that file"),
                ) from error

    def _write(self, article: TrayArticle) -> None:
        if self._line_count == 0 or self._line_count > _MOST_LINES:
            kept = list(self._articles.values())[-_MOST_ARTICLES:]
            rows = [json.dumps({"identity": identity_of(self._root)}), *(_row(known) for known in kept)]
            own_folder(self._root, LOCAL)
            write_own_file(self._path, "".join(f"{row}\n" for row in rows).encode())
            self._line_count = len(rows)
        else:
            append_own_line(self._path, _row(article).encode())
            self._line_count += 1


def _row(article: TrayArticle) -> str:
    values = {name: value for name, value in article._asdict().items() if value}
    return json.dumps(values, ensure_ascii=False)


def _read(root: Path, path: Path) -> tuple[dict[str, TrayArticle], int]:
    """Return the articles by their fingerprints, and the number of lines; none where nothing was stored here."""
    content = read_own_file(path)
    if content is None:
        return {}, 0
    head, *rows = content.split(b"\n")
    articles: dict[str, TrayArticle] = {}
    try:
        if json.loads(head)["identity"] != identity_of(root):
            return {}, 0
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return {}, 0
    for row in rows:
        article = _article_of(row)
        if article:
            articles.pop(article.fingerprint, None)
            articles[article.fingerprint] = article
    return articles, 1 + len(rows)


def _article_of(row: bytes) -> TrayArticle | None:
    """Return the article of a line; None for a line that is none."""
    try:
        stored = json.loads(row)
        texts = {name: str(stored.get(name, "")) for name in ("address", "name", "reason", "day", "text")}
        state = str(stored.get("state", NEW))
        return TrayArticle(
            fingerprint=str(stored["fingerprint"]),
            sketch=tuple(map(str, stored.get("sketch", ()))),
            state=state if state in (LOGGED, DROPPED, PUT_OFF) else NEW,
            events=tuple(map(str, stored.get("events", ()))),
            draft=dict(stored.get("draft", {})),
            **texts,
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
