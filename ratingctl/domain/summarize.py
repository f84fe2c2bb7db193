"""Summaries of projects and regions: the story of each project in short, without regard to a day."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import compress, pairwise
from typing import assert_never

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.kinds import EventClass, Halt, Kind, News, Stage
from ratingctl.domain.lifecycle import (
    Deadline,
    EditionNews,
    ProjectSummary,
    RecordedCheck,
    RegionSummary,
    Stall,
)
from ratingctl.domain.model import Edition, EditionId, Event, EventId, Page, Settings
from ratingctl.domain.projects import Project, projects_of
from ratingctl.words.capitals import proper_names

ChecksByEvent = Mapping[EventId, Sequence[tuple[int, RecordedCheck]]]


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
        summaries,
        max((day for day in (*starts, *orders) if day), default=date.min),
        cross_region_links=cross_region_links,
    )


def summarize_region_on(
    pages: Sequence[Page],
    editions: Mapping[EditionId, Edition],
    settings: Settings,
    running: Container[EditionId],
    day: date,
) -> RegionSummary:
    """Return the summaries of the projects of one region from the events that a day sees.

    Where the day sees all of them, the summaries stay true; else until the first day that sees another one. They are
    not true on the day where the order of a story changes just then (`RegionSummary.is_valid_on`).

    Args:
        pages: As in `summarize_region`.
        editions: As in `summarize_region`.
        settings: As in `summarize_region`.
        running: As in `summarize_region`.
        day: The day.
    """
    whole = summarize_region(pages, editions, settings, running)
    starts = {event.id: editions[event.edition].earliest_day_of(event) for page in pages for event in page.events}
    later = [start for start in starts.values() if start and start > day]
    if whole.is_valid_on(day) or not later:
        return whole

    def is_seen(event: Event) -> bool:
        return (starts[event.id] or date.min) <= day

    seen = [page._replace(events=tuple(filter(is_seen, page.events))) for page in pages]
    part = summarize_region(seen, editions, settings, running)
    return part._replace(valid_until=min(later), cross_region_links=whole.cross_region_links)


def summarize_project(
    project: Project,
    checks: ChecksByEvent,
    editions: Mapping[EditionId, Edition],
    settings: Settings,
    cited: Container[EventId] = (),
) -> ProjectSummary:
    """Return the summary of a project's story.

    Two registers are followed in story order: the furthest stage, which never falls, and a halt, which a result clears
    and an effort does not. What has no day yet moves neither: it leaves a project as silent as it was.

    Args:
        project: The project with its events in story order.
        checks: The checks of its region, as `checks_by_event` gives them.
        editions: The editions of its events.
        settings: The rating's kinds.
        cited: The events on which scores rest.
    """
    events = project.events
    kinds = [settings.kind(event.kind) for event in events]
    days = [event.id not in project.without_day for event in events]
    stage, halt = _furthest_stage(compress(kinds, days)), _last_halt(compress(kinds, days))
    delivered = max((place for place, kind in enumerate(kinds) if days[place] and kind.settles), default=-1)
    unsettled = events[delivered + 1 :]
    news = news_of(project, settings)
    recorded = sorted(pair for event in events for pair in checks.get(event.id, ()))
    starts = [event.date.earliest for event in events if event.date and event.date.earliest]
    parties = tuple(dict.fromkeys(party for event in events for party in event.partners))
    has_amounts = any(event.amounts for event in events)
    is_vague = stage is Stage.ANNOUNCED and not (parties or has_amounts)
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
        parties=parties,
        has_amounts=has_amounts,
        is_cited=any(event.id in cited for event in events),
        proper_names=tuple(_proper_names(project)) if is_vague else (),
    )


def reported_word(events: Iterable[Event], settings: Settings) -> str:
    """Return the status that events report, as a word: the halt, else the furthest stage; silence implies nothing.

    Args:
        events: Events of one project, in story order.
        settings: The settings, for the kinds.
    """
    kinds = [settings.kind(event.kind) for event in events]
    halt = _last_halt(kinds)
    return halt.value if halt else _furthest_stage(kinds).name.lower()


def cited_in(pages: Iterable[Page]) -> frozenset[EventId]:
    """Return the events cited by the scores of some pages."""
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


def _proper_names(project: Project) -> Iterator[str]:
    """Yield the proper names in the name of a project and in the title of its first event."""
    for text in dict.fromkeys((project.name, project.root.title)):
        yield from proper_names(text)


def _late_finds(events: Sequence[Event], editions: Mapping[EditionId, Edition]) -> Iterator[EventId]:
    for event in events:
        if event.edition in editions and editions[event.edition].begins_after(event.date):
            yield event.id


def _order_valid_from(project: Project) -> date | None:
    """Return the first day from which the story order of neighbours cannot change."""

    def place_in_a_day(event: Event) -> tuple[int, EventId]:
        return project.depth[event.id], event.id

    neighbours = reversed(list(pairwise(project.events)))
    turned = (former for former, latter in neighbours if place_in_a_day(former) > place_in_a_day(latter))
    last = next(turned, None)
    return project.effective[last.id] + timedelta(days=1) if last else None
