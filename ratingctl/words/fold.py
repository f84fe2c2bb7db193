"""Normalise a text so that two spellings of the same words are equal."""

import re
import unicodedata
from functools import cache

_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_QUOTES = dict.fromkeys("«»„“”‟\"'’‘`", " ")
_PUNCTUATION = {**_DASHES, **_QUOTES, "\u00ad": ""}
_SPECIAL = re.compile(f"[{''.join(_PUNCTUATION)}]")
"""Looked for by a regex, because `str.translate` takes ten times as long where a text has none of them."""
_MARKED = re.compile("[\u00df-\u024f\u1e00-\u1eff\u0307]")
"""A Latin letter that is not plain, or the dot that casefolding parts from the Turkish capital."""
_PLAIN = {
    ord(marked): plain
    for marked, plain in {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n", "ŧ": "t",
        "ß": "ss",
    }.items()
}  # fmt: skip
"""Letters that Unicode does not take apart, by what people write who do not have them."""
_AROUND_DASH = re.compile(r"\s*-\s*")
_WORD = re.compile(r"[^\W_]+")

_LATIN_HOMOGLYPHS = "abcehkmoptxyABCEHKMOPTXY"
_CYRILLIC_HOMOGLYPHS = "авсенкмортхуАВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_HOMOGLYPHS, _CYRILLIC_HOMOGLYPHS)
_TO_LATIN = str.maketrans(_CYRILLIC_HOMOGLYPHS, _LATIN_HOMOGLYPHS)
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
    folded = _SPECIAL.sub(_plain_mark, folded).replace("ё", "е")
    if "-" in folded:
        folded = _AROUND_DASH.sub("-", folded)
    return " ".join(folded.split())


def _plain_mark(match: re.Match[str]) -> str:
    return _PUNCTUATION[match[0]]


def _without_marks(folded: str) -> str:
    """Return a casefolded text with plain Latin letters for marked ones; letters of other alphabets stay."""
    parted = unicodedata.normalize("NFD", folded.translate(_PLAIN))
    return unicodedata.normalize("NFC", _latin_mark().sub(r"\1", parted).translate(_PLAIN))


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, folded and with homoglyphs repaired."""
    return [repair_homoglyphs(word) for word in _WORD.findall(fold(text))]


def latinize_abbreviation(abbreviation: str) -> str:
    """Return an abbreviation in Latin letters if all its capitals have Latin homoglyphs, else unchanged.

    `НВ` and `HB` become the same.
    """
    as_latin = abbreviation.translate(_TO_LATIN)
    return abbreviation if _cyrillic_letter().search(as_latin) else as_latin


def to_cyrillic_homoglyphs(text: str) -> str:
    """Return a text with a Cyrillic letter for every Latin one that looks like it, to compare, not to show."""
    return text.translate(_TO_CYRILLIC)


def repair_homoglyphs(word: str) -> str:
    """Return a word of mixed alphabets in one alphabet: its homoglyphs are moved to the alphabet of the other letters.

    OCR and keyboards mix `а` and `a`; a word with a Cyrillic letter that has no Latin twin is Cyrillic, and the
    other way round. A word of homoglyphs alone is returned unchanged.
    """
    if not (_cyrillic_letter().search(word) and _LATIN_LETTER.search(word)):
        return word
    as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN_LETTER.search(as_cyrillic):
        return as_cyrillic
    if not _cyrillic_letter().search(as_latin):
        return as_latin
    return word


# Long sets of letters take long to compile, and most runs need none of these.
@cache
def _cyrillic_letter() -> re.Pattern[str]:
    return re.compile("[а-яёА-ЯЁ]")


@cache
def _latin_mark() -> re.Pattern[str]:
    return re.compile("([a-zøæœ])[\u0300-\u036f]+")
