"""Projects to be checked, asked about one by one; every answer is saved at once, keys work on any layout."""

import sys
from collections.abc import Sequence
from datetime import date

from ratingctl.cli.committing import committed
from ratingctl.cli.draft_screen import BACK, DROP, END, Answer, ask, tell
from ratingctl.cli.entries import Queue
from ratingctl.commands.add_event import Entry
from ratingctl.commands.check_card import card_of, newest_of, project_in, unlinked_events
from ratingctl.commands.checked import Asked, checked
from ratingctl.commands.link import link
from ratingctl.commands.undo import undo
from ratingctl.commands.worklist import Row, Worklist
from ratingctl.domain.model import Event, EventId
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.render.catalogue import Catalogue
from ratingctl.render.terminal import show
from ratingctl.report import Report, Term
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.journal import forget, steps_of

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
        self._steps: dict[int, int | None] = {}
        """For each answered row the step of the journal that holds its check."""
        self._taken: set[EventId] = set()

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

    def _answer(self, position: int, row: Row) -> int:
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
                tell(str(error))

    def _recorded(self, position: int, row: Row, key: str, note: str) -> bool:
        """Record an answer; False where it was none, or the person went back from it."""
        if key == _NOTHING:
            return self._save(position, Asked(row.case.life.project, "nothing", note=note))
        if key == _POSTPONE:
            until = ask(self._said("ask.until")).strip()
            return bool(until) and self._save(position, Asked(row.case.life.project, "nothing", note=note, until=until))
        if key == _NEWS:
            followed = newest_of(project_in(self._work, row))
            queue = Queue(self._folder, self._today, Entry(), (), dry_run=self._dry_run)
            answer = queue.ask_about(Entry(region=row.region.id, follows=(followed.id,), project=followed.project))
            if answer is Answer.END:
                raise EOFError
            return answer is Answer.WRITE and self._save(position, Asked(row.case.life.project, "news", note=note))
        if key == _KNOWN and note.isdecimal():
            return self._linked(row, int(note)) and self._save(position, Asked(row.case.life.project, "news"))
        tell(self._said("ask.review_keys"))
        return False

    def _linked(self, row: Row, number: int) -> bool:
        """Link the event of that number to the project; False where there is none.

        Raises:
            UsageError: If it cannot follow the project.
        """
        project = project_in(self._work, row)
        beside = self._beside(row)
        if not 1 <= number <= len(beside):
            tell(self._said("ask.review_keys"))
            return False
        news = beside[number - 1]
        committed(
            self._folder.root,
            lambda: link(self._folder, news.id, [newest_of(project, news).id]),
            lambda _: f"link {news.id}",
            dry_run=self._dry_run,
        )
        self._taken.add(news.id)
        return True

    def _beside(self, row: Row) -> Sequence[Event]:
        return unlinked_events(self._work, project_in(self._work, row), self._taken)

    def _save(self, position: int, asked: Asked) -> bool:
        """Record a check in place of the one that was recorded for the same row before, if any."""

        def make() -> tuple[Report, list[Edit]]:
            edition = self._work.edition.id
            return checked(self._folder, self._today, [asked], by=self._by, day=self._day, edition=edition)

        before = self._steps.get(position)
        if before is not None:
            make()  # an answer that does not fit must not cost the one given before
            self._take_back(before)
        _, edits = committed(self._folder.root, make, lambda _: f"checked {asked.project}", dry_run=self._dry_run)
        written = bool(edits) and not self._dry_run
        self._steps[position] = steps_of(self._folder.root)[0].number if written else None
        return True

    def _take_back(self, number: int) -> None:
        try:
            _, step, edits = undo(self._folder, number)
            forget(self._folder.root, step, edits)
        except UsageError as error:
            tell(str(error))  # somebody changed those lines: both answers stay on record

    def _said(self, key: str, **values: int) -> str:
        return self._catalogue.said(Term(key, values))
