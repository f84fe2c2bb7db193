"""`stale`: the projects that need a look, each with its reasons."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import NamedTuple

from ratingctl.commands.shared.broken_files import BrokenFiles
from ratingctl.commands.shared.reviewed_regions import reviewed_regions
from ratingctl.commands.shared.worklist import (
    Grouping,
    Worklist,
    WorklistFilter,
    group_of,
    in_groups,
    numbered,
    review_view,
    worklist,
)
from ratingctl.commands.shared.worklist_rows import ReviewedRegion, WorklistRow
from ratingctl.commands.views.events import as_of_lines, parted, state_word
from ratingctl.commands.views.projects import stake_terms, status_word, why_terms
from ratingctl.commands.views.stale_data import projects_data, row_writer, summary_data
from ratingctl.domain.model import Event, EventId, RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import StaleReason
from ratingctl.report import (
    Cell,
    CellText,
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
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import RatingReader, opened
from ratingctl.storage.local_state.last_list import PROJECTS, LastList
from ratingctl.storage.local_state.review_state import Portion, ReviewState, read_review_state

TO_FILL_IN = ("found", "by", "date", "note", "until", "sources")
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
        "open",
        "last_news",
        "months_silent",
        "months_exact",
        "start_due",
        "due",
        "reasons",
        "priority",
        "priority_why",
        "general",
        "why",
        "checked",
        "done",
        "reviewer",
        "search",
        *TO_FILL_IN,
    ),
)
_PARTING = " · "
Entry = tuple[int, Sequence[WorklistRow]]
"""A number of the list and its projects: one, or all general intentions of a region."""


class Portioning(NamedTuple):
    """Which part of a list is shown.

    Attributes:
        take: A portion of so many projects, which stays the same until it is done; None for the whole list.
        only_new: Only what no list has shown yet, or shows with a further reason.
    """

    take: int | None = None
    only_new: bool = False


class StaleList:
    """A list of `stale`.

    Args:
        report: The report.
        entries: The projects behind its numbers.
        fingerprint: Returns the fingerprint of the rating's files.
        state: Returns what had been shown and taken before.
        portion: The portion that the list is, if it was taken anew.

    Attributes:
        report: The report.
    """

    def __init__(
        self,
        report: Report,
        entries: Sequence[Entry],
        fingerprint: Callable[[], str],
        state: Callable[[], ReviewState],
        portion: Portion | None,
    ) -> None:
        self.report = report
        self._entries = entries
        self._fingerprint = fingerprint
        self._state = state
        self._portion = portion

    @property
    def last_list(self) -> LastList:
        """Return the projects behind its numbers, to be kept where a person has seen the list."""
        projects = tuple(tuple(row.project for row in entry) for _, entry in self._entries)
        return LastList(PROJECTS, self._fingerprint(), self._state().edition, projects)

    @property
    def state(self) -> ReviewState:
        """Return what has been shown and taken, with this list; likewise."""
        state = self._state()
        shown = {row.project: tuple(map(str, row.reasons)) for _, entry in self._entries for row in entry}
        return state._replace(shown={**state.shown, **shown}, portion=self._portion or state.portion)


def stale(
    folder: DiskFolder,
    today: date,
    edition: str | None = None,
    wanted: WorklistFilter | None = None,
    as_of: date | None = None,
    group_by: Grouping | None = None,
    portioning: Portioning | None = None,
) -> StaleList:
    """Return the projects that need a look, each with its reasons and its priority.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition: The edition that is reviewed; the last one by default.
        wanted: Which projects to show.
        as_of: The day from which to look; by default the edition's own.
        group_by: Keep together what is of one group; nothing is grouped by default.
        portioning: Which part of the list to show; all of it by default.

    Raises:
        UsageError: If the edition or a name in `wanted` is unknown.
        DataError: If files that matter cannot be read; those of regions that are not asked for do not.
    """
    wanted = wanted or WorklistFilter()
    with opened(folder, names=bool(wanted.selection.regions)) as reader:
        scan = reader.scan()
        broken = BrokenFiles(reader, scan)
        view = review_view(scan, today, edition, as_of)
        broken.require_needed(view.chain, wanted.selection, view.rating)
        state = cache(partial(read_review_state, folder, view.chain[-1].id))  # JSON and CSV mostly need none
        reviewed = reviewed_regions(reader, view, row_writer(view.rating.settings), without=broken.regions)
        work = worklist(view, reviewed.values(), wanted)
        work, portion = _portion(work, portioning or Portioning(), wanted, state)
        work = in_groups(work, group_by) if group_by else work
        entries = list(enumerate(numbered(work.rows, group_by), 1))[: wanted.selection.limit]
        rows = [row for _, entry in entries for row in entry]
        broken.require_none_about((), _told_of(reviewed, rows))  # where a project came from, or went to
        work = _with_moves(reader, work, reviewed, rows)
    return StaleList(broken.told(_report(work, entries, group_by)), entries, reader.fingerprint, state, portion)


def _portion(
    work: Worklist, portioning: Portioning, wanted: WorklistFilter, read_state: Callable[[], ReviewState]
) -> tuple[Worklist, Portion | None]:
    """Return the part of the list that is wanted, and the portion if one was taken anew."""
    asked = repr((portioning.take, portioning.only_new, wanted._replace(progress=None)))
    last = read_state().portion if portioning.take is not None else None
    held = set(last.projects) if last and last.asked == asked else set()
    rows = [row for row in work.rows if row.project in held]
    if rows:
        return work._replace(rows=tuple(rows)), None
    rows = list(work.rows)
    if portioning.only_new:
        shown = read_state().shown
        rows = [row for row in rows if not set(row.reasons) <= set(shown.get(row.project, ()))]
    if portioning.take is None:
        return work._replace(rows=tuple(rows)), None
    rows = rows[: portioning.take]
    return work._replace(rows=tuple(rows)), Portion(asked, tuple(row.project for row in rows))


def _told_of(reviewed: Mapping[RegionId, ReviewedRegion], rows: Sequence[WorklistRow]) -> set[EventId]:
    """Return the events of some rows' projects, and those of other regions that these continue."""
    events = {event for row in rows for event in row.events}
    regions = {row.region.id for row in rows}
    return events | {old for region in regions for new, old in reviewed[region].cross_region_links if new in events}


