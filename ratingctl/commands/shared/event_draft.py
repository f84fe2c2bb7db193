"""An event before it is written: typed or drafted from an article, understood, with what it may repeat or continue."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.commands.shared.followup_search import OTHERS, WORTH_A_LOOK, FollowupSearch
from ratingctl.commands.shared.names import events_named, followed_event, kind_named, region_named
from ratingctl.commands.shared.region_files import require_open, sound_frame
from ratingctl.commands.shared.typed_values import one_line, typed_date
from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.edition_chain import chain_to, edition_named
from ratingctl.domain.fields import EVENT
from ratingctl.domain.ids import new_event_id
from ratingctl.domain.model import Edition, Event, Rating, Region
from ratingctl.domain.placement import edition_for, near_duplicates
from ratingctl.errors import UsageError
from ratingctl.intake.draft import Gazetteer, draft_from
from ratingctl.matching.blocking import block
from ratingctl.matching.matcher import Candidate
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import RatingReader, opened
from ratingctl.storage.local_state.judgements import read_judgements
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.words.suggestion import did_you_mean

LONGEST_TITLE = 300
_LONGEST_TEXT = 10_000
_MOST_CANDIDATES = 5
_URL_STARTS = ("http://", "https://")


class EventInput(NamedTuple):
    """An event as it was typed or drafted; what is empty was not given."""

    region: str = ""
    date: str = ""
    kind: str = ""
    title: str = ""
    text: str = ""
    project: str = ""
    follows: tuple[str, ...] = ()
    due: str = ""
    partners: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""
    edition: str = ""
    also_regions: tuple[str, ...] = ()
    on_topic: bool | None = None
    yearless: str = ""


class Prepared(NamedTuple):
    """An entry that was understood.

    Attributes:
        event: The event; None while required answers are missing.
        missing: The options that must still be given.
        late: True if the event is from before its edition's period.
        assumed: What was assumed and is to be echoed.
        duplicates: Events that may be the same fact.
        candidates: Projects that it may continue, the likeliest first.
    """

    rating: Rating
    entry: EventInput
    region: Region | None
    edition: Edition | None
    event: Event | None
    missing: tuple[str, ...]
    late: bool
    assumed: tuple[str, ...]
    duplicates: tuple[Event, ...]
    candidates: tuple[Candidate, ...]
    lines: tuple[str, ...]


def drafted(folder: DiskFolder, today: date, article: str, typed: EventInput) -> EventInput:
    """The entry that an article suggests; what was typed outweighs it.

    Args:
        folder: The rating.
        today: The day of drafting.
        article: The article's text.
        typed: What was typed.

    Raises:
        DataError: If the settings or the register cannot be read.
    """
    with opened(folder, names=True) as reader:
        rating = sound_frame(reader)
    found = draft_from(article, gazetteer_of(rating), today)
    suggested = EventInput(
        region=found.regions[0] if found.regions else "",
        date=found.date.text if found.date else "",
        kind=found.kind or "",
        title=found.title,
        partners=found.partners,
        amounts=found.amounts,
        also_regions=found.regions[1:],
        on_topic=found.on_topic,
        yearless=found.yearless,
    )
    given = {name: value for name, value in typed._asdict().items() if value not in ("", (), None)}
    return suggested._replace(**given)


def gazetteer_of(rating: Rating) -> Gazetteer:
    """What a rating knows by name."""
    return Gazetteer(
        regions={
            region.id: (region.name, *region.aliases, *rating.forms.get(region.id, ()))
            for region in rating.regions.values()
        },
        cities=rating.cities,
        organisations=rating.organisations,
        subject=rating.settings.subject,
    )


def prepare(folder: DiskFolder, today: date, entry: EventInput) -> Prepared:
    """Understand an entry, and look up what it may repeat or continue.

    Args:
        folder: The rating.
        today: The day from which «вчера» is counted; an event cannot be later.
        entry: What was typed or drafted.

    Raises:
        UsageError: If a value fits nothing: an unknown region, kind, date, source or event; a published edition.
        DataError: If the files that matter cannot be read.
    """
    with opened(folder, names=True) as reader:
        return _prepared(reader, sound_frame(reader), today, entry)


def _prepared(reader: RatingReader, rating: Rating, today: date, entry: EventInput) -> Prepared:
    """As `prepare`; of all regions only that of the event is read."""
    assumed: list[str] = []
    region = region_named(rating, entry.region) if entry.region else None
    kind = kind_named(rating, entry.kind) if entry.kind else ""
    when = typed_date("--date", entry.date, today, assumed)
    if when and when.earliest and when.earliest > today:
        raise UsageError(f"--date: {when} is in the future", next_step="a deadline goes into --due")
    due = typed_date("--due", entry.due, today, assumed)
    edition, late = _edition(rating, entry.edition, when)
    title = one_line("--title", entry.title, LONGEST_TITLE, "put the rest into --text")
    _known_sources(rating, entry.sources)
    needed = {"--region": region, "--kind": kind, "--title": title, "--date": when or not entry.yearless}
    missing = tuple(option for option, value in needed.items() if not value)
    if missing or region is None:
        return Prepared(rating, entry, region, edition, None, missing, late, tuple(assumed), (), (), ())
    rating = reader.with_pages(rating, regions=[region.id])
    edition = rating.editions[edition.id]
    follows = _followed(reader, rating, region, edition, when, entry.follows)
    project = " ".join(entry.project.split()) or _project_of(follows)
    taken = {event.id for one in rating.editions.values() for page in one.pages.values() for event in page.events}
    page = edition.pages.get(region.id)
    event = Event(
        id=new_event_id(region.id, when.text if when else "", project, title, taken),
        kind=kind,
        title=title,
        region=region.id,
        edition=edition.id,
        index=len(page.events) if page else 0,
        project=project,
        date=when,
        text=one_line("--text", entry.text, _LONGEST_TEXT),
        follows=tuple(old.id for old in follows),
        due=due,
        partners=entry.partners,
        amounts=entry.amounts,
        sources=entry.sources,
        note=one_line("--note", entry.note, _LONGEST_TEXT),
    )
    duplicates, candidates = _neighbours(reader, rating, edition, event)
    lines = record_lines(
        {field.name: getattr(event, field.name) for field in EVENT.fields if field.name != "print"}, EVENT
    )
    return Prepared(
        rating, entry, region, edition, event, (), late, tuple(assumed), duplicates, candidates, tuple(lines)
    )


def missing_answers(prepared: Prepared) -> UsageError:
    """What to say where required answers are missing."""
    return UsageError(
        f"an event needs {', '.join(prepared.missing)}", next_step="give the options, or run it in a terminal"
    )


def _edition(rating: Rating, named: str, when: EdtfDate | None) -> tuple[Edition, bool]:
    if not named:
        return edition_for(when, rating)
    edition = edition_named(rating, named)
    require_open(edition, for_events=True)
    return edition, edition.begins_after(when)


def _known_sources(rating: Rating, sources: Sequence[str]) -> None:
    for source in sources:
        if source not in rating.sources and not source.startswith(_URL_STARTS):
            raise UsageError(
                f"--source: {source!r} is no key of sources.yaml and no URL{did_you_mean(source, rating.sources)}",
                next_step="correct it, or add it to sources.yaml",
            )


def _followed(
    reader: RatingReader,
    rating: Rating,
    region: Region,
    edition: Edition,
    when: EdtfDate | None,
    queries: Sequence[str],
) -> list[Event]:
    """The events that are named, of the same region if one of its events is called so, else of any."""
    own = _events_seen(rating, edition)
    found = []
    for query in queries:
        events = events_named(own, query) or events_named(_elsewhere(reader, edition, query), query)
        found.append(followed_event(events, query, when, region.id, edition.id))
    return found


def _elsewhere(reader: RatingReader, edition: Edition, query: str) -> list[Event]:
    """The events of all regions that may be named so."""
    survey = reader.scan()
    wanted = query.strip().lower()
    chain = [one.id for one in chain_to(edition, survey.editions)]
    return _events_seen(reader.with_pages_that_may(survey, lambda trace: wanted in trace, chain), edition)


def _events_seen(rating: Rating, edition: Edition) -> list[Event]:
    """The events of the pages that were read, of the edition and those before it."""
    chain = chain_to(rating.editions[edition.id], rating.editions)
    return [event for one in chain for page in one.pages.values() for event in page.events]


def _project_of(follows: Sequence[Event]) -> str:
    """The name that all followed events share, so that the new one stands beside them."""
    names = {event.project for event in follows}
    return names.pop() if len(names) == 1 else ""


def _neighbours(
    reader: RatingReader, rating: Rating, edition: Edition, event: Event
) -> tuple[tuple[Event, ...], tuple[Candidate, ...]]:
    """Events that may be the same fact, and projects that the event may continue."""
    known = reader.with_sample(rating, OTHERS)
    search = FollowupSearch(known, known.editions[edition.id], read_judgements(reader.root))
    matcher, new = search.matcher, search.matcher.new_text(event)
    page = edition.pages.get(event.region)
    near = block(new.document, page.events if page else ())
    alike = {old.id: matcher.overlap(new, matcher.text_of(old)) for old in near}
    duplicates = near_duplicates(event, near, alike)
    question = search.about_draft(event)
    likely = [candidate for candidate in question.candidates if candidate.score >= WORTH_A_LOOK]
    return tuple(duplicates), tuple(likely[:_MOST_CANDIDATES])
