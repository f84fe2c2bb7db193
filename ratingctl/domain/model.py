"""The typed values of a rating: one class for each thing that the files hold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, NewType

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.scores import Scale, Score
from ratingctl.domain.settings import Dimension as Dimension
from ratingctl.domain.settings import Settings as Settings
from ratingctl.domain.settings import StaleLimits as StaleLimits
from ratingctl.domain.settings import Tier as Tier

EditionId = NewType("EditionId", str)
EventId = NewType("EventId", str)
RegionId = NewType("RegionId", str)


def page_path(edition: EditionId, region: RegionId) -> str:
    """Return the path of a region's file in an edition, inside the rating's folder."""
    return f"{edition}/{region}.yaml"


class State(StrEnum):
    """The states of an edition."""

    DRAFT = "draft"
    LOCKED = "locked"
    PUBLISHED = "published"


class Region(NamedTuple):
    """A region of the register: one unit of the rating."""

    id: RegionId
    name: str
    code: str = ""
    district: str = ""
    aliases: tuple[str, ...] = ()
    order: int = 0
    cities: tuple[str, ...] = ()
    reviewer: str = ""
    tile: tuple[int, ...] = ()
    since: EdtfDate | None = None
    until: EdtfDate | None = None
    merged_into: str = ""


class Source(NamedTuple):
    """A source of facts."""

    id: str
    title: str
    publisher: str = ""
    date: EdtfDate | None = None
    url: str = ""


class Event:
    """An event: one fact about one region. Nobody changes one; it is no tuple because there may be a million.

    It is no dataclass either: that module alone takes as long to load as most of a run.

    Attributes:
        index: Its place among the file's `events`, from 0.
    """

    __slots__ = (
        "amounts", "date", "due", "edition", "follows", "id", "index", "kind", "late", "not_follows", "note",
        "partners", "print", "project", "region", "sources", "start_due", "text", "title",
    )  # fmt: skip

    def __init__(
        self,
        id: EventId,  # noqa: A002
        kind: str,
        title: str,
        region: RegionId,
        edition: EditionId,
        index: int,
        project: str = "",
        date: EdtfDate | None = None,
        late: bool = False,
        text: str = "",
        print: bool = True,  # noqa: A002
        follows: tuple[EventId, ...] = (),
        not_follows: tuple[EventId, ...] = (),
        start_due: EdtfDate | None = None,
        due: EdtfDate | None = None,
        partners: tuple[str, ...] = (),
        amounts: tuple[str, ...] = (),
        sources: tuple[str, ...] = (),
        note: str = "",
    ) -> None:
        self.id = id
        self.kind = kind
        self.title = title
        self.region = region
        self.edition = edition
        self.index = index
        self.project = project
        self.date = date
        self.late = late
        self.text = text
        self.print = print
        self.follows = follows
        self.not_follows = not_follows
        self.start_due = start_due
        self.due = due
        self.partners = partners
        self.amounts = amounts
        self.sources = sources
        self.note = note

    def __repr__(self) -> str:
        return f"Event({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    def _asdict(self) -> dict[str, Any]:
        """Return its fields, as named tuples do."""
        return {name: getattr(self, name) for name in self.__slots__}

    def _replace(self, **values: Any) -> "Event":
        """Return an event with other values of some fields, as named tuples do."""
        return Event(**{**self._asdict(), **values})


class Check(NamedTuple):
    """A check: somebody looked for news of a project on a day."""

    event: EventId
    date: EdtfDate
    found: str
    by: str = ""
    note: str = ""
    until: EdtfDate | None = None
    sources: tuple[str, ...] = ()


class Note(NamedTuple):
    """A printed remark beside the events."""

    text: str
    about: tuple[EventId, ...] = ()
    italic: bool = False


class Page(NamedTuple):
    """A page: what the file of one region in one edition holds.

    Attributes:
        path: The file, as a path inside the rating's folder.
        scores: The scores by dimension.
        tier: The id of the tier that was adopted by hand; empty where the score decides.
    """

    region: RegionId
    edition: EditionId
    path: str
    score: Score | None = None
    scores: Mapping[str, Score] = MappingProxyType({})
    tier: str = ""
    rationale: str = ""
    evidence: tuple[EventId, ...] = ()
    contrary: str = ""
    not_rated: str = ""
    events: Sequence[Event] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[Note, ...] = ()


class SignedStep(NamedTuple):
    """A step of an edition's life: when it was locked or published, and by whom."""

    date: EdtfDate
    by: str = ""


