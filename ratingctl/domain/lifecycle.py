"""The status of projects: what was reported of them, and what time alone implies.

This is done in two steps, so that the first can be kept and need not be done anew every day:

1. `summarize.summarize_project` summarises a project's story without a day: how far it came, its last news, deadlines,
   checks.
2. `status_of` adds a day: no day counts later than that, and silence is measured up to it.

The two steps give what telling the story on the day itself would give, as long as the day sees these events and no
others, puts them in the same order, and finds the periods of the same editions still running.
`summarize.summarize_region` says from which day on that is so, and `summarize.summarize_region_on` until when
(`RegionSummary.is_valid_on`); where the order of a story changes on the very day, it is told from the events that the
day sees, as `rating_view.RatingView` does.
"""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate, months_between
from ratingctl.domain.kinds import STAGE_WORDS, Halt, Stage
from ratingctl.domain.model import Check, EditionId, EventId, RegionId, StaleLimits


class Basis(StrEnum):
    """Whether a status was reported or inferred from silence."""

    REPORTED = "reported"
    INFERRED = "inferred"


class Deadline(NamedTuple):
    """A deadline, and the event that announced it."""

    event: EventId
    when: EdtfDate

    @property
    def latest(self) -> date | None:
        """Return its last day: a deadline runs to that day. None where it is open at its end."""
        return self.when.latest


class Slip(NamedTuple):
    """A deadline that was put off."""

    old: Deadline
    new: Deadline

    @property
    def months(self) -> int | None:
        """Return by how many whole months; None where the new deadline is open at its end."""
        if self.old.latest is None or self.new.latest is None:
            return None
        return months_between(self.old.latest, self.new.latest)


class Stall(NamedTuple):
    """A report that a project goes nowhere: the event, its date, and its edition."""

    event: EventId
    when: EdtfDate | None
    edition: EditionId


class EditionNews(NamedTuple):
    """The news of a project in an edition: the latest day that any of it counts for."""

    edition: EditionId
    last_day: date


class RecordedCheck(NamedTuple):
    """A check of a project, and the edition of its file."""

    edition: EditionId
    check: Check


class ProjectSummary(NamedTuple):
    """A project's story in short, without regard to a day.

    Attributes:
        project: The project's id.
        region: Its region.
        name: Its name.
        events: The ids of its events in story order.
        stage: The furthest stage reported.
        halt: What has stopped it, if no result came after.
        is_open: As `ProjectStatus.is_open`.
        promised: True if it is one that reviewers must follow: an event has a deadline or is of a promise kind.
        last_news: The latest day on which the root or an event that is news counts.
        last_exact_news: The same, of days alone that are known to the month; `date.min` where there is none.
        last_event: The latest day on which any event counts.
        last_dated: The latest first day of a dated event: nothing is surely newer.
        news: The editions in which the root or an event that is news stands.
        events_in: The editions in which any event stands.
        stall: The last report that it goes nowhere, if that is later in the story than the last news.
        deadlines: Every `due` in story order.
        due: The `due` now in force: the last one that no delivery has settled.
        start_due: The `start_due` now in force, likewise.
        checks: Every check of it, edition by edition.
        late_finds: Events that an edition took in after their time.
        parties: Everybody whom its events name, each once.
        has_amounts: True if an event names a sum, a capacity or a share.
        is_cited: True if a score rests on one of its events.
        proper_names: Of an announcement without parties and amounts, the proper names in its name and first title.
    """

    project: EventId
    region: RegionId
    name: str
    events: tuple[EventId, ...]
    stage: Stage
    halt: Halt | None
    is_open: bool
    promised: bool
    last_news: date
    last_exact_news: date
    last_event: date
    last_dated: date | None
    news: tuple[EditionNews, ...]
    events_in: tuple[EditionId, ...]
    stall: Stall | None
    deadlines: tuple[Deadline, ...]
    due: Deadline | None
    start_due: Deadline | None
    checks: tuple[RecordedCheck, ...]
    late_finds: tuple[EventId, ...]
    parties: tuple[str, ...]
    has_amounts: bool
    is_cited: bool
    proper_names: tuple[str, ...]

    @property
    def slips(self) -> tuple[Slip, ...]:
        """Return each deadline that is later than the one before it in the story, with that one.

        The last days are compared, because a deadline runs to its last day; a deadline without one is the latest.
        Source: AidData's deviation from planned dates.
        """
        return tuple(Slip(old, new) for old, new in pairwise(self.deadlines) if _is_later(new, old))

    @property
    def deadlines_in_force(self) -> tuple[tuple[Deadline, date], ...]:
        """Return the deadlines that can be breached, with their last days: of an open project, if they have one.

        A deadline for the beginning cannot be breached once works are under way.
        """
        start_due = self.start_due if self.stage < Stage.UNDERWAY else None
        deadlines = (self.due, start_due) if self.is_open else ()
        return tuple((deadline, deadline.latest) for deadline in deadlines if deadline and deadline.latest)

    @property
    def is_delivered(self) -> bool:
        """Return whether it was delivered, nothing more is owed, and it was not ended for good."""
        return self.stage is Stage.DELIVERED and not self.is_open and not (self.halt and self.halt.is_final)

    def last_news_in(self, edition: EditionId) -> date | None:
        """Return the latest day on which news of it in an edition counts; None where there is none."""
        for news in self.news:
            if news.edition == edition:
                return news.last_day
        return None


