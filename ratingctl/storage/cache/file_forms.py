"""The serialised forms of a file in the cache, which are decoded quickly, in part or as a whole.

A region's file has three forms: its content, a line for each event; its event stubs, without the long texts; and its
search signatures, a filter by which a search skips it. All other files have a content only.
"""

import json
import zlib
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.fields import EVENT, FILE_KINDS, Field, FieldType, FileKind, Record
from ratingctl.domain.model import EventId
from ratingctl.domain.scores import RawScore

UNDECODABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError)
"""What a form raises that does not decode, or decodes to something else: it counts as not stored."""

FORMS = ("content", "event_stubs", "signatures")
"""The names of the forms of a region's file."""

_LIST_TYPES = (FieldType.IDS, FieldType.TEXTS, FieldType.NUMBERS)

Row = Mapping[str, Any]
"""The values of one mapping of a file, by key."""


class EncodedFile(NamedTuple):
    """A file as it is stored.

    Attributes:
        score: The score of a region's file as it is written there.
        tier: Its tier, where it was adopted by hand.
        events: How many events it has.
        content: Everything it holds.
        event_stubs: A region's file without the long texts of its events.
        signatures: A search filter: a line for each event, and one for the rest of the file.
    """

    score: RawScore | None
    tier: str | None
    events: int
    content: bytes
    event_stubs: bytes = b""
    signatures: bytes = b""


class EventStub(NamedTuple):
    """An event without its long texts; the fields are named as in the field table."""

    id: EventId
    kind: str
    title: str
    project: str = ""
    date: EdtfDate | None = None
    follows: tuple[EventId, ...] = ()
    not_follows: tuple[EventId, ...] = ()
    start_due: EdtfDate | None = None
    due: EdtfDate | None = None
    partners: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    late: bool = False


class StubColumns(NamedTuple):
    """The event stubs of a region's file: ids and kinds at once, all the rest when it is asked for.

    Attributes:
        kinds: The id and the kind of each.
        stubs: Returns them all, in the order of the file.
    """

    kinds: Sequence[tuple[EventId, str]]
    stubs: Callable[[], Iterable[tuple[int, EventStub]]]


class PageContent(NamedTuple):
    """The content of a region's file, or a part of it.

    Attributes:
        values: The file's values without its events.
        events: The events that were asked for, each with its place in the file.
        event_stubs: The stubs of all events instead, where these were asked for.
    """

    values: Row
    events: Iterable[tuple[int, Row]] = ()
    event_stubs: StubColumns | None = None


def forms_of(values: Row, kind: FileKind, made: Container[str] = FORMS) -> EncodedFile:
    """Return the encoded forms of a file.

    Args:
        values: Its values, as `RecordReader` gives them.
        kind: What kind of file it is.
        made: Which forms of a region's file to make, each of which takes time; the others are empty.
    """
    if kind is not FILE_KINDS["region"]:
        return EncodedFile(None, None, 0, _bytes_of(values))
    events = values.get("events", ())
    rest = _bytes_of(_rest_in(values))
    return EncodedFile(
        score=values.get("score"),
        tier=values.get("tier"),
        events=len(events),
        content=b"\n".join((rest, *map(_bytes_of, events))) if "content" in made else b"",
        event_stubs=b"\n".join((rest, *_stub_columns(events))) if "event_stubs" in made else b"",
        signatures=_signatures(values, events) if "signatures" in made else b"",
    )


def values_of(content: bytes, kind: FileKind) -> dict[str, Any]:
    """Return the values of a file from its content; not of a region's file, see `page_of`."""
    stored = json.loads(content.decode())
    if kind.shape is FieldType.LISTS:
        return {key: tuple(texts) for key, texts in stored.items()}
    assert kind.record is not None
    if kind.shape is FieldType.TABLE:
        return {key: _decoded(row, kind.record) for key, row in stored.items()}
    return _decoded(stored, kind.record)


def page_of(content: bytes, wanted: Container[int] | None = None) -> PageContent:
    """Return a region's file from its content.

    Args:
        content: The stored content.
        wanted: The places of the events that are asked for; None for all.
    """
    rest, *events = content.split(b"\n")
    chosen = enumerate(events) if wanted is None else ((n, text) for n, text in enumerate(events) if n in wanted)
    return PageContent(_rest_of(rest), [(place, _decoded(json.loads(text.decode()), EVENT)) for place, text in chosen])


def event_stubs_of(event_stubs: bytes) -> PageContent:
    """Return a region's file from its event stubs, which are decoded when they are asked for."""
    rest, ids, kinds, columns = event_stubs.split(b"\n")
    known = json.loads(ids.decode()), json.loads(kinds.decode())
    return PageContent(
        _rest_of(rest), event_stubs=StubColumns(list(zip(*known, strict=True)), partial(_stubs_in, *known, columns))
    )


