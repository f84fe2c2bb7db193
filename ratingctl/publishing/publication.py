"""The publication: everything that a booklet prints, in the rating's language, before it takes the form of a file.

It is made by `publishing.assembly` and read by the writers of each format, which add only layout.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ratingctl.domain.kinds import Stage
from ratingctl.domain.model import Booklet
from ratingctl.domain.scores import Scale, Score
from ratingctl.message import Message, Value, in_a_row


class Line(NamedTuple):
    """A sentence or paragraph of a printed column.

    Attributes:
        events: The ids of the events that it speaks of.
        is_event: True if it is the own line of one event.
    """

    text: str
    is_italic: bool = False
    events: tuple[str, ...] = ()
    is_event: bool = False


class Link(NamedTuple):
    """A place inside the publication: the id of an event or a region, and what it is called."""

    id: str
    text: str


class EventEntry(NamedTuple):
    """An event in the story of a project.

    Attributes:
        date: As it is written in the file; empty where it has none.
        when: The date in words; empty where it has none.
        kind: The id of its kind.
        kind_word: What people call the kind.
        sentence: What is printed of it.
        words: Its texts that are not printed, for the search.
        addresses: The URLs among its sources.
        sources: Every source: a title or a URL.
    """

    id: str
    edition: str
    date: str
    when: str
    kind: str
    kind_word: str
    title: str
    sentence: str
    is_italic: bool
    due: str
    words: str
    addresses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


class CheckEntry(NamedTuple):
    """Somebody looked for news of a project."""

    edition: str
    when: str
    by: str
    found: str
    note: str
    is_fruitless: bool


class ProjectEntry(NamedTuple):
    """A project with its story.

    Attributes:
        status: The id of its status.
        status_word: What people call it, with a mark where silence alone implies it.
        basis: `reported` or `inferred`.
        is_promise: True if it is open and something of it was promised.
        due: The deadline in force, in words.
        last_news: The day of the last news, in words.
        silence: How long there was no news, in words; empty where there was some within a month.
        elsewhere: Where it came from and went to in other regions.
    """

    id: str
    name: str
    status: str
    status_word: str
    basis: str
    is_open: bool
    is_promise: bool
    due: str
    due_date: str
    last_news: str
    last_news_date: str
    silence: str
    events: tuple[EventEntry, ...]
    checks: tuple[CheckEntry, ...]
    elsewhere: tuple[tuple[str, Link], ...] = ()


class ScoreEntry(NamedTuple):
    """The score of a region in one edition; None where it has none there.

    Attributes:
        is_comparable: False if that edition has another scale.
    """

    edition: str
    score: Score | None
    rank: int | None
    is_comparable: bool = True


class DimensionEntry(NamedTuple):
    """The score of a region in one dimension, in this edition and the one before; None where it has none."""

    name: str
    score: Score | None
    previous: Score | None


class RegionEntry(NamedTuple):
    """One region.

    Attributes:
        label: A short name for the map.
        words: Names by which people look for it.
        tier: The id of its tier; empty where it has no score.
        gain: By how much the score is better; None where one side has none, or another scale.
        not_rated: Why it has no score.
        evidence: The events that the score rests on.
        before: What was known at the last edition.
        since: What this edition adds.
        tier_note: That its tier was adopted by hand; empty where its score decides.
    """

    id: str
    name: str
    label: str
    words: str
    code: str
    district: str
    tile: tuple[int, ...]
    tier: str
    score: Score | None
    previous: Score | None
    gain: Score | None
    rank: int | None
    scores: tuple[ScoreEntry, ...]
    rationale: str
    evidence: tuple[Link, ...]
    not_rated: str
    before: tuple[Line, ...]
    since: tuple[Line, ...]
    projects: tuple[ProjectEntry, ...]
    dimensions: tuple[DimensionEntry, ...] = ()
    tier_note: str = ""

    @property
    def change(self) -> Score | None:
        """The score less the one before; None where one side has none, or another scale."""
        if self.score is None or self.previous is None or self.gain is None:
            return None
        return self.score - self.previous

    @property
    def remarks(self) -> list[Message]:
        """What stands below its score: how its tier was adopted, and its scores by dimension."""
        parts: list[Value] = []
        for entry in self.dimensions:
            parts += [" · "] if parts else []
            parts += [f"{entry.name} ", "–" if entry.score is None else entry.score]
            parts += [] if entry.previous is None else [" (", entry.previous, ")"]
        return [in_a_row(*pieces) for pieces in ([self.tier_note] if self.tier_note else [], parts) if pieces]

    @property
    def is_previous_comparable(self) -> bool:
        """True if the score of the edition before is one of the same scale."""
        return len(self.scores) < 2 or self.scores[-2].is_comparable

    @property
    def promises(self) -> list[ProjectEntry]:
        """The projects with an open promise."""
        return [project for project in self.projects if project.is_promise]

    @property
    def other_projects(self) -> list[ProjectEntry]:
        """The projects that owe nothing, but came further in this edition: delivered, stopped, or continued."""
        return [project for project in self.projects if not project.is_promise and self._came_further(project)]

    @property
    def plain_facts(self) -> list[ProjectEntry]:
        """The projects that are neither: visits and talks, and what was settled in earlier editions."""
        return [project for project in self.projects if not (project.is_promise or self._came_further(project))]

    def _came_further(self, project: ProjectEntry) -> bool:
        printed = {event for line in (*self.before, *self.since) for event in line.events}
        if project.checks or project.elsewhere or any(event.id not in printed for event in project.events):
            return True
        is_news = any(event.edition == self.scores[-1].edition for event in project.events)
        return is_news and (len(project.events) > 1 or project.status != Stage.ANNOUNCED.name.lower())


class TierEntry(NamedTuple):
    """A tier with its regions in printed order; `low` is its lowest score, `range` all of them, `intro` Markdown."""

    id: str
    name: str
    low: Score
    range: str
    intro: str
    regions: tuple[RegionEntry, ...]


class EditionEntry(NamedTuple):
    """An edition of the chain; `period` is in words."""

    id: str
    title: str
    number: str
    period: str


class TrendEntry(NamedTuple):
    """A trend; `text` is Markdown."""

    text: str
    regions: tuple[Link, ...]
    events: tuple[Link, ...]


class ErratumEntry(NamedTuple):
    """A correction made in public: what was published, what holds now, and why."""

    when: str
    what: str
    published: str
    corrected: str
    reason: str


class SealEntry(NamedTuple):
    """By what a published edition can be known to be unchanged.

    Attributes:
        fingerprint: The checksum of the seal.
        when: The day of publication, in words.
        by: Who published it.
        despite: For each gate finding that was overridden, its code and the reason.
    """

    fingerprint: str
    when: str
    by: str
    despite: tuple[tuple[str, str], ...] = ()


class BookletContent(NamedTuple):
    """The content of one edition's booklet.

    Attributes:
        title: The title of the rating.
        subtitle: The title of the edition.
        state: The id of the edition's state.
        period: On which events it rests, as a sentence.
        as_of: The day as of which projects are told, in words.
        heads: The heads of the three printed columns.
        scale: The scores that there are.
        editions: The chain, the first edition first.
        tiers: The highest tier first.
        not_rated: The regions without a score.
        tool: The version of the tool.
    """

    language: str
    title: str
    subtitle: str
    edition: str
    number: str
    state: str
    state_word: str
    period: str
    as_of: str
    heads: tuple[str, str, str]
    scale: Scale
    editions: tuple[EditionEntry, ...]
    tiers: tuple[TierEntry, ...]
    not_rated: tuple[RegionEntry, ...]
    booklet: Booklet
    trends: tuple[TrendEntry, ...]
    tool: str
    errata: tuple[ErratumEntry, ...] = ()
    seal: SealEntry | None = None

    @property
    def regions(self) -> list[RegionEntry]:
        """Every region: those with a score in printed order, then the others."""
        return [*(region for tier in self.tiers for region in tier.regions), *self.not_rated]

    @property
    def previous(self) -> EditionEntry | None:
        """The edition before this one."""
        return self.editions[-2] if len(self.editions) > 1 else None

    @property
    def has_map(self) -> bool:
        """True if every region has a tile of its own."""
        tiles = [region.tile for region in self.regions]
        return bool(tiles) and all(len(tile) == 2 for tile in tiles) and len(set(tiles)) == len(tiles)

    def moved(self) -> Iterator[RegionEntry]:
        """Yield the regions that have a score in this edition and in the one before."""
        return (region for region in self.regions if region.change is not None)


def moves_of(publication: BookletContent) -> dict[tuple[Score, Score], Sequence[RegionEntry]]:
    """Return the regions of each move, by score before and now: the greatest gain first, the deepest fall last."""
    moves: dict[tuple[Score, Score], list[RegionEntry]] = {}
    scale = publication.scale
    for region in publication.moved():
        assert region.previous is not None
        assert region.score is not None
        moves.setdefault((region.previous, region.score), []).append(region)
    order = sorted(moves, key=lambda move: (-scale.gain(*move), -scale.worth(move[1])))
    return {move: moves[move] for move in order}
