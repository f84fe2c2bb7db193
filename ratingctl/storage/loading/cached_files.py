"""The files that the cache holds in their present state, and those still to be stored."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from ratingctl.storage.cache.database import Cache, CacheEntry
from ratingctl.storage.cache.file_forms import EncodedFile, checksum_of
from ratingctl.storage.folder import FileIdentity
from ratingctl.storage.loading.file_listing import FileListing

_AT_ONCE = 500
"""Files that are stored together: an interrupted run loses no more of its work."""


class CachedFiles:
    """The cache as one run sees it: only entries of files that are unchanged.

    Args:
        cache: The cache; None where there is none, and then nothing is found and nothing stored.
        listing: The files of the folder.

    Attributes:
        is_storing: True while what was read is stored; false without a cache, or once it took no more.
    """

    def __init__(self, cache: Cache | None, listing: FileListing) -> None:
        self._cache = cache
        self._listing = listing
        self._entries: dict[str, CacheEntry] = {}
        self._all_looked_up = False
        self._pending: dict[str, tuple[FileIdentity, EncodedFile]] = {}
        self.is_storing = cache is not None

    def look_up_all(self) -> None:
        """Look up the entries of all files at once."""
        if self._cache and not self._all_looked_up:
            self._entries = self._cache.entries(self._listing.identities())
            self._all_looked_up = True

    def known_entries(self) -> Mapping[str, CacheEntry]:
        """Return the entries that were looked up so far, by path."""
        return self._entries

    def entry(self, path: str) -> CacheEntry | None:
        """Return the entry of a file that is unchanged; None where there is none."""
        if path not in self._entries and not self._all_looked_up and self._cache:
            self._entries |= self._cache.entries({path: self._listing.identity(path)})
        return self._entries.get(path)

    def form(self, path: str, form: str) -> bytes | None:
        """Return a form of a file that is unchanged; None where there is none."""
        entry = self.entry(path)
        return self._cache.form(path, form, getattr(entry, form)) if self._cache and entry else None

    def signatures(self, paths: Container[str]) -> Iterator[tuple[str, bytes]]:
        """Yield those of the paths whose files are unchanged, with their search signatures."""
        for path, signatures in self._cache.signatures() if self._cache else ():
            entry = self.entry(path) if path in paths else None
            if entry is not None and entry.signatures == checksum_of(signatures):
                yield path, signatures

    def prepare_reading(self, path: str) -> None:
        """Note the identity of a file, and the time, before it is read."""
        if self._cache:
            self._listing.identity(path)
            self._cache.note_time()

    def store(self, path: str, forms: EncodedFile) -> Collection[str]:
        """Store the forms of a file that was read, unless it may have changed meanwhile.

        Returns:
            The files that were written to the cache now: files are written many at once.
        """
        identity = self._listing.identity(path)
        if identity and self._cache and self._cache.may_store(identity):
            self._pending[path] = identity, forms
            if len(self._pending) >= _AT_ONCE:
                return self.flush()
        return ()

    def flush(self) -> Collection[str]:
        """Write to the cache what is still to be stored, and return its paths; none where it could not be written."""
        if not (self._pending and self._cache):
            return ()
        pending, self._pending = self._pending, {}
        everything = self._listing.identities() if self._listing.is_complete else None
        self.is_storing = self._cache.store(pending, everything)
        if not self.is_storing:
            return ()
        self._entries |= self._cache.entries({path: self._listing.identity(path) for path in pending})
        return pending.keys()

    def summaries(self, edition: str) -> Sequence[tuple[str, bytes]]:
        """Return the regions of an edition with their stored project summaries."""
        return self._cache.summaries(edition) if self._cache else ()

    def store_summaries(self, edition: str, forms: Mapping[tuple[str, bool], bytes]) -> None:
        """Store project summaries of an edition by region and by whether their validity ends."""
        if self._cache and forms:
            self._cache.store_summaries(edition, forms)

    def reviews(self, edition: str) -> Sequence[tuple[str, bytes]]:
        """Return the regions of an edition with their stored reviews."""
        return self._cache.reviews(edition) if self._cache else ()

    def store_reviews(self, edition: str, forms: Mapping[str, bytes]) -> None:
        """Store the reviews of an edition, region by region."""
        if self._cache and forms:
            self._cache.store_reviews(edition, forms)

    def matching_tables(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return the stored tables of the matcher by their keys."""
        return self._cache.matching_tables(keys) if self._cache and keys else {}

    def store_matching_tables(self, forms: Mapping[str, bytes], most: int) -> None:
        """Store tables of the matcher by their keys."""
        if self._cache and forms:
            self._cache.store_matching_tables(forms, most)

    def close(self) -> None:
        """Write what is still to be stored, and close the cache."""
        self.flush()
        if self._cache:
            self._cache.close()
