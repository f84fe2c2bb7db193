"""Tell whether a text has the words of a query, in any case, number and alphabet."""

import re
from functools import cache

import Stemmer

from ratingctl.words.fold import words_of
from ratingctl.words.search_signature import TOKEN, joined_key
from ratingctl.words.transliteration import latin_key

Span = tuple[int, int]

_SHORTEST_SQUEEZED = 5
_IRREGULAR_STEMS = ("die", "lie", "tie", "sky", "ski")
_FOLLOWING = ("", "h", "ch", "hch", "k", "a", "u", "i")
"""Endings that show which letters of a Latin key the next letters may change: `kh` is `h`, `shch` is `sch`."""
_CYRILLIC = re.compile("[а-я]")
_stem_russian = Stemmer.Stemmer("russian").stemWord
_stem_english = Stemmer.Stemmer("english").stemWord


class TextQuery:
    """The words a person looks for.

    A word of a text answers a word of the query if it begins with it, has the same stem, or does the first in
    the other alphabet (`haier` finds «Хайер»). Every word of the query must be answered. A query of five letters or
    more is also found across spaces and hyphens (`каникурган` finds «Кани-Курган»).

    Args:
        text: The query as it was typed.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = tuple(_Word(word) for word in words_of(text))
        self._squeezed = _squeeze(text)
        self._left_by_words = tuple(_left_by(word) for word in words_of(text))

    def __bool__(self) -> bool:
        return bool(self._words)

    def matches(self, text: str) -> bool:
        """True if a text answers every word of the query, or holds the whole of it across spaces and hyphens."""
        tokens = TOKEN.findall(text)
        if all(any(map(word.answered_by, tokens)) for word in self._words):
            return True
        return len(self._squeezed) >= _SHORTEST_SQUEEZED and self._squeezed in "".join(map(joined_key, tokens))

    def might_match(self, trace: str) -> bool:
        """False only if it is surely not met in the texts that left a trace (`search_signature.signature_of`)."""
        for part in self._left_by_words:  # a million times in a large rating, for which `all` is slow
            if part not in trace:
                return len(self._squeezed) >= _SHORTEST_SQUEEZED and self._squeezed in trace
        return True

    def spans(self, text: str) -> list[Span]:
        """Where words of the query are met in a text, whether or not all of them are.

        Returns:
            Start and end of each place, in order.
        """
        tokens = [(match.span(), match[0]) for match in TOKEN.finditer(text)]
        found = [span for span, token in tokens if any(word.answered_by(token) for word in self._words)]
        if found or len(self._squeezed) < _SHORTEST_SQUEEZED or self._squeezed not in _squeeze(text):
            return found
        return self._run_of_tokens(tokens)

    def _run_of_tokens(self, tokens: list[tuple[Span, str]]) -> list[Span]:
        """The shortest run of tokens that, written together, holds the query."""
        for length in range(1, len(tokens) + 1):
            for first in range(len(tokens) - length + 1):
                run = tokens[first : first + length]
                if self._squeezed in _squeeze("".join(token for _, token in run)):
                    return [(run[0][0][0], run[-1][0][1])]
        return []


class _Word:
    """One word of a query, ready to be compared."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._stem = stem(folded)
        self._latin = latin_key(folded)
        self.answered_by = cache(self._answered_by)

    def _answered_by(self, token: str) -> bool:
        folded = "".join(words_of(token))
        return (
            folded.startswith(self._folded)
            or stem(folded) == self._stem
            or (len(self._latin) > 1 and latin_key(folded).startswith(self._latin))
        )


def stem(word: str) -> str:
    """The stem of a folded word, by the rules of the language of its alphabet (Snowball)."""
    return str(_stem_russian(word) if _CYRILLIC.search(word) else _stem_english(word))


def _squeeze(text: str) -> str:
    return "".join(map(joined_key, TOKEN.findall(text)))


def _left_by(word: str) -> str:
    """What every word that answers a folded word of a query leaves in a trace."""
    return _common_beginning(_key_of_beginning(word), _key_of_beginning(_beginning_of_same_stem(word)))


def _beginning_of_same_stem(word: str) -> str:
    """The letters with which every word begins that has the stem of this one.

    Russian endings are only cut off. English ones also change a last letter: `happy` and `happiness` have the stem
    `happi`, `hope` and `hoping` `hope`, `sensible` and `sensibility` `sensibl`; and five short words are irregular.
    """
    found = stem(word)
    if _CYRILLIC.search(word):
        return found
    if found in _IRREGULAR_STEMS:
        return found[0]
    return found[:-1] if found.endswith(("e", "i", "l", "y")) else found


def _key_of_beginning(beginning: str) -> str:
    """What the Latin keys of all words have in common that begin so: the next letter may change the last ones."""
    return _common_beginning(*(latin_key(beginning + following) for following in _FOLLOWING))


def _common_beginning(*keys: str) -> str:
    shortest, others = min(keys, key=len), keys
    length = next((n for n, letter in enumerate(shortest) if any(key[n] != letter for key in others)), len(shortest))
    return shortest[:length]
