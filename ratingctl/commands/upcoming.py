"""`upcoming`: the deadlines, ends of `until` and limits of silence still to come, by month."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from ratingctl.commands.shared.broken_files import BrokenFiles
from ratingctl.commands.shared.names import reviewer_named
from ratingctl.commands.shared.review_candidates import due_by_region
from ratingctl.commands.shared.worklist import WorklistFilter, review_view, wanted_regions
from ratingctl.commands.shared.worklist_rows import region_of_case, reviewer_of
from ratingctl.commands.views.events import as_of_lines, state_word
from ratingctl.domain.dates import add_months
from ratingctl.domain.edition_chain import default_as_of
from ratingctl.domain.lifecycle import ProjectSummary
from ratingctl.domain.model import RegionId
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import DueForReview
from ratingctl.domain.summarize import running_editions, summarize_region_on
from ratingctl.domain.upcoming import Upcoming, UpcomingKind, upcoming_of
from ratingctl.errors import UsageError
from ratingctl.message import Message, sentence
from ratingctl.report import (
    Calendar,
    CalendarEntry,
    Cell,
    CellText,
    Column,
    Emphasis,
    LazySequence,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import RatingReader, opened

_RECORDS = Records(
    ("items",),
    (("edition", 0, "edition"),),
    ("date", "what", "project", "region", "region_name", "title", "reviewer"),
)
_MONTHS_AHEAD = 6
_MOST_TOGETHER = 4
"""Projects that reach one limit of silence on one day and still have a line each; more of them share a line."""


def upcoming(
    folder: Folder,
    today: date,
    edition: str | None = None,
    wanted: WorklistFilter | None = None,
    as_of: date | None = None,
    until: date | None = None,
) -> Report:
    """Return what comes after a day, by date.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition: The edition under review; the last one by default.
        wanted: Which regions and reviewers; what else it says is not asked.
        as_of: The day after which to look; by default the edition's own.
        until: The last day to look at; by default the cut-off, or half a year ahead where that is later.

    Raises:
        UsageError: If the edition or a name in `wanted` is unknown, or `until` is not later than the day.
        DataError: If files that matter cannot be read; those of regions that are not asked for do not.
    """
    wanted = wanted or WorklistFilter()
    with opened(folder, names=bool(wanted.selection.regions)) as reader:
        scan = reader.scan()
        broken = BrokenFiles(reader, scan)
        view = review_view(scan, today, edition, as_of)
        reviewers = {reviewer_named(view.rating, typed) for typed in wanted.reviewers}
        broken.require_needed(view.chain, wanted.selection, view.rating)
        last = until or max(view.chain[-1].cutoff, add_months(view.as_of, _MONTHS_AHEAD))
        if last <= view.as_of:
            raise UsageError(
                sentence("--until {until} is not after {day}", until=str(last), day=str(view.as_of)),
                next_step=sentence("name a later day"),
            )
        due = due_by_region(reader, RatingView(view.rating, view.chain, last), without=broken.regions)
        is_past = view.as_of < default_as_of(view.chain[-1], today)
        projects_of = _as_the_day_sees_them(reader, view, due, last, is_past=is_past)
    regions = wanted_regions(view, wanted)
    projects = [project for region in regions for project in projects_of.get(region, ())]
    cases = [view.review_case(project) for project in projects]
    items = [item for case in cases for item in upcoming_of(case, last)]
    if reviewers:
        items = [item for item in items if reviewer_of(view, item.case) in reviewers]
    places = {region: place for place, region in enumerate(regions)}
    order = {kind: place for place, kind in enumerate(UpcomingKind)}
    items.sort(key=lambda item: (item.day, order[item.kind], places[item.case.summary.region]))
    return broken.told(_report(view, last, items[: wanted.selection.limit], len(items)))


def _as_the_day_sees_them(
    reader: RatingReader, view: RatingView, due: Mapping[RegionId, DueForReview], last: date, *, is_past: bool
) -> dict[RegionId, Sequence[ProjectSummary]]:
    """Return the projects of each region by the events that the day of the view sees, whose own days may be to come.

    Args:
        reader: Reads the pages of regions of which later events may say something else.
        view: The view of a survey.
        due: The projects as the last day sees them.
        last: The last day to look at.
        is_past: True if every region may have later events.
    """
    changed = {
        region
        for region, due_of_region in due.items()
        if is_past or any(project.last_event > view.as_of for project in due_of_region.projects)
    }
    ids = [edition.id for edition in view.chain]
    rating = reader.with_pages(view.rating, editions=ids, regions=changed, event_stubs=True)
    editions = {id_: rating.editions[id_] for id_ in ids}
    of_day = RatingView(rating, list(editions.values()), view.as_of)
    running = running_editions(view.chain, last)

    def projects_in(region: RegionId) -> Sequence[ProjectSummary]:
        return summarize_region_on(of_day.pages(region), editions, rating.settings, running, view.as_of).projects

    return {
        region: projects_in(region) if region in changed else due_of_region.projects
        for region, due_of_region in due.items()
    }


def _report(view: RatingView, last: date, items: Sequence[Upcoming], count: int) -> Report:
    edition = view.chain[-1]
    language = view.rating.settings.language
    notes = [paragraph(Message("upcoming.shown", {"shown": len(items), "n": count}))] if len(items) < count else []
    if not items:
        notes.append(paragraph(Message("upcoming.nothing", {"date": last.isoformat()})))
    return Report(
        data={
            "edition": edition.id,
            "as_of": view.as_of.isoformat(),
            "until": last.isoformat(),
            "items": [_data(view, item) for item in items],
        },
        records=_RECORDS,
        screen=Screen(
            language,
            title=paragraph(edition.title or edition.id, " · ", state_word(edition)),
            tables=LazySequence(lambda: _tables(view, items)),
            notes=[*notes, *as_of_lines(view)],
        ),
        has_findings=bool(items),
        calendar=Calendar(
            language,
            edition.title or edition.id,
            edition.id,
            view.as_of,
            LazySequence(lambda: _entries(view, items)),
        ),
    )


def _data(view: RatingView, item: Upcoming) -> dict[str, str | None]:
    summary = item.case.summary
    return {
        "date": item.day.isoformat(),
        "what": item.kind.value,
        "project": summary.project,
        "region": summary.region,
        "region_name": region_of_case(view.rating, item.case).name,
        "title": summary.name,
        "reviewer": reviewer_of(view, item.case) or None,
    }


def _tables(view: RatingView, items: Sequence[Upcoming]) -> Iterator[Table]:
    columns = (Column("date", whole=True), Column("what"), Column("project"), Column("by"))
    for month, group in groupby(items, key=lambda item: item.day.isoformat()[:7]):
        members = list(group)
        rows = [_cells(view, together) for together in _together(members)]
        yield Table(columns, rows, title=paragraph(month, f" — {len(members)}"))


def _together(items: Sequence[Upcoming]) -> Iterator[Sequence[Upcoming]]:
    """Yield one item a line; many that reach the same limit of silence on one day share a line."""
    for (_, kind), group in groupby(items, key=lambda item: (item.day, item.kind)):
        members = list(group)
        if kind.is_limit and len(members) > _MOST_TOGETHER:
            yield members
        else:
            yield from ([member] for member in members)


def _cells(view: RatingView, items: Sequence[Upcoming]) -> list[Cell]:
    first = items[0]
    what = Message(f"upcoming.{first.kind}")
    if len(items) > 1:
        names = "; ".join(item.case.summary.name for item in items[:_MOST_TOGETHER])
        more = Message("count.more_projects", {"n": len(items) - _MOST_TOGETHER})
        head = paragraph(Message("count.projects", {"n": len(items)}))
        return [first.day.isoformat(), what, CellText((head, paragraph(Span(names, Emphasis.DIM), "; ", more))), None]
    summary = first.case.summary
    place = f"{region_of_case(view.rating, first.case).name} · {summary.project}"
    project = CellText((paragraph(summary.name), paragraph(Span(place, Emphasis.DIM))))
    return [first.day.isoformat(), what, project, reviewer_of(view, first.case) or None]


def _entries(view: RatingView, items: Sequence[Upcoming]) -> Iterator[CalendarEntry]:
    for together in _together(items):
        first = together[0]
        name = first.case.summary.name
        what = Message(f"upcoming.{first.kind}")
        count = Message("count.projects", {"n": len(together)})
        yield CalendarEntry(
            first.day,
            f"{first.kind}-{first.day.isoformat() if len(together) > 1 else first.case.summary.project}",
            paragraph(what, ": ", name if len(together) == 1 else count),
            tuple(
                paragraph(f"{region_of_case(view.rating, item.case).name}: {item.case.summary.name}")
                for item in together
            ),
        )
