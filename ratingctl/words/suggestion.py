"""Suggest the word that was probably meant."""

from collections.abc import Iterable

from ratingctl.message import Text, sentence
from ratingctl.words.fold import fold

LEAST_SIMILARITY = 70.0
"""Percent, as rapidfuzz counts it."""


def closest(word: str, choices: Iterable[str], most: int = 1, least: float = LEAST_SIMILARITY) -> list[str]:
    """Return the choices with the spelling nearest to a word, best first.

    Args:
        word: What was written.
        choices: What could have been meant.
        most: How many to return at the most.
        least: How similar they must be at the least, in percent.

    Returns:
        At most `most` choices; none where nothing is near.
    """
    from rapidfuzz import fuzz, process  # an import of tens of milliseconds that only a misspelling pays

    nearest = process.extract(word, list(choices), scorer=fuzz.ratio, processor=fold, limit=most, score_cutoff=least)
    return [choice for choice, _similarity, _index in nearest]


def did_you_mean(word: str, choices: Iterable[str]) -> Text:
    """Return ` (did you mean X?)` for the nearest choice, or an empty text."""
    near = closest(word, choices)
    return sentence(" (did you mean {word}?)", word=near[0]) if near else ""
