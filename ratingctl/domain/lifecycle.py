"""The status of projects: what was reported of them, and what time alone implies.

This is done in two steps, so that the first can be kept and need not be done anew every day:

1. `summarize_project` summarises a project's story without a day: how far it came, its last news, deadlines, checks.
2. `status_of` adds a day: no day counts later than that, and silence is measured up to it.

The two steps give what telling the story on the day itself would give, as long as the day sees all events, puts them in
the same order, and finds the periods of the same editions still running. `summarize_region` says from which day on that
is so (`RegionSummary.valid_from`); on an earlier day the story is told from the events that the day sees, as
`rating_view.RatingView` does.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, assert_never

from ratingctl.domain.dates import EdtfDate, months_between
from ratingctl.domain.kinds import EventClass, Halt, Kind, News, Stage
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


class Stall(NamedTuple):
    """A report that a project goes nowhere: the event, its date, and its edition."""

    event: EventId
    when: EdtfDate | None
    edition: EditionId


class EditionNews(NamedTuple):
    """The news of a project in an edition: the latest day on which any of it counts."""

    edition: EditionId
    last_day: date


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

    @property
    def slips(self) -> tuple[Slip, ...]:
        """Return each deadline that is later than the one before it in the story, with that one.

        The last days are compared, because a deadline runs to its last day; a deadline without one is the latest.
        Source: AidData's deviation from planned dates.
        """
        return tuple(Slip(old, new) for old, new in pairwise(self.deadlines) if _is_later(new, old))

    @property
    def is_delivered(self) -> bool:
        """Return whether it was delivered, nothing more is owed, and it was not ended for good."""
        return self.stage is Stage.DELIVERED and not self.is_open and not (self.halt and self.halt.is_final)

    def last_news_in(self, edition: EditionId) -> date | None:
        """Return the latest day on which news of it in an edition counts; None where there is none."""
        return next((news.last_day for news in self.news if news.edition == edition), None)


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


def running_editions(editions: Iterable[Edition], day: date) -> frozenset[EditionId]:
    """Return the editions that are drafts whose period is still running on a day."""
    return frozenset(edition.id for edition in editions if edition.is_running_on(day))


def summarize_region(
    pages: Sequence[Page],
    editions: Mapping[EditionId, Edition],
    settings: Settings,
    running: Container[EditionId] = (),
) -> RegionSummary:
    """Return the summaries of the projects of one region, without a day.

    They are valid from the day that sees every event and on which the events of each story are in the same order:
    effective days that are still to come count as the day itself, and of one day the shallower event comes first.

    Args:
        pages: The region's pages in an edition and those before it, the first one first.
        editions: The editions of these pages.
        settings: The rating's kinds.
        running: The editions whose period is still running; the summaries are valid while they are the same.
    """
    closing = {edition.id: edition.closing_day for edition in editions.values()}
    events = [event for page in pages for event in page.events]
    projects = projects_of(events, closing, date.max, running)
    checks = checks_by_event(RecordedCheck(page.edition, check) for page in pages for check in page.checks)
    cited = cited_in(pages)
    summaries = tuple(summarize_project(project, checks, editions, settings, cited) for project in projects)
    starts = (editions[event.edition].earliest_day_of(event) for event in events)
    orders = (_order_valid_from(project) for project in projects)
    ids = {event.id for event in events}
    cross_region_links = tuple((event.id, old) for event in events for old in event.follows if old not in ids)
    return RegionSummary(
        summaries, max((day for day in (*starts, *orders) if day), default=date.min), cross_region_links
    )


def cited_in(pages: Iterable[Page]) -> frozenset[EventId]:
    """Return the events on which the scores of some pages rest."""
    return frozenset(event for page in pages for event in page.evidence)


def checks_by_event(checks: Iterable[RecordedCheck]) -> ChecksByEvent:
    """Return the checks of a region by the event that they name, each with its place among all."""
    by_event: dict[EventId, list[tuple[int, RecordedCheck]]] = {}
    for place, recorded in enumerate(checks):
        by_event.setdefault(recorded.check.event, []).append((place, recorded))
    return by_event


def news_of(project: Project, settings: Settings) -> list[Event]:
    """Return the events of a project that are news, in story order; its root always is.

    A delay is news only where it sets a deadline other than the one before; an undated event that follows others is
    none as long as the period of its edition is running, because it has no day.
    """
    news = []
    due: EdtfDate | None = None
    start_due: EdtfDate | None = None
    for event in project.events:
        sets_deadline = _is_other(event.due, due) or _is_other(event.start_due, start_due)
        due, start_due = event.due or due, event.start_due or start_due
        is_news = event.id not in project.without_day and _is_news(settings.kind(event.kind), sets_deadline)
        if is_news or event is project.root:
            news.append(event)
    return news


def summarize_project(
    project: Project,
    checks: ChecksByEvent,
    editions: Mapping[EditionId, Edition],
    settings: Settings,
    cited: Container[EventId] = (),
) -> ProjectSummary:
    """Return the summary of a project's story.

    Two registers are followed in story order: the furthest stage, which never falls, and a halt, which a result clears
    and an effort does not.

    Args:
        project: The project with its events in story order.
        checks: The checks of its region, as `checks_by_event` gives them.
        editions: The editions of its events.
        settings: The rating's kinds.
        cited: The events on which scores rest.
    """
    events = project.events
    kinds = [settings.kind(event.kind) for event in events]
    stage, halt = _furthest_stage(kinds), _last_halt(kinds)
    delivered = max((place for place, kind in enumerate(kinds) if kind.settles), default=-1)
    unsettled = events[delivered + 1 :]
    news = news_of(project, settings)
    recorded = sorted(pair for event in events for pair in checks.get(event.id, ()))
    starts = [event.date.earliest for event in events if event.date and event.date.earliest]
    is_owed = any(kind.promises_anew for kind in kinds[delivered + 1 :]) or any(map(_has_deadline, unsettled))
    return ProjectSummary(
        project=project.id,
        region=project.root.region,
        name=project.name,
        events=tuple(event.id for event in events),
        stage=stage,
        halt=halt,
        is_open=not (halt and halt.is_final) and (stage is not Stage.DELIVERED or is_owed),
        promised=any(kind.promise for kind in kinds) or any(map(_has_deadline, events)),
        last_news=max(project.effective[event.id] for event in news),
        last_exact_news=max(project.exact[event.id] for event in news),
        last_event=max(project.effective[event.id] for event in events),
        last_dated=max(starts, default=None),
        news=_by_edition(news, project.effective),
        events_in=tuple(dict.fromkeys(event.edition for event in events)),
        stall=_stall_after(news[-1], events, kinds),
        deadlines=tuple(Deadline(event.id, event.due) for event in events if event.due),
        due=next((Deadline(event.id, event.due) for event in reversed(unsettled) if event.due), None),
        start_due=next((Deadline(event.id, event.start_due) for event in reversed(unsettled) if event.start_due), None),
        checks=tuple(check for _, check in recorded),
        late_finds=tuple(_late_finds(events, editions)),
        parties=tuple(dict.fromkeys(party for event in events for party in event.partners)),
        has_amounts=any(event.amounts for event in events),
        is_cited=any(event.id in cited for event in events),
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


def _is_news(kind: Kind, sets_deadline: bool) -> bool:
    match kind.news:
        case News.NEVER:
            return False
        case News.ALWAYS:
            return True
        case News.NEW_DEADLINE:
            return sets_deadline
    assert_never(kind.news)


def _is_other(deadline: EdtfDate | None, before: EdtfDate | None) -> bool:
    """Return whether there is a deadline that means other days than the one before."""
    return deadline is not None and (before is None or deadline[1:] != before[1:])


def _has_deadline(event: Event) -> bool:
    return event.due is not None or event.start_due is not None


def _furthest_stage(kinds: Iterable[Kind]) -> Stage:
    return max((kind.stage for kind in kinds if kind.stage is not None), default=Stage.ANNOUNCED)


def _last_halt(kinds: Iterable[Kind]) -> Halt | None:
    halt = None
    for kind in kinds:
        if kind.halt is not None:
            halt = kind.halt
        elif kind.event_class is EventClass.RESULT:
            halt = None
    return halt


def _by_edition(news: Iterable[Event], effective: Mapping[EventId, date]) -> tuple[EditionNews, ...]:
    last_days: dict[EditionId, date] = {}
    for event in news:
        last_days[event.edition] = max(last_days.get(event.edition, date.min), effective[event.id])
    return tuple(EditionNews(edition, day) for edition, day in last_days.items())


def _stall_after(last_news: Event, events: Sequence[Event], kinds: Sequence[Kind]) -> Stall | None:
    """Return the last stall, dispute, or delay that is no news, after the last news."""
    for event, kind in zip(reversed(events), reversed(kinds), strict=True):
        if event is last_news:
            return None
        if kind.event_class is EventClass.SETBACK and kind.halt is None and kind.news is not News.ALWAYS:
            return Stall(event.id, event.date, event.edition)
    return None


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
