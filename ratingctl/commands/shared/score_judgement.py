"""A judgement about a region in an edition, and what is known when it is made."""

from collections.abc import Sequence
from typing import NamedTuple

from ratingctl.commands.shared.names import region_named
from ratingctl.commands.shared.region_files import require_open, sound_frame
from ratingctl.commands.shared.selection import Selection
from ratingctl.domain.coverage import is_covered
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.evidence import WeighedEvents, is_contrary, weighed
from ratingctl.domain.model import Edition, Event, EventId, Page, Rating, Region, RegionId
from ratingctl.domain.scores import Score
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened


class ScoreJudgement(NamedTuple):
    """A judgement as typed: a score with its reasons, or why there is none.

    Attributes:
        score: The score as it was typed; empty for none.
        evidence: Ids of events.
        contrary: Why the score moves against its evidence.
        not_rated: Why there is no score.
        dimensions: Scores by dimension, as `id=value`.
        tier: The tier by hand, by its id or name.
    """

    score: str = ""
    rationale: str = ""
    evidence: tuple[str, ...] = ()
    contrary: str = ""
    not_rated: str = ""
    dimensions: tuple[str, ...] = ()
    tier: str = ""


class JudgedRegion(NamedTuple):
    """A region about which a judgement is made.

    Attributes:
        edition: The edition with the region's page.
        chain: The edition and those before it.
        previous: The region's score in the edition before.
    """

    rating: Rating
    region: Region
    edition: Edition
    chain: tuple[Edition, ...]
    previous: Score | None

    @property
    def page(self) -> Page | None:
        """Return the region's page in the edition."""
        return self.edition.pages.get(self.region.id)

    @property
    def events(self) -> list[Event]:
        """Return the region's events in the edition and those before it."""
        pages = (edition.pages.get(self.region.id) for edition in self.chain)
        return [event for page in pages if page for event in page.events]

    @property
    def weighed(self) -> WeighedEvents:
        """Return the events and checks of the edition by what they say of the score."""
        return weighed(self.rating.settings, self.page)

    @property
    def comparable(self) -> Score | None:
        """Return the previous score, if it is one of the same scale."""
        same = len(self.chain) > 1 and self.chain[-2].scale.is_comparable_with(self.edition.scale)
        return self.previous if same else None

    def is_contrary(self, score: Score, cited: Sequence[EventId]) -> bool:
        """Return whether a score would move against its cited evidence; False if it cites nothing."""
        page, before = self.page, self.comparable
        if page is None or before is None:
            return False
        events = [event for event in page.events if event.id in cited]
        checks = [check for check in page.checks if check.event in cited]
        gain = self.edition.scale.gain(before, score)
        return bool(events or checks) and is_contrary(self.rating.settings, gain, events, checks)


def judged_region(folder: DiskFolder, region_query: str, edition_id: str | None = None) -> JudgedRegion:
    """Return a region with what is known of it.

    Args:
        folder: The rating.
        region_query: The region, in any spelling.
        edition_id: The edition; the last one by default.

    Raises:
        UsageError: If the region or the edition is unknown.
        DataError: If the settings, the register or an edition is broken.
    """
    with opened(folder, names=True) as reader:
        rating = sound_frame(reader)
        region = region_named(rating, region_query, for_writing=True)
        rating = reader.with_pages(rating, regions=[region.id])
    edition = edition_named(rating, edition_id) if edition_id else last_edition(rating)
    chain = chain_to(edition, rating.editions)
    before = chain[-2].pages.get(region.id) if len(chain) > 1 else None
    return JudgedRegion(rating, region, edition, chain, before.score if before else None)


def regions_to_judge(
    folder: DiskFolder, edition_id: str | None, selection: Selection
) -> tuple[Rating, Edition, list[RegionId]]:
    """Return the regions that have neither a score nor a word on why not, in the order of the register.

    Args:
        folder: The rating.
        edition_id: The edition; the last one by default.
        selection: Which regions; those that are named are taken whether they have a score or not.

    Returns:
        The rating, the edition, and the regions.

    Raises:
        UsageError: If a name is unknown, or the edition is published.
        DataError: If the files cannot be read.
    """
    with opened(folder, names=bool(selection.regions)) as reader:
        rating = reader.sound_scan()
        edition = edition_named(rating, edition_id) if edition_id else last_edition(rating)
        rating = reader.with_pages(rating, editions=[edition.id], event_stubs=True)
    require_open(edition, for_events=False)
    pages = rating.editions[edition.id].pages
    covered = [id_ for id_, region in rating.regions.items() if id_ in pages or is_covered(region, edition)]
    chosen = selection.chosen(rating, covered, edition)
    judged = {page.region for page in pages.values() if page.score is not None or page.not_rated}
    return rating, edition, [region for region in chosen if selection.regions or region not in judged]
