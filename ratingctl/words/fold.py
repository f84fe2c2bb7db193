"""Normalise a text so that two spellings of the same words are equal."""

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»„“”‟\"'’‘`"), " ")
_TABLE = {**_DASHES, **_QUOTES, ord("ё"): "е", 0x00AD: None}
_SPACES = re.compile(r"\s+")
_AROUND_DASH = re.compile(r"\s*-\s*")
_WORD = re.compile(r"[^\W_]+")

_LATIN_HOMOGLYPHS = "abcehkmoptxyABCEHKMOPTXY"
_CYRILLIC_HOMOGLYPHS = "авсенкмортхуАВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_HOMOGLYPHS, _CYRILLIC_HOMOGLYPHS)
_TO_LATIN = str.maketrans(_CYRILLIC_HOMOGLYPHS, _LATIN_HOMOGLYPHS)
_CYRILLIC_LETTER = re.compile("[а-яёА-ЯЁ]")
_LATIN_LETTER = re.compile("[a-zA-Z]")


def fold(text: str) -> str:
    """Return the text casefolded, in NFC, with ё as е, one kind of dash without spaces, no quotes, single spaces."""
    folded = unicodedata.normalize("NFC", text).casefold()
    if folded.isalnum():
        return folded.replace("ё", "е")  # most texts are single words, and need no more
    folded = folded.translate(_TABLE)
    return _SPACES.sub(" ", _AROUND_DASH.sub("-", folded)).strip()


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, folded and with homoglyphs repaired."""
    return [repair_homoglyphs(word) for word in _WORD.findall(fold(text))]


def latinize_abbreviation(abbreviation: str) -> str:
    """Return an abbreviation in Latin letters if all its capitals have Latin homoglyphs, else unchanged.

    `НВ` and `HB` become the same.
    """
    as_latin = abbreviation.translate(_TO_LATIN)
    return abbreviation if _CYRILLIC_LETTER.search(as_latin) else as_latin


def repair_homoglyphs(word: str) -> str:
    """Return a word of mixed alphabets in one alphabet: its homoglyphs are moved to the alphabet of the other letters.

    OCR and keyboards mix `а` and `a`; a word with a Cyrillic letter that has no Latin twin is Cyrillic, and the
    other way round. A word of homoglyphs alone is returned unchanged.
    """
    if not (_CYRILLIC_LETTER.search(word) and _LATIN_LETTER.search(word)):
        return word
    as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN_LETTER.search(as_cyrillic):
        return as_cyrillic
    if not _CYRILLIC_LETTER.search(as_latin):
        return as_latin
    return word
