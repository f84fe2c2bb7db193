"""The status of projects: what was reported of them, and what time alone implies.

This is done in two steps, so that the first can be kept and need not be done anew every day:

1. `summarize_project` summarises a project's story without a day: how far it came, its last news, deadlines, checks.
2. `status_of` adds a day: no day counts later than that, and silence is measured up to it.

The two steps give what telling the story on the day itself would give, as long as the day sees all events and puts them
in the same order. `summarize_region` says from which day on that is so (`RegionSummary.valid_from`); on an earlier day
the story is told from the events that the day sees, as `rating_view.RatingView` does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate, months_between
from ratingctl.domain.kinds import EventClass, Halt, Stage
from ratingctl.domain.model import Check, Edition, EditionId, Event, EventId, Page, RegionId, Settings, StaleLimits
from ratingctl.domain.projects import Project, projects_of


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


class RecordedCheck(NamedTuple):
    """A check of a project, and the edition in which it stands."""

    edition: EditionId
    check: Check


ChecksByEvent = Mapping[EventId, Sequence[tuple[int, RecordedCheck]]]


class ProjectSummary(NamedTuple):
    """A project's story in short, without regard to a day.

    Attributes:
        project: The project's id.
        region: Its region.
        name: Its name.
        events: The ids of its events in story order.
        stage: The furthest stage reported.
        halt: What has stopped it, if no result came after.
        promised: True if it is one that reviewers must follow: an event has a deadline or is of a promise kind.
        last_news: The latest day on which the root or an event that is news counts.
        last_event: The latest day on which any event counts.
        last_dated: The latest first day of a dated event: nothing is surely newer.
        news_in: The editions in which the root or an event that is news stands.
        deadlines: Every deadline in story order; the last one is in force.
        checks: Every check of it, edition by edition.
        late_finds: Events that an edition took in after their time.
    """

    project: EventId
    region: RegionId
    name: str
    events: tuple[EventId, ...]
    stage: Stage
    halt: Halt | None
    promised: bool
    last_news: date
    last_event: date
    last_dated: date | None
    news_in: tuple[EditionId, ...]
    deadlines: tuple[Deadline, ...]
    checks: tuple[RecordedCheck, ...]
    late_finds: tuple[EventId, ...]

    @property
    def is_open(self) -> bool:
        """Return whether something is still to come, as `ProjectStatus.is_open`."""
        return _is_open(self.stage, self.halt)

    @property
    def due(self) -> Deadline | None:
        """Return the deadline that is now in force."""
        return self.deadlines[-1] if self.deadlines else None

    @property
    def slips(self) -> tuple[Slip, ...]:
        """Return each deadline that is later than the one before it in the story, with that one.

        The last days are compared, because a deadline runs to its last day; a deadline without one is the latest.
        Source: AidData's deviation from planned dates.
        """
        return tuple(Slip(old, new) for old, new in pairwise(self.deadlines) if _is_later(new, old))


class RegionSummary(NamedTuple):
    """The projects of one region, without a day.

    Attributes:
        projects: In the order of their roots.
        valid_from: The first day on which the summaries are true; see the module.
        cross_region_links: The links that lead out of the region, each from the event that follows to the one that is
            followed.
    """

    projects: tuple[ProjectSummary, ...]
    valid_from: date
    cross_region_links: tuple[tuple[EventId, EventId], ...] = ()


class ProjectStatus(NamedTuple):
    """The status of a project on a day.

    Attributes:
        stage: The furthest stage reported.
        halt: What has stopped it, if no result came after.
        word: What silence implies, else the halt, else the stage.
        basis: Whether the word was reported or inferred from silence.
        last_news: The latest day on which the root or an event that is news counts.
        months_silent: Whole months from then to the day.
        due: The deadline that is now in force, if any.
    """

    stage: Stage
    halt: Halt | None
    word: str
    basis: Basis
    last_news: date
    months_silent: int
    due: Deadline | None

    @property
    def is_open(self) -> bool:
        """Return whether something is still to come: not delivered, cancelled, relocated or ceased, as was reported."""
        return _is_open(self.stage, self.halt)


def summarize_region(pages: Sequence[Page], editions: Mapping[EditionId, Edition], settings: Settings) -> RegionSummary:
    """Return the summaries of the projects of one region, without a day.

    They are valid from the day that sees every event and on which the events of each story are in the same order:
    effective days that are still to come count as the day itself, and of one day the shallower event comes first.

    Args:
        pages: The region's pages in an edition and those before it, the first one first.
        editions: The editions of these pages.
        settings: The rating's kinds.
    """
    events = [event for page in pages for event in page.events]
    closing = {edition.id: edition.closing_day for edition in editions.values()}
    checks = checks_by_event(RecordedCheck(page.edition, check) for page in pages for check in page.checks)
    projects = projects_of(events, closing, date.max)
    summaries = tuple(summarize_project(project, checks, editions, settings) for project in projects)
    starts = (event.date.earliest for event in events if event.date)
    orders = (_order_valid_from(project) for project in projects)
    ids = {event.id for event in events}
    cross_region_links = tuple((event.id, old) for event in events for old in event.follows if old not in ids)
    return RegionSummary(
        summaries, max((day for day in (*starts, *orders) if day), default=date.min), cross_region_links
    )


def checks_by_event(checks: Iterable[RecordedCheck]) -> ChecksByEvent:
    """Return the checks of a region by the event that they name, each with its place among all."""
    by_event: dict[EventId, list[tuple[int, RecordedCheck]]] = {}
    for place, recorded in enumerate(checks):
        by_event.setdefault(recorded.check.event, []).append((place, recorded))
    return by_event


def summarize_project(
    project: Project, checks: ChecksByEvent, editions: Mapping[EditionId, Edition], settings: Settings
) -> ProjectSummary:
    """Return the summary of a project's story.

    Two registers are followed in story order: the furthest stage, which never falls, and a halt, which a result clears
    and an effort does not.

    Args:
        project: The project with its events in story order.
        checks: The checks of its region, as `checks_by_event` gives them.
        editions: The editions of its events.
        settings: The rating's kinds.
    """
    stage, halt = Stage.ANNOUNCED, None
    news = [project.root]
    promised = False
    for event in project.events:
        kind = settings.kind(event.kind)
        if kind.stage is not None:
            stage = max(stage, kind.stage)
        if kind.halt is not None:
            halt = kind.halt
        elif kind.event_class is EventClass.RESULT:
            halt = None
        if kind.news:
            news.append(event)
        promised = promised or kind.promise or event.due is not None
    recorded = sorted(pair for event in project.events for pair in checks.get(event.id, ()))
    starts = [event.date.earliest for event in project.events if event.date and event.date.earliest]
    return ProjectSummary(
        project=project.id,
        region=project.root.region,
        name=project.name,
        events=tuple(event.id for event in project.events),
        stage=stage,
        halt=halt,
        promised=promised,
        last_news=max(project.effective[event.id] for event in news),
        last_event=max(project.effective[event.id] for event in project.events),
        last_dated=max(starts, default=None),
        news_in=tuple(dict.fromkeys(event.edition for event in news)),
        deadlines=tuple(Deadline(event.id, event.due) for event in project.events if event.due),
        checks=tuple(check for _, check in recorded),
        late_finds=tuple(_late_finds(project.events, editions)),
    )


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
    reported = summary.halt.value if summary.halt else summary.stage.name.lower()
    inferred = _implied_by_silence(summary, months, limits)
    return ProjectStatus(
        summary.stage,
        summary.halt,
        inferred or reported,
        Basis.INFERRED if inferred else Basis.REPORTED,
        last_news,
        months,
        summary.due,
    )


def _implied_by_silence(summary: ProjectSummary, months: int, limits: StaleLimits) -> str | None:
    if not _is_open(summary.stage, summary.halt):
        return None
    if months >= limits.inferred_cancelled:
        return Halt.CANCELLED.value
    if months >= limits.inferred_suspended and summary.halt is not Halt.SUSPENDED:
        return Halt.SUSPENDED.value
    return None


def _is_open(stage: Stage, halt: Halt | None) -> bool:
    """Return whether something is still to come; what was delivered and then suspended is open until it is revived."""
    return not halt.is_final if halt else stage is not Stage.DELIVERED


def _is_later(new: Deadline, old: Deadline) -> bool:
    return (new.latest or date.max) > (old.latest or date.max)


def _late_finds(events: Sequence[Event], editions: Mapping[EditionId, Edition]) -> Iterator[EventId]:
    for event in events:
        if event.edition in editions and editions[event.edition].begins_after(event.date):
            yield event.id


def _order_valid_from(project: Project) -> date | None:
    """Return the first day on which no two neighbours in the story would change places if both counted as that day."""

    def place_in_a_day(event: Event) -> tuple[int, EventId]:
        return project.depth[event.id], event.id

    neighbours = reversed(list(pairwise(project.events)))
    turned = (former for former, latter in neighbours if place_in_a_day(former) > place_in_a_day(latter))
    last = next(turned, None)
    return project.effective[last.id] + timedelta(days=1) if last else None
