"""Change a YAML file by splicing its text: every byte that is not meant stays as it is.

A sheet is a file's text with its nodes. Each change gives a new text, which is parsed again and compared with the old
data plus the change; where the two differ, or where the text cannot be spliced safely, the change is refused whole.
"""

from collections.abc import Callable, Sequence
from typing import Any

from ratingctl.storage.gc_pause import gc_paused
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse
from ratingctl.storage.yaml.scalars import flow_list, scalar

BOM = "\ufeff"
Keys = tuple[str | int, ...]


class SpliceError(Exception):
    """A change that cannot be spliced; `reason` is a clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class YamlDocument:
    """A file's text and the nodes in it.

    Args:
        path: The file, for messages.
        content: Its bytes.

    Raises:
        Refused: If it is no YAML that a rating may hold.
    """

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        whole = content.decode("utf-8")
        self._mark = BOM if whole.startswith(BOM) else ""
        self.text = whole.removeprefix(BOM)
        with gc_paused():
            parsed = parse(path, self.text)
        if parsed.problems:
            raise SpliceError(str(parsed.problems[0].fact))
        self.root = parsed.root
        first_end = self.text.find("\n")
        self._end = "\r\n" if first_end > 0 and self.text[first_end - 1] == "\r" else "\n"

    @property
    def content(self) -> bytes:
        """The bytes of the file as it is."""
        return self._whole(self.text)

    def has(self, keys: Keys) -> bool:
        """True if the keys and positions lead to a value."""
        return self._value(keys) is not None

    def items(self, key: str) -> list[Any]:
        """The items of a list of the outermost mapping as texts, lists and mappings; none where there is no list."""
        node = self._value((key,))
        return [_plain(item) for item in node.items] if isinstance(node, SequenceNode) else []

    def insert_item(self, key: str, position: int, lines: Sequence[str], before: Sequence[str]) -> bytes:
        """The file with one more mapping in a list.

        Args:
            key: The list's key in the outermost mapping; it may be absent, empty or `[]`.
            position: Before which item, counted from 0.
            lines: The lines `key: value` of the new mapping.
            before: Keys of the outermost mapping that stand above the list where it is new.

        Raises:
            Refused: If the list is written in brackets, or the result does not read as it should.
        """
        item = _read_lines(self.path, lines)

        def changed(data: dict[str, Any]) -> None:
            items = data.get(key)
            data[key] = [*items[:position], item, *items[position:]] if isinstance(items, list) else [item]

        node = self._value((key,))
        if node is None:
            splice = self._new_key((), key, ["", *self._as_item(lines, 0, 2)], before)
        elif isinstance(node, SequenceNode) and node.items and _is_block(node):
            splice = self._between_items(node, position, lines)
        elif isinstance(node, SequenceNode) and node.items:
            raise SpliceError(f"the list `{key}` is written in brackets")
        else:
            splice = self._into_empty(node, lines)
        return self._verified(splice, changed)

    def remove_item(self, key: str, position: int) -> bytes:
        """The file without one mapping of a list; the last one leaves `[]`.

        Raises:
            Refused: If the list is written in brackets, or the result does not read as it should.
        """
        node = self._value((key,))
        if not isinstance(node, SequenceNode) or not _is_block(node):
            raise SpliceError(f"the list `{key}` is written in brackets")

        def changed(data: dict[str, Any]) -> None:
            del data[key][position]

        if len(node.items) == 1:
            start = self._after_colon(key)
            comments = self.text[start : self._line_start(node.start.start_mark.index)]
            return self._verified((start, self._content_end(node), f" []{comments}"), changed)
        if position == 0:
            start = self._line_start(node.start.start_mark.index)
            end = self._above_line(self._line_start(self._dash(node, 1)), self._item_end(node, 0))
            return self._verified((start, end, ""), changed)
        dash = self._line_start(self._dash(node, position))
        gap, end = self._item_end(node, position - 1), self._item_end(node, position)
        start = dash if self.text[gap:dash].strip() else gap  # comments above it may speak of more than it
        if not self.text.endswith("\n") and end == len(self.text):
            start = len(self.text[:start].removesuffix(self._end))
        return self._verified((start, end, ""), changed)

    def set_value(self, keys: Keys, text: str, before: Sequence[str]) -> bytes:
        """The file with another value under a key, or with the key if it was absent.

        Args:
            keys: The keys and positions that lead to the value.
            text: The value as one line of YAML.
            before: Keys of the same mapping that stand above this one where it is new.

        Raises:
            Refused: If the mapping is not there, or the result does not read as it should.
        """
        value = _read_lines(self.path, [f"x: {text}"])["x"]

        def changed(data: Any) -> None:
            for key in keys[:-1]:
                data = data[key]
            data[keys[-1]] = value

        node = self._value(keys)
        if node is None:
            return self._verified(self._new_key(keys[:-1], str(keys[-1]), [text], before), changed)
        start, end = self._extent(node)
        gap = "" if self.text[start - 1 : start] in (" ", "\n", "[", "{") else " "
        return self._verified((start, end, gap + text), changed)

    def remove_key(self, keys: Keys) -> bytes:
        """The file without a key and its value.

        Raises:
            Refused: If the key begins a list item or stands in braces, or the result does not read as it should.
        """
        parent = self._value(keys[:-1])
        if not isinstance(parent, MappingNode) or not _is_block(parent):
            raise SpliceError(f"`{keys[-1]}` stands in braces")
        key, value = next((pair for pair in parent.pairs() if _text_of(pair[0]) == keys[-1]), (None, None))
        if key is None or value is None:
            raise SpliceError(f"there is no `{keys[-1]}`")
        start = self._line_start(_start(key))
        if self.text[start : _start(key)].strip():
            raise SpliceError(f"`{keys[-1]}` begins its entry")

        def changed(data: Any) -> None:
            for step in keys[:-1]:
                data = data[step]
            del data[keys[-1]]

        return self._verified((start, self._content_end(value), ""), changed)

    def set_list(self, keys: Keys, texts: Sequence[str], before: Sequence[str]) -> bytes:
        """The file with another list of texts under a key; an empty one takes the key away.

        A list in brackets, or a new one, is written in brackets; only the texts that differ are touched in a list of
        one text a line.
        """
        node = self._value(keys)
        if not texts:
            return self.remove_key(keys) if node is not None else self.content
        if isinstance(node, SequenceNode) and node.items and _is_block(node):
            return self._block_list(keys, node, texts)
        return self.set_value(keys, flow_list(texts), before)

    def _block_list(self, keys: Keys, node: SequenceNode, texts: Sequence[str]) -> bytes:
        old = [_text_of(item) for item in node.items]
        if list(texts[: len(old)]) != old:
            kept = [text for text in old if text in texts]
            if kept != list(texts):
                raise SpliceError(f"the list `{keys[-1]}` is written one text a line, in another order")
        column = node.start.start_mark.column
        new = [f"{' ' * column}- {scalar(text)}{self._end}" for text in texts[len(old) :]]
        gone = [position for position, text in enumerate(old) if text not in texts]

        def changed(data: Any) -> None:
            for step in keys[:-1]:
                data = data[step]
            data[keys[-1]] = list(texts)

        end = self._item_end(node, len(old) - 1)
        if new:
            return self._verified(self._at_end((end, end, "".join(new))), changed)
        (position,) = gone
        start = self._line_start(self._dash(node, position))
        return self._verified((start, self._item_end(node, position), ""), changed)

    def _value(self, keys: Keys) -> Node | None:
        node = self.root
        for key in keys:
            if isinstance(key, int):
                items = node.items if isinstance(node, SequenceNode) else []
                node = items[key] if key < len(items) else None
            elif isinstance(node, MappingNode):
                node = next((value for name, value in node.pairs() if _text_of(name) == key), None)
            else:
                node = None
            if node is None:
                return None
        return node

    def _verified(self, splice: tuple[int, int, str], changed: Callable[[Any], None]) -> bytes:
        """The new text, if it reads as the old data plus the change."""
        start, end, inserted = splice
        text = self.text[:start] + inserted + self.text[end:]
        with gc_paused():
            expected = _plain(self.root) or {}
            changed(expected)
            parsed = parse(self.path, text)
            as_expected = not parsed.problems and _plain(parsed.root) == expected
        if not as_expected:
            raise SpliceError("the text of the file does not let it be added safely")
        return self._whole(text)

    def _whole(self, text: str) -> bytes:
        return (self._mark + text).encode()

    def _as_item(self, lines: Sequence[str], dash: int, offset: int) -> list[str]:
        """The lines of a list item, indented."""
        first = " " * dash + "-" + " " * (offset - 1) + lines[0]
        return [first, *(" " * (dash + offset) + line for line in lines[1:])]

    def _joined(self, lines: Sequence[str]) -> str:
        return "".join(f"{line}{self._end}" for line in lines)

    def _between_items(self, node: SequenceNode, position: int, lines: Sequence[str]) -> tuple[int, int, str]:
        dash = node.start.start_mark.column
        first = node.items[0]
        same_line = _line(first) == node.start.start_mark.line
        offset = _column(first) - dash if same_line else 2
        item = self._as_item(lines, dash, offset)
        spaced = any(self._gap_is_blank(node, index) for index in range(1, len(node.items)))
        if position == 0:
            at = self._above_line(self._line_start(node.start.start_mark.index), 0)
            return at, at, self._joined([*item, ""] if spaced else item)
        at = self._item_end(node, position - 1)
        return self._at_end((at, at, self._joined(["", *item] if spaced else item)))

    def _at_end(self, splice: tuple[int, int, str]) -> tuple[int, int, str]:
        """A splice of whole lines; where the text does not end in a newline, neither does the new one."""
        start, end, inserted = splice
        if start and self.text[start - 1] != "\n":
            return start, end, self._end + inserted.removesuffix(self._end)
        return splice

    def _into_empty(self, node: Node, lines: Sequence[str]) -> tuple[int, int, str]:
        """Items instead of `[]`, `~` or nothing: the rest of the line, a comment perhaps, stays."""
        start, end = self._extent(node)
        if isinstance(node, Scalar) and node.value not in ("", "~", "null", "Null", "NULL"):
            raise SpliceError("the list is a text")
        while start and self.text[start - 1] == " ":
            start -= 1
        at = self._line_end(end)
        rest = self.text[end:at]
        line_end = "" if rest.endswith("\n") else self._end
        inserted = rest + line_end + self._joined(self._as_item(lines, 0, 2))
        return start, at, inserted if rest.endswith("\n") else inserted.removesuffix(self._end)

    def _new_key(self, keys: Keys, key: str, texts: Sequence[str], before: Sequence[str]) -> tuple[int, int, str]:
        """A key that is not there yet, below those of `before` that are; further texts are lines of its value."""
        parent = self._value(keys)
        head = f"{key}: {texts[0]}".rstrip() if texts[0] else f"{key}:"
        if parent is None:
            return self._at_end((len(self.text), len(self.text), self._joined([head, *texts[1:]])))
        if not isinstance(parent, MappingNode):
            raise SpliceError("there is no mapping to hold it")
        if not _is_block(parent):
            if len(texts) > 1:
                raise SpliceError("the file is written in braces")
            at = parent.end.start_mark.index
            return at, at, f"{', ' if parent.items else ''}{head}"
        column = " " * _column(parent.items[0])
        above = [value for name, value in parent.pairs() if _text_of(name) in before]
        last = above[-1] if above else parent.items[1]
        at = self._past_own_comments(self._content_end(last), _column(parent.items[0]))
        return self._at_end((at, at, self._joined([column + head, *(column + text for text in texts[1:])])))

    def _extent(self, node: Node) -> tuple[int, int]:
        """Where a value begins and ends, without what libyaml counts to a block text after its last line."""
        if isinstance(node, Scalar):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in ("|", ">"):
                end = start + len(self.text[start:end].rstrip())
            return start, end
        if _is_block(node):
            return node.start.start_mark.index, self._content_end(node)
        return node.start.start_mark.index, node.end.end_mark.index

    def _content_end(self, node: Node) -> int:
        """The end of the line on which a value ends."""
        if isinstance(node, Scalar):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in ("|", ">"):
                if "+" in self.text[start : self._line_end(start)].split("#")[0]:
                    return int(end)
                end = start + len(self.text[start:end].rstrip())
            return self._line_end(end)
        if not _is_block(node):
            return self._line_end(node.end.end_mark.index)
        return self._content_end(node.items[-1])

    def _item_end(self, node: SequenceNode, position: int) -> int:
        """The end of a list item with the comments below it that are indented deeper than its dash."""
        return self._past_own_comments(self._content_end(node.items[position]), node.start.start_mark.column + 1)

    def _past_own_comments(self, at: int, column: int) -> int:
        while at < len(self.text):
            line = self.text[at : self._line_end(at)]
            indent = len(line) - len(line.lstrip(" "))
            if not line.lstrip(" ").startswith("#") or indent < max(column, 1):
                break
            at = self._line_end(at)
        return at

    def _above_line(self, at: int, lowest: int) -> int:
        """A line's start, moved up above the comments that touch it."""
        while at > lowest:
            start = self._line_start(at - 1)
            if not self.text[start:at].lstrip(" ").startswith("#"):
                break
            at = start
        return at

    def _gap_is_blank(self, node: SequenceNode, position: int) -> bool:
        gap = self.text[self._item_end(node, position - 1) : self._line_start(_start(node.items[position]))]
        return any(not line.strip() for line in gap.split("\n")[:-1])

    def _dash(self, node: SequenceNode, position: int) -> int:
        return self.text.rfind("-", 0, _start(node.items[position]))

    def _after_colon(self, key: str) -> int:
        """Where the value of a key of the outermost mapping may begin."""
        pairs = self.root.pairs() if isinstance(self.root, MappingNode) else []
        name = next(name for name, _ in pairs if isinstance(name, Scalar) and name.value == key)
        return self.text.index(":", name.end_mark.index) + 1

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1


