"""Sanitizer of foreign text: no control character of it reaches a terminal, a page or a pipe."""

import re

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters and marks that turn the direction of writing."""

_PICTURES_START = 0x2400
_SPACE = re.compile(r"[\t\n]+")


def visible(text: str) -> str:
    """Return the text in one line, each control character as a picture of itself (ESC as ␛) or as `<U+202E>`."""
    return HIDDEN.sub(_picture, _SPACE.sub(" ", text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES_START + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
