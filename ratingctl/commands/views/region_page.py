"""What `show` says of one region: its scores, its projects with their stories, checks and notes."""

from collections.abc import Sequence
from typing import Any

from ratingctl.commands.views.events import (
    CHECK_COLUMNS,
    EVENT_COLUMNS,
    as_of_line,
    change_span,
    check_cells,
    check_data,
    event_data,
    event_line,
    state_word,
)
from ratingctl.commands.views.projects import project_head
from ratingctl.domain.lifecycle import ProjectStatus
from ratingctl.domain.model import Page, Region, RegionId
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.tiers import ranks_of, tier_of
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Emphasis,
    Message,
    Records,
    Report,
    Span,
    Table,
    paragraph,
)

_RECORDS = Records(("editions", "events"), (("region", 0, "region"), ("edition", 1, "edition")), EVENT_COLUMNS)


def region_report(outlook: RatingView, region: Region) -> Report:
    """Everything that an outlook sees of a region, the last edition first."""
    pages = outlook.pages(region.id)[::-1]
    identity = " · ".join(part for part in (region.id, region.code, region.district) if part)
    projects = [(project, outlook.status_of(project)) for project in outlook.projects(region.id)]
    return Report(
        data={
            "region": region.id,
            "name": region.name,
            "code": region.code or None,
            "district": region.district or None,
            "as_of": outlook.as_of.isoformat(),
            "editions": [_page_data(outlook, page) for page in pages],
        },
        records=_RECORDS,
        language=outlook.rating.settings.language,
        title=paragraph(region.name, " — ", identity),
        tables=[
            *_edition_table(outlook, region.id),
            *_project_table(outlook, projects),
            *_check_table(outlook, region.id, pages),
            *_note_table(pages),
        ],
        notes=[
            *([] if pages else [paragraph(Message("note.no_pages", {"region": region.name}))]),
            as_of_line(outlook.as_of),
        ],
    )


def _page_data(outlook: RatingView, page: Page) -> dict[str, Any]:
    return {
        "edition": page.edition,
        "score": page.score,
        "rationale": page.rationale or None,
        "evidence": list(page.evidence),
        "events": [event_data(event) for event in outlook.events_on(page)],
        "checks": [check_data(check) for check in outlook.checks_on(page)],
        "notes": [{"text": note.text, "about": list(note.about), "italic": note.italic} for note in page.notes],
    }


def _edition_table(outlook: RatingView, region: RegionId) -> list[Table]:
    columns = (
        Column("edition", whole=True),
        Column("score", numeric=True, whole=True),
        Column("change", numeric=True, whole=True),
        Column("rank", numeric=True, whole=True),
        Column("tier"),
        Column("events", numeric=True, whole=True),
        Column("checks", numeric=True, whole=True),
        Column("rationale"),
    )
    rows: list[list[Cell]] = []
    for position, edition in reversed(list(enumerate(outlook.chain))):
        page = edition.pages.get(region)
        if page is None:
            continue
        scores = edition.scores
        before = outlook.chain[position - 1].scores.get(region) if position else None
        change = page.score - before if page.score is not None and before is not None else None
        tier = None if page.score is None else tier_of(page.score, outlook.rating.settings.tiers)
        rows.append(
            [
                paragraph(edition.id, Span(" ", Emphasis.DIM), Span(state_word(edition), Emphasis.DIM)),
                page.score,
                change_span(change),
                ranks_of(scores).get(region),
                tier.name if tier else None,
                len(outlook.events_on(page)),
                len(outlook.checks_on(page)),
                page.rationale or None,
            ]
        )
    used = [i for i in range(len(columns)) if any(row[i] is not None for row in rows)]
    return [Table(tuple(columns[i] for i in used), [[row[i] for i in used] for row in rows])] if rows else []


def _project_table(outlook: RatingView, projects: Sequence[tuple[Project, ProjectStatus]]) -> list[Table]:
    rows: list[list[Cell]] = [
        [
            CellText(project_head(project, standing)),
            CellText(tuple(event_line(event, outlook.rating.settings, True) for event in project.events), listed=True),
        ]
        for project, standing in projects
    ]
    title = paragraph(Message("count.projects", {"n": len(rows)}))
    return [Table((Column("project"), Column("story")), rows, title=title)] if rows else []


def _check_table(outlook: RatingView, region: RegionId, pages: Sequence[Page]) -> list[Table]:
    projects = outlook.projects(region)
    names = {event.id: project.name for project in projects for event in project.events}
    rows: list[list[Cell]] = [
        [*check_cells(check), names.get(check.event, check.event)]
        for page in pages
        for check in outlook.checks_on(page)
    ]
    columns = (*CHECK_COLUMNS, Column("project"))
    return [Table(columns, rows, title=paragraph(Message("section.checks")))] if rows else []


def _note_table(pages: Sequence[Page]) -> list[Table]:
    rows: list[list[Cell]] = [
        [page.edition, Span(note.text, Emphasis.ITALIC if note.italic else Emphasis.NONE)]
        for page in pages
        for note in page.notes
    ]
    columns = (Column("edition", whole=True), Column("note"))
    return [Table(columns, rows, title=paragraph(Message("section.notes")))] if rows else []