class LateChange(NamedTuple):
    """A change of an event after the lock of its edition.

    Attributes:
        change: What was done: `added`, `removed`, or the fields that were changed.
    """

    date: EdtfDate
    event: EventId
    change: str
    reason: str
    by: str = ""


class Erratum(NamedTuple):
    """A correction of a published edition.

    Attributes:
        id: The event or region that was corrected.
        was: The value as it was published; empty where there was none.
        now: The value since; empty where it was taken away.
    """

    date: EdtfDate
    id: str
    region: RegionId
    field: str
    reason: str
    was: str = ""
    now: str = ""
    by: str = ""


class FrozenSettings(NamedTuple):
    """The settings that an edition was published with: everything that decides how its tables are printed.

    Attributes:
        regions: The register, in its order; what is not printed is not in it.
        sources: The sources that the edition and those before it cite.
        organisations: For each slug, the names that are one and the same: the search of the report knows them.
    """

    settings: Settings
    regions: Mapping[RegionId, Region]
    sources: Mapping[str, Source]
    organisations: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Trend(NamedTuple):
    """A numbered paragraph of a booklet, in Markdown, with the regions that it names and the events it rests on."""

    text: str
    regions: tuple[RegionId, ...] = ()
    events: tuple[EventId, ...] = ()


class Booklet(NamedTuple):
    """The texts around the tables of an edition, in Markdown: what its `booklet.yaml` holds.

    Attributes:
        path: The file, as a path inside the rating's folder.
        tier_intro: A line above the table of a tier, by the tier's id.
        legend: How to read the tables.
    """

    path: str = ""
    publishers: tuple[str, ...] = ()
    place_date: str = ""
    comment: str = ""
    method: str = ""
    trends: tuple[Trend, ...] = ()
    tier_intro: Mapping[str, str] = MappingProxyType({})
    legend: str = ""
    footnotes: tuple[str, ...] = ()
    licence: str = ""
    citation: str = ""


