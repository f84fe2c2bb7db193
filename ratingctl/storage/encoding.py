"""What is kept of a file that was read, as bytes that can be read again quickly, in part or as a whole.

A region's file is kept in three forms: its content, a line for each event; its headlines, without the long texts; and
the traces by which a search passes over it. All other files have a content only.
"""

import json
from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.fields import EVENT, FILE_KINDS, FileKind, Record, Shape
from ratingctl.words.traces import trace_of

Row = Mapping[str, Any]
"""The values of one mapping of a file, by key."""

_HEADLINE = ("id", "kind", "title", "project", "date", "sources", "follows", "due", "not_follows")
_EMPTY_HEADLINES = _HEADLINE[3:]
"""Those that an event may lack."""
_DATES = ("date", "due")


class Forms(NamedTuple):
    """What is kept of a file.

    Attributes:
        score: The score of a region's file.
        events: How many events it has.
        content: Everything it holds.
        headlines: A region's file without the long texts of its events.
        traces: What a search looks at first; a line for each event, and one for the rest of the file.
    """

    score: int | None
    events: int
    content: bytes
    headlines: bytes = b""
    traces: bytes = b""


class PageContent(NamedTuple):
    """What was read of a region's file.

    Attributes:
        values: The file's values without its events.
        events: The events, each with its place in the file.
    """

    values: Row
    events: Iterable[tuple[int, Row]]


def forms_of(values: Row, kind: FileKind, *, searchable: bool) -> Forms:
    """The forms in which a file is kept.

    Args:
        values: Its values, as `RecordReader` gives them.
        kind: What kind of file it is.
        searchable: Also make the traces, which take time.
    """
    if kind is not FILE_KINDS["region"]:
        return Forms(None, 0, _bytes_of(values))
    events = values.get("events", ())
    rest = _bytes_of({key: value for key, value in values.items() if key != "events"})
    headlines = [_headline_row(event) for event in events]
    return Forms(
        score=values.get("score"),
        events=len(events),
        content=b"\n".join((rest, *map(_bytes_of, events))),
        headlines=b"\n".join((rest, _bytes_of(headlines))),
        traces=_traces(values, events) if searchable else b"",
    )


def values_of(content: bytes, kind: FileKind) -> dict[str, Any]:
    """The values of a whole file that is no region's."""
    kept = json.loads(content)
    if kind.shape is Shape.LISTS:
        return {key: tuple(texts) for key, texts in kept.items()}
    assert kind.record is not None
    if kind.shape is Shape.TABLE:
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


def headlines_of(headlines: bytes) -> PageContent:
    """What a region's file holds, its events without long texts."""
    rest, events = headlines.split(b"\n")
    return PageContent(_rest_of(rest), [(place, _headline(row)) for place, row in enumerate(json.loads(events))])


def headlines_in(page: PageContent) -> PageContent:
    """The same where the whole page is at hand."""
    events = [(place, {name: event[name] for name in _HEADLINE if name in event}) for place, event in page.events]
    return page._replace(events=events)


def _traces(values: Row, events: Iterable[Row]) -> bytes:
    lines = [trace_of(_event_texts(event)) for event in events]
    rest = [values.get("rationale", ""), *(check.get("note", "") for check in values.get("checks", ()))]
    rest += [note.get("text", "") for note in values.get("notes", ())]
    return "\n".join((*lines, trace_of(rest))).encode()


def _event_texts(event: Row) -> list[str]:
    texts = [event[name] for name in ("title", "text", "project", "note") if name in event]
    return [*texts, *event.get("partners", ()), *event.get("amounts", ())]


def _bytes_of(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_left_out).encode()


def _left_out(day: object) -> None:
    """The days of a date, which follow from its text."""


def _headline_row(event: Row) -> list[Any]:
    """The values of `_HEADLINE` in their order; the last ones are left out where there are none."""
    row = [event.get(name) or None for name in _HEADLINE]
    while row[-1] is None:
        del row[-1]
    return row


def _headline(row: list[Any]) -> Row:
    """A headline as it was; of the many events of a large rating, this is most of what a warm run makes."""
    values = dict(zip(_HEADLINE, row, strict=False))
    for name in _EMPTY_HEADLINES:
        if name in values:
            value = values[name]
            if value is None:
                del values[name]
            elif name in _DATES:
                values[name] = parse_edtf(value[0])
            elif name != "project":
                values[name] = tuple(value)
    return values


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
        if shape is Shape.DATE:
            values[key] = parse_edtf(value[0])
        elif shape is Shape.IDS or shape is Shape.TEXTS:
            values[key] = tuple(value)
        elif field.record is not None:
            values[key] = _revived_field(value, field.record, shape)
    return values


def _revived_field(value: Any, record: Record, shape: Shape) -> Any:
    if shape is Shape.RECORDS:
        return [_revived(row, record) for row in value]
    if shape is Shape.TABLE:
        return {key: _revived(row, record) for key, row in value.items()}
    return _revived(value, record)
