"""Fold a text to the form in which two spellings of the same words are equal."""

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»„“”‟\"'’‘`"), " ")
_TABLE = {**_DASHES, **_QUOTES, ord("ё"): "е", 0x00AD: None}
_SPACES = re.compile(r"\s+")
_AROUND_DASH = re.compile(r"\s*-\s*")
_WORD = re.compile(r"[^\W_]+")

_LATIN_LIKE = "abcehkmoptxyABCEHKMOPTXY"
_CYRILLIC_LIKE = "авсенкмортхуАВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_LIKE, _CYRILLIC_LIKE)
_TO_LATIN = str.maketrans(_CYRILLIC_LIKE, _LATIN_LIKE)
_CYRILLIC_LETTER = re.compile("[а-яёА-ЯЁ]")
_LATIN_LETTER = re.compile("[a-zA-Z]")


def fold(text: str) -> str:
    """The text casefolded, in NFC, with ё as е, one kind of dash without spaces, no quotes, single spaces."""
    folded = unicodedata.normalize("NFC", text).casefold()
    if folded.isalnum():
        return folded.replace("ё", "е")  # most texts are single words, and need no more
    folded = folded.translate(_TABLE)
    return _SPACES.sub(" ", _AROUND_DASH.sub("-", folded)).strip()


def words_of(text: str) -> list[str]:
    """The words of a text, folded and with look-alike letters repaired, in their order."""
    return [repaired(word) for word in _WORD.findall(fold(text))]


def in_latin_letters(abbreviation: str) -> str:
    """An abbreviation in capitals of which every letter looks like a Latin one, in Latin letters: `НВ` and `HB` alike.

    Anything else is left alone.
    """
    as_latin = abbreviation.translate(_TO_LATIN)
    return abbreviation if _CYRILLIC_LETTER.search(as_latin) else as_latin


def repaired(word: str) -> str:
    """A word of two alphabets in one: the letters that look alike are moved to the alphabet of the others.

    OCR and keyboards mix `а` and `a`; a word that has Cyrillic letters without a Latin twin is Cyrillic, and the
    other way round. A word in which nothing tells is left alone.
    """
    if not (_CYRILLIC_LETTER.search(word) and _LATIN_LETTER.search(word)):
        return word
    as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN_LETTER.search(as_cyrillic):
        return as_cyrillic
    if not _CYRILLIC_LETTER.search(as_latin):
        return as_latin
    return word
