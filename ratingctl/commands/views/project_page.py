"""The page of a project: its status, its story across editions, its checks."""

from collections.abc import Iterator, Sequence

from ratingctl.commands.views.events import (
    CHECK_COLUMNS,
    EVENT_COLUMNS,
    as_of_lines,
    check_cells,
    check_data,
    event_data,
    kind_word,
    parted,
)
from ratingctl.commands.views.projects import silence_words, slip_data, status_word, why_terms
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.lifecycle import Slip
from ratingctl.domain.model import Check, Event, EventId
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import ReviewCase, postponement_of
from ratingctl.domain.staleness import StaleReason, reasons_of
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Dated,
    Emphasis,
    Inline,
    LazySequence,
    Message,
    Paragraph,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)

_RECORDS = Records(
    ("events",),
    (("region", 0, "region"), ("project_id", 0, "project"), ("status", 0, "status")),
    ("edition", *EVENT_COLUMNS),
)


def project_report(view: RatingView, project: Project) -> Report:
    """Return the report of a project's story as a view sees it, with its checks and moves."""
    summary = view.summary_of(project)
    case = view.review_case(summary)
    status, reasons = case.status, reasons_of(case)
    came_from, went_to = view.moves([event.id for event in project.events])
    checks = [check for _, check in summary.checks]
    region = view.rating.regions.get(project.root.region)
    name = region.name if region else project.root.region
    due = status.due.when if status.due else None
    return Report(
        data={
            "project": project.id,
            "title": project.name,
            "region": project.root.region,
            "status": status.word,
            "basis": status.basis,
            "stage": status.stage.name.lower(),
            "open": status.is_open,
            "as_of": view.as_of.isoformat(),
            "last_news": status.last_news.isoformat(),
            "months_silent": status.months_silent,
            "months_exact": status.months_exact,
            "start_due": status.start_due.when.text if status.start_due else None,
            "due": due.text if due else None,
            "slips": [slip_data(slip) for slip in summary.slips],
            "reasons": [reason.value for reason in reasons],
            "late_finds": list(summary.late_finds),
            "events": [event_data(event) for event in project.events],
            "checks": [check_data(check) for check in checks],
            "moved_from": [event.id for event in came_from],
            "moved_to": [event.id for event in went_to],
        },
        records=_RECORDS,
        screen=Screen(
            view.rating.settings.language,
            title=paragraph(project.name, " — ", name),
            tables=LazySequence(
                lambda: [
                    _facts_table(project, case, reasons),
                    _story_table(view, project, summary.late_finds),
                    *_check_table(checks),
                ]
            ),
            notes=[
                *_moved_lines("moved_from", came_from),
                *_moved_lines("moved_to", went_to),
                *as_of_lines(view),
            ],
        ),
    )


def _facts_table(project: Project, case: ReviewCase, reasons: Sequence[StaleReason]) -> Table:
    status, postponed = case.status, postponement_of(case)
    silent = status.is_open and status.months_silent > 0
    silence = (" · ", silence_words(status)) if silent else ()
    rows: list[list[Cell]] = [
        [Message("heading.status"), status_word(status)],
        [Message("heading.id"), project.id],
        [Message("heading.last_news"), paragraph(status.last_news.isoformat(), *silence)],
    ]
    for key, deadline in (("heading.start_due", status.start_due), ("heading.due", status.due)):
        if deadline:
            when = paragraph(Dated(deadline.when.text), Span(f" [{deadline.event}]", Emphasis.DIM))
            rows.append([Message(key), when])
    if case.summary.slips:
        pieces = [piece for number, slip in enumerate(case.summary.slips) for piece in _slip_pieces(slip, number > 0)]
        rows.append([Message("heading.slips"), paragraph(*pieces)])
    unsaid = why_terms(case, [reason for reason in reasons if reason is not StaleReason.SLIPPED])
    if unsaid:
        rows.append([Message("heading.attention"), paragraph(*parted(unsaid, " · "))])
    if postponed and postponed.until:
        rows.append([Message("heading.postponed"), Dated(postponed.until.text)])
    partners = dict.fromkeys(partner for event in project.events for partner in event.partners)
    if partners:
        rows.append([Message("heading.partners"), ", ".join(partners)])
    return Table((Column("", whole=True), Column("")), rows)


def _slip_pieces(slip: Slip, is_further: bool) -> Iterator[Inline]:
    """Yield a deadline that was put off, and by how much."""
    yield from ("; ",) if is_further else ()
    yield from (Dated(slip.old.when.text), " → ", Dated(slip.new.when.text))
    if slip.months is not None:
        yield Message("project.slip_months", {"n": slip.months})


def _story_table(view: RatingView, project: Project, late: Sequence[EventId]) -> Table:
    columns = (
        Column("edition", whole=True),
        Column("date", whole=True),
        Column("kind"),
        Column("event"),
        Column("id", whole=True),
    )
    return Table(columns, [_story_row(view, event, event.id in late) for event in project.events])


def _story_row(view: RatingView, event: Event, is_late: bool) -> list[Cell]:
    settings = view.rating.settings
    setback = settings.kind(event.kind).event_class is EventClass.SETBACK
    lines: list[Paragraph] = [paragraph(Span(event.title, Emphasis.ITALIC if setback else Emphasis.NONE))]
    if event.text:
        lines.append(paragraph(Span(event.text, Emphasis.DIM)))
    details: list[str | Message] = []
    for key, deadline in (("project.start_due", event.start_due), ("project.due", event.due)):
        if deadline:
            details += [" · "] * bool(details) + [Message(key, {"date": Dated(deadline.text)})]
    if is_late:
        details += [" · "] * bool(details) + [Message("project.late_find")]
    if event.amounts:
        details += [" · "] * bool(details) + ["; ".join(event.amounts)]
    if details:
        lines.append(paragraph(*(Span(detail, Emphasis.DIM) for detail in details)))
    return [
        event.edition,
        Dated(event.date.text) if event.date else None,
        kind_word(settings, event.kind),
        CellText(tuple(lines)),
        event.id,
    ]


def _check_table(checks: Sequence[Check]) -> list[Table]:
    rows = [check_cells(check) for check in checks]
    return [Table(CHECK_COLUMNS, rows, title=paragraph(Message("section.checks")))] if rows else []


def _moved_lines(key: str, events: Sequence[Event]) -> list[Paragraph]:
    return [paragraph(Message(f"project.{key}", {"title": event.title, "id": event.id})) for event in events]
