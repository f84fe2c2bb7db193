"""A file of a folder as a YAML document, or what keeps it from being read."""

import unicodedata
from typing import NamedTuple

from ratingctl.domain.findings import Problem, Severity
from ratingctl.domain.rules import files
from ratingctl.storage.folder import Folder, UnreadableFileError
from ratingctl.storage.yaml.nodes import Node, parse


class ParsedFile(NamedTuple):
    """What was made of a file.

    Attributes:
        root: The outermost node; None for an empty file, or one that could not be read.
        problems: Everything that is wrong with its text or its YAML.
        broken: Its text as far as it is known, if it could not be read to its end; else None.
    """

    root: Node | None
    problems: tuple[Problem, ...] = ()
    broken: str | None = None


def read_document(folder: Folder, path: str, *, examine: bool = False) -> ParsedFile:
    """Read a file that is there.

    Args:
        folder: Where to read.
        path: The file.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC.
    """
    size = folder.size(path)
    if size > files.LARGEST_FILE:
        return ParsedFile(None, tuple(files.too_large(path, size)), "")
    try:
        data = folder.read(path)
    except UnreadableFileError as error:
        return ParsedFile(None, tuple(_refused(path, error)), "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return ParsedFile(None, tuple(files.not_utf8(path, data, error.start)), data.decode("utf-8", "replace"))
    return _parsed(path, text, examine)


def _refused(path: str, error: UnreadableFileError) -> list[Problem]:
    if error.target is not None:
        return list(files.leads_outside(path, error.target))
    return list(files.unreadable_file(path, error.reason))


def _parsed(path: str, text: str, examine: bool) -> ParsedFile:
    rules = files.TEXT_RULES if examine else (files.conflict_marker,)
    found = tuple(problem for rule in rules for problem in rule(path, text))
    if any(problem.severity is Severity.ERROR for problem in found):
        return ParsedFile(None, found, text)
    plain = text.removeprefix("\ufeff")
    parsed = parse(path, plain if plain.isascii() else unicodedata.normalize("NFC", plain))
    return ParsedFile(parsed.root, found + parsed.problems, text if parsed.problems else None)
