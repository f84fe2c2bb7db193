"""Raised text of documents: the marks of footnotes are left out, other raised figures stay raised."""

import re

_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str, *, is_link: bool) -> str:
    """Return raised text as it is to be read.

    `км²` stays what it is, and no figure is joined to the number before it.

    Args:
        text: The text.
        is_link: True if it leads to another place of the same document, as the mark of a footnote does.
    """
    if is_link and _MARK.fullmatch(text):
        return ""
    return text.translate(_RAISED) if text.strip().isdecimal() else text
