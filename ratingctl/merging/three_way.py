"""Three-way merges of the small things: one value, a set of texts, an order."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class BothChangedError(Exception):
    """Both sides changed one thing, each to something else."""


def merged_value(base: T, mine: T, theirs: T) -> T:
    """Return what one side changed, or what both agree on.

    Raises:
        BothChangedError: If both sides changed it, each to something else.
    """
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    raise BothChangedError


def merged_items(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Return a three-way merge of lists whose order matters little: ids, names, sources.

    What either side took away is gone, what either side added is there, each once. Items of both sides stand in their
    common order, additions behind the item that they followed; two additions at one place are sorted by their text.
    """
    gone = [item for item in base if item not in mine or item not in theirs]
    keep = [item for item in dict.fromkeys([*base, *mine, *theirs]) if item not in gone]
    orders = [[item for item in side if item in keep] for side in (base, mine, theirs)]
    return merged_order(orders[0], orders[1], orders[2], key=str)


def merged_order(base: Sequence[K], mine: Sequence[K], theirs: Sequence[K], key: Callable[[K], Any]) -> list[K]:
    """Return the items of both sides, in an order that does not depend on the order of the sides.

    Args:
        base: The common predecessor.
        mine: One side.
        theirs: The other side.
        key: Sorts what both sides added at one place; no two items have the same.
    """
    shared = set(mine) & set(theirs)
    followers: dict[K | None, tuple[list[K], list[K]]] = {}
    for number, side in enumerate((mine, theirs)):
        last: K | None = None
        for item in side:
            if item in shared:
                last = item
            else:
                followers.setdefault(last, ([], []))[number].append(item)
    result: list[K] = []
    for anchor in (None, *_backbone(base, mine, theirs, shared, key)):
        if anchor is not None:
            result.append(anchor)
        if anchor in followers:
            result += _woven(*followers[anchor], key)
    return result


def _backbone(
    base: Sequence[K], mine: Sequence[K], theirs: Sequence[K], shared: set[K], key: Callable[[K], Any]
) -> list[K]:
    """Return what both sides hold, in the order that a side changed; where both changed it, by the sorting key."""
    orders = [[item for item in side if item in shared] for side in (mine, theirs)]
    if orders[0] == orders[1]:
        return orders[0]
    before = [item for item in base if item in shared]
    known = set(before)
    kept = [[item for item in order if item in known] == before for order in orders]
    if kept[0] != kept[1]:
        return orders[1] if kept[0] else orders[0]
    return min(orders, key=lambda order: [key(item) for item in order])


def _woven(mine: list[K], theirs: list[K], key: Callable[[K], Any]) -> list[K]:
    """Return additions of both sides at one place: sorted by key, but never against a side's own order."""
    runs = [list(mine), list(theirs)]
    result: list[K] = []
    while runs[0] and runs[1]:
        run = min(runs, key=lambda run: key(run[0]))
        result.append(run.pop(0))
    return [*result, *runs[0], *runs[1]]


def by_identity(items: Sequence[T], identity: Callable[[T], K]) -> Mapping[K, T]:
    """Return items by what makes them the same in two versions."""
    return {identity(item): item for item in items}
