"""`show`: everything about one region, or the story of one project across editions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ratingctl.commands.lookup import events_named, region_named, region_names
from ratingctl.commands.words import (
    as_of_line,
    change_span,
    event_data,
    event_line,
    kind_word,
    project_head,
    state_word,
    status_word,
)
from ratingctl.domain.editions import chain_to, default_as_of, edition_named, last_edition
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.lifecycle import Standing
from ratingctl.domain.model import Check, Event, Page, Region, RegionId
from ratingctl.domain.outlook import Outlook
from ratingctl.domain.projects import Project
from ratingctl.domain.tiers import ranks_of, scores_of, tier_of
from ratingctl.errors import UsageError
from ratingctl.report import (
    Cell,
    Column,
    Dated,
    Emphasis,
    Line,
    Piece,
    Prose,
    Records,
    Report,
    Span,
    Table,
    Term,
    line,
)
from ratingctl.storage.folder import Folder
from ratingctl.storage.reading import read_sound_rating
from ratingctl.words.fold import fold
from ratingctl.words.suggestion import closest

_EVENT_COLUMNS = (
    "id",
    "project",
    "date",
    "kind",
    "title",
    "text",
    "follows",
    "due",
    "partners",
    "amounts",
    "sources",
)
_REGION_RECORDS = Records(("editions", "events"), (("region", 0, "region"), ("edition", 1, "edition")), _EVENT_COLUMNS)
_PROJECT_RECORDS = Records(
    ("events",),
    (("region", 0, "region"), ("project_id", 0, "project"), ("status", 0, "status")),
    ("edition", *_EVENT_COLUMNS),
)
_MOST_CHOICES = 8


def show(
    folder: Folder,
    today: date,
    subject: str,
    edition: str | None = None,
    as_of: date | None = None,
) -> Report:
    """One region or one project.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        subject: A region in any spelling, the id of any event of a project, or a project's name.
        edition: Look from this edition, so that later ones are not seen; the last one by default.
        as_of: Events later than this day are not seen; by default the edition's own day.

    Raises:
        UsageError: If the subject fits nothing or several things, or the edition is unknown.
        DataError: If the files cannot be read.
    """
    rating = read_sound_rating(folder, names=True)
    last = edition_named(rating, edition) if edition else last_edition(rating)
    outlook = Outlook(rating, chain_to(last, rating.editions), as_of or default_as_of(last, today))
    named = region_names(rating).named_whole(subject)
    if not named:
        project = _project_named(outlook, subject)
        if project:
            return _project_report(outlook, project)
    try:
        return _region_report(outlook, region_named(rating, subject))
    except UsageError as error:
        raise _neither(outlook, subject, error) from error


def _neither(outlook: Outlook, subject: str, error: UsageError) -> UsageError:
    if not error.fact.startswith("no region"):
        return error
    names = {project.name for project in outlook.all_projects()}
    near = closest(subject, names, 2)
    hint = f"; the projects {' and '.join(f'«{name}»' for name in near)} are spelled like it" if near else ""
    fact = error.fact.removeprefix("no region ")
    return UsageError(
        f"no region, event or project {fact}{hint}",
        next_step=f"`ratingctl find {subject}` looks in all texts",
    )


def _project_named(outlook: Outlook, subject: str) -> Project | None:
    """The project to which an event id or a project's name leads.

    Raises:
        UsageError: If several fit.
    """
    projects = list(outlook.all_projects())
    events = events_named((event for project in projects for event in project.events), subject)
    ids = {event.id for event in events}
    if len(ids) == 1:
        own = [project for project in projects if any(event.id in ids for event in project.events)]
        return next((project for project in own if project.id in ids), own[0])
    if ids:
        raise UsageError(f"{subject!r} may be {', '.join(sorted(ids)[:_MOST_CHOICES])}", next_step="write the whole id")
    wanted = fold(subject)
    fitting = [project for project in projects if fold(project.name) == wanted]
    if len(fitting) > 1:
        choices = ", ".join(f"{project.id} ({project.root.region})" for project in fitting[:_MOST_CHOICES])
        raise UsageError(f"several projects are called so: {choices}", next_step="write the id of one")
    return fitting[0] if fitting else None


def _region_report(outlook: Outlook, region: Region) -> Report:
    pages = outlook.pages(region.id)[::-1]
    identity = " · ".join(part for part in (region.id, region.code, region.district) if part)
    projects = [(project, outlook.standing(project)) for project in outlook.projects(region.id)]
    return Report(
        data={
            "region": region.id,
            "name": region.name,
            "code": region.code or None,
            "district": region.district or None,
            "as_of": outlook.as_of.isoformat(),
            "editions": [_page_data(outlook, page) for page in pages],
        },
        records=_REGION_RECORDS,
        language=outlook.rating.settings.language,
        title=line(region.name, " — ", identity),
        tables=[
            *_edition_table(outlook, region.id),
            *_project_table(outlook, projects),
            *_check_table(outlook, region.id, pages),
            *_note_table(pages),
        ],
        notes=[
            *([] if pages else [line(Term("note.no_pages", {"region": region.name}))]),
            as_of_line(outlook.as_of),
        ],
    )


def _page_data(outlook: Outlook, page: Page) -> dict[str, Any]:
    return {
        "edition": page.edition,
        "score": page.score,
        "rationale": page.rationale or None,
        "evidence": list(page.evidence),
        "events": [event_data(event) for event in outlook.events_on(page)],
        "checks": [_check_data(check) for check in outlook.checks_on(page)],
        "notes": [{"text": note.text, "about": list(note.about), "italic": note.italic} for note in page.notes],
    }


def _check_data(check: Check) -> dict[str, Any]:
    return {
        "event": check.event,
        "date": check.date.text,
        "by": check.by or None,
        "found": check.found,
        "note": check.note or None,
        "until": check.until.text if check.until else None,
    }


def _edition_table(outlook: Outlook, region: RegionId) -> list[Table]:
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
        scores = scores_of(edition)
        before = scores_of(outlook.chain[position - 1]).get(region) if position else None
        change = page.score - before if page.score is not None and before is not None else None
        tier = None if page.score is None else tier_of(page.score, outlook.rating.settings.tiers)
        rows.append(
            [
                line(edition.id, Span(" ", Emphasis.DIM), Span(state_word(edition), Emphasis.DIM)),
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


def _project_table(outlook: Outlook, projects: Sequence[tuple[Project, Standing]]) -> list[Table]:
    rows: list[list[Cell]] = [
        [
            Prose(project_head(project, standing)),
            Prose(tuple(event_line(event, outlook.rating.settings, True) for event in project.events), listed=True),
        ]
        for project, standing in projects
    ]
    title = line(Term("count.projects", {"n": len(rows)}))
    return [Table((Column("project"), Column("story")), rows, title=title)] if rows else []


def _check_table(outlook: Outlook, region: RegionId, pages: Sequence[Page]) -> list[Table]:
    projects = outlook.projects(region)
    names = {event.id: project.name for project in projects for event in project.events}
    rows: list[list[Cell]] = [
        [*_check_cells(check), names.get(check.event, check.event)]
        for page in pages
        for check in outlook.checks_on(page)
    ]
    columns = (*_CHECK_COLUMNS, Column("project"))
    return [Table(columns, rows, title=line(Term("section.checks")))] if rows else []


_CHECK_COLUMNS = (Column("date", whole=True), Column("by"), Column("found"))


def _check_cells(check: Check) -> list[Cell]:
    found = Span(Term(f"found.{check.found}"), Emphasis.ITALIC if check.found == "nothing" else Emphasis.NONE)
    until: tuple[Piece, ...] = (" ", Term("check.until", {"date": Dated(check.until.text)})) if check.until else ()
    note = (line(check.note),) if check.note else ()
    return [Dated(check.date.text), check.by, Prose((line(found, *until), *note))]


def _note_table(pages: Sequence[Page]) -> list[Table]:
    rows: list[list[Cell]] = [
        [page.edition, Span(note.text, Emphasis.ITALIC if note.italic else Emphasis.NONE)]
        for page in pages
        for note in page.notes
    ]
    columns = (Column("edition", whole=True), Column("note"))
    return [Table(columns, rows, title=line(Term("section.notes")))] if rows else []


def _project_report(outlook: Outlook, project: Project) -> Report:
    standing = outlook.standing(project)
    came_from, went_to = outlook.moves(project)
    ids = {event.id for event in project.events}
    checks = [
        check for page in outlook.pages(project.root.region) for check in outlook.checks_on(page) if check.event in ids
    ]
    region = outlook.rating.regions.get(project.root.region)
    name = region.name if region else project.root.region
    due = standing.due.due if standing.due else None
    return Report(
        data={
            "project": project.id,
            "title": project.name,
            "region": project.root.region,
            "status": standing.status,
            "basis": standing.basis,
            "stage": standing.stage.name.lower(),
            "as_of": outlook.as_of.isoformat(),
            "last_news": standing.last_news.isoformat(),
            "months_silent": standing.months_silent,
            "due": due.text if due else None,
            "events": [event_data(event) for event in project.events],
            "checks": [_check_data(check) for check in checks],
            "moved_from": [event.id for event in came_from],
            "moved_to": [event.id for event in went_to],
        },
        records=_PROJECT_RECORDS,
        language=outlook.rating.settings.language,
        title=line(project.name, " — ", name),
        tables=[
            _facts_table(project, standing),
            _story_table(outlook, project),
            *(
                [Table(_CHECK_COLUMNS, [_check_cells(c) for c in checks], title=line(Term("section.checks")))]
                if checks
                else []
            ),
        ],
        notes=[
            *_moved_lines("moved_from", came_from),
            *_moved_lines("moved_to", went_to),
            as_of_line(outlook.as_of),
        ],
    )


def _facts_table(project: Project, standing: Standing) -> Table:
    silence = Term("project.silent", {"n": standing.months_silent})
    rows: list[list[Cell]] = [
        [Term("heading.status"), status_word(standing)],
        [Term("heading.id"), project.id],
        [Term("heading.last_news"), line(standing.last_news.isoformat(), " · ", silence)],
    ]
    if standing.due and standing.due.due:
        rows.append(
            [
                Term("heading.due"),
                line(Dated(standing.due.due.text), Span(f" [{standing.due.id}]", Emphasis.DIM)),
            ]
        )
    partners = dict.fromkeys(partner for event in project.events for partner in event.partners)
    if partners:
        rows.append([Term("heading.partners"), ", ".join(partners)])
    return Table((Column("", whole=True), Column("")), rows)


def _story_table(outlook: Outlook, project: Project) -> Table:
    columns = (
        Column("edition", whole=True),
        Column("date", whole=True),
        Column("kind"),
        Column("event"),
        Column("id", whole=True),
    )
    return Table(columns, [_story_row(outlook, event) for event in project.events])


def _story_row(outlook: Outlook, event: Event) -> list[Cell]:
    settings = outlook.rating.settings
    setback = settings.kind(event.kind).event_class is EventClass.SETBACK
    lines: list[Line] = [line(Span(event.title, Emphasis.ITALIC if setback else Emphasis.NONE))]
    if event.text:
        lines.append(line(Span(event.text, Emphasis.DIM)))
    details: list[str | Term] = []
    if event.due:
        details.append(Term("project.due", {"date": Dated(event.due.text)}))
    if event.amounts:
        details += [" · "] * bool(details) + ["; ".join(event.amounts)]
    if details:
        lines.append(line(*(Span(detail, Emphasis.DIM) for detail in details)))
    return [
        event.edition,
        Dated(event.date.text) if event.date else None,
        kind_word(settings, event.kind),
        Prose(tuple(lines)),
        event.id,
    ]


def _moved_lines(key: str, events: Sequence[Event]) -> list[Line]:
    return [line(Term(f"project.{key}", {"title": event.title, "id": event.id})) for event in events]
