"""Summaries of a region's projects as bytes; only those due on a day are decoded.

Each project is a line that begins with the first day on which anybody asks for it, the earliest first, so that
decoding ends where that day is still to come. The bytes begin with the cache key: which files, in which state, and
which settings they were made of; they are believed for no other.
"""

import json
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from operator import itemgetter
from typing import Any, NamedTuple

from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.lifecycle import Deadline, EditionNews, ProjectSummary, RecordedCheck, RegionSummary, Stall
from ratingctl.domain.model import Check, EditionId, EventId, RegionId
from ratingctl.storage.cache.file_forms import checksum_of

_DAY = len("2026-05-31")


class StoredSummary(NamedTuple):
    """The stored summary of a region, not yet decoded.

    Attributes:
        valid_from: As in `RegionSummary`.
        valid_until: As in `RegionSummary`.
        promised: How many projects have promised something.
        cross_region_links: As in `RegionSummary`.
        lines: The projects that anybody may ever ask for, by the first day on which somebody does.
    """

    valid_from: date
    valid_until: date
    promised: int
    cross_region_links: tuple[tuple[EventId, EventId], ...]
    lines: Sequence[bytes]

    def is_valid_on(self, day: date) -> bool:
        """Return whether the summary is true on a day."""
        return self.valid_from <= day < self.valid_until

    def projects_asked_for_by(self, region: RegionId, day: date) -> tuple[ProjectSummary, ...]:
        """Return the projects whose first day has come, in the order of their roots."""
        last = day.isoformat().encode()
        lines = [line[_DAY:] for line in takewhile(lambda line: line[:_DAY] <= last, self.lines)]
        projects = json.loads(f"[{b','.join(lines).decode()}]")
        projects.sort(key=itemgetter(0))
        return tuple(_decoded_project(region, fields) for _, *fields in projects)


def cache_key(*parts: object) -> bytes:
    """Return the cache key of a summary, in one line: it changes with everything that the summary depends on.

    Args:
        parts: All of that, each with a `repr` that says everything.
    """
    return repr(parts).encode()


def keyed(key: bytes, text: bytes) -> bytes:
    """Return a text with its cache key and its checksum before it."""
    return b"%b\n%d\n%b" % (key, checksum_of(text), text)


def text_of(key: bytes, form: bytes) -> bytes | None:
    """Return the text that was stored with a cache key; None where its key is another, or it is damaged."""
    stored_key, _, rest = form.partition(b"\n")
    checksum, _, text = rest.partition(b"\n")
    return text if stored_key == key and b"%d" % checksum_of(text) == checksum else None


def encode_summary(key: bytes, summary: RegionSummary, first_days: Sequence[date]) -> bytes:
    """Return the bytes of a region's summary.

    Args:
        key: The cache key.
        summary: The summary.
        first_days: For each of its projects the first day on which anybody asks for it; `date.max` for never.
    """
    promised = sum(project.promised for project in summary.projects)
    days_valid = (summary.valid_from.isoformat(), summary.valid_until.isoformat())
    head = (*days_valid, promised, summary.cross_region_links)
    days = sorted((day, place) for place, day in enumerate(first_days) if day < date.max)
    lines = (f"{day.isoformat()}{_line(place, summary.projects[place])}" for day, place in days)
    text = "\n".join((json.dumps(head), *lines)).encode()
    return keyed(key, text)


def decode_summary(form: bytes, key: bytes) -> StoredSummary | None:
    """Return what was stored; None where its key is another, or it is damaged."""
    text = text_of(key, form)
    if text is None:
        return None
    head, *lines = text.split(b"\n")
    valid_from, valid_until, promised, cross_region_links = json.loads(head.decode())
    pairs = tuple((EventId(new), EventId(old)) for new, old in cross_region_links)
    return StoredSummary(date.fromisoformat(valid_from), date.fromisoformat(valid_until), promised, pairs, lines)


def encode_project(project: ProjectSummary) -> bytes:
    """Return the summary of one project as bytes, in one line."""
    return json.dumps(_fields(project), ensure_ascii=False, separators=(",", ":")).encode()


def decode_project(region: RegionId, line: bytes) -> ProjectSummary:
    """Return the summary of one project of a region."""
    return _decoded_project(region, json.loads(line.decode()))


def _line(place: int, project: ProjectSummary) -> str:
    return json.dumps((place, *_fields(project)), ensure_ascii=False, separators=(",", ":"))


def _fields(project: ProjectSummary) -> list[Any]:
    return [
        project.project,
        project.name,
        project.events,
        project.stage,
        project.halt,
        project.is_open,
        project.promised,
        project.last_news.isoformat(),
        project.last_exact_news.isoformat(),
        project.last_event.isoformat(),
        project.last_dated.isoformat() if project.last_dated else None,
        [(news.edition, news.last_day.isoformat()) for news in project.news],
        project.events_in,
        _encoded_values(project.stall) if project.stall else None,
        [_encoded_values(deadline) for deadline in project.deadlines],
        _encoded_values(project.due) if project.due else None,
        _encoded_values(project.start_due) if project.start_due else None,
        [(recorded.edition, *_encoded_values(recorded.check)) for recorded in project.checks],
        project.late_finds,
        project.parties,
        project.has_amounts,
        project.is_cited,
        project.proper_names,
    ]


def _encoded_values(values: tuple[Any, ...]) -> list[Any]:
    """Return the values of a tuple with texts for dates."""
    return [value.text if isinstance(value, EdtfDate) else value for value in values]


def _decoded_project(region: RegionId, fields: list[Any]) -> ProjectSummary:
    (
        project_id, name, events, stage, halt, is_open, promised, last_news, last_exact_news, last_event, last_dated,
        news, events_in, stall, deadlines, due, start_due, checks, late_finds,
        parties, has_amounts, is_cited, proper_names,
    ) = fields  # fmt: skip
    return ProjectSummary(
        project=project_id,
        region=region,
        name=name,
        events=tuple(events),
        stage=Stage(stage),
        halt=Halt(halt) if halt else None,
        is_open=is_open,
        promised=promised,
        last_news=date.fromisoformat(last_news),
        last_exact_news=date.fromisoformat(last_exact_news),
        last_event=date.fromisoformat(last_event),
        last_dated=date.fromisoformat(last_dated) if last_dated else None,
        news=tuple(EditionNews(edition, date.fromisoformat(day)) for edition, day in news),
        events_in=tuple(events_in),
        stall=_decoded_stall(*stall) if stall else None,
        deadlines=tuple(_decoded_deadline(*values) for values in deadlines),
        due=_decoded_deadline(*due) if due else None,
        start_due=_decoded_deadline(*start_due) if start_due else None,
        checks=tuple(_decoded_check(*values) for values in checks),
        late_finds=tuple(late_finds),
        parties=tuple(parties),
        has_amounts=has_amounts,
        is_cited=is_cited,
        proper_names=tuple(proper_names),
    )


def _decoded_stall(event: EventId, when: str | None, edition: EditionId) -> Stall:
    return Stall(event, parse_edtf(when) if when else None, edition)


def _decoded_deadline(event: EventId, when: str) -> Deadline:
    return Deadline(event, parse_edtf(when))


def _decoded_check(
    edition: EditionId,
    event: EventId,
    when: str,
    found: str,
    by: str,
    note: str,
    until: str | None,
    sources: list[str],
) -> RecordedCheck:
    last_day = parse_edtf(until) if until else None
    return RecordedCheck(edition, Check(event, parse_edtf(when), found, by, note, last_day, tuple(sources)))
