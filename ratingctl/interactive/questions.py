"""Questions of a review: a card of evidence, and below it the question, on a screen of its own or line by line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from ratingctl.errors import RatingctlError
from ratingctl.interactive import dialogue
from ratingctl.interactive.keys import Action, action_of
from ratingctl.message import Text

if TYPE_CHECKING:  # an error needs neither screens nor edits
    from ratingctl.report import Screen
    from ratingctl.storage.edits import Edit

IsAnswer = Callable[[str], bool]
"""Returns whether a key is a whole answer."""


def no_answer(_: str) -> bool:
    """Return False: no key is an answer by itself."""
    return False


class Questions(Protocol):
    """Shows the card of a review and asks about it."""

    def show(self, card: "Screen") -> None:
        """Show the card about which the next questions are."""

    def tell(self, text: Text) -> None:
        """Say something; it stays in sight with the next question."""

    def ask(self, prompt: str, is_answer: IsAnswer = no_answer, about: str = "") -> str:
        """Return the answer to a question.

        Args:
            prompt: The question, with its keys.
            is_answer: Tells a key that is an answer by itself, where the terminal can be drawn on.
            about: What is asked for; earlier texts of the same are offered.

        Raises:
            EOFError: If there is no more input.
            KeyboardInterrupt: If the person interrupts.
        """


class LineQuestions:
    """Asks line by line, below what was said before: for a terminal that cannot be drawn on."""

    def show(self, card: "Screen") -> None:
        """Print the card."""
        dialogue.show_screen(card)

    def tell(self, text: Text) -> None:
        """Print a text."""
        dialogue.tell(text)

    def ask(self, prompt: str, is_answer: IsAnswer = no_answer, about: str = "") -> str:
        """Return the next line."""
        return dialogue.ask(prompt)


def tell_error(asked: Questions, error: RatingctlError) -> None:
    """Say what went wrong, in the person's language: the details, one a line, then the sentence."""
    for line in dialogue.error_lines(error):
        asked.tell(line)


def tell_lines(asked: Questions, edits: "Sequence[Edit]") -> None:
    """Say which lines edits take away and add."""
    for line in dialogue.changed_lines(edits):
        asked.tell(line)


def is_key(*actions: Action) -> IsAnswer:
    """Return the test of a key that stands for one of these actions."""
    return lambda key: action_of(key) in actions
