"""The comparison of two editions: the moves of regions, and the events behind each."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple, assert_never

from ratingctl.domain.kinds import EventClass
from ratingctl.domain.lazy_events import event_kinds
from ratingctl.domain.model import Edition, EditionId, EventId, Rating, RegionId, Settings, Tier
from ratingctl.domain.scores import Scale, Score
from ratingctl.domain.tiers import printed_order, ranks_of, tier_in


class Side(NamedTuple):
    """One side of a comparison: an edition and those before it, in one state of the folder.

    Attributes:
        label: The edition as it was asked for: `2026` or `2026@v1`.
        chain: The edition and its predecessors, the first one first.
        revision: Which state of the folder it is; None for what lies on the disk.
    """

    label: str
    rating: Rating
    chain: tuple[Edition, ...]
    revision: str | None = None

    @property
    def edition(self) -> Edition:
        """Return the edition itself."""
        return self.chain[-1]


class Move(NamedTuple):
    """One region on both sides; None where it has no score there.

    Attributes:
        events: The events behind the move, the most telling first.
        gain: By how much the score is better; None where one side has none, or another scale.
    """

    region: RegionId
    name: str
    score_from: Score | None
    score_to: Score | None
    tier_from: Tier | None
    tier_to: Tier | None
    rank_from: int | None
    rank_to: int | None
    events: tuple[EventId, ...]
    gain: Score | None = None
    rationale: str = ""
    evidence: tuple[EventId, ...] = ()
    contrary: str = ""

    @property
    def change(self) -> Score | None:
        """Return the score less the one before; None where one side has none, or another scale."""
        if self.score_from is None or self.score_to is None or self.gain is None:
            return None
        return self.score_to - self.score_from

    @property
    def direction(self) -> str:
        """Return `up` (better), `down`, `same`, `added`, `removed`, or `rescaled` where the scale is another one."""
        if self.gain is None:
            return "added" if self.score_from is None else "removed" if self.score_to is None else "rescaled"
        return "up" if self.gain > 0 else "down" if self.gain < 0 else "same"

    @property
    def changes_tier(self) -> bool:
        """Return whether it has a score on both sides, in different tiers; borders that were moved change none."""
        ids = [tier and tier.id for tier in (self.tier_from, self.tier_to)]
        return self.change is not None and ids[0] != ids[1]


def editions_apart(side: Side, other: Side) -> list[EditionId]:
    """Return the editions of a side whose events the other may not see; of one revision they share the rest."""
    shared = {edition.id for edition in other.chain} if side.revision == other.revision else set()
    return [edition.id for edition in side.chain if edition.id not in shared]


def compared_regions(old: Side, new: Side) -> list[RegionId]:
    """Return the regions with a score on a side, in the printed order of the new one, removed ones last."""
    scores_from, scores_to = old.edition.scores, new.edition.scores
    removed = {region: score for region, score in scores_from.items() if region not in scores_to}
    return [
        *printed_order(new.rating, scores_to, scores_from),
        *printed_order(old.rating, removed, {}),
    ]


def compare(old: Side, new: Side) -> list[Move]:
    """Return the moves of the compared regions, in their order.

    The events behind a move are taken from the pages of `editions_apart`; without pages there are none.
    """
    scores_from, scores_to = old.edition.scores, new.edition.scores
    scale_from, scale_to = old.edition.scale, new.edition.scale
    ranks_from, ranks_to = ranks_of(scores_from, scale_from), ranks_of(scores_to, scale_to)
    gains = gains_between(old.edition, new.edition)
    pages = new.edition.pages
    weight_of = cache(partial(_weight_of, new.rating.settings))
    return [
        Move(
            region=region,
            name=_name_of(region, new.rating, old.rating),
            score_from=scores_from.get(region),
            score_to=scores_to.get(region),
            tier_from=tier_in(old.edition, region, old.rating.settings),
            tier_to=tier_in(new.edition, region, new.rating.settings),
            rank_from=ranks_from.get(region),
            rank_to=ranks_to.get(region),
            events=_events_between(old, new, region, weight_of),
            gain=gains.get(region),
            rationale=pages[region].rationale if region in pages else "",
            evidence=pages[region].evidence if region in pages else (),
            contrary=pages[region].contrary if region in pages else "",
        )
        for region in compared_regions(old, new)
    ]


def gains_between(old: Edition, new: Edition) -> dict[RegionId, Score]:
    """Return for each region with a score in two editions by how much it is better in the later one.

    Of editions with different scales nothing can be said: the result is empty.
    """
    if not old.scale.is_comparable_with(new.scale):
        return {}
    return {
        region: new.scale.gain(old.scores[region], score)
        for region, score in new.scores.items()
        if region in old.scores
    }


def way_word(way: str, scale: Scale) -> str:
    """Return the word for a way in keys of the catalogue: where lower is better, nobody should read "up" as a number.

    Args:
        way: `up`, `down`, `same` or another direction of a move.
        scale: The scale of the later edition.
    """
    return {"up": "better", "down": "worse"}.get(way, way) if scale.lower_is_better else way


def summary_of(moves: Sequence[Move]) -> dict[str, int]:
    """Return how many regions went which way, and how many changed their tier."""
    directions = Counter(move.direction for move in moves)
    counts = {direction: directions[direction] for direction in ("up", "down", "same", "added", "removed")}
    rescaled = {"rescaled": directions["rescaled"]} if directions["rescaled"] else {}
    return {**counts, "tier_moves": sum(move.changes_tier for move in moves), **rescaled}


def _name_of(region: RegionId, *ratings: Rating) -> str:
    known = (rating.regions[region].name for rating in ratings if region in rating.regions)
    return next(known, region)


def _events_between(old: Side, new: Side, region: RegionId, weight_of: Callable[[str], int]) -> tuple[EventId, ...]:
    """Return the events that only the new side sees: evidence first, then by the weight of their kinds."""
    before = {event for event, _ in _event_kinds(old, region, editions_apart(old, new))}
    page = new.edition.pages.get(region)
    cited: dict[EventId, int] = {event: place for place, event in enumerate(page.evidence)} if page else {}

    def weight(event: tuple[EventId, str]) -> int:
        event_id, kind = event
        place = cited.get(event_id)
        return weight_of(kind) if place is None else place - len(cited)

    after = _event_kinds(new, region, editions_apart(new, old))
    return tuple([event for event, _ in sorted((pair for pair in after if pair[0] not in before), key=weight)])


def _weight_of(settings: Settings, kind: str) -> int:
    """Return the place of a kind's class among the events behind a move."""
    event_class = settings.kind(kind).event_class
    match event_class:
        case EventClass.RESULT:
            return 1
        case EventClass.SETBACK:
            return 2
        case EventClass.EFFORT:
            return 3
        case EventClass.NEUTRAL:
            return 4
    assert_never(event_class)


def _event_kinds(side: Side, region: RegionId, editions: Sequence[EditionId]) -> list[tuple[EventId, str]]:
    """Return the id and the kind of each event of a region in some editions."""
    pages = (side.rating.editions[edition].pages.get(region) for edition in editions)
    return [pair for page in pages if page for pair in event_kinds(page.events)]
