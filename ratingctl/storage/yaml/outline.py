"""Cut a file into its outline at node marks."""

import re
from collections.abc import Iterator
from typing import Any

from ratingctl.domain.file_outline import (
    LISTS,
    EntryText,
    FieldText,
    FileOutline,
    Identity,
    ListItem,
    SectionText,
    identity_of,
)
from ratingctl.message import Text, sentence
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse

_BOM = "\ufeff"
_OTHER_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r(?!\n)")
"""What some readers take for the end of a line, so that lines could not be counted alike."""


class OutlineError(Exception):
    """A text that cannot be cut into an outline; `reason` is a clause."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def outline_of(path: str, content: bytes) -> FileOutline:
    """Return the outline of a file.

    Args:
        path: The file, for messages.
        content: Its bytes.

    Raises:
        OutlineError: If it is not UTF-8 or no YAML that a rating may hold, or is laid out so that its entries do not
            stand on lines of their own.
    """
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OutlineError(sentence("the file is not in UTF-8")) from error
    mark = _BOM if decoded.startswith(_BOM) else ""
    text = decoded.removeprefix(_BOM)
    newline = "\r\n" if "\r\n" in text else "\n"
    if newline == "\r\n" and text.count("\n") != text.count("\r\n"):
        raise OutlineError(sentence("lines end in two ways"))
    if (not text.isascii() and _OTHER_LINE_ENDS.search(text)) or "\r" in text.replace("\r\n", ""):
        raise OutlineError(sentence("a line ends in an unusual way"))
    text = text.replace("\r\n", "\n")
    is_ended = text.endswith("\n") or not text
    text += "" if is_ended else "\n"
    parsed = parse(path, text)
    if parsed.problems:
        raise OutlineError(parsed.problems[0].fact)
    if parsed.root is None:
        return FileOutline(head=text, newline=newline, mark=mark, is_ended=is_ended)
    outline = _Cutter(text).outline(parsed.root)._replace(newline=newline, mark=mark, is_ended=is_ended)
    if outline.text != text:
        raise OutlineError(sentence("the file's layout is not one that can be cut"))
    return outline


def plain_values(path: str, content: bytes) -> dict[str, Any]:
    """Return what a file says: texts, lists and mappings by key; a list alone under an empty key.

    Args:
        path: The file, for messages.
        content: Its bytes.

    Raises:
        OutlineError: If it is not UTF-8 or no YAML that a rating may hold.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OutlineError(sentence("the file is not in UTF-8")) from error
    parsed = parse(path, text.removeprefix(_BOM))
    if parsed.problems:
        raise OutlineError(parsed.problems[0].fact)
    if parsed.root is None:
        return {}
    values = _plain(parsed.root)
    return values if isinstance(values, dict) else {"": values}


