"""Finder of oddities in a YAML text that mean something else than they look like."""

import re
from collections.abc import Iterator
from functools import cache

from ratingctl.domain.findings import Position, Problem
from ratingctl.domain.rules import files
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar

_TEXT_KEYS = frozenset(("title", "text", "project", "note", "rationale", "name", "comment"))
_COMMENT = re.compile(r"[ \t]+#(\S[^\n]*)")
_BLANK = f"[{files.MISLEADING_BLANKS}]"
_DASH = f"[{files.LONG_DASHES}]"
_ANY = re.compile(f"{_BLANK}|{_DASH}")
_LINES_BEFORE = 2
"""Lines above the one in which the parser stopped, in which the cause may stand."""


def cut_texts(path: str, text: str, root: Node | None) -> Iterator[Problem]:
    """Yield the plain texts of a document that a comment cuts off although it looks like text."""
    for key, value in _pairs_in(root) if " #" in text else ():
        if key.value in _TEXT_KEYS and isinstance(value, Scalar) and value.style == "" and value.value:
            match = _COMMENT.match(text, value.end_mark.index)
            if match:
                line = value.end_mark.line + 1
                yield from files.cut_by_comment(
                    Position(path, line, value.end_mark.column + 1), key.value, match[1].rstrip()
                )


def misleading_characters(path: str, text: str, line: int) -> list[Problem]:
    """Return the misleading characters in the structure of a text, near the line where the parser stopped."""
    if not _ANY.search(text):
        return []
    lines = text.split("\n")
    near = range(max(line - 1 - _LINES_BEFORE, 0), min(line, len(lines)))
    found = [_structural(path, number, lines[number]) for number in near]
    if not any(found):
        found = [_structural(path, number, lines[number]) for number in range(min(line, len(lines)))][-200:]
        found = [problems for problems in found if problems][-1:]
    return [problem for problems in found for problem in problems]


def misleading_keys(path: str, text: str, root: Node | None) -> Iterator[Problem]:
    """Yield the misleading characters in the structure of a text that parses, where they have become part of a key."""
    if text.isascii() or not _structure().search(text):  # most files end here: nothing is looked for in their nodes
        return
    lines = text.split("\n")
    for key, _ in _pairs_in(root):
        number = key.start_mark.line
        if number < len(lines) and _ANY.search(key.value):
            yield from _structural(path, number, lines[number])


def _structural(path: str, number: int, line: str) -> list[Problem]:
    match = _structure().match(line)
    if match is None:
        return []
    group = match.lastindex or 0
    return list(files.misleading_character(Position(path, number + 1, match.start(group) + 1), match[group]))


def _pairs_in(root: Node | None) -> Iterator[tuple[Scalar, Node]]:
    pending = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, MappingNode):
            for key, value in node.pairs():
                if isinstance(key, Scalar):
                    yield key, value
                if not isinstance(value, Scalar):
                    pending.append(value)
        elif not isinstance(node, Scalar):
            pending += node.items


@cache
def _structure() -> re.Pattern[str]:
    """Return the pattern of what stands for a blank or a dash of the structure; only a broken file needs it."""
    return re.compile(
        rf"""(?m)^[ ]*(?:-[ ]+)*(?:
        ({_BLANK})                                            # in the indentation, or behind a dash and a blank
        | -({_BLANK})                                         # right behind a dash
        | ({_DASH})(?=[ {files.MISLEADING_BLANKS}])           # in the place of a dash
        | [\w-]+[ ]?({_BLANK})[ ]*:                           # before a colon
        | [\w-]+[ ]?:({_BLANK})                               # behind a colon
        )""",
        re.VERBOSE,
    )
