"""What must hold of every merge, of random versions of random files."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_play import play


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_a_merge_loses_doubles_and_invents_nothing(chance: Random) -> None:
    play(chance)
