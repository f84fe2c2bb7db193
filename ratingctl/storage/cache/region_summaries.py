"""What the projects of a region come to without a day, as bytes from which those are read that may need a look.

The lives of an edition and region lie in lines that begin with the day on which a reviewer may first have to look at
the project, the earliest first, so that reading ends where that day is still to come. What is kept says which files, in
which state, and which settings it was made of, and is believed only of these.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.lifecycle import Deadline, ProjectSummary, RecordedCheck, RegionSummary
from ratingctl.domain.model import Check, EditionId, EventId, RegionId
from ratingctl.domain.staleness import DueForReview
from ratingctl.storage.cache.file_forms import checksum_of

_DAY = len("2026-05-31")


class StoredSummary(NamedTuple):
    """What is kept of the lives of an edition and region.

    Attributes:
        holds_from: As in `RegionSummary`.
        promised: How many lives have promised something.
        abroad: As in `RegionSummary`.
        lines: The lives that a reviewer may ever have to look at.
    """

    valid_from: date
    promised: int
    cross_region_links: tuple[tuple[EventId, EventId], ...]
    lines: Sequence[bytes]

    def due_for_review(self, region: RegionId, day: date) -> DueForReview:
        """Those of the lives that may need a look on a day, in their order."""
        last = day.isoformat().encode()
        found: list[tuple[int, ProjectSummary]] = []
        for line in self.lines:
            if line[:_DAY] > last:
                break
            place, *fields = json.loads(line[_DAY:])
            found.append((place, _life(region, fields)))
        found.sort(key=lambda row: row[0])
        return DueForReview(tuple(life for _, life in found), self.promised, self.cross_region_links)


def cache_key(*parts: object) -> bytes:
    """What changes when anything does of which lives are made, in one line.

    Args:
        parts: All of it, each with a `repr` that says everything.
    """
    return repr(parts).encode()


def encode_summary(key: bytes, found: RegionSummary, wakes: Sequence[date]) -> bytes:
    """The bytes in which lives are kept.

    Args:
        key: Of what they were made.
        found: The lives.
        wakes: For each of them the first day on which somebody may have to look.
    """
    head = (found.valid_from.isoformat(), sum(life.promised for life in found.lives), found.cross_region_links)
    rows = sorted((day, place) for place, day in enumerate(wakes) if day < date.max)
    lines = (f"{day.isoformat()}{_line(place, found.lives[place])}" for day, place in rows)
    text = "\n".join((json.dumps(head), *lines)).encode()
    return b"%b\n%d\n%b" % (key, checksum_of(text), text)


def decode_summary(form: bytes, key: bytes) -> StoredSummary | None:
    """What was kept; None where it was made of something else, or is damaged."""
    made_of, _, rest = form.partition(b"\n")
    checksum, _, text = rest.partition(b"\n")
    if made_of != key or b"%d" % checksum_of(text) != checksum:
        return None
    head, *lines = text.split(b"\n")
    valid_from, promised, cross_region_links = json.loads(head)
    pairs = tuple((EventId(new), EventId(old)) for new, old in cross_region_links)
    return StoredSummary(date.fromisoformat(valid_from), promised, pairs, lines)


def _line(place: int, life: ProjectSummary) -> str:
    return json.dumps((place, *_fields(life)), ensure_ascii=False, separators=(",", ":"))


def _fields(life: ProjectSummary) -> list[Any]:
    return [
        life.project,
        life.name,
        life.events,
        life.stage,
        life.halt,
        life.promised,
        life.last_news.isoformat(),
        life.last_event.isoformat(),
        life.last_dated.isoformat() if life.last_dated else None,
        life.news_in,
        [(deadline.event, deadline.when.text) for deadline in life.deadlines],
        [(looked.edition, *map(_text_of, looked.check)) for looked in life.checks],
        life.late_finds,
    ]


def _text_of(value: str | EdtfDate | None) -> str | None:
    return value.text if isinstance(value, EdtfDate) else value


def _life(region: RegionId, fields: list[Any]) -> ProjectSummary:
    project, name, events, stage, halt, promised, *days, news_in, deadlines, checks, late_finds = fields
    last_news, last_event, last_dated = (date.fromisoformat(day) if day else None for day in days)
    return ProjectSummary(
        project=project,
        region=region,
        name=name,
        events=tuple(events),
        stage=Stage(stage),
        halt=Halt(halt) if halt else None,
        promised=promised,
        last_news=last_news or date.min,
        last_event=last_event or date.min,
        last_dated=last_dated,
        news_in=tuple(news_in),
        deadlines=tuple(Deadline(event, parse_edtf(when)) for event, when in deadlines),
        checks=tuple(_looked(*row) for row in checks),
        late_finds=tuple(late_finds),
    )


def _looked(
    edition: EditionId, event: EventId, when: str, found: str, by: str, note: str, until: str | None
) -> RecordedCheck:
    return RecordedCheck(edition, Check(event, parse_edtf(when), found, by, note, parse_edtf(until) if until else None))
