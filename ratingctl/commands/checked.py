"""`checked`: somebody has looked for news of projects; what was found, by whom, on which day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.names import EventNotFoundError, events_named, word_named
from ratingctl.commands.shared.region_files import (
    changed_file,
    keys_above,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_open,
)
from ratingctl.commands.shared.typed_values import one_line, typed_date
from ratingctl.commands.views.events import parted
from ratingctl.domain.dates import DateError, EdtfDate, add_months, is_surely_before
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.fields import CHECK
from ratingctl.domain.model import Check, Edition, EditionId, Event, Rating, RegionId
from ratingctl.domain.placement import check_position_for
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import UsageError
from ratingctl.report import Cell, Column, Dated, Emphasis, Message, Records, Report, Span, Table, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.suggestion import did_you_mean

FOUND = ("nothing", "news")
MOST_MONTHS = 12
"""For so long at most may the next look be put off."""
_LONGEST_NAME, _LONGEST_NOTE = 200, 10_000
_RECORDS = Records(
    ("checks",), (), ("edition", "region", "project", "event", "date", "by", "found", "until", "note", "written")
)
_COLUMNS = (Column("project"), Column("found"), Column("date", whole=True), Column("by"), Column("id", whole=True))


class _Understood(NamedTuple):
    """A check with what it is about.

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
    asked: Sequence[CheckRequest],
    *,
    by: str = "",
    day: str = "",
    edition: str | None = None,
) -> tuple[Report, list[Edit]]:
    """Record checks; one that is there already is not added again.

    A row of a list without a day is there already if a check says the same that was made after the list, so that a list
    can be given again tomorrow.

    Args:
        folder: The rating.
        today: The day of the call; no check is later.
        asked: The checks.
        by: Who looked, where a check does not say.
        day: When, where a check does not say; today by default.
        edition: The edition that is reviewed; what a check says by default, else the last one.

    Returns:
        What is recorded, and the edits: one for each file.

    Raises:
        UsageError: If a project is unknown, a value does not fit, or an edition is published; of a list, with a line
            for each row that does not fit.
        DataError: If the files cannot be read or changed.
    """
    rating = read_for_writing(folder, [one.project for one in asked])
    assumed: list[str] = []
    reader = _Reader(rating, today, by, day, edition, assumed)
    with missing_only_where_files_are_sound(folder):
        understood = _all_of(reader, asked)
    new = _without_repeats(understood)
    by_file: dict[tuple[EditionId, RegionId], list[Check]] = {}
    for one in new:
        by_file.setdefault((one.edition.id, one.project.root.region), []).append(one.check)
    edits = [
        changed_file(folder, rating.editions[name], region, _adding(checks), _to_paste(checks))
        for (name, region), checks in sorted(by_file.items())
    ]
    return _report(rating, understood, new, assumed), edits


class _Reader:
    """Understands checks one by one."""

    def __init__(self, rating: Rating, today: date, by: str, day: str, edition: str | None, assumed: list[str]) -> None:
        self._rating = rating
        self._today = today
        self._by = by
        self._day = day
        self._edition = edition
        self._assumed = assumed
        self._outlooks: dict[EditionId, RatingView] = {}

    def edition(self, asked: str) -> Edition:
        """The edition to which a check goes: as the command names it, else as the check does, else the last one.

        Raises:
            UsageError: If it is unknown, or published.
        """
        named = self._edition or asked
        edition = edition_named(self._rating, named) if named else last_edition(self._rating)
        require_open(edition, for_events=False)
        return edition

    def understood(self, asked: CheckRequest) -> _Understood:
        """The check that was asked for.

        Raises:
            UsageError: If something does not fit.
        """
        edition = self.edition(asked.edition)
        project, event = self._project(asked.project, edition)
        found = _found(asked.found)
        typed = asked.date or self._day
        when = typed_date("date", typed or self._today.isoformat(), self._today, self._assumed)
        by = one_line("by", asked.by or self._by, _LONGEST_NAME)
        if not by:
            raise UsageError("nobody says who looked", next_step="give --by, or set RATINGCTL_BY, or git's user.name")
        if when is None or when.earliest is None or when.latest is None:
            raise UsageError(f"date: {typed} has an open end", next_step="write the day on which somebody looked")
        self._require_possible(project, when)
        until = typed_date("until", asked.until, self._today, self._assumed)
        _require_near(until, when)
        check = Check(event.id, when, found, by, one_line("note", asked.note, _LONGEST_NOTE), until)
        return _Understood(edition, project, check, bool(typed) or not asked.place, _known(asked.known, self._today))

    def _project(self, query: str, edition: Edition) -> tuple[Project, Event]:
        """The project to which an id leads, and the event of that id."""
        if edition.id not in self._outlooks:
            chain = chain_to(edition, self._rating.editions)
            self._outlooks[edition.id] = RatingView(self._rating, chain, date.max)
        if not query.strip():
            raise UsageError("no project is named", next_step="write its id")
        outlook = self._outlooks[edition.id]
        seen = [event for region in outlook.regions() for event in outlook.events(region)]
        found = {event.id: event for event in events_named(seen, query)}
        if len(found) != 1:
            if found:
                raise UsageError(f"{query!r} may be {', '.join(sorted(found))}", next_step="write the whole id")
            hint = did_you_mean(query, [event.id for event in seen])
            raise EventNotFoundError(
                f"no event {query!r} that edition {edition.id} sees{hint}",
                next_step="`ratingctl stale` and `ratingctl find` show the ids",
            )
        (event,) = found.values()
        own = [one for one in outlook.projects(event.region) if any(each.id == event.id for each in one.events)]
        return next((one for one in own if one.id == event.id), own[0]), event

    def _require_possible(self, project: Project, when: EdtfDate) -> None:
        """Refuse a check of the future, and one of a day on which the project was not yet announced."""
        if when.earliest is not None and when.earliest > self._today:
            raise UsageError(f"date: {when} is in the future", next_step="write the day on which somebody looked")
        root = project.root
        announced = (root.date or self._rating.editions[root.edition].period).earliest
        if announced is not None and when.latest is not None and when.latest < announced:
            known = root.date or f"edition {root.edition}"
            raise UsageError(
                f"date: on {when} {project.id} was not yet announced, which is of {known}",
                next_step="mend the date of the check",
            )


