"""What `add-event` shows of an event: the draft's fields, the lines to write, what it may repeat or continue."""

from collections.abc import Sequence
from typing import Any

from ratingctl.commands.shared.event_draft import Prepared
from ratingctl.commands.shared.names import kind_named
from ratingctl.commands.views.candidates import CANDIDATE_COLUMNS, candidate_cells, candidates_data
from ratingctl.commands.views.events import event_line, kind_word
from ratingctl.domain.model import Event
from ratingctl.report import Cell, Column, Dated, Emphasis, Message, Paragraph, Records, Report, Span, Table, paragraph
from ratingctl.storage.edits import Edit

_RECORDS = Records((), (), ("edition", "id", "written"))


def report_of(prepared: Prepared, edits: Sequence[Edit], *, written: bool) -> Report:
    """What is, or would be, written."""
    event = prepared.event
    notes: list[Paragraph] = [paragraph(Span(text, Emphasis.DIM)) for text in prepared.assumed]
    if prepared.entry.yearless and "--date" in prepared.missing:
        notes.append(paragraph(Message("add.yearless", {"date": prepared.entry.yearless})))
    if prepared.entry.on_topic is False:
        notes.append(paragraph(Message("add.off_topic")))
    if prepared.late and prepared.edition:
        notes.append(paragraph(Message("add.late", {"edition": prepared.edition.id})))
    title = paragraph()
    if event and edits:
        title = paragraph(
            Message("add.written" if written else "add.would_write", {"id": event.id, "path": _path_of(event)})
        )
        notes = [
            *(paragraph(Span(f"+ {text}", Emphasis.GOOD)) for edit in edits for text in edit.added_lines()),
            *notes,
        ]
    if written:
        notes.append(paragraph(Span(Message("add.undo"), Emphasis.DIM)))
    return Report(
        data=_data(prepared, written),
        records=_RECORDS,
        language=prepared.rating.settings.language,
        title=title,
        tables=[*duplicate_table(prepared), *candidate_table(prepared)],
        notes=notes,
    )


def duplicate_table(prepared: Prepared) -> list[Table]:
    """Events that may be the same fact."""
    rows: list[list[Cell]] = [[event_line(event, prepared.rating.settings, True)] for event in prepared.duplicates]
    return [Table((Column(""),), rows, title=paragraph(Message("add.duplicates")))] if rows else []


def candidate_table(prepared: Prepared) -> list[Table]:
    """Projects that the event may continue, numbered."""
    rows = [
        [number, *candidate_cells(candidate, prepared.rating, prepared.entry.title)]
        for number, candidate in enumerate(prepared.candidates, 1)
    ]
    columns = (Column("number", numeric=True, whole=True), *CANDIDATE_COLUMNS)
    return [Table(columns, rows, title=paragraph(Message("add.candidates")))] if rows else []


def entry_lines(prepared: Prepared) -> list[tuple[str, Cell]]:
    """The fields of the draft screen: option and value, in their order."""
    entry, event = prepared.entry, prepared.event
    settings = prepared.rating.settings
    also = f" (+ {', '.join(entry.also_regions)})" if entry.also_regions else ""
    kind = kind_word(settings, kind_named(prepared.rating, entry.kind)) if entry.kind else None
    when = event.date.text if event and event.date else entry.date
    start_due = event.start_due.text if event and event.start_due else entry.start_due
    due = event.due.text if event and event.due else entry.due
    return [
        ("region", f"{prepared.region.name}{also}" if prepared.region else None),
        ("date", Dated(when) if when else f"{entry.yearless} ?" if entry.yearless else None),
        ("kind", kind),
        ("title", entry.title or None),
        ("text", entry.text or None),
        ("project", (event.project if event else entry.project) or None),
        ("follows", ", ".join(event.follows if event else entry.follows) or None),
        ("start_due", Dated(start_due) if start_due else None),
        ("due", Dated(due) if due else None),
        ("partners", "; ".join(entry.partners) or None),
        ("amounts", "; ".join(entry.amounts) or None),
        ("sources", ", ".join(entry.sources) or None),
    ]


def _path_of(event: Event) -> str:
    return f"{event.edition}/{event.region}.yaml"


def _data(prepared: Prepared, written: bool) -> dict[str, Any]:
    entry, event = prepared.entry, prepared.event
    region = prepared.region.id if prepared.region else None
    regions = [*([region] if region else []), *entry.also_regions]
    return {
        "draft": {
            "region": region,
            "regions": regions,
            "date": event.date.text if event and event.date else entry.date or None,
            "kind": event.kind if event else entry.kind or None,
            "title": event.title if event else entry.title or None,
            "partners": list(entry.partners),
            "amounts": list(entry.amounts),
            "on_topic": entry.on_topic,
        },
        "edition": prepared.edition.id if prepared.edition else None,
        "id": event.id if event else None,
        "written": written,
        "late": prepared.late,
        "yearless": entry.yearless or None,
        "missing": list(prepared.missing),
        "duplicates": [old.id for old in prepared.duplicates],
        "candidates": candidates_data(prepared.candidates, prepared.entry.title, prepared.rating.settings.language),
    }
