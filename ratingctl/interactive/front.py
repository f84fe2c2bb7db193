"""The way in which a person is asked about drafts: the desk where the terminal can be drawn on, else line by line."""

import os
import sys
from collections.abc import Callable, Mapping

from ratingctl.interactive.answer import Decision
from ratingctl.interactive.desk.draft_desk import Desk

_CANNOT_DRAW = ("", "dumb", "unknown")
_FEWEST_COLUMNS, _FEWEST_ROWS = 50, 12


def decider(environment: Mapping[str, str]) -> Callable[[Desk], Decision]:
    """Return what shows a desk until the person decides.

    Args:
        environment: The environment variables; `TERM` says whether the terminal can be drawn on.
    """
    if not _can_draw(environment):
        from ratingctl.interactive.line_prompts import LinePrompts

        return LinePrompts().decide
    from ratingctl.interactive.desk.terminal import DeskTerminal
    from ratingctl.interactive.editor import editor_of_person

    return DeskTerminal(editor_of_person).decide


def _can_draw(environment: Mapping[str, str]) -> bool:
    if environment.get("TERM", "") in _CANNOT_DRAW or sys.stdin is None or sys.stderr is None:
        return False
    try:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return False
        size = os.get_terminal_size(sys.stderr.fileno())
    except (AttributeError, OSError, ValueError):
        return False
    return size.columns >= _FEWEST_COLUMNS and size.lines >= _FEWEST_ROWS
