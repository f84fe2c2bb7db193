"""Events that may be one fact, told twice in other words: two people have read one article."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from ratingctl.domain.model import Edition, EditionId, Event
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem

_ADDRESS = ("http://", "https://")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_FEWEST_WORDS = 3
_MOST_DAYS_KNOWN = 31
"""A date that is wider than this says too little to tell two facts by."""
_ALIKE = 0.7
"""Of the words of both titles, how many they share, where only the words tell."""
_ALIKE_WITH_SOURCE = 0.4
"""The same where both name one article."""


Editions = Mapping[EditionId, Edition]


def same_facts(new: Event, events: Iterable[Event], editions: Editions) -> list[Event]:
    """Return the events on record that are the same fact as a new one; see `told_twice`.

    Args:
        new: The new event, of one of the editions.
        events: The events of its region, of every edition that it can see.
        editions: The editions by id.
    """
    return [
        old
        for old in events
        if not _is_settled(new, old)
        and _may_be_same_day(new, old, editions)
        and (words_of(new.title) == words_of(old.title) or _is_alike(new, old, editions))
    ]


def told_twice(events: Sequence[Event], editions: Editions) -> Iterator[tuple[Event, Event]]:
    """Yield the pairs of a region's events that may be the same fact, and of which nobody has said that they are not.

    Two events are the same fact if their days may be the same and their titles are equal but for case, punctuation,
    ё and blanks, or nearly so: the same figures and most words, or one article and many words. Without a date an event
    may be of any day of its edition's period. Whoever has judged that one does or does not follow the other has settled
    it.

    Args:
        events: The events of one region, in the order in which they were entered.
        editions: The editions by id.
    """
    titles: dict[str, list[Event]] = {}
    by_month: dict[tuple[int, int], list[Event]] = {}
    for event in events:
        titles.setdefault(" ".join(words_of(event.title)), []).append(event)
        for month in _months(event):
            by_month.setdefault(month, []).append(event)
    seen: set[tuple[str, str]] = set()
    for group, is_equal in [*((group, True) for group in titles.values()), *((g, False) for g in by_month.values())]:
        for first, second in combinations(group, 2):
            key = (str(first.id), str(second.id))
            if key in seen or _is_settled(first, second):
                continue
            if _may_be_same_day(first, second, editions) if is_equal else _is_alike(first, second, editions):
                seen.add(key)
                yield first, second


def _is_settled(first: Event, second: Event) -> bool:
    judged = (*first.follows, *first.not_follows)
    return second.id in judged or first.id in (*second.follows, *second.not_follows) or first.id == second.id


def _may_be_same_day(first: Event, second: Event, editions: Editions) -> bool:
    one, other = _span(first, editions), _span(second, editions)
    return one[0] <= other[1] and other[0] <= one[1]


def _span(event: Event, editions: Editions) -> tuple[date, date]:
    """Return the first and the last day on which an event may have happened."""
    when = event.date or editions[event.edition].period
    return when.earliest or date.min, when.latest or date.max


def _months(event: Event) -> list[tuple[int, int]]:
    """Return the months of a date that is known well enough."""
    when = event.date
    if when is None or when.earliest is None or when.latest is None:
        return []
    if (when.latest - when.earliest).days > _MOST_DAYS_KNOWN:
        return []
    months = {(when.earliest.year, when.earliest.month), (when.latest.year, when.latest.month)}
    return sorted(months)


def _is_alike(first: Event, second: Event, editions: Editions) -> bool:
    if not _may_be_same_day(first, second, editions) or _figures(first) != _figures(second):
        return False
    one, other = _stems(first), _stems(second)
    if min(len(one), len(other)) < _FEWEST_WORDS:
        return False
    share = len(one & other) / len(one | other)
    has_source = bool({source for source in first.sources if source.startswith(_ADDRESS)} & set(second.sources))
    return share >= (_ALIKE_WITH_SOURCE if has_source else _ALIKE)


def _figures(event: Event) -> frozenset[str]:
    return frozenset(_FIGURE.findall(event.title))


def _stems(event: Event) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(event.title) if len(word) > 2)
