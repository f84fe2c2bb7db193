"""A draft of an event: typed or made from an article, with its duplicates and the projects that it may continue."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ratingctl.commands.shared.draft_surroundings import DraftSurroundings, Surroundings, events_seen
from ratingctl.commands.shared.event_input import UNDATED, EventInput
from ratingctl.commands.shared.kind_names import kind_named
from ratingctl.commands.shared.names import events_named, followed_event, region_named
from ratingctl.commands.shared.region_files import missing_only_where_files_are_sound, require_open, sound_frame
from ratingctl.commands.shared.typed_values import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    known_sources,
    one_line,
    require_past,
    typed_date,
)
from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.domain.edition_chain import edition_named
from ratingctl.domain.fields import EVENT
from ratingctl.domain.ids import new_event_id
from ratingctl.domain.model import Edition, Event, Rating, Region
from ratingctl.domain.placement import edition_for, near_duplicates
from ratingctl.domain.same_fact import same_facts
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import UsageError
from ratingctl.language.catalogue import all_translations
from ratingctl.language.files import SOURCE as ENGLISH
from ratingctl.message import sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.packaged.word_lists import country_words
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.words.demonyms import english_forms
from ratingctl.words.fold import fold

if TYPE_CHECKING:
    # These bring the matcher, which the first screen does not wait for, and the rules of reading, which a typed event
    # does not need.
    from ratingctl.commands.shared.followup_search import FollowupSearch
    from ratingctl.intake.draft import Gazetteer
    from ratingctl.matching.matcher import Candidate

_MOST_CANDIDATES = 5
_SEPARATORS = {"follows": " ,", "partners": ";", "amounts": ";", "sources": " ,"}
"""The fields that are lists, and what parts their items where a person types them."""


class Prepared(NamedTuple):
    """A draft with its fields resolved, as far as they are known.

    Attributes:
        event: The event; None while required answers are missing.
        missing: The options that must still be given.
        late: True if the event is from before its edition's period.
        assumed: What was assumed and is to be echoed.
        repeats: Events of the whole chain that are the same fact, as far as can be told.
        duplicates: These, and events that may be.
        candidates: Projects that it may continue, the likeliest first.
    """

    rating: Rating
    typed: EventInput
    region: Region | None
    edition: Edition | None
    event: Event | None
    missing: tuple[str, ...]
    late: bool
    assumed: tuple[str, ...]
    repeats: tuple[Event, ...]
    duplicates: tuple[Event, ...]
    candidates: "tuple[Candidate, ...]"
    lines: tuple[str, ...]


def drafted(folder: DiskFolder, today: date, article: str, typed: EventInput) -> EventInput:
    """Return the draft that an article suggests; what was typed outweighs it.

    Args:
        folder: The rating.
        today: The day of drafting.
        article: The article's text.
        typed: What was typed.

    Raises:
        DataError: If the settings or the register cannot be read.
    """
    from ratingctl.commands.shared.article_sources import article_sources  # see above
    from ratingctl.intake.article_identity import address_in

    with opened(folder, names=True) as reader:
        rating = sound_frame(reader)
    address = address_in(article)
    draft = draft_of_article(article, gazetteer_of(rating), today)
    draft = draft._replace(sources=article_sources(address, "", rating.sources), article="" if typed.title else address)
    when = parse_edtf(draft.date) if draft.date and not typed.date else None
    if when and is_far_back(rating, edition_for(when, rating)[0], when):
        draft = draft._replace(date="", proposed_date=draft.date)
    given = {name: value for name, value in typed._asdict().items() if value not in ("", (), None)}
    return draft._replace(**given)


def is_far_back(rating: Rating, edition: Edition, when: EdtfDate | None) -> bool:
    """Return whether a date lies before the period of the edition before: it is asked about, for it may be mistaken."""
    previous = rating.editions.get(edition.previous) if edition.previous else None
    return previous is not None and previous.begins_after(when)


def draft_of_article(article: str, gazetteer: "Gazetteer", today: date) -> EventInput:
    """Return the draft that an article suggests, with the names that a rating knows; see `drafted`."""
    from ratingctl.intake.draft import draft_from  # see above

    draft = draft_from(article, gazetteer, today)
    return EventInput(
        region=draft.regions[0] if draft.regions else "",
        date=draft.date.text if draft.date else "",
        kind=draft.kind or "",
        title=draft.title,
        start_due=draft.start_due.text if draft.start_due else "",
        due=draft.due.text if draft.due else "",
        partners=draft.partners,
        amounts=draft.amounts,
        also_regions=draft.regions[1:],
        on_topic=draft.on_topic,
        yearless=draft.yearless,
        article_language=draft.language,
        proposed_date=_proposed(draft.yearless, today),
    )


def _proposed(yearless: str, today: date) -> str:
    """Return the latest date before a day that words without a year may mean; empty where they mean none."""
    try:
        return parse_typed(yearless, today).date.text if yearless else ""
    except DateError:
        return ""


def gazetteer_of(rating: Rating) -> "Gazetteer":
    """Return the names that a rating knows: regions, cities, organisations, its subject."""
    from ratingctl.intake.draft import Gazetteer  # see above

    names = {
        region.id: (region.name, *region.aliases, *rating.forms.get(region.id, ()))
        for region in rating.regions.values()
    }
    english = english_forms(names, country_words()) if rating.settings.language == ENGLISH else {}
    return Gazetteer(
        regions={region: (*same, *english.get(region, ())) for region, same in names.items()},
        cities=rating.cities,
        organisations=rating.organisations,
        subject=rating.settings.subject,
        kinds={kind.id: kind.words for kind in rating.settings.kinds.values() if kind.words},
    )


def prepare(folder: DiskFolder, today: date, typed: EventInput) -> Prepared:
    """Return a draft with its fields resolved, its duplicates and the projects that it may continue.

    Args:
        folder: The rating.
        today: The day from which «вчера» is counted; an event cannot be later.
        typed: What was typed or drafted.

    Raises:
        UsageError: If a value fits nothing: an unknown region, kind, date, source or event; a published edition.
        DataError: If the files that matter cannot be read.
    """
    with missing_only_where_files_are_sound(folder), opened(folder, names=True) as reader:
        return prepared_among(DraftSurroundings(reader, sound_frame(reader)), today, typed)


def prepared_among(around: Surroundings, today: date, typed: EventInput) -> Prepared:
    """Return a draft as `prepare` does, with the events that it is compared with; no others are asked for."""
    rating = around.frame
    assumed: list[str] = []
    region = region_named(rating, typed.region, for_writing=True) if typed.region else None
    kind = kind_named(rating, typed.kind) if typed.kind else ""
    undated = is_undated(typed.date)
    when = None if undated else typed_date("--date", typed.date, today, assumed)
    require_past("--date", when, today)
    start_due = typed_date("--start-due", typed.start_due, today, assumed)
    due = typed_date("--due", typed.due, today, assumed)
    edition, late = _edition(rating, typed.edition, when, typed.after_lock)
    title = one_line("--title", typed.title, LONGEST_TITLE, sentence("put the rest into --text"))
    known_sources(rating, typed.sources)
    needed = {"--region": region, "--kind": kind, "--title": title, "--date": when or undated}
    missing = tuple(option for option, value in needed.items() if not value)
    draft = Prepared(rating, typed, region, edition, None, missing, late, tuple(dict.fromkeys(assumed)), (), (), (), ())
    if missing or region is None:
        return draft
    rating = around.of_region(region.id)
    edition = rating.editions[edition.id]
    follows = _followed(around, rating, region, edition, when, typed.follows)
    project = " ".join(typed.project.split()) or _shared_project(follows)
    ids = {event.id for event in rating.events()}
    page = edition.pages.get(region.id)
    event = Event(
        id=new_event_id(region.id, when.text if when else "", project, title, ids),
        kind=kind,
        title=title,
        region=region.id,
        edition=edition.id,
        index=len(page.events) if page else 0,
        project=project,
        date=when,
        text=one_line("--text", typed.text, LONGEST_TEXT),
        follows=tuple(old.id for old in follows),
        start_due=start_due,
        due=due,
        partners=typed.partners,
        amounts=typed.amounts,
        sources=typed.sources,
        note=one_line("--note", typed.note, LONGEST_TEXT),
    )
    seen = events_seen(rating, edition, region.id)
    repeats = _of_same_article(typed.article, seen, rating) or tuple(same_facts(event, seen, rating.editions))
    alike, candidates = _neighbours(around.search(region.id, edition.id), event, typed.before)
    flags = ("print", "late")  # a flag that is not raised is not written
    values = {field.name: getattr(event, field.name) for field in EVENT.fields if field.name not in flags}
    return draft._replace(
        rating=rating,
        edition=edition,
        event=event,
        repeats=repeats,
        duplicates=tuple({old.id: old for old in (*repeats, *alike)}.values()),
        candidates=candidates,
        lines=tuple(record_lines(values, EVENT)),
    )


def _of_same_article(article: str, events: Iterable[Event], rating: Rating) -> tuple[Event, ...]:
    """Return the events that were logged from an article already; none where it has no address."""
    if not article:
        return ()
    from ratingctl.commands.shared.article_sources import events_from  # see above

    return tuple(events_from(article, events, rating.sources))


def is_undated(typed: str) -> bool:
    """Return whether a person says instead of a date that there is none: «без даты», `undated`."""
    return fold(typed) in {fold(word) for word in (UNDATED, *all_translations("answer.undated"))}


def with_correction(prepared: Prepared, field: str, typed: str) -> EventInput:
    """Return the draft with another value of one field, as it was typed.

    Args:
        prepared: The draft.
        field: A field of `EventInput`.
        typed: The value: `*` empties the field, lists are parted, a number among followed events is a candidate's.
    """
    value: str | tuple[str, ...] = "" if typed == "*" else typed
    if field in _SEPARATORS:
        for separator in _SEPARATORS[field]:
            typed = typed.replace(separator, "\n")
        value = tuple(part.strip() for part in typed.split("\n") if part.strip() not in ("", "*"))
    if field == "follows" and isinstance(value, tuple):
        value = tuple(_candidate_id(prepared, part) for part in value)
    return EventInput(**{**prepared.typed._asdict(), field: value})


def _candidate_id(prepared: Prepared, part: str) -> str:
    """Return the id behind a candidate's number; anything else is an id already."""
    if part.isdecimal() and 1 <= int(part) <= len(prepared.candidates):
        return prepared.candidates[int(part) - 1].event.id
    return part


