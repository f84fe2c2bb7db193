"""Projects: a root and everything that reaches it through `follows` inside its region, in story order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.domain.model import Edition, EditionId, Event, EventId, Rating, RegionId


class Project(NamedTuple):
    """One thing that is going on in one region.

    Attributes:
        root: The event with which it begins; its id is the project's id.
        events: All its events in story order, the root among them.
        effective: For each event the day that counts for order and silence.
    """

    root: Event
    events: tuple[Event, ...]
    effective: Mapping[EventId, date]

    @property
    def id(self) -> EventId:
        """The root's id."""
        return self.root.id

    @property
    def name(self) -> str:
        """The root's `project`, or its title where it names none."""
        return self.root.project or self.root.title


class Outlook:
    """What is seen of a rating from an edition on a day: its own events and those of the editions before it.

    Args:
        chain: The edition and its predecessors, the first one first (`editions.chain_to`).
        as_of: The day; an event that cannot have happened by then is not seen.
    """

    def __init__(self, chain: Sequence[Edition], as_of: date) -> None:
        self.chain = tuple(chain)
        self.as_of = as_of
        self._closing = {edition.id: edition.closing_day for edition in chain}

    def events(self, region: RegionId) -> list[Event]:
        """The events of a region that are seen, edition by edition in the order of the files."""
        pages = (edition.pages.get(region) for edition in self.chain)
        return [event for page in pages if page for event in page.events if self._seen(event)]

    def projects(self, region: RegionId) -> list[Project]:
        """The projects of a region, in the order of their roots."""
        return projects_of(self.events(region), self._closing, self.as_of)

    def _seen(self, event: Event) -> bool:
        return event.date is None or event.date.earliest is None or event.date.earliest <= self.as_of


def projects_of(events: Sequence[Event], closing: Mapping[EditionId, date], as_of: date) -> list[Project]:
    """Group the events of one region.

    An event that follows two projects belongs to both and merges neither. Events that follow each other in a circle
    (an error in the data) have no root; the first of them in the order given stands in for it.

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
        Project(root, tuple(sorted((by_id[i] for i in reached[root.id]), key=place_in_story)), effective)
        for root in roots
    ]


def project_of(event_id: EventId, projects: Iterable[Project]) -> Project | None:
    """The first project to which an event belongs."""
    return next((project for project in projects if any(event.id == event_id for event in project.events)), None)


def moves_of(project: Project, rating: Rating, chain: Sequence[Edition]) -> tuple[list[Event], list[Event]]:
    """Where a project came from and went to: `follows` across regions, which never groups.

    Returns:
        The events of other regions that it follows, and those that follow it.
    """
    own = {event.id for event in project.events}
    followed = {old for event in project.events for old in event.follows} - own
    foreign = [
        event
        for edition in chain
        for page in edition.pages.values()
        if page.region != project.root.region
        for event in page.events
    ]
    came_from = [event for event in foreign if event.id in followed]
    went_to = [event for event in foreign if own.intersection(event.follows)]
    return came_from, went_to


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
    """The effective day and the depth of each event, parents before children; circles keep their own days."""
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
