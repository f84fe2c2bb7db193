"""Blocking: keep, of very many events, the few that are worth comparing, by a plain search for prefixes of words."""

from collections.abc import Sequence
from math import log

from ratingctl.domain.model import Event
from ratingctl.matching.document import Document

BLOCK_SIZE = 300
"""The most events that are compared word by word."""
_PREFIX = 5
"""Letters of a word that are searched for."""


def block(new: Document, events: Sequence[Event]) -> list[Event]:
    """Return the events that share the rarest prefixes of words with a new one, at most `BLOCK_SIZE`, in their order.

    Args:
        new: The document of the new event.
        events: The earlier events; where they are few, all are returned.
    """
    if len(events) <= BLOCK_SIZE:
        return list(events)
    prefixes = {term.surface.casefold()[:_PREFIX] for term in new.terms.values()}
    texts = [f"{event.title} {event.project} {event.text}".casefold() for event in events]
    weights = [0.0] * len(events)
    for prefix in prefixes:
        hits = [number for number, text in enumerate(texts) if prefix in text]
        for number in hits:
            weights[number] += log(len(events) / len(hits)) + 1
    heaviest = sorted(range(len(events)), key=lambda number: -weights[number])[:BLOCK_SIZE]
    return [events[number] for number in sorted(heaviest) if weights[number]]
