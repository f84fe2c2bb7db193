"""Reader of one file: text to typed values."""

from typing import Any, NamedTuple

from ratingctl.domain.fields import FILE_KINDS, FileKind
from ratingctl.domain.findings import Problem
from ratingctl.storage.cache.file_forms import EncodedFile
from ratingctl.storage.folder import Folder, region_of
from ratingctl.storage.loading.records import RecordReader
from ratingctl.storage.yaml.documents import read_document


class ReadFile(NamedTuple):
    """What was read of a file.

    Attributes:
        values: Its values by key, as `RecordReader` gives them; None where it cannot be read.
        problems: Everything that is wrong with it.
        broken: Its text as far as it is known, if it could not be read to its end; else None.
        is_sound: True if nothing is wrong with it alone, so that it need not be read again while it is unchanged.
        forms: Its values in the forms in which they are kept, instead of them; only of a sound file.
    """

    values: dict[str, Any] | None
    problems: tuple[Problem, ...] = ()
    broken: str | None = None
    is_sound: bool = False
    forms: EncodedFile | None = None


def read_file(folder: Folder, path: str, kind: FileKind, *, examine: bool = False) -> ReadFile:
    """Return the values of a file that exists.

    Args:
        folder: Where to read.
        path: The file.
        kind: What kind of file it is.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC.
    """
    document = read_document(folder, path, examine=examine)
    if document.broken is not None:
        return ReadFile(None, document.problems, document.broken)
    reader = RecordReader(path)
    values = reader.file(document.root, kind)
    problems = (*document.problems, *reader.problems)
    misnamed = kind is FILE_KINDS["region"] and values.get("region") != region_of(path)
    return ReadFile(values, problems, is_sound=not problems and not misnamed)
