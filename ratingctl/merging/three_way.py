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
    """Return a three-way merge of lists of which the order matters little: ids, names, sources.

    What either side took away is gone, what either side added is there, each once. Items of both sides stand in their
    common order, additions behind the item that they followed; two additions at one place are sorted by their text.
    """
    gone = [item for item in base if item not in mine or item not in theirs]
    keep = [item for item in dict.fromkeys([*base, *mine, *theirs]) if item not in gone]
    orders = [[item for item in side if item in keep] for side in (base, mine, theirs)]
    return merged_order(orders[0], orders[1], orders[2], key=str)


def merged_order(base: Sequence[K], mine: Sequence[K], theirs: Sequence[K], key: Callable[[K], Any]) -> list[K]:
    """Return everything that stands in either side, in an order that does not depend on which side is which.

    Args:
        base: The common predecessor, without what is gone.
        mine: One side, without what is gone.
        theirs: The other side, without what is gone.
        key: Sorts what both sides added at one place.
    """
    shared = set(mine) & set(theirs)
    backbone = _backbone(base, mine, theirs, shared, key)
    followers: dict[K | None, list[K]] = {}
    for side in (mine, theirs):
        last: K | None = None
        for item in side:
            if item in shared:
                last = item
            elif item not in followers.setdefault(last, []):
                followers[last].append(item)
    places = {item: place for place, item in enumerate(backbone)}
    result: list[K] = []
    for anchor in (None, *backbone):
        if anchor is not None:
            result.append(anchor)
        result += _woven(followers.get(anchor, []), mine, theirs, key)
    assert len(places) == len(backbone)
    return result


def _backbone(
    base: Sequence[K], mine: Sequence[K], theirs: Sequence[K], shared: set[K], key: Callable[[K], Any]
) -> list[K]:
    """Return what both sides hold, in the order that a side changed; where both changed it, by the sorting key."""
    orders = [[item for item in side if item in shared] for side in (base, mine, theirs)]
    if orders[1] == orders[2]:
        return orders[1]
    if set(orders[0]) == shared:
        if orders[1] == orders[0]:
            return orders[2]
        if orders[2] == orders[0]:
            return orders[1]
    return min(orders[1], orders[2], key=lambda order: [key(item) for item in order])


def _woven(items: Sequence[K], mine: Sequence[K], theirs: Sequence[K], key: Callable[[K], Any]) -> list[K]:
    """Return additions of both sides at one place: sorted by key, but never against a side's own order."""
    runs = [[item for item in side if item in items] for side in (mine, theirs)]
    result: list[K] = []
    while runs[0] and runs[1]:
        run = min(runs, key=lambda run: key(run[0]))
        result.append(run.pop(0))
    return [*result, *runs[0], *runs[1]]


def by_identity(items: Sequence[T], identity: Callable[[T], K]) -> Mapping[K, T]:
    """Return items by what makes them the same in two versions."""
    return {identity(item): item for item in items}
