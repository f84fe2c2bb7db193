"""Sources of events: keys of `sources.yaml`, or addresses."""

import re

_URL_STARTS = ("http://", "https://")
_PARTING = re.compile(r"[,;]*\s+|[,;]+(?=https?://)|[,;]+$")
"""What stands between addresses; a comma or semicolon inside an address belongs to it (RFC 3986, section 2.2)."""
_PARTING_OF_KEYS = re.compile(r"[,;]")


def is_url(source: str) -> bool:
    """Return True if a source is an address rather than a key of `sources.yaml`."""
    return source.startswith(_URL_STARTS)


def sources_in(text: str) -> tuple[str, ...]:
    """Return the sources that a text lists, each once: parted by blanks, lines, commas or semicolons."""
    words = [word for word in _PARTING.split(text.strip()) if word]
    parts = (part for word in words for part in ([word] if is_url(word) else _PARTING_OF_KEYS.split(word)))
    return tuple(dict.fromkeys(part for part in parts if part))
