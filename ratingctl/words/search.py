"""Tell whether a text has the words of a query, in any case, number and alphabet."""

import re
from functools import cache

import Stemmer

from ratingctl.words.fold import fold, words_of
from ratingctl.words.transliteration import latin_key

Span = tuple[int, int]

_TOKEN = re.compile(r"[^\W_]+")
_SHORTEST_SQUEEZED = 5
_CYRILLIC = re.compile("[а-я]")
_stem_russian = Stemmer.Stemmer("russian").stemWord
_stem_english = Stemmer.Stemmer("english").stemWord


class Query:
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

    def __bool__(self) -> bool:
        return bool(self._words)

    def is_met_in(self, text: str) -> bool:
        """True if a text answers every word of the query, or holds the whole of it across spaces and hyphens."""
        tokens = _TOKEN.findall(text)
        if all(any(word.answered_by(token) for token in tokens) for word in self._words):
            return True
        return len(self._squeezed) >= _SHORTEST_SQUEEZED and self._squeezed in _squeeze(text)

    def spans(self, text: str) -> list[Span]:
        """Where words of the query are met in a text, whether or not all of them are.

        Returns:
            Start and end of each place, in order.
        """
        tokens = [(match.span(), match[0]) for match in _TOKEN.finditer(text)]
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
    return "".join(_TOKEN.findall(latin_key(fold(text))))
