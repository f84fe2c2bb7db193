"""Offsets in the text of a YAML file: lines, comments, values and list items, found at node marks."""

import re
from typing import Any

from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode

BLOCK_STYLES = ("|", ">")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class TextLayout:
    """The offsets of lines and values in one text. Every offset counts characters from the start of the text.

    Args:
        text: The text whose nodes are asked about, without a byte order mark.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def line_start(self, offset: int) -> int:
        """Return the start of the line that holds an offset."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return the end of the line that holds an offset, behind its newline."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1

    def value_span(self, node: Node) -> tuple[int, int]:
        """Return the start and end of a value, without what libyaml counts to a block text after its last line."""
        if isinstance(node, Scalar):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in BLOCK_STYLES:
                end = start + len(self.text[start:end].rstrip())
            return start, end
        if is_block(node):
            return node.start.start_mark.index, self.content_end(node)
        return node.start.start_mark.index, node.end.end_mark.index

    def content_end(self, node: Node) -> int:
        """Return the end of a value's last line."""
        if isinstance(node, Scalar):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in BLOCK_STYLES:
                if "+" in self.text[start : self.line_end(start)].split("#")[0]:
                    return int(end)
                end = start + len(self.text[start:end].rstrip())
            return self.line_end(end)
        if not is_block(node):
            return self.line_end(node.end.end_mark.index)
        return self.content_end(node.items[-1])

    def item_end(self, node: SequenceNode, position: int) -> int:
        """Return the end of a list item with the comments below it that are indented deeper than its dash."""
        return self.past_comments(self.content_end(node.items[position]), node.start.start_mark.column + 1)

    def past_comments(self, offset: int, column: int) -> int:
        """Return a line's start, moved down past the comment lines that are indented at least so far."""
        while offset < len(self.text):
            line = self.text[offset : self.line_end(offset)]
            indent = len(line) - len(line.lstrip(" "))
            if not line.lstrip(" ").startswith("#") or indent < max(column, 1):
                break
            offset = self.line_end(offset)
        return offset

    def above_comments(self, offset: int, lowest: int) -> int:
        """Return a line's start, moved up above the comment lines that touch it."""
        while offset > lowest:
            start = self.line_start(offset - 1)
            if not self.text[start:offset].lstrip(" ").startswith("#"):
                break
            offset = start
        return offset

    def has_blank_lines(self, node: SequenceNode) -> bool:
        """Return True if a blank line parts any two items of a list."""
        first, last = start_of(node.items[0]), start_of(node.items[-1])
        if not _BLANK_LINE.search(self.text, first, last):  # most lists: no item need be looked at
            return False
        return any(self.has_blank_line_above(node, position) for position in range(1, len(node.items)))

    def has_blank_line_above(self, node: SequenceNode, position: int) -> bool:
        """Return True if a blank line parts a list item from the one before it."""
        gap = self.text[self.item_end(node, position - 1) : self.line_start(start_of(node.items[position]))]
        return any(not line.strip() for line in gap.split("\n")[:-1])

    def dash(self, node: SequenceNode, position: int) -> int:
        """Return the offset of the dash of a list item."""
        return self.text.rfind("-", 0, start_of(node.items[position]))

    def after_colon(self, key: Scalar) -> int:
        """Return the offset behind the colon of a key."""
        return self.text.index(":", key.end_mark.index) + 1


def is_block(node: MappingNode | SequenceNode) -> bool:
    """Return True for a mapping or list that is written over lines, False for one in braces or brackets."""
    return bool(node.items) and node.end.end_mark.index == node.end.start_mark.index


def ends_in_block_text(node: Node | None) -> bool:
    """Return True if the last value of a node is a text in the style `|` or `>`."""
    while isinstance(node, (MappingNode, SequenceNode)) and is_block(node):
        node = node.items[-1]
    return isinstance(node, Scalar) and node.style in BLOCK_STYLES


def start_of(node: Node) -> int:
    """Return the offset of a node's first character."""
    return int(_start_mark(node).index)


def line_number(node: Node) -> int:
    """Return the line of a node's first character, counted from 0."""
    return int(_start_mark(node).line)


def column_of(node: Node) -> int:
    """Return the column of a node's first character, counted from 0."""
    return int(_start_mark(node).column)


def _start_mark(node: Node) -> Any:
    return node.start_mark if isinstance(node, Scalar) else node.start.start_mark
