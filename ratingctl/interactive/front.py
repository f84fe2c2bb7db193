"""The way in which a person is asked about drafts: the desk where the terminal can be drawn on, else line by line."""

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol

from ratingctl.interactive.desk.first_screen import FirstScreen, Heading
from ratingctl.interactive.drawable import can_draw
from ratingctl.language.catalogue import Catalogue
from ratingctl.language.person import person_language

if TYPE_CHECKING:  # bring the rating and prompt_toolkit, which the first screen does not wait for
    from ratingctl.interactive.answer import Decision
    from ratingctl.interactive.desk.draft_desk import Desk
    from ratingctl.interactive.desk.terminal import DeskTerminal


class Front(Protocol):
    """Asks a person about drafts."""

    def showing(self, heading: Heading) -> AbstractContextManager[None]:
        """Show an article within the block, as far as it is known before its draft."""

    def decide(self, desk: "Desk") -> "Decision":
        """Show a desk until the person decides.

        Raises:
            EOFError: If there is no more input.
            KeyboardInterrupt: If they interrupt.
        """


def front_of(environment: Mapping[str, str]) -> Front:
    """Return what asks a person.

    Args:
        environment: The environment variables; `TERM` says whether the terminal can be drawn on.
    """
    return DrawnFront() if can_draw(environment) else LineFront()


class DrawnFront:
    """Asks at the desk."""

    def __init__(self) -> None:
        self._first_screen = FirstScreen(Catalogue(person_language(os.environ)))
        self._terminal: DeskTerminal | None = None

    def showing(self, heading: Heading) -> AbstractContextManager[None]:
        """Show an article at once."""
        return self._first_screen.showing(heading)

    def decide(self, desk: "Desk") -> "Decision":
        """Draw a desk over its article, until the person decides."""
        if self._terminal is None:
            from ratingctl.interactive.desk.terminal import DeskTerminal
            from ratingctl.interactive.editor import editor_of_person

            self._terminal = DeskTerminal(editor_of_person)
        self._first_screen.hand_over()
        return self._terminal.decide(desk)


class LineFront:
    """Asks line by line."""

    def showing(self, heading: Heading) -> AbstractContextManager[None]:
        """Show nothing: lines cannot be taken back."""
        return nullcontext()

    def decide(self, desk: "Desk") -> "Decision":
        """Ask about a desk until the person decides."""
        from ratingctl.interactive.line_prompts import LinePrompts

        return LinePrompts().decide(desk)
