"""The kinds of events: the class of each, the stage or halt it brings, and whether it is news or a promise."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple, assert_never


class EventClass(StrEnum):
    """The classes of events by their weight in a score: results outweigh efforts."""

    RESULT = "result"
    SETBACK = "setback"
    EFFORT = "effort"
    NEUTRAL = "neutral"


class Stage(IntEnum):
    """The stages of a project; it never falls back."""

    ANNOUNCED = 0
    COMMITTED = 1
    UNDERWAY = 2
    DELIVERED = 3


class Halt(StrEnum):
    """The halts of a project; a later result takes one away."""

    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    RELOCATED = "relocated"
    CEASED = "ceased"

    @property
    def is_final(self) -> bool:
        """Return whether nothing is to be expected any more; what is suspended may go on."""
        match self:
            case Halt.SUSPENDED:
                return False
            case Halt.CANCELLED | Halt.RELOCATED | Halt.CEASED:
                return True
        assert_never(self)


class Kind(NamedTuple):
    """A kind of event.

    Attributes:
        id: The word in the files.
        event_class: Effort, result, setback or neutral.
        stage: The stage that a project reaches by it, if any.
        halt: What it stops a project with, if anything.
        news: True if it resets the silence clock; only progress does (GEM, Global Energy Monitor).
        promise: True if it makes a project one that reviewers must follow.
        name: How reports call it, where `rating.yaml` says so.
    """

    id: str
    event_class: EventClass
    stage: Stage | None = None
    halt: Halt | None = None
    news: bool = False
    promise: bool = False
    name: str = ""


def _kinds() -> Mapping[str, Kind]:
    effort, result, setback = EventClass.EFFORT, EventClass.RESULT, EventClass.SETBACK
    rows = (
        # kinds, class, stage or halt, news, promise
        ("visit talks exhibition", effort, Stage.ANNOUNCED, False, False),
        ("statement memorandum", effort, Stage.ANNOUNCED, False, True),
        ("agreement ceremony", effort, Stage.ANNOUNCED, True, True),
        ("contract permit", effort, Stage.COMMITTED, True, True),
        # Physical works: ceremonies do not always lead to construction (GEM).
        ("construction_start trial_delivery", result, Stage.UNDERWAY, True, True),
        ("delivery commissioning logistics_link expansion", result, Stage.DELIVERED, True, False),
        ("indicator", result, None, True, False),
        ("delay scope_cut dispute", setback, None, True, True),
        ("suspension", setback, Halt.SUSPENDED, True, True),
        ("cancellation", setback, Halt.CANCELLED, True, True),
        ("relocation", setback, Halt.RELOCATED, True, True),
        ("closure", setback, Halt.CEASED, True, True),
        ("mention correction", EventClass.NEUTRAL, None, False, False),
    )
    return {
        name: Kind(
            name,
            event_class,
            reached if isinstance(reached, Stage) else None,
            reached if isinstance(reached, Halt) else None,
            news,
            promise,
        )
        for names, event_class, reached, news, promise in rows
        for name in names.split()
    }


KINDS = _kinds()
"""Every kind that a rating has without saying so; `kinds:` in `rating.yaml` overrides or adds."""

UNKNOWN = Kind("unknown", EventClass.NEUTRAL)
"""What a kind counts as that no table names: it moves nothing."""
