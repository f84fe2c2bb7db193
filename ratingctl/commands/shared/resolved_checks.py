"""Resolved checks: requested checks with the edition and the project that each is about, or all that is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.names import EventNotFoundError, events_named, word_named
from ratingctl.commands.shared.region_files import require_open
from ratingctl.commands.shared.typed_values import known_sources, one_line, typed_date
from ratingctl.domain.dates import DateError, EdtfDate, add_months, is_surely_before
from ratingctl.domain.edition_chain import chain_to, default_as_of, edition_named, last_edition
from ratingctl.domain.model import Check, Edition, EditionId, Event, EventId, Rating
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import reasons_of
from ratingctl.domain.typed_dates import parse_cell
from ratingctl.errors import UsageError
from ratingctl.message import Message, counted, sentence
from ratingctl.words.suggestion import did_you_mean_id

FOUND = ("nothing", "news")
MOST_MONTHS = 12
"""The longest time by which the next check may be put off."""
_LONGEST_NAME, _LONGEST_NOTE = 200, 10_000


class ResolvedCheck(NamedTuple):
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


class CheckResolver:
    """Resolves what was asked for to checks of known projects.

    Args:
        rating: The rating.
        today: The day of the call; no check is later.
        by: Who looked, where a check does not say.
        day: When, where a check does not say; today by default.
        edition_id: The edition that is reviewed; what a check says by default, else the last one.
        assumed: Takes a line to echo where the year of a date was assumed.
    """

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
        self._remarks: dict[tuple[EventId, str], Message] = {}

    @property
    def remarks(self) -> Iterable[Message]:
        """Return what is odd of checks that fit: nobody had asked for one, or it is older than its edition."""
        return self._remarks.values()

    def edition(self, requested: str) -> Edition:
        """Return the edition of a check: named by the command, else by the check, else the last one.

        Raises:
            UsageError: If it is unknown, or published.
        """
        name = self._edition_id or requested
        edition = edition_named(self._rating, name) if name else last_edition(self._rating)
        require_open(edition, for_events=False)
        return edition

    def require_open_editions(self, requests: Iterable[CheckRequest]) -> None:
        """Refuse an edition that does not take checks: once, whatever the number of its checks.

        Raises:
            UsageError: If one is unknown, or published; of a list, with the first row that names it.
        """
        for requested, request in {request.edition: request for request in reversed([*requests])}.items():
            try:
                self.edition(requested)
            except UsageError as error:
                if self._edition_id or not (request.place and requested):
                    raise
                raise error.at(request.place) from error

    def resolve(self, request: CheckRequest) -> ResolvedCheck:
        """Return the check that was asked for.

        Raises:
            UsageError: If something does not fit.
        """
        edition = self.edition(request.edition)
        project, event = self._project(request.project, edition)
        found = _found_word(request.found)
        typed = request.date or self._day
        is_cell = bool(request.place)
        when = day_of_looking(typed, self._today, self._assumed, is_cell=is_cell)
        by = one_line("by", request.by or self._by, _LONGEST_NAME)
        if not by:
            raise UsageError(
                sentence("nobody says who looked"),
                next_step=sentence("give --by, or set RATINGCTL_BY, or git's user.name"),
            )
        self._require_possible(project, when)
        self._remark(project, edition, when)
        until = typed_date("until", request.until, self._today, self._assumed, is_cell=is_cell, after=when.latest)
        _require_near(until, when)
        sources = known_sources(self._rating, request.sources)
        check = Check(event.id, when, found, by, one_line("note", request.note, _LONGEST_NOTE), until, sources)
        is_dated = bool(typed) or not request.place
        return ResolvedCheck(edition, project, check, is_dated, _known_day(request.known, self._today))

    def _project(self, query: str, edition: Edition) -> tuple[Project, Event]:
        """Return the project and the event of an id.

        Raises:
            UsageError: If there is no such event, several have such an id, or several projects share it: a check of it
                would be one of each of them.
        """
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
        if len(projects) > 1:
            raise UsageError(
                sentence(
                    "{event} belongs to several projects: {ids}",
                    event=event.id,
                    ids=", ".join(project.id for project in projects),
                ),
                next_step=sentence("write the id of the one that was looked for"),
            )
        return projects[0], event

    def _remark(self, project: Project, edition: Edition, when: EdtfDate) -> None:
        """Keep what is odd of a check that fits."""
        first, id_ = edition.period.earliest, project.id
        if first and when.latest and when.latest < first:
            self._remarks[id_, "early"] = sentence(
                "{id}: the check of {when} is older than the period {period} of edition {edition}",
                id=id_,
                when=when,
                period=edition.period,
                edition=edition.id,
            )
        view = RatingView(self._rating, self._views[edition.id].chain, default_as_of(edition, self._today))
        case = view.review_case(self._views[edition.id].summary_of(project))
        if not (case.status.is_open or reasons_of(case)):
            self._remarks[id_, "settled"] = sentence(
                "{id}: nothing is owed of this project any more, and `stale` does not ask for it; its story: "
                "`ratingctl show {id}`",
                id=id_,
            )

    def _require_possible(self, project: Project, when: EdtfDate) -> None:
        """Refuse a check of a day on which the project was not announced yet."""
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


def day_of_looking(typed: str, today: date, assumed: list[str], *, is_cell: bool = False) -> EdtfDate:
    """Return the day of a check as a person types it; today where nothing was typed.

    Args:
        typed: What was typed.
        today: The day of the call; no check is later.
        assumed: As in `typed_date`.
        is_cell: As in `typed_date`.

    Raises:
        UsageError: If it is no date, is open at an end, or lies in the future.
    """
    when = typed_date("date", typed or today.isoformat(), today, assumed, is_cell=is_cell)
    if when is None or when.earliest is None or when.latest is None:
        raise UsageError(
            sentence("date: {typed} has an open end", typed=typed),
            next_step=sentence("write the day on which somebody looked"),
        )
    if when.earliest > today:
        raise UsageError(
            sentence("date: {when} is in the future", when=when),
            next_step=sentence("write the day on which somebody looked"),
        )
    return when


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


def resolve_all(resolver: CheckResolver, requests: Sequence[CheckRequest]) -> list[ResolvedCheck]:
    """Return every check, or raise all that is wrong with them at once.

    Raises:
        UsageError: If a check does not fit, or an edition is published; of a list, with a line for each row that does
            not fit.
    """
    resolver.require_open_editions(requests)
    resolved: list[ResolvedCheck] = []
    rows: list[tuple[str, ResolvedCheck]] = []
    errors: list[UsageError] = []
    for request in requests:
        try:
            resolved.append(resolver.resolve(request))
        except UsageError as error:
            if not request.place:
                raise
            errors.append(error.at(request.place))
        else:
            rows += [(request.place, resolved[-1])] if request.place else []
    errors += _contradictions(rows)
    if errors:
        raise _merged_error(errors)
    return resolved


def _contradictions(rows: Sequence[tuple[str, ResolvedCheck]]) -> Iterator[UsageError]:
    """Yield an error for each row of a list that says something else of a project than a row above it.

    Args:
        rows: The checks of the rows that fit, each with its place.
    """
    first: dict[tuple[EditionId, EventId], tuple[str, tuple[str, EdtfDate | None]]] = {}
    for place, row in rows:
        answer = (row.check.found, row.check.until)
        place_above, answer_above = first.setdefault((row.edition.id, row.project.id), (place, answer))
        if answer != answer_above:
            yield UsageError(
                sentence("{project} has another answer in {place}", project=str(row.project.id), place=place_above),
                next_step=sentence("leave one of the two rows empty"),
            ).at(place)


def _merged_error(errors: Sequence[UsageError]) -> UsageError:
    """Return the errors of a list as one; an `EventNotFoundError` where a row names an unknown event."""
    kind = EventNotFoundError if any(isinstance(error, EventNotFoundError) for error in errors) else UsageError
    return kind(
        counted("{n} row does not fit", "{n} rows do not fit", n=len(errors)),
        next_step=sentence("nothing was written; mend the list and give it again"),
        details=tuple(error.message for error in errors),
    )


def without_repeats(resolved: Iterable[ResolvedCheck]) -> list[ResolvedCheck]:
    """Return the checks that are not on record yet."""
    new: list[ResolvedCheck] = []
    for check in resolved:
        page = check.edition.pages.get(check.project.root.region)
        known = [*(page.checks if page else ()), *(other.check for other in new if other.edition is check.edition)]
        if not any(_is_same(check, other) for other in known):
            new.append(check)
    return new


def _is_same(resolved: ResolvedCheck, other: Check) -> bool:
    check, known = resolved.check, resolved.known
    if resolved.dated or check == other:
        return check == other
    was_known = known is not None and (other.date == known or is_surely_before(other.date, known))
    return not was_known and check._replace(date=other.date) == other