def _with_moves(
    reader: RatingReader, work: Worklist, reviewed: Mapping[RegionId, ReviewedRegion], rows: Sequence[WorklistRow]
) -> Worklist:
    """Return the list in a view with the pages of every region that the projects of some rows came from or went to."""
    shown = {event: row.region.id for row in rows for event in row.events}
    regions: set[RegionId] = set()
    targets: set[EventId] = set()
    for region, known in reviewed.items():
        for new, old in known.cross_region_links:
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


def _report(work: Worklist, entries: Sequence[Entry], group_by: Grouping | None) -> Report:
    return Report(
        data={
            "edition": work.edition.id,
            "as_of": work.day.isoformat(),
            "past_cutoff": work.view.is_past_cutoff,
            "summary": summary_data(work),
            "projects": LazySequence(lambda: projects_data(work, entries)),
        },
        records=_RECORDS,
        screen=Screen(
            work.rating.settings.language,
            title=paragraph(work.edition.title or work.edition.id, _PARTING, state_word(work.edition)),
            tables=LazySequence(lambda: _tables(work, entries, group_by)),
            notes=[*_summary_lines(work, sum(len(entry) for _, entry in entries)), *as_of_lines(work.view)],
        ),
        has_findings=bool(work.rows),
    )


def _tables(work: Worklist, entries: Sequence[Entry], group_by: Grouping | None) -> Iterator[Table]:
    columns = (
        Column("number", numeric=True, whole=True),
        Column("priority", numeric=True, whole=True),
        Column("project"),
        Column("why"),
    )
    if group_by is None:
        if entries:
            yield Table(columns, [_cells(work, number, entry, group_by) for number, entry in entries])
        return
    sizes = Counter(group_of(row, group_by) for row in work.rows)
    for name, group in groupby(entries, key=lambda entry: group_of(entry[1][0], group_by)):
        members = list(group)
        first = members[0][1][0]
        count = _count(sum(len(entry) for _, entry in members), sizes[name])
        reviewers = {row.reviewer for _, entry in members for row in entry}
        title = paragraph(_heading(name, group_by, first), " — ", count, *_reviewer(group_by, reviewers))
        yield Table(columns, [_cells(work, number, entry, group_by) for number, entry in members], title=title)


