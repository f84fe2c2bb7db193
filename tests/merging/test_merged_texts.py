"""What stands around the values, when both sides changed it: comments, lists over lines, indentation; and equal ids."""

import pytest
from test_merge import BASE, NEW_A, merged, outline

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
