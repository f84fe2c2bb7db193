"""`tiers`: the tables of an edition, terse or as they are printed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeGuard

from ratingctl.commands.selection import EVERYTHING, Selection
from ratingctl.commands.words import as_of_line, change_span, event_data, state_word, tier_range
from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.editions import (
    chain_to,
    default_as_of,
    edition_named,
    has_scores,
    last_scored_edition,
)
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Edition, Event, Page, Rating, RegionId, Tier
from ratingctl.domain.outlook import Outlook
from ratingctl.domain.projects import Project, project_of
from ratingctl.domain.tiers import printed_order, ranks_of, scores_of, tier_of, width_of
from ratingctl.report import Cell, Column, Dated, Emphasis, Line, Prose, Records, Report, Span, Table, Term, line
from ratingctl.storage.folder import Folder
from ratingctl.storage.reading import read_sound_rating

_RECORDS = Records(
    ("tiers", "regions"),
    (("edition", 0, "edition"), ("tier", 1, "id")),
    ("region", "name", "score", "previous", "rank"),
)
_TERSE = (
    Column("rank", numeric=True, whole=True),
    Column("region", whole=True),
    Column("score", numeric=True, whole=True),
    Column("previous", numeric=True, whole=True),
    Column("change", numeric=True, whole=True),
)
_YEAR = re.compile(r"\d{4}")
_FULL = (Column("region_score"), Column("events_before"), Column("events_since"))


def tiers(
    folder: Folder,
    today: date,
    edition: str | None = None,
    selection: Selection = EVERYTHING,
    full: bool = False,
    as_of: date | None = None,
) -> Report:
    """The tier tables of an edition.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition: Its id; the last edition with scores by default.
        selection: Which regions to show; ranks are counted over all.
        full: The three printed columns instead of the terse table: what was known before, and what came since.
        as_of: Events later than this day are left out; by default the edition's own day.

    Raises:
        UsageError: If the edition, or a region, district or tier of the selection, is unknown.
        DataError: If the files cannot be read.
    """
    rating = read_sound_rating(folder, names=bool(selection.regions))
    chosen = edition_named(rating, edition) if edition else last_scored_edition(rating)
    chain = chain_to(chosen, rating.editions)
    scores = scores_of(chosen)
    previous = scores_of(chain[-2]) if len(chain) > 1 else {}
    shown = selection.chosen(rating, printed_order(rating, scores, previous), scores)
    day = as_of or default_as_of(chosen, today)
    printer = _Printer(rating, chain, day) if full else None

    row = _row_maker(rating, scores, previous, printer)
    groups = [
        (tier, [row(region) for region in shown if tier_of(scores[region], rating.settings.tiers) == tier])
        for tier in sorted(rating.settings.tiers, key=lambda tier: -tier.start)
    ]
    data = {
        "edition": chosen.id,
        "title": chosen.title,
        "state": chosen.state,
        **({"as_of": day.isoformat()} if full else {}),
        "tiers": [{"id": tier.id, "name": tier.name, "regions": rows} for tier, rows in groups],
    }
    table = printer.table if printer else _terse_table
    return Report(
        data=data,
        records=_RECORDS,
        language=rating.settings.language,
        title=line(chosen.title, " · ", state_word(chosen)),
        tables=[table(_heading(tier, rating, len(rows)), rows) for tier, rows in groups if rows],
        notes=[*_notes(chosen, shown), *([as_of_line(day)] if full else [])],
    )


def _row_maker(
    rating: Rating, scores: dict[RegionId, int], previous: dict[RegionId, int], printer: "_Printer | None"
) -> Callable[[RegionId], dict[str, Any]]:
    """Makes the JSON of a region, with its printed columns where they are asked for."""
    ranks = ranks_of(scores)

    def row(region: RegionId) -> dict[str, Any]:
        found = {
            "region": region,
            "name": rating.regions[region].name if region in rating.regions else region,
            "score": scores[region],
            "previous": previous.get(region),
            "rank": ranks[region],
        }
        return {**found, **printer.data(region)} if printer else found

    return row


def _heading(tier: Tier, rating: Rating, count: int) -> Line:
    name = tier_range(tier, *width_of(tier, rating))
    return line(name, " — ", Term("count.regions", {"n": count}))


def _notes(edition: Edition, shown: Sequence[RegionId]) -> list[Line]:
    if not has_scores(edition):
        return [line(Term("note.no_scores", {"edition": edition.id}))]
    return [] if shown else [line(Term("note.nothing_selected"))]


def _terse_table(title: Line, rows: Sequence[Mapping[str, Any]]) -> Table:
    def cells(row: Mapping[str, Any]) -> list[Cell]:
        change = None if row["previous"] is None else row["score"] - row["previous"]
        return [row["rank"], row["name"], row["score"], row["previous"], change_span(change)]

    return Table(_TERSE, [cells(row) for row in rows], title=title)


class _Printer:
    """The printed columns of an edition: the previous edition's events, and what this one adds.

    Args:
        rating: The rating.
        chain: The edition and its predecessors.
        day: Later events are left out.
    """

    def __init__(self, rating: Rating, chain: Sequence[Edition], day: date) -> None:
        self._settings = rating.settings
        self._edition = chain[-1]
        self._previous = chain[-2] if len(chain) > 1 else None
        self._outlook = Outlook(rating, chain, day)

    def data(self, region: RegionId) -> dict[str, Any]:
        """The events of both columns, the checks that found nothing, and the notes."""
        before, since = self._page(self._previous, region), self._page(self._edition, region)
        checks = self._outlook.checks_on(since) if since else []
        return {
            "previous_events": [event_data(event) for event in self._printed(before)],
            "events": [event_data(event) for event in self._printed(since)],
            "nothing_found": [check.event for check in checks if check.found == "nothing"],
            "notes": [{"text": note.text, "italic": note.italic} for note in since.notes] if since else [],
        }

    def table(self, title: Line, rows: Sequence[Mapping[str, Any]]) -> Table:
        """The three columns as printed."""
        return Table(_FULL, [self._row(row) for row in rows], title=title)

    def _row(self, row: Mapping[str, Any]) -> list[Cell]:
        region = RegionId(row["region"])
        previous = "" if row["previous"] is None else f" ({row['previous']})"
        head = line(Span(row["name"], Emphasis.STRONG), f" {row['score']}{previous}")
        columns = (self._page(edition, region) for edition in (self._previous, self._edition))
        return [head, *(Prose(tuple(self._lines(page))) for page in columns)]

    def _page(self, edition: Edition | None, region: RegionId) -> Page | None:
        return edition.pages.get(region) if edition else None

    def _lines(self, page: Page | None) -> Iterator[Line]:
        """What a page prints: events, checks that found nothing, and notes, which may speak for some of the others."""
        if page is None:
            return
        replaced = {event for note in page.notes for event in note.about}
        for event in self._printed(page):
            if event.id not in replaced:
                yield self._line(event)
        projects = self._outlook.projects(page.region)
        for check in self._outlook.checks_on(page):
            if check.found == "nothing" and check.event not in replaced:
                project = project_of(check.event, projects)
                yield line(Span(_no_news(check.note, project), Emphasis.ITALIC))
        for note in page.notes:
            yield line(Span(_sentence(note.text), Emphasis.ITALIC if note.italic else Emphasis.NONE))

    def _printed(self, page: Page | None) -> list[Event]:
        """The printed events of a page in the order of its file, setbacks last."""
        seen = self._outlook.events_on(page) if page else []
        return sorted((event for event in seen if event.print), key=self._is_setback)

    def _line(self, event: Event) -> Line:
        """An event's sentences, setbacks in italics; a title that does not name the year is given date and deadline."""
        emphasis = Emphasis.ITALIC if self._is_setback(event) else Emphasis.NONE
        if event.text:
            return line(Span(_sentence(event.text), emphasis))
        when = (Span(Dated(event.date.text), emphasis), Span(": ", emphasis)) if _unsaid(event.date, event) else ()
        if not _unsaid(event.due, event):
            return line(*when, Span(_sentence(event.title), emphasis))
        due = Term("project.due_in_brackets", {"date": Dated(event.due.text)})
        return line(*when, Span(event.title, emphasis), Span(due, emphasis))

    def _is_setback(self, event: Event) -> bool:
        return self._settings.kind(event.kind).event_class is EventClass.SETBACK


def _no_news(note: str, project: Project | None) -> str | Term:
    if note:
        return _sentence(note)
    return Term("check.nothing", {"project": project.name if project else ""})


def _unsaid(when: EdtfDate | None, event: Event) -> TypeGuard[EdtfDate]:
    """True if there is a date whose years the title does not name."""
    return when is not None and not any(year in event.title for year in _YEAR.findall(when.text))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
