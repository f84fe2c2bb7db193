"""Three versions of a region's file become one, or questions."""

from pathlib import Path

import pytest

from ratingctl.domain.file_outline import FileOutline
from ratingctl.merging.merge import Merge, merge_files
from ratingctl.storage.yaml.nodes import parse
from ratingctl.storage.yaml.outline import outline_of

BASE = """\
# yaml-language-server: $schema=../.schemas/region.json
region: north
score: 5
events:
- id: north-a
  date: 2026-02
  kind: statement
  title: A bridge is planned
  due: 2026-05
  partners: [Ann Ltd]
# the ferry was first named by the port
- id: north-b
  project: Ferry
  kind: talks
  title: A ferry is talked about
  follows: [north-a]
checks:
- event: north-a
  date: 2026-03
  by: Ann
  found: nothing
"""


def outline(text: str) -> FileOutline:
    return outline_of("2026/north.yaml", text.encode())


def merged(base: str, mine: str, theirs: str) -> Merge:
    result = merge_files(outline(base), outline(mine), outline(theirs))
    mirrored = merge_files(outline(base), outline(theirs), outline(mine))
    if not result.questions:
        assert mirrored.content == result.content
        read = parse("x", result.content.replace("\r\n", "\n").removeprefix("\ufeff"))
        assert not read.problems, result.content
        assert outline(result.content).value == result.value
    else:
        assert len(mirrored.questions) == len(result.questions)
    return result


NEW_A = """\
- id: north-c
  date: 2026-04
  kind: visit
  title: Guests come
"""
NEW_B = """\
- id: north-d
  project: Airport
  kind: contract
  title: A runway is ordered
"""


def test_events_that_both_add_at_one_place_are_both_there() -> None:
    mine, theirs = (BASE.replace("checks:", f"{new}checks:") for new in (NEW_A, NEW_B))
    result = merged(BASE, mine, theirs)
    assert not result.questions
    assert result.content == BASE.replace("checks:", f"{NEW_A}{NEW_B}checks:")


def test_a_file_that_both_begin_holds_what_both_wrote() -> None:
    result = merged("", f"region: north\nscore: 7\nevents:\n{NEW_A}", f"region: north\nevents:\n{NEW_B}")
    assert result.content == f"region: north\nscore: 7\nevents:\n{NEW_A}{NEW_B}"


def test_fields_of_one_event_that_one_side_each_changed_are_both_changed() -> None:
    result = merged(BASE, BASE.replace("due: 2026-05", "due: 2026-07"), BASE.replace("is planned", "is promised"))
    assert result.content == BASE.replace("due: 2026-05", "due: 2026-07").replace("is planned", "is promised")


def test_lists_of_names_merge_as_sets() -> None:
    result = merged(BASE, BASE.replace("[Ann Ltd]", "[Ann Ltd, Bob Inc]"), BASE.replace("[Ann Ltd]", "['Cy, Co']"))
    assert result.value is not None
    assert result.value["events"][0]["partners"] == ["Bob Inc", "Cy, Co"]


def test_an_empty_list_takes_what_the_other_side_adds() -> None:
    base = "region: north\nevents: []\n"
    result = merged(base, f"region: north\nevents:\n{NEW_A}", f"region: north\nscore: 3\nevents:\n{NEW_B}")
    assert result.content == f"region: north\nscore: 3\nevents:\n{NEW_A}{NEW_B}"


def test_comments_go_with_what_they_speak_of() -> None:
    mine = BASE.replace(
        "# the ferry was first named by the port\n", "# the ferry was first named by the port\n# and twice\n"
    )
    theirs = BASE.replace("checks:", f"{NEW_A}checks:")
    assert merged(BASE, mine, theirs).content == mine.replace("checks:", f"{NEW_A}checks:")


@pytest.mark.parametrize(
    ("mine", "theirs", "field"),
    [
        (("due: 2026-05", "due: 2026-07"), ("due: 2026-05", "due: 2026-09"), "due"),
        (("score: 5", "score: 6"), ("score: 5", "score: 4"), "score"),
        (("score: 5", "score: 6"), ("score: 5", "score: 5\nrationale: why"), "score"),
        (("found: nothing", "found: news"), ("found: nothing", "found: nothing\n  note: asked\n"), None),
    ],
)
def test_two_answers_to_one_thing_are_a_question(
    mine: tuple[str, str], theirs: tuple[str, str], field: str | None
) -> None:
    result = merged(BASE, BASE.replace(*mine), BASE.replace(*theirs))
    assert [question.field for question in result.questions] == ([field] if field else [])


