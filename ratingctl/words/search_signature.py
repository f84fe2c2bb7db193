"""Short forms of texts, by which a search passes most of them over."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ratingctl.words.fold import fold, repaired
from ratingctl.words.transliteration import latin_key

TOKEN = re.compile(r"[^\W_]+")
"""A word as it stands in a text: letters and figures."""


def signature_of(texts: Iterable[str], ids: Iterable[str] = ()) -> str:
    """A short form of texts in one line, by which most texts can be passed over that do not meet a query.

    It holds the letters of all words in one alphabet without spaces, then the repaired spellings of words of two
    alphabets, then ids as they are. It can be kept and searched faster than the texts; what it lets through, the texts
    must decide.
    """
    tokens = TOKEN.findall(" ".join(texts))
    return " ".join((_written_together(tokens), *filter(None, map(_repaired_key, tokens)), *ids))


def names_in(trace: str, name: str) -> bool:
    """False only if none of the texts that left a trace is this name, however it is written."""
    return _written_together(TOKEN.findall(name)) in trace


def _written_together(tokens: Iterable[str]) -> str:
    return "".join(map(joined_key, tokens))


@lru_cache(maxsize=1 << 17)
def joined_key(token: str) -> str:
    """A word in one alphabet, letters and figures only."""
    return "".join(TOKEN.findall(latin_key(token)))


@lru_cache(maxsize=1 << 17)
def _repaired_key(token: str) -> str:
    """The key of a word of two alphabets in one of them; empty for all other words."""
    folded = fold(token)
    return latin_key(repaired(folded)) if repaired(folded) != folded else ""
