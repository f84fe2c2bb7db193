"""Questions of a review: a card of evidence, and below it the question, on a screen of its own or line by line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from ratingctl.errors import RatingctlError
from ratingctl.interactive import dialogue
from ratingctl.interactive.keys import Action, action_of
from ratingctl.interactive.refused_text import refused_place
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

    def keep(self, about: str, typed: str, place: int) -> None:
        """Let the next question about the same card begin with a text that was refused.

        Args:
            about: What is asked for, as in `ask`.
            typed: The text.
            place: The offset of the cursor in it.
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

    def keep(self, about: str, typed: str, place: int) -> None:
        """Do nothing: a line that was typed stands above, and cannot be edited."""


def tell_error(asked: Questions, error: RatingctlError) -> None:
    """Say what went wrong, in the person's language: the details, one a line, then the sentence."""
    for line in dialogue.error_lines(error):
        asked.tell(line)


def refuse(asked: Questions, about: str, typed: str, error: RatingctlError) -> None:
    """Say what is wrong with a text and keep it in its line, with the cursor where it is to be mended.

    A single character was a key, not a text: nothing of it is to be mended.
    """
    tell_error(asked, error)
    if len(typed.strip()) > 1:
        asked.keep(about, typed, refused_place(error, typed))


def tell_lines(asked: Questions, edits: "Sequence[Edit]") -> None:
    """Say which lines edits take away and add."""
    for line in dialogue.changed_lines(edits):
        asked.tell(line)


def is_key(*actions: Action) -> IsAnswer:
    """Return the test of a key that stands for one of these actions."""
    return lambda key: action_of(key) in actions
