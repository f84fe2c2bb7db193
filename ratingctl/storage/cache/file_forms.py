"""What is kept of a file that was read, as bytes that can be read again quickly, in part or as a whole.

A region's file is kept in three forms: its content, a line for each event; its event_stubs, without the long texts; and
the signatures by which a search passes over it. All other files have a content only.
"""

import json
import zlib
from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.fields import EVENT, FILE_KINDS, FieldType, FileKind, Record
from ratingctl.domain.model import EventId
from ratingctl.words.search_signature import signature_of

FORMS = ("content", "event_stubs", "signatures")
"""The names of the forms of a region's file."""

Row = Mapping[str, Any]
"""The values of one mapping of a file, by key."""


class EncodedFile(NamedTuple):
    """What is kept of a file.

    Attributes:
        score: The score of a region's file.
        events: How many events it has.
        content: Everything it holds.
        event_stubs: A region's file without the long texts of its events.
        signatures: What a search looks at first; a line for each event, and one for the rest of the file.
    """

    score: int | None
    events: int
    content: bytes
    event_stubs: bytes = b""
    signatures: bytes = b""


EventStub = tuple[
    EventId,
    str,
    str,
    str,
    EdtfDate | None,
    tuple[EventId, ...],
    tuple[EventId, ...],
    EdtfDate | None,
    tuple[str, ...],
]
"""An event without its long texts: id, kind, title, project, date, follows, not_follows, due, sources."""


class PageContent(NamedTuple):
    """What was read of a region's file.

    Attributes:
        values: The file's values without its events.
        events: The events that were asked for, each with its place in the file.
        event_stubs: The same, where event_stubs were asked for.
    """

    values: Row
    events: Iterable[tuple[int, Row]] = ()
    event_stubs: Iterable[tuple[int, EventStub]] = ()


def forms_of(values: Row, kind: FileKind, made: Container[str] = FORMS) -> EncodedFile:
    """The forms in which a file is kept.

    Args:
        values: Its values, as `RecordReader` gives them.
        kind: What kind of file it is.
        made: Which forms of a region's file to make, each of which takes time; the others are empty.
    """
    if kind is not FILE_KINDS["region"]:
        return EncodedFile(None, 0, _bytes_of(values))
    events = values.get("events", ())
    rest = _bytes_of(_rest_in(values))
    return EncodedFile(
        score=values.get("score"),
        events=len(events),
        content=b"\n".join((rest, *map(_bytes_of, events))) if "content" in made else b"",
        event_stubs=b"\n".join((rest, _bytes_of(list(map(_stub_row, events))))) if "event_stubs" in made else b"",
        signatures=_signatures(values, events) if "signatures" in made else b"",
    )


def values_of(content: bytes, kind: FileKind) -> dict[str, Any]:
    """The values of a whole file that is no region's."""
    kept = json.loads(content)
    if kind.shape is FieldType.LISTS:
        return {key: tuple(texts) for key, texts in kept.items()}
    assert kind.record is not None
    if kind.shape is FieldType.TABLE:
        return {key: _revived(row, kind.record) for key, row in kept.items()}
    return _revived(kept, kind.record)


def page_of(content: bytes, wanted: Container[int] | None = None) -> PageContent:
    """What a region's file holds.

    Args:
        content: The content that was kept.
        wanted: The places of the events that are asked for; None for all.
    """
    rest, *events = content.split(b"\n")
    chosen = enumerate(events) if wanted is None else ((n, text) for n, text in enumerate(events) if n in wanted)
    return PageContent(_rest_of(rest), [(place, _revived(json.loads(text), EVENT)) for place, text in chosen])


def event_stubs_of(event_stubs: bytes) -> PageContent:
    """What a region's file holds, its events without long texts."""
    rest, events = event_stubs.split(b"\n")
    # Of the events of a large rating these are most of what a warm run makes.
    found = [
        (
            event_id,
            kind,
            title,
            project,
            parse_edtf(date) if date else None,
            tuple(follows),
            tuple(not_follows),
            parse_edtf(due) if due else None,
            tuple(sources),
        )
        for event_id, kind, title, project, date, follows, not_follows, due, sources in json.loads(events)
    ]
    return PageContent(_rest_of(rest), event_stubs=enumerate(found))


def event_stubs_in(values: Row) -> PageContent:
    """The same where the whole file is at hand."""
    found = [(place, _headline(row)) for place, row in enumerate(values.get("events", ())) if _is_event(row)]
    return PageContent(_rest_in(values), event_stubs=found)


def page_in(values: Row, wanted: Container[int] | None = None) -> PageContent:
    """As `page_of` where the whole file is at hand; rows that lack what every event needs are left out."""
    rows = enumerate(values.get("events", ()))
    return PageContent(
        _rest_in(values), [row for row in rows if _is_event(row[1]) and (wanted is None or row[0] in wanted)]
    )


def checksum_of(form: bytes) -> int:
    """By what a form is known."""
    return zlib.crc32(form)


def _rest_in(values: Row) -> Row:
    return {key: value for key, value in values.items() if key != "events"}


def _is_event(row: Row) -> bool:
    return "id" in row and "kind" in row and "title" in row


def _signatures(values: Row, events: Iterable[Row]) -> bytes:
    checks, notes = values.get("checks", ()), values.get("notes", ())
    texts = [values.get("rationale", ""), *(row.get("note", "") for row in checks), *(row["text"] for row in notes)]
    ids = [*values.get("evidence", ()), *(row["event"] for row in checks)]
    ids += [event for row in notes for event in row.get("about", ())]
    return "\n".join((*map(_trace_of_event, events), signature_of(texts, ids))).encode()


def _trace_of_event(event: Row) -> str:
    texts = [event[name] for name in ("title", "text", "project", "note") if name in event]
    texts += [*event.get("partners", ()), *event.get("amounts", ())]
    return signature_of(texts, (event["id"], *event.get("follows", ()), *event.get("not_follows", ())))


def _bytes_of(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_left_out).encode()


def _left_out(day: object) -> None:
    """The days of a date, which follow from its text."""


def _headline(event: Row) -> EventStub:
    return (
        event["id"],
        event["kind"],
        event["title"],
        event.get("project", ""),
        event.get("date"),
        event.get("follows", ()),
        event.get("not_follows", ()),
        event.get("due"),
        event.get("sources", ()),
    )


def _stub_row(event: Row) -> list[Any]:
    """A headline with texts for dates."""
    return [value.text if isinstance(value, EdtfDate) else value for value in _headline(event)]


def _rest_of(text: bytes) -> Row:
    record = FILE_KINDS["region"].record
    assert record is not None
    return _revived(json.loads(text), record)


def _revived(kept: Row, record: Record) -> dict[str, Any]:
    """Values as they were before they went through JSON, which knows neither dates nor tuples."""
    fields = record.by_name
    values = dict(kept)
    for key, value in kept.items():
        field = fields[key]
        shape = field.shape
        if shape is FieldType.DATE:
            values[key] = parse_edtf(value[0])
        elif shape in (FieldType.IDS, FieldType.TEXTS, FieldType.NUMBERS):
            values[key] = tuple(value)
        elif field.record is not None:
            values[key] = _revived_field(value, field.record, shape)
    return values


def _revived_field(value: Any, record: Record, shape: FieldType) -> Any:
    if shape is FieldType.RECORDS:
        return [_revived(row, record) for row in value]
    if shape is FieldType.TABLE:
        return {key: _revived(row, record) for key, row in value.items()}
    return _revived(value, record)
