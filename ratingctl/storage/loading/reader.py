"""Reader of a rating: as much of a folder as is asked for, as typed values, with every problem met on the way."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ratingctl.domain.findings import Position, Problem, Severity, ValuePath
from ratingctl.domain.model import Edition, EditionId, Page, Rating, RegionId
from ratingctl.errors import DataError
from ratingctl.message import Message, counted, in_a_row, sentence
from ratingctl.storage.cache.database import Cache
from ratingctl.storage.folder import DiskFolder, Folder, region_of
from ratingctl.storage.gc_pause import gc_paused
from ratingctl.storage.loading.file_store import FileStore
from ratingctl.storage.loading.kept_tables import KeptTables
from ratingctl.storage.loading.rating_builder import OTHER_NAMES, RatingBuilder, misplaced_file_reason

if TYPE_CHECKING:
    from ratingctl.storage.loading.summary_store import RegionKeys, ReviewStore, SummaryStore

_SAMPLED_PAGES = 400


class LoadedRating(NamedTuple):
    """A rating with what was met when it was read.

    Attributes:
        rating: The rating, as far as it can be read.
        problems: What the reader met, in no order; some positions are still value paths.
        broken: The text of each file that could not be read to its end, by path.
        paths: The YAML files of the folder.
    """

    rating: Rating
    problems: list[Problem]
    broken: dict[str, str]
    paths: list[str]


@contextmanager
def opened(folder: Folder, *, names: bool = False) -> "Iterator[RatingReader]":
    """Return a reader of a folder; at the end, what was read is stored in the cache.

    Args:
        folder: Where to read.
        names: Also read the inflected forms, the towns and the organisations, which only name look-ups need.
    """
    cache = Cache.of(folder.root) if isinstance(folder, DiskFolder) and folder.cached else None
    store = FileStore(folder, cache)
    try:
        with gc_paused():
            yield RatingReader(folder, store, names=names)
    finally:
        store.close()


def read_rating(folder: Folder, *, examine: bool = False, names: bool = False) -> LoadedRating:
    """Return the whole rating in a folder, as far as it can be read.

    Args:
        folder: Where to read.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC. All
            files are read anew then, names and all, and events are given without their long texts.
        names: As in `opened`.

    Returns:
        The rating and every problem; nothing is raised for a problem in a file.
    """
    if not examine:
        with opened(folder, names=names) as reader:
            rating = reader.with_pages(reader.scan())
            return reader.reading_of(rating)
    with gc_paused():
        reader = RatingReader(folder, FileStore(folder, examine=True), names=True)
        return reader.reading_of(reader.with_booklets(reader.with_pages(reader.scan(), event_stubs=True)))


def read_sound_rating(folder: Folder, *, names: bool = False) -> Rating:
    """Return the whole rating of a folder without broken files.

    Args:
        folder: Where to read.
        names: As in `opened`.

    Raises:
        DataError: If a file cannot be read as it is.
    """
    with opened(folder, names=names) as reader:
        return reader.with_pages(reader.sound_scan())


class RatingReader:
    """Reads the parts of a rating that are asked for. Use `opened`.

    A verb goes only as far as it must: `settings_and_editions` looks at few files, `scan` at all of them, and pages are
    loaded of those editions and regions that are named. What "may" match is a filter that passes too much, never too
    little; domain decides.

    Args:
        folder: Where to read.
        store: The files of the folder.
        names: As in `opened`.

    Attributes:
        root: The folder on the disk.
    """

    def __init__(self, folder: Folder, store: FileStore, *, names: bool) -> None:
        self.root = folder.root
        self._folder = folder
        self._store = store
        self._builder = RatingBuilder(store, names=names)
        self._linked_folders = folder.linked_folders()

    def settings_and_editions(self) -> Rating:
        """Return the settings, the register and the editions, without scores and pages."""
        self._note_linked_folders()
        folders = self._folder.folders()
        return self._builder.settings_and_editions(
            folder for folder, names in folders if any(misplaced_file_reason(folder, name) is None for name in names)
        )

    def scan(self) -> Rating:
        """Return the rating with every score and event count; every file is looked at, and read if it is not cached."""
        pages = self._page_paths()
        self._store.load([path for paths in pages.values() for path in paths])
        rating = self._builder.settings_and_editions(pages)
        editions = (
            self._builder.with_summaries(edition, pages[edition.id], rating.regions)
            for edition in rating.editions.values()
        )
        return rating._replace(editions={edition.id: edition for edition in editions})

    def sound_scan(self) -> Rating:
        """Return the scan of a folder without broken files.

        Raises:
            DataError: If a file cannot be read as it is; it lists every such place, so that no report is made of half
                the data.
        """
        rating = self.scan()
        self.raise_if_broken()
        return rating

    def raise_if_broken(self) -> None:
        """Check that no file that was read so far is broken.

        Raises:
            DataError: As in `sound_scan`.
        """
        places = self.errors()
        if places:
            raise broken_error(places)

    def with_pages(
        self,
        rating: Rating,
        *,
        editions: Collection[EditionId] | None = None,
        regions: Collection[RegionId] | None = None,
        event_stubs: bool = False,
    ) -> Rating:
        """Return a rating with more pages.

        Args:
            rating: Its settings and editions, or a scan, or more.
            editions: Of these editions only; None for all.
            regions: Of these regions only; None for all, which a scan knows.
            event_stubs: Give events without their texts and notes.
        """

        def with_its_pages(edition: Edition) -> Edition:
            wanted = edition.event_counts if regions is None else regions
            pages = (self._page(edition.id, region, event_stubs) for region in wanted)
            return edition._replace(pages={**edition.pages, **{page.region: page for page in pages if page}})

        return rating._replace(
            editions={
                edition.id: with_its_pages(edition) if editions is None or edition.id in editions else edition
                for edition in rating.editions.values()
            }
        )

    def with_booklets(self, rating: Rating, editions: Collection[EditionId] | None = None) -> Rating:
        """Return a rating with the texts around the tables of these editions; of all of them for None."""
        wanted = rating.editions if editions is None else editions
        known = {one: rating.editions[one]._replace(booklet=self._builder.booklet(one)) for one in wanted}
        return rating._replace(editions={**rating.editions, **known})

    def with_sample(self, rating: Rating, events: int) -> Rating:
        """Return a rating with a sample of pages besides those that it has, to learn from how people write.

        Args:
            rating: Its settings and editions, or a scan, or more.
            events: About how many events to read; pages lack the others.
        """
        pages_there = [
            (edition, name.removesuffix(".yaml"))
            for edition, names in self._folder.folders()
            if edition in rating.editions
            for name in sorted(names)
            if name not in OTHER_NAMES and misplaced_file_reason(edition, name) is None
        ]
        chosen = pages_there[:: len(pages_there) // _SAMPLED_PAGES + 1]
        pages: dict[str, dict[RegionId, Page]] = {edition.id: {} for edition in rating.editions.values()}
        for edition, region in chosen:
            content = self._store.page(f"{edition}/{region}.yaml", wanted=range(events // len(chosen) + 1))
            if content:
                page = self._builder.page(EditionId(edition), f"{edition}/{region}.yaml", content)
                pages[edition][page.region] = page
        editions = (
            edition._replace(pages={**pages[edition.id], **edition.pages}) for edition in rating.editions.values()
        )
        return rating._replace(editions={edition.id: edition for edition in editions})

    def with_pages_that_may(
        self, rating: Rating, test: Callable[[str], bool], editions: Collection[EditionId]
    ) -> Rating:
        """Return a scan with the pages that may match; pages may lack events that surely do not.

        Args:
            rating: The scan.
            test: A test of search signatures; if it passes a part, it must pass the whole.
            editions: Of these editions only.
        """
        pages: dict[EditionId, dict[RegionId, Page]] = {edition: {} for edition in editions}
        for path, places in self._store.might_match(_paths(rating, editions), test):
            content = self._store.page(path, wanted=places)
            if content:
                page = self._builder.page(EditionId(path.partition("/")[0]), path, content)
                pages[page.edition][page.region] = page
        matching = {edition: rating.editions[edition]._replace(pages=pages[edition]) for edition in editions}
        return rating._replace(editions={**rating.editions, **matching})

    def regions_that_may(
        self, rating: Rating, test: Callable[[str], bool], editions: Collection[EditionId]
    ) -> set[RegionId]:
        """Return the regions with something that may match, in some of the editions.

        Args:
            rating: The scan.
            test: As in `with_pages_that_may`.
            editions: Look in these editions only.
        """
        return {RegionId(region_of(path)) for path, _ in self._store.might_match(_paths(rating, editions), test)}

    def region_keys(self, survey: Rating, chain: Sequence[Edition], running: Iterable[EditionId]) -> "RegionKeys":
        """Return the cache keys of regions as the last edition of a chain sees them.

        Args:
            survey: The scan.
            chain: The edition and its predecessors, the first one first.
            running: Those whose period is still running on the day of the view.
        """
        from ratingctl.storage.loading.summary_store import RegionKeys  # brings the projects, which few verbs need

        return RegionKeys(self._store, survey, chain, running)

    def summary_store(self, keys: "RegionKeys") -> "SummaryStore":
        """Return the store of regions' summaries."""
        from ratingctl.storage.loading.summary_store import SummaryStore

        return SummaryStore(self._store, keys)

    def review_store(self, keys: "RegionKeys", context: object) -> "ReviewStore":
        """Return the store of regions' reviews.

        Args:
            keys: The keys of the regions.
            context: What all reviews depend on besides.
        """
        from ratingctl.storage.loading.summary_store import ReviewStore

        return ReviewStore(self._store, keys, context)

    def fingerprint(self) -> str:
        """Return the fingerprint of all files of the folder, as the scan saw them."""
        return self._store.fingerprint()

    def kept_tables(self) -> KeptTables:
        """Return what the cache keeps for the matcher; it gives nothing any more once the reader is closed."""
        return self._store.kept_tables

    def errors(self) -> list[tuple[Position, Problem]]:
        """Return the errors met so far, with their positions."""
        errors = [problem for problem in self._store.problems if problem.severity is Severity.ERROR]
        return located(errors, self._folder) if errors else []

    def reading_of(self, rating: Rating) -> LoadedRating:
        """Return a rating with everything that was met when it was read."""
        store = self._store
        return LoadedRating(rating, store.problems, store.broken, store.paths())

    def _page_paths(self) -> dict[str, list[str]]:
        """The paths of regions' files by edition; a misplaced file becomes a problem."""
        self._note_linked_folders()
        editions: dict[str, list[str]] = {}
        for path in self._store.paths():
            folder, _, name = path.rpartition("/")
            reason = misplaced_file_reason(folder, name)
            if reason:
                from ratingctl.domain.rules.files import stray_file

                self._store.problems += stray_file(path, *reason)
            elif folder:
                pages = editions.setdefault(folder, [])
                if name not in OTHER_NAMES:
                    pages.append(path)
        return editions

    def _note_linked_folders(self) -> None:
        """Make a problem of each folder that is not followed, once."""
        links, self._linked_folders = self._linked_folders, []
        for path, kind in links:
            from ratingctl.domain.rules.files import linked_folder

            self._store.problems += linked_folder(path, kind)

    def _page(self, edition: EditionId, region: RegionId, event_stubs: bool) -> Page | None:
        path = f"{edition}/{region}.yaml"
        content = self._store.page(path, event_stubs=event_stubs)
        return self._builder.page(edition, path, content) if content else None


