"""What was read of each file, kept beside the rating so that an unchanged file is not parsed again.

The cache lies in `.ratingctl/` of the rating's folder and can be deleted at any moment. It is believed only where path,
size, both times and inode of a file are what they were, and where the file had last been changed before the clock tick
in which it was read (git's rule for racily clean entries). Whatever goes wrong with it, reading goes on without it.
"""

import json
import os
import sqlite3
import stat
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from ratingctl import __version__
from ratingctl.domain.fields import FILE_KINDS

FOLDER = ".ratingctl"
_FORMAT = 1
_TABLES = """
DROP TABLE IF EXISTS tool;
DROP TABLE IF EXISTS files;
CREATE TABLE tool (fingerprint TEXT NOT NULL);
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER, content TEXT
) WITHOUT ROWID;
"""

_SELECT = "SELECT content FROM files WHERE path = ? AND size = ? AND mtime_ns = ? AND ctime_ns = ? AND inode = ?"


class Identity(NamedTuple):
    """By what a file is known to be unchanged; times in nanoseconds."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Cache:
    """The contents of files as they were last read. Use `Cache.of`.

    Args:
        root: The rating's folder.
        database: An open connection to a database of this tool's fingerprint.
    """

    def __init__(self, root: Path, database: sqlite3.Connection) -> None:
        self._root = root
        self._database = database
        self._tick: int | None = None
        self._fresh: dict[str, tuple[Identity, str]] = {}

    @classmethod
    def of(cls, root: Path) -> Self | None:
        """The cache of a rating's folder; None where there can be none: a read-only folder, a damaged file."""
        try:
            return cls(root, _opened(root))
        except (sqlite3.Error, OSError):
            return None

    def identity(self, path: str) -> Identity | None:
        """What a file is known by now; None for a link or a file that cannot be looked at."""
        try:
            seen = os.lstat(self._root / path)
        except OSError:
            return None
        if not stat.S_ISREG(seen.st_mode):
            return None
        return Identity(seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)

    def content(self, path: str, identity: Identity) -> Any:
        """What was read of a file when it was the same; None where that is not known.

        If it is not, the caller is about to read the file: the clock is looked at before.
        """
        try:
            row = self._database.execute(_SELECT, (path, *identity)).fetchone()
            if row is not None:
                return json.loads(row[0])
        except (sqlite3.Error, ValueError):
            return None
        if self._tick is None:
            self._tick = _clock_tick(self._root)
        return None

    def remember(self, path: str, identity: Identity, content: Any) -> None:
        """Keep what was read of a file, unless the file may have changed in the very tick in which it was read."""
        if self._tick is not None and max(identity.mtime_ns, identity.ctime_ns) < self._tick:
            self._fresh[path] = (
                identity,
                json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_left_out),
            )

    def close(self, paths: list[str]) -> None:
        """Write what is new and forget files that are gone; if somebody else is writing, let them."""
        try:
            with self._database:
                self._write(self._fresh, set(paths))
        except sqlite3.Error:
            self._database.rollback()
        finally:
            self._database.close()

    def _write(self, fresh: Mapping[str, tuple[Identity, str]], paths: set[str]) -> None:
        if not fresh:
            return
        known = {row[0] for row in self._database.execute("SELECT path FROM files")}
        self._database.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in known - paths])
        self._database.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            [(path, *identity, content) for path, (identity, content) in fresh.items()],
        )


def _left_out(day: object) -> None:
    """The days of a date, which follow from its text."""


def fingerprint() -> str:
    """Changes when the tool or the field table does, so that another version's cache is not believed."""
    return f"{_FORMAT} {__version__} {zlib.crc32(repr(FILE_KINDS).encode())}"


def own_folder(root: Path) -> Path:
    """The tool's own folder in a rating's folder, made if it is not there; it ignores itself in git.

    Raises:
        OSError: If it cannot be made.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def _opened(root: Path) -> sqlite3.Connection:
    folder = own_folder(root)
    database = sqlite3.connect(folder / "cache.sqlite", timeout=0)
    try:
        _prepare(database)
    except sqlite3.DatabaseError as error:
        database.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        (folder / "cache.sqlite").unlink()  # it is no database: the next run makes a new one
        raise
    return database


def _prepare(database: sqlite3.Connection) -> None:
    """Leave the database with the tables and the fingerprint of this tool."""
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
    if "tool" in tables and database.execute("SELECT fingerprint FROM tool").fetchone() == (fingerprint(),):
        return
    database.executescript(_TABLES)
    with database:
        database.execute("INSERT INTO tool VALUES (?)", (fingerprint(),))


def _clock_tick(root: Path) -> int | None:
    """The time now by the clock of the file system, in nanoseconds."""
    stamp = root / FOLDER / "stamp"
    try:
        stamp.write_bytes(b"")
        os.utime(stamp)
        return stamp.stat().st_mtime_ns
    except OSError:
        return None
