"""`log`: who said what and when, field by field, from git."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.commands.shared.change_summary import FileChanges, line_of
from ratingctl.commands.shared.logged_changes import KEYS, LoggedChange, field_by_field, logged_changes
from ratingctl.commands.shared.names import events_named, region_named
from ratingctl.domain.dates import DateError
from ratingctl.domain.model import Rating
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Column, LazySequence, Records, Report, Screen, Table, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_work import Repository
from ratingctl.storage.loading.reader import opened
from ratingctl.words.fold import fold

_RECORDS = Records(("changes",), (), KEYS)


class LogQuery(NamedTuple):
    """What of the history is asked for.

    Attributes:
        subject: A region, an event's id or an edition; empty for everything.
        field: Only changes of this field, such as `due` or `score`.
        by: Only changes by people whose name has this in it.
        since: Only changes from this day on, as typed.
        limit: At most so many changes.
    """

    subject: str = ""
    field: str = ""
    by: str = ""
    since: str = ""
    limit: int | None = None


def log(folder: DiskFolder, query: LogQuery, today: date) -> Report:
    """Return the changes of a rating's files, the newest first; order, layout and comments are no changes.

    Args:
        folder: The rating.
        query: What is asked for.
        today: The day from which `вчера` is counted.

    Raises:
        UsageError: If the subject or the day is not understood.
        SurroundingsError: If the folder is not under git.
    """
    repository = Repository(folder.root)
    since = _day(query.since, today)
    with opened(folder) as reader:
        rating = reader.with_pages(reader.scan()) if query.subject else reader.settings_and_editions()
    language = rating.settings.language
    patterns, event = _patterns(rating, query.subject, repository.prefix)
    found = logged_changes(
        repository, patterns, is_narrow=query.subject.strip() not in {"", *rating.editions}, event=event
    )
    changes = [
        logged
        for logged in (field_by_field(found) if query.field else found)
        if (not event or logged.change.record == event)
        and (not query.field or logged.change.field == query.field)
        and (not query.by or fold(query.by) in fold(logged.commit.by))
        and logged.commit.date >= since
    ]
    if event and not changes and not query.field and not query.by and not since:
        raise UsageError(
            sentence("nothing called {subject!r} is or was on record", subject=query.subject),
            next_step=sentence("name the {unit}, the event's id or the edition"),
        )
    changes = changes[: query.limit]
    return Report(
        data={"changes": [logged.data for logged in changes]},
        records=_RECORDS,
        screen=Screen(
            language=language,
            tables=LazySequence(lambda: [_table(changes)] if changes else []),
            notes=[] if changes else [paragraph(sentence("nothing of that is in the history"))],
        ),
    )


def _table(changes: Sequence[LoggedChange]) -> Table:
    columns = (Column("date", whole=True), Column("by"), Column("region"), Column("change"))
    rows = []
    for logged in changes:
        place = FileChanges(logged.path, None)
        where = f"{place.edition}/{place.region}" if place.region else logged.path
        rows.append([logged.commit.date, logged.commit.by, where, line_of(logged.change)])
    return Table(columns, rows)


def _day(typed: str, today: date) -> str:
    if not typed:
        return ""
    try:
        day = parse_typed(typed, today).date.earliest
    except DateError as error:
        raise UsageError(
            sentence("--since: {error}", error=error.fact), next_step=sentence("write a day like 2026-05-31")
        ) from error
    return day.isoformat() if day else ""


def _patterns(rating: Rating, subject: str, prefix: str) -> tuple[list[str], str]:
    """Return which files to look at, and the event that is asked about, if one is."""
    everywhere = [f"{prefix}*.yaml", f"{prefix}*/*.yaml"]
    subject = subject.strip()
    if not subject:
        return everywhere, ""
    if subject in rating.editions:
        return [f"{prefix}{subject}/*.yaml"], ""
    events = events_named(list(rating.events()), subject)
    if len({event.id for event in events}) > 1:
        ids = ", ".join(sorted({event.id for event in events}))
        raise UsageError(sentence("{subject!r} may be {ids}", subject=subject, ids=ids))
    if events:
        return [f"{prefix}*/{event.region}.yaml" for event in events], str(events[0].id)
    try:
        return [f"{prefix}*/{region_named(rating, subject).id}.yaml"], ""
    except UsageError:
        if "-" not in subject or " " in subject:
            raise
        return [f"{prefix}*/*.yaml"], subject.lower()  # perhaps an event that was removed
