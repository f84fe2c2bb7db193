"""The earlier projects that a new event may continue, and the fingerprint of a judged pair."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate, is_surely_before
from ratingctl.domain.model import Edition, EditionId, Event, EventId
from ratingctl.domain.projects import Project

IsRefused = Callable[[Event, Event], bool]
"""Tells whether somebody has judged that the first event does not continue the second."""


class EarlierProject(NamedTuple):
    """A project with its events that are earlier than a new one."""

    project: Project
    events: tuple[Event, ...]


def is_surely_earlier(when: EdtfDate | None, old: Event, editions: Mapping[EditionId, Edition]) -> bool:
    """Return whether a date lies surely before an event on record, so that nothing of that date continues it.

    Args:
        when: The date; without one nothing is sure.
        old: The event; without a date it is of any day of its edition's period.
        editions: The editions by id.
    """
    earliest = editions[old.edition].earliest_day_of(old)
    return when is not None and when.latest is not None and earliest is not None and when.latest < earliest


def is_told_before(new: Event, old: Event, editions: Mapping[EditionId, Edition]) -> bool:
    """Return whether an event stands before another in the order of a story, as far as their own days go.

    Without a date an event is told at the end of its edition's period.
    """
    return _last_day(new, editions) < _last_day(old, editions)


def _last_day(event: Event, editions: Mapping[EditionId, Edition]) -> date:
    return (event.date.latest if event.date else editions[event.edition].closing_day) or date.max


def earlier_projects(
    new: Event,
    projects: Iterable[Project],
    editions: Mapping[EditionId, Edition],
    order: Sequence[EditionId],
    refused: IsRefused,
    *,
    recorded: bool = True,
    shared: Container[EventId] = frozenset(),
) -> list[EarlierProject]:
    """Return the projects that a new event may continue.

    Those with an event of an earlier edition, or with a strictly earlier one of the same edition. Nothing follows the
    future; a project to which the new event belongs, or of which an event was refused, is no question any more.

    Args:
        new: The new event.
        projects: Projects as its edition sees them.
        editions: The editions by id.
        order: The editions that its edition sees, the first one first.
        refused: What was judged before; only asked about what the new event is recorded not to follow.
        recorded: False for an event that is only being entered: whatever is on record and not surely later is earlier.
        shared: The events that belong to several projects; it is never one of them that a new event continues, else it
            would belong to each.
    """
    places = {edition: number for number, edition in enumerate(order)}
    place = places[new.edition]
    judged = set(new.not_follows)

    def is_earlier(old: Event) -> bool:
        if old.id in shared:
            return False
        old_place = places[old.edition]
        if recorded and old_place == place:
            return is_surely_before(old.date, new.date)
        return old_place <= place and not is_surely_earlier(new.date, old, editions)

    earlier = []
    for project in projects:
        ids = {event.id for event in project.events}
        if new.id in ids:
            continue
        if not judged.isdisjoint(ids) and any(refused(new, old) for old in project.events if old.id in judged):
            continue
        events = tuple(filter(is_earlier, project.events))
        if events:
            earlier.append(EarlierProject(project, events))
    return earlier


def pair_fingerprint(new: Event, old: Event) -> str:
    """Return a fingerprint of two events as somebody judged them: it differs once one of them has changed."""
    from hashlib import sha256  # brings a large library, and only what was judged needs it

    facts = [(event.title, event.text, event.date.text if event.date else "", event.kind) for event in (new, old)]
    return sha256(repr(facts).encode()).hexdigest()[:12]
