"""Short names for the tiles of a map: as few letters as tell the regions apart."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=str)

_USUAL, _LONGEST = 5, 7


def labels_of(names: Mapping[Key, str]) -> dict[Key, str]:
    """Return a label for each name: a short name as it is, else the first letters of its first telling word.

    Args:
        names: Printed names by id.
    """
    words = Counter(word for name in names.values() for word in _words(name))
    telling = {key: next((word for word in _words(name) if words[word] == 1), name) for key, name in names.items()}
    labels = {key: name if len(name) <= _LONGEST else _cut(telling[key], _USUAL) for key, name in names.items()}
    for length in range(_USUAL + 1, _LONGEST + 1):
        counts = Counter(labels.values())
        labels |= {key: _cut(telling[key], length) for key, label in labels.items() if counts[label] > 1}
    return labels


def _words(name: str) -> list[str]:
    return name.replace("-", " ").split()


def _cut(word: str, length: int) -> str:
    """A word of one letter more is left whole."""
    return word if len(word) <= length + 1 else word[:length]
