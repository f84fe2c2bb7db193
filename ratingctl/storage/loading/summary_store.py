"""The stored summaries and reviews of an edition's regions, each valid for what it was made of: files and settings."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType

from ratingctl.domain import dates, kinds, lifecycle, projects, staleness, summarize
from ratingctl.domain.lifecycle import RegionSummary
from ratingctl.domain.model import Edition, EditionId, Rating, RegionId, page_path
from ratingctl.storage.cache.file_forms import checksum_of
from ratingctl.storage.cache.region_reviews import StoredReview, decode_review, encode_review
from ratingctl.storage.cache.region_summaries import StoredSummary, cache_key, decode_summary, encode_summary
from ratingctl.storage.loading.file_store import FileStore
from ratingctl.words import capitals


class RegionKeys:
    """The cache keys of regions as an edition sees them: what everything that is told of them depends on.

    Args:
        files: The files of the rating.
        survey: The survey.
        chain: The edition and its predecessors, the first one first.
        running: Those whose period is still running on the day of the view.

    Attributes:
        edition: The edition.
    """

    def __init__(
        self, files: FileStore, survey: Rating, chain: Sequence[Edition], running: Iterable[EditionId]
    ) -> None:
        files.flush()  # only of files that are in the cache can anything be stored
        self.edition = chain[-1].id
        self._files = files
        self._chain = tuple(chain)
        self._known: dict[RegionId, bytes | None] = {}
        periods = [(edition.id, edition.period, edition.cutoff, edition.state) for edition in chain]
        settings = (sorted(survey.settings.kinds.items()), survey.settings.stale, periods, sorted(running))
        rules = checksum_of_sources(dates, kinds, projects, lifecycle, summarize, staleness, capitals)
        self._settings_checksum = checksum_of(repr((settings, rules)).encode())

    def of(self, region: RegionId) -> bytes | None:
        """Return the key of a region; None where not all of its files are known."""
        if region not in self._known:
            editions = [edition.id for edition in self._chain if region in edition.event_counts]
            fingerprints = self._files.fingerprints([page_path(edition, region) for edition in editions])
            # Of numbers alone, a hash is the same in every run.
            files = None if fingerprints is None else hash(tuple(fingerprints))
            self._known[region] = None if files is None else cache_key(self._settings_checksum, editions, files)
        return self._known[region]


class SummaryStore:
    """Gives and takes the summaries of regions as an edition sees them.

    Args:
        files: The files of the rating.
        keys: The keys of the regions.
    """

    def __init__(self, files: FileStore, keys: RegionKeys) -> None:
        self._files = files
        self._keys = keys
        self._new: dict[tuple[str, bool], bytes] = {}

    def get(self, region: RegionId, day: date) -> StoredSummary | None:
        """Return what is stored of a region and true on a day; None where there is nothing of these files."""
        key = self._keys.of(region) if region in self._stored else None
        summaries = (decode_summary(form, key) for form in self._stored[region]) if key else ()
        return next((summary for summary in summaries if summary and summary.is_valid_on(day)), None)

    def put(self, region: RegionId, summary: RegionSummary, first_days: Sequence[date]) -> None:
        """Take the summary of a region, if all of its files are known.

        Args:
            region: The region.
            summary: Its summary.
            first_days: For each of its projects the day before which nobody asks for it.
        """
        key = self._keys.of(region)
        if key:
            self._new[region, summary.valid_until < date.max] = encode_summary(key, summary, first_days)

    def save(self) -> None:
        """Write what was put."""
        self._files.store_summaries(self._keys.edition, self._new)
        self._new = {}

    @cached_property
    def _stored(self) -> dict[str, list[bytes]]:
        stored: dict[str, list[bytes]] = {}
        for region, form in self._files.stored_summaries(self._keys.edition):
            stored.setdefault(region, []).append(form)
        return stored


class ReviewStore:
    """Gives and takes the reviews of regions for an edition on a day; of each region one is kept.

    Args:
        files: The files of the rating.
        keys: The keys of the regions.
        context: What all reviews depend on besides: values with a `repr` that says everything.
    """

    def __init__(self, files: FileStore, keys: RegionKeys, context: object) -> None:
        self._files = files
        self._keys = keys
        self._context_checksum = checksum_of(repr(context).encode())
        self._stored = dict(files.stored_reviews(keys.edition))
        self._new: dict[str, bytes] = {}

    def get(self, region: RegionId, context: object) -> StoredReview | None:
        """Return what is stored of a region; None where there is nothing, or it was made of something else.

        Args:
            region: The region.
            context: What its review depends on besides.
        """
        form, key = self._stored.get(region), self._key(region, context)
        return decode_review(form, key) if form and key else None

    def put(self, region: RegionId, context: object, review: Callable[[], StoredReview]) -> None:
        """Take the review of a region, if all of its files are known.

        Args:
            region: The region.
            context: As in `get`.
            review: Makes the review.
        """
        key = self._key(region, context)
        if key:
            self._new[region] = encode_review(key, review())

    def save(self) -> None:
        """Write what was put."""
        self._files.store_reviews(self._keys.edition, self._new)
        self._new = {}

    def _key(self, region: RegionId, context: object) -> bytes | None:
        key = self._keys.of(region)
        return key and b"%b %d %d" % (key, self._context_checksum, checksum_of(repr(context).encode()))


@cache
def checksum_of_sources(*sources: ModuleType | Path) -> int:
    """Return a checksum of what makes the things that are stored: what other rules or words made is not believed.

    Args:
        sources: Modules of the tool, and files that lie beside them.
    """
    files = [source.__file__ if isinstance(source, ModuleType) else source for source in sources]
    return checksum_of(b"".join(Path(file).read_bytes() for file in files if file))
