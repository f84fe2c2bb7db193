"""Projects to be checked, asked about one by one; every answer is saved at once, keys work on any layout."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ratingctl.commands.checked import checked
from ratingctl.commands.link import link
from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.event_draft import EventInput
from ratingctl.commands.shared.worklist import Worklist, WorklistRow
from ratingctl.commands.undo import undo
from ratingctl.commands.views.review_card import card_of, newest_of, project_in, unlinked_events
from ratingctl.domain.model import Event, EventId
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.interactive.change_run import commit_with_retry
from ratingctl.interactive.draft_screen import BACK, DROP, END, Answer, ask, tell
from ratingctl.interactive.event_queue import EventQueue
from ratingctl.interactive.output import complain
from ratingctl.language.catalogue import Catalogue
from ratingctl.render.terminal import show
from ratingctl.report import Message, Report
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.local_state.journal import apply_undo, steps_of

_Made = tuple[Report, list[Edit]]
_NOTHING, _NEWS, _POSTPONE, _KNOWN = "1", "2", "3", "4"


class CheckReview:
    """Asks about the projects of a list.

    Args:
        folder: The rating.
        today: The day of the call.
        work: The list.
        by: Who looks.
        day: The day of the checks, as typed; today where it is empty.
        dry_run: Write nothing.
    """

    def __init__(self, folder: DiskFolder, today: date, work: Worklist, by: str, day: str, *, dry_run: bool) -> None:
        self._folder = folder
        self._today = today
        self._work = work
        self._by = by
        self._day = day
        self._dry_run = dry_run
        self._catalogue = Catalogue(work.rating.settings.language)
        self._steps: dict[int, list[int]] = {}
        """For each answered row the steps of the journal that hold its check, and the link of the news."""
        self._linked: dict[int, EventId] = {}
        """For rows of which an event beside them was the news, that event."""

    def ask(self) -> int:
        """Ask about each project until the list or the input ends, or the person ends it; 0 in any case."""
        rows = self._work.rows
        position = 0
        try:
            while position < len(rows):
                position += self._answer(position, rows[position])
        except EOFError:
            tell("")
        tell(self._said("review.saved", n=len(self._steps)) if rows else self._said("review.nothing_left"))
        return 0

    def _answer(self, position: int, row: WorklistRow) -> int:
        """Ask about one project until there is an answer, and say how far to go on.

        Raises:
            EOFError: If the person ends, or there is no more input.
        """
        show(card_of(self._work, row, f"[{position + 1}/{len(self._work.rows)}]", self._beside(row)), sys.stderr)
        if position in self._steps:
            tell(self._said("review.answered"))
        while True:
            key, _, note = ask(self._said("ask.review")).strip().partition(" ")
            if key == END:
                raise EOFError
            if key == BACK:
                return -1 if position else 0
            if key == DROP:
                return 1
            try:
                if self._recorded(position, row, key, note.strip()):
                    return 1
            except RatingctlError as error:
                complain(error)

    def _recorded(self, position: int, row: WorklistRow, key: str, note: str) -> bool:
        """Record an answer; False where it was none, or the person went back from it."""
        if key == _NOTHING:
            return self._save(position, CheckRequest(row.case.summary.project, "nothing", note=note))
        if key == _POSTPONE:
            until = ask(self._said("ask.until")).strip()
            return bool(until) and self._save(
                position, CheckRequest(row.case.summary.project, "nothing", note=note, until=until)
            )
        if key == _NEWS:
            followed = newest_of(project_in(self._work, row))
            queue = EventQueue(self._folder, self._today, EventInput(), (), dry_run=self._dry_run)
            answer = queue.ask_about(EventInput(region=row.region.id, follows=(followed.id,), project=followed.project))
            if answer is Answer.END:
                raise EOFError
            return answer is Answer.WRITE and self._save(
                position, CheckRequest(row.case.summary.project, "news", note=note)
            )
        beside = self._beside(row)
        if key == _KNOWN and note.isdecimal() and 1 <= int(note) <= len(beside):
            return self._save(position, CheckRequest(row.case.summary.project, "news"), beside[int(note) - 1])
        tell(self._said("ask.review_keys"))
        return False

    def _beside(self, row: WorklistRow) -> Sequence[Event]:
        return unlinked_events(self._work, project_in(self._work, row), self._linked.values())

    def _save(self, position: int, asked: CheckRequest, news: Event | None = None) -> bool:
        """Record a check in place of what was recorded for the same row before, if anything.

        Args:
            position: The place of the row.
            asked: The check.
            news: The event beside the row that is the news; it is linked to the project.

        Raises:
            UsageError: If the check does not fit, or the event cannot follow the project; the answer before stays.
        """

        def check() -> _Made:
            edition = self._work.edition.id
            return checked(self._folder, self._today, [asked], by=self._by, day=self._day, edition=edition)

        changes = {f"checked {asked.project}": check}
        if news:
            followed = newest_of(project_in(self._work, self._work.rows[position]), news).id
            changes = {f"link {news.id}": partial(link, self._folder, news.id, [followed]), **changes}
        for change in changes.values():
            change()  # an answer that does not fit must not cost the one given before
        self._take_back(position)
        self._steps[position] = []
        if news:
            self._linked[position] = news.id
        for what, change in changes.items():
            self._steps[position] += self._written(what, change)
        return True

    def _written(self, what: str, change: Callable[[], _Made]) -> list[int]:
        """Commit a change; the step of the journal that holds it, none where nothing was written."""
        _, edits = commit_with_retry(self._folder.root, change, lambda _: what, dry_run=self._dry_run)
        return [steps_of(self._folder.root)[0].number] if edits and not self._dry_run else []

    def _take_back(self, position: int) -> None:
        """Take back the answer that was given for a row before; an event that was logged for it stays."""
        self._linked.pop(position, None)
        for number in reversed(self._steps.pop(position, [])):
            try:
                _, step, edits = undo(self._folder, number)
                apply_undo(self._folder.root, step, edits)
            except UsageError as error:
                complain(error)  # somebody changed those lines: both answers stay on record

    def _said(self, key: str, **values: int) -> str:
        return self._catalogue.said(Message(key, values))
