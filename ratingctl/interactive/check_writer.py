"""How checks are written: typed ones straight away, a list after it was shown, or one by one."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ratingctl.commands.checked import checked
from ratingctl.commands.shared.check_requests import CheckRequest, from_list, from_options
from ratingctl.commands.shared.region_files import require_open
from ratingctl.commands.shared.worklist import WorklistFilter, worklist
from ratingctl.interactive.change_run import commit_with_retry, show_lines
from ratingctl.interactive.check_review import CheckReview
from ratingctl.interactive.draft_screen import END, ask
from ratingctl.language.catalogue import Catalogue
from ratingctl.render.terminal import show
from ratingctl.report import Message, Report
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder, fingerprint_of
from ratingctl.storage.loading.reader import read_sound_rating
from ratingctl.storage.local_state.last_list import keep, last_list

_FEW_LINES = 40
"""More lines than these are not shown one by one: the report names every check."""


class CheckWriter:
    """Writes checks into a rating's files.

    Args:
        folder: The rating.
        today: The day of the call.
        by: Who looked, where a check does not say; empty where that is not known.
        day: When, as typed; today where it is empty.
        edition: The edition under review, where it was named.
        dry_run: Write nothing.
    """

    def __init__(
        self, folder: DiskFolder, today: date, by: str, day: str, edition: str | None, *, dry_run: bool
    ) -> None:
        self._folder = folder
        self._today = today
        self._by = by
        self._day = day
        self._edition = edition
        self._dry_run = dry_run

    def write_typed(self, words: Sequence[str], typed: CheckRequest) -> Report:
        """Write the same check of several projects, named by ids or by numbers."""
        return self._write(
            lambda: from_options(self._folder, words, typed.found, typed.note, typed.until, self._edition)
        )

    def write_list(self, path: Path, *, asks: bool) -> Report | None:
        """Write the checks of a list, after it was shown where somebody can be asked; None where they ended."""
        asked, forgotten = from_list(path)
        for row in forgotten:
            print(row, file=sys.stderr)
        if asks and not self._dry_run:
            report, edits = self._made(asked)
            show(report, sys.stderr)
            if edits and ask(Catalogue(report.language).said(Message("ask.list"))).strip() == END:
                return None
        return self._write(lambda: asked)

    def ask_one_by_one(self, wanted: WorklistFilter) -> int:
        """Ask about every project that needs a look and has not been checked in this edition.

        Raises:
            UsageError: If the edition is published, or a name in `wanted` is unknown.
            DataError: If the files cannot be read.
        """
        rating = read_sound_rating(self._folder, names=bool(wanted.selection.regions))
        work = worklist(rating, self._today, self._edition, wanted)
        require_open(work.edition, for_events=False)
        unchecked = tuple(row for row in work.rows if row.case.last_check is None)
        review = CheckReview(
            self._folder, self._today, work._replace(rows=unchecked), self._by, self._day, dry_run=self._dry_run
        )
        return review.ask()

    def _write(self, asked: Callable[[], Sequence[CheckRequest]]) -> Report:
        """Write checks as one step; numbers of the list that was shown last go on to be true after it."""
        shown = last_list(self._folder)
        is_true = shown is not None and shown.state == fingerprint_of(self._folder.identities())
        report, edits = commit_with_retry(self._folder.root, lambda: self._made(asked()), _what, dry_run=self._dry_run)
        if shown and is_true:
            keep(self._folder, shown._replace(state=fingerprint_of(self._folder.identities())))
        lines = sum(len(edit.added_lines()) for edit in edits)
        if lines <= _FEW_LINES:
            show_lines(edits)
        if self._dry_run:
            print("dry run: nothing is written", file=sys.stderr)
        return report

    def _made(self, asked: Sequence[CheckRequest]) -> tuple[Report, list[Edit]]:
        return checked(self._folder, self._today, asked, by=self._by, day=self._day, edition=self._edition)


def _what(report: Report) -> str:
    names = [row["project"] for row in report.data["checks"] if row["written"]]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"checked {names[0] if names else 'nothing'}{more}"
