"""The import of a sheet of events, or of a YAML list."""

from collections.abc import Iterator, Mapping

from ratingctl.commands.shared.import_columns import kept_columns, settings_edits
from ratingctl.commands.shared.import_editions import require_not_published
from ratingctl.commands.shared.import_links import proposed_links, with_links
from ratingctl.commands.shared.import_pages import PageAddition, page_edits, with_additions
from ratingctl.commands.shared.import_result import ImportCounts, Imported, ImportRequest, Unsure, unknown_units
from ratingctl.commands.shared.import_units import ResolvedUnits, register_edits, resolved_units
from ratingctl.commands.shared.kind_names import kind_named
from ratingctl.commands.shared.region_files import read_for_writing, require_open
from ratingctl.commands.shared.typed_values import known_sources, typed_date
from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.edition_chain import edition_named, last_edition
from ratingctl.domain.ids import new_event_id
from ratingctl.domain.model import Edition, EditionId, Event, EventId, Rating, Region, RegionId
from ratingctl.domain.placement import edition_for
from ratingctl.errors import UsageError
from ratingctl.intake.event_sheet import FIELDS, EventRecord, EventSheet, EventSheetError, event_sheet
from ratingctl.intake.kind_triggers import kind_in
from ratingctl.intake.report_kinds import report_kind_in
from ratingctl.intake.title import sentence_title
from ratingctl.message import Message, Text, in_a_row, sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.inputs.event_lists import read_event_list
from ratingctl.words.fold import words_of

WHAT = "events"
_GUESS = "statement"
_LONGEST_TITLE = 300
_LIST_SEPARATOR = ";"


def imported_events(folder: DiskFolder, request: ImportRequest) -> Imported:
    """Return the import of a list of events.

    Args:
        folder: The rating.
        request: What is asked; an event without an edition goes where its date belongs.

    Raises:
        UsageError: If the columns cannot be told, or the edition that is named is published or locked.
        DataError: If a file cannot be read or changed.
    """
    known = read_for_writing(folder)
    edition = edition_named(known, request.edition) if request.edition else None
    if edition:
        require_open(edition, for_events=True)
    elif last_edition(known).is_published:
        require_not_published(last_edition(known))
    columns = kept_columns(known, WHAT, request.columns, FIELDS)
    try:
        sheet = event_sheet(read_event_list(request.file, request.sheet, request.encoding), columns)
    except EventSheetError as error:
        raise _columns_not_told(error, request) from error
    units = resolved_units(known, _lines(sheet), request.units)
    rating = known._replace(regions={**known.regions, **{region.id: region for region in units.added}})
    taker = EventImport(rating, units, edition, request)
    for record in sheet.records:
        taker.take(record)
    additions = {key: PageAddition(events=tuple(events)) for key, events in taker.events.items()}
    as_it_will_be = with_additions(rating, rating.editions, additions)
    last = as_it_will_be.editions[edition.id if edition else last_edition(known).id]
    links = proposed_links(folder, as_it_will_be, last, additions)
    if request.accept:
        additions = with_links(additions, links)
    return Imported(
        language=rating.settings.language,
        edition=last.id,
        editions=sorted({edition for edition, _ in additions} | {last.id}),
        understood=list(_understood(sheet)),
        counts=ImportCounts(
            regions=len({region.id for region in units.regions.values()}),
            added_regions=len(units.added),
            events=sum(len(addition.events) for addition in additions.values()),
            links=links.sure,
            perhaps=links.perhaps,
            known=taker.known,
        ),
        unsure=sorted([*unknown_units(units.unknown), *taker.unsure], key=lambda doubt: doubt.line),
        unknown=units.unknown,
        edits=[
            *settings_edits(folder, known, WHAT, request.columns),
            *register_edits(folder, known, units),
            *page_edits(folder, rating.editions, additions),
        ],
        linked=request.accept,
    )


