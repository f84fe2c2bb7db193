"""The words of a text with their places, and where known spellings stand among them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from ratingctl.words.fold import fold, repaired

# A hyphen is a part of a word, a dash is none: «Ямало-Ненецкий» is one word, «Омск – Томск» are two.
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_GAP = re.compile(r"""[\s–—()«»"“”„№-]*""")
_LONGEST_ABBREVIATION = 7

Meaning = TypeVar("Meaning")


class PlacedToken(NamedTuple):
    """A word, folded, and its place in the text."""

    folded: str
    start: int
    end: int
    is_capital: bool
    """True if all its letters are capitals and there are at least two."""
    is_named: bool
    """True if it begins with a capital."""


class SpellingMatch(NamedTuple, Generic[Meaning]):
    """A known spelling met in a text: tokens `first` up to `last`, without `last`."""

    meaning: Meaning
    first: int
    last: int
    spelling: str


def placed_tokens_of(text: str) -> list[PlacedToken]:
    """The words of a text."""
    return [_token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


class Spellings(Generic[Meaning]):
    """Spellings by their first word, the longest first.

    Args:
        rows: What each spelling means, and the spelling. An abbreviation in capitals is met in capitals only.
    """

    def __init__(self, rows: Iterable[tuple[Meaning, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[PlacedToken, ...], Meaning, str]]] = {}
        for meaning, spelling in rows:
            tokens = tuple(placed_tokens_of(spelling))
            if tokens:
                self._by_first.setdefault(tokens[0].folded, []).append((tokens, meaning, spelling))
        for known in self._by_first.values():
            known.sort(key=lambda row: -len(row[0]))

    def met_in(self, text: str, tokens: Sequence[PlacedToken]) -> Iterator[SpellingMatch[Meaning]]:
        """Where they stand in a text, in order, the longest at each place and no word used twice."""
        index = 0
        while index < len(tokens):
            found = self._at(text, tokens, index)
            if found:
                yield found
            index = found.last if found else index + 1

    def _at(self, text: str, tokens: Sequence[PlacedToken], index: int) -> SpellingMatch[Meaning] | None:
        for wanted, meaning, spelling in self._by_first.get(tokens[index].folded, ()):
            there = tokens[index : index + len(wanted)]
            if len(there) == len(wanted) and all(map(_is_met, wanted, there)) and _is_unbroken(text, there):
                return SpellingMatch(meaning, index, index + len(wanted), spelling)
        return None


def by_meaning(spellings: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Rows for `Spellings` of a mapping from a key to its spellings."""
    return [(key, spelling) for key, known in spellings.items() for spelling in known]


def _token(raw: str, start: int, end: int) -> PlacedToken:
    letters = [letter for letter in raw if letter.isalpha()]
    return PlacedToken(repaired(fold(raw)), start, end, len(letters) > 1 and raw.isupper(), raw[0].isupper())


def _is_met(wanted: PlacedToken, there: PlacedToken) -> bool:
    is_abbreviation = wanted.is_capital and wanted.end - wanted.start <= _LONGEST_ABBREVIATION
    return wanted.folded == there.folded and (there.is_capital or not is_abbreviation)


def _is_unbroken(text: str, tokens: Sequence[PlacedToken]) -> bool:
    return all(_GAP.fullmatch(text, one.end, other.start) for one, other in pairwise(tokens))
