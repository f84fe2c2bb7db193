"""Compare two judgements of one region: score, rationale and evidence, which are never mixed from two."""

from collections.abc import Mapping
from typing import Any

_VERDICT = ("score", "scores", "tier", "not_rated")
"""The keys that say what the judgement is; the others say why."""


def holds_judgement(fuller: Mapping[str, Any], other: Mapping[str, Any], base: Mapping[str, Any]) -> bool:
    """Return whether a judgement says all that another one says, so that it can stand for both.

    Both must give the same verdict; the other one may leave out a reason, or cite less, but may not have taken away
    what both began with.

    Args:
        fuller: The judgement that says more.
        other: The other one.
        base: The judgement before both.
    """
    if any(fuller.get(key) != other.get(key) for key in _VERDICT):
        return False
    return all(_holds(fuller.get(key), other.get(key), base.get(key)) for key in {*fuller, *other} - {*_VERDICT})


def _holds(fuller: Any, other: Any, base: Any) -> bool:
    if fuller == other:
        return True
    if isinstance(fuller, list) and isinstance(other or [], list):
        kept, before = other or [], base if isinstance(base, list) else []
        return all(item in fuller for item in kept) and not any(item in before and item not in kept for item in fuller)
    return other is None and base is None
