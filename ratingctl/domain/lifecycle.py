"""How a project stands: what was reported of it, and what time alone implies."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ratingctl.domain.dates import months_between
from ratingctl.domain.kinds import EventClass, Halt, Stage
from ratingctl.domain.model import Event, Settings
from ratingctl.domain.projects import Project

_CLOSED = (Halt.CANCELLED, Halt.RELOCATED, Halt.CEASED)


class Basis(StrEnum):
    """What a status rests on."""

    REPORTED = "reported"
    INFERRED = "inferred"


class Standing(NamedTuple):
    """How a project stands on a day.

    Attributes:
        stage: The furthest stage reported.
        halt: What has stopped it, if no result came after.
        status: The word to show: the halt, else the stage, else what silence implies.
        basis: Whether the status was reported or inferred from silence.
        last_news: The latest day on which the root or an event that is news counts.
        months_silent: Whole months from then to the day of the standing.
        due: The event with the deadline that is now in force, if any.
    """

    stage: Stage
    halt: Halt | None
    status: str
    basis: Basis
    last_news: date
    months_silent: int
    due: Event | None

    @property
    def is_open(self) -> bool:
        """True while something is still to come: not delivered, cancelled, relocated or ceased."""
        return _is_open(self.stage, self.halt)


def standing_of(project: Project, settings: Settings, as_of: date) -> Standing:
    """Derive how a project stands from its story.

    Two registers are followed in story order: the furthest stage, which never falls, and a halt, which a result
    clears and an effort does not. An open project that is silent for two years is taken for suspended, for four years
    for cancelled (Global Energy Monitor: "shelved - inferred 2 y", "cancelled - inferred 4 y"); that is shown as
    inferred, never mixed with what was reported.

    Args:
        project: The project with its events in story order.
        settings: The rating's kinds and limits.
        as_of: The day.
    """
    stage, halt, due = Stage.ANNOUNCED, None, None
    last_news = project.effective[project.root.id]
    for event in project.events:
        kind = settings.kind(event.kind)
        if kind.stage is not None:
            stage = max(stage, kind.stage)
        if kind.halt is not None:
            halt = kind.halt
        elif kind.event_class is EventClass.RESULT:
            halt = None
        if kind.news:
            last_news = max(last_news, project.effective[event.id])
        if event.due is not None:
            due = event
    months = months_between(last_news, as_of)
    reported = halt.value if halt else stage.name.lower()
    inferred = _implied_by_silence(stage, halt, months, settings)
    return Standing(
        stage,
        halt,
        inferred or reported,
        Basis.INFERRED if inferred else Basis.REPORTED,
        last_news,
        months,
        due,
    )


def _implied_by_silence(stage: Stage, halt: Halt | None, months: int, settings: Settings) -> str | None:
    if not _is_open(stage, halt):
        return None
    if months >= settings.stale.inferred_cancelled:
        return Halt.CANCELLED.value
    if months >= settings.stale.inferred_suspended and halt is not Halt.SUSPENDED:
        return Halt.SUSPENDED.value
    return None


def _is_open(stage: Stage, halt: Halt | None) -> bool:
    return stage is not Stage.DELIVERED and halt not in _CLOSED
