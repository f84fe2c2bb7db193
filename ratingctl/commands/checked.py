"""`checked`: record that somebody has looked for news of projects, and what was found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.names import EventNotFoundError, events_named, word_named
from ratingctl.commands.shared.region_files import (
    changed_file,
    keys_above,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_open,
)
from ratingctl.commands.shared.typed_values import known_sources, one_line, typed_date
from ratingctl.commands.views.events import parted
from ratingctl.domain.dates import DateError, EdtfDate, add_months, is_surely_before
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.fields import CHECK
from ratingctl.domain.model import Check, Edition, EditionId, Event, EventId, Rating, RegionId
from ratingctl.domain.placement import check_position_for
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.typed_dates import parse_cell
from ratingctl.errors import UsageError
from ratingctl.message import counted, sentence
from ratingctl.report import (
    Cell,
    Column,
    Dated,
    Emphasis,
    Message,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.suggestion import did_you_mean_id

FOUND = ("nothing", "news")
MOST_MONTHS = 12
"""The longest time by which the next check may be put off."""
_MOST_LINES = 40
"""More changed lines than these are not shown: the report names every check."""
_LONGEST_NAME, _LONGEST_NOTE = 200, 10_000
_RECORDS = Records(
    ("checks",), (), ("edition", "region", "project", "event", "date", "by", "found", "until", "note", "written")
)
_COLUMNS = (Column("project"), Column("found"), Column("date", whole=True), Column("by"), Column("id", whole=True))


class _ResolvedCheck(NamedTuple):
    """A check with the edition and the project that it is about.

    Attributes:
        dated: False where neither the row nor an option gave the day.
        known: The day of the last check when the list was made.
    """

    edition: Edition
    project: Project
    check: Check
    dated: bool
    known: EdtfDate | None


def checked(
    folder: DiskFolder,
    today: date,
    requests: Sequence[CheckRequest],
    *,
    by: str = "",
    day: str = "",
    edition_id: str | None = None,
) -> Change:
    """Return the change that records checks; one that is there already is not added again.

    A row of a list without a day is there already if a check says the same that was made after the list, so that a list
    can be given again tomorrow.

    Args:
        folder: The rating.
        today: The day of the call; no check is later.
        requests: The checks.
        by: Who looked, where a check does not say.
        day: When, where a check does not say; today by default.
        edition_id: The edition that is reviewed; what a check says by default, else the last one.

    Returns:
        What is recorded, and the edits: one for each file.

    Raises:
        UsageError: If a project is unknown, a value does not fit, or an edition is published; of a list, with a line
            for each row that does not fit.
        DataError: If the files cannot be read or changed.
    """
    rating = read_for_writing(folder, [request.project for request in requests])
    assumed: list[str] = []
    resolver = _Resolver(rating, today, by, day, edition_id, assumed)
    with missing_only_where_files_are_sound(folder):
        resolved = _resolve_all(resolver, requests)
    new = _without_repeats(resolved)
    by_file: dict[tuple[EditionId, RegionId], list[Check]] = {}
    for check in new:
        by_file.setdefault((check.edition.id, check.project.root.region), []).append(check.check)
    edits = [
        changed_file(folder, rating.editions[name], region, _adding(checks), _to_paste(checks))
        for (name, region), checks in sorted(by_file.items())
    ]
    names = [check.project.id for check in new]
    summary = ChangeSummary("checked", names[0] if names else "nothing", more=max(0, len(names) - 1))
    return Change(_report(rating, resolved, new, assumed), edits, summary, most_lines=_MOST_LINES)


class _Resolver:
    """Resolves what was asked for to checks of known projects."""

    def __init__(
        self, rating: Rating, today: date, by: str, day: str, edition_id: str | None, assumed: list[str]
    ) -> None:
        self._rating = rating
        self._today = today
        self._by = by
        self._day = day
        self._edition_id = edition_id
        self._assumed = assumed
        self._views: dict[EditionId, RatingView] = {}

    def edition(self, requested: str) -> Edition:
        """Return the edition of a check: named by the command, else by the check, else the last one.

        Raises:
            UsageError: If it is unknown, or published.
        """
        name = self._edition_id or requested
        edition = edition_named(self._rating, name) if name else last_edition(self._rating)
        require_open(edition, for_events=False)
        return edition

    def resolve(self, request: CheckRequest) -> _ResolvedCheck:
        """Return the check that was asked for.

        Raises:
            UsageError: If something does not fit.
        """
        edition = self.edition(request.edition)
        project, event = self._project(request.project, edition)
        found = _found_word(request.found)
        typed = request.date or self._day
        is_cell = bool(request.place)
        when = typed_date("date", typed or self._today.isoformat(), self._today, self._assumed, is_cell=is_cell)
        by = one_line("by", request.by or self._by, _LONGEST_NAME)
        if not by:
            raise UsageError(
                sentence("nobody says who looked"),
                next_step=sentence("give --by, or set RATINGCTL_BY, or git's user.name"),
            )
        if when is None or when.earliest is None or when.latest is None:
            raise UsageError(
                sentence("date: {typed} has an open end", typed=typed),
                next_step=sentence("write the day on which somebody looked"),
            )
        self._require_possible(project, when)
        until = typed_date("until", request.until, self._today, self._assumed, is_cell=is_cell)
        _require_near(until, when)
        sources = known_sources(self._rating, request.sources)
        check = Check(event.id, when, found, by, one_line("note", request.note, _LONGEST_NOTE), until, sources)
        is_dated = bool(typed) or not request.place
        return _ResolvedCheck(edition, project, check, is_dated, _known_day(request.known, self._today))

    def _project(self, query: str, edition: Edition) -> tuple[Project, Event]:
        """Return the project and the event of an id."""
        if edition.id not in self._views:
            chain = chain_to(edition, self._rating.editions)
            self._views[edition.id] = RatingView(self._rating, chain, date.max)
        if not query.strip():
            raise UsageError(sentence("no project is named"), next_step=sentence("write its id"))
        view = self._views[edition.id]
        seen = [event for region in view.regions() for event in view.events(region)]
        by_id = {event.id: event for event in events_named(seen, query)}
        if len(by_id) != 1:
            if by_id:
                raise UsageError(
                    sentence("{query!r} may be {ids}", query=query, ids=", ".join(sorted(by_id))),
                    next_step=sentence("write the whole id"),
                )
            hint = did_you_mean_id(query, [event.id for event in seen])
            raise EventNotFoundError(
                sentence("no event {query!r} that edition {id} sees{hint}", query=query, id=edition.id, hint=hint),
                next_step=sentence("`ratingctl stale` and `ratingctl find` show the ids"),
            )
        (event,) = by_id.values()
        projects = [
            project for project in view.projects(event.region) if any(known.id == event.id for known in project.events)
        ]
        return next((project for project in projects if project.id == event.id), projects[0]), event

    def _require_possible(self, project: Project, when: EdtfDate) -> None:
        """Refuse a check in the future, or before the project was announced."""
        if when.earliest is not None and when.earliest > self._today:
            raise UsageError(
                sentence("date: {when} is in the future", when=when),
                next_step=sentence("write the day on which somebody looked"),
            )
        root = project.root
        announced = (root.date or self._rating.editions[root.edition].period).earliest
        if announced is not None and when.latest is not None and when.latest < announced:
            known = root.date or sentence("edition {edition}", edition=root.edition)
            raise UsageError(
                sentence(
                    "date: on {when} {id} was not yet announced, which is of {day}", when=when, id=project.id, day=known
                ),
                next_step=sentence("mend the date of the check"),
            )


def _found_word(typed: str) -> str:
    try:
        return word_named("found", FOUND, typed)
    except UsageError as error:
        raise UsageError(
            sentence("found: {typed!r} is neither nothing nor news", typed=typed),
            next_step=sentence("write one of them"),
        ) from error


def _known_day(typed: str, today: date) -> EdtfDate | None:
    """Return the day of the last check as a list has it; None without one, or where a program made it unreadable."""
    try:
        return parse_cell(typed, today).date if typed else None
    except DateError:
        return None


def _require_near(until: EdtfDate | None, when: EdtfDate) -> None:
    """Refuse an `until` that is no later than the check, or further from it than a year."""
    if until is None or when.latest is None:
        return
    if until.latest is None:
        raise UsageError(
            sentence("until: {until} has an open end", until=until),
            next_step=sentence("write a day, a month or a year"),
        )
    if until.latest <= when.latest:
        raise UsageError(
            sentence("until: {until} is not later than the check of {when}", until=until, when=when),
            next_step=sentence("write a later day"),
        )
    if until.latest > add_months(when.latest, MOST_MONTHS):
        raise UsageError(
            sentence(
                "until: {until} is more than {n} months after the check of {when}",
                until=until,
                n=MOST_MONTHS,
                when=when,
            ),
            next_step=sentence("put it off to {day} at the latest", day=add_months(when.latest, MOST_MONTHS)),
        )


def _resolve_all(resolver: _Resolver, requests: Sequence[CheckRequest]) -> list[_ResolvedCheck]:
    """Return every check, or raise all that is wrong with them at once."""
    for name in dict.fromkeys(request.edition for request in requests):
        resolver.edition(name)
    resolved: list[_ResolvedCheck] = []
    errors: list[UsageError] = []
    for request in requests:
        try:
            resolved.append(resolver.resolve(request))
        except UsageError as error:
            if not request.place:
                raise
            errors.append(error.at(request.place))
    errors += _contradictions(resolved, requests)
    if errors:
        raise _merged_error(errors)
    return resolved


def _contradictions(resolved: Sequence[_ResolvedCheck], requests: Sequence[CheckRequest]) -> Iterator[UsageError]:
    """Yield an error for each row of a list that says something else of a project than a row above it."""
    rows = [request for request in requests if request.place]
    if len(rows) != len(resolved):
        return
    first: dict[tuple[EditionId, EventId], tuple[str, str]] = {}
    for check, request in zip(resolved, rows, strict=True):
        key = (check.edition.id, check.project.id)
        found, place = first.setdefault(key, (check.check.found, request.place))
        if found != check.check.found:
            yield UsageError(
                sentence("{project} has another answer in {place}", project=str(check.project.id), place=place),
                next_step=sentence("leave one of the two rows empty"),
            ).at(request.place)


def _merged_error(errors: Sequence[UsageError]) -> UsageError:
    """Return the errors of a list as one; an `EventNotFoundError` where a row names an unknown event."""
    kind = EventNotFoundError if any(isinstance(error, EventNotFoundError) for error in errors) else UsageError
    return kind(
        counted("{n} row does not fit", "{n} rows do not fit", n=len(errors)),
        next_step=sentence("nothing was written; mend the list and give it again"),
        details=tuple(error.message for error in errors),
    )


def _without_repeats(resolved: Iterable[_ResolvedCheck]) -> list[_ResolvedCheck]:
    """Return the checks that are not on record yet."""
    new: list[_ResolvedCheck] = []
    for check in resolved:
        page = check.edition.pages.get(check.project.root.region)
        known = [*(page.checks if page else ()), *(other.check for other in new if other.edition is check.edition)]
        if not any(_is_same(check, other) for other in known):
            new.append(check)
    return new


def _is_same(resolved: _ResolvedCheck, other: Check) -> bool:
    check, known = resolved.check, resolved.known
    if resolved.dated or check == other:
        return check == other
    was_known = known is not None and (other.date == known or is_surely_before(other.date, known))
    return not was_known and check._replace(date=other.date) == other


def _adding(checks: Sequence[Check]) -> Callable[[YamlDocument], YamlDocument]:
    """Return the change of a document that puts checks into their places: by event, then by date."""

    def change(document: YamlDocument) -> YamlDocument:
        for check in checks:
            texts = [item if isinstance(item, Mapping) else {} for item in document.items("checks")]
            position = check_position_for(check, [(row.get("event"), row.get("date")) for row in texts])
            document = document.insert_item("checks", position, _lines(check), keys_above("checks"))
        return document

    return change


def _lines(check: Check) -> list[str]:
    return record_lines(check._asdict(), CHECK)


def _to_paste(checks: Sequence[Check]) -> list[str]:
    lines = [_lines(check) for check in checks]
    return [text for first, *rest in lines for text in (f"- {first}", *(f"  {more}" for more in rest))]


def _report(
    rating: Rating, resolved: Sequence[_ResolvedCheck], new: Sequence[_ResolvedCheck], assumed: Sequence[str]
) -> Report:
    written = {id(check) for check in new}
    there = len(resolved) - len(new)
    counts = [Message("checked.new", {"n": len(new)}), *([Message("checked.there", {"n": there})] if there else [])]
    return Report(
        data={
            "checks": [_data(check, id(check) in written) for check in resolved],
            "added": len(new),
            "already_there": there,
        },
        records=_RECORDS,
        screen=Screen(
            rating.settings.language,
            title=paragraph(*parted(counts)),
            tables=[Table(_COLUMNS, [_cells(check) for check in new])] if new else [],
            notes=[
                *(paragraph(Span(text, Emphasis.DIM)) for text in dict.fromkeys(assumed)),
                *([paragraph(Message("checked.log_news"))] if any(row.check.found == "news" for row in new) else []),
            ],
        ),
    )


def _data(resolved: _ResolvedCheck, written: bool) -> dict[str, Any]:
    check = resolved.check
    return {
        "edition": resolved.edition.id,
        "region": resolved.project.root.region,
        "project": resolved.project.id,
        "event": check.event,
        "date": check.date.text,
        "by": check.by,
        "found": check.found,
        "until": check.until.text if check.until else None,
        "note": check.note or None,
        "written": written,
    }


def _cells(resolved: _ResolvedCheck) -> list[Cell]:
    check = resolved.check
    until = (" ", Message("check.until", {"date": Dated(check.until.text)})) if check.until else ()
    found = paragraph(Message(f"found.{check.found}"), *until, *((f": {check.note}",) if check.note else ()))
    return [resolved.project.name, found, Dated(check.date.text), check.by, check.event]
