"""The cache of parsed files in SQLite: an unchanged file is not parsed again.

The cache lies in `.ratingctl/cache/` of the rating's folder and can be deleted at any moment. A folder's listing holds
the identity of each file when it was read; an entry is valid only where path, size, both times and inode of a file are
what they were, and where the file had last been changed before the clock tick in which it was read (git's rule for
racily clean entries). Listings carry their own checksum, and those of everything stored of their files, so that neither
a damaged database nor another process that is writing can make one file pass for another. A database that was made
elsewhere, or holds anything but exactly the tables of this version, is deleted. Whatever goes wrong, reading goes on
without the cache.
"""

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from ratingctl.domain.scores import RawScore
from ratingctl.storage.cache.connection import DATABASE_NAME, TROUBLE, is_damage, opened_database
from ratingctl.storage.cache.file_forms import FORMS, UNDECODABLE, EncodedFile, checksum_of
from ratingctl.storage.folder import FileIdentity
from ratingctl.storage.own_folder import CACHE, FOLDER, new_temporary, own_folder

_VARIABLES = 500
"""The most values that one SQL statement is given; SQLite takes 999 of old."""


class CacheEntry(NamedTuple):
    """The entry of a file in a listing: its identity, a summary, and the checksums of its forms."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    score: RawScore | None
    tier: str | None
    events: int
    content: int
    event_stubs: int
    signatures: int


_TYPES = [{int, str, type(None)} if name in ("score", "tier") else {int} for name in CacheEntry._fields]
"""The types that the values of an entry may have, field by field."""


class Cache:
    """The cache of one rating's folder. Use `Cache.of`.

    Args:
        root: The rating's folder.
        database: An open connection to a database of this tool's fingerprint.
    """

    def __init__(self, root: Path, database: sqlite3.Connection) -> None:
        self._root = root
        self._database = database
        self._listings: dict[str, dict[str, CacheEntry]] = {}
        self._tick: int | None = None

    @classmethod
    def of(cls, root: Path) -> Self | None:
        """Return the cache of a rating's folder; None where there can be none: a read-only folder, a damaged file."""
        try:
            return cls(root, opened_database(root))
        except (*TROUBLE, OSError):
            return None

    def entries(self, identities: Mapping[str, FileIdentity | None]) -> dict[str, CacheEntry]:
        """Return the entries of those files that are unchanged.

        Args:
            identities: The identity of each file as it is now, by path.
        """
        entries: dict[str, CacheEntry] = {}
        for path, identity in identities.items():
            folder, _, name = path.rpartition("/")
            listing = self._listings.get(folder)
            if listing is None:
                listing = self._listings[folder] = self._listing(folder)
            entry = listing.get(name)
            if entry is not None and entry[:4] == identity:
                entries[path] = entry
        return entries

    def form(self, path: str, form: str, checksum: int) -> bytes | None:
        """Return one form of a file; None where it does not have the checksum of its entry."""
        try:
            row = self._database.execute(f"SELECT form FROM {form} WHERE path = ?", (path,)).fetchone()
        except TROUBLE as error:
            self._delete_if_damaged(error)
            return None
        return row[0] if row and isinstance(row[0], bytes) and checksum_of(row[0]) == checksum else None

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Yield the search signatures of files, unchecked and in no order; fewer where the database is damaged."""
        try:
            yield from self._database.execute("SELECT path, form FROM signatures WHERE typeof(form) = 'blob'")
        except TROUBLE as error:
            self._delete_if_damaged(error)

    def summaries(self, edition: str) -> list[tuple[str, bytes]]:
        """Return the regions of an edition with their project summaries, unchecked; fewer from a damaged database."""
        return self._forms_of_regions("SELECT region, form FROM summaries WHERE edition = ?", edition)

    def store_summaries(self, edition: str, forms: Mapping[tuple[str, bool], bytes]) -> None:
        """Store project summaries of an edition; if it cannot be done, they are made again the next time.

        Args:
            edition: The edition.
            forms: The summaries by region, and by whether their validity ends: of each kind one is kept.
        """
        rows = [(edition, region, ends, form) for (region, ends), form in forms.items()]
        self._insert("INSERT OR REPLACE INTO summaries VALUES (?, ?, ?, ?)", rows)

    def reviews(self, edition: str) -> list[tuple[str, bytes]]:
        """Return the regions of an edition with their reviews, unchecked; fewer where the database is damaged."""
        return self._forms_of_regions("SELECT region, form FROM reviews WHERE edition = ?", edition)

    def store_reviews(self, edition: str, forms: Mapping[str, bytes]) -> None:
        """Store the reviews of an edition by region; if it cannot be done, they are made again the next time."""
        rows = [(edition, region, form) for region, form in forms.items()]
        self._insert("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?)", rows)

    def matching_tables(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the stored tables of the matcher by their keys; fewer where there are none, or they are damaged."""
        forms: dict[str, bytes] = {}
        try:
            for start in range(0, len(keys), _VARIABLES):
                chunk = keys[start : start + _VARIABLES]
                marks = ",".join("?" * len(chunk))
                rows = self._database.execute(f"SELECT key, form FROM matching WHERE key IN ({marks})", chunk)
                forms.update((key, sealed) for key, sealed in rows if isinstance(sealed, bytes))
        except TROUBLE as error:
            self._delete_if_damaged(error)
        return {key: form for key, sealed in forms.items() if (form := _unsealed(sealed)) is not None}

    def store_matching_tables(self, forms: Mapping[str, bytes], most: int) -> None:
        """Store tables of the matcher by their keys; if it cannot be done, they are made again the next time.

        Args:
            forms: The tables.
            most: Where there would be more than these, the others are deleted before.
        """
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                (count,) = self._database.execute("SELECT count(*) FROM matching").fetchone()
                if count + len(forms) > most:
                    self._database.execute("DELETE FROM matching")
                rows = [(key, _sealed(form)) for key, form in forms.items()]
                self._database.executemany("INSERT OR REPLACE INTO matching VALUES (?, ?)", rows)
        except TROUBLE as error:
            self._delete_if_damaged(error)

    def note_time(self) -> None:
        """Note the time before files are read that are to be stored."""
        if self._tick is None:
            self._tick = _clock_tick(self._root)

    def may_store(self, identity: FileIdentity) -> bool:
        """Return False for a file that may have changed in the clock tick of its reading."""
        return self._tick is not None and max(identity.mtime_ns, identity.ctime_ns) < self._tick

    def store(self, read: Mapping[str, tuple[FileIdentity, EncodedFile]], paths: Iterable[str] | None) -> bool:
        """Store the files that were read, and delete the entries of files that are gone.

        Args:
            read: For each path the identity of the file before it was read, and its forms.
            paths: All files there are; None where that is not known.

        Returns:
            False if it could not be stored: somebody else is writing, or the disk is full.
        """
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                if paths is not None:
                    self._delete_all_but(paths)
                self._write(read)
        except TROUBLE as error:
            self._delete_if_damaged(error)
            self._listings.clear()
            return False
        return True

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _forms_of_regions(self, statement: str, edition: str) -> list[tuple[str, bytes]]:
        try:
            rows = self._database.execute(f"{statement} AND typeof(form) = 'blob'", (edition,))
            return rows.fetchall()
        except TROUBLE as error:
            self._delete_if_damaged(error)
            return []

    def _insert(self, statement: str, rows: Sequence[tuple[str | int | bytes, ...]]) -> None:
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                self._database.executemany(statement, rows)
        except TROUBLE as error:
            self._delete_if_damaged(error)

    def _delete_if_damaged(self, error: Exception) -> None:
        """Delete a damaged database, so that the next run makes a new one."""
        if is_damage(error):
            with suppress(OSError):  # where it cannot be taken away, every run goes on without it
                (self._root / FOLDER / CACHE / DATABASE_NAME).unlink(missing_ok=True)

    def _listing(self, folder: str) -> dict[str, CacheEntry]:
        try:
            row = self._database.execute("SELECT listing FROM folders WHERE folder = ?", (folder,)).fetchone()
            if row is None or not isinstance(row[0], bytes):
                return {}
            text = _unsealed(row[0])
            if text is None:
                return {}
            names, *columns = json.loads(text)
            are_sound = all(set(map(type, column)) <= types for column, types in zip(columns, _TYPES, strict=True))
            listing = dict(zip(names, map(CacheEntry._make, zip(*columns, strict=True)), strict=True))
        except TROUBLE as error:
            self._delete_if_damaged(error)
            return {}
        except UNDECODABLE:
            return {}  # damaged: its files are read anew, and the listing is made anew with them
        return listing if are_sound else {}

    def _store_listing(self, folder: str, listing: Mapping[str, CacheEntry]) -> None:
        # Column by column, not file by file: of a large rating these are what every run reads.
        columns = [list(listing), *zip(*listing.values(), strict=True)]
        text = json.dumps(columns, separators=(",", ":")).encode()
        self._database.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", (folder, _sealed(text)))
        self._listings[folder] = dict(listing)

    def _write(self, read: Mapping[str, tuple[FileIdentity, EncodedFile]]) -> None:
        by_folder: defaultdict[str, dict[str, CacheEntry]] = defaultdict(dict)
        for path, (identity, forms) in read.items():
            folder, _, name = path.rpartition("/")
            kept = (forms.content, forms.event_stubs, forms.signatures)
            by_folder[folder][name] = CacheEntry(
                *identity, forms.score, forms.tier, forms.events, *map(checksum_of, kept)
            )
        for folder, entries in by_folder.items():
            self._store_listing(folder, {**self._listing(folder), **entries})
        for place, form in enumerate(FORMS, EncodedFile._fields.index("content")):
            rows = [(path, forms[place]) for path, (_, forms) in read.items() if forms[place]]
            self._database.executemany(f"INSERT OR REPLACE INTO {form} VALUES (?, ?)", rows)

    def _delete_all_but(self, paths: Iterable[str]) -> None:
        there: defaultdict[str, set[str]] = defaultdict(set)
        for path in paths:
            folder, _, name = path.rpartition("/")
            there[folder].add(name)
        for (folder,) in self._database.execute("SELECT folder FROM folders").fetchall():
            listing = self._listing(folder)
            gone = listing.keys() - there[folder]
            if gone:
                self._store_listing(folder, {name: entry for name, entry in listing.items() if name not in gone})
                gone_paths = [(f"{folder}/{name}" if folder else name,) for name in gone]
                for form in FORMS:
                    self._database.executemany(f"DELETE FROM {form} WHERE path = ?", gone_paths)


def _sealed(form: bytes) -> bytes:
    """Return what is stored, with its own checksum before it."""
    return b"%d\n%b" % (checksum_of(form), form)


def _unsealed(sealed: bytes) -> bytes | None:
    """Return what was stored; None where its checksum says that it is damaged."""
    checksum, _, form = sealed.partition(b"\n")
    return form if checksum.isdigit() and checksum_of(form) == int(checksum) else None


def _clock_tick(root: Path) -> int | None:
    """Return the time now by the clock of the file system, in nanoseconds; None where it cannot be told."""
    try:
        handle, stamp = new_temporary(own_folder(root, CACHE), "stamp")
        try:
            return os.fstat(handle).st_mtime_ns
        finally:
            os.close(handle)
            stamp.unlink()
    except OSError:
        return None
