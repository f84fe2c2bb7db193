"""Search for the earlier projects that new events of an edition may continue."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from ratingctl.commands.shared.matching_tables import MatchingTables
from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.followup import EarlierProject, earlier_projects, pair_fingerprint
from ratingctl.domain.model import Edition, Event, EventId, Rating, RegionId
from ratingctl.domain.projects import Project, shared_events
from ratingctl.domain.rating_view import RatingView
from ratingctl.matching.blocking import BLOCK_SIZE, block
from ratingctl.matching.index import Index
from ratingctl.matching.matcher import Candidate, Comparison, shares_of
from ratingctl.matching.scorer import EventText
from ratingctl.storage.local_state.judgements import Pair

WORTH_A_LOOK = 0.2
"""From this score on a candidate is shown to people; JSON has the others too."""
_MOST_ELSEWHERE, _MOST_OF_MANY, _MANY = 16, 8, 20_000
"""Events of other regions that are compared word by word, and how many where there are very many: each is read anew."""


def most_elsewhere(events: int) -> int:
    """Return how many of so many events of any region are compared word by word with a new one."""
    return _MOST_ELSEWHERE if events < _MANY else _MOST_OF_MANY


class Question(NamedTuple):
    """A new event or text with its candidates.

    Attributes:
        event: The event; None for a free text.
        region: Its region; None for a free text that may be of any.
        text: Its title, or the free text.
        candidates: The projects that it may continue, the likeliest first.
        compared: The number of projects that were compared.
    """

    event: Event | None
    region: RegionId | None
    text: str
    candidates: list[Candidate]
    compared: int

    @property
    def accepted(self) -> Candidate | None:
        """Return the candidate that is sure enough to be linked without being asked about, if any."""
        return next((candidate for candidate in self.candidates if candidate.accept), None)

    def likely(self, most: int) -> list[Candidate]:
        """Return the candidates that are worth a look, at most so many."""
        return [candidate for candidate in self.candidates if candidate.score >= WORTH_A_LOOK][:most]


class FollowupSearch:
    """A search for what new events of one edition may continue.

    Args:
        rating: The rating, with its organisations.
        edition: The edition.
        judgements: The fingerprints of refused pairs when they were judged.
        tables: The tables of the rating.
        across: Also look into other regions.
    """

    def __init__(
        self,
        rating: Rating,
        edition: Edition,
        judgements: Mapping[Pair, str],
        tables: MatchingTables,
        *,
        across: bool = False,
    ) -> None:
        rating = rating.as_printed_in(edition)
        self.rating = rating
        self.edition = edition
        self.matcher = tables.matcher(rating)
        self._chain = chain_to(edition, rating.editions)
        self._order = [known.id for known in self._chain]
        self._view = RatingView(rating, self._chain, date.max)
        self._judgements = judgements
        self._across = across
        self._last: tuple[Event, list[EarlierProject], list[Comparison]] | None = None
        self._earlier_of: dict[EventId, list[EarlierProject]] = {}
        self._elsewhere = cache(self._index_of_all)
        self._shared_in = cache(lambda region: shared_events(self._view.projects(region)))

    def unlinked(self, regions: Sequence[RegionId]) -> list[Event]:
        """Return the events of the edition that follow nothing, region by region, in the order of the files."""
        pages = [page for region in regions if (page := self.edition.pages.get(region))]
        return [event for page in pages for event in page.events if not event.follows]

    def prepare(self, regions: Iterable[RegionId]) -> None:
        """Prepare the events of some regions for comparison, all at once, which is faster than one by one."""
        wanted = set(regions)
        pages = [page for edition in self._chain for region, page in edition.pages.items() if region in wanted]
        self.matcher.texts_of(event for page in pages if len(page.events) <= BLOCK_SIZE for event in page.events)

    def about_unlinked(self, regions: Sequence[RegionId]) -> list[Question]:
        """Return the questions about the events of the edition that follow nothing, in the order of `unlinked`."""
        events = self.unlinked(regions)
        wanted = {event.id: event for event in events}
        for event in events:
            earlier = [old for project in self._earlier(event, recorded=True) for old in project.events]
            wanted.update((old.id, old) for old in earlier if len(earlier) <= BLOCK_SIZE)
        self.matcher.texts_of(wanted.values())
        return [self.about_event(event) for event in events]

    def about_event(self, event: Event) -> Question:
        """Return the question about an event of the edition."""
        before = self._before(event)
        return self._about(event, self.matcher.text_of(event), before, recorded=True)

    def about_draft(self, event: Event, before: Event | None = None) -> Question:
        """Return the question about an event that is only being entered.

        Args:
            event: The event.
            before: The event on record whose text stands before it in an article, if any.
        """
        return self._about(event, self.matcher.new_text(event), before, recorded=False)

    def about_text(self, words: str, region: RegionId | None) -> Question:
        """Return the question about a free text, in one region or anywhere."""
        new = self.matcher.free_text(words, region)
        if region:
            every = [EarlierProject(project, self._own_events(project)) for project in self._view.projects(region)]
            earlier = _blocked(new, every)
        else:
            earlier = self._near(new)
        candidates = self.matcher.candidates(new, earlier, anywhere=region is None)
        return Question(None, region, words, candidates, len(earlier))

    def _about(self, event: Event, new: EventText, before: Event | None, *, recorded: bool) -> Question:
        context = self._context(before, recorded=recorded) if before else None
        earlier, comparisons = self._compared(event, new, recorded=recorded)
        candidates = self.matcher.ranked(new, comparisons, context=context)
        compared = len(earlier)
        if self._across:
            anywhere = self.matcher.new_text_anywhere(event)
            others = [near.project for near in self._near(anywhere) if near.project.root.region != event.region]
            elsewhere = self._earlier_among(others, event, recorded=recorded)
            candidates += self.matcher.candidates(anywhere, elsewhere, anywhere=True)
            candidates.sort(key=lambda candidate: -candidate.score)
            compared += len(elsewhere)
        return Question(event, event.region, event.title, candidates, compared)

    def _compared(
        self, event: Event, new: EventText, *, recorded: bool
    ) -> tuple[list[EarlierProject], list[Comparison]]:
        """Return the projects that an event may continue, and its comparisons with them.

        Those of the last event are kept, for it may be the context of the next.
        """
        if recorded and self._last and self._last[0] is event:
            return self._last[1:]
        earlier = self._earlier(event, recorded=recorded)
        comparisons = self.matcher.comparisons(new, _blocked(new, earlier))
        if recorded:
            self._last = event, earlier, comparisons
        return earlier, comparisons

    def _earlier(self, event: Event, *, recorded: bool) -> list[EarlierProject]:
        """Return the projects of its region that an event may continue; cached for those on record."""
        earlier = self._earlier_of.get(event.id) if recorded else None
        if earlier is None:
            earlier = self._earlier_among(self._view.projects(event.region), event, recorded=recorded)
            if recorded:
                self._earlier_of[event.id] = earlier
        return earlier

    def _earlier_among(self, projects: Iterable[Project], event: Event, *, recorded: bool) -> list[EarlierProject]:
        editions, among = self.rating.editions, list(projects)
        shared = frozenset[EventId]().union(*(self._shared_in(region) for region in {one.root.region for one in among}))
        return earlier_projects(event, among, editions, self._order, self._is_refused, recorded=recorded, shared=shared)

    def _own_events(self, project: Project) -> tuple[Event, ...]:
        shared = self._shared_in(project.root.region)
        return tuple(event for event in project.events if event.id not in shared)

    def _before(self, event: Event) -> Event | None:
        """Return the event whose text stands before that of an event of the edition, where the order tells anything.

        Files are ordered by project; where neither event has one, nor a day or a source of its own, they stand as in
        the text that they come from. Where somebody has judged an event, the order tells nothing more.
        """
        if event.not_follows:
            return None
        page = self.edition.pages.get(event.region)
        events = page.events if page else ()
        if not 0 < event.index < len(events) or events[event.index].id != event.id:
            return None
        before = events[event.index - 1]
        if before.project or event.project:
            return None
        return before if (before.date, before.sources) == (event.date, event.sources) else None

    def _context(self, before: Event, *, recorded: bool) -> dict[EventId, float]:
        """Return the shares of projects among the candidates of an event.

        Where it is linked, or somebody has just logged it, they are its own projects.
        """
        if before.follows or not recorded:
            ids = {before.id, *before.follows}
            projects = self._view.projects(before.region)
            return {one.id: 1.0 for one in projects if any(event.id in ids for event in one.events)}
        return shares_of(self._compared(before, self.matcher.text_of(before), recorded=True)[1])

    def _near(self, new: EventText) -> list[EarlierProject]:
        """Return the projects of any region whose events share most with a text."""
        index, rows = self._elsewhere()
        chosen: dict[EventId, EarlierProject] = {}
        for number in index.nearest(new.document, most_elsewhere(len(index))):
            event, project = rows[number]
            known = chosen.get(project.id)
            chosen[project.id] = EarlierProject(project, (*(known.events if known else ()), event))
        return list(chosen.values())

    def _index_of_all(self) -> tuple[Index, list[tuple[Event, Project]]]:
        rows = [(event, project) for project in self._view.all_projects() for event in self._own_events(project)]
        return self.matcher.index_of(event for event, _ in rows), rows

    def _is_refused(self, new: Event, old: Event) -> bool:
        if old.id not in new.not_follows:
            return False
        return self._judgements.get((new.id, old.id)) in (None, pair_fingerprint(new, old))


def _blocked(new: EventText, earlier: Sequence[EarlierProject]) -> list[EarlierProject]:
    """Return the projects that pass blocking, where a region has very many events."""
    events = [event for project in earlier for event in project.events]
    if len(events) <= BLOCK_SIZE:
        return list(earlier)
    kept = {event.id for event in block(new.document, events)}
    blocked = [
        EarlierProject(known.project, tuple(event for event in known.events if event.id in kept)) for known in earlier
    ]
    return [known for known in blocked if known.events]
