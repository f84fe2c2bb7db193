"""`show`: one region, or the story of one project across editions."""

from collections.abc import Callable, Collection
from datetime import date

from ratingctl.commands.shared.broken_files import BrokenFiles
from ratingctl.commands.shared.names import RegionNotFoundError, events_named, region_named, region_names
from ratingctl.commands.views.project_page import project_report
from ratingctl.commands.views.region_page import region_report
from ratingctl.domain.edition_chain import chain_to, default_as_of, edition_named, last_edition
from ratingctl.domain.model import Edition, Rating, RegionId
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.errors import UsageError
from ratingctl.message import joined, quoted, sentence
from ratingctl.report import Report
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import RatingReader, opened
from ratingctl.words.fold import fold
from ratingctl.words.search_signature import might_name
from ratingctl.words.suggestion import closest, did_you_mean_id

_MOST_CHOICES = 8
_LATE = 2
"""Editions, the last ones; a project that is misspelled is looked for among theirs."""


def show(
    folder: Folder,
    today: date,
    subject: str,
    edition: str | None = None,
    as_of: date | None = None,
    numbered: Callable[[str], str] = str,
) -> Report:
    """Return the report of one region or one project.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        subject: A region in any spelling, the id of any event of a project, or a project's name.
        edition: Look from this edition, so that later ones are not seen; the last one by default.
        as_of: Events later than this day are not seen; by default the edition's own day.
        numbered: Returns the id behind a number of the list that was shown last, and everything else as it is; asked
            where no region bears the number for a name.

    Raises:
        UsageError: If the subject fits nothing or several things, or the edition is unknown.
        DataError: If files that matter cannot be read; to a region that is named whole, files of others do not.
    """
    with opened(folder, names=True) as reader:
        scan = reader.scan()
        broken = BrokenFiles(reader, scan)
        try:
            report = _report(reader, scan, broken, today, subject, edition, as_of, numbered)
        except UsageError:
            broken.require_none()  # it may stand in a file that cannot be read
            raise
        return broken.told(report)


def _report(
    reader: RatingReader,
    scan: Rating,
    broken: BrokenFiles,
    today: date,
    subject: str,
    edition: str | None,
    as_of: date | None,
    numbered: Callable[[str], str],
) -> Report:
    last = edition_named(scan, edition) if edition else last_edition(scan)
    scan = scan.as_printed_in(last)
    view = _View(reader, scan, last, as_of or default_as_of(last, today))
    named = region_names(scan).named_whole(subject)
    subject = subject if named else numbered(subject)
    project = None if named else _project_named(view.of_those_that_may(_may_mean(subject)), subject)
    if project:
        ids = [event.id for event in project.events]
        broken.require_none_about({event.region for event in project.events}, ids)
        linked = [*ids, *(old for event in project.events for old in event.follows)]
        return project_report(view.of_those_that_may(lambda trace: any(map(trace.__contains__, linked))), project)
    try:
        region = region_named(scan, subject)
    except RegionNotFoundError as error:
        raise _not_found(view, subject, error) from error
    broken.require_none_about({region.id})
    return region_report(view.of([region.id]), region, ranked=not broken.paths)


class _View:
    """Views of a rating from an edition on a day, of as many regions as are asked for."""

    def __init__(self, reader: RatingReader, scan: Rating, last: Edition, day: date) -> None:
        self._reader = reader
        self._scan = scan
        self._chain = [edition.id for edition in chain_to(last, scan.editions)]
        self._day = day

    def of(self, regions: Collection[RegionId] | None, *, last: int = 0) -> RatingView:
        """Return the view of some regions, None for all, in the last so many editions; in all for 0."""
        rating = self._reader.with_pages(self._scan, editions=self._chain[-last:], regions=regions)
        return RatingView(rating, [rating.editions[edition] for edition in self._chain], self._day)

    def of_those_that_may(self, test: Callable[[str], bool]) -> RatingView:
        """Return the view of the regions that may pass a test of words."""
        return self.of(self._reader.regions_that_may(self._scan, test, self._chain))

    def of_late(self) -> RatingView:
        """Return the view of all regions in the last editions."""
        return self.of(None, last=_LATE)


def _may_mean(subject: str) -> Callable[[str], bool]:
    """Return a test of signatures: they may be of an event of that id, or of a project of that name."""
    wanted = subject.strip().lower()
    return lambda trace: wanted in trace or might_name(trace, subject)


def _not_found(view: _View, subject: str, error: RegionNotFoundError) -> UsageError:
    """Return the error of a subject that is neither a region nor an event or project; it suggests projects too."""
    projects = list(view.of_late().all_projects())
    near = closest(subject, {project.name for project in projects}, 2)
    hint = sentence("; the projects {names} are spelled like it", names=joined(map(quoted, near))) if near else ""
    hint = hint or did_you_mean_id(subject, [event.id for project in projects for event in project.events])
    return UsageError(
        sentence("no {unit}, event or project {spelled}{hint}", spelled=error.spelled, hint=hint),
        next_step=sentence("`ratingctl find {subject}` looks in all texts", subject=subject),
    )


def _project_named(view: RatingView, subject: str) -> Project | None:
    """Return the project of an event id or a project's name.

    Raises:
        UsageError: If several fit.
    """
    projects = list(view.all_projects())
    events = events_named((event for project in projects for event in project.events), subject)
    ids = {event.id for event in events}
    if len(ids) == 1:
        fitting = [project for project in projects if any(event.id in ids for event in project.events)]
        return next((project for project in fitting if project.id in ids), fitting[0])
    if ids:
        raise UsageError(
            sentence("{subject!r} may be {ids}", subject=subject, ids=", ".join(sorted(ids)[:_MOST_CHOICES])),
            next_step=sentence("write the whole id"),
        )
    wanted = fold(subject)
    fitting = [project for project in projects if fold(project.name) == wanted]
    if len(fitting) > 1:
        choices = ", ".join(f"{project.id} ({project.root.region})" for project in fitting[:_MOST_CHOICES])
        raise UsageError(
            sentence("several projects are called so: {choices}", choices=choices),
            next_step=sentence("write the id of one"),
        )
    return fitting[0] if fitting else None
