"""The earlier projects that a new event may continue, and the fingerprint of a judged pair."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from ratingctl.domain.dates import is_surely_before
from ratingctl.domain.model import EditionId, Event
from ratingctl.domain.projects import Project

IsRefused = Callable[[Event, Event], bool]
"""Tells whether somebody has judged that the first event does not continue the second."""


class EarlierProject(NamedTuple):
    """A project with its events that are earlier than a new one."""

    project: Project
    events: tuple[Event, ...]


def earlier_projects(
    new: Event, projects: Iterable[Project], order: Sequence[EditionId], refused: IsRefused, *, recorded: bool = True
) -> list[EarlierProject]:
    """Return the projects that a new event may continue.

    Those with an event of an earlier edition, or with a strictly earlier one of the same edition. Nothing follows the
    future; a project to which the new event belongs, or of which an event was refused, is no question any more.

    Args:
        new: The new event.
        projects: Projects as its edition sees them.
        order: The editions that its edition sees, the first one first.
        refused: What was judged before.
        recorded: False for an event that is only being entered: whatever is on record and not surely later is earlier.
    """
    place = {edition: number for number, edition in enumerate(order)}

    def is_earlier(old: Event) -> bool:
        if recorded and place[old.edition] == place[new.edition]:
            return is_surely_before(old.date, new.date)
        return place[old.edition] <= place[new.edition] and not is_surely_before(new.date, old.date)

    earlier = []
    for project in projects:
        if any(event.id == new.id or refused(new, event) for event in project.events):
            continue
        events = tuple(event for event in project.events if is_earlier(event))
        if events:
            earlier.append(EarlierProject(project, events))
    return earlier


def pair_fingerprint(new: Event, old: Event) -> str:
    """Return a fingerprint of two events as somebody judged them: it differs once one of them has changed."""
    facts = [(event.title, event.text, event.date.text if event.date else "", event.kind) for event in (new, old)]
    return sha256(repr(facts).encode()).hexdigest()[:12]
