"""The gate, which an edition must pass before it is locked and published: its input, findings and registry of rules.

A gate rule is registered like a rule of `validate`, so that `validate --explain` has its manual, but only `status`,
`lock` and `publish` run it: a draft is not wrong because it is not ready yet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ratingctl.domain.findings import Findings, Rule, Severity, ValuePath, rule
from ratingctl.domain.gate_codes import GATE_CODES, GateStep
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Edition, Event, EventId, Page, RegionId, page_path
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.scores import Score
from ratingctl.message import Text, in_a_row


class ScoreMove(NamedTuple):
    """A region whose score differs from that of the edition before."""

    page: Page
    before: Score
    now: Score
    gain: Score
    """By how much the score is better; below 0 where it is worse."""


@dataclass(frozen=True)
class GateInput:
    """The edition that wants to pass, and what the rules need to know of it.

    Attributes:
        view: The view of the edition with all its pages, on the day of its cut-off or an earlier one.
        cases: The projects of all regions, as its reviewers see them on that day.
        changed_evidence: For each region the cited events that were changed after its score was adopted.
    """

    view: RatingView
    cases: Sequence[ReviewCase]
    changed_evidence: Mapping[RegionId, Sequence[EventId]] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        """Return the edition."""
        return self.view.chain[-1]

    @property
    def previous(self) -> Edition | None:
        """Return the edition before it."""
        return self.view.chain[-2] if len(self.view.chain) > 1 else None

    @cached_property
    def moves(self) -> tuple[ScoreMove, ...]:
        """Return the regions whose scores moved, in the order of the register; none where the scale is another one."""
        before, scale = self.previous_scores, self.edition.scale
        pages = (self.edition.pages.get(region) for region in self.view.regions())
        return tuple(
            ScoreMove(page, before[page.region], page.score, scale.gain(before[page.region], page.score))
            for page in pages
            if page and page.score is not None and page.region in before and before[page.region] != page.score
        )

    @cached_property
    def previous_scores(self) -> Mapping[RegionId, Score]:
        """Return the scores of the edition before, as far as they can be compared with those of this one."""
        previous = self.previous
        return previous.scores if previous and previous.scale.is_comparable_with(self.edition.scale) else {}

    @cached_property
    def edition_option(self) -> str:
        """Return the option that names the edition in a command; empty for the last one, which is the default."""
        is_last = all(other.previous != self.edition.id for other in self.view.rating.editions.values())
        return "" if is_last else f" -e {self.edition.id}"

    def event_class(self, event: Event) -> EventClass:
        """Return the class of an event's kind."""
        return self.view.rating.settings.kind(event.kind).event_class

    def at(self, region: RegionId, *keys: str) -> ValuePath:
        """Return the path to a value of a region's file, also where there is no file yet."""
        return ValuePath(page_path(self.edition.id, region), keys)


class GateProblem(NamedTuple):
    """A finding of the gate.

    Attributes:
        region: The region; None where it is about the edition itself.
        steps: The steps before which it counts.
    """

    code: str
    severity: Severity
    region: RegionId | None
    fact: Text
    next_step: Text
    steps: tuple[GateStep, ...]

    @property
    def message(self) -> Text:
        """Return the fact and the next step in one line."""
        return in_a_row(self.fact, "; ", self.next_step) if self.next_step else self.fact


GateCheck = Callable[[GateInput], Findings]
GATE_RULES: dict[str, Rule[[GateInput]]] = {}
"""The gate's rules by code; `gate_rules` defines them."""


def gate_rule(code: str) -> Callable[[GateCheck], Rule[[GateInput]]]:
    """Return a decorator that makes a gate rule of a generator of findings and registers it."""

    def registered(check: GateCheck) -> Rule[[GateInput]]:
        GATE_RULES[code] = rule(code, GATE_CODES[code].severity)(check)
        return GATE_RULES[code]

    return registered


def is_followed(case: ReviewCase) -> bool:
    """Return whether a project is one that reviewers must follow: open, with a promise or a deadline."""
    return case.status.is_open and case.summary.promised


def has_news(case: ReviewCase) -> bool:
    """Return whether news of a project was logged in the edition under review."""
    return case.news_in_edition is not None


def was_looked_at(case: ReviewCase) -> bool:
    """Return whether news of a project was logged in the edition, or somebody looked for it."""
    return has_news(case) or case.last_check is not None