def missing_answers(prepared: Prepared) -> UsageError:
    """Return the error of a draft that lacks required answers."""
    return UsageError(
        sentence("an event needs {missing}", missing=", ".join(prepared.missing)),
        next_step=sentence("give the options, or run it in a terminal"),
    )


def _edition(rating: Rating, named: str, when: EdtfDate | None, after_lock: str) -> tuple[Edition, bool]:
    if not named:
        return edition_for(when, rating)
    edition = edition_named(rating, named)
    require_open(edition, for_events=not after_lock)
    return edition, edition.begins_after(when)


def _followed(
    around: Surroundings,
    rating: Rating,
    region: Region,
    edition: Edition,
    when: EdtfDate | None,
    queries: Sequence[str],
) -> list[Event]:
    """Return the events that are named: of the same region if one of its events is called so, else of any."""
    of_region = events_seen(rating, edition)
    followed = []
    for query in queries:
        events = events_named(of_region, query) or events_named(around.elsewhere(query, edition), query)
        followed.append(followed_event(events, query, when, region.id, edition.id, rating.editions, of_region))
    return followed


def _shared_project(follows: Sequence[Event]) -> str:
    """Return the project name that all followed events share, so that the new one goes with them; else an empty one."""
    names = {event.project for event in follows}
    return names.pop() if len(names) == 1 else ""


def _neighbours(
    search: "FollowupSearch | None", event: Event, before: str
) -> "tuple[tuple[Event, ...], tuple[Candidate, ...]]":
    """Return the events that may be the same fact, and the projects that the event may continue.

    Args:
        search: The search; None where it is not ready.
        event: The event.
        before: The id of the event whose text stands before its own; empty where there is none.
    """
    if search is None:
        return (), ()
    from ratingctl.matching.blocking import block  # see above

    matcher, new = search.matcher, search.matcher.new_text(event)
    known = events_seen(search.rating, search.edition, event.region)
    near = block(new.document, [old for old in known if old.date or old.edition == event.edition])
    alike = {old.id: matcher.overlap(new, matcher.text_of(old)) for old in near}
    duplicates = near_duplicates(event, near, alike)
    question = search.about_draft(event, next((old for old in known if old.id == before), None))
    return tuple(duplicates), tuple(question.likely(_MOST_CANDIDATES))
