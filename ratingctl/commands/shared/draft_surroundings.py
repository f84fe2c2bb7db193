"""The events that a draft is compared with: of its own region, and a sample of the others, read when needed."""

from typing import TYPE_CHECKING, Protocol

from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.model import Edition, EditionId, Event, Rating, RegionId
from ratingctl.storage.loading.reader import RatingReader
from ratingctl.storage.local_state.judgements import read_judgements

if TYPE_CHECKING:  # brings the matcher, which the first screen of the desk does not wait for
    from ratingctl.commands.shared.followup_search import FollowupSearch


class Surroundings(Protocol):
    """The events that a draft is compared with."""

    @property
    def frame(self) -> Rating:
        """Return the rating without events."""

    def of_region(self, region: RegionId) -> Rating:
        """Return the rating with all events of a region."""

    def elsewhere(self, query: str, edition: Edition) -> list[Event]:
        """Return the events of all regions that may be named so, as an edition sees them."""

    def search(self, region: RegionId, edition: EditionId) -> "FollowupSearch | None":
        """Return the search for what an event of a region may continue; None where it is not ready."""


class DraftSurroundings:
    """The events that one draft is compared with, read from the disk.

    Args:
        reader: The reader, which must stay open.
        frame: The rating without events.
    """

    def __init__(self, reader: RatingReader, frame: Rating) -> None:
        self._reader = reader
        self.frame = frame

    def of_region(self, region: RegionId) -> Rating:
        """Return the rating with all events of a region."""
        return self._reader.with_pages(self.frame, regions=[region])

    def elsewhere(self, query: str, edition: Edition) -> list[Event]:
        """Return the events of all regions that may be named so, as an edition sees them."""
        return events_called(self._reader, query, edition)

    def search(self, region: RegionId, edition: EditionId) -> "FollowupSearch":
        """Return the search for what an event of a region may continue."""
        from ratingctl.commands.shared.followup_search import FollowupSearch  # see above
        from ratingctl.commands.shared.matching_tables import MatchingTables

        known = self.of_region(region)
        tables = MatchingTables.of(self._reader)
        return FollowupSearch(known, known.editions[edition], read_judgements(self._reader.root), tables)


def events_called(reader: RatingReader, query: str, edition: Edition) -> list[Event]:
    """Return the events of all regions that may be named so, of an edition and those before it."""
    scan = reader.scan()
    wanted = query.strip().lower()
    chain = [known.id for known in chain_to(edition, scan.editions)]
    return events_seen(reader.with_pages_that_may(scan, lambda trace: wanted in trace, chain), edition)


def events_seen(rating: Rating, edition: Edition, region: RegionId | None = None) -> list[Event]:
    """Return the events of the pages that were read, of an edition and those before it: of one region, or of all."""
    chain = chain_to(rating.editions[edition.id], rating.editions)
    pages = [page for known in chain for page in known.pages.values() if region in (None, page.region)]
    return [event for page in pages for event in page.events]
