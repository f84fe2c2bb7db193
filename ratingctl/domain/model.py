"""The typed values of a rating: one class for each thing that the files hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, NewType

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.kinds import KINDS, UNKNOWN, Kind

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


class Tier(NamedTuple):
    """A tier of scores; `start` is its lowest."""

    id: str
    name: str
    start: int


class StaleLimits(NamedTuple):
    """The months of silence after which a project needs a look.

    The defaults of the inference limits are those of the Global Energy Monitor's trackers: two years without news are
    taken for a suspension, four for a cancellation.
    """

    silent: int = 12
    silent_underway: int = 18
    inferred_suspended: int = 24
    inferred_cancelled: int = 48
    unconfirmed: int = 24


class Settings(NamedTuple):
    """The settings in `rating.yaml`."""

    title: str = ""
    language: str = "en"
    scale: tuple[int, int] = (1, 10)
    tiers: tuple[Tier, ...] = ()
    stale: StaleLimits = StaleLimits()
    kinds: Mapping[str, Kind] = KINDS
    subject: tuple[str, ...] = ()
    search: tuple[str, ...] = ()

    def kind(self, name: str) -> Kind:
        """Return the kind of that name; one that counts for nothing where no table has it."""
        return self.kinds.get(name, UNKNOWN)


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


class Source(NamedTuple):
    """A source of facts."""

    id: str
    title: str
    publisher: str = ""
    date: EdtfDate | None = None
    url: str = ""


@dataclass(slots=True, eq=False)
class Event:
    """An event: one fact about one region. Nobody changes one; it is not frozen because there may be a million."""

    id: EventId
    kind: str
    title: str
    region: RegionId
    edition: EditionId
    index: int
    """Its place among the file's `events`, from 0."""
    project: str = ""
    date: EdtfDate | None = None
    text: str = ""
    print: bool = True
    follows: tuple[EventId, ...] = ()
    not_follows: tuple[EventId, ...] = ()
    start_due: EdtfDate | None = None
    due: EdtfDate | None = None
    partners: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


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
    """

    region: RegionId
    edition: EditionId
    path: str
    score: int | None = None
    rationale: str = ""
    evidence: tuple[EventId, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[Note, ...] = ()


class Edition(NamedTuple):
    """An edition: one issue of the rating.

    Attributes:
        path: Its `edition.yaml`, as a path inside the rating's folder.
        scores: The adopted scores; regions without one are absent.
        event_counts: How many events there are on each region's page.
        pages: What was read of its regions: all of them, or those that were asked for.
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
    scores: Mapping[RegionId, int] = MappingProxyType({})
    event_counts: Mapping[RegionId, int] = MappingProxyType({})
    pages: Mapping[RegionId, Page] = MappingProxyType({})
    reviewers: Mapping[EventId, str] = MappingProxyType({})

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
        """Return the first day on which one of its events may have happened; undated ones belong to its period."""
        return event.date.earliest if event.date else self.period.earliest

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

    def pages(self) -> Iterator[Page]:
        """Yield every page that was read, edition by edition."""
        for edition in self.editions.values():
            yield from edition.pages.values()

    def events(self) -> Iterator[Event]:
        """Yield every event that was read, edition by edition, page by page."""
        for page in self.pages():
            yield from page.events
