"""The way in which a person is asked about drafts: the desk where the terminal can be drawn on, else line by line."""

from collections.abc import Callable, Mapping

from ratingctl.interactive.answer import Decision
from ratingctl.interactive.desk.draft_desk import Desk
from ratingctl.interactive.drawable import can_draw


def decider(environment: Mapping[str, str]) -> Callable[[Desk], Decision]:
    """Return what shows a desk until the person decides.

    Args:
        environment: The environment variables; `TERM` says whether the terminal can be drawn on.
    """
    if not can_draw(environment):
        from ratingctl.interactive.line_prompts import LinePrompts

        return LinePrompts().decide
    from ratingctl.interactive.desk.terminal import DeskTerminal
    from ratingctl.interactive.editor import editor_of_person

    return DeskTerminal(editor_of_person).decide
