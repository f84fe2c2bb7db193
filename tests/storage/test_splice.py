"""Changes to files written in every style: only the lines that are meant change, or nothing does."""

from collections.abc import Sequence

import pytest
from conftest import EDITIONS
from hypothesis import given, settings
from hypothesis import strategies as st

from ratingctl.domain.fields import EVENT
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.nodes import MappingNode, Scalar, SequenceNode, parse
from ratingctl.storage.yaml.scalars import record_lines, scalar
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

LINES = ["id: r-new", "kind: talks", "title: 'New: event'"]
ABOVE = ("region", "score", "rationale", "evidence")

LAYOUTS = {
    "plain": "region: r\nscore: 5\nevents:\n- id: a\n  kind: talks\n- id: b\n  kind: visit\n",
    "indented dashes": "region: r\nevents:\n  - id: a\n    kind: talks\n  - id: b\n    kind: visit\nscore: 5\n",
    "wide dashes": "events:\n-   id: a\n    kind: talks\n-   id: b\nregion: r\n",
    "dash on its own line": "events:\n-\n  id: a\n-\n  id: b\n",
    "blank lines between": "events:\n\n- id: a\n\n- id: b\n\n\nchecks: []\n",
    "comments everywhere": "# top\nevents: # the events\n# first\n- id: a # a\n  # inside a\n  kind: talks\n  # of a\n# of b\n- id: b\n# below\nchecks: []\n",
    "comment of the next key": "events:\n- id: a\n\n# Checks follow.\nchecks: []\n",
    "document marks": "---\nregion: r\nevents:\n- id: a\n...\n",
    "folded": "events:\n- id: a\n  text: >-\n    one\n    two\n\n- id: b\n  text: |\n    # no comment\n    two\n\n\nnotes: []\n",
    "literal at the end": "events:\n- id: a\n  text: |\n    one\n\n    two\n",
    "kept at the end": "events:\n- id: a\n  text: |+\n    one\n\nscore: 5\n",
    "multi-line plain": "events:\n- id: a\n  title: one\n    two\n    three\n- id: b\n",
    "quoted over lines": "events:\n- id: a\n  title: 'one\n    two'\n- id: b\n  title: \"x\\\n    y\"\n",
    "items in braces": "events:\n- {id: a, kind: talks}\n- {id: b,\n   kind: visit}\n",
    "nested lists": "events:\n- id: a\n  follows: [x,\n    y]\n  partners:\n  - p\n  - q\n- id: b\n",
    "no final newline": "events:\n- id: a\n- id: b",
    "no final newline after a list of lists": "events:\n- id: a\n  partners:\n  - p",
    "block text without a final newline": "events:\n- id: a\n- id: b\n  text: |\n    one\n    two",
    "folded text without a final newline": "events:\n- id: a\n  text: >\n    one\n\n- id: b\n  text: >-\n    two",
    "kept text without a final newline": "region: r\nevents:\n- id: a\nchecks: []\nrationale: |+\n  one\n  two",
    "empty value last": "events:\n- id: a\n  due:\n- id: b\n  date:\nscore: 5\n",
    "empty list": "region: r\nevents: []\nchecks: []\n",
    "empty list with a comment": "region: r\nevents: [ ]   # none yet\nscore: 5\n",
    "null list": "region: r\nevents: ~\n",
    "nothing": "region: r\nevents:\nscore: 5\n",
    "nothing at the end": "region: r\nevents:",
    "absent": "region: r\nscore: 5\nchecks:\n- event: x\n",
    "absent at the end": "region: r\nscore: 5",
    "absent file": "",
    "only a comment": "# nothing yet\n",
    "carriage returns": "region: r\r\nevents:\r\n- id: a\r\n  kind: talks\r\n\r\n- id: b\r\n",
    "byte order mark": "\ufeffregion: r\nevents:\n- id: a\n",
    "quoted keys": "'events':\n- 'id': a\n- \"id\": b\n",
    "letters of every plane": "events:\n- id: a\n  title: 'Ы 🙂 漢字'\n- id: b\n",
    "in brackets": "events: [{id: a}, {id: b}]\n",
    "all in braces": "{region: r, events: [{id: a}]}\n",
}


