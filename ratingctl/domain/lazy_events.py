"""Events of a page that are made when the first of them is asked for; their ids and kinds are known before."""

from collections.abc import Callable, Iterable, Sequence

from ratingctl.domain.model import Event, EventId
from ratingctl.report import LazySequence

EventKinds = Sequence[tuple[EventId, str]]
"""The id and the kind of each event of a page, in the order of the file."""


class LazyEvents(LazySequence[Event]):
    """The events of a page, made at the first access.

    Args:
        kinds: The id and the kind of each.
        make: Returns the events.

    Attributes:
        kinds: The id and the kind of each.
    """

    def __init__(self, kinds: EventKinds, make: Callable[[], Iterable[Event]]) -> None:
        super().__init__(make)
        self.kinds = kinds

    def __len__(self) -> int:
        return len(self.kinds)


def event_kinds(events: Sequence[Event]) -> EventKinds:
    """Return the id and the kind of each event of a page; none is made for that."""
    return events.kinds if isinstance(events, LazyEvents) else [(event.id, event.kind) for event in events]
