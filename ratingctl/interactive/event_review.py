"""The review of drafts: one event after the other is shown, corrected, and written, dropped or put off.

An article is shown before the rating is read and the draft is made: what only these need is imported after that.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ratingctl.errors import RatingctlError
from ratingctl.intake.article import readable_text
from ratingctl.interactive.article_queue import ArticleQueue, QueueSummary
from ratingctl.interactive.desk.first_screen import Heading
from ratingctl.interactive.dialogue import tell, tell_error
from ratingctl.interactive.fact_steps import FactSteps
from ratingctl.interactive.front import Front
from ratingctl.interactive.half_made_drafts import HalfMadeDrafts
from ratingctl.interactive.queued_article import QueuedArticle, notice_of, queued, remember
from ratingctl.message import sentence

if TYPE_CHECKING:  # bring the rating, which the first screen does not wait for
    from ratingctl.commands.shared.change import Clock
    from ratingctl.commands.shared.draft_session import DraftSession
    from ratingctl.commands.shared.event_input import EventInput
    from ratingctl.interactive.answer import Answer, Decision
    from ratingctl.interactive.desk.draft_desk import Desk
    from ratingctl.interactive.desk.fields import DeskWords
    from ratingctl.interactive.event_writer import EventWriter
    from ratingctl.report import Report
    from ratingctl.storage.folder import DiskFolder


class EventReview:
    """Asks about drafts of events.

    Args:
        folder: The rating.
        today: The day of the call.
        now: The clock, for the journal.
        present: Presents the report of an event that was written.
        front: Asks the person.
        by: Who works here, for what is kept of a change after the lock.
        dry_run: Write nothing.
    """

    def __init__(
        self,
        folder: "DiskFolder",
        today: date,
        now: "Clock",
        present: "Callable[[Report], None]",
        front: Front,
        *,
        by: str = "",
        dry_run: bool,
    ) -> None:
        self._folder = folder
        self._today = today
        self._now = now
        self._present = present
        self._front = front
        self._by = by
        self._dry_run = dry_run
        self._goes_on_with: QueuedArticle | None = None
        self._steps = FactSteps()
        self._half_made = HalfMadeDrafts()
        self._is_ready_to_write = False

    @cached_property
    def _session(self) -> "DraftSession":
        from ratingctl.commands.shared.draft_session import DraftSession

        return DraftSession(self._folder, self._today)

    @cached_property
    def _words(self) -> "DeskWords":
        from ratingctl.interactive.desk.draft_desk import words_of_desk

        return words_of_desk(self._session)

    @cached_property
    def _writer(self) -> "EventWriter":
        from ratingctl.interactive.event_writer import EventWriter

        return EventWriter(
            self._folder, self._session, self._steps, self._now, self._present, by=self._by, dry_run=self._dry_run
        )

    def ask(self, articles: Sequence[QueuedArticle], events: "Sequence[EventInput]") -> None:
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

    def _ask_about_articles(self, articles: Sequence[QueuedArticle], typed: "EventInput") -> bool:
        """Ask about each article for one region; return True if the person ends it."""
        queue = ArticleQueue(self._folder, articles, typed, self._now, keeps=not self._dry_run)
        try:
            while queue.article is not None:
                self._ask_about(queue, queue.article)
        except EOFError:
            return True
        finally:
            queue.finish()
            self._tell_sum(queue.summary())
        return False

    def ask_about(self, typed: "EventInput") -> "Answer":
        """Show one draft and write it if the person takes it; what they have changed of it is not lost otherwise.

        Raises:
            EOFError: If there is no more input.
            KeyboardInterrupt: If the person interrupts.
        """
        with self._front.showing(Heading()):
            from ratingctl.interactive.answer import Answer
            from ratingctl.interactive.desk.draft_desk import Desk, DeskPaper

            draft = self._half_made.of(typed)
            paper = DeskPaper(self._with_sources(draft, ""), goes_on=self._steps.is_known(""))
            desk = Desk(self._session, paper, add_source=self._source_added, words=self._words)
            unchanged = desk.prepared.typed if draft == typed else None
            try:
                decision = self._front.decide(desk)
            except (EOFError, KeyboardInterrupt):
                self._leave(typed, desk, unchanged)
                raise
        if decision.answer in (Answer.LATER, Answer.BACK, Answer.END):
            self._leave(typed, desk, unchanged)
        else:
            self._half_made.forget(typed)
        event = None
        if decision.answer is Answer.SAME and decision.same:
            event = decision.same
            self._writer.give_source(decision.prepared, event)
        elif decision.answer in (Answer.WRITE, Answer.MORE):
            event = self._writer.write(decision.prepared, "")
        if event and desk.paper.article and not self._dry_run:
            remember(queued(event.title, desk.paper.article), event.id, self._folder.root, self._now)
        return decision.answer

    def _leave(self, typed: "EventInput", desk: "Desk", unchanged: "EventInput | None") -> None:
        """Keep a draft that is left half-made, if the person has changed anything of it."""
        if desk.prepared.typed != unchanged:
            self._half_made.leave(typed, desk.prepared.typed)

    def _ask_about_events(self, typed: "EventInput") -> bool:
        """Ask about a typed event, and about another one of the same region as long as the person wants more.

        Returns:
            True if the person ends it.
        """
        from ratingctl.interactive.answer import Answer

        draft = typed
        try:
            while (answer := self.ask_about(draft)) is Answer.MORE:
                draft = typed._replace(title="", text="", follows=(), kind="")
        except EOFError:
            tell("")
            return True
        return answer is Answer.END

    def _with_sources(self, draft: "EventInput", fact: str) -> "EventInput":
        """Return a draft with the sources that the fact was given for another region, where it has none."""
        return draft if draft.sources else draft._replace(sources=self._steps.sources(fact))

    def _ask_about(self, queue: ArticleQueue, article: QueuedArticle) -> None:
        counter = f"[{queue.place + 1}/{len(queue)}]" if len(queue) > 1 else ""
        with self._front.showing(Heading(counter, article.name, readable_text(article.text))):
            desk = self._desk(queue, article, counter)
            decision = self._front.decide(desk) if desk else None
        if decision is None:
            return
        from ratingctl.interactive.answer import Answer

        self._goes_on_with = article if decision.answer is Answer.MORE else None
        try:
            self._carry_out(queue, article, decision)
        except RatingctlError as error:
            tell_error(error)
            queue.keep_draft(decision.prepared.typed)

    def _desk(self, queue: ArticleQueue, article: QueuedArticle, counter: str) -> "Desk | None":
        """Return the desk with the draft of an article; None where it fits nothing, and the queue goes on without it.

        Raises:
            DataError: If the rating cannot be read.
            RatingctlError: If the only draft fits nothing.
        """
        from ratingctl.interactive.desk.draft_desk import Desk, DeskPaper

        session = self._session
        goes_on = self._goes_on_with is article or self._steps.is_known(article.identity.fingerprint)
        draft = self._with_sources(queue.draft(session), article.identity.fingerprint)
        goes_on = goes_on or bool(draft.before)  # the half-made draft of another event of the article
        version = None if goes_on else queue.version()
        logged = session.events_called(version.events) if version else []
        cited_by = [] if goes_on else session.events_from(article.identity.address, draft.region)
        same = tuple({event.id: event for event in (*logged, *cited_by)}.values())
        notice = notice_of(version, cited_by)
        paper = DeskPaper(draft, article.text, counter, article.name, notice, same, goes_on)
        try:
            desk = Desk(session, paper, keep=queue.keep_draft, add_source=self._source_added, words=self._words)
        except RatingctlError as error:
            if len(queue) < 2:
                raise
            tell_error(error.at(article.name))
            queue.skip()
            return None
        if not self._is_ready_to_write:
            self._is_ready_to_write = True
            session.later(self._get_ready_to_write)
        queue.look_ahead(session)
        return desk

    def _carry_out(self, queue: ArticleQueue, article: QueuedArticle, decision: "Decision") -> None:
        """Carry out a decision about an article.

        Raises:
            EOFError: If the person ends.
        """
        from ratingctl.interactive.answer import Answer

        if decision.answer is Answer.END:
            raise EOFError
        if decision.answer in (Answer.WRITE, Answer.MORE):
            event = self._writer.write(decision.prepared, article.identity.fingerprint)
            queue.logged(event.id, decision.prepared.typed, goes_on=decision.answer is Answer.MORE)
        elif decision.answer is Answer.SAME and decision.same:
            self._writer.give_source(decision.prepared, decision.same)
            queue.logged(decision.same.id, decision.prepared.typed, goes_on=False)
        elif decision.answer is Answer.DROP:
            queue.dropped(decision.reason)
        elif decision.answer is Answer.LATER:
            queue.put_off(decision.prepared.typed)
        else:
            queue.back()

    def _get_ready_to_write(self) -> None:
        """Import what writes an event and says so, while a person reads."""
        from ratingctl.render.terminal import drawn_text
        from ratingctl.report import Screen

        _ = self._writer
        drawn_text(Screen(""), 80)

    def _source_added(self, typed: str) -> str:
        return self._writer.add_source(typed)

    def _tell_sum(self, summary: QueueSummary) -> None:
        tell(
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
            tell(sentence("`ratingctl add-event --tray` goes on with those that are left or put off"))
