"""Decisions about drafts of events."""

from enum import Enum
from typing import NamedTuple

from ratingctl.commands.shared.event_draft import Prepared
from ratingctl.domain.model import Event


class Answer(Enum):
    """A decision about a draft; `MORE` writes it and stays with the article, `SAME` gives its source to an event."""

    WRITE = "write"
    MORE = "more"
    SAME = "same"
    DROP = "drop"
    LATER = "later"
    BACK = "back"
    END = "end"


class Decision(NamedTuple):
    """A decision with the draft as it then was.

    Attributes:
        answer: The decision.
        prepared: The draft.
        reason: Why it was dropped.
        same: The event on record that tells the same fact.
    """

    answer: Answer
    prepared: Prepared
    reason: str = ""
    same: Event | None = None
