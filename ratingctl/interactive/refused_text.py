"""The place of the cursor in a text that was refused."""

import re

from ratingctl.errors import RatingctlError
from ratingctl.message import Message


def refused_place(error: RatingctlError, text: str) -> int:
    """Return the offset at which a refused text is to be mended: where the part begins that the error names.

    Args:
        error: The refusal.
        text: The text, as it was typed.

    Returns:
        The offset; the end of the text where the error names no part of it.
    """
    values = error.fact.values.values() if isinstance(error.fact, Message) else ()
    named = [str(value) for value in values if isinstance(value, str) and value and value != text]
    places = [match.start() for name in named if (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))]
    return min(places) if places else len(text)
