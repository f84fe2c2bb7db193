"""What each file of a folder holds, as typed values: from the cache where the file is unchanged, else from its text."""

from collections.abc import Mapping
from typing import Any

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.fields import FileKind, Record, Shape
from ratingctl.domain.findings import Problem
from ratingctl.storage.cache import Cache
from ratingctl.storage.folder import Folder


class Contents:
    """Gives the values of files one by one.

    Args:
        folder: Where to read.
        cache: Where the values of files are kept, if anywhere.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC.

    Attributes:
        paths: The YAML files of the folder.
        problems: What was met so far.
        broken: The text of each file that could not be read to its end, by path.
    """

    def __init__(self, folder: Folder, cache: Cache | None = None, *, examine: bool = False) -> None:
        self._folder = folder
        self._cache = cache
        self._examine = examine
        self.paths = folder.paths()
        self.problems: list[Problem] = []
        self.broken: dict[str, str] = {}
        self._known = set(self.paths)

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def of(self, path: str, kind: FileKind) -> dict[str, Any] | None:
        """The values of a file by key, as `RecordReader` gives them; None where it is missing or cannot be read.

        Only a file without any problem is kept in the cache, so that each problem is met again.
        """
        if path not in self._known:
            return None
        identity = self._cache.identity(path) if self._cache else None
        if self._cache is None or identity is None:
            return self._read(path, kind)
        kept = self._cache.content(path, identity)
        if kept is not None:
            return _revived_file(kept, kind)
        problems = len(self.problems)
        values = self._read(path, kind)
        if values is not None and len(self.problems) == problems:
            self._cache.remember(path, identity, values)
        return values

    def close(self) -> None:
        """Write what is new into the cache."""
        if self._cache:
            self._cache.close(self.paths)

    def _read(self, path: str, kind: FileKind) -> dict[str, Any] | None:
        # These bring the parser, which a warm cache does not need.
        from ratingctl.storage.documents import read_document
        from ratingctl.storage.records import RecordReader

        document = read_document(self._folder, path, examine=self._examine)
        self.problems += document.problems
        if document.broken is not None:
            self.broken[path] = document.broken
            return None
        reader = RecordReader(path)
        values = reader.file(document.root, kind)
        self.problems += reader.problems
        return values


def _revived_file(kept: Mapping[str, Any], kind: FileKind) -> dict[str, Any]:
    """Values as they were before they went through JSON, which knows neither dates nor tuples."""
    if kind.shape is Shape.LISTS:
        return {key: tuple(texts) for key, texts in kept.items()}
    assert kind.record is not None
    if kind.shape is Shape.TABLE:
        return {key: _revived(row, kind.record) for key, row in kept.items()}
    return _revived(kept, kind.record)


def _revived(kept: Mapping[str, Any], record: Record) -> dict[str, Any]:
    fields = record.by_name
    values = dict(kept)
    for key, value in kept.items():
        field = fields[key]
        shape = field.shape
        if shape is Shape.DATE:
            values[key] = parse_edtf(value[0])
        elif shape is Shape.IDS or shape is Shape.TEXTS:
            values[key] = tuple(value)
        elif field.record is not None:
            values[key] = _revived_field(value, field.record, shape)
    return values


def _revived_field(value: Any, record: Record, shape: Shape) -> Any:
    if shape is Shape.RECORDS:
        return [_revived(row, record) for row in value]
    if shape is Shape.TABLE:
        return {key: _revived(row, record) for key, row in value.items()}
    return _revived(value, record)
