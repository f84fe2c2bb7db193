"""Parser of a file: its bytes to a YAML document, or the problems that keep it from being read."""

import unicodedata
from typing import NamedTuple

from ratingctl.domain.findings import Problem, Severity
from ratingctl.domain.rules import files
from ratingctl.storage.folder import Folder, UnreadableFileError
from ratingctl.storage.yaml.nodes import Node, parse


class ParsedFile(NamedTuple):
    """The YAML document of a file.

    Attributes:
        root: The outermost node; None for an empty file, or one that could not be read.
        problems: Everything that is wrong with its text or its YAML.
        broken: Its text as far as it is known, if it could not be read to its end; else None.
    """

    root: Node | None
    problems: tuple[Problem, ...] = ()
    broken: str | None = None


def read_document(folder: Folder, path: str, *, examine: bool = False) -> ParsedFile:
    """Return the parsed document of a file that exists.

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
    problems = tuple(problem for rule in rules for problem in rule(path, text))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return ParsedFile(None, problems, text)
    plain = text.removeprefix("\ufeff")
    parsed = parse(path, plain if plain.isascii() else unicodedata.normalize("NFC", plain))
    return ParsedFile(parsed.root, problems + parsed.problems, text if parsed.problems else None)
