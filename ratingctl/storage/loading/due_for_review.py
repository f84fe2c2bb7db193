"""The projects of each region that may need a look: from what was kept of their lives, else from their events."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from ratingctl.domain.lifecycle import ProjectSummary, RegionSummary, summarize_region
from ratingctl.domain.model import Edition, EditionId, Rating, RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import DueForReview, earliest_review_day
from ratingctl.storage.cache.file_forms import checksum_of
from ratingctl.storage.cache.region_summaries import cache_key, decode_summary, encode_summary
from ratingctl.storage.loading.file_store import FileStore


class PageReader(Protocol):
    """Reads pages: `RatingReader.with_pages`."""

    def __call__(
        self, rating: Rating, *, editions: Sequence[EditionId], regions: Sequence[RegionId], event_stubs: bool
    ) -> Rating:
        """A rating with the pages that are asked for."""


class DueForReviewReader:
    """Tells what may need a look.

    Args:
        contents: The files.
        with_pages: Reads pages.
        survey: The survey.
        chain: The edition under review and its predecessors, the first one first.
    """

    def __init__(self, contents: FileStore, with_pages: PageReader, survey: Rating, chain: Sequence[Edition]) -> None:
        self._contents = contents
        self._with_pages = with_pages
        self._survey = survey
        self._chain = list(chain)
        self._last = chain[-1].id
        self._limits = survey.settings.stale
        periods = [(edition.id, edition.period, edition.cutoff, edition.state) for edition in chain]
        self._frame = checksum_of(repr((sorted(survey.settings.kinds.items()), self._limits, periods)).encode())

    def at(self, day: date) -> dict[RegionId, DueForReview]:
        """What may need a look on a day, for each region with a page."""
        regions = dict.fromkeys(region for edition in self._chain for region in edition.event_counts)
        kept = self._contents.stored_summaries(self._last)
        found: dict[RegionId, DueForReview] = {}
        forms: dict[str, bytes] = {}
        for region in regions:
            key = self._key(region)
            known = decode_summary(kept[region], key) if key and region in kept else None
            if known and known.valid_from <= day:
                found[region] = known.due_for_review(region, day)
                continue
            seen = self._seen(region)
            lives = summarize_region(
                seen.pages(region), {edition.id: edition for edition in seen.chain}, seen.rating.settings
            )
            if key and not known:
                forms[region] = encode_summary(
                    key, lives, [self._earliest_review_day(lives, place) for place in range(len(lives.lives))]
                )
            found[region] = self._told(seen, region, lives, day)
        self._contents.store_summaries(self._last, forms)
        return found

    def _key(self, region: RegionId) -> bytes | None:
        editions = [edition.id for edition in self._chain if region in edition.event_counts]
        states = self._contents.fingerprints([f"{edition}/{region}.yaml" for edition in editions])
        return cache_key(self._frame, editions, states) if states is not None else None

    def _seen(self, region: RegionId) -> RatingView:
        """All that there is of a region, on the last of all days."""
        editions = [edition.id for edition in self._chain]
        rating = self._with_pages(self._survey, editions=editions, regions=[region], event_stubs=True)
        return RatingView(rating, [rating.editions[edition] for edition in editions], date.max)

    def _earliest_review_day(self, lives: RegionSummary, place: int) -> date:
        return earliest_review_day(lives.lives[place], self._last, self._limits)

    def _told(self, seen: RatingView, region: RegionId, lives: RegionSummary, day: date) -> DueForReview:
        """The lives on a day on which they may not hold yet, and then are told of the events that the day sees."""
        told: Iterable[ProjectSummary] = lives.lives
        if day < lives.valid_from:
            then = RatingView(seen.rating, seen.chain, day)
            told = (then.life(project) for project in then.projects(region))
        every = tuple(told)
        due_for_review = tuple(life for life in every if earliest_review_day(life, self._last, self._limits) <= day)
        return DueForReview(due_for_review, sum(life.promised for life in every), lives.cross_region_links)