class Edition(NamedTuple):
    """An edition: one issue of the rating.

    Attributes:
        path: Its `edition.yaml`, as a path inside the rating's folder.
        scale: The scale of its scores, as it was published where it is.
        scores: The adopted scores; regions without one are absent.
        tiers: The ids of tiers that were adopted by hand.
        event_counts: How many events there are on each region's page.
        pages: What was read of its regions: all of them, or those that were asked for.
        locked: When it was locked, if it was and that is known.
        published: When it was published, if it was and that is known.
        late_changes: What was changed of its events after the lock.
        frozen: The settings with which it was published, where its folder has them.
        errata: The corrections since it was published.
        booklet: The texts around its tables, where they were asked for.
        reviewers: Who follows single projects, by the id of any of their events.
    """

    id: EditionId
    path: str
    title: str
    period: EdtfDate
    cutoff: date
    state: State = State.DRAFT
    previous: EditionId | None = None
    number: str = ""
    scale: Scale = Scale()
    scores: Mapping[RegionId, Score] = MappingProxyType({})
    tiers: Mapping[RegionId, str] = MappingProxyType({})
    event_counts: Mapping[RegionId, int] = MappingProxyType({})
    pages: Mapping[RegionId, Page] = MappingProxyType({})
    booklet: Booklet = Booklet()
    locked: SignedStep | None = None
    published: SignedStep | None = None
    late_changes: tuple[LateChange, ...] = ()
    frozen: FrozenSettings | None = None
    errata: tuple[Erratum, ...] = ()
    reviewers: Mapping[EventId, str] = MappingProxyType({})

    @property
    def is_published(self) -> bool:
        """Return whether it was published: frozen settings show it where somebody wrote another state by hand."""
        return self.state is State.PUBLISHED or self.frozen is not None

    @property
    def closing_day(self) -> date:
        """Return the last day of its period; the cut-off where the period is open."""
        return self.period.latest or self.cutoff

    def events(self) -> Iterator[Event]:
        """Yield the events of its pages, page by page, in the order of the files."""
        for page in self.pages.values():
            yield from page.events

    def is_running_on(self, day: date) -> bool:
        """Return whether it is a draft whose period is still running on a day, and goes on after it."""
        return self.state is State.DRAFT and day < self.closing_day

    def earliest_day_of(self, event: Event) -> date | None:
        """Return the first possible day of its events; undated ones belong to its period."""
        return event.date.earliest if event.date else self.period.earliest

    def is_late_find(self, event: Event) -> bool:
        """Return whether an event of the edition lies before its period, and nobody has said that this is right."""
        return not event.late and self.begins_after(event.date)

    def begins_after(self, when: EdtfDate | None) -> bool:
        """Return whether a date lies before its period: an event of that date was found late."""
        latest, first = when.latest if when else None, self.period.earliest
        return latest is not None and first is not None and latest < first


class Rating(NamedTuple):
    """A rating: everything that was read of its folder.

    Attributes:
        organisations: For each slug, the names that are one and the same.
        forms: For each region, the inflected forms of its names.
        cities: For each region, the names of its towns in all cases.
    """

    settings: Settings
    regions: Mapping[RegionId, Region]
    editions: Mapping[EditionId, Edition]
    sources: Mapping[str, Source] = MappingProxyType({})
    organisations: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    forms: Mapping[RegionId, tuple[str, ...]] = MappingProxyType({})
    cities: Mapping[RegionId, tuple[str, ...]] = MappingProxyType({})

    def as_printed_in(self, edition: Edition) -> "Rating":
        """Return the rating with the settings, register and sources that an edition was published with.

        Of a region's register entry only that is frozen which is printed; the rest is added from today's register, so
        that it is found by all of its names.

        Args:
            edition: An edition; where it has no frozen settings, the rating is returned as it is.
        """
        if edition.frozen is None:
            return self
        frozen, today = edition.frozen, self.settings
        return self._replace(
            settings=frozen.settings._replace(
                subject=today.subject, gate=today.gate, search=today.search, imports=today.imports
            ),
            regions={
                region.id: _with_todays_names(region, self.regions.get(region.id)) for region in frozen.regions.values()
            },
            sources={**self.sources, **frozen.sources},
        )

    def as_published_in(self, edition: Edition) -> "Rating":
        """Return the rating as the report of an edition prints it: also its aliases and organisations are frozen.

        Args:
            edition: An edition; where it has no frozen settings, the rating is returned as it is.
        """
        if edition.frozen is None:
            return self
        frozen = edition.frozen
        return self.as_printed_in(edition)._replace(regions=frozen.regions, organisations=frozen.organisations)

    def pages(self) -> Iterator[Page]:
        """Yield every page that was read, edition by edition."""
        for edition in self.editions.values():
            yield from edition.pages.values()

    def events(self) -> Iterator[Event]:
        """Yield every event that was read, edition by edition, page by page."""
        for page in self.pages():
            yield from page.events


def _with_todays_names(frozen: Region, today: Region | None) -> Region:
    if today is None:
        return frozen
    names = (*today.aliases, *(() if today.name == frozen.name else (today.name,)))
    return frozen._replace(aliases=names, cities=today.cities, reviewer=today.reviewer)
