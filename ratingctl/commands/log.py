"""`log`: who said what and when, field by field, from git."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from ratingctl.commands.shared.change_summary import FileChanges, line_of
from ratingctl.commands.shared.names import events_named, region_named
from ratingctl.domain.dates import DateError
from ratingctl.domain.model import Rating
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import UsageError
from ratingctl.merging.changes import FieldChange, Values, changes_between
from ratingctl.message import sentence
from ratingctl.report import Column, LazySequence, Records, Report, Screen, Table, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_history import Commit, commits_of
from ratingctl.storage.git_work import Repository
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.yaml.outline import OutlineError, plain_values
from ratingctl.words.fold import fold

_KEYS = ("revision", "date", "by", "edition", "region", "id", "field", "was", "now")
_RECORDS = Records(("changes",), (), _KEYS)


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


class LoggedChange(NamedTuple):
    """A change with the commit that made it."""

    commit: Commit
    path: str
    change: FieldChange

    @property
    def data(self) -> dict[str, Any]:
        """The change for programs."""
        place = FileChanges(self.path, None)
        change = self.change
        row = (self.commit.revision, self.commit.date, self.commit.by, place.edition or None, place.region or None,
               change.record or None, change.field or None, change.was, change.now)  # fmt: skip
        return dict(zip(_KEYS, row, strict=True))


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
    changes = [
        logged
        for logged in _logged(repository, patterns, field=query.field)
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


def _logged(repository: Repository, patterns: Sequence[str], field: str) -> Iterator[LoggedChange]:
    commits = list(commits_of(repository, patterns))
    digests = {digest for commit in commits for file in commit.files for digest in (*file.before, file.after) if digest}
    blobs = repository.blobs(digests)

    @cache
    def values_of(digest: str | None) -> Values | None:
        try:
            return plain_values("", blobs[digest]) if digest else {}
        except OutlineError:
            return None

    @cache
    def changes_of(before: str | None, after: str | None) -> list[FieldChange]:
        values = values_of(before), values_of(after)
        if values[0] is None or values[1] is None:
            return []
        changes = changes_between(values[0], values[1])
        return list(_by_field(changes)) if field else changes

    prefix = repository.prefix
    for commit in commits:
        for file in commit.files:
            first, *others = (changes_of(before, file.after) for before in file.before)
            # Of a merge only what neither side had said: the rest was said by the commits before it.
            said = [{(change.entry, change.field) for change in other} for other in others]
            for change in first:
                is_own = all((change.entry, change.field) in other for other in said)
                if is_own and change.field != "region" and PurePosixPath(file.path).suffix == ".yaml":
                    yield LoggedChange(commit, file.path.removeprefix(prefix), change)


def _by_field(changes: Sequence[FieldChange]) -> Iterator[FieldChange]:
    """Yield changes field by field: what a new entry says is said for the first time."""
    for change in changes:
        if change.field or change.entry is None:
            yield change
            continue
        before, after = change.was or {}, change.now or {}
        for key in dict.fromkeys([*before, *after]):
            yield FieldChange(change.entry, key, before.get(key), after.get(key), change.context)
