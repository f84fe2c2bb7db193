"""Look up what people name on the command line: regions, tiers, districts, kinds, reviewers, events."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.followup import is_surely_earlier
from ratingctl.domain.model import Edition, EditionId, Event, Rating, Region, RegionId, Tier
from ratingctl.errors import UsageError
from ratingctl.message import Message, Text, counted, sentence
from ratingctl.words.fold import fold
from ratingctl.words.names import NameIndex
from ratingctl.words.suggestion import did_you_mean, did_you_mean_id
from ratingctl.words.transliteration import latin_key

_MOST_CHOICES = 8


class EventNotFoundError(UsageError):
    """An error of a name: no event of that id in what was read."""


class RegionNotFoundError(UsageError):
    """An error of a name: no region is called so.

    Args:
        spelled: The name as it was typed, with a suggestion.
    """

    def __init__(self, spelled: Message) -> None:
        super().__init__(
            sentence("no {unit} {spelled}", spelled=spelled),
            next_step=sentence("`ratingctl tiers -f csv` lists the {units} and their ids"),
        )
        self.spelled = spelled


def region_names(rating: Rating) -> NameIndex:
    """Return an index of all spellings of regions: id, code, name, aliases and inflected forms."""
    return NameIndex({region: _spellings(rating, region) for region in rating.regions})


def region_named(rating: Rating, query: str, *, for_writing: bool = False) -> Region:
    """Return the one region that a person names, in any case and either alphabet.

    Args:
        rating: The rating.
        query: Its id, code, name, an alias or an inflected form, or the beginning of one.
        for_writing: Refuse a beginning: it must not decide where something is written.

    Raises:
        RegionNotFoundError: If none fits; it suggests others.
        UsageError: If several fit, or a beginning does not decide; it lists them.
    """
    if query in rating.regions:
        return rating.regions[RegionId(query)]
    names = region_names(rating)
    ids = [RegionId(key) for key in names.keys_for(query)]
    if len(ids) == 1 and for_writing and not _is_whole(rating, ids[0], query):
        raise UsageError(
            sentence("{query!r} is only the beginning of {listed}", query=query, listed=_listed(rating, ids)),
            next_step=sentence("to write something, name the {unit} by its id, its code or its whole name"),
        )
    if len(ids) == 1:
        return rating.regions[ids[0]]
    if ids:
        raise UsageError(
            sentence("the {unit} {query!r} may be {listed}", query=query, listed=_listed(rating, ids)),
            next_step=sentence("write more of the name, or the id"),
        )
    near = _listed(rating, [RegionId(key) for key in names.near(query)])
    hint = sentence(" (did you mean {word}?)", word=near) if near else ""
    raise RegionNotFoundError(sentence("{query!r}{hint}", query=query, hint=hint))


def tier_named(rating: Rating, query: str) -> Tier:
    """Return the tier of that id, or whose name begins so.

    Raises:
        UsageError: If there is none.
    """
    tiers = rating.settings.tiers
    for tier in tiers:
        if fold(query) == fold(tier.id) or fold(tier.name).startswith(fold(query)):
            return tier
    ids = [tier.id for tier in tiers]
    raise UsageError(
        sentence("no tier {query!r}{hint}", query=query, hint=did_you_mean(query, ids)),
        next_step=sentence("the tiers are {ids}", ids=", ".join(ids)),
    )


def district_named(rating: Rating, query: str) -> str:
    """Return the district of the register that is spelled so.

    Raises:
        UsageError: If there is none.
    """
    districts = sorted({region.district for region in rating.regions.values() if region.district})
    for district in districts:
        if fold(district) == fold(query):
            return district
    known = (
        sentence("there are {districts}", districts=", ".join(districts))
        if districts
        else sentence("regions.yaml names no `district`")
    )
    raise UsageError(
        sentence("no {group} {query!r}{hint}", query=query, hint=did_you_mean(query, districts)), next_step=known
    )


def word_named(
    what: str, words: Iterable[str], query: str, group: str = "", own: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return the one of some fixed words that a person names: itself, or its name in a report of any language.

    Args:
        what: What they are: `status`, `reason`.
        words: The words.
        query: What was typed.
        group: Their group of the catalogue, where it is not named by what they are.
        own: What the rating calls some of them.

    Raises:
        UsageError: If it is none of them, or may be several.
    """
    from ratingctl.language.catalogue import all_translations  # only where such a word is typed

    known = list(words)
    names = NameIndex(
        {
            word: (
                word.replace("_", " "),
                *((own[word],) if word in own else ()),
                *all_translations(f"{group or what}.{word}"),
            )
            for word in known
        }
    )
    keys = names.keys_for(query)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UsageError(
            sentence("the {what} {query!r} may be {keys}", what=what, query=query, keys=", ".join(keys)),
            next_step=sentence("write more of it"),
        )
    near = names.near(query, 1)
    hint = sentence(" (did you mean {word}?)", word=near[0]) if near else ""
    raise UsageError(
        sentence("no {what} {query!r}{hint}", what=what, query=query, hint=hint),
        next_step=sentence("there are {known}", known=", ".join(known)),
    )


