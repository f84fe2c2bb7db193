"""The stemming tokenizer: words with the key that all their forms and spellings share.

It parts words at hyphens and keeps no offsets; `intake.spelling_matcher` has the other tokenizer, which keeps
hyphenated words whole, with offsets and without stems.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ratingctl.words.capitals import is_title_case
from ratingctl.words.fold import fold, latinize_abbreviation, repair_homoglyphs
from ratingctl.words.stemmer import stem
from ratingctl.words.transliteration import latin_key

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?:;…]\s*$")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁё]")
_LONGEST_ABBREVIATION = 5
"""Letters; a longer word in capitals is a headline's."""
_OPENING, _CLOSING = "«“„", "»”"


class StemmedToken(NamedTuple):
    """One word of a text.

    Attributes:
        surface: The word as it is written.
        word: The word folded, with homoglyphs repaired.
        key: Its stem in Latin letters: all cases and both alphabets give one key.
        is_name: True if its letters or quotes show that it is a name, or part of one: Latin ones in a Russian text,
            several capitals, a capital within a sentence.
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
    capitals_tell = not is_title_case(text)
    is_latin_text = not _CYRILLIC.search(text)
    last_end, is_quoted, is_first = 0, False, True
    for match in _WORD.finditer(text):
        between = text[last_end : match.start()]
        if between != " " and last_end:
            is_first = bool(_SENTENCE_END.search(between))
        for character in between if between != " " else "":
            is_quoted = character in _OPENING or (is_quoted and character not in _CLOSING)
        surface = match[0]
        word, key, has_capitals, is_latin = _normalized(surface)
        is_capital, is_figure = surface[0].isupper(), surface[0].isdigit()
        is_evident = has_capitals or (is_latin and not is_latin_text) or is_quoted
        is_name = not is_figure and (is_evident or (is_capital and not is_first and capitals_tell))
        tokens.append(StemmedToken(surface, word, key, is_name, is_figure, is_capital, is_quoted))
        last_end, is_first = match.end(), False
    return tokens


@lru_cache(maxsize=100_000)
def _normalized(surface: str) -> tuple[str, str, bool, bool]:
    """Return the folded word, its key, and True for each: it has several capitals, it has Latin letters."""
    is_abbreviation = surface.isupper() and 1 < len(surface) <= _LONGEST_ABBREVIATION
    word = repair_homoglyphs(fold(latinize_abbreviation(surface) if is_abbreviation else surface))
    key = latin_key(word if is_abbreviation else stem(word)) or word
    capitals = sum(character.isupper() for character in surface)
    return word, key, capitals > 1, bool(_LATIN.search(word))