REASONS = ("score: 6", "score: 6\nrationale: why", "score: 6\nrationale: why\nevidence: [north-a, north-b]")


@pytest.mark.parametrize(("less", "more"), [(0, 1), (0, 2), (1, 2)])
def test_of_two_equal_scores_the_one_with_more_reasons_stands(less: int, more: int) -> None:
    sides = [BASE.replace("score: 5", REASONS[place]) for place in (less, more)]
    for mine, theirs in (sides, sides[::-1]):
        assert merged(BASE, mine, theirs).content == sides[1]


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("score: 5", "score: 6\nrationale: why", "score: 6\nrationale: because"),
        ("score: 5", "score: 6\nrationale: why", "score: 6\nevidence: [north-b]"),
        ("score: 5", "score: 6\nevidence: [north-a]", "score: 6\nevidence: [north-b]"),
        ("score: 5", "score: 6\nrationale: why", "score: 7"),
        ("score: 5\nrationale: old", "score: 6\nrationale: old", "score: 6"),
        ("score: 5\nrationale: old", "score: 6\nrationale: new", "score: 6"),
        ("score: 5\nevidence: [north-a]", "score: 6\nevidence: [north-a, north-b]", "score: 6"),
    ],
)
def test_reasons_that_differ_or_were_taken_away_are_a_question(base: str, mine: str, theirs: str) -> None:
    texts = [BASE.replace("score: 5", text) for text in (base, mine, theirs)]
    assert [question.field for question in merged(*texts).questions] == ["score"]
    assert [question.field for question in merged(texts[0], texts[2], texts[1]).questions] == ["score"]


def test_a_question_leaves_both_answers_between_markers_and_merges_the_rest() -> None:
    mine = BASE.replace("due: 2026-05", "due: 2026-07").replace("checks:", f"{NEW_A}checks:")
    result = merged(BASE, mine, BASE.replace("due: 2026-05", "due: 2026-09"))
    assert "\n<<<<<<< mine\n  due: 2026-07\n=======\n  due: 2026-09\n>>>>>>> theirs\n" in result.content
    assert NEW_A in result.content


def without(text: str, start: str, end: str) -> str:
    head, _, rest = text.partition(start)
    return head + end + rest.partition(end)[2]


FERRY = "# the ferry was first named by the port\n- id: north-b"


def test_what_one_side_removed_and_the_other_left_alone_is_gone() -> None:
    mine = without(BASE, FERRY, "checks:")
    result = merged(BASE, mine, BASE.replace("score: 5", "score: 6"))
    assert result.content == mine.replace("score: 5", "score: 6")


@pytest.mark.parametrize(
    "needed",
    [
        BASE.replace("A ferry is talked about", "A ferry is ordered"),
        BASE.replace("checks:\n", "- id: north-e\n  kind: delay\n  title: Late\n  follows: [north-b]\nchecks:\n"),
        BASE.replace("score: 5", "score: 6\nevidence: [north-b]"),
        BASE + "- event: north-b\n  date: 2026-05\n  found: nothing\n",
        BASE + "notes:\n- text: Both\n  about: [north-b]\n",
    ],
    ids=["changed", "followed", "cited", "checked", "noted"],
)
def test_what_one_side_removed_and_the_other_needs_is_a_question(needed: str) -> None:
    (question,) = merged(BASE, without(BASE, FERRY, "checks:"), needed).questions
    assert question.field == ""
    assert question.entry == ("events", "north-b")


def test_a_link_that_the_other_side_refused_is_a_question() -> None:
    base = BASE.replace("  follows: [north-a]\n", "")
    mine = base.replace("talked about\n", "talked about\n  follows: [north-a]\n")
    theirs = base.replace("talked about\n", "talked about\n  not_follows: [north-a]\n")
    (question,) = merged(base, mine, theirs).questions
    assert (question.field, question.mine, question.theirs) == (
        "follows", {"follows": ["north-a"]}, {"not_follows": ["north-a"]},
    )  # fmt: skip


@pytest.mark.parametrize("path", sorted(Path("editions/2026").glob("*.yaml"))[:20], ids=lambda path: path.stem)
def test_one_changed_side_keeps_its_bytes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if "region:" not in text:
        return
    other = text + "notes_of_ours: kept\n"
    for sides in ((text, other), (other, text)):
        assert merge_files(outline(text), outline(sides[0]), outline(sides[1])).content == other
