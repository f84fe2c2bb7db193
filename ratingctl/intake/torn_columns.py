"""Tell to which column of a printed table the paragraphs belong that a page break has torn out of their row.

Pages are read column by column: what is left of the first, of the second, then the next page begins with the first
again. The words that each column uses are learned from the rows of the same table that are whole.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem

_CLOSED = (".", "!", "?", "…", ":", ";")
_QUOTES = "»”\")]’'*"
_SWITCH, _SKIP = 1.5, 6.0
"""The costs of going on with the next column, and with one that is not the next."""
_FIRST_BELOW = 1.0
"""The cost of a torn piece that does not begin in the first column."""
_SMALL_WITHOUT_OPEN, _OPEN_WITHOUT_SMALL = 4.0, 2.5
"""The costs of a sentence that goes on though none was broken off, and of one that was broken off and does not."""
_TEMPER, _MOST_FOR_WORDS = 0.35, 5.0
"""Words are not independent of each other: their log-odds are damped, and bounded."""
_MOST_COLUMNS = 6
"""The columns of a table of which torn paragraphs are told apart: the states double with each."""
_State = tuple[int, tuple[bool, ...]]
"""The column of the last paragraph, and of each column whether its last sentence was broken off."""


class _Path(NamedTuple):
    """The columns chosen so far: their cost, the last one, and the path before it."""

    cost: float
    column: int = -1
    before: "_Path | None" = None


def is_open(text: str) -> bool:
    """Return True if a paragraph ends within a sentence."""
    return bool(text) and not text.rstrip(_QUOTES).rstrip().endswith(_CLOSED)


def begins_inside(text: str) -> bool:
    """Return True if a paragraph begins within a sentence: with a small letter."""
    return text[:1].islower()


class ColumnWords:
    """The words of each column of a table: a naive Bayes model.

    Args:
        columns: For each column, the texts of the rows that are whole.
    """

    def __init__(self, columns: Sequence[Iterable[str]]) -> None:
        self._counts = [Counter(word for text in texts for word in set(_stems(text))) for texts in columns]
        self._totals = [sum(counts.values()) for counts in self._counts]
        self._known = len(set().union(*self._counts)) or 1

    def costs(self, text: str) -> list[float]:
        """Return how unlikely a text is in each column: negative log-likelihoods, the likeliest being 0."""
        words = set(_stems(text))
        likelihoods = [
            sum(log((counts[word] + 0.5) / (total + 0.5 * self._known)) for word in words)
            for counts, total in zip(self._counts, self._totals, strict=True)
        ]
        best = max(likelihoods)
        return [min(_MOST_FOR_WORDS, (best - likelihood) * _TEMPER) for likelihood in likelihoods]


def columns_of(torn: Sequence[str], before: Sequence[str], after: Sequence[str], words: ColumnWords) -> list[int]:
    """Return the column of each torn paragraph: the likeliest path through the columns (Viterbi).

    Of a table with very many columns all of them are taken for the last one's.

    Args:
        torn: The paragraphs in the order in which they stand.
        before: For each column, the last paragraph above them; "" where there is none.
        after: For each column, the first paragraph below them.
        words: The words of each column.
    """
    count = len(before)
    if count > _MOST_COLUMNS:
        return [count - 1] * len(torn)
    paths: dict[_State, _Path] = {(-1, tuple(map(is_open, before))): _Path(0.0)}
    for text in torn:
        of_words = words.costs(text)
        following: dict[_State, _Path] = {}
        for (last, broken), path in paths.items():
            for column in range(count):
                state = (column, tuple(is_open(text) if place == column else was for place, was in enumerate(broken)))
                cost = path.cost + of_words[column] + _move(last, column, count) + _joint(broken[column], text)
                cost += _OPEN_WITHOUT_SMALL if last == column and broken[column] and not begins_inside(text) else 0.0
                if state not in following or cost < following[state].cost:
                    following[state] = _Path(cost, column, path)
        paths = following
    _, best = min(
        ((path.cost + _joints(broken, after), path) for (_, broken), path in paths.items()), key=lambda pair: pair[0]
    )
    return _unwound(best)


def _joints(broken: Sequence[bool], after: Sequence[str]) -> float:
    return sum(_joint(was, text) for was, text in zip(broken, after, strict=True) if text)


def _unwound(path: _Path) -> list[int]:
    columns = []
    while path.before is not None:
        columns.append(path.column)
        path = path.before
    return columns[::-1]


def _move(last: int, column: int, count: int) -> float:
    if last < 0:
        return _FIRST_BELOW * column
    if last == column:
        return 0.0
    return _SWITCH if column == (last + 1) % count else _SKIP


def _joint(was_open: bool, text: str) -> float:
    if begins_inside(text):
        return 0.0 if was_open else _SMALL_WITHOUT_OPEN
    return _OPEN_WITHOUT_SMALL if was_open else 0.0


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]
