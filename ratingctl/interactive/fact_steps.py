"""The steps of `undo` in which one fact is written about several regions: the later ones join the first."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # bring the rating, which the first screen does not wait for
    from ratingctl.commands.shared.change import Change
    from ratingctl.domain.model import Event


class _WrittenFact(NamedTuple):
    """A fact that was written about one region or several.

    Attributes:
        step: The step that holds it.
        first: The event that was written first.
        events: How many there are.
        sources: The sources that it was given.
    """

    step: int
    first: str
    events: int
    sources: tuple[str, ...]


class FactSteps:
    """Lets the events of one fact be one step, so that they are taken back together."""

    def __init__(self) -> None:
        self._of_other_regions: dict[str, _WrittenFact] = {}
        self._of_region: dict[str, _WrittenFact] = {}

    def begin_region(self) -> None:
        """Begin with another region: what is written from now on joins what was written of the others."""
        self._of_other_regions |= self._of_region
        self._of_region = {}

    def is_known(self, fact: str) -> bool:
        """Return whether a fact was written about another region.

        Args:
            fact: What tells it from others: the fingerprint of its article, or nothing where it was typed.
        """
        return fact in self._of_other_regions

    def sources(self, fact: str) -> tuple[str, ...]:
        """Return the sources that a fact was given for another region."""
        before = self._of_other_regions.get(fact)
        return before.sources if before else ()

    def joined(self, fact: str, change: "Change") -> "Change":
        """Return a change as a part of the step that holds the same fact about another region, if there is one."""
        before = self._of_other_regions.get(fact)
        if before is None or change.summary is None:
            return change
        summary = change.summary._replace(subject=before.first, values=(), more=before.events, remark="")
        return change._replace(joins=before.step, summary=summary)

    def keep(self, fact: str, event: "Event", change: "Change") -> None:
        """Remember the step of an event that was committed; a dry run has none."""
        before = self._of_other_regions.get(fact)
        if change.step is not None:
            first, events = (before.first, before.events) if before else (event.id, 0)
            self._of_region[fact] = _WrittenFact(change.step, first, events + 1, event.sources)
