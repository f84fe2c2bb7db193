"""The flags of an event: what it lacks, or what somebody should look at."""

from collections.abc import Iterator
from enum import StrEnum

from ratingctl.domain.edition_progress import is_unlinked
from ratingctl.domain.model import Edition, Event, Settings


class EventFlag(StrEnum):
    """What an event may lack, or be asked about."""

    UNDATED = "undated"
    UNSOURCED = "unsourced"
    UNLINKED = "unlinked"
    LATE = "late"
    TWICE = "twice"


def flags_of(event: Event, edition: Edition, settings: Settings) -> Iterator[EventFlag]:
    """Yield the flags that an event has by itself; whether it is told twice, its neighbours say.

    Args:
        event: The event.
        edition: Its edition.
        settings: The kinds of the rating.
    """
    if event.date is None:
        yield EventFlag.UNDATED
    if not event.sources:
        yield EventFlag.UNSOURCED
    if is_unlinked(event, settings):
        yield EventFlag.UNLINKED
    if edition.is_late_find(event):
        yield EventFlag.LATE
