"""What each file of a folder holds, as typed values: from the cache where the file is unchanged, else from its text."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from ratingctl.domain.fields import FILE_KINDS, FileKind
from ratingctl.domain.findings import Problem
from ratingctl.storage.cache.database import Cache, CacheEntry
from ratingctl.storage.cache.file_forms import (
    FORMS,
    EncodedFile,
    PageContent,
    checksum_of,
    event_stubs_in,
    event_stubs_of,
    forms_of,
    page_in,
    page_of,
    values_of,
)
from ratingctl.storage.folder import DiskFolder, FileIdentity, Folder, region_of, state_of

if TYPE_CHECKING:  # brings the parser
    from ratingctl.storage.loading.file_reader import ReadFile

_PAGE = FILE_KINDS["region"]
_MANY = 1000
"""Files; more than these are read in two processes."""
_AT_ONCE = 500
"""Files that are remembered together: an interrupted run loses no more of its work."""


class FileSummary(NamedTuple):
    """What a region's file says in short: the region it names, its score, how many events it has."""

    region: str
    score: int | None
    events: int


class FileStore:
    """Gives the values of files, each as a whole or in part. A file is looked at once and read once at the most.

    Args:
        folder: Where to read.
        cache: Where the values of files are kept, if anywhere.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC.

    Attributes:
        problems: What was met so far.
        broken: The text of each file that could not be read to its end, by path.
    """

    def __init__(self, folder: Folder, cache: Cache | None = None, *, examine: bool = False) -> None:
        self._folder = folder
        self._disk = folder if isinstance(folder, DiskFolder) else None
        self._cache = cache
        self._examine = examine
        self._seen: dict[str, FileIdentity | None] = {}
        self._all_seen = False
        self._entries: dict[str, CacheEntry] = {}
        self._values: dict[str, dict[str, Any] | None] = {}
        self._forms: dict[str, EncodedFile] = {}
        self._fresh: dict[str, tuple[FileIdentity, EncodedFile]] = {}
        self._remembers = cache is not None
        self.problems: list[Problem] = []
        self.broken: dict[str, str] = {}

    def paths(self) -> list[str]:
        """The YAML files of the folder, sorted; every one of them is looked at."""
        if not self._all_seen:
            self._seen = self._disk.seen() if self._disk else dict.fromkeys(self._folder.paths())
            self._all_seen = True
            self._entries = self._cache.entries(self._seen) if self._cache else {}
        return list(self._seen)

    def has(self, path: str) -> bool:
        """True if there is such a file."""
        return path in self._seen if self._all_seen else self._folder.has(path)

    def of(self, path: str, kind: FileKind) -> dict[str, Any] | None:
        """The values of a file by key, as `RecordReader` gives them; None where it is missing or cannot be read."""
        if path not in self._values and self.has(path):
            form = self._form(path, "content")
            if form is None:
                self._read(path, kind)
            else:
                self._values[path] = values_of(form, kind)
        return self._values.get(path)

    def take_in(self, paths: Sequence[str]) -> None:
        """Read those of regions' files that are not known, so that every problem in them is met."""
        unread = [path for path in paths if not self._is_known(path)]
        if not unread:
            return
        if self._cache:
            self._cache.look_at_clock()
        done = self._read_in_two(unread) if self._disk and len(unread) > _MANY else 0
        for path in unread[done:]:
            self._read(path, _PAGE)
            done += 1
            self._tell(done, len(unread))

    def summary(self, path: str) -> FileSummary | None:
        """What is known of a region's file that was taken in; None where it cannot be read."""
        known = self._entries.get(path) or self._forms.get(path)
        if known is not None:
            return FileSummary(region_of(path), known.score, known.events)
        values = self._values.get(path)
        if values is None:
            return None
        events = len(list(page_in(values).events))
        return FileSummary(values.get("region", region_of(path)), values.get("score"), events)

    def page(self, path: str, *, event_stubs: bool = False, wanted: Container[int] | None = None) -> PageContent | None:
        """What a region's file holds; None where it is missing or cannot be read.

        Args:
            path: The file.
            event_stubs: Leave out the long texts of its events.
            wanted: The places of the events that are asked for; None for all.
        """
        form = self._form(path, "event_stubs" if event_stubs else "content")
        if form is not None:
            return event_stubs_of(form) if event_stubs else page_of(form, wanted)
        if path not in self._values and self.has(path):
            self._read(path, _PAGE)
        values = self._values.get(path)
        if values is None:
            return None
        return event_stubs_in(values) if event_stubs else page_in(values, wanted)

    def meeting(self, paths: Sequence[str], test: Callable[[str], bool]) -> Iterator[tuple[str, set[int] | None]]:
        """Yield at least the regions' files that may hold what passes a test of signatures.

        Yields:
            A path, and the places of its events that may; None where that is not known.
        """
        left = set(paths)
        for path, signatures in self._cache.signatures() if self._cache else ():
            if path in left and path not in self._values and self._is_what_was_kept(path, signatures):
                left.discard(path)
                text = signatures.decode()
                places = {n for n, line in enumerate(text.split("\n")) if test(line)} if test(text) else None
                if places:
                    yield path, places
        for path in left:
            yield path, None

    def state(self) -> str:
        """What changes when any of the files does, as they were when they were looked at."""
        self.paths()
        return state_of(self._seen)

    def states(self, paths: Sequence[str]) -> list[tuple[int, ...]] | None:
        """By what files are known of which nothing more need be read; None if there is another among them."""
        entries = [self._entries.get(path) for path in paths]
        if any(entry is None or path in self._values for path, entry in zip(paths, entries, strict=True)):
            return None
        return [entry[:4] for entry in entries if entry]

    def stored_summaries(self, edition: str) -> dict[str, bytes]:
        """What is kept of the lives of an edition, for each region."""
        return self._cache.lives(edition) if self._cache else {}

    def store_summaries(self, edition: str, forms: Mapping[str, bytes]) -> None:
        """Keep lives of an edition."""
        if self._cache and forms:
            self._cache.remember_summaries(edition, forms)

    def close(self) -> None:
        """Write what is new into the cache."""
        self._flush()
        if self._cache:
            self._cache.close()

    def _is_known(self, path: str) -> bool:
        return path in self._entries or path in self._values or path in self._forms

    def _identity(self, path: str) -> FileIdentity | None:
        if path not in self._seen and not self._all_seen and self._disk:
            self._seen[path] = self._disk.identity(path)
        return self._seen.get(path)

    def _entry(self, path: str) -> CacheEntry | None:
        if path not in self._entries and not self._all_seen and self._cache:
            self._identity(path)
            self._entries |= self._cache.entries({path: self._seen[path]})
        return self._entries.get(path)

    def _form(self, path: str, form: str) -> bytes | None:
        """A form in which a file was kept in this run or an earlier one; None where its values are at hand or lost."""
        if path in self._values:
            return None
        if path in self._forms:
            # When everything is examined, every page is asked for once, and all of them together fill the memory.
            forms = self._forms.pop(path) if self._examine else self._forms[path]
            return getattr(forms, form) or None
        entry = self._entry(path)
        return self._cache.form(path, form, getattr(entry, form)) if self._cache and entry else None

    def _is_what_was_kept(self, path: str, signatures: bytes) -> bool:
        entry = self._entry(path)
        return entry is not None and entry.signatures == checksum_of(signatures)

    def _read(self, path: str, kind: FileKind) -> None:
        from ratingctl.storage.loading.file_reader import (
            read_file,  # brings the parser, which a warm cache does not need
        )

        if self._cache:
            self._identity(path)
            self._cache.look_at_clock()
        self._accept(path, kind, read_file(self._folder, path, kind, examine=self._examine))

    def _read_in_two(self, paths: Sequence[str]) -> int:
        """Read files in two processes.

        Returns:
            How many were read before the processes failed, if they did.
        """
        from ratingctl.storage.loading.processes import read_pages_in_two  # takes time, and most runs read few files

        assert self._disk is not None
        done = 0
        try:
            reads = read_pages_in_two(self._disk.root, paths, examine=self._examine, made=self._made_by_others())
            with closing(reads):  # also where this run is interrupted: the others end with it
                for done, (path, read) in enumerate(reads, 1):
                    self._accept(path, _PAGE, read)
                    self._tell(done, len(paths))
        except (OSError, EOFError):
            return done
        return done

    def _made_by_others(self) -> Sequence[str]:
        """The forms that are needed of a file that another process reads."""
        if self._examine:
            return ("event_stubs",)
        return FORMS if self._remembers else ("content", "event_stubs")

    def _tell(self, done: int, of: int) -> None:
        if self._disk and self._disk.progress:
            self._disk.progress(done, of)

    def _accept(self, path: str, kind: FileKind, read: "ReadFile") -> None:
        self.problems += read.problems
        if read.broken is not None:
            self.broken[path] = read.broken
        if read.forms is None:
            self._values[path] = read.values
        else:
            self._forms[path] = read.forms
        identity = self._identity(path)
        if read.settled and identity and self._remembers and self._cache and self._cache.may_remember(identity):
            self._fresh[path] = identity, read.forms or forms_of(read.values or {}, kind)
            if len(self._fresh) >= _AT_ONCE:
                self._flush()

    def _flush(self) -> None:
        """Remember what is new; what is in the cache need not be held here as well."""
        if not (self._fresh and self._cache):
            return
        fresh, self._fresh = self._fresh, {}
        self._remembers = self._cache.remember(fresh, self._seen if self._all_seen else None)
        if self._remembers:
            self._entries |= self._cache.entries({path: self._seen[path] for path in fresh})
            for path in fresh:
                self._forms.pop(path, None)
