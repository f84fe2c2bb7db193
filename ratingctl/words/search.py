"""Search texts for the words of a query, in any case, number and alphabet."""

import re
from functools import cache

from ratingctl.words.fold import fold, words_of
from ratingctl.words.search_signature import WORD, joined_key
from ratingctl.words.stemmer import is_cyrillic, stem
from ratingctl.words.transliteration import latin_key

CharRange = tuple[int, int]
"""Start and end of a part of a text, in characters."""

_SHORTEST_JOINED = 5
"""Letters of a query that is also searched for across spaces and hyphens."""
WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""A letter of a writing without spaces between words: of Thai, Lao, Burmese and Khmer, kana and ideographs."""
_FOLLOWING = ("", "h", "ch", "k")
"""Endings that show which letters of a Latin key the next letters may change: `kh` is `h`, `shch` is `sch`."""


class TextQuery:
    """A full-text query, whose words a text must all have.

    A word of a text matches a word of the query if it begins with it, has the same stem, or does the first in
    the other alphabet (`haier` finds «Хайер»). A query of five letters or more is also found across spaces and
    hyphens (`каникурган` finds «Кани-Курган»). In writing without spaces a word is found anywhere in a run of letters
    (`鉄道` finds 「高速鉄道で」), and marks on Latin letters do not count (`Orban` finds `Orbán`).

    Args:
        text: The query as it was typed.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = tuple(_QueryWord(word) for word in words_of(text))
        self._joined = _joined(text)
        self._is_searched_joined = len(self._joined) >= _SHORTEST_JOINED
        self._signature_parts = tuple(_signature_part(word) for word in words_of(text))

    def __bool__(self) -> bool:
        return bool(self._words)

    def matches(self, text: str) -> bool:
        """Return True if a text has every word of the query, or the whole of it across spaces and hyphens."""
        words = WORD.findall(text)
        if all(any(map(wanted.matches, words)) for wanted in self._words):
            return True
        return self._is_searched_joined and self._joined in "".join(map(joined_key, words))

    def might_match(self, signature: str) -> bool:
        """Return False only if no text with this signature (`search_signature.signature_of`) matches the query."""
        for part in self._signature_parts:  # a million times in a large rating, for which `all` is slow
            if part not in signature:
                return self._is_searched_joined and self._joined in signature
        return True

    def ranges(self, text: str) -> list[CharRange]:
        """Return the ranges of a text that match words of the query, in order, also where not all words match."""
        words = [(match.span(), match[0]) for match in WORD.finditer(text)]
        matched = [
            next(wanted.span_in(word, start) for wanted in fitting)
            for (start, _), word in words
            if (fitting := [wanted for wanted in self._words if wanted.matches(word)])
        ]
        if matched or not self._is_searched_joined:
            return matched
        return self._joined_range(words)

    def _joined_range(self, words: list[tuple[CharRange, str]]) -> list[CharRange]:
        """Return the range of the shortest run of words that, written together, hold the query; empty if none does."""
        keys = [joined_key(word) for _, word in words]
        if self._joined not in "".join(keys):
            return []
        runs = (
            (words[first][0], words[first + length - 1][0])
            for length in range(1, len(words) + 1)
            for first in range(len(words) - length + 1)
            if self._joined in "".join(keys[first : first + length])
        )
        (start, _), (_, end) = next(runs)
        return [(start, end)]


class _QueryWord:
    """One word of a query, with what is compared computed once."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._stem = stem(folded)
        self._latin = latin_key(folded)
        self._is_part_of_run = WITHOUT_SPACES.search(folded) is not None
        self.matches = cache(self._matches)

    def span_in(self, word: str, start: int) -> CharRange:
        """Return the range of a matching word; of a run of letters without spaces only the part that was looked for."""
        place = fold(word).find(self._folded) if self._is_part_of_run else -1
        if place < 0 or len(fold(word)) != len(word):
            return start, start + len(word)
        return start + place, start + place + len(self._folded)

    def _matches(self, word: str) -> bool:
        folded = "".join(words_of(word))
        return (
            folded.startswith(self._folded)
            or (self._is_part_of_run and self._folded in folded)
            or stem(folded) == self._stem
            or (len(self._latin) > 1 and latin_key(folded).startswith(self._latin))
        )


def _joined(text: str) -> str:
    return "".join(map(joined_key, WORD.findall(text)))


def _signature_part(word: str) -> str:
    """Return the part of a signature that every word leaves there that matches a folded word of a query."""
    return _common_prefix(_prefix_key(word), _prefix_key(_prefix_of_stem(word)))


def _prefix_of_stem(word: str) -> str:
    """Return the prefix that all words with the stem of this one share.

    Russian endings are only cut off. English ones also change a last letter: `hope` and `hoping` have the stem `hope`,
    `sensible` and `sensibility` `sensibl`. (`happy` and `happiness` have `happi`, which their Latin keys begin with.)
    """
    stemmed = stem(word)
    return stemmed[:-1] if stemmed.endswith(("e", "l")) and not is_cyrillic(word) else stemmed


def _prefix_key(prefix: str) -> str:
    """Return the common prefix of the Latin keys of all words with a prefix: the next letter may change the last."""
    return _common_prefix(*(latin_key(prefix + following) for following in _FOLLOWING))


def _common_prefix(*keys: str) -> str:
    shortest = min(keys, key=len)
    length = next((n for n, letter in enumerate(shortest) if any(key[n] != letter for key in keys)), len(shortest))
    return shortest[:length]
