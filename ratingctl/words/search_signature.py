"""Search signatures: short forms of texts that rule most texts out before any is searched."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ratingctl.words.fold import fold, repair_homoglyphs
from ratingctl.words.transliteration import latin_key

WORD = re.compile(r"[^\W_]+")
"""A run of letters and figures."""


def signature_of(texts: Iterable[str], ids: Iterable[str] = ()) -> str:
    """Return the search signature of texts, one line that is faster to keep and to search than they are.

    It holds the Latin letters of all words without spaces, then the repaired spellings of words of mixed alphabets,
    then ids as they are. It gives false positives, never false negatives: a text that it lets through must be searched.
    """
    words = WORD.findall(" ".join(texts))
    return " ".join((_joined(words), *filter(None, map(_repaired_key, words)), *ids))


def might_name(signature: str, name: str) -> bool:
    """Return False only if none of the texts with this signature is this name, in any spelling."""
    return _joined(WORD.findall(name)) in signature


def _joined(words: Iterable[str]) -> str:
    return "".join(map(joined_key, words))


@lru_cache(maxsize=1 << 17)
def joined_key(word: str) -> str:
    """Return the Latin letters and figures of a word, without spaces and hyphens."""
    return "".join(WORD.findall(latin_key(word)))


@lru_cache(maxsize=1 << 17)
def _repaired_key(word: str) -> str:
    """Return the key of a word of mixed alphabets after its repair; empty for all other words."""
    folded = fold(word)
    repaired = repair_homoglyphs(folded)
    return latin_key(repaired) if repaired != folded else ""
