"""The review of drafts: one event after the other is shown, corrected, and written or dropped."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ratingctl.commands.add_event import add_event
from ratingctl.commands.shared.change import Clock, commit_change
from ratingctl.commands.shared.event_draft import EventInput, prepare
from ratingctl.errors import UsageError
from ratingctl.interactive.dialogue import tell_error
from ratingctl.interactive.draft_screen import Answer, review_draft
from ratingctl.report import Report
from ratingctl.storage.folder import DiskFolder


class EventReview:
    """Asks about drafts of events.

    Args:
        folder: The rating.
        today: The day of the call.
        now: The clock, for the journal.
        present: Presents the report of an event that was written.
        dry_run: Write nothing.
    """

    def __init__(
        self, folder: DiskFolder, today: date, now: Clock, present: Callable[[Report], None], *, dry_run: bool
    ) -> None:
        self._folder = folder
        self._today = today
        self._now = now
        self._present = present
        self._dry_run = dry_run

    def ask(self, names: Sequence[str], draft_of: Callable[[str], EventInput]) -> None:
        """Ask about each draft until the list or the input ends, or the person ends it; answers are written at once.

        Args:
            names: The articles, or one empty name for a typed event.
            draft_of: Returns the draft of one of the names.

        Raises:
            UsageError: If the only draft fits nothing.
        """
        position = 0
        while position < len(names):
            counter = f"[{position + 1}/{len(names)}]" if len(names) > 1 else ""
            try:
                answer = self.ask_about(draft_of(names[position]), counter)
            except EOFError:
                return
            except UsageError as error:
                if len(names) < 2:
                    raise
                tell_error(error.at(names[position]))
                position += 1
                continue
            if answer is Answer.END:
                return
            position = max(0, position - 1) if answer is Answer.BACK else position + 1

    def ask_about(self, typed: EventInput, counter: str = "") -> Answer:
        """Show one draft and write it if the person takes it.

        Raises:
            EOFError: If there is no more input.
        """
        answer, prepared = review_draft(typed, partial(prepare, self._folder, self._today), counter)
        if answer is Answer.WRITE:
            make = partial(add_event, self._folder, self._today, prepared.typed, dry_run=self._dry_run)
            report = commit_change(self._folder.root, make, self._now, dry_run=self._dry_run).report
            self._present(report._replace(screen=report.screen._replace(tables=())))
        return answer
