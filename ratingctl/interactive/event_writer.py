"""Write what a person has decided about drafts: events, one more source of an event, an entry of sources.yaml."""

from collections.abc import Callable
from datetime import date
from functools import partial

from ratingctl.commands.add_event import prepared_change
from ratingctl.commands.edit import edit
from ratingctl.commands.shared.change import Change, Clock, commit_change
from ratingctl.commands.shared.draft_session import DraftSession
from ratingctl.commands.shared.event_draft import Prepared
from ratingctl.commands.shared.source_entry import source_change, typed_source
from ratingctl.domain.model import Event, State
from ratingctl.interactive.dialogue import tell
from ratingctl.interactive.fact_steps import FactSteps
from ratingctl.message import sentence
from ratingctl.report import Report
from ratingctl.storage.edits import FileChangedError
from ratingctl.storage.folder import DiskFolder


class EventWriter:
    """Writes events, and says what was written.

    Args:
        folder: The rating.
        session: Resolves drafts.
        steps: The steps of `undo` in which one fact about several regions is written.
        now: The clock, for the journal.
        present: Presents the report of an event that was written.
        by: Who works here, for what is kept of a change after the lock.
        dry_run: Write nothing.
    """

    def __init__(
        self,
        folder: DiskFolder,
        session: DraftSession,
        steps: FactSteps,
        now: Clock,
        present: Callable[[Report], None],
        *,
        by: str,
        dry_run: bool,
    ) -> None:
        self._folder = folder
        self._session = session
        self._steps = steps
        self._now = now
        self._present = present
        self._by = by
        self._dry_run = dry_run

    @property
    def _today(self) -> date:
        return self._session.today

    def write(self, prepared: Prepared, fact: str) -> Event:
        """Write an event, and present it.

        Args:
            prepared: The event.
            fact: The fingerprint of its article; empty for one that was typed.

        Raises:
            RatingctlError: If it cannot be written.
        """
        session = self._session
        written = [prepared]

        def make() -> Change:
            current = written[-1]
            try:
                change = prepared_change(self._folder, self._today, current, by=self._by, dry_run=self._dry_run)
                return self._steps.joined(fact, change)
            except FileChangedError:
                if current.region:
                    session.forget(current.region.id)
                written.append(session.prepared(current.typed))
                raise

        change = commit_change(self._folder.root, make, self._now, dry_run=self._dry_run)
        if change.refusal:
            raise change.refusal
        report = change.report
        self._present(report._replace(screen=report.screen._replace(tables=())))
        event = written[-1].event
        if event is None:
            raise RuntimeError("an event without required fields cannot have been written")
        self._steps.keep(fact, event, change)
        session.forget(event.region)
        return event

    def give_source(self, prepared: Prepared, event: Event) -> None:
        """Add the sources of a draft to an event on record; one that is published stays as it is, and that is said."""
        if self._session.frame.editions[event.edition].state is State.PUBLISHED:
            tell(sentence("{id} stands in edition {edition}, which is published", id=event.id, edition=event.edition))
            tell(sentence("`ratingctl erratum` adds a source to it; the article is closed"))
            return
        new = [source for source in prepared.typed.sources if source not in event.sources]
        if not new:
            return
        text = f"sources={'; '.join((*event.sources, *new))}"
        make = partial(edit, self._folder, self._today, event.id, [text])
        commit_change(self._folder.root, make, self._now, dry_run=self._dry_run)
        self._session.forget(event.region)
        tell(sentence("{id} has one more source: {source}", id=event.id, source=", ".join(new)))

    def add_source(self, typed: str) -> str:
        """Add a source to sources.yaml, and return its key.

        Raises:
            RatingctlError: If the line is no source.
        """
        entry = typed_source(typed)
        make = partial(source_change, self._folder, entry, self._session.frame.settings.language)
        commit_change(self._folder.root, make, self._now, dry_run=self._dry_run)
        return entry.key
