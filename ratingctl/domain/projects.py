"""Projects: a root and everything that reaches it through `follows` inside its region, in story order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.domain.model import EditionId, Event, EventId


class Project(NamedTuple):
    """A project: its root and everything that follows it in its region.

    Attributes:
        root: The event with which it begins; its id is the project's id.
        events: All its events in story order, the root among them.
        effective: For each event the day that counts for order and silence.
        depth: For each event how many others lead to it from a root; of one day, the shallower event is told first.
    """

    root: Event
    events: tuple[Event, ...]
    effective: Mapping[EventId, date]
    depth: Mapping[EventId, int]

    @property
    def id(self) -> EventId:
        """Return the root's id."""
        return self.root.id

    @property
    def name(self) -> str:
        """Return the root's `project`, or its title where it names none."""
        return self.root.project or self.root.title


def projects_of(events: Sequence[Event], closing: Mapping[EditionId, date], as_of: date) -> list[Project]:
    """Return the projects of one region.

    An event that follows two projects belongs to both and merges neither. Events that follow each other in a circle
    (an error in the data) have no root; the first of them in the order given is taken for it.

    Args:
        events: Events of one region.
        closing: For each edition the last day of its period: the day of an event without date.
        as_of: No event counts later than this.

    Returns:
        The projects in the order of their roots.
    """
    by_id = {event.id: event for event in events}
    parents = {event.id: [old for old in event.follows if old in by_id and old != event.id] for event in events}
    children: dict[EventId, list[EventId]] = {event.id: [] for event in events}
    for event_id, followed in parents.items():
        for old in followed:
            children[old].append(event_id)
    effective, depth = _story(by_id, parents, children, closing, as_of)

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
        Project(root, tuple(sorted((by_id[i] for i in reached[root.id]), key=place_in_story)), effective, depth)
        for root in roots
    ]


def project_of(event_id: EventId, projects: Iterable[Project]) -> Project | None:
    """Return the first project to which an event belongs."""
    return next((project for project in projects if any(event.id == event_id for event in project.events)), None)


def _reachable(root: EventId, children: Mapping[EventId, Sequence[EventId]]) -> set[EventId]:
    seen, pending = {root}, [root]
    while pending:
        for child in children[pending.pop()]:
            if child not in seen:
                seen.add(child)
                pending.append(child)
    return seen


def _story(
    by_id: Mapping[EventId, Event],
    parents: Mapping[EventId, Sequence[EventId]],
    children: Mapping[EventId, Sequence[EventId]],
    closing: Mapping[EditionId, date],
    as_of: date,
) -> tuple[dict[EventId, date], dict[EventId, int]]:
    """Return the effective day and the depth of each event, parents before children; circles keep their own days."""
    effective = {event_id: _own_day(event, closing, as_of) for event_id, event in by_id.items()}
    depth = dict.fromkeys(by_id, 0)
    waiting_for = {event_id: len(followed) for event_id, followed in parents.items()}
    ready = [event_id for event_id, count in waiting_for.items() if count == 0]
    while ready:
        current = ready.pop()
        for child in children[current]:
            effective[child] = max(effective[child], effective[current])
            depth[child] = max(depth[child], depth[current] + 1)
            waiting_for[child] -= 1
            if waiting_for[child] == 0:
                ready.append(child)
    return effective, depth


def _own_day(event: Event, closing: Mapping[EditionId, date], as_of: date) -> date:
    latest = event.date.latest if event.date else closing[event.edition]
    return min(latest or as_of, as_of)