def ids(data: bytes) -> list[str]:
    text = data.decode("utf-8").removeprefix("\ufeff")
    root = parse("f", text).root
    pairs = root.pairs() if isinstance(root, MappingNode) else []
    events = next((value for key, value in pairs if isinstance(key, Scalar) and key.value == "events"), None)
    items = events.items if isinstance(events, SequenceNode) else []
    firsts = [item.items[1] for item in items if isinstance(item, MappingNode)]
    return [str(first.value) for first in firsts if isinstance(first, Scalar)]


def is_subsequence(lines: Sequence[bytes], of: Sequence[bytes]) -> bool:
    rest = iter(of)
    return all(line in rest for line in lines)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("position", [0, 1, 2])
def test_an_inserted_event_stands_in_its_place_and_no_other_line_changes(layout: str, position: int) -> None:
    old = LAYOUTS[layout].encode()
    before = ids(old)
    position = min(position, len(before))
    if layout in ("in brackets", "all in braces"):
        with pytest.raises(SpliceError):
            YamlDocument("f", old).insert_item("events", position, LINES, ABOVE)
        return
    new = YamlDocument("f", old).insert_item("events", position, LINES, ABOVE).content
    assert ids(new) == [*before[:position], "r-new", *before[position:]]
    touched = [line for line in old.split(b"\n") if line not in new.split(b"\n")]
    allowed = 1 if "empty list" in layout or layout == "null list" else 0
    assert len(touched) <= allowed, new.decode()
    if not touched:
        assert is_subsequence([line for line in old.split(b"\n") if line], new.split(b"\n")), new.decode()
    if b"\r\n" in old:
        assert new.count(b"\n") == new.count(b"\r\n")
    if before:
        removed = YamlDocument("f", new).remove_item("events", position).content
        assert (
            removed.removesuffix(b"\n") == old if "block text" in layout or "folded text" in layout else removed == old
        )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("events:\n- id: a\n  title: x\n", "events: []\n"),
        ("events: # all of them\n- id: a\n", "events: [] # all of them\n"),
        ("events:\n# of a\n- id: a\nnotes: []\n", "events: []\n# of a\nnotes: []\n"),
        ("'events' :\r\n\r\n  - id: a\r\n", "'events' : []\r\n\r\n"),
    ],
)
def test_the_only_event_leaves_an_empty_list_and_its_comments(old: str, new: str) -> None:
    assert YamlDocument("f", old.encode()).remove_item("events", 0).content.decode() == new


@pytest.mark.parametrize(
    ("gap", "spaced"),
    [
        ("", False),
        ("\n", True),
        ("  \n", True),
        ("# of b\n", False),
        ("  # inside a\n", False),
        ("\n# of b\n", True),
        ("# of b\n\n", True),
    ],
)
@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_blank_line_parts_a_new_item_where_blank_lines_part_the_others(gap: str, spaced: bool, position: int) -> None:
    old = f"events:\n- id: a\n{gap}- id: b\nchecks: []\n"
    new = YamlDocument("f", old.encode()).insert_item("events", position, LINES, ABOVE).content.decode()
    blank_lines = [sum(not line.strip() for line in text.splitlines()) for text in (old, new)]
    assert blank_lines[1] - blank_lines[0] == (1 if spaced else 0), new


def test_a_new_first_item_stands_above_the_comments_of_the_old_one() -> None:
    old = "events: # all\n# of a\n  # more of a\n- id: a\n"
    new = YamlDocument("f", old.encode()).insert_item("events", 0, ["id: n"], ABOVE).content.decode()
    assert new == "events: # all\n- id: n\n# of a\n  # more of a\n- id: a\n"


def test_a_conflict_is_named_where_something_is_to_be_written() -> None:
    with pytest.raises(SpliceError, match="an unsolved git conflict begins here, in line 2"):
        YamlDocument("f", b"region: r\n<<<<<<< HEAD\nscore: 5\n=======\nscore: 6\n>>>>>>> other\n")


