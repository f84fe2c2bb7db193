"""Of very many events, keep the few that are worth comparing: a plain search for the beginnings of words."""

from collections.abc import Sequence
from math import log

from ratingctl.domain.model import Event
from ratingctl.matching.document import Document

ENOUGH = 300
"""So many events are compared word by word; of more, only the nearest so many."""
_START = 5
"""Letters by which a word is looked for."""


def block(new: Document, events: Sequence[Event]) -> list[Event]:
    """The events that share the rarest beginnings of words with a new one, at most `ENOUGH`, in their order.

    Args:
        new: What the new event speaks of.
        events: The earlier events; where they are few, all are returned.
    """
    if len(events) <= ENOUGH:
        return list(events)
    starts = {term.surface.casefold()[:_START] for term in new.terms.values()}
    texts = [f"{event.title} {event.project} {event.text}".casefold() for event in events]
    points = [0.0] * len(events)
    for start in starts:
        hits = [number for number, text in enumerate(texts) if start in text]
        for number in hits:
            points[number] += log(len(events) / len(hits)) + 1
    nearest = sorted(range(len(events)), key=lambda number: -points[number])[:ENOUGH]
    return [events[number] for number in sorted(nearest) if points[number]]
