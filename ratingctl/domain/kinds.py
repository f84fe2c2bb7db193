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


STAGE_WORDS = {stage: stage.name.lower() for stage in Stage}
"""What the stages are called in data."""


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


class News(StrEnum):
    """When an event of a kind resets the silence clock; only progress does (GEM, Global Energy Monitor)."""

    NEVER = "never"
    ALWAYS = "always"
    NEW_DEADLINE = "new_deadline"
    """Where it sets a deadline other than the one before: a delay that tells of no new date is no progress."""


class Kind(NamedTuple):
    """A kind of event.

    Attributes:
        id: The word in the files.
        event_class: Effort, result, setback or neutral.
        stage: The stage that a project reaches by it, if any.
        halt: What it stops a project with, if anything.
        news: When it resets the silence clock.
        promise: True if it makes a project one that reviewers must follow.
        settles: True if it delivers what was promised before it; what merely goes on working settles nothing.
        name: How reports call it, where `rating.yaml` says so.
        words: Words and phrases by which a text reports it, where `rating.yaml` names some.
    """

    id: str
    event_class: EventClass
    stage: Stage | None = None
    halt: Halt | None = None
    news: News = News.NEVER
    promise: bool = False
    settles: bool = False
    name: str = ""
    words: tuple[str, ...] = ()

    @property
    def promises_anew(self) -> bool:
        """Return whether something is owed after it, though everything before was delivered; a setback owes nothing."""
        return self.promise and self.event_class is not EventClass.SETBACK


def _kinds() -> Mapping[str, Kind]:
    effort, result, setback = EventClass.EFFORT, EventClass.RESULT, EventClass.SETBACK
    never, always = News.NEVER, News.ALWAYS
    rows = (
        # kinds, class, stage or halt, news, promise
        ("visit talks exhibition", effort, Stage.ANNOUNCED, never, False),
        ("statement memorandum", effort, Stage.ANNOUNCED, never, True),
        ("agreement ceremony", effort, Stage.ANNOUNCED, always, True),
        ("contract permit", effort, Stage.COMMITTED, always, True),
        # Physical works: ceremonies do not always lead to construction (GEM).
        ("construction_start trial_delivery progress", result, Stage.UNDERWAY, always, True),
        ("delivery commissioning logistics_link expansion", result, Stage.DELIVERED, always, False),
        # What exists goes on working: a result, but not of a promise.
        ("operation", result, Stage.DELIVERED, always, False),
        ("indicator", result, None, always, False),
        ("delay", setback, None, News.NEW_DEADLINE, True),
        # Reported as going nowhere, or disputed: no progress.
        ("stall dispute", setback, None, never, True),
        ("scope_cut", setback, None, always, True),
        ("suspension", setback, Halt.SUSPENDED, always, True),
        ("cancellation", setback, Halt.CANCELLED, always, True),
        ("relocation", setback, Halt.RELOCATED, always, True),
        ("closure", setback, Halt.CEASED, always, True),
        ("mention correction", EventClass.NEUTRAL, None, never, False),
    )
    return {
        name: Kind(
            name,
            event_class,
            reached if isinstance(reached, Stage) else None,
            reached if isinstance(reached, Halt) else None,
            news,
            promise,
            settles=reached is Stage.DELIVERED and name != "operation",
        )
        for names, event_class, reached, news, promise in rows
        for name in names.split()
    }


KINDS = _kinds()
"""Every kind that a rating has without saying so; `kinds:` in `rating.yaml` overrides or adds."""


def custom_kind(
    name: str,
    event_class: EventClass,
    *,
    stage: Stage | None = None,
    halt: Halt | None = None,
    news: bool = False,
    promise: bool = False,
    label: str = "",
    words: tuple[str, ...] = (),
) -> Kind:
    """Return a kind as `rating.yaml` defines it.

    It settles promises if it reaches the last stage; one that overrides a built-in kind settles them if that does.

    Args:
        name: The word in the files.
        event_class: Its class.
        stage: The stage that a project reaches by it, if any.
        halt: What it stops a project with, if anything.
        news: True if it always resets the silence clock.
        promise: True if it makes a project one that reviewers must follow.
        label: How reports call it; empty for the catalogue's word or its name.
        words: Words and phrases by which a text reports it.
    """
    built_in = KINDS.get(name)
    settles = built_in.settles if built_in else stage is Stage.DELIVERED
    return Kind(name, event_class, stage, halt, News.ALWAYS if news else News.NEVER, promise, settles, label, words)


UNKNOWN = Kind("unknown", EventClass.NEUTRAL)
"""What a kind counts as that no table names: it moves nothing."""