def _paths(rating: Rating, editions: Collection[EditionId]) -> list[str]:
    return [f"{edition}/{region}.yaml" for edition in editions for region in rating.editions[edition].event_counts]


def located(problems: list[Problem], folder: Folder) -> list[tuple[Position, Problem]]:
    """Return problems with their positions, by path, line and column."""
    # These bring the parser, which only problems need here.
    from ratingctl.storage.yaml.documents import read_document
    from ratingctl.storage.yaml.nodes import place_at

    root_of = cache(lambda path: read_document(folder, path).root)
    known = set(folder.paths())
    placed = []
    for problem in problems:
        where = problem.where
        if isinstance(where, ValuePath):
            where = place_at(where.path, root_of(where.path) if where.path in known else None, where.keys)
        placed.append((where, problem))
    return sorted(placed, key=lambda pair: (*pair[0], pair[1].code, str(pair[1].fact)))


def broken_error(errors: Sequence[tuple[Position, Problem]]) -> DataError:
    """Return the error of a report that files keep back, with every place in them.

    Args:
        errors: The errors met, with their positions.
    """
    count = len({place.path for place, _ in errors})
    return DataError(
        counted("{n} file cannot be read as it is", "{n} files cannot be read as they are", n=count),
        next_step=sentence("no report was made; mend the places above, `ratingctl validate` shows them all"),
        details=tuple(line_of(place, problem) for place, problem in errors),
    )


def line_of(place: Position, problem: Problem) -> Message:
    """Return `path:line:col: CODE message`, as editors and CI understand it, to be said in a person's language."""
    return in_a_row(f"{place.path}:{place.line}:{place.column}: {problem.code} ", problem.message)
