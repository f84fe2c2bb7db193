"""The review of drafts: one event after the other is shown, corrected, and written, dropped or put off."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ratingctl.commands.add_event import prepared_change
from ratingctl.commands.edit import edit
from ratingctl.commands.shared.change import Change, Clock, commit_change
from ratingctl.commands.shared.draft_session import DraftSession
from ratingctl.commands.shared.event_draft import EventInput, Prepared
from ratingctl.commands.shared.source_entry import source_change, typed_source
from ratingctl.domain.model import Event, State
from ratingctl.errors import RatingctlError
from ratingctl.interactive.answer import Answer, Decision
from ratingctl.interactive.article_queue import ArticleQueue, QueueSummary
from ratingctl.interactive.desk.draft_desk import Desk, DeskPaper
from ratingctl.interactive.dialogue import spoken_catalogue, tell, tell_error
from ratingctl.interactive.fact_steps import FactSteps
from ratingctl.interactive.queued_article import QueuedArticle, notice_of, queued, remember
from ratingctl.message import Message, sentence
from ratingctl.report import Report
from ratingctl.storage.edits import FileChangedError
from ratingctl.storage.folder import DiskFolder

Decide = Callable[[Desk], Decision]
"""Shows a desk until a person decides; raises `EOFError` at the end of input."""


class EventReview:
    """Asks about drafts of events.

    Args:
        folder: The rating.
        today: The day of the call.
        now: The clock, for the journal.
        present: Presents the report of an event that was written.
        decide: Shows a desk until a person decides.
        by: Who works here, for what is kept of a change after the lock.
        dry_run: Write nothing.
    """

    def __init__(
        self,
        folder: DiskFolder,
        today: date,
        now: Clock,
        present: Callable[[Report], None],
        decide: Decide,
        *,
        by: str = "",
        dry_run: bool,
    ) -> None:
        self._folder = folder
        self._today = today
        self._now = now
        self._present = present
        self._decide = decide
        self._by = by
        self._dry_run = dry_run
        self._opened: DraftSession | None = None
        self._goes_on_with: QueuedArticle | None = None
        self._steps = FactSteps()

    @property
    def _session(self) -> DraftSession:
        if self._opened is None:
            self._opened = DraftSession(self._folder, self._today)
        return self._opened

    def ask(self, articles: Sequence[QueuedArticle], events: Sequence[EventInput]) -> None:
        """Ask about each article until the list or the input ends, or the person ends it; answers are written at once.

        Args:
            articles: The articles; without one a single event is asked about.
            events: The fields that were typed, which outweigh what articles say: one, or one for each region. The same
                fact about several regions is one step of `undo`.

        Raises:
            KeyboardInterrupt: If the person interrupts; what they had before them is kept, and the sum is said.
            UsageError: If the only draft fits nothing.
        """
        for typed in events:
            self._steps.begin_region()
            is_ended = self._ask_about_articles(articles, typed) if articles else self._ask_about_events(typed)
            if is_ended:
                return

    def _ask_about_articles(self, articles: Sequence[QueuedArticle], typed: EventInput) -> bool:
        """Ask about each article for one region; return True if the person ends it."""
        queue = ArticleQueue(self._folder, self._session, articles, typed, self._now, keeps=not self._dry_run)
        try:
            while queue.article is not None:
                self._ask_about(queue, queue.article)
        except EOFError:
            return True
        finally:
            queue.finish()
            self._tell_sum(queue.summary())
        return False

    def ask_about(self, typed: EventInput) -> Answer:
        """Show one draft and write it if the person takes it.

        Raises:
            EOFError: If there is no more input.
        """
        paper = DeskPaper(self._with_sources(typed, ""), goes_on=self._steps.is_known(""))
        desk = Desk(self._session, paper, add_source=self._source_added)
        decision = self._decide(desk)
        event = None
        if decision.answer is Answer.SAME and decision.same:
            event = decision.same
            self._give_source(decision, event)
        elif decision.answer in (Answer.WRITE, Answer.MORE):
            event = self._write(decision.prepared, "")
        if event and desk.paper.article and not self._dry_run:
            remember(queued(event.title, desk.paper.article), event.id, self._folder.root, self._now)
        return decision.answer

    def _ask_about_events(self, typed: EventInput) -> bool:
        """Ask about a typed event, and about another one of the same region as long as the person wants more.

        Returns:
            True if the person ends it.
        """
        draft = typed
        try:
            while (answer := self.ask_about(draft)) is Answer.MORE:
                draft = typed._replace(title="", text="", follows=(), kind="")
        except EOFError:
            tell("")
            return True
        return answer is Answer.END

    def _with_sources(self, draft: EventInput, fact: str) -> EventInput:
        """Return a draft with the sources that the fact was given for another region, where it has none."""
        return draft if draft.sources else draft._replace(sources=self._steps.sources(fact))

    def _ask_about(self, queue: ArticleQueue, article: QueuedArticle) -> None:
        counter = f"[{queue.place + 1}/{len(queue)}]" if len(queue) > 1 else ""
        goes_on = self._goes_on_with is article or self._steps.is_known(article.identity.fingerprint)
        version = None if goes_on else queue.version()
        same = tuple(self._session.events_called(version.events)) if version else ()
        draft = self._with_sources(queue.draft(), article.identity.fingerprint)
        paper = DeskPaper(draft, article.text, counter, article.name, notice_of(version), same, goes_on)
        try:
            desk = Desk(self._session, paper, keep=queue.keep_draft, add_source=self._source_added)
        except RatingctlError as error:
            if len(queue) < 2:
                raise
            tell_error(error.at(article.name))
            queue.skip()
            return
        queue.look_ahead()
        decision = self._decide(desk)
        self._goes_on_with = article if decision.answer is Answer.MORE else None
        try:
            self._carry_out(queue, article, decision)
        except RatingctlError as error:
            tell_error(error)
            queue.keep_draft(decision.prepared.typed)

    def _carry_out(self, queue: ArticleQueue, article: QueuedArticle, decision: Decision) -> None:
        """Carry out a decision about an article.

        Raises:
            EOFError: If the person ends.
        """
        if decision.answer is Answer.END:
            raise EOFError
        if decision.answer in (Answer.WRITE, Answer.MORE):
            event = self._write(decision.prepared, article.identity.fingerprint)
            queue.logged(event.id, decision.prepared.typed, goes_on=decision.answer is Answer.MORE)
        elif decision.answer is Answer.SAME and decision.same:
            self._give_source(decision, decision.same)
            queue.logged(decision.same.id, decision.prepared.typed, goes_on=False)
        elif decision.answer is Answer.DROP:
            queue.dropped(decision.reason)
        elif decision.answer is Answer.LATER:
            queue.put_off(decision.prepared.typed)
        else:
            queue.back()

    def _write(self, prepared: Prepared, fact: str) -> Event:
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

    def _give_source(self, decision: Decision, event: Event) -> None:
        """Add the sources of a draft to an event on record; one that is published stays as it is, and that is said."""
        if self._session.frame.editions[event.edition].state is State.PUBLISHED:
            self._say(
                sentence("{id} stands in edition {edition}, which is published", id=event.id, edition=event.edition)
            )
            self._say(sentence("`ratingctl erratum` adds a source to it; the article is closed"))
            return
        new = [source for source in decision.prepared.typed.sources if source not in event.sources]
        if not new:
            return
        text = f"sources={'; '.join((*event.sources, *new))}"
        make = partial(edit, self._folder, self._today, event.id, [text])
        commit_change(self._folder.root, make, self._now, dry_run=self._dry_run)
        self._session.forget(event.region)
        self._say(sentence("{id} has one more source: {source}", id=event.id, source=", ".join(new)))

    def _source_added(self, typed: str) -> str:
        entry = typed_source(typed)
        make = partial(source_change, self._folder, entry, self._session.frame.settings.language)
        commit_change(self._folder.root, make, self._now, dry_run=self._dry_run)
        return entry.key

    def _tell_sum(self, summary: QueueSummary) -> None:
        self._say(
            sentence(
                "articles: {total}; logged {logged}, dropped {dropped}, put off {put_off}, left {left}",
                total=summary.total,
                logged=summary.logged,
                dropped=summary.dropped,
                put_off=summary.put_off,
                left=summary.left,
            )
        )
        if summary.left or summary.put_off:
            self._say(sentence("`ratingctl add-event --tray` goes on with those that are left or put off"))

    def _say(self, message: Message) -> None:
        tell(spoken_catalogue(self._session.frame.settings.language).said(message))