class RegionSummary(NamedTuple):
    """The projects of one region, without a day.

    Attributes:
        projects: In the order of their roots.
        valid_from: The first day on which the summaries are true; see the module.
        valid_until: The first day after it on which they may be true no more; `date.max` for none.
        cross_region_links: The links that lead out of the region, each from the event that follows to the one that is
            followed.
    """

    projects: tuple[ProjectSummary, ...]
    valid_from: date
    valid_until: date = date.max
    cross_region_links: tuple[tuple[EventId, EventId], ...] = ()

    def is_valid_on(self, day: date) -> bool:
        """Return whether the summaries are true on a day."""
        return self.valid_from <= day < self.valid_until


class ProjectStatus(NamedTuple):
    """The status of a project on a day.

    Attributes:
        stage: The furthest stage reported.
        halt: What has stopped it, if no result came after.
        word: What silence implies, else the halt, else the stage.
        basis: Whether the word was reported or inferred from silence.
        is_open: True while something is still owed: it is not ended for good, and it is not delivered yet, or a promise
            or deadline stands in the story after the last event that delivered.
        last_news: The latest day on which the root or an event that is news counts.
        months_silent: Whole months from then to the day.
        months_exact: False where that day is not known to the month: the months are then a lower bound.
        due: The deadline that is now in force, if any.
        start_due: The deadline for the beginning that is now in force, if any.
    """

    stage: Stage
    halt: Halt | None
    word: str
    basis: Basis
    is_open: bool
    last_news: date
    months_silent: int
    months_exact: bool
    due: Deadline | None
    start_due: Deadline | None


def status_of(summary: ProjectSummary, limits: StaleLimits, day: date) -> ProjectStatus:
    """Return the status of a project on a day.

    An open project that is silent for two years is taken for suspended, for four years for cancelled (Global Energy
    Monitor: "shelved - inferred 2 y", "cancelled - inferred 4 y"); that is shown as inferred, never mixed with what was
    reported.

    Args:
        summary: The summary of its story.
        limits: After how many months silence implies something.
        day: The day; nothing counts later than it.
    """
    last_news = min(summary.last_news, day)
    months = months_between(last_news, day)
    reported = summary.halt.value if summary.halt else STAGE_WORDS[summary.stage]
    inferred = _implied_by_silence(summary, months, limits)
    return ProjectStatus(
        stage=summary.stage,
        halt=summary.halt,
        word=inferred or reported,
        basis=Basis.INFERRED if inferred else Basis.REPORTED,
        is_open=summary.is_open,
        last_news=last_news,
        months_silent=months,
        months_exact=summary.last_exact_news >= last_news,
        due=summary.due,
        start_due=summary.start_due,
    )


def _implied_by_silence(summary: ProjectSummary, months: int, limits: StaleLimits) -> str | None:
    if not summary.is_open:
        return None
    if months >= limits.inferred_cancelled:
        return Halt.CANCELLED.value
    if months >= limits.inferred_suspended and summary.halt is not Halt.SUSPENDED:
        return Halt.SUSPENDED.value
    return None


def _is_later(new: Deadline, old: Deadline) -> bool:
    return (new.latest or date.max) > (old.latest or date.max)
