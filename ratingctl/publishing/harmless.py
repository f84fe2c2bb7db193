"""Texts of the data made harmless for every format: no control character of them reaches a file."""

from typing import Any, TypeVar

from ratingctl.words.visible import visible_lines

Value = TypeVar("Value")


def harmless(value: Value) -> Value:
    """Return a value in which every text shows its control characters; tuples and mappings are looked into."""
    return _harmless(value)  # type: ignore[no-any-return]


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else visible_lines(value)
    if isinstance(value, tuple):
        parts = [_harmless(part) for part in value]
        if all(part is old for part, old in zip(parts, value, strict=True)):
            return value  # most texts have nothing to hide
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if hasattr(value, "items"):
        return {key: _harmless(part) for key, part in value.items()}
    return value
