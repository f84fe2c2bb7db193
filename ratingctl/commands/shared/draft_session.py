"""A sitting at the desk: the rating is read once, and what takes long is made in the background."""

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from ratingctl.commands.shared.article_sources import events_from
from ratingctl.commands.shared.background import Background
from ratingctl.commands.shared.draft_surroundings import events_called
from ratingctl.commands.shared.event_draft import Prepared, draft_of_article, gazetteer_of, prepared_among
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.commands.shared.region_files import missing_only_where_files_are_sound, sound_frame
from ratingctl.domain.model import Edition, EditionId, Event, Rating, RegionId
from ratingctl.errors import RatingctlError
from ratingctl.intake.article import readable_text
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.local_state.judgements import read_judgements

if TYPE_CHECKING:  # bring the matcher, which the first screen does not wait for
    from ratingctl.commands.shared.followup_search import FollowupSearch
    from ratingctl.commands.shared.matching_tables import MatchingTables
    from ratingctl.intake.marks import Mark

_OTHERS = 5000
"""Events of other regions whose parties are offered."""
_SWITCH_SECONDS = 0.0005
"""The time for which the background may keep the interpreter from a key; Python's own is ten times as long."""


class DraftSession:
    """Resolves one draft after the other, and never waits for the matcher.

    Args:
        folder: The rating.
        today: The day of the call.

    Raises:
        DataError: If the settings or the register cannot be read.
    """

    def __init__(self, folder: DiskFolder, today: date) -> None:
        self.today = today
        self.on_ready: Callable[[], None] = lambda: None
        """Called in the background when a search has become ready."""
        self._folder = folder
        self._background = Background(RatingctlError, OSError)
        self._drafts: dict[str, EventInput] = {}
        self._marks: dict[tuple[object, ...], list[Mark]] = {}
        self._pending: set[_Place] = set()
        self._around = _KeptSurroundings(folder, self._ask_for_search)
        self._has_read_others = False

    @property
    def frame(self) -> Rating:
        """The rating without events."""
        return self._around.frame

    @property
    def is_searching(self) -> bool:
        """True while it is not known yet what a draft may continue."""
        return bool(self._pending)

    def drafted(self, article: str) -> EventInput:
        """Return the draft of an article, which may have been made ahead."""
        draft = self._drafts.get(article)
        if draft is None:
            draft = self._drafts[article] = draft_of_article(article, self._around.gazetteer, self.today)
        return draft

    def draft_ahead(self, article: str) -> None:
        """Draft an article in the background, with what is compared with it, and its marks."""

        def make() -> None:
            draft = self.drafted(article)
            if draft.region:
                prepared = prepared_among(_WithoutSearch(self._around), self.today, draft)
                self.marks(readable_text(article), prepared)
                if prepared.event and prepared.edition:
                    self._around.make_search((prepared.event.region, prepared.edition.id))

        self._background.later(make)

    def marks(self, text: str, prepared: Prepared) -> "list[Mark]":
        """Return the marks of an article, the same ones as long as what was understood of it is the same.

        Args:
            text: The article as it is shown.
            prepared: Its draft.
        """
        typed = prepared.typed
        understood = (typed.region, typed.date, typed.yearless, typed.kind, typed.partners, typed.amounts)
        key = (text, *understood, typed.start_due, typed.due, prepared.event is None)
        marks = self._marks.get(key)
        if marks is None:
            from ratingctl.commands.shared.draft_marks import marks_of

            marks = self._marks[key] = marks_of(text, prepared, self.frame)
        return marks

    def prepared(self, typed: EventInput) -> Prepared:
        """Return a draft with its fields resolved, compared with what is there as far as the matcher is ready.

        Raises:
            UsageError: If a value fits nothing.
            DataError: If the files that matter cannot be read.
        """
        with missing_only_where_files_are_sound(self._folder):
            return prepared_among(self._around, self.today, typed)

    def events_of(self, region: RegionId) -> Sequence[Event]:
        """Return the events of a region that are in memory."""
        return self._around.events_in_memory(region)

    def events_called(self, ids: Iterable[str]) -> list[Event]:
        """Return the events of these ids, of any region and edition; those that are gone are left out."""
        newest = list(self.frame.editions.values())[-1]
        return [event for name in ids for event in self._around.elsewhere(name, newest) if event.id == name]

    def events_from(self, address: str, region: str) -> list[Event]:
        """Return the events of a region that have an article of this address as a source."""
        known = self.frame.regions.get(RegionId(region))
        rating = self._around.of_region(known.id) if known and address else self.frame
        return events_from(address, rating.events(), rating.sources)

    def forget(self, region: RegionId) -> None:
        """Read a region anew when it is needed next: its file has changed."""
        self._around.forget(region)

    def reload(self) -> None:
        """Read everything but events anew: sources were added."""
        self._around.read_frame()

    def later(self, job: Callable[[], Any]) -> None:
        """Do something in the background, after what was asked for before, once `start` was called."""
        self._background.later(job)

    def start(self) -> None:
        """Let the background begin: the first screen is there, and nobody waits for it any more."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._background.start()

    def wait(self) -> None:
        """Wait until everything in the background is done."""
        self._background.wait()

    def _ask_for_search(self, place: "_Place") -> None:
        """Let a search be made in the background, if it is not being made already."""
        if place in self._pending:
            return
        self._pending.add(place)

        def make() -> None:
            try:
                self._around.make_search(place)
            finally:
                self._pending.discard(place)
                self.on_ready()
                if not self._has_read_others:
                    self._has_read_others = True
                    self._background.later(self._around.read_others)

        self._background.later(make)


_Place = tuple[RegionId, EditionId]
"""A region and the edition that an event goes into."""


class _WithoutSearch:
    """The events that drafts are compared with, without the search, which the background makes for itself."""

    def __init__(self, around: "_KeptSurroundings") -> None:
        self.frame = around.frame
        self.of_region = around.of_region
        self.elsewhere = around.elsewhere

    def search(self, region: RegionId, edition: EditionId) -> None:
        """Return no search."""


class _KeptSurroundings:
    """The events that drafts are compared with, read once and kept; searches are made in the background.

    What is read while a file changes is not kept: `forget` counts, and what was begun under another count is dropped.
    """

    def __init__(self, folder: DiskFolder, ask_for: Callable[[_Place], None]) -> None:
        self._folder = folder
        self._ask_for = ask_for
        self._regions: dict[RegionId, Rating] = {}
        self._searches: dict[_Place, FollowupSearch | None] = {}
        self._elsewhere: dict[tuple[str, EditionId], list[Event]] = {}
        self._others: list[Event] = []
        self._tables: MatchingTables | None = None
        self._forgotten = 0
        self._lock = Lock()
        self.read_frame()

    def read_frame(self) -> None:
        with missing_only_where_files_are_sound(self._folder), opened(self._folder, names=True) as reader:
            self.frame = sound_frame(reader)
        self.gazetteer = gazetteer_of(self.frame)
        self._regions.clear()
        self._searches.clear()

    def of_region(self, region: RegionId) -> Rating:
        rating = self._regions.get(region)
        if rating is None:
            count = self._forgotten
            with opened(self._folder, names=True) as reader:
                rating = reader.with_pages(self.frame, regions=[region])
            with self._lock:
                if count == self._forgotten:
                    self._regions[region] = rating
        return rating

    def elsewhere(self, query: str, edition: Edition) -> list[Event]:
        key = (query, edition.id)
        if key not in self._elsewhere:
            with opened(self._folder, names=True) as reader:
                self._elsewhere[key] = events_called(reader, query, edition)
        return self._elsewhere[key]

    def search(self, region: RegionId, edition: EditionId) -> "FollowupSearch | None":
        place = (region, edition)
        if place not in self._searches:
            self._ask_for(place)
        return self._searches.get(place)

    def events_in_memory(self, region: RegionId) -> list[Event]:
        of_region = list(self._regions[region].events()) if region in self._regions else []
        known = {event.id for event in of_region}
        return [*of_region, *(event for event in self._others if event.id not in known)]

    def make_search(self, place: _Place) -> None:
        """Make a search; where the files cannot be read there is none, and the foreground says why."""
        from ratingctl.commands.shared.followup_search import FollowupSearch  # see above
        from ratingctl.commands.shared.matching_tables import MatchingTables

        if place in self._searches:
            return
        region, edition = place
        search: FollowupSearch | None = None
        count = self._forgotten
        try:
            with opened(self._folder, names=True) as reader:
                if self._tables is None:
                    self._tables = MatchingTables.of(reader)
                rating = reader.with_pages(self.frame, regions=[region])
                judgements = read_judgements(self._folder.root)
                search = FollowupSearch(rating, rating.editions[edition], judgements, self._tables)
                search.prepare([region])
        finally:
            with self._lock:
                if count == self._forgotten:
                    self._searches[place] = search

    def read_others(self) -> None:
        """Read events of other regions, whose parties are offered."""
        with opened(self._folder, names=True) as reader:
            self._others = list(reader.with_sample(self.frame, _OTHERS).events())

    def forget(self, region: RegionId) -> None:
        with self._lock:
            self._forgotten += 1
            self._regions.pop(region, None)
            self._elsewhere.clear()
            for place in [place for place in self._searches if place[0] == region]:
                del self._searches[place]
