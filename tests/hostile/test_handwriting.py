"""What people write by hand is read, or named with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.domain.findings import Problem
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.documents import read_document
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, parse
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

Write = Callable[..., Path]
Run = Callable[..., Outcome]


def data(node: Node | None) -> object:
    if isinstance(node, MappingNode):
        return {data(key): data(value) for key, value in node.pairs()}
    if node is None or isinstance(node, Scalar):
        return node.value if node is not None else None
    return [data(item) for item in node.items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[https://e.org/a]", ["https://e.org/a"]),
        ("[https://e.org/a?b=1&c=2#d, 'https://e.org/']", ["https://e.org/a?b=1&c=2#d", "https://e.org/"]),
        ("{title: A, url: https://e.org}", {"title": "A", "url": "https://e.org"}),
        ("[12:30, a:b]", ["12:30", "a:b"]),
        ("{\"a\":b, 'c': d:e}", {"a": "b", "c": "d:e"}),
        ("[What?, x ?y, z]", ["What?", "x ?y", "z"]),
        ("[https://e.org/\n    a, {b: c:d}]", ["https://e.org/ a", {"b": "c:d"}]),
    ],
)
def test_colons_and_question_marks_in_brackets_are_text(text: str, expected: object) -> None:
    parsed = parse("f", f"before: 'x:y?'\nhere: {text}\nafter: a:b?\n")
    assert parsed.problems == ()
    assert data(parsed.root) == {"before": "x:y?", "here": expected, "after": "a:b?"}


def test_places_behind_a_url_in_brackets_are_what_they_are() -> None:
    parsed = parse("f", "a: [https://e.org/a]\nb: 1\nb: 2\n")
    assert [(problem.code, problem.where) for problem in parsed.problems] == [("F111", ("f", 3, 1))]
    assert parse("f", "a: [https://e.org/a]\nb: [x\n").problems[0].where != ("f", 1, 10)
    for broken in ("b: &x:y z", "c:d: 1\nc:d: 2"):
        assert "\ue000" not in str(parse("f", f"a: [https://e.org]\n{broken}\n").problems[0].fact)


def test_a_file_with_a_url_in_brackets_is_spliced() -> None:
    old = YamlDocument("f", b"region: r\nsources: [https://e.org/a]\n")
    assert old.set_value(("score",), "5", ("region",)).content == b"region: r\nscore: 5\nsources: [https://e.org/a]\n"


def test_lines_that_end_in_cr_alone_are_read_and_not_changed(write: Write, ratingctl: Run) -> None:
    content = SMALL["2026/south.yaml"].replace("\n", "\r")
    root = write(
        {"2026/south.yaml": content, "2026/edition.yaml": SMALL["2026/edition.yaml"].replace("published", "draft")}
    )
    outcome = ratingctl("--root", root, "validate")
    assert (outcome.code, "F105 warning: 2 lines end in CR alone" in outcome.out) == (0, True)
    outcome = ratingctl("--root", root, "score", "south", "5")
    assert (outcome.code, "CR alone; save it with LF" in outcome.err) == (3, True)
    with pytest.raises(SpliceError):
        YamlDocument("f", b"a: 1\rb: 2\r")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("  title: Plant #1 is built", "F121 warning: title ends here: `#1 is built` is read as a comment"),
        ("  project: Plant  #1", "F121 warning: project ends here: `#1` is read as a comment"),
        ("  note: a\n    b #c", "F121 warning: note ends here: `#c` is read as a comment"),
        ("  title: Plant # checked", None),
        ("  title: 'Plant #1' #x", None),
        ("  title: Plant#1", None),
        ("  text: |\n    title: Plant #1", None),
        ("  due: 2027 #x", None),
    ],
)
def test_a_text_that_a_comment_cuts_is_a_warning(write: Write, ratingctl: Run, line: str, rest: str | None) -> None:
    title = "" if line.startswith("  title") else "  title: T\n"
    root = write({"2026/south.yaml": f"region: south\nscore: 6\nevents:\n- id: s-1\n  kind: talks\n{title}{line}\n"})
    outcome = ratingctl("--root", root, "validate")
    assert ("F121" in outcome.out) == (rest is not None)
    assert (rest or "") in outcome.out
    assert outcome.code == 0


BLANKS = {
    "no-break space": "\u00a0",
    "thin space": "\u2009",
    "ideographic space": "\u3000",
    "zero width space": "\u200b",
    "zero width no-break space": "\ufeff",
}


@pytest.mark.parametrize("name", BLANKS)
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("region: south\nscore:_6\nevents: []\n", 2, 7),
        ("region: south\nscore_: 6\n", 2, 6),
        ("region: south\nevents:\n-_id: a\n  kind: talks\n", 3, 2),
        ("region: south\nevents:\n- id: a\n _kind: talks\n", 4, 2),
        ("region: south\nevents:\n- id: a\n__kind: talks\n  title: x\n", 4, 1),
        ("region: south\nnotes:\n- text: a\n  about:\n  -_b\n  - c\n", 5, 4),
    ],
)
def test_a_misleading_blank_is_named_with_its_place(write: Write, name: str, text: str, line: int, column: int) -> None:
    root = write({"2026/south.yaml": text.replace("_", BLANKS[name])})
    problems = read_document(DiskFolder(root), "2026/south.yaml").problems
    assert ("F122", ("2026/south.yaml", line, column)) in [(problem.code, problem.where) for problem in problems], (
        problems
    )
    assert any(f"{name} (U+{ord(BLANKS[name]):04X})" in str(problem.fact) for problem in problems)


@pytest.mark.parametrize("dash", ["–", "—", "−"])
def test_a_long_dash_as_a_list_mark_is_named(write: Write, dash: str) -> None:
    for text, line in (
        (f"region: south\nevents:\n{dash} id: a\n  kind: talks\n", 3),
        (f"region: south\nevents:\n- id: a\n  kind: talks\n  sources:\n  {dash} b\n", 6),
    ):
        root = write({"2026/south.yaml": text})
        problems: tuple[Problem, ...] = read_document(DiskFolder(root), "2026/south.yaml").problems
        expected = [("F122", ("2026/south.yaml", line, 3 if line == 6 else 1))]
        assert [(problem.code, problem.where) for problem in problems] == expected


@pytest.mark.parametrize(
    "text",
    [
        "title: 12\u00a0000 – столько\nnote: —\u00a0да\n",
        "text: |\n  \u3000indented\n  – a dash\n  -\u00a0b\n",
        "'a\u00a0b': 1\n",
        "partners: [«Завод\u00a0№\u00a01», –]\n",
    ],
)
def test_such_characters_inside_texts_do_not_matter(write: Write, text: str) -> None:
    root = write({"2026/south.yaml": text})
    assert read_document(DiskFolder(root), "2026/south.yaml", examine=True).problems == ()
