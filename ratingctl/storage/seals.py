"""Seals of editions: read from a folder, with the checksums of the files that they are about."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from ratingctl import __version__
from ratingctl.domain.fields import FILE_KINDS
from ratingctl.domain.model import Edition, EditionId, Rating, Settings
from ratingctl.domain.seal import (
    SEAL_NAME,
    Records,
    Seal,
    SealedEdition,
    SealFormatError,
    checksum,
    record_fingerprints,
    seal_of,
)
from ratingctl.errors import DataError
from ratingctl.message import Text, sentence
from ratingctl.storage.folder import Folder, UnreadableFileError
from ratingctl.storage.loading.rating_builder import OTHER_NAMES
from ratingctl.storage.loading.records import RecordReader
from ratingctl.storage.yaml.nodes import parse


def sealed_editions(folder: Folder, rating: Rating) -> dict[EditionId, SealedEdition]:
    """Return what is known of each edition's seal; files are read anew, never from the cache.

    Args:
        folder: The rating.
        rating: Its settings and editions, as far as they can be read.
    """
    paths = folder.paths()
    return {
        edition.id: _sealed_edition(folder, edition, [path for path in paths if _is_of(edition.id, path)], rating)
        for edition in rating.editions.values()
    }


def new_seal(edition: EditionId, contents: Mapping[str, bytes], *, date: str, by: str) -> Seal:
    """Return the seal of an edition whose files hold these bytes, without a parent.

    Args:
        edition: The edition.
        contents: The bytes of each of its files by path.
        date: The day of publication.
        by: Who publishes it.
    """
    return Seal(
        edition,
        date,
        by,
        __version__,
        {path: checksum(content) for path, content in contents.items()},
        records=_page_records(contents),
    )


def edition_contents(folder: Folder, edition: EditionId) -> dict[str, bytes]:
    """Return the bytes of an edition's files that a seal is about: the YAML files in its folder.

    Raises:
        DataError: If one of them cannot be read.
    """
    contents = {}
    for path in folder.paths():
        if _is_of(edition, path):
            try:
                contents[path] = folder.read(path)
            except UnreadableFileError as error:
                raise DataError(
                    sentence("the file cannot be read: {reason}", reason=error.reason), place=path
                ) from error
    return contents


def seal_bytes(folder: Folder, edition: EditionId) -> bytes | None:
    """Return the bytes of an edition's seal; None where it has none."""
    try:
        return folder.read(f"{edition}/{SEAL_NAME}")
    except (UnreadableFileError, KeyError):
        return None


def _sealed_edition(folder: Folder, edition: Edition, paths: Iterable[str], rating: Rating) -> SealedEdition:
    text = seal_bytes(folder, edition.id)
    is_asked = text is not None or edition.is_published
    contents = _readable(folder, paths) if is_asked else {}
    seal, error = _read_seal(text)
    settings: Settings = rating.as_printed_in(edition).settings
    return SealedEdition(
        edition.id,
        edition.previous,
        edition.is_published,
        edition.frozen is not None or bool(edition.errata),
        seal,
        checksum(text) if text is not None else "",
        error,
        {path: checksum(content) for path, content in contents.items()},
        {path: checksum(content.replace(b"\r\n", b"\n")) for path, content in contents.items() if b"\r\n" in content},
        _page_records(contents),
        len(edition.errata),
        settings.scale,
    )


def _read_seal(text: bytes | None) -> tuple[Seal | None, Text | None]:
    """Return the seal, and why it cannot be read where it cannot."""
    if text is None:
        return None, None
    try:
        return seal_of(text.decode("utf-8"), __version__), None
    except UnicodeDecodeError:
        return None, sentence("it is no seal")
    except SealFormatError as error:
        return None, error.fact


def _readable(folder: Folder, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of the files that can be read; of the others none, so that they count as changed."""
    contents = {}
    for path in paths:
        try:
            contents[path] = folder.read(path)
        except UnreadableFileError:
            contents[path] = b""
    return contents


def _page_records(contents: Mapping[str, bytes]) -> dict[str, Records]:
    """Return the fingerprints of each region's file that can be read."""
    pages = {path: content for path, content in contents.items() if path.rpartition("/")[2] not in OTHER_NAMES}
    values = ((path, _values(path, content)) for path, content in pages.items())
    return {path: record_fingerprints(page) for path, page in values if page is not None}


def _values(path: str, content: bytes) -> dict[str, Any] | None:
    try:
        parsed = parse(path, unicodedata.normalize("NFC", content.decode("utf-8").removeprefix("\ufeff")))
    except UnicodeDecodeError:
        return None
    return None if parsed.problems else RecordReader(path).file(parsed.root, FILE_KINDS["region"])


def _is_of(edition: EditionId, path: str) -> bool:
    return path.startswith(f"{edition}/")
