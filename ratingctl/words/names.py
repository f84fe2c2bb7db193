"""Resolve the name that a person types: id, code, name, alias, inflected form or prefix."""

from collections.abc import Iterable, Mapping

from ratingctl.words.fold import fold, words_of
from ratingctl.words.suggestion import closest
from ratingctl.words.transliteration import latin_key

_SHORTEST_PREFIX = 5
"""Letters; a shorter prefix in the other alphabet is more often a misspelling in this one."""


class NameIndex:
    """An index of keys by their spellings.

    Args:
        spellings: For each key, its spellings; the key itself is always one.
    """

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        self._keys: dict[str, set[str]] = {}
        for key, names in spellings.items():
            for name in (key, *names):
                self._keys.setdefault(fold(name), set()).add(key)
        self._order = list(spellings)

    def keys_for(self, query: str) -> list[str]:
        """Return the keys that a query may mean, in the order they were given; several are ambiguous.

        A whole spelling decides. Otherwise every spelling counts that begins with the query, or has a
        word that does; then the same in the other alphabet.
        """
        folded = fold(query)
        if not folded:
            return []
        keys = self._keys.get(folded) or self._with_prefix(folded)
        if not keys:
            keys = self._in_the_other_alphabet(latin_key(query))
        return [key for key in self._order if key in keys]

    def named_whole(self, query: str) -> bool:
        """Return True if a query is a whole spelling, not only a prefix of one."""
        return fold(query) in self._keys

    def near(self, query: str, most: int = 3) -> list[str]:
        """Return the keys with the spellings nearest to a query that names nothing, best first."""
        keys: list[str] = []
        spellings = self._with_single_words()
        for spelling in closest(query, spellings, most * 3):
            keys += [key for key in self._order if key in spellings[spelling] and key not in keys]
        return keys[:most]

    def _with_single_words(self) -> dict[str, set[str]]:
        """Return the keys by spelling, and by each word that only one key has in its spellings."""
        by_word: dict[str, set[str]] = {}
        for name, keys in self._keys.items():
            for word in words_of(name):
                by_word.setdefault(word, set()).update(keys)
        single = {word: keys for word, keys in by_word.items() if len(keys) == 1 and len(word) >= _SHORTEST_PREFIX}
        return {**single, **self._keys}

    def _with_prefix(self, prefix: str) -> set[str]:
        inner_word = f" {prefix}"
        return set().union(
            *(keys for name, keys in self._keys.items() if name.startswith(prefix) or inner_word in name)
        )

    def _in_the_other_alphabet(self, latin: str) -> set[str]:
        by_latin: dict[str, set[str]] = {}
        for name, keys in self._keys.items():
            by_latin.setdefault(latin_key(name), set()).update(keys)
        whole = by_latin.get(latin)
        if whole or len(latin) < _SHORTEST_PREFIX:
            return whole or set()
        return set().union(*(keys for name, keys in by_latin.items() if name.startswith(latin)))
