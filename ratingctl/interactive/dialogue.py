"""A dialogue with the person at the terminal: asking, telling and showing, all on standard error.

Whatever is asked, told or shown passes through `visible` here: nothing of a stranger's reaches the terminal raw.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ratingctl.errors import RatingctlError
from ratingctl.language.person import person_words, spoken_language
from ratingctl.message import Text, sentence
from ratingctl.streams import say
from ratingctl.words.visible import visible

if TYPE_CHECKING:  # an error needs neither screens nor edits
    from ratingctl.language.catalogue import Catalogue
    from ratingctl.report import Screen
    from ratingctl.storage.edits import Edit


def ask(prompt: Text) -> str:
    """Return a line from the person.

    Raises:
        EOFError: If there is no more input.
    """
    say(visible(person_words(os.environ)(prompt)), end="")
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer.rstrip("\n")


def tell(text: Text) -> None:
    """Say something to the person, in their language; nothing of it acts on the terminal."""
    say("\n".join(visible(line) for line in person_words(os.environ)(text).split("\n")))


def tell_sum(text: Text, *, dry_run: bool) -> None:
    """Say how many answers of a review were saved; of a dry run that nothing was."""
    tell(sentence("dry run: nothing is written") if dry_run else text)


def tell_error(error: RatingctlError) -> None:
    """Say what went wrong, in the person's language: the details, one a line, then the sentence."""
    for line in error_lines(error):
        tell(line)


def error_lines(error: RatingctlError) -> list[Text]:
    """Return what is said of an error, in the person's language: the details, one a line, then the sentence."""
    return [*error.details, f"ratingctl: {error.said(person_words(os.environ))}"]


def show_screen(screen: "Screen") -> None:
    """Show a screen."""
    from ratingctl.render.terminal import show

    show(screen._replace(language=spoken_language(screen.language, os.environ)), sys.stderr)


def spoken_catalogue(own: str) -> "Catalogue":
    """Return the catalogue in which a dialogue about a rating is said.

    Args:
        own: The rating's language.
    """
    from ratingctl.language.catalogue import Catalogue

    return Catalogue(spoken_language(own, os.environ))


def show_lines(edits: "Sequence[Edit]") -> None:
    """Show the lines that edits take away and add."""
    for line in changed_lines(edits):
        tell(line)


def changed_lines(edits: "Sequence[Edit]") -> list[str]:
    """Return the lines that edits take away and add, each with its mark."""
    marked = (
        (mark, lines) for edit in edits for mark, lines in (("-", edit.removed_lines()), ("+", edit.added_lines()))
    )
    return [f"{mark} {text}" for mark, lines in marked for text in lines]
