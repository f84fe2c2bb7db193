"""Parser of YAML text to nodes with positions; nothing is guessed: a value is the text that was written.

The nodes are built from libyaml's events by a loop, not by its composer: that is twice as fast, cannot overflow the
stack, and sees the anchors, tags, duplicate keys and second documents that a composer hides.
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from _ruamel_yaml import CParser
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ratingctl.domain.findings import Position, Problem
from ratingctl.domain.rules import files
from ratingctl.message import Text

_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
"""The characters that a YAML stream may not hold (YAML 1.1, section 4.1)."""

_TEXT_COLON = re.compile(r"""(?<=[^\s,\[\]{}"']):(?=[^\s,\[\]{}])""")
_TEXT_QUESTION = re.compile(r"(?<=[^\s,\[\]{}])\?|\?(?=[^\s,\[\]{}])")
"""A colon or question mark that is text wherever it stands: no key ends, and none begins."""

Scalar = ScalarEvent
"""A text, with `value`, `style` (empty where it is plain) and marks: libyaml's own event."""


class SequenceNode:
    """A list: `items` are nodes; `start` and `end` are libyaml's events."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: SequenceStartEvent) -> None:
        self.start = start
        self.items: list[Node] = []
        self.end: Any = None


class MappingNode:
    """A mapping: `items` are nodes, a key and its value in turn; `start` and `end` are libyaml's events."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: MappingStartEvent) -> None:
        self.start = start
        self.items: list[Node] = []
        self.end: Any = None

    def pairs(self) -> "list[tuple[Node, Node]]":
        """Return the keys with their values."""
        return list(zip(self.items[::2], self.items[1::2], strict=True))


Node = Scalar | SequenceNode | MappingNode


class Parsed(NamedTuple):
    """The YAML document of a text.

    Attributes:
        root: The outermost node; None for an empty text, or one that is no YAML.
        problems: What is wrong with it; where there is any, nothing of the document may be used.
    """

    root: "Node | None"
    problems: tuple[Problem, ...] = ()


def parse(path: str, text: str) -> Parsed:
    """Parse a text as one YAML document of plain mappings, lists and texts.

    Args:
        path: The file's path, for the places of problems.
        text: Its text, without a byte order mark.
    """
    parsed = _parse(path, text)
    if any(problem.code == files.not_yaml.code for problem in parsed.problems):
        return _parsed_with_stand_ins(path, text) or parsed
    return parsed


def _parsed_with_stand_ins(path: str, text: str) -> Parsed | None:
    """Parse a text that libyaml refuses, with stand-ins for the marks that it takes for more than text.

    In brackets and braces it accepts neither `:` nor `?` inside a plain text, as in `[https://example.org/a?b]`,
    although YAML 1.2 does (section 7.3.3; yaml/libyaml#28). Where such a mark can only be text, a character that the
    text does not hold stands in for it while it is parsed, and goes from the values again: every mark stays in place.

    Returns:
        What was parsed; None where there is nothing to stand in for, or it is refused at the same place.
    """
    colon, question = islice((char for char in map(chr, range(0xE000, 0xF8FF)) if char not in text), 2)
    changed = _TEXT_QUESTION.sub(question, _TEXT_COLON.sub(colon, text))
    if changed == text:
        return None
    parsed = _parse(path, changed)
    marks = {ord(colon): ":", ord(question): "?"}
    pending = [parsed.root] if parsed.root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, Scalar):
            node.value = node.value.translate(marks)
        else:
            pending += node.items
    problems = tuple(problem._replace(fact=_translated(problem.fact, marks)) for problem in parsed.problems)
    return Parsed(parsed.root, problems)


def _translated(text: Text, marks: Mapping[int, str]) -> Text:
    """Return a fact with its placeholder marks replaced by their characters."""
    if isinstance(text, str):
        return text.translate(marks)
    values = {key: value.translate(marks) if isinstance(value, str) else value for key, value in text.values.items()}
    return text._replace(values=values)


def _parse(path: str, text: str) -> Parsed:
    builder = _TreeBuilder(path, CParser(text))
    top: list[Node] = []
    try:
        top = builder.tree()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path)
        builder.problems += files.not_yaml(place, _message_of(error), _line_of(text, place.line))
    except YAMLError as error:
        place = _forbidden_character(path, text)
        builder.problems += files.not_yaml(place, str(error).split("\n")[0], _line_of(text, place.line))
    if builder.problems:
        return Parsed(None, tuple(builder.problems))
    return Parsed(top[0] if top else None)


