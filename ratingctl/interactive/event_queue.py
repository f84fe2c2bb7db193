"""A queue of events to log: typed ones and articles, written straight away or asked about one by one."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ratingctl.commands.add_event import edits_for
from ratingctl.commands.shared.event_draft import EventInput, Prepared, drafted, missing_answers, prepare
from ratingctl.commands.views.draft_event import report_of
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.interactive.change_run import commit_with_retry
from ratingctl.interactive.draft_screen import Answer, review
from ratingctl.interactive.output import complain, present
from ratingctl.render import Format
from ratingctl.report import Report, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.inputs.articles import article_text, read_article

_STDIN = "-"
_GIVE = "give the options, or run it in a terminal"


class EventQueue:
    """What one call of `add-event` has to log.

    Args:
        folder: The rating.
        today: The day of the call.
        typed: What the options say; it outweighs what an article says.
        articles: Files to draft from, `-` for standard input; none for one typed event.
        dry_run: Write nothing.
    """

    def __init__(
        self, folder: DiskFolder, today: date, typed: EventInput, articles: Sequence[str], *, dry_run: bool
    ) -> None:
        self._folder = folder
        self._today = today
        self._typed = typed
        self._articles = list(articles)
        self._dry_run = dry_run

    def write_all(self, form: Format | None, output: Path | None) -> int:
        """Write every event without asking; one that cannot be written does not keep the others back.

        Returns:
            The exit code of the last event that could not be written, else 0.
        """
        code = 0
        reports: list[Report] = []
        for name in self._articles or [""]:
            try:
                prepared, edits = self._written(self._entry(name))
                reports.append(report_of(prepared, edits, written=bool(edits) and not self._dry_run))
                if prepared.missing:
                    code = UsageError.exit_code
                    complain(UsageError(missing_answers(prepared).fact, place=name or None, next_step=_GIVE))
            except RatingctlError as error:
                if len(self._articles) < 2:
                    raise
                error.place = error.place or name
                complain(error)
                code = error.exit_code
        if len(reports) == 1:
            present(reports[0], form, output)
        elif reports:
            rows = [report.data for report in reports]
            merged = reports[0]._replace(
                data={"events": rows},
                records=reports[0].records._replace(path=("events",)),
                title=paragraph(),
                tables=[table for report in reports for table in report.tables],
                notes=[note for report in reports for note in (report.title, *report.notes)],
            )
            present(merged, form, output)
        return code

    def ask(self) -> int:
        """Show each draft and write what the person takes; every answer is written at once.

        Returns:
            0, also where the person ended early.
        """
        names = self._articles or [""]
        position = 0
        while position < len(names):
            counter = f"[{position + 1}/{len(names)}]" if len(names) > 1 else ""
            try:
                answer = self.ask_about(self._entry(names[position]), counter)
            except EOFError:
                return 0
            except UsageError as error:
                if len(names) < 2:
                    raise
                error.place = error.place or names[position]
                complain(error)
                position += 1
                continue
            if answer is Answer.END:
                return 0
            position = max(0, position - 1) if answer is Answer.BACK else position + 1
        return 0

    def ask_about(self, entry: EventInput, counter: str = "") -> Answer:
        """Show one draft and write it if the person takes it.

        Raises:
            EOFError: If there is no more input.
        """
        answer, prepared = review(entry, self._prepare, counter)
        if answer is Answer.WRITE:
            prepared, edits = self._written(prepared.entry)
            present(report_of(prepared, edits, written=not self._dry_run)._replace(tables=[]), None, None)
        return answer

    def _entry(self, name: str) -> EventInput:
        """What an article says, outweighed by the options; without a name only the options."""
        if not name:
            return self._typed
        text = article_text("standard input", sys.stdin.buffer.read()) if name == _STDIN else read_article(Path(name))
        return drafted(self._folder, self._today, text, self._typed)

    def _prepare(self, entry: EventInput) -> Prepared:
        return prepare(self._folder, self._today, entry)

    def _written(self, entry: EventInput) -> tuple[Prepared, list[Edit]]:
        """Prepare and write an entry; where its file changed meanwhile, into the file as it is now."""

        def make() -> tuple[Prepared, list[Edit]]:
            prepared = self._prepare(entry)
            return prepared, edits_for(self._folder, prepared) if prepared.event else []

        def what(prepared: Prepared) -> str:
            return f"add-event {prepared.event.id if prepared.event else ''}"

        return commit_with_retry(self._folder.root, make, what, dry_run=self._dry_run)
