"""The stored summaries of an edition's regions, each valid for the files and settings that it was made of."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from ratingctl.domain import dates, kinds, lifecycle, projects, staleness, summarize
from ratingctl.domain.lifecycle import RegionSummary
from ratingctl.domain.model import Edition, EditionId, Rating, RegionId, page_path
from ratingctl.storage.cache.file_forms import checksum_of
from ratingctl.storage.cache.region_summaries import StoredSummary, cache_key, decode_summary, encode_summary
from ratingctl.storage.loading.file_store import FileStore
from ratingctl.words import capitals


class SummaryStore:
    """Gives and takes the summaries of regions as an edition sees them.

    Args:
        files: The files of the rating.
        survey: The survey.
        chain: The edition and its predecessors, the first one first.
        running: Those whose period is still running on the day of the view.
    """

    def __init__(
        self, files: FileStore, survey: Rating, chain: Sequence[Edition], running: Iterable[EditionId]
    ) -> None:
        self._files = files
        self._chain = tuple(chain)
        files.flush()  # only of files that are in the cache can summaries be stored
        self._stored: dict[str, list[bytes]] = {}
        for region, form in files.stored_summaries(chain[-1].id):
            self._stored.setdefault(region, []).append(form)
        self._new: dict[tuple[str, bool], bytes] = {}
        periods = [(edition.id, edition.period, edition.cutoff, edition.state) for edition in chain]
        settings = (sorted(survey.settings.kinds.items()), survey.settings.stale, periods, sorted(running))
        self._settings_checksum = checksum_of(repr((settings, _rules_checksum())).encode())

    def get(self, region: RegionId, day: date) -> StoredSummary | None:
        """Return what is stored of a region and true on a day; None where there is nothing of these files."""
        key = self._key(region) if region in self._stored else None
        summaries = (decode_summary(form, key) for form in self._stored[region]) if key else ()
        return next((summary for summary in summaries if summary and summary.is_valid_on(day)), None)

    def put(self, region: RegionId, summary: RegionSummary, first_days: Sequence[date]) -> None:
        """Take the summary of a region, if all of its files are known.

        Args:
            region: The region.
            summary: Its summary.
            first_days: For each of its projects the day before which nobody asks for it.
        """
        key = self._key(region)
        if key:
            self._new[region, summary.valid_until < date.max] = encode_summary(key, summary, first_days)

    def save(self) -> None:
        """Write what was put."""
        self._files.store_summaries(self._chain[-1].id, self._new)
        self._new = {}

    def _key(self, region: RegionId) -> bytes | None:
        editions = [edition.id for edition in self._chain if region in edition.event_counts]
        fingerprints = self._files.fingerprints([page_path(edition, region) for edition in editions])
        return cache_key(self._settings_checksum, editions, fingerprints) if fingerprints is not None else None


@cache
def _rules_checksum() -> int:
    """Return a checksum of the code that makes summaries: what another version of the rules made is not believed."""
    modules = (dates, kinds, projects, lifecycle, summarize, staleness, capitals)
    return checksum_of(b"".join(Path(module.__file__).read_bytes() for module in modules if module.__file__))