class EventImport:
    """Makes events of the rows of a list.

    Args:
        rating: The rating.
        units: The units that the names of the list mean.
        edition: The edition that is named; None to take the one of each date.
        request: What is asked.

    Attributes:
        events: The new events by edition and region.
        unsure: What a person has to look at.
        known: How many events are on record already.
    """

    def __init__(self, rating: Rating, units: ResolvedUnits, edition: Edition | None, request: ImportRequest) -> None:
        self._rating = rating
        self._units = units
        self._edition = edition
        self._request = request
        self._by_id: dict[str, Event] = {str(event.id): event for event in rating.events()}
        self.events: dict[tuple[EditionId, RegionId], list[Event]] = {}
        self.unsure: list[Unsure] = []
        self.known = 0

    def take(self, record: EventRecord) -> None:
        """Take in one row; one that does not fit is left out, and said so."""
        values = record.values
        region = self._units.regions.get(values.get("region", ""))
        name = region.id if region else values.get("region", "")
        title = values.get("title", "")
        try:
            if not title or not values.get("region"):
                raise UsageError(sentence("it has no title") if not title else sentence("it names no {unit}"))
            if region is None:
                return  # said once for each name
            event, doubts = self._event(record, region, title)
        except UsageError as error:
            why = in_a_row(error.fact, *(("; ", error.next_step) if error.next_step else ()))
            self.unsure.append(Unsure(name, record.line, why, words=title, left_out=True))
            return
        if event is None:
            self.known += 1
            return
        self.events.setdefault((event.edition, event.region), []).append(event)
        self.unsure += [Unsure(region.id, record.line, why, str(event.id), title) for why in doubts]

    def _event(self, record: EventRecord, region: Region, title: str) -> tuple[Event | None, list[Text]]:
        values, today = record.values, self._request.today
        when = self._date(values, "date")
        if when and when.earliest and when.earliest > today:
            raise UsageError(
                sentence("date: {when} is in the future", when=when), next_step=sentence("a deadline goes into due")
            )
        edition, doubts = self._edition_of(when)
        short = title if len(title) <= _LONGEST_TITLE else sentence_title(title)
        project = values.get("project", "")
        event_id = self._free_id(region.id, when, project, title)
        if event_id is None or self._is_known(region.id, when, title):
            return None, []
        kind, guess = self._kind(values.get("kind", ""), title)
        doubts += [guess] if guess else []
        sources, unknown = self._sources(values.get("sources", ""))
        doubts += [unknown] if unknown else []
        event = Event(
            id=event_id,
            kind=kind,
            title=short,
            region=region.id,
            edition=edition.id,
            index=0,
            project=project,
            date=when,
            text=values.get("text", "") or (title if short != title else ""),
            start_due=self._date(values, "start_due"),
            due=self._date(values, "due"),
            partners=_parted(values.get("partners", "")),
            amounts=_parted(values.get("amounts", "")),
            sources=sources,
            note=values.get("note", ""),
        )
        self._by_id[event_id] = event
        return event, doubts

    def _date(self, values: Mapping[str, str], name: str) -> EdtfDate | None:
        return typed_date(name, values.get(name, ""), self._request.today, [], is_cell=True)

    def _edition_of(self, when: EdtfDate | None) -> tuple[Edition, list[Text]]:
        if self._edition is not None:
            return self._edition, []
        edition, is_late = edition_for(when, self._rating)
        require_open(edition, for_events=True)
        late = sentence("it is of before the period of {edition}: a late find", edition=edition.id)
        return edition, [late] if is_late else []

    def _free_id(self, region: RegionId, when: EdtfDate | None, project: str, title: str) -> EventId | None:
        """Return the id of a row; None where it is on record, edited perhaps. Another row with that id gets another."""
        taken: list[str] = []
        while True:
            event_id = new_event_id(region, when.text if when else "", project, title, taken)
            other = self._by_id.get(event_id)
            if other is None:
                return event_id
            if other.region == region and (other.date == when or words_of(other.title) == words_of(title)):
                return None
            taken.append(event_id)

    def _is_known(self, region: RegionId, when: EdtfDate | None, title: str) -> bool:
        wanted = words_of(title)
        return any(
            event.region == region and event.date == when and words_of(event.title) == wanted
            for event in self._by_id.values()
        )

    def _kind(self, typed: str, title: str) -> tuple[str, Text | None]:
        if typed:
            try:
                return kind_named(self._rating, typed), None
            except UsageError:
                guess = kind_in(title) or report_kind_in(title) or _GUESS
                return guess, sentence(
                    "no kind {typed!r}; {kind} is a guess", typed=typed, kind=Message(f"kind.{guess}")
                )
        kind = kind_in(title) or report_kind_in(title)
        return kind or _GUESS, None if kind else sentence(
            "no word tells its kind; {kind} is a guess", kind=Message(f"kind.{_GUESS}")
        )

    def _sources(self, typed: str) -> tuple[tuple[str, ...], Text | None]:
        parts = [part for part in typed.replace(",", " ").replace(_LIST_SEPARATOR, " ").split() if part]
        try:
            return (*self._request.sources, *known_sources(self._rating, parts)), None
        except UsageError:
            why = sentence("its source {typed!r} is no key of sources.yaml and no URL: left out", typed=typed)
            return self._request.sources, why


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part for part in (" ".join(piece.split()) for piece in text.split(_LIST_SEPARATOR)) if part)


def _lines(sheet: EventSheet) -> dict[str, int]:
    lines: dict[str, int] = {}
    for record in sheet.records:
        if record.values.get("region"):
            lines.setdefault(record.values["region"], record.line)
    return lines


def _columns_not_told(error: EventSheetError, request: ImportRequest) -> UsageError:
    heads = ", ".join(error.heads[:12]) or "-"
    if error.what == "title":
        fact = sentence("it cannot be told which column holds the titles; there are {heads}", heads=heads)
    elif error.what == "region":
        fact = sentence("it cannot be told which column holds the {units}; there are {heads}", heads=heads)
    else:
        fact = sentence("no column is headed {head!r}; there are {heads}", head=error.what, heads=heads)
    return UsageError(
        fact, place=str(request.file), next_step=sentence("say which: --map region=HEAD,title=HEAD,date=HEAD")
    )


def _understood(sheet: EventSheet) -> Iterator[Text]:
    for name, head in sheet.columns.items():
        if name == "region":
            yield sentence("“{head}”: {unit}", head=head)
        else:
            yield sentence("“{head}”: {field}", head=head, field=name)
    if sheet.unused:
        yield sentence("not read: {heads}", heads=", ".join(sheet.unused[:20]))
