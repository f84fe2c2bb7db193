"""Reader of files that people hand in to be imported: no larger than they may be, archives checked before unpacking."""

import io
import zipfile
from pathlib import Path

from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.inputs.named_file import named_bytes

_MOST_BYTES = 50 * 1024 * 1024
_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_ENTRIES = 5000
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def handed_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        UsageError: If it is not there, or no regular file.
        DataError: If it is larger than 50 megabytes, or unpacks to more than 300.
        SurroundingsError: If the system does not let it be read.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UsageError(sentence("this is no regular file"), place=str(path), next_step=sentence("name another file"))
    content = named_bytes(path, _MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise DataError(
            sentence("the file is larger than {n} megabytes", n=_MOST_BYTES >> 20),
            place=str(path),
            next_step=sentence("take out pictures and what is not to be imported, and save it anew"),
        )
    if content.startswith(_OLD_OFFICE):
        raise DataError(
            sentence("this is a file of an old office program, or one with a password"),
            place=str(path),
            next_step=sentence("save it as .xlsx, .docx or .csv, without a password"),
        )
    if content.startswith(_ZIP):
        _require_small(content, path)
    return content


def is_archive(content: bytes) -> bool:
    """Return True if a file is an archive, as .xlsx and .docx are."""
    return content.startswith(_ZIP)


def is_office_file(content: bytes) -> bool:
    """Return True for a file of an office program, old or new: no text."""
    return content.startswith((_ZIP, _OLD_OFFICE))


def damaged(path: Path, error: Exception) -> DataError:
    """Return the error of a file that its format's reader refuses."""
    return DataError(
        sentence("the file is damaged: {error}", error=" ".join(str(error).split())[:200] or type(error).__name__),
        place=str(path),
        next_step=sentence("open it in the program that made it, and save it anew"),
    )


def _require_small(content: bytes, path: Path) -> None:
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(path, error) from error
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise DataError(
            sentence("the file unpacks to more than {n} megabytes", n=_MOST_UNPACKED >> 20),
            place=str(path),
            next_step=sentence("save what is to be imported as a file of its own"),
        )
