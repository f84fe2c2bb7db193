"""Normalise a text so that two spellings of the same words are equal."""

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»„“”‟\"'’‘`"), " ")
_TABLE = {**_DASHES, **_QUOTES, ord("ё"): "е", 0x00AD: None}
_MARKED = re.compile("[\u00df-\u024f\u1e00-\u1eff\u0307]")
"""A Latin letter that is not plain, or the dot that casefolding parts from the Turkish capital."""
_LATIN_MARK = re.compile("([a-zøæœ])[\u0300-\u036f]+")
_PLAIN = {
    ord(marked): plain
    for marked, plain in {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n", "ŧ": "t",
        "ß": "ss",
    }.items()
}  # fmt: skip
"""Letters that Unicode does not take apart, by what people write who do not have them."""
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
    """Return the text casefolded, in NFC, with ё as е, one kind of dash without spaces, no quotes, single spaces.

    Latin letters lose their marks: `São Tomé`, `Erdoğan` and `Łódź` are the same as `Sao Tome`, `Erdogan` and `Lodz`.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    if _MARKED.search(folded):
        folded = _without_marks(folded)
    if folded.isalnum():
        return folded.replace("ё", "е")  # most texts are single words, and need no more
    folded = folded.translate(_TABLE)
    return _SPACES.sub(" ", _AROUND_DASH.sub("-", folded)).strip()


def _without_marks(folded: str) -> str:
    """Return a casefolded text with plain Latin letters for marked ones; letters of other alphabets stay."""
    parted = unicodedata.normalize("NFD", folded.translate(_PLAIN))
    return unicodedata.normalize("NFC", _LATIN_MARK.sub(r"\1", parted).translate(_PLAIN))


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
