"""Reviews of a region's projects on a day as bytes: the rows of the worklist, with their JSON.

The bytes begin with the cache key: the day, the files in their present state, and everything else that the rows were
made of; they are believed for no other. After a line with the rows there is one for the summary of each project, which
is decoded when it is asked for: JSON and CSV need none.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ratingctl.domain.lifecycle import ProjectSummary
from ratingctl.domain.model import EventId, RegionId
from ratingctl.storage.cache.file_forms import checksum_of
from ratingctl.storage.cache.region_summaries import decode_project, encode_project


class StoredRow(NamedTuple):
    """The stored row of a project.

    Attributes:
        data: Its JSON but for what a list adds.
        waits: True if it needs no look now.
        events: The ids of the project's events in story order.
        encoded_summary: The summary of the project.
    """

    data: dict[str, Any]
    waits: bool
    events: list[EventId]
    encoded_summary: bytes

    @property
    def summary(self) -> ProjectSummary:
        """Return the summary of the project."""
        return decode_project(RegionId(self.data["region"]), self.encoded_summary)


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


def stored_row(data: Mapping[str, Any], summary: ProjectSummary, *, waits: bool) -> StoredRow:
    """Return a row as it is stored.

    Args:
        data: Its JSON but for what a list adds.
        summary: The project's summary.
        waits: True if it needs no look now.
    """
    return StoredRow(dict(data), waits, list(summary.events), encode_project(summary))


def encode_review(key: bytes, review: StoredReview) -> bytes:
    """Return the bytes of a region's review; its rows all have the same keys, which are stored once."""
    keys = list(review.rows[0].data) if review.rows else []
    rows = [([row.data[key] for key in keys], row.waits, row.events) for row in review.rows]
    head = json.dumps((keys, rows, *review[1:]), ensure_ascii=False, separators=(",", ":")).encode()
    text = b"\n".join((head, *(row.encoded_summary for row in review.rows)))
    return b"%b\n%d\n%b" % (key, checksum_of(text), text)


def decode_review(form: bytes, key: bytes) -> StoredReview | None:
    """Return what was stored; None where its key is another, or it is damaged."""
    stored_key, _, rest = form.partition(b"\n")
    checksum, _, text = rest.partition(b"\n")
    if stored_key != key or b"%d" % checksum_of(text) != checksum:
        return None
    head, *summaries = text.split(b"\n")
    keys, rows, promised, links = json.loads(head.decode())
    return StoredReview(
        [
            StoredRow(dict(zip(keys, values, strict=True)), waits, events, summary)
            for (values, waits, events), summary in zip(rows, summaries, strict=True)
        ],
        promised,
        [(new, old) for new, old in links],
    )
