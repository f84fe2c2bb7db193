"""Compare two values of a field by what they mean, not by how they are written."""

from typing import Any

DATES = frozenset({"date", "due", "start_due", "until", "since", "period", "cutoff"})
"""The fields that hold dates."""


def says_the_same(name: str, one: Any, other: Any) -> bool:
    """Return whether two values of a field mean the same: dates of the same days, texts of the same words.

    Blanks and the Unicode form of letters make no other text; lines and paragraphs do.

    Args:
        name: The field.
        one: A value; anything but a text is no other value's equal here.
        other: Another value.
    """
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    return (name in DATES and _days(one) == _days(other) is not None) or _words(one) == _words(other)


def plainest(texts: dict[str, str]) -> str:
    """Return one of several ways to write the same, whichever side has it: in composed letters, else the lesser text.

    Args:
        texts: The values by the lines in which they are written.
    """
    import unicodedata  # values that differ and mean the same are rare

    return min(texts, key=lambda text: (not unicodedata.is_normalized("NFC", texts[text]), text))


def _days(text: str) -> Any:
    from ratingctl.domain.dates import DateError, parse_edtf  # as above

    try:
        return parse_edtf(text.strip())[1:]
    except DateError:
        return None


def _words(text: str) -> list[str]:
    import unicodedata  # as above

    return [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).strip().split("\n")]
