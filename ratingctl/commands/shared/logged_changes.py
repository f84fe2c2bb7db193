"""The changes of a rating's files, commit by commit; what moved to another file is followed there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from ratingctl.commands.shared.change_summary import FileChanges
from ratingctl.commands.shared.region_moves import event_ids, renamed_to
from ratingctl.domain.file_outline import Identity
from ratingctl.merging.changes import FieldChange, Values, changes_between
from ratingctl.storage.git_history import Commit, FileChange, commits_of
from ratingctl.storage.git_work import Repository
from ratingctl.storage.yaml.outline import OutlineError, plain_values

KEYS = ("revision", "date", "by", "edition", "region", "id", "field", "was", "now")


class LoggedChange(NamedTuple):
    """A change with the commit that made it, and the file in which it stands, inside the rating's folder."""

    commit: Commit
    path: str
    change: FieldChange

    @property
    def data(self) -> dict[str, Any]:
        """The change for programs."""
        place = FileChanges(self.path, None)
        change = self.change
        row = (self.commit.revision, self.commit.date, self.commit.by, place.edition or None, place.region or None,
               change.record or None, change.field or None, change.was, change.now)  # fmt: skip
        return dict(zip(KEYS, row, strict=True))


def logged_changes(
    repository: Repository, patterns: Sequence[str], *, is_narrow: bool, event: str = ""
) -> list[LoggedChange]:
    """Return the changes of files, the newest first.

    An event that a commit takes out of one file and puts into another one has changed its region; a file that a commit
    gives another name is the same file. Where only some files are asked about, their earlier names are followed, and
    the file from which an event came.

    Args:
        repository: The repository.
        patterns: Which files, as git's glob patterns from the top of the repository.
        is_narrow: Whether there are other files in which something may have stood before.
        event: The event that is asked about; empty for all.
    """
    known = list(patterns)
    while True:
        history = _History(repository, known, is_narrow=is_narrow, event=event)
        changes = [change for commit in history.commits for change in history.changes(commit)]
        earlier = sorted(history.earlier - set(known))
        if not earlier or not is_narrow:
            return changes
        known += earlier


def field_by_field(changes: Iterable[LoggedChange]) -> Iterator[LoggedChange]:
    """Yield changes field by field: what a new entry says is said for the first time."""
    for logged in changes:
        change = logged.change
        if change.field or change.entry is None:
            yield logged
            continue
        yield from (logged._replace(change=each) for each in _fields(change, change.was or {}, change.now or {}))