def place_of(path: str, node: Node) -> Position:
    """Return the position of a node's first character."""
    mark = node.start_mark if isinstance(node, Scalar) else node.start.start_mark
    return Position(path, mark.line + 1, mark.column + 1)


def place_at(path: str, root: Node | None, keys: tuple[str | int, ...]) -> Position:
    """Return the position of the value at a path of keys, or of the last one on the way that exists."""
    if root is None:
        return Position(path)
    node = root
    for key in keys:
        inner = _value_under(node, key)
        if inner is None:
            break
        node = inner
    return place_of(path, node)


def _value_under(node: Node, key: str | int) -> Node | None:
    if isinstance(key, int):
        return node.items[key] if isinstance(node, SequenceNode) and key < len(node.items) else None
    if isinstance(node, MappingNode):
        for name, value in node.pairs():
            if type(name) is Scalar and name.value == key:
                return value
    return None


class _TreeBuilder:
    """Builds the tree of nodes from a parser's events; what a rating's file may not hold goes to `problems`."""

    def __init__(self, path: str, parser: CParser) -> None:
        self._path = path
        self._next_event = parser.get_event
        self.problems: list[Problem] = []

    def tree(self) -> list[Node]:
        """Return the nodes on the outermost level: none or one."""
        top: list[Node] = []
        open_nodes: list[SequenceNode | MappingNode] = []
        put = top.append
        while True:
            event = self._next_event()
            sort = type(event)
            if sort is ScalarEvent:
                if event.ctag is not None or event.anchor is not None:  # `tag` is a property of it, and slow
                    self._refuse_properties(event)
                put(event)
            elif sort is MappingStartEvent or sort is SequenceStartEvent:
                node = MappingNode(event) if sort is MappingStartEvent else SequenceNode(event)
                put(node)
                open_nodes.append(node)
                put = node.items.append
                if not self._may_open(event, len(open_nodes)):
                    return []
            elif sort is MappingEndEvent or sort is SequenceEndEvent:
                node = open_nodes.pop()
                node.end = event
                if type(node) is MappingNode:
                    self._refuse_duplicates(node)
                put = open_nodes[-1].items.append if open_nodes else top.append
            elif sort is AliasEvent:
                self.problems += files.alias_used(self._place(event), event.anchor)
                put(ScalarEvent(None, None, (True, False), "", event.start_mark, event.end_mark, style=""))
            elif sort is StreamEndEvent:
                return top
            elif sort is DocumentStartEvent and top:
                self.problems += files.second_document(self._place(event))
                return []

    def _may_open(self, event: MappingStartEvent | SequenceStartEvent, depth: int) -> bool:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if depth > files.DEEPEST_NESTING:
            self.problems += files.nested_too_deep(self._place(event))
            return False
        return True

    def _refuse_properties(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self.problems += files.alias_used(self._place(event), event.anchor)
        if event.tag is not None:
            self.problems += files.tag_used(self._place(event), str(event.tag))

    def _refuse_duplicates(self, node: MappingNode) -> None:
        keys = [key for key in node.items[::2] if type(key) is Scalar]
        if len({key.value for key in keys}) == len(keys):
            return
        first: dict[str, Node] = {}
        for key in keys:
            earlier = first.setdefault(key.value, key)
            if earlier is not key:
                place, other = place_of(self._path, key), place_of(self._path, earlier)
                self.problems += files.duplicate_key(place, key.value, other)

    def _place(self, event: Any) -> Position:
        return Position(self._path, event.start_mark.line + 1, event.start_mark.column + 1)


def _message_of(error: MarkedYAMLError) -> str:
    """Return the message of libyaml, with the first line of the construct that it could not finish."""
    context = str(error.context) if error.context else ""
    if context and error.context_mark and error.problem_mark and error.context_mark.line != error.problem_mark.line:
        context += f" that begins in line {error.context_mark.line + 1}"
    return ", ".join(part for part in (context, str(error.problem or "")) if part)


def _line_of(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else ""


def _forbidden_character(path: str, text: str) -> Position:
    """The first control character, where libyaml says only that there is one."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return Position(path)
    position = match.start()
    return Position(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
