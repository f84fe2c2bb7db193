"""The rules that take the whole rating, and the lookups that they share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ratingctl.domain.findings import Findings, Rule, Severity, ValuePath, rule
from ratingctl.domain.model import Edition, EditionId, Event, EventId, Page, Rating
from ratingctl.domain.seal import SealedEdition


@dataclass(frozen=True)
class Inventory:
    """A rating read as far as possible, with its events by id.

    Attributes:
        rating: The rating.
        broken: The text of each file that could not be read to its end, by path.
        sealed: What is known of each edition's seal.
    """

    rating: Rating
    broken: Mapping[str, str]
    sealed: Mapping[EditionId, SealedEdition] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[EventId, Sequence[Event]]:
        """Every event under its id; more than one where an id was given twice."""
        found: dict[EventId, list[Event]] = {}
        for event in self.rating.events():
            found.setdefault(event.id, []).append(event)
        return found

    @cached_property
    def ancestors(self) -> Mapping[EditionId, frozenset[EditionId]]:
        """For each edition those before it, as far as its chain can be followed."""
        return {edition.id: frozenset(self._before(edition)) for edition in self.rating.editions.values()}

    @cached_property
    def printed(self) -> Mapping[EditionId, Rating]:
        """For each edition the rating with the settings and the register that hold for it: the frozen ones, if any."""
        return {edition.id: self.rating.as_printed_in(edition) for edition in self.rating.editions.values()}

    def page_of(self, event: Event) -> Page:
        """The page on which an event stands."""
        return self.rating.editions[event.edition].pages[event.region]

    def at(self, event: Event, *keys: str | int) -> ValuePath:
        """The place of an event, or of something in it."""
        return ValuePath(self.page_of(event).path, ("events", event.index, *keys))

    def may_be_in_broken_file(self, event_id: str) -> str | None:
        """The broken file that holds an id somewhere in its text, if one does."""
        return next((path for path, text in self.broken.items() if event_id in text), None)

    def _before(self, edition: Edition) -> Iterator[EditionId]:
        seen = {edition.id}
        previous = edition.previous
        while previous is not None and previous not in seen:
            yield previous
            seen.add(previous)
            earlier = self.rating.editions.get(previous)
            previous = earlier.previous if earlier else None


RATING_RULES: list[Rule[[Inventory]]] = []
"""The rules that `validate` runs over the whole rating."""


def rating_rule(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Inventory], Findings]], Rule[[Inventory]]]:
    """Return a decorator that registers a rule about the whole rating, as `findings.rule` does, for `validate` to run.

    Raises:
        DuplicateCodeError: If another rule has the code.
    """

    def registered(check: Callable[[Inventory], Findings]) -> Rule[[Inventory]]:
        made = rule(code, severity)(check)
        RATING_RULES.append(made)
        return made

    return registered
