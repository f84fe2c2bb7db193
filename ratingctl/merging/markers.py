"""Git's markers in a text: whether there are any, and the two texts between which they stand."""

import re
from typing import NamedTuple

_MARKER = re.compile(rb"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
_LINE = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$")


class MarkedSides(NamedTuple):
    """The texts that markers part.

    Attributes:
        base: The common predecessor; None where the markers do not have it.
        mine: One side.
        theirs: The other side.
    """

    base: bytes | None
    mine: bytes
    theirs: bytes


def has_markers(content: bytes) -> bool:
    """Return whether git's markers stand in a file."""
    return _MARKER.search(content) is not None


def sides_of(content: bytes) -> MarkedSides | None:
    """Return the texts of both sides of a file with markers; None where the markers are not whole."""
    sides: dict[bytes, list[bytes]] = {b"<": [], b"|": [], b">": []}
    place = b""
    has_base = True
    for line in content.splitlines(keepends=True):
        match = _LINE.match(line.rstrip(b"\n"))
        sign = match[1][:1] if match else b""
        if sign == b"<" and not place:
            place = b"<"
            base_here = False
        elif sign == b"|" and place == b"<":
            place, base_here = b"|", True
        elif sign == b"=" and place in (b"<", b"|"):
            place = b">"
            has_base = has_base and base_here
        elif sign == b">" and place == b">":
            place = b""
        elif sign in (b"<", b">"):
            return None
        elif place:
            sides[place].append(line)
        else:
            for lines in sides.values():
                lines.append(line)
    if place:
        return None
    base, mine, theirs = (b"".join(sides[sign]) for sign in (b"|", b"<", b">"))
    return MarkedSides(base if has_base else None, mine, theirs)
