"""Suggest the word that was probably meant."""

from collections.abc import Iterable, Iterator

from ratingctl.message import Text, sentence

LEAST_SIMILARITY = 70.0
"""Percent, as rapidfuzz counts it."""
_OF_IDS = 85.0
"""The same for ids, which begin alike: one letter of ten may be another."""
_SHORT = 5
"""The most letters of a word of which one may be wrong, whatever share of it that is."""
_TOO_SHORT = 3
"""The letters of a word that is near to almost every other one: only two may have changed places, or one be missing."""


def closest(word: str, choices: Iterable[str], most: int = 1, least: float = LEAST_SIMILARITY) -> list[str]:
    """Return the choices with the spelling nearest to a word, in either alphabet, best first.

    A short word has one slip at the most: a letter that is wrong, missing or too much, or two that have changed places,
    or are missing inside.

    Args:
        word: What was written.
        choices: What could have been meant.
        most: How many to return at the most.
        least: How similar longer words must be at the least, in percent.

    Returns:
        At most `most` choices; none where nothing is near.
    """
    from ratingctl.words.fold import fold  # only a misspelling needs it

    folded = fold(word)
    nearness = _of_short(folded, choices) if len(folded) <= _SHORT else _of_long(folded, choices, least)
    return [choice for _, choice in sorted(nearness, key=lambda pair: pair[0])][:most]


def did_you_mean(word: str, choices: Iterable[str]) -> Text:
    """Return ` (did you mean X?)` for the nearest choice, or an empty text."""
    near = closest(word, choices)
    return sentence(" (did you mean {word}?)", word=near[0]) if near else ""


def did_you_mean_id(word: str, ids: Iterable[str]) -> Text:
    """Return ` (did you mean X?)` for the nearest id, of which only the end behind the last hyphen may be typed."""
    by_spelling = {spelling: id_ for id_ in ids for spelling in (id_.rpartition("-")[2], id_)}
    near = closest(word, by_spelling, least=_OF_IDS)
    return sentence(" (did you mean {word}?)", word=by_spelling[near[0]]) if near else ""


def _of_short(folded: str, choices: Iterable[str]) -> Iterator[tuple[tuple[float, ...], str]]:
    """Yield the choices that differ by one slip; those with the same first letter and length come first."""
    from rapidfuzz.distance import OSA  # an import of tens of milliseconds that only a misspelling pays

    for choice in choices:
        for typed, meant in _spellings(folded, choice):
            has_slip = OSA.distance(typed, meant, score_cutoff=1) <= 1 and _is_long_enough(typed, meant)
            if has_slip or _is_abbreviation(typed, meant):
                yield (typed != meant, typed[:1] != meant[:1], len(typed) != len(meant)), choice
                break


def _is_long_enough(typed: str, meant: str) -> bool:
    if len(typed) > _TOO_SHORT:
        return len(meant) >= _TOO_SHORT
    is_swapped = len(meant) == len(typed) and sorted(typed) == sorted(meant)
    return len(typed) == _TOO_SHORT and (is_swapped or (len(meant) > _TOO_SHORT and typed[0] == meant[0]))


def _is_abbreviation(typed: str, meant: str) -> bool:
    """Return True if a word lacks two letters inside of another: `evts` for `events`."""
    if len(typed) <= _TOO_SHORT or len(meant) != len(typed) + 2 or (typed[0], typed[-1]) != (meant[0], meant[-1]):
        return False
    letters = iter(meant)
    return all(letter in letters for letter in typed)


def _of_long(folded: str, choices: Iterable[str], least: float) -> Iterator[tuple[tuple[float, ...], str]]:
    from rapidfuzz import fuzz

    for choice in choices:
        similarity = max(fuzz.ratio(typed, meant, score_cutoff=least) for typed, meant in _spellings(folded, choice))
        if similarity:
            yield (-similarity,), choice


def _spellings(folded: str, choice: str) -> Iterator[tuple[str, str]]:
    """Yield a word and a choice as they are, and both in Latin letters where they are of two alphabets."""
    from ratingctl.words.fold import fold
    from ratingctl.words.transliteration import latin_key

    meant = fold(choice)
    yield folded, meant
    if folded.isascii() != meant.isascii():
        yield latin_key(folded), latin_key(choice)
