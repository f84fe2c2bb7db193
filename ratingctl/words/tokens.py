"""Cut a text into words, each with the key under which its forms and spellings meet, and what its letters tell."""

import re
from functools import lru_cache
from typing import NamedTuple

from ratingctl.words.fold import fold, in_latin_letters, repaired
from ratingctl.words.search import stem
from ratingctl.words.transliteration import latin_key

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_BREAK = re.compile(r"[.!?:;…]\s*$")
_LATIN = re.compile("[A-Za-z]")
_LONGEST_ABBREVIATION = 5
"""Letters; a longer word in capitals is a headline's."""
_OPENING, _CLOSING = "«“„", "»”"


class Token(NamedTuple):
    """One word of a text.

    Attributes:
        surface: The word as it is written.
        word: The word folded, with look-alike letters repaired.
        key: Its stem in Latin letters: all cases and both alphabets give one key.
        is_name: True if its letters or quotes tell that it is a name, or part of one.
        is_figure: True if it begins with a digit.
        is_capital: True if it begins with a capital, which at the beginning of a sentence tells nothing.
    """

    surface: str
    word: str
    key: str
    is_name: bool
    is_figure: bool
    is_capital: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a text in their order."""
    tokens = []
    last_end, quoted, first = 0, False, True
    for match in _WORD.finditer(text):
        between = text[last_end : match.start()]
        if between != " " and last_end:
            first = bool(_BREAK.search(between))
        for character in between if between != " " else "":
            quoted = character in _OPENING or (quoted and character not in _CLOSING)
        surface = match[0]
        word, key, stands_out = _read(surface)
        capital, figure = surface[0].isupper(), surface[0].isdigit()
        name = stands_out or (not figure and (quoted or (capital and not first)))
        tokens.append(Token(surface, word, key, name, figure, capital))
        last_end, first = match.end(), False
    return tokens


@lru_cache(maxsize=100_000)
def _read(surface: str) -> tuple[str, str, bool]:
    """The folded word, its key, and whether its letters alone tell that it is a name: Latin ones, several capitals."""
    is_abbreviation = surface.isupper() and 1 < len(surface) <= _LONGEST_ABBREVIATION
    word = repaired(fold(in_latin_letters(surface) if is_abbreviation else surface))
    key = latin_key(word if is_abbreviation else stem(word)) or word
    capitals = sum(character.isupper() for character in surface)
    return word, key, not surface[0].isdigit() and (capitals > 1 or bool(_LATIN.search(word)))