def _is_block(node: MappingNode | SequenceNode) -> bool:
    """True for a mapping or list that is written over lines, false for one in braces or brackets."""
    return bool(node.items) and node.end.end_mark.index == node.end.start_mark.index


def _start(node: Node) -> int:
    mark = node.start_mark if isinstance(node, Scalar) else node.start.start_mark
    return int(mark.index)


def _line(node: Node) -> int:
    mark = node.start_mark if isinstance(node, Scalar) else node.start.start_mark
    return int(mark.line)


def _column(node: Node) -> int:
    mark = node.start_mark if isinstance(node, Scalar) else node.start.start_mark
    return int(mark.column)


def _text_of(node: Node) -> str | None:
    return str(node.value) if isinstance(node, Scalar) else None


def _plain(node: Node | None) -> Any:
    """Data of texts, lists and mappings, for comparing; scalars are not recursed into, for speed."""
    if isinstance(node, MappingNode):
        items = iter(node.items)
        return {
            key.value if type(key) is Scalar else None: value.value if type(value) is Scalar else _plain(value)
            for key, value in zip(items, items, strict=True)
        }
    if isinstance(node, SequenceNode):
        return [item.value if type(item) is Scalar else _plain(item) for item in node.items]
    return None if node is None else node.value


def _read_lines(path: str, lines: Sequence[str]) -> dict[str, Any]:
    """The data of `key: value` lines.

    Raises:
        Refused: If they are no mapping.
    """
    found = _plain(parse(path, "\n".join(lines) + "\n").root)
    if not isinstance(found, dict):
        raise SpliceError("the new lines are no mapping")
    return found
