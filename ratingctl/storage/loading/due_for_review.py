"""The projects of each region that may need a look: from what was kept of their lives, else from their events."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from ratingctl.domain.lifecycle import Life, RegionLives, lives_of
from ratingctl.domain.model import Edition, EditionId, Rating, RegionId
from ratingctl.domain.rating_view import Outlook
from ratingctl.domain.staleness import Awake, wakes_on
from ratingctl.storage.loading.file_store import Contents
from ratingctl.storage.cache.file_forms import checksum_of
from ratingctl.storage.cache.region_summaries import form_of, kept_in, key_of


class PageReader(Protocol):
    """Reads pages: `RatingReader.with_pages`."""

    def __call__(
        self, rating: Rating, *, editions: Sequence[EditionId], regions: Sequence[RegionId], headlines: bool
    ) -> Rating:
        """A rating with the pages that are asked for."""


class AwakeReader:
    """Tells what may need a look.

    Args:
        contents: The files.
        with_pages: Reads pages.
        survey: The survey.
        chain: The edition under review and its predecessors, the first one first.
    """

    def __init__(self, contents: Contents, with_pages: PageReader, survey: Rating, chain: Sequence[Edition]) -> None:
        self._contents = contents
        self._with_pages = with_pages
        self._survey = survey
        self._chain = list(chain)
        self._last = chain[-1].id
        self._limits = survey.settings.stale
        periods = [(edition.id, edition.period, edition.cutoff, edition.state) for edition in chain]
        self._frame = checksum_of(repr((sorted(survey.settings.kinds.items()), self._limits, periods)).encode())

    def at(self, day: date) -> dict[RegionId, Awake]:
        """What may need a look on a day, for each region with a page."""
        regions = dict.fromkeys(region for edition in self._chain for region in edition.event_counts)
        kept = self._contents.kept_lives(self._last)
        found: dict[RegionId, Awake] = {}
        forms: dict[str, bytes] = {}
        for region in regions:
            key = self._key(region)
            known = kept_in(kept[region], key) if key and region in kept else None
            if known and known.holds_from <= day:
                found[region] = known.awake(region, day)
                continue
            seen = self._seen(region)
            lives = lives_of(seen.pages(region), {edition.id: edition for edition in seen.chain}, seen.rating.settings)
            if key and not known:
                forms[region] = form_of(key, lives, [self._wakes_on(lives, place) for place in range(len(lives.lives))])
            found[region] = self._told(seen, region, lives, day)
        self._contents.keep_lives(self._last, forms)
        return found

    def _key(self, region: RegionId) -> bytes | None:
        editions = [edition.id for edition in self._chain if region in edition.event_counts]
        states = self._contents.states([f"{edition}/{region}.yaml" for edition in editions])
        return key_of(self._frame, editions, states) if states is not None else None

    def _seen(self, region: RegionId) -> Outlook:
        """All that there is of a region, on the last of all days."""
        editions = [edition.id for edition in self._chain]
        rating = self._with_pages(self._survey, editions=editions, regions=[region], headlines=True)
        return Outlook(rating, [rating.editions[edition] for edition in editions], date.max)

    def _wakes_on(self, lives: RegionLives, place: int) -> date:
        return wakes_on(lives.lives[place], self._last, self._limits)

    def _told(self, seen: Outlook, region: RegionId, lives: RegionLives, day: date) -> Awake:
        """The lives on a day on which they may not hold yet, and then are told of the events that the day sees."""
        told: Iterable[Life] = lives.lives
        if day < lives.holds_from:
            then = Outlook(seen.rating, seen.chain, day)
            told = (then.life(project) for project in then.projects(region))
        every = tuple(told)
        awake = tuple(life for life in every if wakes_on(life, self._last, self._limits) <= day)
        return Awake(awake, sum(life.promised for life in every), lives.abroad)
