"""Stem words by the rules of the language of their alphabet."""

import re

import Stemmer

_CYRILLIC = re.compile("[а-я]")
_stem_russian = Stemmer.Stemmer("russian").stemWord
_stem_english = Stemmer.Stemmer("english").stemWord


def stem(word: str) -> str:
    """Return the Snowball stem of a folded word: Russian if it has a Cyrillic letter, else English."""
    return str(_stem_russian(word) if is_cyrillic(word) else _stem_english(word))


def is_cyrillic(word: str) -> bool:
    """Return True if a folded word has a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None
