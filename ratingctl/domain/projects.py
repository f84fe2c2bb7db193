"""Projects: a root and everything that reaches it through `follows` inside its region, in story order."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ratingctl.domain.model import EditionId, Event, EventId


class Project(NamedTuple):
    """A project: its root and everything that follows it in its region.

    Attributes:
        root: The event with which it begins; its id is the project's id.
        events: All its events in story order, the root among them.
        effective: For each event the day that counts for order and silence: the later of its own latest day and the
            effective days of what it follows.
        exact: For each event the same, of days alone that are known to the month; `date.min` where there is none. Where
            both are equal, the effective day is known to the month.
        without_day: The undated events that follow others in an edition whose period is still running: they have only
            the effective days of what they follow.
        depth: For each event how many others lead to it from a root; of one day, the shallower event is told first.
    """

    root: Event
    events: tuple[Event, ...]
    effective: Mapping[EventId, date]
    depth: Mapping[EventId, int]
    exact: Mapping[EventId, date] = MappingProxyType({})
    without_day: frozenset[EventId] = frozenset()

    @property
    def id(self) -> EventId:
        """Return the root's id."""
        return self.root.id

    @property
    def name(self) -> str:
        """Return the root's `project`, or its title where it names none."""
        return self.root.project or self.root.title


def projects_of(
    events: Sequence[Event], closing: Mapping[EditionId, date], as_of: date, running: Container[EditionId] = ()
) -> list[Project]:
    """Return the projects of one region.

    An event that follows two projects belongs to both and merges neither. Events that follow each other in a circle
    (an error in the data) have no root; the first of them in the order given is taken for it.

    Args:
        events: Events of one region.
        closing: For each edition the last day of its period: the day of an event without date.
        as_of: No event counts later than this.
        running: The editions whose period is still running.

    Returns:
        The projects in the order of their roots.
    """
    by_id = {event.id: event for event in events}
    parents = {event.id: [old for old in event.follows if old in by_id and old != event.id] for event in events}
    children: dict[EventId, list[EventId]] = {event.id: [] for event in events}
    for event_id, followed in parents.items():
        for old in followed:
            children[old].append(event_id)
    without_day = frozenset(
        event.id for event in events if event.date is None and event.edition in running and parents[event.id]
    )
    last_days = {event.id: _own_day(event, closing, as_of) for event in events}
    own_days = {event: date.min if event in without_day else day for event, day in last_days.items()}
    exact_days = {event.id: own_days[event.id] if _is_known_to_the_month(event) else date.min for event in events}
    depth, (effective, exact) = _passed_on(parents, children, (own_days, exact_days))
    for event_id, day in effective.items():
        if day == date.min:  # it follows itself in a circle, and nobody has a day
            effective[event_id] = last_days[event_id]

    def place_in_story(event: Event) -> tuple[date, int, EventId]:
        return effective[event.id], depth[event.id], event.id

    roots = [event for event in events if not parents[event.id]]
    reached = {root.id: _reachable(root.id, children) for root in roots}
    covered = set().union(*reached.values())
    for event in events:
        if event.id not in covered:
            roots.append(event)
            reached[event.id] = _reachable(event.id, children)
            covered |= reached[event.id]
    return [
        Project(
            root,
            tuple(sorted((by_id[i] for i in reached[root.id]), key=place_in_story)),
            effective,
            depth,
            exact,
            without_day,
        )
        for root in roots
    ]


def project_of(event_id: EventId, projects: Iterable[Project]) -> Project | None:
    """Return the first project of an event."""
    return next((project for project in projects if any(event.id == event_id for event in project.events)), None)


def shared_events(projects: Iterable[Project]) -> frozenset[EventId]:
    """Return the events that belong to several of some projects; what follows one of them belongs to each of these."""
    counts = Counter(event.id for project in projects for event in project.events)
    return frozenset(event for event, count in counts.items() if count > 1)


def _reachable(root: EventId, children: Mapping[EventId, Sequence[EventId]]) -> set[EventId]:
    seen, pending = {root}, [root]
    while pending:
        for child in children[pending.pop()]:
            if child not in seen:
                seen.add(child)
                pending.append(child)
    return seen


def _passed_on(
    parents: Mapping[EventId, Sequence[EventId]],
    children: Mapping[EventId, Sequence[EventId]],
    days: tuple[dict[EventId, date], ...],
) -> tuple[dict[EventId, int], tuple[dict[EventId, date], ...]]:
    """Return the depth of each event, and days passed on from parents to later children; circles keep their own."""
    depth = dict.fromkeys(parents, 0)
    waiting_for = {event_id: len(followed) for event_id, followed in parents.items()}
    ready = [event_id for event_id, count in waiting_for.items() if count == 0]
    while ready:
        current = ready.pop()
        for child in children[current]:
            for of_event in days:
                of_event[child] = max(of_event[child], of_event[current])
            depth[child] = max(depth[child], depth[current] + 1)
            waiting_for[child] -= 1
            if waiting_for[child] == 0:
                ready.append(child)
    return depth, days


def _own_day(event: Event, closing: Mapping[EditionId, date], as_of: date) -> date:
    latest = event.date.latest if event.date else closing[event.edition]
    return min(latest or as_of, as_of)


def _is_known_to_the_month(event: Event) -> bool:
    first, last = (event.date.earliest, event.date.latest) if event.date else (None, None)
    return first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
