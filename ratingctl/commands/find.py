"""`find`: search a text in all events, checks and notes of all editions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ratingctl.commands.shared.broken_files import BrokenFiles
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.views.events import kind_word
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.model import Edition, Event, Page, Rating, RegionId
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Dated,
    Emphasis,
    Inline,
    LazySequence,
    Message,
    Paragraph,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import opened
from ratingctl.words.search import TextQuery

_RECORDS = Records(
    ("matches",), (), ("type", "edition", "region", "id", "project", "date", "kind", "title", "field", "text")
)
_COLUMNS = (Column("where"), Column("found_text"), Column("id", whole=True))
_AROUND = 60
"""Characters shown before and after what was found in a long text."""


class _Match(NamedTuple):
    """A record that contains the query.

    Attributes:
        type: `event`, `check`, `note` or `score`.
        id: The event, or the event that was checked.
        title: What names the thing; the whole text where it has no title.
        field: The field in which the query was found; `all` where its words are spread over several.
        text: The text of that field.
    """

    type: str
    page: Page
    id: str | None
    title: str
    field: str
    text: str
    project: str | None = None
    date: str | None = None
    kind: str | None = None


def find(folder: Folder, text: str, edition_id: str | None = None, selection: Selection = EVERYTHING) -> Report:
    """Return the report of all records that match a text, the last edition first.

    Args:
        folder: The rating.
        text: Words; each must be found, in any case, number and alphabet, or the whole across spaces and hyphens.
        edition_id: Look in this edition only.
        selection: Which regions to look in, and how many matches to show.

    Raises:
        UsageError: If the text has no word, or the edition or a name of the selection is unknown.
        DataError: If files that matter cannot be read; those of other regions or editions do not.
    """
    query = TextQuery(text)
    if not query:
        raise UsageError(
            sentence("there is no word to look for"), next_step=sentence("give a word, a name or a part of one")
        )
    with opened(folder, names=bool(selection.regions)) as reader:
        scan = reader.scan()
        broken = BrokenFiles(reader, scan)
        searched = [edition.id for edition in _editions(scan, edition_id)]
        broken.require_none_in(searched, selection.files_needed(scan))
        rating = reader.with_pages_that_may(scan, query.might_match, searched)
    editions = [rating.editions[name] for name in searched]
    rating = rating.as_printed_in(editions[0]) if edition_id else rating
    matches = [match for edition in editions for match in _in_edition(rating, edition, query, selection)]
    shown = matches[: selection.limit]
    report = Report(
        data={"query": text, "count": len(matches), "matches": [_data(match) for match in shown]},
        records=_RECORDS,
        screen=Screen(
            rating.settings.language,
            tables=LazySequence(
                lambda: [Table(_COLUMNS, [_row(rating, match, query) for match in shown])] if shown else []
            ),
            notes=_notes(text, len(matches), len(shown), editions),
        ),
    )
    return broken.told(report)


def _editions(rating: Rating, edition_id: str | None) -> list[Edition]:
    if edition_id:
        return [edition_named(rating, edition_id)]
    return list(reversed(chain_to(last_edition(rating), rating.editions)))


def _in_edition(rating: Rating, edition: Edition, query: TextQuery, selection: Selection) -> Iterator[_Match]:
    rating = rating.as_printed_in(edition)
    known = [*rating.regions, *(region for region in edition.pages if region not in rating.regions)]
    without_limit = Selection(selection.regions, selection.districts, selection.tiers)
    for region in without_limit.chosen(rating, known, edition):
        if region in edition.pages:
            yield from _on_page(edition.pages[RegionId(region)], query)


def _on_page(page: Page, query: TextQuery) -> Iterator[_Match]:
    for event in page.events:
        matched = _matched_field(query, _fields(event))
        if matched:
            when = event.date.text if event.date else None
            yield _Match("event", page, event.id, event.title, *matched, event.project or None, when, event.kind)
    for check in page.checks:
        if query.matches(check.note):
            yield _Match("check", page, check.event, check.note, "note", check.note, date=check.date.text)
    for note in page.notes:
        if query.matches(note.text):
            yield _Match("note", page, None, note.text, "text", note.text)
    if query.matches(page.rationale):
        yield _Match("score", page, None, page.rationale, "rationale", page.rationale)


def _fields(event: Event) -> dict[str, str]:
    """Return the searched texts by field; the last one finds words that are spread over several fields."""
    partners, amounts = ", ".join(event.partners), "; ".join(event.amounts)
    return {
        "title": event.title,
        "text": event.text,
        "project": event.project,
        "partners": partners,
        "amounts": amounts,
        "note": event.note,
        "all": " · ".join((event.title, event.text, event.project, partners)),
    }


def _matched_field(query: TextQuery, fields: Mapping[str, str]) -> tuple[str, str] | None:
    return next(((name, text) for name, text in fields.items() if text and query.matches(text)), None)


def _data(match: _Match) -> dict[str, Any]:
    return {
        "type": match.type,
        "edition": match.page.edition,
        "region": match.page.region,
        "id": match.id,
        "project": match.project,
        "date": match.date,
        "kind": match.kind,
        "title": match.title,
        "field": match.field,
        "text": match.text,
    }


def _row(rating: Rating, match: _Match, query: TextQuery) -> list[Cell]:
    rating = rating.as_printed_in(rating.editions[match.page.edition])
    region = rating.regions.get(match.page.region)
    kind: Inline = kind_word(rating.settings, match.kind) if match.kind else Message(f"type.{match.type}")
    title = _highlighted(match.title, query)
    elsewhere = match.field not in ("title", "all") and match.text != match.title
    excerpt = (_highlighted(_excerpt(match.text, query), query),) if elsewhere else ()
    when: tuple[Inline, ...] = (Dated(match.date), " · ") if match.date else ()
    return [
        CellText(
            (
                paragraph(Span(region.name if region else match.page.region, Emphasis.STRONG)),
                paragraph(Message("edition.short", {"edition": match.page.edition}), " · ", *when, kind),
            )
        ),
        CellText((title, *excerpt)),
        match.id,
    ]


def _highlighted(text: str, query: TextQuery) -> Paragraph:
    pieces: list[Inline] = []
    position = 0
    for start, end in query.ranges(text):
        pieces += [text[position:start], Span(text[start:end], Emphasis.FOUND)]
        position = end
    return paragraph(*pieces, text[position:])


def _excerpt(text: str, query: TextQuery) -> str:
    """Return the words around the first match, with … where something is left out."""
    start, end = query.ranges(text)[0]
    first = text.rfind(" ", 0, max(0, start - _AROUND)) + 1 if start > _AROUND else 0
    last = text.find(" ", end + _AROUND)
    return ("… " if first else "") + (text[first:] if last < 0 else f"{text[first:last]} …")


def _notes(text: str, count: int, shown: int, editions: Sequence[Edition]) -> list[Paragraph]:
    events = sum(sum(edition.event_counts.values()) for edition in editions)
    searched = Message("find.searched", {"n": events})
    if not count:
        return [paragraph(Message("find.nothing", {"text": text}), ". ", searched)]
    pieces: list[Inline] = [Message("find.found", {"n": count})]
    if shown < count:
        pieces += [", ", Message("find.shown", {"n": shown})]
    return [paragraph(*pieces, ". ", searched)]
