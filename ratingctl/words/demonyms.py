"""English adjectives and other names of countries and places, by which texts tell what they are about."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from ratingctl.words.fold import fold

_SHORTEST_NAME = 4
Unit = TypeVar("Unit", bound=str)


def english_forms(
    units: Mapping[Unit, Sequence[str]], countries: Mapping[str, Sequence[str]]
) -> dict[Unit, tuple[str, ...]]:
    """Return for each unit the adjectives and other names by which English texts call it.

    Those of a country are known; for every other name adjectives are formed as English forms them (`Texan`,
    `Californian`). A word that would mean two units means none.

    Args:
        units: For each unit, its names.
        countries: For each country, its adjectives and other names.
    """
    known = {fold(country): tuple(words) for country, words in countries.items()}
    forms = {unit: _forms(names, known) for unit, names in units.items()}
    names = {fold(name) for same in units.values() for name in same}
    counts = Counter(word for same in forms.values() for word in set(map(fold, same)))
    return {
        unit: tuple(word for word in same if counts[fold(word)] == 1 and fold(word) not in names)
        for unit, same in forms.items()
    }


def _forms(names: Sequence[str], known: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    listed = [word for name in names for word in known.get(fold(name), ())]
    formed = () if listed else (word for name in names[:1] for word in _formed(name, known))
    return tuple(dict.fromkeys((*listed, *formed)))


def _formed(name: str, known: Collection[str]) -> list[str]:
    """Return the adjectives that English forms of the name of a place, in Latin letters and one word."""
    if not (name.isascii() and name.isalpha() and len(name) >= _SHORTEST_NAME) or fold(name) in known:
        return []
    if name.endswith("as"):
        return [f"{name[:-2]}an"]
    if name.endswith("a"):
        return [f"{name}n"]
    if name.endswith(("e", "o")):
        return [f"{name[:-1]}an", f"{name[:-1]}ian"]
    if name.endswith("y"):
        return [f"{name[:-1]}ian"]
    return [f"{name}an", f"{name}ian"]
