"""`stale`: what became of every promise, and why a reviewer has to look at it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from ratingctl.commands.views.projects import slip_data, status_word, why_terms
from ratingctl.commands.views.events import as_of_line, parted, state_word
from ratingctl.commands.shared.worklist import Grouping, Lives, Row, Wanted, Worklist, group_of, worklist
from ratingctl.domain.model import Event, EventId, RegionId
from ratingctl.domain.rating_view import Outlook
from ratingctl.domain.staleness import Awake, Reason, postponement_of
from ratingctl.language.catalogue import Catalogue
from ratingctl.report import Cell, Column, Emphasis, Later, Line, Piece, Records, Report, Span, Table, Term, line
from ratingctl.storage.folder import Folder
from ratingctl.storage.local_state.last_list import LastList
from ratingctl.storage.loading.reader import RatingReader, opened

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
    wanted: Wanted | None = None,
    as_of: date | None = None,
    group_by: Grouping | None = None,
) -> tuple[Report, LastList]:
    """The projects that need a look, each with its reasons.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition: The edition that is reviewed; the last one by default.
        wanted: Which projects to show.
        as_of: The day from which to look; by default the edition's own.
        group_by: Keep together what is of one group; nothing is grouped by default.

    Returns:
        The report, and what stands behind its numbers.

    Raises:
        UsageError: If the edition or a name in `wanted` is unknown.
        DataError: If the files cannot be read.
    """
    wanted = wanted or Wanted()
    with opened(folder, names=bool(wanted.selection.regions)) as reader:
        sight = _Sight(reader)
        work = worklist(reader.sound_survey(), today, edition, wanted, as_of, group_by, sight.lives)
        shown = list(enumerate(work.rows, 1))[: wanted.selection.limit]
        work = sight.with_moves(work, [row for _, row in shown])
        state = reader.state()
    report = _report(work, shown, group_by)
    return report, LastList(state, work.edition.id, tuple(row.case.life.project for _, row in shown))


class _Sight:
    """What is read of a rating to tell which projects need a look."""

    def __init__(self, reader: RatingReader) -> None:
        self._reader = reader
        self._awake: dict[RegionId, Awake] = {}

    def lives(self, outlook: Outlook) -> Lives:
        """The lives that may need a look, in the order in which an outlook has them."""
        self._awake = self._reader.awake(outlook.rating, outlook.chain, outlook.as_of)
        found = [self._awake[region] for region in outlook.regions() if region in self._awake]
        return Lives([life for region in found for life in region.lives], sum(region.promised for region in found))

    def with_moves(self, work: Worklist, rows: Sequence[Row]) -> Worklist:
        """The list with an outlook on all regions from which the projects of some rows came, or to which they went."""
        shown = {event: row.case.life.region for row in rows for event in row.case.life.events}
        regions: set[RegionId] = set()
        targets: set[EventId] = set()
        for region, awake in self._awake.items():
            for new, old in awake.abroad:
                if new in shown:
                    regions.add(region)
                    targets.add(old)
                if old in shown:
                    regions |= {region, shown[old]}
        chain = [edition.id for edition in work.outlook.chain]
        if targets:
            regions |= self._reader.regions_that_may(
                work.rating, lambda trace: any(event in trace for event in targets), chain
            )
        rating = self._reader.with_pages(work.rating, editions=chain, regions=regions, headlines=True)
        return work._replace(outlook=Outlook(rating, [rating.editions[edition] for edition in chain], work.day))


def _report(work: Worklist, shown: Sequence[tuple[int, Row]], group_by: Grouping | None) -> Report:
    catalogue = Catalogue(work.rating.settings.language)
    return Report(
        data={
            "edition": work.edition.id,
            "as_of": work.day.isoformat(),
            "summary": _summary(work),
            "projects": [_data(work, number, row, catalogue) for number, row in shown],
        },
        records=_RECORDS,
        language=work.rating.settings.language,
        title=line(work.edition.title or work.edition.id, _PARTING, state_word(work.edition)),
        tables=Later(lambda: _tables(work, shown, group_by)),
        notes=[*_summary_lines(work, len(shown)), as_of_line(work.day)],
        has_findings=bool(work.rows),
    )


def _summary(work: Worklist) -> dict[str, Any]:
    """How many projects there are by main reason, each counted once, and by each of their reasons."""
    main = Counter(row.main_reason for row in work.rows)
    each = Counter(reason for row in work.rows for reason in row.reasons)
    checked = sum(row.case.last_check is not None for row in work.rows)
    return {
        "projects": len(work.rows),
        "main_reasons": {reason.value: main[reason] for reason in Reason},
        "reasons": {reason.value: each[reason] for reason in Reason},
        "checked": checked,
        "unchecked": len(work.rows) - checked,
        "postponed": work.postponed,
    }


def _data(work: Worklist, number: int, row: Row, catalogue: Catalogue) -> dict[str, Any]:
    case, life, standing = row.case, row.case.life, row.case.standing
    check, postponed = case.last_check, postponement_of(case)
    came_from, went_to = work.outlook.moves(life.events)
    return {
        "number": number,
        "project": life.project,
        "region": life.region,
        "region_name": row.region.name,
        "title": life.name,
        "status": standing.status,
        "basis": standing.basis,
        "stage": standing.stage.name.lower(),
        "last_news": standing.last_news.isoformat(),
        "months_silent": standing.months_silent,
        "due": standing.due.when.text if standing.due else None,
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


def _tables(work: Worklist, shown: Sequence[tuple[int, Row]], group_by: Grouping | None) -> Iterator[Table]:
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
        title = line(_heading(name, group_by, members[0][1]), f" — {len(rows)}", *_reviewer(group_by, members[0][1]))
        yield Table(columns, rows, title=title)


def _cells(work: Worklist, number: int, row: Row, group_by: Grouping | None) -> list[Cell]:
    _, went_to = work.outlook.moves(row.case.life.events)
    said_by_status = (Reason.INFERRED_SUSPENDED, Reason.INFERRED_CANCELLED)
    words = why_terms(row.case, [reason for reason in row.reasons if reason not in said_by_status])
    words += [Term("why.moved", {"region": _name_of(work, event), "id": event.id}) for event in went_to]
    return [
        number,
        *(() if group_by is Grouping.REGION else (row.region.name,)),
        row.case.life.name,
        status_word(row.case.standing),
        line(*parted(words, _PARTING)),
        row.case.life.project,
    ]


def _name_of(work: Worklist, event: Event) -> str:
    region = work.rating.regions.get(event.region)
    return region.name if region else event.region


def _heading(name: str, group_by: Grouping, row: Row) -> Piece:
    if group_by is Grouping.REGION:
        return row.region.name
    if group_by is Grouping.REASON:
        return Term(f"reason.{name}")
    return name or Term("stale.nobody" if group_by is Grouping.REVIEWER else "stale.no_district")


def _reviewer(group_by: Grouping, row: Row) -> tuple[Span, ...]:
    named = group_by is Grouping.REGION and row.region.reviewer
    return (Span(f"{_PARTING}{row.region.reviewer}", Emphasis.DIM),) if named else ()


def _summary_lines(work: Worklist, shown: int) -> Iterator[Line]:
    """How many projects there are, parted so that the parts add up; or why there are none."""
    if not work.rows:
        yield line(_why_empty(work))
    else:
        counts = Counter(row.main_reason for row in work.rows)
        parts = [Term(f"stale.{reason}", {"n": counts[reason]}) for reason in Reason if counts[reason]]
        yield line(Term("count.projects", {"n": len(work.rows)}), ": ", *parted(parts))
        checked = sum(row.case.last_check is not None for row in work.rows)
        rest = Term("stale.unchecked", {"n": len(work.rows) - checked})
        yield line(*parted([Term("stale.checked", {"n": checked}), rest]))
    if shown < len(work.rows):
        yield line(Term("stale.shown", {"n": shown}))
    if work.postponed:
        yield line(Term("stale.postponed", {"n": work.postponed}))


def _why_empty(work: Worklist) -> Term:
    if work.needing:
        return Term("stale.filtered_out", {"n": work.needing})
    return Term("stale.nothing", {"n": work.followed}) if work.followed else Term("stale.no_promises")