class _Cutter:
    """Cuts one text into lines that belong to keys.

    Args:
        text: The text; its last line is ended.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._lines.pop()
        self._lines = [line + "\n" for line in self._lines]

    def outline(self, root: Node) -> FileOutline:
        """Return the outline of the text's outermost mapping or list."""
        if isinstance(root, SequenceNode) and _is_block(root):
            first = _line(root.items[0])
            entries = tuple(self._entries("", root, first, len(self._lines)))
            return FileOutline("".join(self._lines[:first]), (SectionText(FieldText("", "", []), entries),))
        if not isinstance(root, MappingNode) or not _is_block(root):
            raise OutlineError(sentence("the file is no mapping of keys on lines of their own"))
        pairs = root.pairs()
        starts = [_line(key) for key, _ in pairs]
        ends = [*starts[1:], len(self._lines)]
        head_end = self._start_of_own_comments(starts[0])
        sections = []
        above = self._text(head_end, starts[0])
        for (key, value), start, stop in zip(pairs, starts, ends, strict=True):
            end = self._end(value, start, stop, _column(key))
            sections.append(self._section(key, value, start, end, above))
            above = self._text(end, stop)
        return FileOutline(self._text(0, head_end), tuple(sections), above)

    def _text(self, start: int, end: int) -> str:
        return "".join(self._lines[start:end])

    def _start_of_own_comments(self, line: int) -> int:
        """Return the first of the comments that touch the first key from above, with no blank line between.

        Where they reach up to the file's first line, they speak of the whole file, such as the schema's address.
        """
        start = line
        while start > 0 and self._lines[start - 1].startswith("#"):
            start -= 1
        return start if start > 0 else line

    def _end(self, value: Node, start: int, stop: int, column: int) -> int:
        """Return the line after the last one that belongs to a key, whose next neighbour begins at `stop`."""
        if isinstance(value, Scalar) and value.style in ("|", ">"):
            header = self._lines[value.start_mark.line][value.start_mark.column :]
            if "+" in header.split("#")[0]:
                raise OutlineError(sentence("a text keeps its blank lines at the end (`|+`)"))
        end = stop
        while end > start + 1 and self._is_loose(self._lines[end - 1], column):
            end -= 1
        return end

    @staticmethod
    def _is_loose(line: str, column: int) -> bool:
        """Return whether a line between two keys belongs to the lower one: blank, or a comment not indented deeper."""
        bare = line.strip()
        return not bare or bare == "..." or (bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= column)

    def _section(self, key: Node, value: Node, start: int, end: int, above: str) -> SectionText:
        name = _key_text(key)
        if isinstance(value, SequenceNode) and value.items and (name in LISTS or _is_list_of_blocks(value)):
            if not _is_block(value):
                raise OutlineError(sentence("`{name}` is not written as entries on lines of their own", name=name))
            begin = self._first_entry(_line(value.items[0]), start)
            head = FieldText(name, self._text(start, begin), [], None, above)
            return SectionText(head, tuple(self._entries(name, value, begin, end)))
        return SectionText(self._field(key, value, start, end, above))

    def _first_entry(self, first: int, start: int) -> int:
        """Return where the entries begin: at the comments that touch the first of them from above."""
        line = first
        while line > start + 1 and self._lines[line - 1].lstrip(" ").startswith("#"):
            line -= 1
        return line

    def _entries(self, name: str, node: SequenceNode, begin: int, end: int) -> Iterator[EntryText]:
        starts = [_line(item) for item in node.items]
        seen: dict[Identity, int] = {}
        above = self._text(begin, starts[0])
        for item, start, stop in zip(node.items, starts, [*starts[1:], end], strict=True):
            if not isinstance(item, MappingNode) or not _is_block(item):
                raise OutlineError(
                    sentence("an entry of `{name}` is not written as keys on lines of their own", name=name)
                )
            column = _column(item)
            dash = self._lines[start][:column]
            if dash.strip() != "-":
                raise OutlineError(sentence("an entry of `{name}` begins below its dash", name=name))
            last, dash_column = stop, dash.index("-")
            while last > start + 1 and self._is_loose(self._lines[last - 1], dash_column):
                last -= 1
            fields = tuple(self._fields(item, start, last))
            identity = identity_of(name, {field.name: field.value for field in fields})
            seen[identity] = seen.get(identity, 0) + 1
            if seen[identity] > 1:
                if name == "events":
                    raise OutlineError(sentence("the id {identity} stands there twice", identity=identity[1]))
                identity = (*identity, f"#{seen[identity]}")
            yield EntryText(identity, above, dash, " " * column, fields)
            above = self._text(last, stop)
        if above:
            raise OutlineError(sentence("`{name}` ends in a way that cannot be cut", name=name))

    def _fields(self, item: MappingNode, start: int, end: int) -> Iterator[FieldText]:
        pairs = item.pairs()
        starts = [_line(key) for key, _ in pairs]
        above = ""
        for (key, value), first, stop in zip(pairs, starts, [*starts[1:], end], strict=True):
            last = self._end(value, first, stop, _column(key)) if stop != end else end
            yield self._field(key, value, first, last, above)
            above = self._text(last, stop)

    def _field(self, key: Node, value: Node, start: int, end: int, above: str) -> FieldText:
        text = self._text(start, end)[_column(key) :]
        name = _key_text(key)
        if isinstance(value, Scalar):
            trailing = "" if value.style in ("|", ">") else self._behind(value.end_mark, end)
            return FieldText(name, text, str(value.value), None, above, trailing)
        trailing = "" if _is_block(value) else self._behind(value.end.end_mark, end)
        items = self._items(value, start + 1, end) if isinstance(value, SequenceNode) else None
        return FieldText(name, text, _plain(value), items, above, trailing)

    def _behind(self, mark: Any, end: int) -> str:
        """Return what stands from a mark to the end of a field."""
        line: str = self._lines[mark.line]
        return line[mark.column :] + self._text(mark.line + 1, end)

    def _items(self, node: SequenceNode, begin: int, end: int) -> tuple[ListItem, ...] | None:
        """Return the items of a list of texts; None where it is another list, or items cannot be told apart."""
        scalars = [item for item in node.items if isinstance(item, Scalar)]
        if len(scalars) != len(node.items) or any(item.start_mark.line != item.end_mark.line for item in scalars):
            return None
        raws = [self._lines[item.start_mark.line][item.start_mark.column : item.end_mark.column] for item in scalars]
        if not _is_block(node):
            inside = self._text(node.start.start_mark.line, node.end.end_mark.line + 1)
            if "#" in inside and node.start.start_mark.line != node.end.end_mark.line:
                return None  # perhaps a comment inside the brackets
            return tuple(ListItem(str(item.value), raw) for item, raw in zip(scalars, raws, strict=True))
        ends = [item.end_mark.line + 1 for item in scalars]
        starts = [begin, *ends[:-1]]
        ends[-1] = end
        return tuple(
            ListItem(str(item.value), raw, self._text(first, last))
            for item, raw, first, last in zip(scalars, raws, starts, ends, strict=True)
        )


def _is_list_of_blocks(node: SequenceNode) -> bool:
    return _is_block(node) and all(isinstance(item, MappingNode) and _is_block(item) for item in node.items)


def _is_block(node: MappingNode | SequenceNode) -> bool:
    return bool(node.items) and node.end.end_mark.index == node.end.start_mark.index


def _line(node: Node) -> int:
    return int((node.start_mark if isinstance(node, Scalar) else _first_mark(node)).line)


def _column(node: Node) -> int:
    return int((node.start_mark if isinstance(node, Scalar) else _first_mark(node)).column)


def _first_mark(node: MappingNode | SequenceNode) -> Any:
    first = node.items[0] if node.items and isinstance(node, MappingNode) and _is_block(node) else None
    return first.start_mark if isinstance(first, Scalar) else node.start.start_mark


def _key_text(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise OutlineError(sentence("a key is no text"))
    return str(node.value)


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {_key_text(key): _plain(value) for key, value in node.pairs()}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.items]
    return str(node.value)
