"""The letters of what can be chosen on a screen: no number means two things, and no action has one of them."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

CHOICES = "abcfgh"
"""The letters, in their order."""
_Choice = TypeVar("_Choice")


def lettered(choices: Iterable[_Choice]) -> Iterator[tuple[str, _Choice]]:
    """Yield choices with their letters; those beyond the last letter have a dot, and cannot be chosen."""
    for place, choice in enumerate(choices):
        yield CHOICES[place] if place < len(CHOICES) else "·", choice
