"""Offer the word that was probably meant."""

from collections.abc import Iterable

from ratingctl.message import Text, sentence
from ratingctl.words.fold import fold

_CLOSE_ENOUGH = 70.0


def closest(word: str, choices: Iterable[str], most: int = 1) -> list[str]:
    """The choices that are spelled most like a word, best first.

    Args:
        word: What was written.
        choices: What could have been meant.
        most: How many to return at the most.

    Returns:
        At most `most` choices; none where nothing is near.
    """
    from rapidfuzz import fuzz, process  # an import of tens of milliseconds that only a misspelling pays

    found = process.extract(
        word, list(choices), scorer=fuzz.ratio, processor=fold, limit=most, score_cutoff=_CLOSE_ENOUGH
    )
    return [choice for choice, _score, _index in found]


def did_you_mean(word: str, choices: Iterable[str]) -> Text:
    """Return ` (did you mean X?)` for the nearest choice, or nothing."""
    near = closest(word, choices)
    return sentence(" (did you mean {word}?)", word=near[0]) if near else ""
