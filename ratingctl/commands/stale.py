"""`stale`: the projects that need a look, each with its reasons."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from ratingctl.commands.shared.review_candidates import ReviewCandidates, due_by_region
from ratingctl.commands.shared.worklist import (
    Grouping,
    Worklist,
    WorklistFilter,
    WorklistRow,
    group_of,
    review_view,
    worklist,
)
from ratingctl.commands.views.events import as_of_line, parted, state_word
from ratingctl.commands.views.projects import slip_data, status_word, why_terms
from ratingctl.domain.model import Event, EventId, RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import DueForReview, StaleReason, postponement_of
from ratingctl.language.catalogue import Catalogue
from ratingctl.report import (
    Cell,
    Column,
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
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import RatingReader, opened
from ratingctl.storage.local_state.last_list import LastList

TO_FILL_IN = ("found", "by", "date", "note", "until")
"""Columns of the CSV that stand empty: what `checked --from` reads when a person has filled them in."""

_RECORDS = Records(
    ("projects",),
    (("edition", 0, "edition"),),
    (
        "number",
        "project",
        "region",
        "region_name",
        "title",
        "status",
        "basis",
        "last_news",
        "months_silent",
        "due",
        "reasons",
        "why",
        "checked",
        "reviewer",
        *TO_FILL_IN,
    ),
)
_PARTING = " · "


def stale(
    folder: Folder,
    today: date,
    edition: str | None = None,
    wanted: WorklistFilter | None = None,
    as_of: date | None = None,
    group_by: Grouping | None = None,
) -> tuple[Report, LastList]:
    """Return the projects that need a look, each with its reasons.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition: The edition that is reviewed; the last one by default.
        wanted: Which projects to show.
        as_of: The day from which to look; by default the edition's own.
        group_by: Keep together what is of one group; nothing is grouped by default.

    Returns:
        The report, and the projects behind its numbers.

    Raises:
        UsageError: If the edition or a name in `wanted` is unknown.
        DataError: If the files cannot be read.
    """
    wanted = wanted or WorklistFilter()
    with opened(folder, names=bool(wanted.selection.regions)) as reader:
        view = review_view(reader.sound_scan(), today, edition, as_of)
        due = due_by_region(reader, view)
        work = worklist(view, ReviewCandidates.in_regions(due, view.regions()), wanted, group_by)
        shown = list(enumerate(work.rows, 1))[: wanted.selection.limit]
        work = _with_moves(reader, work, due, [row for _, row in shown])
        state = reader.fingerprint()
    report = _report(work, shown, group_by)
    return report, LastList(state, work.edition.id, tuple(row.case.summary.project for _, row in shown))


def _with_moves(
    reader: RatingReader, work: Worklist, due: Mapping[RegionId, DueForReview], rows: Sequence[WorklistRow]
) -> Worklist:
    """Return the list in a view with the pages of every region that the projects of some rows came from or went to."""
    shown = {event: row.case.summary.region for row in rows for event in row.case.summary.events}
    regions: set[RegionId] = set()
    targets: set[EventId] = set()
    for region, due_of_region in due.items():
        for new, old in due_of_region.cross_region_links:
            if new in shown:
                regions.add(region)
                targets.add(old)
            if old in shown:
                regions |= {region, shown[old]}
    chain = [edition.id for edition in work.view.chain]
    if targets:
        regions |= reader.regions_that_may(
            work.rating, lambda signature: any(event in signature for event in targets), chain
        )
    rating = reader.with_pages(work.rating, editions=chain, regions=regions, event_stubs=True)
    return work._replace(view=RatingView(rating, [rating.editions[edition] for edition in chain], work.day))


def _report(work: Worklist, shown: Sequence[tuple[int, WorklistRow]], group_by: Grouping | None) -> Report:
    catalogue = Catalogue(work.rating.settings.language)
    return Report(
        data={
            "edition": work.edition.id,
            "as_of": work.day.isoformat(),
            "summary": _summary(work),
            "projects": [_data(work, number, row, catalogue) for number, row in shown],
        },
        records=_RECORDS,
        screen=Screen(
            work.rating.settings.language,
            title=paragraph(work.edition.title or work.edition.id, _PARTING, state_word(work.edition)),
            tables=LazySequence(lambda: _tables(work, shown, group_by)),
            notes=[*_summary_lines(work, len(shown)), as_of_line(work.day)],
        ),
        has_findings=bool(work.rows),
    )


def _summary(work: Worklist) -> dict[str, Any]:
    """Return how many projects there are by main reason, each counted once, and by each of their reasons."""
    main = Counter(row.main_reason for row in work.rows)
    each = Counter(reason for row in work.rows for reason in row.reasons)
    checked = sum(row.case.last_check is not None for row in work.rows)
    return {
        "projects": len(work.rows),
        "main_reasons": {reason.value: main[reason] for reason in StaleReason},
        "reasons": {reason.value: each[reason] for reason in StaleReason},
        "checked": checked,
        "unchecked": len(work.rows) - checked,
        "postponed": work.postponed,
    }


def _data(work: Worklist, number: int, row: WorklistRow, catalogue: Catalogue) -> dict[str, Any]:
    case, life, status = row.case, row.case.summary, row.case.status
    check, postponed = case.last_check, postponement_of(case)
    came_from, went_to = work.view.moves(life.events)
    return {
        "number": number,
        "project": life.project,
        "region": life.region,
        "region_name": row.region.name,
        "title": life.name,
        "status": status.word,
        "basis": status.basis,
        "stage": status.stage.name.lower(),
        "last_news": status.last_news.isoformat(),
        "months_silent": status.months_silent,
        "due": status.due.when.text if status.due else None,
        "slips": [slip_data(slip) for slip in life.slips],
        "reasons": [reason.value for reason in row.reasons],
        "why": _PARTING.join(catalogue.said(term) for term in why_terms(case, row.reasons)),
        "checked": check.date.text if check else None,
        "checked_by": check.by or None if check else None,
        "checked_found": check.found if check else None,
        "postponed_until": postponed.until.text if postponed and postponed.until else None,
        "moved_from": [event.id for event in came_from],
        "moved_to": [event.id for event in went_to],
        "reviewer": row.region.reviewer or None,
    }


def _tables(work: Worklist, shown: Sequence[tuple[int, WorklistRow]], group_by: Grouping | None) -> Iterator[Table]:
    columns = (
        Column("number", numeric=True, whole=True),
        *(() if group_by is Grouping.REGION else (Column("region"),)),
        Column("project"),
        Column("status"),
        Column("why"),
        Column("id", whole=True),
    )
    if group_by is None:
        if shown:
            yield Table(columns, [_cells(work, number, row, group_by) for number, row in shown])
        return
    for name, group in groupby(shown, key=lambda pair: group_of(pair[1], group_by)):
        members = list(group)
        rows = [_cells(work, number, row, group_by) for number, row in members]
        title = paragraph(
            _heading(name, group_by, members[0][1]), f" — {len(rows)}", *_reviewer(group_by, members[0][1])
        )
        yield Table(columns, rows, title=title)


def _cells(work: Worklist, number: int, row: WorklistRow, group_by: Grouping | None) -> list[Cell]:
    _, went_to = work.view.moves(row.case.summary.events)
    said_by_status = (StaleReason.INFERRED_SUSPENDED, StaleReason.INFERRED_CANCELLED)
    words = why_terms(row.case, [reason for reason in row.reasons if reason not in said_by_status])
    words += [Message("why.moved", {"region": _name_of(work, event), "id": event.id}) for event in went_to]
    return [
        number,
        *(() if group_by is Grouping.REGION else (row.region.name,)),
        row.case.summary.name,
        status_word(row.case.status),
        paragraph(*parted(words, _PARTING)),
        row.case.summary.project,
    ]


def _name_of(work: Worklist, event: Event) -> str:
    region = work.rating.regions.get(event.region)
    return region.name if region else event.region


def _heading(name: str, group_by: Grouping, row: WorklistRow) -> Inline:
    if group_by is Grouping.REGION:
        return row.region.name
    if group_by is Grouping.REASON:
        return Message(f"stale_reason.{name}")
    return name or Message("stale.nobody" if group_by is Grouping.REVIEWER else "stale.no_district")


def _reviewer(group_by: Grouping, row: WorklistRow) -> tuple[Span, ...]:
    named = group_by is Grouping.REGION and row.region.reviewer
    return (Span(f"{_PARTING}{row.region.reviewer}", Emphasis.DIM),) if named else ()


def _summary_lines(work: Worklist, shown: int) -> Iterator[Paragraph]:
    """Yield how many projects there are, parted so that the parts add up; or why there are none."""
    if not work.rows:
        yield paragraph(_why_empty(work))
    else:
        counts = Counter(row.main_reason for row in work.rows)
        parts = [Message(f"stale.{reason}", {"n": counts[reason]}) for reason in StaleReason if counts[reason]]
        yield paragraph(Message("count.projects", {"n": len(work.rows)}), ": ", *parted(parts))
        checked = sum(row.case.last_check is not None for row in work.rows)
        rest = Message("stale.unchecked", {"n": len(work.rows) - checked})
        yield paragraph(*parted([Message("stale.checked", {"n": checked}), rest]))
    if shown < len(work.rows):
        yield paragraph(Message("stale.shown", {"n": shown}))
    if work.postponed:
        yield paragraph(Message("stale.postponed", {"n": work.postponed}))


def _why_empty(work: Worklist) -> Message:
    if work.needing:
        return Message("stale.filtered_out", {"n": work.needing})
    return Message("stale.nothing", {"n": work.followed}) if work.followed else Message("stale.no_promises")
