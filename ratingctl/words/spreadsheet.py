"""Guard of texts in a CSV against being taken for formulas by spreadsheet programs (OWASP, CSV injection).

A leading apostrophe makes a text of what would be a formula. It is needed at the start of a cell, and also after what
parts cells in other locales: a program that expects semicolons parts a cell there, quoted or not.
"""

import re

_FORMULA = r"""[\s"']*[=+\-@＝＋－＠]"""
_PART_START = r"(^|[;\t\r\n])"
_UNGUARDED = re.compile(rf"{_PART_START}(?={_FORMULA})")
_GUARDED = re.compile(rf"{_PART_START}'(?={_FORMULA})")


def guarded(text: str) -> str:
    """Return a text with an apostrophe before each part that a spreadsheet program would take for a formula."""
    return _UNGUARDED.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """Return a text without the apostrophes that `guarded` has set."""
    return _GUARDED.sub(r"\1", text)
