"""Ids of events: hashes of what the event is, so that two people on two branches do not make the same."""

import hashlib
import unicodedata
from collections.abc import Container

from ratingctl.domain.model import EventId, RegionId

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 5


def new_event_id(region: RegionId, date: str, project: str, title: str, taken: Container[str]) -> EventId:
    """Return an id that is free: the region and five characters of Crockford base32 of a SHA-256.

    Args:
        region: The region; a birth mark that is never parsed.
        date: The event's date in EDTF, or empty.
        project: The project's name, or empty.
        title: The title.
        taken: The ids there are; if the first choice is among them, it is hashed again with a counter.
    """
    counter = 0
    while True:
        parts = (region, date, project, title, *((str(counter),) if counter else ()))
        text = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
        number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 7
        code = "".join(_CROCKFORD[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
        if f"{region}-{code}" not in taken:
            return EventId(f"{region}-{code}")
        counter += 1
