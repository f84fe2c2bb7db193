"""Articles as sources of events: what an event of an article cites, and which events cite it already."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ratingctl.intake.article_identity import plain_address

if TYPE_CHECKING:  # brings the rating, which the first screen of the desk does not wait for
    from ratingctl.domain.model import Event, Source


def article_sources(address: str, name: str, sources: "Mapping[str, Source]") -> tuple[str, ...]:
    """Return the source of an article: the key of its address or of its file's name, else its address; none without.

    Args:
        address: The plain address of the article; empty where its text names none.
        name: The name of its file; empty where there is none.
        sources: The sources of the rating by their keys.
    """
    for key, source in sources.items():
        if address and source.url and plain_address(source.url) == address:
            return (key,)
    stem = Path(name).stem
    if stem in sources:
        return (stem,)
    return (address,) if address else ()


def events_from(address: str, events: "Iterable[Event]", sources: "Mapping[str, Source]") -> "list[Event]":
    """Return the events that have an article as a source.

    Args:
        address: The plain address of the article; empty for none.
        events: The events to look at.
        sources: The sources of the rating by their keys.
    """
    if not address:
        return []
    keys = {key for key, source in sources.items() if source.url and plain_address(source.url) == address}
    return [
        event for event in events if any(cited in keys or plain_address(cited) == address for cited in event.sources)
    ]