def _found(typed: str) -> str:
    try:
        return word_named("found", FOUND, typed)
    except UsageError as error:
        raise UsageError(f"found: {typed!r} is neither nothing nor news", next_step="write one of them") from error


def _known(typed: str, today: date) -> EdtfDate | None:
    """The day of the last check as the list has it; None where there was none, or a program has made it unreadable."""
    try:
        return parse_typed(typed, today).date if typed else None
    except DateError:
        return None


def _require_near(until: EdtfDate | None, when: EdtfDate) -> None:
    """Refuse an `until` that is no later than the check, or further from it than a year."""
    if until is None or when.latest is None:
        return
    if until.latest is None:
        raise UsageError(f"until: {until} has an open end", next_step="write a day, a month or a year")
    if until.latest <= when.latest:
        raise UsageError(f"until: {until} is not later than the check of {when}", next_step="write a later day")
    if until.latest > add_months(when.latest, MOST_MONTHS):
        raise UsageError(
            f"until: {until} is more than {MOST_MONTHS} months after the check of {when}",
            next_step=f"put it off to {add_months(when.latest, MOST_MONTHS)} at the latest",
        )


def _all_of(reader: _Reader, asked: Sequence[CheckRequest]) -> list[_Understood]:
    """Every check, or all that is wrong with them at once."""
    for name in dict.fromkeys(one.edition for one in asked):
        reader.edition(name)
    understood: list[_Understood] = []
    wrong: list[UsageError] = []
    for one in asked:
        try:
            understood.append(reader.understood(one))
        except UsageError as error:
            if not one.place:
                raise
            error.place = one.place
            wrong.append(error)
    if wrong:
        raise _refusal_of(wrong)
    return understood


def _refusal_of(wrong: Sequence[UsageError]) -> UsageError:
    """All that is wrong with a list as one error; `EventNotFoundError` where a row names what is nowhere."""
    rows = "1 row does" if len(wrong) == 1 else f"{len(wrong)} rows do"
    kind = EventNotFoundError if any(isinstance(error, EventNotFoundError) for error in wrong) else UsageError
    return kind(
        f"{rows} not fit",
        next_step="nothing was written; mend the list and give it again",
        details=tuple(map(str, wrong)),
    )


def _without_repeats(understood: Iterable[_Understood]) -> list[_Understood]:
    """Those of the checks that are not on record yet."""
    new: list[_Understood] = []
    for one in understood:
        page = one.edition.pages.get(one.project.root.region)
        there = [*(page.checks if page else ()), *(other.check for other in new if other.edition is one.edition)]
        if not any(_same(one, other) for other in there):
            new.append(one)
    return new


def _same(one: _Understood, other: Check) -> bool:
    if one.dated or one.check == other:
        return one.check == other
    was_known = one.known is not None and (other.date == one.known or is_surely_before(other.date, one.known))
    return not was_known and one.check._replace(date=other.date) == other


def _adding(checks: Sequence[Check]) -> Callable[[YamlDocument], YamlDocument]:
    """The change that puts checks into their places: by event, then by date."""

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
    rating: Rating, understood: Sequence[_Understood], new: Sequence[_Understood], assumed: Sequence[str]
) -> Report:
    written = {id(one) for one in new}
    there = len(understood) - len(new)
    counts = [Message("checked.new", {"n": len(new)}), *([Message("checked.there", {"n": there})] if there else [])]
    return Report(
        data={
            "checks": [_data(one, id(one) in written) for one in understood],
            "added": len(new),
            "already_there": there,
        },
        records=_RECORDS,
        language=rating.settings.language,
        title=paragraph(*parted(counts)),
        tables=[Table(_COLUMNS, [_cells(one) for one in new])] if new else [],
        notes=[
            *(paragraph(Span(text, Emphasis.DIM)) for text in dict.fromkeys(assumed)),
            *([paragraph(Message("checked.log_news"))] if any(one.check.found == "news" for one in new) else []),
        ],
    )


def _data(one: _Understood, written: bool) -> dict[str, Any]:
    check = one.check
    return {
        "edition": one.edition.id,
        "region": one.project.root.region,
        "project": one.project.id,
        "event": check.event,
        "date": check.date.text,
        "by": check.by,
        "found": check.found,
        "until": check.until.text if check.until else None,
        "note": check.note or None,
        "written": written,
    }


def _cells(one: _Understood) -> list[Cell]:
    check = one.check
    until = (" ", Message("check.until", {"date": Dated(check.until.text)})) if check.until else ()
    found = paragraph(Message(f"found.{check.found}"), *until, *((f": {check.note}",) if check.note else ()))
    return [one.project.name, found, Dated(check.date.text), check.by, check.event]
