"""The table of keys: one key, one meaning, on an English and a Russian keyboard."""

from collections import Counter

import pytest

from ratingctl.commands.shared.choice_letters import CHOICES
from ratingctl.interactive.keys import KEYS, Action, action_of, choice_of, choices_of, typed_action


def test_no_key_has_two_meanings_and_none_is_a_letter_of_choices() -> None:
    spellings = Counter(spelling for key in KEYS for spelling in key.spellings)
    assert [spelling for spelling, count in spellings.items() if count > 1] == []
    assert not set(spellings) & {*CHOICES, *"фисапр"}
    assert {key.action for key in KEYS} == set(Action)


@pytest.mark.parametrize(
    ("typed", "action"),
    [("w", Action.WRITE), ("Ц", Action.WRITE), ("й", Action.END), (".", Action.END), ("1", None), ("", None)],
)
def test_an_action_is_known_by_its_key_on_both_keyboards(typed: str, action: Action | None) -> None:
    assert action_of(typed) is action


def test_choices_are_letters_in_a_row_or_parted() -> None:
    assert [choice_of("a", 2), choice_of("И", 2), choice_of("c", 2), choice_of("1", 2)] == [0, 1, None, None]
    assert choices_of("ab", 2) == choices_of("ф, и", 2) == [0, 1]
    assert choices_of("ac", 2) == []


def test_a_note_stands_behind_the_key() -> None:
    assert typed_action("т искала в газете") == (Action.NONE, "искала в газете")
    assert typed_action("nothing") == (None, "")
