"""Test whether the terminal can be drawn on; where it cannot, people are asked line by line."""

import os
import sys
from collections.abc import Mapping

_CANNOT_DRAW = ("", "dumb", "unknown")
_FEWEST_COLUMNS, _FEWEST_ROWS = 50, 12


def can_draw(environment: Mapping[str, str]) -> bool:
    """Return whether standard input and standard error are a terminal that is large enough and can be drawn on.

    Args:
        environment: The environment variables; `TERM` says what the terminal can do.
    """
    if environment.get("TERM", "") in _CANNOT_DRAW or sys.stdin is None or sys.stderr is None:
        return False
    try:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return False
        size = os.get_terminal_size(sys.stderr.fileno())
    except (AttributeError, OSError, ValueError):
        return False
    return size.columns >= _FEWEST_COLUMNS and size.lines >= _FEWEST_ROWS
