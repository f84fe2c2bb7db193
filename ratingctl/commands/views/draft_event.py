"""Reports and tables of a draft of an event: its fields, the lines to write, its duplicates and candidates."""

from collections.abc import Sequence
from typing import Any

from ratingctl.commands.shared.event_draft import Prepared, is_undated
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.commands.shared.kind_names import kind_named
from ratingctl.commands.views.candidates import CANDIDATE_COLUMNS, candidate_cells, candidates_data
from ratingctl.commands.views.events import event_line, kind_word
from ratingctl.domain.model import page_path
from ratingctl.intake.article_language import READ_LANGUAGES
from ratingctl.language.catalogue import Catalogue
from ratingctl.report import (
    Cell,
    Column,
    Dated,
    Emphasis,
    Message,
    Paragraph,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)
from ratingctl.storage.edits import Edit

_RECORDS = Records((), (), ("edition", "id", "written"))


def draft_report(prepared: Prepared, edits: Sequence[Edit], *, written: bool) -> Report:
    """Return the report of what is, or would be, written."""
    event = prepared.event
    notes: list[Paragraph] = [paragraph(Span(text, Emphasis.DIM)) for text in prepared.assumed]
    if prepared.typed.yearless and "--date" in prepared.missing:
        notes.append(paragraph(Message("add.yearless", {"date": prepared.typed.yearless})))
    elif prepared.typed.proposed_date and "--date" in prepared.missing:
        notes.append(paragraph(Message("add.far_back", {"date": Dated(prepared.typed.proposed_date)})))
    notes += [paragraph(note) for note in article_notes(prepared.typed)]
    if prepared.late and prepared.edition:
        notes.append(paragraph(Message("add.late", {"edition": prepared.edition.id})))
    title = paragraph()
    if event and edits:
        key, path = "add.written" if written else "add.would_write", page_path(event.edition, event.region)
        title = paragraph(Message(key, {"id": event.id, "path": path}))
        notes = [
            *(paragraph(Span(f"+ {text}", Emphasis.GOOD)) for edit in edits for text in edit.added_lines()),
            *notes,
        ]
    if event and edits and event.date is None:
        notes.append(paragraph(Message("add.undated", {"id": event.id})))
    if written:
        notes.append(paragraph(Span(Message("add.undo"), Emphasis.DIM)))
    return Report(
        data=_data(prepared, written),
        records=_RECORDS,
        screen=Screen(
            prepared.rating.settings.language,
            title=title,
            tables=[*duplicate_table(prepared), *candidate_table(prepared)],
            notes=notes,
        ),
    )


def article_notes(typed: EventInput) -> list[Message]:
    """Return what is said of the article of a draft: that its language is not read, or that it is off topic."""
    language = typed.article_language
    if language and language not in READ_LANGUAGES:
        return [Message("add.other_language", {"language": Message(f"language.{language}")})]
    return [Message("add.off_topic")] if typed.on_topic is False else []


def duplicate_table(prepared: Prepared) -> list[Table]:
    """Return the table of events that may be the same fact, if there are any."""
    rows: list[list[Cell]] = [[event_line(event, prepared.rating.settings, True)] for event in prepared.duplicates]
    return [Table((Column(""),), rows, title=paragraph(Message("add.duplicates")))] if rows else []


def candidate_table(prepared: Prepared) -> list[Table]:
    """Return the numbered table of projects that the event may continue, if there are any."""
    rows = [
        [number, *candidate_cells(candidate, prepared.rating, prepared.typed.title)]
        for number, candidate in enumerate(prepared.candidates, 1)
    ]
    columns = (Column("number", numeric=True, whole=True), *CANDIDATE_COLUMNS)
    return [Table(columns, rows, title=paragraph(Message("add.candidates")))] if rows else []


def draft_fields(prepared: Prepared) -> list[tuple[str, Cell]]:
    """Return the fields of the draft screen: option and value, in their order."""
    typed, event = prepared.typed, prepared.event
    settings = prepared.rating.settings
    also = f" (+ {', '.join(typed.also_regions)})" if typed.also_regions else ""
    kind = kind_word(settings, kind_named(prepared.rating, typed.kind)) if typed.kind else None
    when = event.date.text if event and event.date else "" if is_undated(typed.date) else typed.date
    start_due = event.start_due.text if event and event.start_due else typed.start_due
    due = event.due.text if event and event.due else typed.due
    return [
        ("region", f"{prepared.region.name}{also}" if prepared.region else None),
        ("date", _date_cell(typed, when)),
        ("kind", kind),
        ("title", typed.title or None),
        ("text", typed.text or None),
        ("project", (event.project if event else typed.project) or None),
        ("follows", ", ".join(event.follows if event else typed.follows) or None),
        ("start_due", Dated(start_due) if start_due else None),
        ("due", Dated(due) if due else None),
        ("partners", "; ".join(typed.partners) or None),
        ("amounts", "; ".join(typed.amounts) or None),
        ("sources", ", ".join(typed.sources) or None),
    ]


def _date_cell(typed: EventInput, when: str) -> Cell:
    """Return the date of a draft as the screen shows it: a date, the answer that there is none, or a question."""
    if when:
        return Dated(when)
    if is_undated(typed.date):
        return Message("answer.undated")
    return f"{typed.yearless} ?" if typed.yearless else None


def _data(prepared: Prepared, written: bool) -> dict[str, Any]:
    typed, event = prepared.typed, prepared.event
    region = prepared.region.id if prepared.region else None
    regions = list(dict.fromkeys([*([region] if region else []), *typed.also_regions]))
    return {
        "draft": {
            "region": region,
            "regions": regions,
            "date": event.date.text if event and event.date else None if is_undated(typed.date) else typed.date or None,
            "proposed_date": None if event and event.date else typed.proposed_date or None,
            "kind": event.kind if event else typed.kind or None,
            "title": event.title if event else typed.title or None,
            "partners": list(typed.partners),
            "amounts": list(typed.amounts),
            "start_due": event.start_due.text if event and event.start_due else typed.start_due or None,
            "due": event.due.text if event and event.due else typed.due or None,
            "on_topic": typed.on_topic,
            "article_language": typed.article_language or None,
        },
        "edition": prepared.edition.id if prepared.edition else None,
        "id": event.id if event else None,
        "written": written,
        "late": prepared.late,
        "yearless": typed.yearless or None,
        "missing": list(prepared.missing),
        "duplicates": [old.id for old in prepared.duplicates],
        "candidates": candidates_data(
            prepared.candidates, prepared.typed.title, Catalogue(prepared.rating.settings.language)
        ),
    }