def test_a_document_knows_which_keys_and_positions_it_has() -> None:
    document = YamlDocument("f", b"a: 1\nb:\n- c: 2\n")
    paths: list[tuple[str | int, ...]] = [("a",), ("b", 0, "c"), ("b", 1), ("b", 0, "d"), ("a", 0), ("c",)]
    assert [document.has(path) for path in paths] == [True, True, False, False, False, False]


def test_changes_are_chained_and_leave_the_document_before_them_as_it_was() -> None:
    old = YamlDocument("f", b"\xef\xbb\xbfregion: r\r\nevents: []\r\n")
    new = (
        old.set_value(("score",), "6", ("region",))
        .set_list(("evidence",), ["a", "b"], ("region", "score"))
        .insert_item("events", 0, LINES, ABOVE)
        .insert_item("events", 1, ["id: s"], ABOVE)
        .remove_key(("score",))
    )
    assert old.content == b"\xef\xbb\xbfregion: r\r\nevents: []\r\n"
    assert new.content.decode("utf-8-sig").splitlines() == [
        "region: r",
        "evidence: [a, b]",
        "events:",
        "- id: r-new",
        "  kind: talks",
        "  title: 'New: event'",
        "- id: s",
    ]
    assert new.content.startswith(b"\xef\xbb\xbf")
    assert new.content.count(b"\r\n") == new.content.count(b"\n")


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in DiskFolder(EDITIONS).paths()
        if path.count("/") and not path.endswith(("edition.yaml", "booklet.yaml", "frozen.yaml", "errata.yaml"))
    ],
)
def test_an_event_goes_into_every_real_file_and_out_again(path: str) -> None:
    old = (EDITIONS / path).read_bytes()
    count = len(ids(old))
    for position in {0, count // 2, count}:
        new = YamlDocument(path, old).insert_item("events", position, LINES, ABOVE).content
        assert is_subsequence(old.split(b"\n"), new.split(b"\n"))
        assert len(new.split(b"\n")) == len(old.split(b"\n")) + len(LINES)
        assert YamlDocument(path, new).remove_item("events", position).content == old


@pytest.mark.parametrize(
    ("old", "keys", "value", "new"),
    [
        ("score: 5 # five\nregion: r\n", ("score",), "6", "score: 6 # five\nregion: r\n"),
        ("region: r\n", ("score",), "6", "region: r\nscore: 6\n"),
        ("region: r\nevents:\n- id: a\n", ("score",), "6", "region: r\nscore: 6\nevents:\n- id: a\n"),
        ("region: r", ("score",), "6", "region: r\nscore: 6"),
        ("region: r\nscore:\n", ("score",), "6", "region: r\nscore: 6\n"),
        (
            "region: r\nrationale: |\n  old\n  text\n\nscore: 5\n",
            ("rationale",),
            "new",
            "region: r\nrationale: new\n\nscore: 5\n",
        ),
        ("events:\n- id: a\n  date: 2026 # ?\n", ("events", 0, "date"), "2027", "events:\n- id: a\n  date: 2027 # ?\n"),
        (
            "events:\n- id: a\n  # of a\n- id: b\n",
            ("events", 0, "due"),
            "2027",
            "events:\n- id: a\n  # of a\n  due: 2027\n- id: b\n",
        ),
        ("events:\n- {id: a}\n", ("events", 0, "due"), "2027", "events:\n- {id: a, due: 2027}\n"),
        ("a: [x]\n", ("a",), "[y, z]", "a: [y, z]\n"),
        ("a:\r\nb: 1\r\n", ("b",), "2", "a:\r\nb: 2\r\n"),
    ],
)
def test_a_value_is_set_where_it_stands_or_belongs(old: str, keys: tuple[str | int, ...], value: str, new: str) -> None:
    assert YamlDocument("f", old.encode()).set_value(keys, value, ("region", "id")).content.decode() == new


@pytest.mark.parametrize(
    ("old", "keys", "new"),
    [
        ("region: r\nscore: 5\nevents: []\n", ("score",), "region: r\nevents: []\n"),
        (
            "events:\n- id: a\n  due: 2027\n  # of a\n- id: b\n",
            ("events", 0, "due"),
            "events:\n- id: a\n  # of a\n- id: b\n",
        ),
        (
            "region: r\nrationale: >\n  x\n\n  y\n\n# about events\nevents: []\n",
            ("rationale",),
            "region: r\n\n# about events\nevents: []\n",
        ),
    ],
)
def test_a_key_goes_and_its_neighbours_stay(old: str, keys: tuple[str | int, ...], new: str) -> None:
    assert YamlDocument("f", old.encode()).remove_key(keys).content.decode() == new


@pytest.mark.parametrize(
    ("old", "keys"), [("- id: a\n  x: 1\n", (0, "id")), ("{a: 1, b: 2}\n", ("a",)), ("a: 1\n", ("b",))]
)
def test_a_key_that_cannot_go_is_refused(old: str, keys: tuple[str | int, ...]) -> None:
    with pytest.raises(SpliceError):
        YamlDocument("f", old.encode()).remove_key(keys)


@pytest.mark.parametrize(
    ("old", "texts", "new"),
    [
        ("id: a\nkind: talks\n", ["xx"], "id: a\nfollows: [xx]\nkind: talks\n"),
        ("id: a\nfollows: [xx]  # one\n", ["xx", "yy"], "id: a\nfollows: [xx, yy]  # one\n"),
        ("id: a\nfollows: []\n", ["xx"], "id: a\nfollows: [xx]\n"),
        (
            "id: a\nfollows:\n- xx\n# two\nkind: talks\n",
            ["xx", "yy"],
            "id: a\nfollows:\n- xx\n- yy\n# two\nkind: talks\n",
        ),
        ("id: a\nfollows:\n  - xx\n  - yy\n", ["yy"], "id: a\nfollows:\n  - yy\n"),
        ("id: a\nfollows: [x]\nkind: talks\n", [], "id: a\nkind: talks\n"),
        ("id: a\nkind: talks\n", [], "id: a\nkind: talks\n"),
        ("id: a\nfollows:\n- xx", ["xx", "yy"], "id: a\nfollows:\n- xx\n- yy"),
        ("follows:\n- a\n- b\n- c\n", ["b"], "follows:\n- b\n"),
        ("follows:\n- a\n- b\n", ["b", "c", "d"], "follows:\n- b\n- c\n- d\n"),
        ("follows:\n- a\n- b\n", ["c"], "follows:\n- c\n"),
    ],
)
def test_a_list_of_ids_grows_and_shrinks(old: str, texts: list[str], new: str) -> None:
    assert YamlDocument("f", old.encode()).set_list(("follows",), texts, ("id",)).content.decode() == new


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(TEXTS, st.booleans())
def test_a_text_is_read_back_as_it_was_written(text: str, flow: bool) -> None:
    line = f"x: [{scalar(text, flow=True)}]\n" if flow else f"x: {scalar(text)}\n"
    root = parse("f", line).root
    assert isinstance(root, MappingNode)
    value = root.items[1]
    if isinstance(value, SequenceNode):
        (value,) = value.items
    assert isinstance(value, Scalar)
    assert value.value == text


@pytest.mark.parametrize(
    "text", ["no", "12:30", "2026", "010", "~", "1.5", "2026-05-18", "- a", "a: b", "a #b", "", "on", "1_000"]
)
def test_what_another_reader_takes_for_something_else_is_quoted(text: str) -> None:
    assert scalar(text)[0] in "'\""


@settings(max_examples=60)
@given(
    st.sampled_from([name for name in LAYOUTS if "brackets" not in name and "braces" not in name]),
    st.fixed_dictionaries({"title": TEXTS, "text": TEXTS, "partners": st.lists(TEXTS, max_size=3).map(tuple)}),
)
def test_any_event_goes_into_any_layout(layout: str, values: dict[str, object]) -> None:
    lines = record_lines({"id": "r-new", "kind": "talks", **values}, EVENT)
    new = YamlDocument("f", LAYOUTS[layout].encode()).insert_item("events", 0, lines, ABOVE).content
    assert ids(new)[0] == "r-new"
