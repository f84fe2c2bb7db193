"""What a merge asks a person, and what a person can answer."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from ratingctl.domain.file_outline import Identity


class MergeAnswer(StrEnum):
    """Which side a person lets stand."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


QuestionKey = tuple[Identity | None, str]
"""The entry and the field of a question; see `MergeQuestion`."""


class MergeQuestion(NamedTuple):
    """Something that the two sides cannot both mean.

    Attributes:
        entry: The entry in which it lies; None for a key of the file, such as the score.
        field: The key in question; empty where it is the whole entry: one side removed what the other one needs; `id`
            where the two sides gave one id to two events.
        base: What stood there before.
        mine: What one side says; None where it took the thing away.
        theirs: What the other side says.
        leans_on: Ids of entries of the other side that follow, cite or check what one side removed.
        context: What the entry says besides, on a side that has it: for the words in which people are asked.
    """

    entry: Identity | None
    field: str
    base: Any
    mine: Any
    theirs: Any
    leans_on: tuple[str, ...] = ()
    context: Mapping[str, Any] = {}

    @property
    def key(self) -> QuestionKey:
        """By what an answer names it."""
        return self.entry, self.field

    @property
    def allows_both(self) -> bool:
        """True if both sides can stand: two events that were given one id."""
        return self.entry is not None and self.entry[0] == "events" and self.field == "id"


Answers = Callable[[MergeQuestion], MergeAnswer | None]
"""What a person has answered to a question; None where it is to be asked."""


def no_answers(question: MergeQuestion) -> None:
    """Return that nobody has answered anything."""


class Labels(NamedTuple):
    """What stands beside git's markers.

    Attributes:
        mine: Who is on one side.
        theirs: Who is on the other.
        size: How many signs a marker has; git asks for 7, or for more inside another conflict.
    """

    mine: str = "mine"
    theirs: str = "theirs"
    size: int = 7

    def marked(self, mine: str, theirs: str) -> str:
        """Return two texts of whole lines between markers."""
        size = self.size
        return f"{'<' * size} {self.mine}\n{mine}{'=' * size}\n{theirs}{'>' * size} {self.theirs}\n"
