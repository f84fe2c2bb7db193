"""The queue of articles: which one is before the person, what became of each, and the half-made drafts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ratingctl.commands.shared.background import Background
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.errors import SurroundingsError
from ratingctl.interactive.queued_article import QueuedArticle, known_as, source_of, version_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.local_state.tray import (
    DONE,
    DROPPED,
    LOGGED,
    LONGEST_TEXT,
    NEW,
    PUT_OFF,
    Tray,
    TrayArticle,
)

if TYPE_CHECKING:  # bring the rating, which the first screen does not wait for
    from ratingctl.commands.shared.change import Clock
    from ratingctl.commands.shared.draft_session import DraftSession

_OF_ONE_EVENT: Mapping[str, Any] = {"follows": (), "project": "", "text": "", "due": "", "start_due": "", "note": ""}
"""The fields that another event of the same article does not share, emptied."""


class QueueSummary(NamedTuple):
    """What became of the articles of a queue, in numbers."""

    total: int
    logged: int
    dropped: int
    put_off: int
    left: int


class ArticleQueue:
    """A queue of articles, with what the tray keeps of them.

    Args:
        folder: The rating.
        articles: The articles.
        typed: The fields that were typed; they outweigh what articles say.
        now: The clock.
        keeps: False to keep nothing in the tray.
    """

    def __init__(
        self,
        folder: DiskFolder,
        articles: Sequence[QueuedArticle],
        typed: EventInput,
        now: "Clock",
        *,
        keeps: bool = True,
    ) -> None:
        self._tray = Tray(folder.root)
        self._articles = articles
        self._now = now
        self._keeps = keeps
        self._given = {name: value for name, value in typed._asdict().items() if value not in ("", (), None)}
        self._known = [known_as(article, self._tray) for article in articles]
        self._saver = Background(SurroundingsError)  # a folder that takes no files has no tray
        self._saver.start()
        for place, known in enumerate(self._known):
            if known.state == NEW:
                self._become(known, place)
        open_places = [place for place, known in enumerate(self._known) if known.state not in DONE or known.draft]
        self._is_of_known = not open_places
        self.place = open_places[0] if open_places else 0

    def __len__(self) -> int:
        return len(self._articles)

    @property
    def article(self) -> QueuedArticle | None:
        """The article before the person; None at the end."""
        return self._articles[self.place] if self.place < len(self) else None

    def known(self) -> TrayArticle:
        """Return what is known of the article before the person."""
        return self._known[self.place]

    def version(self) -> TrayArticle | None:
        """Return the article that was done before and is this one, or another version of it; None without."""
        return version_of(self._articles[self.place], self._tray)

    def draft(self, session: "DraftSession") -> EventInput:
        """Return the half-made draft of the article, else one that it suggests.

        Args:
            session: Drafts articles.
        """
        known = self.known()
        if known.draft:
            return draft_of(known.draft)
        article = self._articles[self.place]
        suggested = session.drafted(article.text)
        suggested = suggested._replace(sources=source_of(article, session.frame))
        return suggested._replace(**self._given)

    def look_ahead(self, session: "DraftSession") -> None:
        """Draft the next article in the background.

        Args:
            session: Drafts articles.
        """
        place = self._next_place()
        if place < len(self) and not self._known[place].draft:
            session.draft_ahead(self._articles[place].text)

    def keep_draft(self, draft: EventInput) -> None:
        """Keep the half-made draft of the article before the person."""
        known = self.known()
        self._become(known._replace(draft=values_of(draft)), self.place)

    def logged(self, event: str, draft: EventInput, *, goes_on: bool) -> None:
        """Record that an event was logged from the article; stay with it if the person wants another one of it."""
        known = self.known()
        events = tuple(dict.fromkeys((*known.events, event)))
        nothing: Mapping[str, Any] = {}
        rest = values_of(_next_draft(draft)._replace(before=event)) if goes_on else nothing
        known = known._replace(state=LOGGED, events=events, reason="", day=self._day(), draft=rest)
        self._become(known, self.place)
        if not goes_on:
            self._go_on()

    def dropped(self, reason: str) -> None:
        """Record that the article was dropped, and go on."""
        state = LOGGED if self.known().events else DROPPED
        known = self.known()._replace(state=state, reason=reason, day=self._day(), draft={}, text="")
        self._become(known, self.place)
        self._go_on()

    def put_off(self, draft: EventInput) -> None:
        """Put the article off with its half-made draft, and go on."""
        known = self.known()
        state = LOGGED if known.events else PUT_OFF
        self._become(known._replace(state=state, day=self._day(), draft=values_of(draft)), self.place)
        self._go_on()

    def back(self) -> None:
        """Go back to the article before."""
        self.place = max(0, self.place - 1)

    def skip(self) -> None:
        """Go on without a decision."""
        self._go_on()

    def finish(self) -> None:
        """Keep what is not kept yet."""
        self._saver.wait()

    def summary(self) -> QueueSummary:
        """Return what became of the articles, in numbers."""
        states = [known.state for known in self._known]
        counts = (states.count(LOGGED), states.count(DROPPED), states.count(PUT_OFF), states.count(NEW))
        return QueueSummary(len(self), *counts)

    def _go_on(self) -> None:
        self.place = self._next_place()

    def _next_place(self) -> int:
        """Return the place of the next article that is not done; of the next one where all were done before."""
        place = self.place + 1
        while place < len(self) and self._known[place].state in DONE and not self._is_of_known:
            place += 1
        return place

    def _become(self, known: TrayArticle, place: int) -> None:
        """Let an article be known as this; it is kept in the background, so that nobody waits for the disk."""
        is_done = known.state in DONE and not known.draft
        text = "" if is_done else self._articles[place].text[:LONGEST_TEXT]
        self._known[place] = known._replace(text=text)
        kept = self._known[place]
        self._saver.later(lambda: self._keep(kept))

    def _keep(self, known: TrayArticle) -> None:
        if self._keeps:
            self._tray.keep(known)

    def _day(self) -> str:
        return self._now().isoformat(timespec="seconds")


def values_of(draft: EventInput) -> dict[str, Any]:
    """Return the values of a draft that are not empty, by their fields."""
    return {name: value for name, value in draft._asdict().items() if value not in ("", (), None)}


def draft_of(values: Mapping[str, Any]) -> EventInput:
    """Return a draft of values as the tray has kept them; what does not fit a field is left out."""
    empty = EventInput()._asdict()
    fitting: dict[str, Any] = {}
    for name, value in values.items():
        if name not in empty:
            continue
        if isinstance(empty[name], tuple):
            fitting[name] = tuple(map(str, value)) if isinstance(value, list | tuple) else ()
        elif name == "on_topic":
            fitting[name] = value if isinstance(value, bool) else None
        else:
            fitting[name] = str(value)
    return EventInput(**fitting)


def _next_draft(draft: EventInput) -> EventInput:
    """Return the draft of another event of an article: of the next region that it names, else of another fact."""
    rest = draft._replace(**_OF_ONE_EVENT)
    if draft.also_regions:
        return rest._replace(region=draft.also_regions[0], also_regions=draft.also_regions[1:])
    return rest._replace(title="", kind="", amounts=())
