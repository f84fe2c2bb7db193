"""The alphabet of a text."""

import re

_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[А-Яа-яЁё]")


def is_latin(text: str) -> bool:
    """Return True if a text has letters of English and none, or hardly any, of Russian."""
    return len(_LATIN.findall(text)) > 3 * len(_CYRILLIC.findall(text))
