"""Editable YAML documents: a change is spliced into the text, so that every byte that is not meant stays as it is.

Each change gives a new document, whose text is parsed again and compared with the old data plus the change; where the
two differ, or where the text cannot be spliced safely, the change is refused whole. Changes are chained:
`document.set_value(..).set_list(..).content`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from ratingctl.domain.findings import Position
from ratingctl.domain.rules import files
from ratingctl.message import Text, sentence
from ratingctl.storage.gc_pause import gc_paused
from ratingctl.storage.yaml.layout import TextLayout, column_of, ends_in_block_text, is_block, line_number, start_of
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse
from ratingctl.storage.yaml.scalars import flow_list, scalar

BOM = "\ufeff"
Keys = tuple[str | int, ...]
Splice = tuple[int, int, str]
"""The start and end of the text that is taken out, and the text that is put there."""
_LONE_CR = re.compile(r"\r(?!\n)")
_NULLS = ("", "~", "null", "Null", "NULL")


class SpliceError(Exception):
    """A change that cannot be spliced; `reason` is a clause."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class YamlDocument:
    """A file's text with its nodes. Changes return a new document and leave this one as it is.

    Args:
        path: The file, for messages.
        content: Its bytes.

    Raises:
        SpliceError: If it is no YAML that a rating may hold.
        UnicodeDecodeError: If it is not UTF-8.
    """

    def __init__(self, path: str, content: bytes) -> None:
        text = content.decode("utf-8")
        plain = text.removeprefix(BOM)
        if _LONE_CR.search(plain):
            raise SpliceError(sentence("its lines end in CR alone; save it with LF line ends"))
        for problem in files.conflict_marker(path, plain):
            line = problem.where.line if isinstance(problem.where, Position) else 1
            raise SpliceError(sentence("{fact}, in line {line}", fact=problem.fact, line=line))
        with gc_paused():
            parsed = parse(path, plain)
        if parsed.problems:
            raise SpliceError(parsed.problems[0].fact)
        self._fill(path, text[: len(text) - len(plain)], plain, parsed.root)

    def _fill(self, path: str, mark: str, text: str, root: Node | None) -> None:
        self.path = path
        self.text = text
        self.root = root
        self._mark = mark
        self._layout = TextLayout(text)
        first_end = text.find("\n")
        self._end = "\r\n" if first_end > 0 and text[first_end - 1] == "\r" else "\n"

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return (self._mark + self.text).encode()

    def has(self, keys: Keys) -> bool:
        """Return True if the keys and positions lead to a value."""
        return self._value(keys) is not None

    def items(self, key: str) -> list[Any]:
        """Return the items of a list of the outermost mapping as plain data; none where there is no list."""
        node = self._value((key,))
        return [_plain(item) for item in node.items] if isinstance(node, SequenceNode) else []

    def texts(self, key: str) -> dict[str, str]:
        """Return the texts of a mapping of the outermost mapping by key; none where there is no such mapping."""
        node = self._value((key,))
        pairs = node.pairs() if isinstance(node, MappingNode) else ()
        return {k.value: v.value for k, v in pairs if isinstance(k, Scalar) and isinstance(v, Scalar)}

    def insert_item(self, key: str, position: int, lines: Sequence[str], keys_above: Sequence[str]) -> "YamlDocument":
        """Return the document with one more mapping in a list.

        Args:
            key: The list's key in the outermost mapping; it may be absent, empty or `[]`.
            position: Before which item, counted from 0.
            lines: The lines `key: value` of the new mapping.
            keys_above: Keys of the outermost mapping that stand above the list where it is new.

        Raises:
            SpliceError: If the list is written in brackets, or the result does not read as it should.
        """
        item = _read_lines(self.path, lines)

        def changed(data: dict[str, Any]) -> None:
            items = data.get(key)
            data[key] = [*items[:position], item, *items[position:]] if isinstance(items, list) else [item]

        node = self._value((key,))
        if node is None:
            splice = self._new_key((), key, ["", *self._as_item(lines, 0, 2)], keys_above)
        elif isinstance(node, SequenceNode) and node.items and is_block(node):
            splice = self._between_items(node, position, lines)
        elif isinstance(node, SequenceNode) and node.items:
            raise SpliceError(sentence("the list `{key}` is written in brackets", key=key))
        else:
            splice = self._into_empty(node, lines)
        return self._verified(splice, changed)

    def add_mapping(self, key: str, lines: Sequence[str]) -> "YamlDocument":
        """Return the document with one more mapping under a key of the outermost mapping, below all others.

        Args:
            key: The key, which is not there yet.
            lines: The lines `key: value` of the new mapping.

        Raises:
            SpliceError: If the outermost mapping stands in braces, or the result does not read as it should.
        """
        value = _read_lines(self.path, lines)

        def changed(data: dict[str, Any]) -> None:
            data[key] = value

        above = [str(_text_of(name)) for name, _ in self.root.pairs()] if isinstance(self.root, MappingNode) else []
        return self._verified(self._new_key((), key, ["", *(f"  {line}" for line in lines)], above), changed)

    def remove_item(self, key: str, position: int) -> "YamlDocument":
        """Return the document without one mapping of a list; the last one leaves `[]`.

        Raises:
            SpliceError: If the list is written in brackets, or the result does not read as it should.
        """
        node = self._value((key,))
        if not isinstance(node, SequenceNode) or not is_block(node):
            raise SpliceError(sentence("the list `{key}` is written in brackets", key=key))

        def changed(data: dict[str, Any]) -> None:
            del data[key][position]

        return self._verified(self._without_item(key, node, position), changed)

    def set_value(self, keys: Keys, text: str, keys_above: Sequence[str]) -> "YamlDocument":
        """Return the document with another value under a key, or with the key if it was absent.

        Args:
            keys: The keys and positions that lead to the value.
            text: The value as one line of YAML.
            keys_above: Keys of the same mapping that stand above this one where it is new.

        Raises:
            SpliceError: If the mapping is not there, or the result does not read as it should.
        """
        value = _read_lines(self.path, [f"x: {text}"])["x"]

        def changed(data: Any) -> None:
            _mapping_at(data, keys)[keys[-1]] = value

        node = self._value(keys)
        if node is None:
            return self._verified(self._new_key(keys[:-1], str(keys[-1]), [text], keys_above), changed)
        start, end = self._layout.value_span(node)
        gap = "" if self.text[start - 1 : start] in (" ", "\n", "[", "{") else " "
        return self._verified((start, end, gap + text), changed)

    def remove_key(self, keys: Keys) -> "YamlDocument":
        """Return the document without a key and its value.

        Raises:
            SpliceError: If the key begins a list item or stands in braces, or the result does not read as it should.
        """
        parent = self._value(keys[:-1])
        if not isinstance(parent, MappingNode) or not is_block(parent):
            raise SpliceError(sentence("`{keys}` stands in braces", keys=keys[-1]))
        key, value = next((pair for pair in parent.pairs() if _text_of(pair[0]) == keys[-1]), (None, None))
        if key is None or value is None:
            raise SpliceError(sentence("there is no `{keys}`", keys=keys[-1]))
        start = self._layout.line_start(start_of(key))
        if self.text[start : start_of(key)].strip():
            raise SpliceError(sentence("`{keys}` begins its entry", keys=keys[-1]))

        def changed(data: Any) -> None:
            del _mapping_at(data, keys)[keys[-1]]

        return self._verified((start, self._layout.content_end(value), ""), changed)

    def set_list(self, keys: Keys, texts: Sequence[str], keys_above: Sequence[str]) -> "YamlDocument":
        """Return the document with another list of texts under a key; an empty one takes the key away.

        A list in brackets, or a new one, is written in brackets; only the texts that differ are touched in a list of
        one text a line.

        Raises:
            SpliceError: As `set_value` and `remove_key`.
        """
        node = self._value(keys)
        if not texts:
            return self.remove_key(keys) if node is not None else self
        if isinstance(node, SequenceNode) and node.items and is_block(node):
            return self._set_block_list(keys, node, list(texts))
        return self.set_value(keys, flow_list(texts), keys_above)

    def _set_block_list(self, keys: Keys, node: SequenceNode, texts: list[str]) -> "YamlDocument":
        old = [_text_of(item) for item in node.items]
        kept = [text for text in old if text in texts]
        if texts[: len(kept)] != kept:
            raise SpliceError(sentence("the list `{keys}` is written one text a line, in another order", keys=keys[-1]))
        document = self._with_texts_added(keys, node, texts[len(kept) :])
        for position in reversed(range(len(old))):
            if old[position] not in texts:
                document = document._without_text(keys, position)
        return document

    def _with_texts_added(self, keys: Keys, node: SequenceNode, texts: Sequence[str]) -> "YamlDocument":
        if not texts:
            return self
        column = node.start.start_mark.column
        lines = [f"{' ' * column}- {scalar(text)}{self._end}" for text in texts]

        def changed(data: Any) -> None:
            _mapping_at(data, keys)[keys[-1]] += texts

        end = self._layout.item_end(node, len(node.items) - 1)
        return self._verified(self._at_end((end, end, "".join(lines))), changed)

    def _without_text(self, keys: Keys, position: int) -> "YamlDocument":
        node = self._value(keys)
        assert isinstance(node, SequenceNode)

        def changed(data: Any) -> None:
            del _mapping_at(data, keys)[keys[-1]][position]

        start = self._layout.line_start(self._layout.dash(node, position))
        return self._verified((start, self._layout.item_end(node, position), ""), changed)

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

    def _verified(self, splice: Splice, changed: Callable[[Any], None]) -> "YamlDocument":
        """The document with a splice, if it reads as the old data plus the change."""
        start, end, inserted = splice
        text = self.text[:start] + inserted + self.text[end:]
        with gc_paused():
            expected = _plain(self._root_before(start)) or {}
            changed(expected)
            parsed = parse(self.path, text)
            as_expected = not parsed.problems and _plain(parsed.root) == expected
        if not as_expected:
            raise SpliceError(sentence("the text of the file does not let it be added safely"))
        document = YamlDocument.__new__(YamlDocument)  # what was parsed to verify it is not parsed again
        document._fill(self.path, self._mark, text, parsed.root)
        return document

    def _root_before(self, start: int) -> Node | None:
        """The data that a change starts from: a line that is added ends the last one, also where that is block text."""
        if start < len(self.text) or self.text.endswith("\n") or not ends_in_block_text(self.root):
            return self.root
        return parse(self.path, self.text + self._end).root

    def _without_item(self, key: str, node: SequenceNode, position: int) -> Splice:
        layout = self._layout
        if len(node.items) == 1:
            start = layout.after_colon(self._key_node(key))
            comments = self.text[start : layout.line_start(node.start.start_mark.index)]
            return start, layout.content_end(node), f" []{comments}"
        if position == 0:
            start = layout.line_start(node.start.start_mark.index)
            return start, layout.above_comments(layout.line_start(layout.dash(node, 1)), layout.item_end(node, 0)), ""
        dash = layout.line_start(layout.dash(node, position))
        gap, end = layout.item_end(node, position - 1), layout.item_end(node, position)
        start = dash if self.text[gap:dash].strip() else gap  # comments above it may speak of more than it
        ends_file = not self.text.endswith("\n") and end == len(self.text)
        if ends_file and not ends_in_block_text(node.items[position - 1]):
            start = len(self.text[:start].removesuffix(self._end))
        return start, end, ""

    def _key_node(self, key: str) -> Scalar:
        """A key of the outermost mapping, which has it."""
        pairs = self.root.pairs() if isinstance(self.root, MappingNode) else []
        return next(name for name, _ in pairs if isinstance(name, Scalar) and name.value == key)

    def _as_item(self, lines: Sequence[str], dash: int, offset: int) -> list[str]:
        """The lines of a list item, indented."""
        first = " " * dash + "-" + " " * (offset - 1) + lines[0]
        return [first, *(" " * (dash + offset) + line for line in lines[1:])]

    def _joined(self, lines: Sequence[str]) -> str:
        return "".join(f"{line}{self._end}" for line in lines)

    def _between_items(self, node: SequenceNode, position: int, lines: Sequence[str]) -> Splice:
        layout = self._layout
        dash = node.start.start_mark.column
        first = node.items[0]
        same_line = line_number(first) == node.start.start_mark.line
        offset = column_of(first) - dash if same_line else 2
        item = self._as_item(lines, dash, offset)
        spaced = layout.has_blank_lines(node)
        if position == 0:
            at = layout.above_comments(layout.line_start(node.start.start_mark.index), 0)
            return at, at, self._joined([*item, ""] if spaced else item)
        at = layout.item_end(node, position - 1)
        return self._at_end((at, at, self._joined(["", *item] if spaced else item)))

    def _at_end(self, splice: Splice) -> Splice:
        """A splice of whole lines; where the text does not end in a newline, neither does the new one."""
        start, end, inserted = splice
        if start and self.text[start - 1] != "\n":
            return start, end, self._end + inserted.removesuffix(self._end)
        return splice

    def _into_empty(self, node: Node, lines: Sequence[str]) -> Splice:
        """Items instead of `[]`, `~` or nothing: the rest of the line, a comment perhaps, stays."""
        start, end = self._layout.value_span(node)
        if isinstance(node, Scalar) and node.value not in _NULLS:
            raise SpliceError(sentence("the list is a text"))
        while start and self.text[start - 1] == " ":
            start -= 1
        at = self._layout.line_end(end)
        rest = self.text[end:at]
        line_end = "" if rest.endswith("\n") else self._end
        inserted = rest + line_end + self._joined(self._as_item(lines, 0, 2))
        return start, at, inserted if rest.endswith("\n") else inserted.removesuffix(self._end)

    def _new_key(self, keys: Keys, key: str, texts: Sequence[str], keys_above: Sequence[str]) -> Splice:
        """A key that is not there yet, below those of `keys_above` that are; further texts are lines of its value."""
        parent = self._value(keys)
        head = f"{key}: {texts[0]}".rstrip() if texts[0] else f"{key}:"
        if parent is None:
            return self._at_end((len(self.text), len(self.text), self._joined([head, *texts[1:]])))
        if not isinstance(parent, MappingNode):
            raise SpliceError(sentence("there is no mapping to hold it"))
        if not is_block(parent):
            if len(texts) > 1:
                raise SpliceError(sentence("the file is written in braces"))
            at = parent.end.start_mark.index
            return at, at, f"{', ' if parent.items else ''}{head}"
        column = " " * column_of(parent.items[0])
        above = [value for name, value in parent.pairs() if _text_of(name) in keys_above]
        last = above[-1] if above else parent.items[1]
        at = self._layout.past_comments(self._layout.content_end(last), column_of(parent.items[0]))
        return self._at_end((at, at, self._joined([column + head, *(column + text for text in texts[1:])])))


def _mapping_at(data: Any, keys: Keys) -> Any:
    """The mapping that holds the last of the keys."""
    for key in keys[:-1]:
        data = data[key]
    return data


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
        SpliceError: If they are no mapping.
    """
    data = _plain(parse(path, "\n".join(lines) + "\n").root)
    if not isinstance(data, dict):
        raise SpliceError(sentence("the new lines are no mapping"))
    return data
