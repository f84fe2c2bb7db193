"""`show`: everything about one region, or the story of one project across editions."""

from datetime import date

from ratingctl.commands.lookup import events_named, region_named, region_names
from ratingctl.commands.project_report import project_report
from ratingctl.commands.region_report import region_report
from ratingctl.domain.editions import chain_to, default_as_of, edition_named, last_edition
from ratingctl.domain.outlook import Outlook
from ratingctl.domain.projects import Project
from ratingctl.errors import UsageError
from ratingctl.report import (
    Report,
)
from ratingctl.storage.folder import Folder
from ratingctl.storage.reading import read_sound_rating
from ratingctl.words.fold import fold
from ratingctl.words.suggestion import closest

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
            return project_report(outlook, project)
    try:
        return region_report(outlook, region_named(rating, subject))
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
