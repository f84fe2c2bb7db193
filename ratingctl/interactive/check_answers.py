"""The answers of a review of checks, recorded one by one and replaced where a person thinks better of one."""

from collections.abc import Callable, Collection
from datetime import date
from functools import partial

from ratingctl.commands.checked import checked
from ratingctl.commands.link import link
from ratingctl.commands.shared.change import Change, Clock, commit_change
from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.review_choices import followed_by_news, project_in
from ratingctl.commands.shared.worklist import Worklist
from ratingctl.commands.undo import undo
from ratingctl.domain.model import Event, EventId
from ratingctl.errors import UsageError
from ratingctl.storage.folder import DiskFolder


class CheckAnswers:
    """Records the answers about the projects of a list; it asks nobody.

    Args:
        folder: The rating.
        today: The day of the call.
        now: The clock, for the journal.
        work: The list.
        by: Who looks.
        day: The day of the checks, as typed; today where it is empty.
        dry_run: Write nothing.

    Attributes:
        dry_run: True if nothing is written.
    """

    def __init__(
        self, folder: DiskFolder, today: date, now: Clock, work: Worklist, by: str, day: str, *, dry_run: bool
    ) -> None:
        self._folder = folder
        self._today = today
        self._now = now
        self._work = work
        self._by = by
        self._day = day
        self.dry_run = dry_run
        self._steps: dict[int, list[int]] = {}
        """For each answered row the steps of the journal that hold its check, and the link of the news."""
        self._linked: dict[int, EventId] = {}

    def __len__(self) -> int:
        return len(self._steps)

    def __contains__(self, position: object) -> bool:
        return position in self._steps

    @property
    def linked(self) -> Collection[EventId]:
        """The events that were taken for the news of a project and linked to it."""
        return self._linked.values()

    def record(self, position: int, request: CheckRequest, news: Event | None = None) -> list[UsageError]:
        """Record a check in place of what was recorded for the same row before, if anything.

        Args:
            position: The place of the row.
            request: The check.
            news: The event beside the row that is the news; it is linked to the project.

        Returns:
            Errors of taking back the earlier answer: somebody changed its lines, and both answers stay on record.

        Raises:
            UsageError: If the check does not fit, or the event cannot follow the project; the answer before stays.
        """
        changes = [partial(self._check, request)]
        if news:
            followed = followed_by_news(self._work, project_in(self._work, self._work.rows[position]), news).id
            changes.insert(0, partial(link, self._folder, news.id, [followed]))
        for make in changes:
            make()  # an answer that does not fit must not cost the one given before
        errors = self._take_back(position)
        if news:
            self._linked[position] = news.id
        self._steps[position] = [step for make in changes for step in self._commit(make)]
        return errors

    def _check(self, request: CheckRequest) -> Change:
        edition = self._work.edition.id
        return checked(self._folder, self._today, [request], by=self._by, day=self._day, edition_id=edition)

    def _commit(self, make: Callable[[], Change]) -> list[int]:
        """Commit a change; return the step of the journal that holds it, none where nothing was written."""
        step = commit_change(self._folder.root, make, self._now, dry_run=self.dry_run).step
        return [step] if step else []

    def _take_back(self, position: int) -> list[UsageError]:
        """Take back the answer that was given for a row before; an event that was logged for it stays."""
        self._linked.pop(position, None)
        errors = []
        for number in reversed(self._steps.pop(position, [])):
            try:
                commit_change(self._folder.root, partial(undo, self._folder, number), self._now, dry_run=False)
            except UsageError as error:
                errors.append(error)
        return errors
