"""Make ids of names: small Latin letters, digits and hyphens."""

import re
import unicodedata
from collections.abc import Container

from ratingctl.words.transliteration import latin_key

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_CYRILLIC = re.compile("[а-яё]+")
_LONGEST = 40


def slug_of(name: str, taken: Container[str], fallback: str) -> str:
    """Return an id for a name that is not taken: `cote-d-ivoire` for «Côte d'Ivoire»; with a number where it is.

    Args:
        name: The name, in any alphabet; Cyrillic letters are transliterated, accents dropped.
        taken: The ids there are.
        fallback: What to call one whose name has no letter that can be written so.
    """
    small = name.casefold().replace("ё", "е").translate(_LETTERS)
    latin = _CYRILLIC.sub(lambda word: latin_key(word[0]), small)
    plain = "".join(char for char in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(char))
    slug = re.sub("[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or fallback
    if slug not in taken:
        return slug
    return next(f"{slug}-{number}" for number in range(2, 10**6) if f"{slug}-{number}" not in taken)
