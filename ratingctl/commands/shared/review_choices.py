"""Choices of a review: the projects to ask about, and for each the events that may be the news."""

from collections.abc import Collection, Sequence
from datetime import date

from ratingctl.commands.shared.region_files import require_open
from ratingctl.commands.shared.worklist import Worklist, WorklistFilter, review_view, worklist
from ratingctl.commands.shared.worklist_rows import ReviewedRegion, RowBuilder, WorklistRow
from ratingctl.domain.dates import is_surely_before
from ratingctl.domain.model import Event, EventId
from ratingctl.domain.projects import Project, shared_events
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_sound_rating
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem

_MOST_EVENTS = 6
_SHORTEST_WORD = 4
"""Letters of a word by which two events may be alike."""


def review_queue(folder: DiskFolder, today: date, edition_id: str | None, wanted: WorklistFilter) -> Worklist:
    """Return the projects that need a look and are not done in this edition.

    Raises:
        UsageError: If the edition is published, or a name in `wanted` is unknown.
        DataError: If the files cannot be read.
    """
    rating = read_sound_rating(folder, names=bool(wanted.selection.regions))
    view = review_view(rating, today, edition_id)
    summaries = list(view.summaries())
    reviewed = ReviewedRegion(RowBuilder(view).rows(summaries), sum(project.promised for project in summaries))
    work = worklist(view, [reviewed], wanted)
    require_open(work.edition, for_events=False)
    return work._replace(rows=tuple(row for row in work.rows if not row.is_done))


def project_in(work: Worklist, row: WorklistRow) -> Project:
    """Return the project of a row."""
    return next(project for project in work.view.projects(row.region.id) if project.id == row.project)


def unlinked_events(work: Worklist, project: Project, linked: Collection[EventId]) -> Sequence[Event]:
    """Return the region's events of the edition that neither follow anything nor are followed: any may be the news.

    Those that share words with the project come first, then the latest ones.

    Args:
        work: The list to which the project belongs.
        project: The project.
        linked: Events that have been linked meanwhile and are left out.
    """
    members = {event.id for event in project.events}
    alone = [
        other.root
        for other in work.view.projects(project.root.region)
        if len(other.events) == 1 and not other.root.follows and other.root.edition == work.edition.id
    ]
    wanted = {word for event in project.events for word in _stems(event)}
    later_first = [event for event in reversed(alone) if event.id not in members and event.id not in linked]
    return sorted(later_first, key=lambda event: -len(wanted & _stems(event)))[:_MOST_EVENTS]


def followed_by_news(work: Worklist, project: Project, news: Event | None = None) -> Event:
    """Return the event that news of a project would follow.

    That is the last one in its story that is not later than the news, and that no other project shares: what follows a
    shared event belongs to each of its projects.

    Args:
        work: The list to which the project belongs.
        project: The project.
        news: The event that is the news, where it is on record already.
    """
    shared = shared_events(work.view.projects(project.root.region))
    earlier = (
        event
        for event in reversed(project.events)
        if event.id not in shared and not (news and is_surely_before(news.date, event.date))
    )
    return next(earlier, project.root)


def _stems(event: Event) -> set[str]:
    text = " ".join((event.project, event.title, *event.partners))
    return {stem(word) for word in words_of(text) if len(word) >= _SHORTEST_WORD}
