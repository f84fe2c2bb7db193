"""Cut a region's file into its outline at node marks."""

from collections.abc import Iterator, Sequence
from typing import Any

from ratingctl.domain.file_outline import EntryText, FieldText, FileOutline, Identity, SectionText
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse

_BOM = "\ufeff"
_LISTS = ("events", "checks", "notes")
"""The keys whose values are lists of entries that merge one by one."""


class OutlineError(Exception):
    """A text that cannot be cut into an outline; `reason` is a clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def outline_of(path: str, content: bytes) -> FileOutline:
    """Return the outline of a region's file.

    Args:
        path: The file, for messages.
        content: Its bytes.

    Raises:
        OutlineError: If it is not UTF-8 or no YAML that a rating may hold, or is laid out so that its entries do not
            stand on lines of their own.
    """
    try:
        whole = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OutlineError("the file is not in UTF-8") from error
    mark = _BOM if whole.startswith(_BOM) else ""
    text = whole.removeprefix(_BOM)
    newline = "\r\n" if "\r\n" in text else "\n"
    if newline == "\r\n" and text.count("\n") != text.count("\r\n"):
        raise OutlineError("lines end in two ways")
    text = text.replace("\r\n", "\n")
    is_ended = text.endswith("\n") or not text
    text += "" if is_ended else "\n"
    parsed = parse(path, text)
    if parsed.problems:
        raise OutlineError(parsed.problems[0].fact)
    if parsed.root is None:
        return FileOutline(head=text, newline=newline, mark=mark, is_ended=is_ended)
    if not isinstance(parsed.root, MappingNode) or not _is_block(parsed.root):
        raise OutlineError("the file is no mapping of keys on lines of their own")
    outline = _Cutter(text).outline(parsed.root)._replace(newline=newline, mark=mark, is_ended=is_ended)
    if outline.text != text:
        raise OutlineError("the file's layout is not one that can be cut")
    return outline


class _Cutter:
    """Cuts one text into lines that belong to keys.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._lines = [f"{line}\n" for line in text.split("\n")[:-1]]

    def outline(self, root: MappingNode) -> FileOutline:
        pairs = root.pairs()
        starts = [_line(key) for key, _ in pairs]
        ends = [*starts[1:], len(self._lines)]
        head_end = self._start_of_loose(starts[0], 0, 0)
        sections = []
        above = "".join(self._lines[head_end : starts[0]])
        for (key, value), start, stop in zip(pairs, starts, ends, strict=True):
            end = self._end(key, value, start, stop, _column(key))
            sections.append(self._section(key, value, start, end, above))
            above = "".join(self._lines[end:stop])
        return FileOutline("".join(self._lines[:head_end]), tuple(sections), above)

    def _start_of_loose(self, line: int, lowest: int, column: int) -> int:
        """Return the first of the comments that touch a line from above, with no blank line between."""
        while line > lowest and self._lines[line - 1].startswith("#"):
            line -= 1
        # The first lines of a file speak of the whole file, such as the schema's address.
        return line if line > lowest else lowest + sum(1 for _ in self._leading_comments(line))

    def _leading_comments(self, start: int) -> Iterator[str]:
        for line in self._lines[start:]:
            if not line.startswith("#"):
                return
            yield line

    def _end(self, key: Node, value: Node, start: int, stop: int, column: int) -> int:
        """Return the line after the last one that belongs to a key, whose next neighbour begins at `stop`."""
        end = stop
        block = isinstance(value, Scalar) and value.style in ("|", ">")
        if block and "+" in self._lines[start].split("#")[0].split(":", 1)[-1]:
            raise OutlineError("a text keeps its blank lines at the end (`|+`)")
        while end > start + 1 and self._is_loose(self._lines[end - 1], column):
            end -= 1
        return end

    @staticmethod
    def _is_loose(line: str, column: int) -> bool:
        """Return whether a line between two keys belongs to the lower one: blank, or a comment not indented deeper."""
        bare = line.strip()
        return not bare or bare == "..." or (bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= column)

    def _section(self, key: Node, value: Node, start: int, end: int, above: str) -> SectionText:
        name = _text(key)
        if name in _LISTS and isinstance(value, SequenceNode) and value.items and _is_block(value):
            first = _line(value.items[0])
            head_end = self._first_dash(first, start)
            entries = self._entries(name, value, head_end, end)
            head = FieldText(name, "".join(self._lines[start:head_end]), [], None, above)
            return SectionText(head, tuple(entries))
        return SectionText(self._field(key, value, start, end, above))

    def _first_dash(self, first: int, start: int) -> int:
        """Return where the entries begin: at the comments that touch the first of them from above."""
        line = first
        while line > start + 1 and self._lines[line - 1].lstrip(" ").startswith("#"):
            line -= 1
        return line

    def _entries(self, name: str, node: SequenceNode, begin: int, end: int) -> Iterator[EntryText]:
        starts = [_line(item) for item in node.items]
        seen: dict[Identity, int] = {}
        above = "".join(self._lines[begin : starts[0]])
        for item, start, stop in zip(node.items, starts, [*starts[1:], end], strict=True):
            if not isinstance(item, MappingNode) or not _is_block(item):
                raise OutlineError(f"an entry of `{name}` is not written as keys on lines of their own")
            dash = self._lines[start][: _column(item)]
            if dash.strip() != "-":
                raise OutlineError(f"an entry of `{name}` begins below its dash")
            last = stop
            while last > start + 1 and self._is_loose(self._lines[last - 1], dash.index("-")):
                last -= 1
            fields = tuple(self._fields(item, start, last))
            identity = _identity(name, {field.name: field.value for field in fields})
            seen[identity] = seen.get(identity, 0) + 1
            if seen[identity] > 1:
                identity = (*identity, f"#{seen[identity]}")
            yield EntryText(identity, above, dash, " " * _column(item), fields)
            above = "".join(self._lines[last:stop])
        if above:
            raise OutlineError(f"`{name}` ends in a way that cannot be cut")

    def _fields(self, item: MappingNode, start: int, end: int) -> Iterator[FieldText]:
        pairs = item.pairs()
        starts = [_line(key) for key, _ in pairs]
        above = ""
        for (key, value), first, stop in zip(pairs, starts, [*starts[1:], end], strict=True):
            last = self._end(key, value, first, stop, _column(key)) if stop != end else end
            yield self._field(key, value, first, last, above)
            above = "".join(self._lines[last:stop])

    def _field(self, key: Node, value: Node, start: int, end: int, above: str) -> FieldText:
        text = "".join(self._lines[start:end])
        return FieldText(_text(key), text[_column(key) :], _plain(value), self._items(value), above)

    def _items(self, value: Node) -> tuple[tuple[str, str], ...] | None:
        if not isinstance(value, SequenceNode):
            return None
        items = [item for item in value.items if isinstance(item, Scalar)]
        if len(items) != len(value.items):
            return None
        return tuple((str(item.value), self._raw(item)) for item in items)

    def _raw(self, item: Scalar) -> str:
        start, end = item.start_mark, item.end_mark
        if start.line != end.line:
            raise OutlineError("an item of a list is written over several lines")
        return str(self._lines[start.line][start.column : end.column])


def _identity(name: str, value: dict[str, Any]) -> Identity:
    if name == "events":
        keys: Sequence[object] = (value.get("id"),)
    elif name == "checks":
        keys = (value.get("event"), value.get("date"), value.get("by"))
    else:
        about = value.get("about")
        keys = (*(about if isinstance(about, list) else ()),) or (value.get("text"),)
    return (name, *(str(key or "") for key in keys))


def _is_block(node: MappingNode | SequenceNode) -> bool:
    return bool(node.items) and node.end.end_mark.index == node.end.start_mark.index


def _line(node: Node) -> int:
    return int((node.start_mark if isinstance(node, Scalar) else _first_mark(node)).line)


def _column(node: Node) -> int:
    return int((node.start_mark if isinstance(node, Scalar) else _first_mark(node)).column)


def _first_mark(node: MappingNode | SequenceNode) -> Any:
    first = node.items[0] if node.items and isinstance(node, MappingNode) and _is_block(node) else None
    return first.start_mark if isinstance(first, Scalar) else node.start.start_mark


def _text(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise OutlineError("a key is no text")
    return str(node.value)


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {_text(key): _plain(value) for key, value in node.pairs()}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.items]
    return str(node.value)
