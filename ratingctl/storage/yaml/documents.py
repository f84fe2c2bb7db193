"""Parser of a file: its bytes to a YAML document, or the problems that keep it from being read."""

import unicodedata
from typing import NamedTuple

from ratingctl.domain.findings import Position, Problem, Severity
from ratingctl.domain.rules import files
from ratingctl.storage.folder import Folder, UnreadableFileError
from ratingctl.storage.yaml.nodes import Node, parse
from ratingctl.storage.yaml.oddities import cut_texts, misleading_characters, misleading_keys


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
    if error.irregular:
        return list(files.irregular_file(path, error.reason))
    return list(files.unreadable_file(path, error.reason))


def _parsed(path: str, text: str, examine: bool) -> ParsedFile:
    rules = files.TEXT_RULES if examine else (files.conflict_marker,)
    problems = tuple(problem for rule in rules for problem in rule(path, text))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return ParsedFile(None, problems, text)
    plain = text.removeprefix("\ufeff")
    plain = plain if plain.isascii() else unicodedata.normalize("NFC", plain)
    parsed = parse(path, plain)
    stops = [problem.where for problem in parsed.problems if problem.code == files.not_yaml.code]
    if stops and isinstance(stops[0], Position):
        errors = misleading_characters(path, plain, stops[0].line) or list(parsed.problems)
    else:
        errors = [*parsed.problems, *misleading_keys(path, plain, parsed.root)]
    if errors:
        return ParsedFile(None, (*problems, *errors), text)
    if examine:
        problems += tuple(cut_texts(path, plain, parsed.root))
    return ParsedFile(parsed.root, problems)
