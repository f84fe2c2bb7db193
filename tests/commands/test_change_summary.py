"""What a list of changes says of one: short enough to be read."""

from typing import Any

import pytest

from ratingctl.commands.shared.change_summary import FileChanges, line_of, summary_of
from ratingctl.merging.changes import FieldChange


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (7, 8, "score: 7 → 8"),
        (None, "Why", "score: – → Why"),
        (["a", "b"], ["b", "c"], "score: + c, - a"),
        (["a", "b"], ["b", "a"], "score: a, b → b, a"),
        (["a"], None, "score: a → –"),
        ("x" * 400, "y", f"score: {'x' * 300}… → y"),
    ],
)
def test_a_change_says_what_is_other_than_before(was: Any, now: Any, said: str) -> None:
    assert line_of(FieldChange(None, "score", was, now)) == said


def moved(*regions: str) -> list[FileChanges]:
    event = {"id": "north-a", "kind": "talks", "title": "A"}
    sides = ((event, None), (None, event))
    return [
        FileChanges(f"2026/{region}.yaml", [FieldChange(("events", "north-a"), "", was, now, event)])
        for region, (was, now) in zip(regions, sides, strict=True)
    ]


def test_an_event_that_changed_its_region_is_neither_new_nor_removed() -> None:
    assert summary_of(moved("north", "south"), "en") == "south: north-a from north"
    assert summary_of(moved("north", "south")[:1], "en") == "north: north-a removed"
