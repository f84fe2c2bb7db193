"""The typed values of every file of a folder: from the cache where the file is unchanged, else from its text."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ratingctl.domain.fields import FILE_KINDS, FileKind
from ratingctl.domain.findings import Problem
from ratingctl.domain.scores import RawScore
from ratingctl.storage.cache.database import Cache
from ratingctl.storage.cache.file_forms import (
    FORMS,
    UNDECODABLE,
    EncodedFile,
    PageContent,
    event_stubs_in,
    event_stubs_of,
    forms_of,
    page_in,
    page_of,
    values_of,
)
from ratingctl.storage.folder import DiskFolder, Folder, region_of
from ratingctl.storage.loading.cached_files import CachedFiles
from ratingctl.storage.loading.file_listing import FileListing
from ratingctl.storage.loading.kept_tables import KeptTables

if TYPE_CHECKING:  # brings the parser
    from ratingctl.storage.loading.file_reader import ReadFile

_PAGE = FILE_KINDS["region"]
_Decoded = TypeVar("_Decoded")
_MANY = 1000
"""Files; more than these are read in two processes."""


class FileSummary(NamedTuple):
    """A region's file in short: its score, a tier adopted by hand, how many events it has.

    Attributes:
        other_region: The region that it names where this is not the one that it is named after.
    """

    score: RawScore | None
    tier: str | None
    events: int
    other_region: str | None = None


class FileStore:
    """The values of files, each as a whole or in part. A file is looked at once and read once at the most.

    Args:
        folder: Where to read.
        cache: Where the values of files are stored, if anywhere.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC.

    Attributes:
        kept_tables: What the cache keeps for the matcher.
        problems: The problems met so far.
        broken: The text of each file that could not be read to its end, by path.
    """

    def __init__(self, folder: Folder, cache: Cache | None = None, *, examine: bool = False) -> None:
        self._folder = folder
        self._examine = examine
        self._listing = FileListing(folder)
        self._cached = CachedFiles(cache, self._listing)
        self._values: dict[str, dict[str, Any] | None] = {}
        """What was read in this run and has problems, or is no region's file; None where it cannot be read."""
        self._forms: dict[str, EncodedFile] = {}
        """What another process has read, until it is in the cache."""
        self.kept_tables = KeptTables(self._cached)
        self.problems: list[Problem] = []
        self.broken: dict[str, str] = {}

    def paths(self) -> list[str]:
        """Return the YAML files of the folder, sorted; every one of them is looked at."""
        paths = list(self._listing.identities())
        self._cached.look_up_all()
        return paths

    def has(self, path: str) -> bool:
        """Return True if there is such a file."""
        return self._listing.has(path)

    def values(self, path: str, kind: FileKind) -> dict[str, Any] | None:
        """Return the values of a file by key, as `RecordReader` does; None where it is missing or cannot be read."""
        if path not in self._values and self.has(path):
            values = self._decoded(path, "content", lambda form: values_of(form, kind))
            if values is None:
                self._read(path, kind)
            else:
                self._values[path] = values
        return self._values.get(path)

    def load(self, paths: Sequence[str]) -> None:
        """Read those regions' files that are neither read nor cached, so that every problem in them is met."""
        known = self._cached.known_entries()
        unread = [path for path in paths if path not in known and not self._is_loaded(path)]
        if not unread:
            return
        self._cached.prepare_reading(unread[0])
        done = self._read_in_two(unread) if isinstance(self._folder, DiskFolder) and len(unread) > _MANY else 0
        for path in unread[done:]:
            self._read(path, _PAGE)
            done += 1
            self._report_progress(done, len(unread))

    def summaries(self, paths: Sequence[str]) -> list[FileSummary | None]:
        """Return the summary of each of some regions' files that were loaded; None where it cannot be read."""
        known = self._cached.known_entries()
        return [
            FileSummary(entry.score, entry.tier, entry.events) if entry else self._summary(path)
            for path, entry in zip(paths, map(known.get, paths), strict=True)
        ]

    def page(self, path: str, *, event_stubs: bool = False, wanted: Container[int] | None = None) -> PageContent | None:
        """Return the content of a region's file; None where it is missing or cannot be read.

        Args:
            path: The file.
            event_stubs: Leave out the long texts of its events.
            wanted: The positions of the events that are asked for; None for all.
        """
        if event_stubs:
            content = self._decoded(path, "event_stubs", event_stubs_of)
        else:
            content = self._decoded(path, "content", lambda form: page_of(form, wanted))
        if content is not None:
            return content
        if path not in self._values and self.has(path):
            self._read(path, _PAGE)
        values = self._values.get(path)
        if values is None:
            return None
        return event_stubs_in(values) if event_stubs else page_in(values, wanted)

    def might_match(self, paths: Sequence[str], test: Callable[[str], bool]) -> Iterator[tuple[str, set[int] | None]]:
        """Yield at least the regions' files that pass a test of search signatures.

        Yields:
            A path, and the positions of the events that might match; None where these are not known.
        """
        unknown = set(paths)
        for path, signatures in self._cached.signatures(unknown - self._values.keys()):
            if path in unknown:
                unknown.discard(path)
                text = signatures.decode()
                positions = {n for n, line in enumerate(text.split("\n")) if test(line)} if test(text) else None
                if positions:
                    yield path, positions
        for path in unknown:
            yield path, None

    def fingerprint(self) -> str:
        """Return the fingerprint of all files as they were when they were looked at."""
        return self._listing.fingerprint()

    def fingerprints(self, paths: Sequence[str]) -> Sequence[tuple[int, ...]] | None:
        """Return the identities of files that are all in the cache, unchanged; None if one of them is not."""
        entries = [self._cached.entry(path) for path in paths]
        identities = [entry[:4] for entry in entries if entry]
        return identities if len(identities) == len(entries) else None

    def stored_summaries(self, edition: str) -> Sequence[tuple[str, bytes]]:
        """Return the regions of an edition with their stored project summaries."""
        return self._cached.summaries(edition)

    def store_summaries(self, edition: str, forms: Mapping[tuple[str, bool], bytes]) -> None:
        """Store project summaries of an edition by region and by whether their validity ends."""
        self._cached.store_summaries(edition, forms)

    def stored_reviews(self, edition: str) -> Sequence[tuple[str, bytes]]:
        """Return the regions of an edition with their stored reviews."""
        return self._cached.reviews(edition)

    def store_reviews(self, edition: str, forms: Mapping[str, bytes]) -> None:
        """Store the reviews of an edition, region by region."""
        self._cached.store_reviews(edition, forms)

    def flush(self) -> None:
        """Write what was read so far into the cache, so that it has fingerprints."""
        for stored in self._cached.flush():
            self._forms.pop(stored, None)

    def close(self) -> None:
        """Write what is new into the cache."""
        self.kept_tables.close()
        self._cached.close()

    def _summary(self, path: str) -> FileSummary | None:
        """The summary of a file that is not in the cache."""
        read = self._forms.get(path)
        if read is not None:
            return FileSummary(read.score, read.tier, read.events)
        values = self._values.get(path)
        if values is None:
            return None
        events = len(list(page_in(values).events))
        region = region_of(path)
        named = values.get("region", region)
        return FileSummary(values.get("score"), values.get("tier"), events, None if named == region else named)

    def _is_loaded(self, path: str) -> bool:
        return path in self._values or path in self._forms or self._cached.entry(path) is not None

    def _form(self, path: str, form: str) -> bytes | None:
        """A form of a file from this run or the cache; None where its values are at hand, or it is to be read."""
        if path in self._values:
            return None
        if path in self._forms:
            # When everything is examined, every page is asked for once, and all of them together fill the memory.
            forms = self._forms.pop(path) if self._examine else self._forms[path]
            return getattr(forms, form) or None
        return self._cached.form(path, form)

    def _decoded(self, path: str, form: str, decode: Callable[[bytes], _Decoded]) -> _Decoded | None:
        """What a form decodes to; None where there is none, or it decodes to nothing that can be used."""
        encoded = self._form(path, form)
        try:
            return None if encoded is None else decode(encoded)
        except UNDECODABLE:
            return None

    def _read(self, path: str, kind: FileKind) -> None:
        from ratingctl.storage.loading.file_reader import (
            read_file,  # brings the parser, which a warm cache does not need
        )

        self._cached.prepare_reading(path)
        self._accept(path, kind, read_file(self._folder, path, kind, examine=self._examine))

    def _read_in_two(self, paths: Sequence[str]) -> int:
        """Read files in two processes.

        Returns:
            How many were read before the processes failed, if they did.
        """
        from ratingctl.storage.loading.processes import read_pages_in_two  # takes time, and most runs read few files

        done = 0
        try:
            reads = read_pages_in_two(self._folder.root, paths, examine=self._examine, forms=self._forms_to_make())
            with closing(reads):  # also where this run is interrupted: the others end with it
                for done, (path, read) in enumerate(reads, 1):
                    self._accept(path, _PAGE, read)
                    self._report_progress(done, len(paths))
        except (OSError, EOFError):
            return done
        return done

    def _forms_to_make(self) -> Sequence[str]:
        """The forms that are needed of a file that another process reads."""
        if self._examine:
            return ("event_stubs",)
        return FORMS if self._cached.is_storing else ("content", "event_stubs")

    def _report_progress(self, done: int, count: int) -> None:
        if isinstance(self._folder, DiskFolder) and self._folder.progress:
            self._folder.progress(done, count)

    def _accept(self, path: str, kind: FileKind, read: "ReadFile") -> None:
        self.problems += read.problems
        if read.broken is not None:
            self.broken[path] = read.broken
        if read.forms is None:
            self._values[path] = read.values
        else:
            self._forms[path] = read.forms
        if read.is_sound and self._cached.is_storing:
            for stored in self._cached.store(path, read.forms or forms_of(read.values or {}, kind)):
                self._forms.pop(stored, None)
