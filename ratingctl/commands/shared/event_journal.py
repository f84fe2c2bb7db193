"""The journal of an edition's events: each with what it lacks, and who logged it when."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ratingctl.commands.shared.broken_files import BrokenFiles
from ratingctl.commands.shared.followup_search import FollowupSearch
from ratingctl.commands.shared.kind_names import kind_named
from ratingctl.commands.shared.matching_tables import MatchingTables
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.event_flags import EventFlag, flags_of
from ratingctl.domain.model import Edition, Event, EventId, Rating, RegionId
from ratingctl.domain.same_fact import told_twice
from ratingctl.errors import SurroundingsError
from ratingctl.message import Message
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_origins import event_origins
from ratingctl.storage.git_work import Repository
from ratingctl.storage.loading.reader import RatingReader, opened
from ratingctl.storage.local_state.judgements import read_judgements
from ratingctl.words.fold import fold


class JournalGrouping(StrEnum):
    """What the rows of a journal are kept together by."""

    DAY = "day"
    REGION = "region"
    KIND = "kind"
    AUTHOR = "author"


class JournalQuery(NamedTuple):
    """What of an edition's events is asked for.

    Attributes:
        edition: The edition, as typed; the last one where it is empty.
        selection: Which regions, and how many rows at the most.
        kinds: Only events of these kinds, as typed; of all where there is none.
        flags: Only events with one of these flags; all where there is none.
        since: Only what was logged on this day or later, in ISO 8601, and what is not saved yet.
        by: Only what people logged whose name has this in it.
        group_by: What rows are kept together by.
    """

    edition: str = ""
    selection: Selection = EVERYTHING
    kinds: tuple[str, ...] = ()
    flags: tuple[EventFlag, ...] = ()
    since: str = ""
    by: str = ""
    group_by: JournalGrouping | None = None


class Logged(NamedTuple):
    """Who logged an event, and when.

    Attributes:
        by: Who; empty where it is not known.
        on: The day of the commit, in ISO 8601; empty where it is not known, or nothing is committed yet.
        is_saved: False if it is not committed yet.
    """

    by: str = ""
    on: str = ""
    is_saved: bool = True


class JournalEntry(NamedTuple):
    """An event in the journal.

    Attributes:
        event: The event.
        flags: What it lacks, or should be looked at for.
        same: Events that may be the same fact, where these were asked for.
        continues: The event that it surely continues, where unlinked events were asked for.
        logged: Who logged it, and when.
    """

    event: Event
    flags: tuple[EventFlag, ...]
    same: tuple[EventId, ...] = ()
    continues: EventId | None = None
    logged: Logged = Logged()


class Journal(NamedTuple):
    """The journal of an edition.

    Attributes:
        rating: The rating, with the settings of the edition.
        edition: The edition.
        entries: Its events, as far as they were asked for: what was logged last comes first.
        unknown: Why nobody knows who logged them; None under git.
        fingerprint: The fingerprint of the files that were read.
        broken: The files that cannot be read, and were not needed.
    """

    rating: Rating
    edition: Edition
    entries: tuple[JournalEntry, ...]
    unknown: Message | str | None
    fingerprint: str
    broken: BrokenFiles


def event_journal(folder: DiskFolder, query: JournalQuery, person: Callable[[], str]) -> Journal:
    """Return the journal of an edition's events.

    Git is asked once, and only about the files of the edition.

    Args:
        folder: The rating.
        query: What is asked for.
        person: Returns the name of who works in this clone: the author of what is not committed yet.

    Raises:
        UsageError: If a name is unknown.
        DataError: If files that matter cannot be read; those of regions that are not asked for do not.
        SurroundingsError: If days or people are asked for and the folder is not under git.
    """
    is_about_links = EventFlag.UNLINKED in query.flags
    with opened(folder, names=is_about_links or bool(query.selection.regions)) as reader:
        scan = reader.scan()
        broken = BrokenFiles(reader, scan)
        edition = edition_named(scan, query.edition) if query.edition else last_edition(scan)
        broken.require_needed(_editions_looked_at(edition, scan, query.flags), query.selection, scan)
        selection = query.selection._replace(limit=None)
        regions = selection.chosen(scan.as_printed_in(edition), list(edition.event_counts), edition)
        rating = _with_pages(reader, scan, edition, regions, query.flags)
        fingerprint = reader.fingerprint()
        edition = rating.editions[edition.id]
        search = None
        if is_about_links:
            search = FollowupSearch(rating, edition, read_judgements(folder.root), MatchingTables.of(reader))
            search.prepare(regions)
    kinds = {kind_named(rating, kind) for kind in query.kinds}
    events = [event for region in _in_order(rating, regions) for event in _events_in(edition, region, kinds)]
    entries = [entry for entry in _entries(search, rating, edition, events, query.flags) if _is_wanted(entry, query)]
    logged, unknown = _logged(folder, edition, [entry.event.id for entry in entries], person, query)
    entries = [entry._replace(logged=logged.get(entry.event.id, Logged())) for entry in entries]
    entries = [entry for entry in entries if _was_logged_so(entry.logged, query)]
    entries.sort(key=_recency, reverse=True)
    return Journal(rating.as_printed_in(edition), edition, tuple(entries), unknown, fingerprint, broken)


def _with_pages(
    reader: RatingReader, scan: Rating, edition: Edition, regions: Collection[RegionId], flags: Collection[EventFlag]
) -> Rating:
    """Return the rating with the pages that the flags need."""
    if EventFlag.UNLINKED in flags:
        return reader.with_pages(scan, regions=regions)
    editions = [known.id for known in _editions_looked_at(edition, scan, flags)]
    return reader.with_pages(scan, editions=editions, regions=regions, event_stubs=True)


def _editions_looked_at(edition: Edition, scan: Rating, flags: Collection[EventFlag]) -> Sequence[Edition]:
    """Return the edition, and those before it where a flag compares events with them."""
    compares = EventFlag.TWICE in flags or EventFlag.UNLINKED in flags
    return chain_to(edition, scan.editions) if compares else [edition]


def _in_order(rating: Rating, regions: Sequence[RegionId]) -> list[RegionId]:
    """Return regions in the order of the register; those that it does not know come last."""
    known = set(regions)
    return [*(region for region in rating.regions if region in known), *sorted(known - set(rating.regions))]


def _events_in(edition: Edition, region: RegionId, kinds: Collection[str]) -> Iterator[Event]:
    page = edition.pages.get(region)
    yield from (event for event in (page.events if page else ()) if not kinds or event.kind in kinds)


def _entries(
    search: FollowupSearch | None,
    rating: Rating,
    edition: Edition,
    events: Sequence[Event],
    flags: Collection[EventFlag],
) -> Iterator[JournalEntry]:
    same = _same_facts(rating, edition, events) if EventFlag.TWICE in flags else {}
    for event in events:
        found = list(flags_of(event, edition, rating.settings))
        continues = None
        if search and not event.follows and (best := search.about_event(event).accepted):
            continues = best.event.id
            found += [] if EventFlag.UNLINKED in found else [EventFlag.UNLINKED]
        found += [EventFlag.TWICE] if event.id in same else []
        yield JournalEntry(event, tuple(found), same.get(event.id, ()), continues)


def _same_facts(rating: Rating, edition: Edition, events: Sequence[Event]) -> dict[EventId, tuple[EventId, ...]]:
    """Return for each event of the edition those of the whole chain that may be the same fact."""
    chain = chain_to(edition, rating.editions)
    same: dict[EventId, list[EventId]] = {}
    for region in dict.fromkeys(event.region for event in events):
        pages = [known.pages[region] for known in chain if region in known.pages]
        for pair in told_twice([event for page in pages for event in page.events], rating.editions):
            for event, other in (pair, pair[::-1]):
                same.setdefault(event.id, []).append(other.id)
    return {event: tuple(others) for event, others in same.items()}


def _is_wanted(entry: JournalEntry, query: JournalQuery) -> bool:
    return not query.flags or not set(query.flags).isdisjoint(entry.flags)


def _logged(
    folder: DiskFolder, edition: Edition, events: Sequence[EventId], person: Callable[[], str], query: JournalQuery
) -> tuple[Mapping[EventId, Logged], Message | str | None]:
    """Return who logged events and when, or why nobody knows."""
    try:
        repository = Repository(folder.root)
    except SurroundingsError as error:
        if query.since or query.by:
            raise
        return {}, error.fact
    if not events:
        return {}, None
    origins = event_origins(repository, edition.id, events)
    mine = Logged(person(), is_saved=False) if len(origins) < len(set(events)) else Logged()
    logged = {event: Logged(origin.by, origin.on) if origin else Logged() for event, origin in origins.items()}
    return {event: logged.get(event, mine) for event in events}, None


def _was_logged_so(logged: Logged, query: JournalQuery) -> bool:
    """Return whether an event was logged by whom and since when it is asked for; what is not saved is of today."""
    is_late_enough = not query.since or not logged.is_saved or logged.on >= query.since
    return is_late_enough and (not query.by or fold(query.by) in fold(logged.by))


def _recency(entry: JournalEntry) -> tuple[bool, str, str]:
    """Return how late an event was logged: what is not saved is the latest, then the day, then that of the event."""
    when = entry.event.date
    day = when.latest.isoformat() if when and when.latest else ""
    return not entry.logged.is_saved, entry.logged.on, day
