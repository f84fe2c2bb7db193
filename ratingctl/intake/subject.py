"""Test whether an article is about the subject of the rating."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ratingctl.words.fold import fold

# What the last letter of a noun turns into in other cases.
_LAST_LETTERS = {"й": "йяюеи", "я": "яиюе", "а": "аыиуео", "ь": "ьиюя"}
_SHORTEST_DECLINED = 4


def is_on_topic(text: str, subject: Sequence[str]) -> bool | None:
    """Return True if a text has a word of the subject.

    Args:
        text: The article.
        subject: Prefixes of words, or whole words, whose last letter then changes with the case; the parts of a
            hyphenated word are words too.

    Returns:
        True or False; None where the rating names no subject.
    """
    pattern = _pattern(tuple(subject))
    return pattern.search(fold(text)) is not None if pattern else None


@lru_cache(maxsize=4)
def _pattern(subject: tuple[str, ...]) -> re.Pattern[str] | None:
    patterns = [_in_every_case(folded) for folded in map(fold, subject) if folded]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})") if patterns else None


def _in_every_case(prefix: str) -> str:
    """Return a pattern for a prefix whose last letter changes with the case."""
    last = _LAST_LETTERS.get(prefix[-1], "")
    if not last or len(prefix) < _SHORTEST_DECLINED:
        return re.escape(prefix)
    return f"{re.escape(prefix[:-1])}[{last}]"
