"""The progress of an edition in numbers: scores, events, promises; in all, by reviewer and by district."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ratingctl.domain.coverage import is_covered
from ratingctl.domain.gate import GateInput, has_news, is_followed
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Event, Region, RegionId, Settings
from ratingctl.domain.review_case import ReviewCase

CONTINUING_KINDS = frozenset(("progress", "operation", "expansion"))
"""The kinds besides setbacks whose events continue something earlier."""


class ScoreCounts(NamedTuple):
    """Counts of scored regions, and of moved ones without a reason."""

    regions: int
    scored: int
    not_rated: int
    moved: int
    moved_without_rationale: int
    moved_without_evidence: int


class EventCounts(NamedTuple):
    """How many events the edition has, and how many of them lack something or were found late."""

    total: int
    undated: int
    unsourced: int
    unlinked: int
    late: int


class PromiseCounts(NamedTuple):
    """How many open projects reviewers must follow, and how many of them were looked at.

    Attributes:
        followed: All of them; each is one of the other three.
        news: Those of which this edition has news.
        checked: Those of the others for which somebody looked.
        left: Those for which nobody did.
    """

    followed: int
    news: int
    checked: int
    left: int


class GroupProgress(NamedTuple):
    """The progress of a group of regions: a reviewer's, or a district's.

    Attributes:
        name: The reviewer or the district; empty for regions without one.
        regions: How many regions it has; none for somebody who follows single projects alone.
        scored: How many regions have a score, or a word on why they have none.
    """

    name: str
    regions: int
    scored: int
    promises: PromiseCounts


def score_counts(gate_input: GateInput) -> ScoreCounts:
    """Return the counts of an edition's scores."""
    edition, regions = gate_input.edition, gate_input.view.rating.regions
    covered = [region.id for region in regions.values() if region.id in edition.pages or is_covered(region, edition)]
    pages = [edition.pages.get(region) for region in covered]
    moves = gate_input.moves
    known = [{event.id for event in move.page.events} | {check.event for check in move.page.checks} for move in moves]
    return ScoreCounts(
        regions=len(pages),
        scored=sum(page is not None and page.score is not None for page in pages),
        not_rated=sum(page is not None and page.score is None and bool(page.not_rated) for page in pages),
        moved=len(moves),
        moved_without_rationale=sum(not move.page.rationale.strip() for move in moves),
        moved_without_evidence=sum(ids.isdisjoint(move.page.evidence) for move, ids in zip(moves, known, strict=True)),
    )


def event_counts(gate_input: GateInput) -> EventCounts:
    """Return the counts of an edition's events."""
    edition, settings = gate_input.edition, gate_input.view.rating.settings
    events = list(edition.events())
    return EventCounts(
        total=len(events),
        undated=sum(event.date is None for event in events),
        unsourced=sum(not event.sources for event in events),
        unlinked=sum(is_unlinked(event, settings) for event in events),
        late=sum(edition.is_late_find(event) for event in events),
    )


def is_unlinked(event: Event, settings: Settings) -> bool:
    """Return whether an event follows nothing though its kind continues something."""
    kind = settings.kind(event.kind)
    return not event.follows and (kind.event_class is EventClass.SETBACK or event.kind in CONTINUING_KINDS)


def promise_counts(cases: Iterable[ReviewCase]) -> PromiseCounts:
    """Return the counts of the promises among projects under review."""
    counts = Counter(_looked_at(case) for case in cases if is_followed(case))
    return PromiseCounts(counts.total(), counts["news"], counts["checked"], counts["left"])


def progress_by(
    gate_input: GateInput, group: Callable[[Region], str], group_of_case: Callable[[ReviewCase], str] | None = None
) -> list[GroupProgress]:
    """Return the progress of groups of regions, in the order of the register; regions without a group come last.

    Args:
        gate_input: The edition.
        group: Returns the group of a region: its reviewer, or its district.
        group_of_case: Returns the group of a project, where it may be another one than that of its region.
    """
    members: dict[str, list[RegionId]] = {}
    groups: dict[RegionId, str] = {}
    for region in gate_input.view.rating.regions.values():
        if region.id not in gate_input.edition.pages and not is_covered(region, gate_input.edition):
            continue
        groups[region.id] = group(region)
        members.setdefault(groups[region.id], []).append(region.id)
    cases: dict[str, list[ReviewCase]] = {}
    for case in gate_input.cases:
        if case.summary.region in groups:
            name = group_of_case(case) if group_of_case else groups[case.summary.region]
            members.setdefault(name, [])
            cases.setdefault(name, []).append(case)
    pages = gate_input.edition.pages.values()
    judged = {page.region for page in pages if page.score is not None or page.not_rated}
    return [
        GroupProgress(
            name,
            len(regions),
            sum(region in judged for region in regions),
            promise_counts(cases.get(name, ())),
        )
        for name, regions in sorted(members.items(), key=lambda item: not item[0])
    ]


def _looked_at(case: ReviewCase) -> str:
    if has_news(case):
        return "news"
    return "checked" if case.last_check is not None else "left"
