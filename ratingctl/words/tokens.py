"""The stemming tokenizer: words with the key that all their forms and spellings share.

It parts words at hyphens and keeps no offsets; `intake.spelling_matcher` has the other tokenizer, which keeps
hyphenated words whole, with offsets and without stems.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ratingctl.words.fold import fold, latinize_abbreviation, repair_homoglyphs
from ratingctl.words.stemmer import stem
from ratingctl.words.transliteration import latin_key

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?:;…]\s*$")
_LATIN = re.compile("[A-Za-z]")
_LONGEST_ABBREVIATION = 5
"""Letters; a longer word in capitals is a headline's."""
_OPENING, _CLOSING = "«“„", "»”"


class StemmedToken(NamedTuple):
    """One word of a text.

    Attributes:
        surface: The word as it is written.
        word: The word folded, with homoglyphs repaired.
        key: Its stem in Latin letters: all cases and both alphabets give one key.
        is_name: True if its letters or quotes show that it is a name, or part of one.
        is_figure: True if it begins with a digit.
        is_capital: True if it begins with a capital, which at the beginning of a sentence is no evidence of a name.
        is_quoted: True if it stands between quotes that open and close differently.
    """

    surface: str
    word: str
    key: str
    is_name: bool
    is_figure: bool
    is_capital: bool
    is_quoted: bool = False


def stemmed_tokens(text: str) -> list[StemmedToken]:
    """Return the words of a text in order."""
    tokens = []
    last_end, is_quoted, is_first = 0, False, True
    for match in _WORD.finditer(text):
        between = text[last_end : match.start()]
        if between != " " and last_end:
            is_first = bool(_SENTENCE_END.search(between))
        for character in between if between != " " else "":
            is_quoted = character in _OPENING or (is_quoted and character not in _CLOSING)
        surface = match[0]
        word, key, looks_like_name = _normalized(surface)
        is_capital, is_figure = surface[0].isupper(), surface[0].isdigit()
        is_name = looks_like_name or (not is_figure and (is_quoted or (is_capital and not is_first)))
        tokens.append(StemmedToken(surface, word, key, is_name, is_figure, is_capital, is_quoted))
        last_end, is_first = match.end(), False
    return tokens


@lru_cache(maxsize=100_000)
def _normalized(surface: str) -> tuple[str, str, bool]:
    """Return the folded word, its key, and True if its letters alone show a name: Latin ones, or several capitals."""
    is_abbreviation = surface.isupper() and 1 < len(surface) <= _LONGEST_ABBREVIATION
    word = repair_homoglyphs(fold(latinize_abbreviation(surface) if is_abbreviation else surface))
    key = latin_key(word if is_abbreviation else stem(word)) or word
    capitals = sum(character.isupper() for character in surface)
    return word, key, not surface[0].isdigit() and (capitals > 1 or bool(_LATIN.search(word)))
