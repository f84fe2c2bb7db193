"""What stands around the values, when both sides changed it: comments, lists over lines, indentation; and equal ids."""

import pytest
from test_merge import BASE, NEW_A, merged, outline

from ratingctl.domain.fields import CHECK, EDITION_FILE, EVENT, NOTE, REGION, REGION_FILE, FieldType
from ratingctl.domain.ids import new_event_id
from ratingctl.domain.model import RegionId
from ratingctl.merging.meanings import DATES
from ratingctl.merging.merge import merge_files
from ratingctl.merging.questions import MergeAnswer

FERRY = "# the ferry was first named by the port\n"


def test_comments_that_both_add_at_one_place_are_both_there_in_one_order() -> None:
    mine, theirs = (BASE.replace(FERRY, f"{FERRY}# {name} asked\n") for name in ("Boris", "Anna"))
    assert f"{FERRY}# Anna asked\n# Boris asked\n- id: north-b" in merged(BASE, mine, theirs).content


def test_a_comment_that_one_side_took_away_is_gone_though_the_other_wrote_below_it() -> None:
    result = merged(BASE, BASE.replace(FERRY, "# new\n"), BASE.replace(FERRY, f"{FERRY}# asked\n"))
    assert "# new\n# asked\n- id: north-b" in result.content
    assert FERRY not in result.content


def test_comments_behind_one_value_are_both_kept() -> None:
    mine, theirs = (BASE.replace("score: 5", f"score: 5  # {name}") for name in ("Boris", "Anna"))
    assert "score: 5  # Anna  # Boris\n" in merged(BASE, mine, theirs).content


def test_a_list_is_written_over_lines_if_either_side_writes_it_so() -> None:
    mine = BASE.replace("[Ann Ltd]", "\n  - Ann Ltd\n  - Bob Inc")
    result = merged(BASE, mine.replace("partners: \n", "partners:\n"), BASE.replace("[Ann Ltd]", "[Ann Ltd, 'Cy, Co']"))
    assert result.value is not None
    assert sorted(result.value["events"][0]["partners"]) == ["Ann Ltd", "Bob Inc", "Cy, Co"]
    assert "  partners:\n  - Ann Ltd\n" in result.content


def test_an_event_takes_the_indentation_that_the_other_side_gave_the_list() -> None:
    head, events, tail = (
        BASE.partition("events:\n")[0],
        BASE.partition("events:\n")[2].partition("checks:")[0],
        "checks:",
    )
    checks = BASE.partition("checks:")[2]
    moved = "".join(f"  {line}\n" for line in events.splitlines())
    theirs = f"{head}events:\n{moved}{tail}{checks}"
    result = merged(BASE, BASE.replace("checks:", f"{NEW_A}checks:"), theirs)
    assert not result.questions
    added = "".join(f"  {line}\n" for line in NEW_A.splitlines())
    assert result.content == f"{head}events:\n{moved}{added}{tail}{checks}"


ONE = "- id: north-x\n  date: 2026-04\n  kind: visit\n  title: Guests from Islay\n"
OTHER = "- id: north-x\n  date: 2026-05\n  kind: talks\n  title: Talks about fish\n"


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        (MergeAnswer.MINE, ["Guests from Islay"]),
        (MergeAnswer.THEIRS, ["Talks about fish"]),
        (MergeAnswer.BOTH, ["Guests from Islay", "Talks about fish"]),
    ],
)
def test_two_events_that_were_given_one_id_are_asked_about(answer: MergeAnswer, titles: list[str]) -> None:
    mine, theirs = (outline(BASE.replace("checks:", f"{event}checks:")) for event in (ONE, OTHER))
    (question,) = merge_files(outline(BASE), mine, theirs).questions
    assert (question.entry, question.field) == (("events", "north-x"), "id")
    result = merge_files(outline(BASE), mine, theirs, answers=lambda asked: answer)
    assert result.value is not None
    new = [event for event in result.value["events"] if event["id"] not in ("north-a", "north-b")]
    assert [event["title"] for event in new] == titles
    assert len({event["id"] for event in new}) == len(titles)


def test_what_points_to_an_event_goes_with_its_new_id() -> None:
    check = "- event: north-x\n  date: 2026-06\n  by: Bob\n  found: nothing\n"
    mine = BASE.replace("checks:", f"{ONE}checks:")
    theirs = BASE.replace("checks:", f"{OTHER}checks:") + check
    result = merge_files(outline(BASE), outline(mine), outline(theirs), answers=lambda asked: MergeAnswer.BOTH)
    assert result.value is not None
    (renamed,) = result.renamed
    assert (renamed.old, renamed.is_mine) == ("north-x", False)
    assert [check["event"] for check in result.value["checks"]] == ["north-a", renamed.new]


ID = new_event_id(RegionId("north"), "2026-04", "", "Guests from Islay", ())
LOGGED = ONE.replace("north-x", ID)


@pytest.mark.parametrize(
    ("edited", "merged"),
    [
        ({"title: Guests from Islay": "title: Guests from Jura"}, "Guests from Jura"),
        ({"date: 2026-04": "date: 2026-04-02"}, "2026-04-02"),
        ({"title:": "project: Ferry\n  title:"}, "Ferry"),
    ],
)
@pytest.mark.parametrize("more", ["", "  note: by phone # twice\n"])
def test_an_event_that_both_logged_alike_and_one_edited_since_takes_the_edit(
    edited: dict[str, str], merged: str, more: str
) -> None:
    ((old, new),) = edited.items()
    texts = [BASE.replace("checks:", f"{event}checks:") for event in (LOGGED + more, LOGGED.replace(old, new))]
    results = [merge_files(outline(BASE), outline(one), outline(two)) for one, two in (texts, texts[::-1])]
    assert not results[0].questions
    assert results[0].content == results[1].content
    assert results[0].content == BASE.replace("checks:", f"{LOGGED.replace(old, new)}{more}checks:")
    assert merged in results[0].content


@pytest.mark.parametrize(
    ("mine", "theirs", "result"),
    [
        ("due: 2026-04/2026-06", "due: 2026-34", "due: 2026-04/2026-06"),
        ("due: 2026-07-01/2026-07-31  # as they say", "due: 2026-07", "due: 2026-07  # as they say"),
        ("note: Cafe\u0301", "note: Caf\u00e9", "note: Caf\u00e9"),
        ("note: by  phone", "note: 'by phone'", "note: 'by phone'"),
    ],
)
def test_two_ways_to_write_the_same_are_no_question(mine: str, theirs: str, result: str) -> None:
    texts = [BASE.replace("due: 2026-05", text) for text in (mine, theirs)]
    for one, two in (texts, texts[::-1]):
        merge = merge_files(outline(BASE), outline(one), outline(two))
        assert not merge.questions
        assert merge.content == BASE.replace("due: 2026-05", result)


@pytest.mark.parametrize(
    ("mine", "theirs"), [("due: 2026", "due: ../2026"), ("due: 2026-07", "due: soon"), ("note: A", "note: a")]
)
def test_what_is_not_quite_the_same_is_a_question(mine: str, theirs: str) -> None:
    texts = [BASE.replace("due: 2026-05", text) for text in (mine, theirs)]
    assert merge_files(outline(BASE), outline(texts[0]), outline(texts[1])).questions


def test_every_field_of_dates_is_compared_by_its_days() -> None:
    records = (EVENT, CHECK, NOTE, REGION_FILE, EDITION_FILE, REGION)
    assert {field.name for record in records for field in record.fields if field.shape is FieldType.DATE} == DATES
