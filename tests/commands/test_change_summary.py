"""What a list of changes says of one: short enough to be read."""

from typing import Any

import pytest

from ratingctl.commands.shared.change_summary import line_of
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
