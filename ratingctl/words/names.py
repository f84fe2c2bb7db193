"""Find the one thing that a person names: by id, code, name, alias, inflected form or the beginning of one."""

from collections.abc import Iterable, Mapping

from ratingctl.words.fold import fold
from ratingctl.words.suggestion import closest
from ratingctl.words.transliteration import latin_key

_SHORTEST_BEGINNING = 5
"""Letters; a shorter beginning in the other alphabet is more often a misspelling in this one."""


class NameIndex:
    """The spellings under which each key is known.

    Args:
        spellings: For each key, every spelling that names it; the key itself always does.
    """

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        self._keys: dict[str, set[str]] = {}
        for key, names in spellings.items():
            for name in (key, *names):
                self._keys.setdefault(fold(name), set()).add(key)
        self._order = list(spellings)

    def keys_for(self, query: str) -> list[str]:
        """The keys that a query may mean, in the order they were given: one is an answer, several are a question.

        A spelling that is met whole decides. Otherwise every spelling counts that begins with the query, or has a
        word that does; then the same in the other alphabet.
        """
        wanted = fold(query)
        if not wanted:
            return []
        found = self._keys.get(wanted) or self._beginning_with(wanted)
        if not found:
            found = self._in_the_other_alphabet(latin_key(query))
        return [key for key in self._order if key in found]

    def named_whole(self, query: str) -> bool:
        """True if a query is one of the spellings, and not only the beginning of one."""
        return fold(query) in self._keys

    def near(self, query: str, most: int = 3) -> list[str]:
        """The keys whose spellings are nearest to a query that names nothing, best first."""
        found: list[str] = []
        for spelling in closest(query, self._keys, most * 3):
            found += [key for key in self._order if key in self._keys[spelling] and key not in found]
        return found[:most]

    def _beginning_with(self, wanted: str) -> set[str]:
        inside = f" {wanted}"
        return set().union(*(keys for name, keys in self._keys.items() if name.startswith(wanted) or inside in name))

    def _in_the_other_alphabet(self, wanted: str) -> set[str]:
        by_latin: dict[str, set[str]] = {}
        for name, keys in self._keys.items():
            by_latin.setdefault(latin_key(name), set()).update(keys)
        whole = by_latin.get(wanted)
        if whole or len(wanted) < _SHORTEST_BEGINNING:
            return whole or set()
        return set().union(*(keys for name, keys in by_latin.items() if name.startswith(wanted)))
