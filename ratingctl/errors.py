"""What ends a run early: one sentence with place, fact and next step, and an exit code of its own."""

from collections.abc import Callable

from ratingctl.message import Message, english

Text = str | Message


class RatingctlError(Exception):
    """Something because of which the command cannot go on.

    Args:
        fact: What is the matter, as a clause without a full stop.
        place: Where: a file, an option, a revision; shown first.
        next_step: What the reader can do now; shown last.
        details: One line for each thing that is wrong, shown above the sentence.
    """

    exit_code = 1

    def __init__(
        self,
        fact: Text,
        *,
        place: str | None = None,
        next_step: Text | None = None,
        details: tuple[Text, ...] = (),
    ) -> None:
        super().__init__(str(fact))
        self.fact = fact
        self.place = place
        self.next_step = next_step
        self.details = details

    def __str__(self) -> str:
        return self.said(english)

    def said(self, say: Callable[[Text], str]) -> str:
        """Return the sentence in a language.

        Args:
            say: Says a text in it: `english`, or a catalogue's `said`.
        """
        sentence = f"{self.place}: {say(self.fact)}" if self.place else say(self.fact)
        return f"{sentence}; {say(self.next_step)}" if self.next_step else sentence


class UsageError(RatingctlError):
    """The request does not fit: an unknown id, an ambiguous region, a missing answer."""

    exit_code = 2


class DataError(RatingctlError):
    """The rating's files cannot be read as they are."""

    exit_code = 3


class SurroundingsError(RatingctlError):
    """The machine refuses: no git, a read-only folder, a file in the way."""

    exit_code = 4
