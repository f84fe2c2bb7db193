"""Identify the language of an article, so that what is not read is named instead of being called off topic."""

import re
from collections.abc import Mapping

from ratingctl.words.alphabet import is_latin

READ_LANGUAGES = ("ru", "en")
"""The languages in which articles are read, as ISO 639-1 codes."""
_MOST_TEXT = 4000
_FEWEST_LETTERS = 20
_LEAST_SHARE = 0.3
_FEWEST_MARKS, _FEWEST_WORDS = 2, 3

# Scripts that settle the language; kana and Hangul come before the characters that several languages share.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7af\u1100-\u11ff"), ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("ar", "\u0600-\u06ff"), ("he", "\u0590-\u05ff"), ("el", "\u0370-\u03ff"), ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"), ("th", "\u0e00-\u0e7f"), ("hi", "\u0900-\u097f"), ("mn", "\u1800-\u18af"),
)  # fmt: skip
# Letters that Russian does not have; the language that has most of those in a text is its own, of equals the first.
_CYRILLIC: Mapping[str, str] = {
    "uk": "їєґі", "be": "ўі", "mn": "өү", "sr": "ђјљњћџ", "ky": "ңөү", "tt": "әөүҗңһ", "tg": "ғӣқӯҳҷ",
    "kk": "әғқңөұүһі",
}  # fmt: skip
_ENGLISH = "the of and to in is for with was are has will by on at its"
# Words that hardly a sentence of the language does without.
_WORDS: Mapping[str, str] = {
    "de": "der die das und den von mit ist eine ein zur im wird",
    "fr": "le les des et une du dans pour est sur avec au",
    "es": "el los las del y una para con por su que",
    "it": "il gli della di per con una sono nel alla e",
    "pt": "os as do da uma para com não em dos ao",
    "pl": "w i na się z jest do oraz przez dla nie",
    "tr": "ve bir bu ile için olarak da olan",
    "nl": "het een van en de voor met zijn op is",
    "sv": "och att det en som på av är för med",
    "vi": "và của một các trong được cho với là",
    "id": "dan yang di untuk dengan dari ini akan",
    "fi": "ja on ei että oli sekä ovat",
    "cs": "a se na je že by pro jsou",
    "ro": "și de la în cu pentru este din",
}


def article_language(text: str) -> str:
    """Return the language of an article as an ISO 639-1 code; empty where it is too short or none that is known.

    A script that belongs to one language decides, then letters that Russian does not have, then the commonest words.

    Args:
        text: The article.
    """
    beginning = text[:_MOST_TEXT].casefold()
    letters = sum(letter.isalpha() for letter in beginning)
    if not letters:
        return ""
    for language, script in _SCRIPTS:
        if len(re.findall(f"[{script}]", beginning)) >= letters * _LEAST_SHARE:
            return language
    if letters < _FEWEST_LETTERS:
        return ""
    if not is_latin(beginning):
        return _of_cyrillic(beginning)
    counts = {language: _count(beginning, words) for language, words in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    is_other = counts[best] >= _FEWEST_WORDS and counts[best] > 2 * _count(beginning, _ENGLISH)
    return best if is_other else "en"


def _of_cyrillic(text: str) -> str:
    counts = {language: sum(text.count(letter) for letter in letters) for language, letters in _CYRILLIC.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= max(_FEWEST_MARKS, len(text) / 100) else "ru"


def _count(text: str, words: str) -> int:
    """Return how often a text has one of some words."""
    return len(re.findall(rf"(?<![^\W\d_])(?:{words.replace(' ', '|')})(?![^\W\d_])", text))