def reviewer_named(rating: Rating, query: str) -> str:
    """Return the reviewer of that name, as the register or an edition spells it.

    Raises:
        UsageError: If no region or project has such a reviewer, or several names begin so.
    """
    of_projects = {name for edition in rating.editions.values() for name in edition.reviewers.values()}
    known = sorted({region.reviewer for region in rating.regions.values() if region.reviewer} | of_projects)
    names = NameIndex(dict.fromkeys(known, ()))
    keys = names.keys_for(query)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UsageError(
            sentence("the reviewer {query!r} may be {keys}", query=query, keys=", ".join(keys)),
            next_step=sentence("write more of the name"),
        )
    there = (
        sentence("the reviewers are {known}", known=", ".join(known))
        if known
        else sentence("give the {units} their `reviewer` in regions.yaml")
    )
    raise UsageError(
        sentence("no {unit} has the reviewer {query!r}{hint}", query=query, hint=did_you_mean(query, known)),
        next_step=there,
    )


def events_named(events: Iterable[Event], query: str) -> list[Event]:
    """Return the events of that id, else those whose id ends in it after the region's prefix."""
    wanted = query.strip().lower()
    known = list(events)
    whole = [event for event in known if event.id == wanted]
    return whole or [event for event in known if event.id.endswith(f"-{wanted}")]


def one_event(rating: Rating, query: str) -> Event:
    """Return the one event of that id.

    Raises:
        EventNotFoundError: If there is none.
        UsageError: If several fit.
    """
    known = list(rating.events())
    fitting = events_named(known, query)
    if len({event.id for event in fitting}) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(
            sentence("{query!r} may be {fitting}", query=query, fitting=", ".join(event.id for event in fitting)),
            next_step=sentence("write the whole id"),
        )
    hint = did_you_mean_id(query, [event.id for event in known])
    raise EventNotFoundError(
        sentence("no event {query!r}{hint}", query=query, hint=hint),
        next_step=sentence("`ratingctl find` shows the ids of events"),
    )


def followed_event(
    fitting: Sequence[Event],
    query: str,
    when: EdtfDate | None,
    region: RegionId,
    seen_by: str,
    editions: Mapping[EditionId, Edition],
    known: Iterable[Event] = (),
) -> Event:
    """Return the only event among namesakes that another may follow.

    Args:
        fitting: The events that are called so.
        query: How it was named.
        when: The date of the event that is to follow it.
        region: The region of that event.
        seen_by: The edition of that event.
        editions: The editions by id.
        known: The events of which one may have been meant where none is called so.

    Raises:
        EventNotFoundError: If there is none.
        UsageError: If several fit, or it is surely later.
    """
    listed = sentence("`ratingctl show {region}` lists the ids", region=region)
    if not fitting:
        raise EventNotFoundError(
            sentence(
                "{place}: {query!r} is no event that {seen_by} sees{hint}",
                place="--follows",
                query=query,
                seen_by=seen_by,
                hint=did_you_mean_id(query, [event.id for event in known]),
            ),
            next_step=listed,
        )
    if len({event.id for event in fitting}) > 1:
        raise UsageError(
            sentence(
                "{place}: {query!r} may be {fitting}",
                place="--follows",
                query=query,
                fitting=", ".join(event.id for event in fitting),
            ),
            next_step=listed,
        )
    old = fitting[0]
    if is_surely_earlier(when, old, editions):
        raise UsageError(
            sentence(
                "{place}: {id} is of {date}, later than this event ({when})",
                place="--follows",
                id=old.id,
                date=old.date or editions[old.edition].period,
                when=when,
            ),
            next_step=sentence("mend the date, or follow an earlier event"),
        )
    return old


def _spellings(rating: Rating, region_id: RegionId) -> tuple[str, ...]:
    region = rating.regions[region_id]
    return region.code, region.name, *region.aliases, *rating.forms.get(region_id, ())


def _is_whole(rating: Rating, region: RegionId, query: str) -> bool:
    """Return True if a query is a whole spelling of a region, in either alphabet."""
    return latin_key(query) in {latin_key(spelling) for spelling in (region, *_spellings(rating, region)) if spelling}


def _listed(rating: Rating, regions: Sequence[RegionId]) -> Text:
    shown = [f"{region} ({rating.regions[region].name})" for region in regions[:_MOST_CHOICES]]
    more = len(regions) - len(shown)
    listed = ", ".join(shown)
    return counted("{listed} or {n} other", "{listed} or {n} others", n=more, listed=listed) if more > 0 else listed
