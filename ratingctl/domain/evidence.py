"""Evidence of scores: what an event or a check says for a higher or a lower score.

Results (deliveries, plants opened, works begun) outweigh efforts (visits, protocols); a contract or a permit is a
commitment and counts for a rise.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ratingctl.domain.kinds import EventClass, Kind, Stage
from ratingctl.domain.model import Check, Event, Page, Settings
from ratingctl.domain.review_case import NOTHING
from ratingctl.domain.scores import Score


class WeighedEvents(NamedTuple):
    """The events and checks of a region in an edition, by what they say of its score.

    Attributes:
        results: Events that speak for a higher score: results and commitments.
        setbacks: Events that speak for a lower one.
        fruitless: Checks that found nothing, which speak for a lower one as well.
        efforts: All other events.
    """

    results: tuple[Event, ...]
    setbacks: tuple[Event, ...]
    fruitless: tuple[Check, ...]
    efforts: tuple[Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """Return all events in the order of their weight."""
        return self.results + self.setbacks + self.efforts


def weighed(settings: Settings, page: Page | None) -> WeighedEvents:
    """Return the events and checks of a page by what they say of its score."""
    events = page.events if page else ()
    results = tuple(event for event in events if speaks_for(settings.kind(event.kind)))
    setbacks = tuple(event for event in events if speaks_against(settings.kind(event.kind)))
    return WeighedEvents(
        results,
        setbacks,
        tuple(check for check in (page.checks if page else ()) if check.found == NOTHING),
        tuple(event for event in events if event not in results and event not in setbacks),
    )


def speaks_for(kind: Kind) -> bool:
    """Return whether a kind of event speaks for a higher score."""
    return kind.event_class is EventClass.RESULT or (
        kind.event_class is EventClass.EFFORT and kind.stage is not None and kind.stage >= Stage.COMMITTED
    )


def speaks_against(kind: Kind) -> bool:
    """Return whether a kind of event speaks for a lower score."""
    return kind.event_class is EventClass.SETBACK


def is_contrary(settings: Settings, gain: Score, events: Sequence[Event], checks: Iterable[Check]) -> bool:
    """Return whether a score moves against its evidence: up without a result, or down without a setback.

    Args:
        settings: The rating's kinds.
        gain: By how much the score is better.
        events: The cited events of the edition.
        checks: The cited checks of the edition.
    """
    kinds = [settings.kind(event.kind) for event in events]
    if gain > 0:
        return not any(map(speaks_for, kinds))
    fruitless = any(check.found == NOTHING for check in checks)
    return gain < 0 and not fruitless and not any(map(speaks_against, kinds))


def cited_events(page: Page) -> Iterator[Event]:
    """Yield the events of the page itself that its score cites."""
    cited = set(page.evidence)
    return (event for event in page.events if event.id in cited)


def cited_checks(page: Page) -> Iterator[Check]:
    """Yield the checks of the page itself that its score cites, each by the id of the event that it names."""
    cited = set(page.evidence)
    return (check for check in page.checks if check.event in cited)
