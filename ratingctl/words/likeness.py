"""How much two texts speak of the same things: shared stems, the rare ones weighing more."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from ratingctl.words.fold import words_of
from ratingctl.words.search import stem
from ratingctl.words.transliteration import latin_key

_SHORTEST = 3


def stems_of(text: str) -> set[str]:
    """The stems of a text's words in one alphabet; short words without figures say nothing and are left out."""
    return {
        latin_key(stem(word)) for word in words_of(text) if len(word) >= _SHORTEST or any(c.isdigit() for c in word)
    }


def weights_of(texts: Iterable[set[str]]) -> Mapping[str, float]:
    """What each stem weighs: the inverse document frequency, the logarithm of how few texts have it (Sparck Jones)."""
    counted: Counter[str] = Counter()
    total = 0
    for stems in texts:
        counted.update(stems)
        total += 1
    return {key: math.log((1 + total) / (1 + count)) + 1 for key, count in counted.items()}


def likeness(one: set[str], other: set[str], weights: Mapping[str, float]) -> float:
    """The weight of what two texts share by that of the lighter of them, 0 to 1."""

    def weight(stems: set[str]) -> float:
        return sum(weights.get(key, 1.0) for key in stems)

    lighter = min(weight(one), weight(other))
    return weight(one & other) / lighter if lighter else 0.0
