"""Reviews of a region's projects on a day as bytes: the rows of the worklist, with their JSON.

The bytes begin with the cache key: the day, the files in their present state, and everything else that the rows were
made of; they are believed for no other. What a list needs of each row stands in the first part; a part for the JSON of
each row and one for the summary of its project follow, which are decoded when they are asked for.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from ratingctl.domain.lifecycle import ProjectSummary
from ratingctl.domain.model import EventId, RegionId
from ratingctl.storage.cache.region_summaries import decode_project, keyed, text_of

_PARTING = b"\n\n"
"""Stands between the parts, in none of which a line is empty."""


class StoredRow(NamedTuple):
    """The stored row of a project: as `WorklistRow`, with words for reasons.

    Attributes:
        written: Its JSON.
        encoded_summary: The summary of the project.
    """

    project: EventId
    title: str
    region: RegionId
    events: Sequence[EventId]
    status: str
    reasons: Sequence[str]
    waits: bool
    priority: int
    priority_why: Sequence[str]
    is_general: bool
    reviewer: str
    search_group: EventId
    is_checked: bool
    is_done: bool
    written: bytes
    encoded_summary: bytes

    @property
    def summary(self) -> ProjectSummary:
        """Return the summary of the project."""
        return decode_project(self.region, self.encoded_summary)


class StoredReview(NamedTuple):
    """The stored review of a region.

    Attributes:
        rows: Its projects that need a look or wait.
        promised: How many of its projects have promised something.
        cross_region_links: As in `RegionSummary`.
    """

    rows: Sequence[StoredRow]
    promised: int
    cross_region_links: Sequence[tuple[EventId, EventId]]


def encode_review(key: bytes, review: StoredReview) -> bytes:
    """Return the bytes of a region's review."""
    rows = [row[:-2] for row in review.rows]
    head = json.dumps((rows, *review[1:]), ensure_ascii=False, separators=(",", ":")).encode()
    text = _PARTING.join((head, *(part for row in review.rows for part in (row.written, row.encoded_summary))))
    return keyed(key, text)


def decode_review(form: bytes, key: bytes) -> StoredReview | None:
    """Return what was stored; None where its key is another, or it is damaged."""
    text = text_of(key, form)
    if text is None:
        return None
    head, *parts = text.split(_PARTING)
    rows, promised, links = json.loads(head.decode())
    others = zip(rows, parts[::2], parts[1::2], strict=True)
    return StoredReview(
        [StoredRow._make((*row, written, summary)) for row, written, summary in others],
        promised,
        [(new, old) for new, old in links],
    )
