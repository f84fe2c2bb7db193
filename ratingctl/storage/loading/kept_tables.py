"""The tables that the matcher makes of a rating, kept in the cache by the checksum of what they were made of."""

from collections.abc import Mapping, Sequence

from ratingctl.storage.loading.cached_files import CachedFiles

_LEAST_KEPT = 20_000
_TIMES_USED = 4
"""How many more tables are kept than one run has used; the others were made of texts that have changed since."""


class KeptTables:
    """Gives the tables that are in the cache, and takes new ones; each is valid for its key for ever.

    Args:
        cached: The cache as this run sees it.
    """

    def __init__(self, cached: CachedFiles) -> None:
        self._cached = cached
        self._is_closed = False
        self._used = 0
        self._new: dict[str, bytes] = {}

    def get(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return the tables that are kept, by key; some may be missing, and all are once it is closed."""
        if self._is_closed:
            return {}
        self._used += len(keys)
        return self._cached.matching_tables(keys)

    def put(self, key: str, table: bytes) -> None:
        """Take a table that was made; it is written when the files are closed."""
        self._new[key] = table

    def close(self) -> None:
        """Write what was put."""
        self._is_closed = True
        self._cached.store_matching_tables(self._new, max(_LEAST_KEPT, _TIMES_USED * self._used))
        self._new = {}
