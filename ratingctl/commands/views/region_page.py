"""The page of a region: its scores, its projects with their stories, checks and notes."""

from collections.abc import Sequence
from typing import Any

from ratingctl.commands.views.dimensions import by_hand_line, dimension_columns, scores_data
from ratingctl.commands.views.events import (
    CHECK_COLUMNS,
    EVENT_COLUMNS,
    as_of_lines,
    change_span,
    check_cells,
    check_data,
    event_data,
    event_line,
    life_line,
    state_word,
)
from ratingctl.commands.views.projects import project_head
from ratingctl.domain.comparison import gains_between
from ratingctl.domain.model import Page, Region, RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.scores import score_data
from ratingctl.domain.tiers import ranks_of, tier_in
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Emphasis,
    LazySequence,
    Message,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)

_RECORDS = Records(("editions", "events"), (("region", 0, "region"), ("edition", 1, "edition")), EVENT_COLUMNS)


def region_report(view: RatingView, region: Region, *, ranked: bool = True) -> Report:
    """Return the report of everything that a view sees of a region, the last edition first.

    Args:
        view: The view, with the region's pages.
        region: The region.
        ranked: False if the files of other regions cannot all be read, so that ranks are not known.
    """
    pages = view.pages(region.id)[::-1]
    identity = " · ".join(part for part in (region.id, region.code, region.district) if part)
    return Report(
        data={
            "region": region.id,
            "name": region.name,
            "code": region.code or None,
            "district": region.district or None,
            **_life_data(region),
            "as_of": view.as_of.isoformat(),
            "editions": [_page_data(view, page) for page in pages],
        },
        records=_RECORDS,
        screen=Screen(
            view.rating.settings.language,
            title=paragraph(region.name, " — ", identity),
            tables=LazySequence(
                lambda: [
                    *_edition_table(view, region.id, ranked=ranked),
                    *_project_table(view, region.id),
                    *_check_table(view, region.id, pages),
                    *_note_table(pages),
                ]
            ),
            notes=[
                *(line for page in pages[:1] for line in by_hand_line(view.rating.settings, page)),
                *life_line(region, view.rating),
                *([] if pages else [paragraph(Message("note.no_pages", {"region": region.name}))]),
                *as_of_lines(view),
            ],
        ),
    )


def _life_data(region: Region) -> dict[str, Any]:
    """Return since and until when a unit is there, and of what it became a part, as far as the register says so."""
    dates = {"since": region.since, "until": region.until}
    life = {name: date.text for name, date in dates.items() if date}
    return {**life, **({"merged_into": region.merged_into} if region.merged_into else {})}


def _page_data(view: RatingView, page: Page) -> dict[str, Any]:
    return {
        "edition": page.edition,
        "score": score_data(page.score),
        **scores_data(view.rating.settings, page),
        **({"tier_by_hand": page.tier} if page.tier else {}),
        "rationale": page.rationale or None,
        "contrary": page.contrary or None,
        "not_rated": page.not_rated or None,
        "evidence": list(page.evidence),
        "events": [event_data(event) for event in view.events_on(page)],
        "checks": [check_data(check) for check in view.checks_on(page)],
        "notes": [{"text": note.text, "about": list(note.about), "italic": note.italic} for note in page.notes],
    }


def _edition_table(view: RatingView, region: RegionId, *, ranked: bool) -> list[Table]:
    columns = (
        Column("edition", whole=True),
        Column("score", numeric=True, whole=True),
        Column("change", numeric=True, whole=True),
        Column("rank", numeric=True, whole=True),
        Column("tier"),
        *dimension_columns(view.rating.settings),
        Column("events", numeric=True, whole=True),
        Column("checks", numeric=True, whole=True),
        Column("rationale"),
    )
    rows: list[list[Cell]] = []
    for position, edition in reversed(list(enumerate(view.chain))):
        page = edition.pages.get(region)
        if page is None:
            continue
        previous = view.chain[position - 1] if position else None
        gain = gains_between(previous, edition).get(region) if previous else None
        before = previous.scores.get(region) if previous else None
        change = page.score - before if page.score is not None and before is not None else None
        settings = view.rating.as_printed_in(edition).settings
        tier = tier_in(edition, region, settings)
        rows.append(
            [
                paragraph(edition.id, Span(" ", Emphasis.DIM), Span(state_word(edition), Emphasis.DIM)),
                page.score,
                change_span(change, gain),
                ranks_of(edition.scores, edition.scale).get(region) if ranked else None,
                tier.name if tier else None,
                *(page.scores.get(dimension.id) for dimension in view.rating.settings.dimensions),
                len(view.events_on(page)),
                len(view.checks_on(page)),
                page.rationale or page.not_rated or None,
            ]
        )
    used = [i for i in range(len(columns)) if any(row[i] is not None for row in rows)]
    return [Table(tuple(columns[i] for i in used), [[row[i] for i in used] for row in rows])] if rows else []


def _project_table(view: RatingView, region: RegionId) -> list[Table]:
    rows: list[list[Cell]] = [
        [
            CellText(project_head(project, view.status_of(project))),
            CellText(tuple(event_line(event, view.rating.settings, True) for event in project.events), listed=True),
        ]
        for project in view.projects(region)
    ]
    title = paragraph(Message("count.projects", {"n": len(rows)}))
    return [Table((Column("project"), Column("story")), rows, title=title)] if rows else []


def _check_table(view: RatingView, region: RegionId, pages: Sequence[Page]) -> list[Table]:
    projects = view.projects(region)
    names = {event.id: project.name for project in projects for event in project.events}
    rows: list[list[Cell]] = [
        [*check_cells(check), names.get(check.event, check.event)] for page in pages for check in view.checks_on(page)
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