def _count(shown: int, there: int) -> Inline:
    """Return how many rows a group has, and how many of them are shown where these are fewer."""
    return str(there) if shown == there else Message("stale.shown_of", {"shown": shown, "n": there})


def _cells(work: Worklist, number: int, entry: Sequence[WorklistRow], group_by: Grouping | None) -> list[Cell]:
    if len(entry) > 1:
        return _cells_of_general(number, entry, group_by)
    (row,) = entry
    _, went_to = work.view.moves(row.events)
    said_by_status = (StaleReason.INFERRED_SUSPENDED, StaleReason.INFERRED_CANCELLED)
    reasons = [reason for reason in row.reasons if reason not in said_by_status]
    if len(reasons) > 1:  # of most rows of a draft it is true, and says nothing that the list does not
        reasons = [reason for reason in reasons if reason is not StaleReason.NOT_CHECKED]
    case = row.case
    words = why_terms(case, reasons)
    words += [Message("why.moved", {"region": _name_of(work, event), "id": event.id}) for event in went_to]
    words += stake_terms(row)
    return [
        number,
        row.priority.value,
        _with_place(row.title, row, group_by, row.project),
        paragraph(*parted([status_word(case.status), *words], _PARTING)),
    ]


def _with_place(name: Inline, row: WorklistRow, group_by: Grouping | None, project: str = "") -> Cell:
    """Return what a row is called, and below it its region, where the list is not grouped by regions, and its id."""
    places = [*(() if group_by is Grouping.REGION else (row.region.name,)), *((project,) if project else ())]
    return CellText((paragraph(name), *((paragraph(Span(_PARTING.join(places), Emphasis.DIM)),) if places else ())))


def _cells_of_general(number: int, entry: Sequence[WorklistRow], group_by: Grouping | None) -> list[Cell]:
    """Return one line for the general intentions of a region, which are cleared together by its number."""
    first = entry[0]
    names = "; ".join(row.title for row in entry)
    return [
        number,
        max(row.priority.value for row in entry),
        _with_place(Message("stale.general", {"n": len(entry)}), first, group_by),
        paragraph(Span(names, Emphasis.DIM)),
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


def _reviewer(group_by: Grouping, reviewers: set[str]) -> tuple[Span, ...]:
    """Return who follows the projects of a region, where that is one person."""
    names = "".join(reviewers) if group_by is Grouping.REGION and len(reviewers) == 1 else ""
    return (Span(f"{_PARTING}{names}", Emphasis.DIM),) if names else ()


def _summary_lines(work: Worklist, shown: int) -> Iterator[Paragraph]:
    """Yield how many projects there are, parted so that the parts add up; or why there are none."""
    if not work.rows:
        yield paragraph(_why_empty(work))
    else:
        counts = Counter(row.main_reason for row in work.rows)
        parts = [Message(f"stale.{reason}", {"n": counts[reason]}) for reason in StaleReason if counts[reason]]
        yield paragraph(Message("count.projects", {"n": len(work.rows)}), ": ", *parted(parts))
        unchecked = sum(not row.is_checked for row in work.rows)
        counted = [Message("stale.checked", {"n": work.checked}), Message("stale.unchecked", {"n": unchecked})]
        yield paragraph(*parted(counted))
    general = sum(row.priority.is_general for row in work.rows)
    if general:
        yield paragraph(Message("stale.general_among", {"n": general}))
    if shown < len(work.rows):
        yield paragraph(Message("stale.shown", {"n": shown}))
    if work.done and not any(row.is_done for row in work.rows):
        yield paragraph(Message("stale.done", {"n": work.done}))
    if work.postponed:
        yield paragraph(Message("stale.postponed", {"n": work.postponed}))


def _why_empty(work: Worklist) -> Message:
    if work.needing:
        return Message("stale.filtered_out", {"n": work.needing})
    return Message("stale.nothing", {"n": work.followed}) if work.followed else Message("stale.no_promises")
