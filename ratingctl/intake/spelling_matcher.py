"""The spelling matcher: find known spellings in a text, with the placed tokenizer on which it works.

The placed tokenizer keeps hyphenated words whole, with offsets and without stems; `words.tokens` has the other one,
which stems and parts words at hyphens.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from ratingctl.words.fold import fold, repair_homoglyphs, to_cyrillic_homoglyphs

# A hyphen is a part of a word, a dash is not: «Ямало-Ненецкий» is one word, «Омск – Томск» are two.
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_GAP = re.compile(r"""[\s–—()«»"“”„№-]*""")
_LONGEST_ABBREVIATION = 7
_PREFIX = 3
"""Letters of the first word of a spelling by which it is looked up."""

Meaning = TypeVar("Meaning")


class PlacedToken(NamedTuple):
    """A word of a text with its offsets.

    Attributes:
        folded: The word folded, with homoglyphs repaired.
        start: The offset of its first character.
        end: The offset after its last.
        is_in_capitals: True if all its letters are capitals and there are at least two.
        is_capital: True if it begins with a capital.
    """

    folded: str
    start: int
    end: int
    is_in_capitals: bool
    is_capital: bool


class SpellingMatch(NamedTuple, Generic[Meaning]):
    """A known spelling in a sequence of tokens: its meaning, its first position and the position after its last."""

    meaning: Meaning
    first: int
    last: int
    spelling: str


def placed_tokens(text: str) -> list[PlacedToken]:
    """Return the words of a text in order, with their offsets."""
    return [_token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


class SpellingMatcher(Generic[Meaning]):
    """A phrase matcher over placed tokens: exact spellings with their meanings, by their first word.

    Args:
        spellings: Pairs of a meaning and a spelling. An abbreviation in capitals matches capitals only.
    """

    def __init__(self, spellings: Iterable[tuple[Meaning, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[PlacedToken, ...], Meaning, str]]] = {}
        self._waiting: dict[str, list[tuple[Meaning, str]]] = {}  # by prefix: a text needs few of thousands
        for meaning, spelling in spellings:
            first = _TOKEN.search(spelling)
            if first:
                self._waiting.setdefault(_prefix_of(first[0][:_PREFIX]), []).append((meaning, spelling))

    def matches_in(self, text: str, tokens: Sequence[PlacedToken]) -> Iterator[SpellingMatch[Meaning]]:
        """Yield the matches in a text in order; the longest wins and none overlap."""
        index = 0
        while index < len(tokens):
            match = self._match_at(text, tokens, index)
            if match:
                yield match
            index = match.last if match else index + 1

    def meaning_of(self, word: str) -> Meaning | None:
        """Return the meaning of a known spelling of one word, folded; None where there is none."""
        self._read(_prefix_of(word[:_PREFIX]))
        return next((meaning for wanted, meaning, _ in self._by_first.get(word, ()) if len(wanted) == 1), None)

    def _match_at(self, text: str, tokens: Sequence[PlacedToken], index: int) -> SpellingMatch[Meaning] | None:
        first = tokens[index].folded
        self._read(_prefix_of(first[:_PREFIX]))
        for wanted, meaning, spelling in self._by_first.get(first, ()):
            there = tokens[index : index + len(wanted)]
            if len(there) == len(wanted) and all(map(_is_match, wanted, there)) and _is_unbroken(text, there):
                return SpellingMatch(meaning, index, index + len(wanted), spelling)
        return None

    def _read(self, prefix: str) -> None:
        """Read the spellings whose first word begins so, unless that is done."""
        read: dict[str, list[tuple[tuple[PlacedToken, ...], Meaning, str]]] = {}
        for meaning, spelling in self._waiting.pop(prefix, ()):
            tokens = tuple(placed_tokens(spelling))
            read.setdefault(tokens[0].folded, []).append((tokens, meaning, spelling))
        for same_first in read.values():
            same_first.sort(key=lambda known: -len(known[0]))
        self._by_first |= read


def slug_spellings(spellings: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return pairs of a slug and a spelling, as `SpellingMatcher` takes them, of a mapping from slugs to spellings."""
    return [(slug, spelling) for slug, same_name in spellings.items() for spelling in same_name]


@lru_cache(maxsize=20_000)
def _prefix_of(beginning: str) -> str:
    """Return the prefix by which spellings are grouped: words that are equal once they are folded have the same one."""
    return to_cyrillic_homoglyphs(fold(beginning))[:_PREFIX]


def _token(surface: str, start: int, end: int) -> PlacedToken:
    letters = [letter for letter in surface if letter.isalpha()]
    return PlacedToken(
        folded=repair_homoglyphs(fold(surface)),
        start=start,
        end=end,
        is_in_capitals=len(letters) > 1 and surface.isupper(),
        is_capital=surface[0].isupper(),
    )


def _is_match(wanted: PlacedToken, there: PlacedToken) -> bool:
    is_abbreviation = wanted.is_in_capitals and wanted.end - wanted.start <= _LONGEST_ABBREVIATION
    return wanted.folded == there.folded and (there.is_in_capitals or not is_abbreviation)


def _is_unbroken(text: str, tokens: Sequence[PlacedToken]) -> bool:
    return all(_GAP.fullmatch(text, token.end, following.start) for token, following in pairwise(tokens))
