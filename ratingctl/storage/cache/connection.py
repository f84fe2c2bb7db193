"""The connection to the cache's database: made by this version of the tool in this folder, or made anew."""

import errno
import os
import sqlite3
import sys
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from ratingctl import __version__
from ratingctl.domain.fields import FILE_KINDS
from ratingctl.message import sentence
from ratingctl.storage.cache.file_forms import EventStub
from ratingctl.storage.own_folder import CACHE, file_mode, identity_of, is_own_file, own_folder

DATABASE_NAME = "cache.sqlite"
_FORMAT = 13
_PATIENCE_SECONDS = 0.2
TROUBLE = (sqlite3.Error, UnicodeDecodeError)
"""What sqlite3 raises; the latter where the text of its own message is damaged."""
_PASSING = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)
"""Errors that pass: the database itself may be sound."""
# Each form has a table of its own, so that one can be read through without touching the others.
_TABLES = {
    "tool": "CREATE TABLE tool (fingerprint TEXT NOT NULL)",
    "folders": "CREATE TABLE folders (folder TEXT PRIMARY KEY, listing BLOB)",
    "content": "CREATE TABLE content (path TEXT PRIMARY KEY, form BLOB)",
    "event_stubs": "CREATE TABLE event_stubs (path TEXT PRIMARY KEY, form BLOB)",
    "signatures": "CREATE TABLE signatures (path TEXT PRIMARY KEY, form BLOB)",
    "matching": "CREATE TABLE matching (key TEXT PRIMARY KEY, form BLOB)",
    "summaries": (
        "CREATE TABLE summaries "
        "(edition TEXT, region TEXT, ends INTEGER, form BLOB, PRIMARY KEY (edition, region, ends))"
    ),
    "reviews": "CREATE TABLE reviews (edition TEXT, region TEXT, form BLOB, PRIMARY KEY (edition, region))",
}
_SCHEMA = {
    *(("table", name, statement) for name, statement in _TABLES.items()),
    *(("index", f"sqlite_autoindex_{name}_1", None) for name, statement in _TABLES.items() if "PRIMARY" in statement),
}
"""What `sqlite_schema` holds, and nothing else: no trigger, no view, no table of somebody else."""


@cache
def fingerprint() -> str:
    """Return the fingerprint of tool, field table and Python: the cache of another version is not used."""
    return (
        f"{_FORMAT} {__version__} {sys.hexversion >> 16:x} {zlib.crc32(repr((FILE_KINDS, EventStub._fields)).encode())}"
    )


def opened_database(root: Path) -> sqlite3.Connection:
    """Return a connection to a database of this tool in its present version, made in this folder; anew if need be.

    Raises:
        OSError: If there can be none.
        sqlite3.Error: If it cannot be used now.
    """
    path = own_folder(root, CACHE) / DATABASE_NAME
    wanted = f"{fingerprint()} {identity_of(root)}"
    if os.path.lexists(path) and not is_own_file(path):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    database = _connected(path)
    try:
        if _prepare(database, wanted):
            return database
    except TROUBLE as error:
        database.close()
        if is_damage(error):
            path.unlink()  # the next run makes a new one
        raise
    except BaseException:
        database.close()
        raise
    database.close()
    path.unlink()  # not of this tool, or made elsewhere
    database = _connected(path)
    if not _prepare(database, wanted):
        database.close()
        raise sqlite3.DatabaseError(sentence("another version is at work"))
    return database


def _connected(path: Path) -> sqlite3.Connection:
    if not os.path.lexists(path):
        with suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            os.fchmod(handle, file_mode(path.parent))
            os.close(handle)
        for ending in ("-journal", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)  # of another database
    return sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)


def is_damage(error: Exception) -> bool:
    """Return False where the database may be sound: somebody else is writing into it, or the disk takes nothing."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF not in _PASSING


def _prepare(database: sqlite3.Connection, wanted: str) -> bool:
    """Make the tables in an empty database.

    Returns:
        False if it holds anything but exactly these tables and this fingerprint.
    """
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA page_size = 16384")
    database.execute("PRAGMA synchronous = OFF")  # what a power cut damages, the checksums find
    if not _schema(database):
        database.execute("BEGIN IMMEDIATE")
        try:
            if not _schema(database):  # nobody else has made them meanwhile
                for statement in _TABLES.values():
                    database.execute(statement)
                database.execute("INSERT INTO tool VALUES (?)", (wanted,))
            database.execute("COMMIT")
        except BaseException:
            database.rollback()
            raise
    if _schema(database) != _SCHEMA:
        return False
    return database.execute("SELECT fingerprint FROM tool").fetchall() == [(wanted,)]


def _schema(database: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    return set(database.execute("SELECT type, name, sql FROM sqlite_schema"))
