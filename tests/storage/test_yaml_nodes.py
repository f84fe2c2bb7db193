"""Text to nodes: what is read as written, and what is refused with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.domain.findings import Position
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse, place_at


def plain(node: Node | None) -> object:
    if isinstance(node, MappingNode):
        return {plain(key): plain(value) for key, value in node.pairs()}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return None if node is None else node.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no\nb: 12:30\nc: 010\nd: 2026-05-18\n", {"a": "no", "b": "12:30", "c": "010", "d": "2026-05-18"}),
        (
            "- 'it''s'\n- \"a\\tb\"\n- |\n  two\n  lines\n- >-\n  folded\n  text\n",
            ["it's", "a\tb", "two\nlines\n", "folded text"],
        ),
        ("a: {b: [c, d]}\n", {"a": {"b": ["c", "d"]}}),
        ("# only a comment\n", None),
        ("", None),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: ~\nb:\n", {"a": "~", "b": ""}),
        ("%YAML 1.1\n---\na: yes\n", {"a": "yes"}),
        ("a: Привет 🙂\n", {"a": "Привет 🙂"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ],
)
def test_a_value_is_the_text_that_was_written(text: str, value: object) -> None:
    document = parse("f.yaml", text)
    assert document.problems == ()
    assert plain(document.root) == value


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: [1, 2\nb: 3\n", "F110", 2, 2),
        ("a: 'open\n", "F110", 2, 1),
        ("a:\n\tb: 1\n", "F110", 2, 1),
        ("a: b\x01c\n", "F110", 1, 5),
        ("a: 1\nb:\n  a: 1\n  a: 2\n", "F111", 4, 3),
        ("a: &x 1\n", "F112", 1, 4),
        ("a: &x [1]\nb: *x\n", "F112", 1, 4),
        ("a: !!str 1\n", "F113", 1, 4),
        ("a: !thing {b: c}\n", "F113", 1, 4),
        ("a: 1\n--- \nb: 1\n", "F114", 2, 1),
        ("[" * 100_000, "F115", 1, 41),
        ("- " * 100_000, "F115", 1, 81),
    ],
)
def test_what_a_rating_may_not_hold_is_refused_with_its_place(text: str, code: str, line: int, column: int) -> None:
    document = parse("f.yaml", text)
    assert document.root is None
    assert (document.problems[0].code, document.problems[0].where) == (code, Position("f.yaml", line, column))


def test_a_billion_laughs_are_not_laughed() -> None:
    bomb = "a0: &a0 ha\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    document = parse("bomb.yaml", bomb)
    assert document.root is None
    assert {problem.code for problem in document.problems} == {"F112"}


TEXTS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=8)


@given(st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4), max_leaves=20))
def test_what_a_json_writer_writes_is_read_as_it_is(value: object) -> None:
    assert plain(parse("f.yaml", json.dumps(value)).root) == value


def test_a_place_is_found_by_keys_and_positions() -> None:
    text = "region: r\nevents:\n- id: a\n- id: b\n  follows: [x,\n    y]\n"
    root = parse("f.yaml", text).root
    assert place_at("f.yaml", root, ("events", 1, "follows", 1)) == Position("f.yaml", 6, 5)
    assert place_at("f.yaml", root, ("events", 1, "date")) == Position("f.yaml", 4, 3)
    assert place_at("f.yaml", root, ("events", 7)) == Position("f.yaml", 3, 1)
    assert place_at("f.yaml", None, ("events",)) == Position("f.yaml", 1, 1)


def test_nodes_keep_where_they_begin() -> None:
    root = parse("f.yaml", "a:\n  - b\n").root
    assert isinstance(root, MappingNode)
    key = root.items[0]
    assert isinstance(key, Scalar)
    assert (key.start_mark.line, key.start_mark.column) == (0, 0)