class _History:
    """The commits that changed some files.

    Attributes:
        commits: The commits, the newest first.
        earlier: Patterns of the files from which something came.
    """

    def __init__(self, repository: Repository, patterns: Sequence[str], *, is_narrow: bool, event: str) -> None:
        self._repository = repository
        self._patterns = patterns
        self._event = event
        self.commits = list(commits_of(repository, patterns, has_others=is_narrow))
        self.earlier: set[str] = set()
        self._blobs: dict[str, bytes] = {}
        self._read(file for commit in self.commits for file in commit.files if self._is_asked(file))
        self._values = cache(self._values_of)
        self._between = cache(self._changes_between)

    def changes(self, commit: Commit) -> Iterator[LoggedChange]:
        """Yield what a commit changed."""
        asked = [file for file in commit.files if self._is_asked(file)]
        others = [file for file in commit.files if file not in asked and len(file.before) == 1 and self._is_page(file)]
        renamed = dict(self._renames(asked, others))
        gone = {old.path for old in renamed.values()}
        for file, old in renamed.items():
            self.earlier.add(self._pattern(old.path))
            was, now = (PurePosixPath(path).stem for path in (old.path, file.path))
            yield self._logged(commit, file.path, FieldChange(None, "region", was, now))
            for change in self._between(old.before[0], file.after):
                if change.field != "region":
                    yield self._logged(commit, file.path, change)
        kept = [file for file in asked if file not in renamed and file.path not in gone]
        changes = [(file, change) for file in kept for change in self._own_changes(file)]
        moves = self._moves(changes, others)
        for file, change in changes:
            if change.entry not in moves or not (change.is_new or change.is_gone):
                yield self._logged(commit, file.path, change)
        for entry, moved in moves.items():
            if entry[0] == "events":
                yield from self._moved(commit, *moved)

    def _moved(
        self, commit: Commit, old: FileChange, new: FileChange, was: FieldChange, now: FieldChange
    ) -> Iterator[LoggedChange]:
        """Yield what changed of an event that stood in one file and stands in another one now."""
        if was.record == self._event:
            self.earlier.add(self._pattern(old.path))
        places = [FileChanges(self._inside(file.path), None) for file in (old, new)]
        for name in ("edition", "region"):
            before, after = (getattr(place, name) for place in places)
            if before != after:
                yield self._logged(commit, new.path, FieldChange(now.entry, name, before, after, now.context))
        for change in _fields(now, was.was or {}, now.now or {}):
            if change.was != change.now:
                yield self._logged(commit, new.path, change)

    def _renames(
        self, asked: Sequence[FileChange], others: Sequence[FileChange]
    ) -> Iterator[tuple[FileChange, FileChange]]:
        """Yield new files that are old ones under another name, each with the old one."""
        files = [file for file in (*asked, *others) if len(file.before) == 1 and self._is_page(file)]
        new = {file.path: file for file in files if file.before[0] is None and file.after}
        for old in files:
            if (
                old.after is None
                and old.before[0]
                and new
                and (old in asked or not set(new.values()).isdisjoint(asked))
            ):
                folder = [file for path, file in new.items() if path.rpartition("/")[0] == old.path.rpartition("/")[0]]
                self._read([old, *folder])
                path = renamed_to(self._blobs[old.before[0]], {f.path: self._blobs[f.after or ""] for f in folder})
                if path and (old in asked or new[path] in asked):
                    yield new.pop(path), old

    def _moves(
        self, changes: Sequence[tuple[FileChange, FieldChange]], others: Sequence[FileChange]
    ) -> dict[Identity, tuple[FileChange, FileChange, FieldChange, FieldChange]]:
        """Return the entries that a commit took out of one file and put into another one, with both places."""
        new = {change.entry: (file, change) for file, change in changes if change.entry and change.is_new}
        gone = {change.entry: (file, change) for file, change in changes if change.entry and change.is_gone}
        lone = {entry[1].encode() for entry in new.keys() ^ gone.keys() if entry[0] == "events"}
        for file in others if lone else ():
            self._read([file])
            ids = [event_ids(self._blobs[side]) if side else set() for side in (file.before[0], file.after)]
            if {event.decode() for event in lone} & (ids[0] ^ ids[1]):
                for change in self._own_changes(file):
                    if change.entry and change.is_new:
                        new.setdefault(change.entry, (file, change))
                    elif change.entry and change.is_gone:
                        gone.setdefault(change.entry, (file, change))
        return {
            entry: (gone[entry][0], new[entry][0], gone[entry][1], new[entry][1]) for entry in new.keys() & gone.keys()
        }

    def _own_changes(self, file: FileChange) -> Iterator[FieldChange]:
        """Yield what a commit changed in a file; of a merge only what neither side had said before it."""
        first, *others = (self._between(before, file.after) for before in file.before)
        said = [{(change.entry, change.field) for change in other} for other in others]
        for change in first:
            if change.field != "region" and all((change.entry, change.field) in other for other in said):
                yield change

    def _changes_between(self, before: str | None, after: str | None) -> list[FieldChange]:
        values = self._values(before), self._values(after)
        return [] if values[0] is None or values[1] is None else changes_between(values[0], values[1])

    def _values_of(self, digest: str | None) -> Values | None:
        try:
            return plain_values("", self._blobs[digest]) if digest else {}
        except OutlineError:
            return None

    def _read(self, files: Iterable[FileChange]) -> None:
        digests = {digest for file in files for digest in (*file.before, file.after) if digest}
        self._blobs |= self._repository.blobs(sorted(digests - self._blobs.keys()))

    def _is_asked(self, file: FileChange) -> bool:
        path = PurePosixPath(file.path)
        return path.suffix == ".yaml" and any(path.match(pattern) for pattern in self._patterns)

    def _is_page(self, file: FileChange) -> bool:
        return file.path.startswith(self._repository.prefix) and FileChanges(self._inside(file.path), None).is_page

    def _inside(self, path: str) -> str:
        return path.removeprefix(self._repository.prefix)

    def _pattern(self, path: str) -> str:
        return f"{self._repository.prefix}*/{PurePosixPath(path).name}"

    def _logged(self, commit: Commit, path: str, change: FieldChange) -> LoggedChange:
        return LoggedChange(commit, self._inside(path), change)


def _fields(change: FieldChange, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for key in dict.fromkeys([*before, *after]):
        yield FieldChange(change.entry, key, before.get(key), after.get(key), change.context)