def event_stubs_in(values: Row) -> PageContent:
    """Return a region's file with event stubs, from its values."""
    stubs = [(place, _stub_of(row)) for place, row in enumerate(values.get("events", ())) if _is_event(row)]
    return PageContent(
        _rest_in(values), event_stubs=StubColumns([(stub.id, stub.kind) for _, stub in stubs], lambda: stubs)
    )


def page_in(values: Row, wanted: Container[int] | None = None) -> PageContent:
    """Return a region's file from its values; rows that lack what every event needs are left out."""
    rows = enumerate(values.get("events", ()))
    return PageContent(
        _rest_in(values), [row for row in rows if _is_event(row[1]) and (wanted is None or row[0] in wanted)]
    )


def checksum_of(form: bytes) -> int:
    """Return the checksum of a form."""
    return zlib.crc32(form)


def _rest_in(values: Row) -> Row:
    return {key: value for key, value in values.items() if key != "events"}


def _is_event(row: Row) -> bool:
    return "id" in row and "kind" in row and "title" in row


def _signatures(values: Row, events: Iterable[Row]) -> bytes:
    from ratingctl.words.search_signature import signature_of  # brings the folding of words, which only storing needs

    checks, notes = values.get("checks", ()), values.get("notes", ())
    texts = [values.get("rationale", ""), *(row.get("note", "") for row in checks), *(row["text"] for row in notes)]
    ids = [*values.get("evidence", ()), *(row["event"] for row in checks)]
    ids += [event for row in notes for event in row.get("about", ())]
    lines = (signature_of(*_searched_in(event)) for event in events)
    return "\n".join((*lines, signature_of(texts, ids))).encode()


def _searched_in(event: Row) -> tuple[list[str], Sequence[str]]:
    """Return the texts and the ids of an event that a search looks at."""
    texts = [event[name] for name in ("title", "text", "project", "note") if name in event]
    texts += [*event.get("partners", ()), *event.get("amounts", ())]
    return texts, (event["id"], *event.get("follows", ()), *event.get("not_follows", ()))


def _bytes_of(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_without_days).encode()


def _without_days(day: object) -> None:
    """Encode the days of a date as null: they follow from its text."""


def _stub_of(event: Row) -> EventStub:
    return EventStub(**{name: event[name] for name in EventStub._fields if name in event})


def _stub_columns(events: Iterable[Row]) -> tuple[bytes, bytes, bytes]:
    """Return the stubs of events field by field, with texts for dates: their ids, their kinds, and the other fields.

    They are not stored event by event: of a large rating these are most of what a warm run decodes.
    """
    rows = [[value.text if isinstance(value, EdtfDate) else value for value in stub] for stub in map(_stub_of, events)]
    ids, kinds, *others = zip(*rows, strict=True) if rows else ((),) * len(EventStub._fields)
    return _bytes_of(ids), _bytes_of(kinds), _bytes_of(others)


def _stubs_in(ids: Sequence[EventId], kinds: Sequence[str], columns: bytes) -> Iterable[tuple[int, EventStub]]:
    """Return the stubs with these ids and kinds, and with the other fields as they are stored."""
    others = json.loads(columns.decode())
    decoded = (map(decode, column) if decode else column for decode, column in zip(_STUB_DECODERS, others, strict=True))
    return enumerate(map(EventStub, ids, kinds, *decoded))


def _decoded_date(text: str | None) -> EdtfDate | None:
    return parse_edtf(text) if text else None


_DECODERS: Mapping[FieldType, Callable[[Any], Any]] = {
    FieldType.DATE: _decoded_date,
    FieldType.IDS: tuple,
    FieldType.TEXTS: tuple,
}
"""The decoders of values that JSON does not give back as they were, by field type."""
_STUB_DECODERS = [_DECODERS.get(EVENT.by_name[name].shape) for name in EventStub._fields[2:]]


def _rest_of(text: bytes) -> Row:
    record = FILE_KINDS["region"].record
    assert record is not None
    return _decoded(json.loads(text.decode()), record)


def _decoded(stored: dict[str, Any], record: Record) -> dict[str, Any]:
    """Decode the values of a mapping in place: JSON knows neither dates nor tuples."""
    for key, decode in _decoders_of(record):
        if key in stored:
            stored[key] = decode(stored[key])
    return stored


@cache
def _decoders_of(record: Record) -> Sequence[tuple[str, Callable[[Any], Any]]]:
    """Return the decoders of those fields of a record that JSON does not give back as they were."""
    decoders = ((field.name, _decoder_of(field)) for field in record.fields)
    return [(name, decode) for name, decode in decoders if decode]


def _decoder_of(field: Field) -> Callable[[Any], Any] | None:
    record = field.record
    if field.shape is FieldType.DATE:
        return lambda value: parse_edtf(value[0])
    if field.shape in _LIST_TYPES:
        return tuple
    if record is None:
        return None
    if field.shape is FieldType.RECORDS:
        return lambda rows: [_decoded(row, record) for row in rows]
    if field.shape is FieldType.TABLE:
        return lambda rows: {key: _decoded(row, record) for key, row in rows.items()}
    return lambda row: _decoded(row, record)
