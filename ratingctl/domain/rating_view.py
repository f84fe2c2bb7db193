"""The view of a rating from one edition on one day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.domain.dates import is_surely_before
from ratingctl.domain.lifecycle import ProjectStatus, ProjectSummary, RecordedCheck, status_of
from ratingctl.domain.model import Check, Edition, Event, EventId, Page, Rating, RegionId, State
from ratingctl.domain.projects import Project, project_of, projects_of
from ratingctl.domain.review_case import NOTHING, ReviewCase, checks_until
from ratingctl.domain.summarize import (
    ChecksByEvent,
    checks_by_event,
    cited_in,
    news_of,
    running_editions,
    summarize_project,
)


class RatingView:
    """A view of an edition with those before it, on a day; later editions are not seen, nor are later events.

    An event is seen from the first day on which it may have happened: an undated one from the beginning of the period
    of its edition.

    A published edition is seen with the settings and names that were frozen with it.

    Args:
        rating: The rating.
        chain: The edition and its predecessors, the first one first (`edition_chain.chain_to`).
        as_of: The day.
    """

    def __init__(self, rating: Rating, chain: Sequence[Edition], as_of: date) -> None:
        self.rating = rating.as_printed_in(chain[-1])
        self.chain = tuple(chain)
        self.as_of = as_of
        self._checks_until = checks_until(chain[-1], as_of)
        self._closing = {edition.id: edition.closing_day for edition in chain}
        self._running = running_editions(chain, as_of)
        self._editions = {edition.id: edition for edition in chain}
        self._projects: dict[RegionId, list[Project]] = {}
        self._checks: dict[RegionId, ChecksByEvent] = {}
        self._cited: dict[RegionId, frozenset[EventId]] = {}
        self._links: _Links | None = None

    @property
    def is_past_cutoff(self) -> bool:
        """Return whether its edition is a draft that is looked at from its cut-off, because that has come."""
        return self.chain[-1].state is State.DRAFT and self.as_of == self.chain[-1].cutoff

    def regions(self) -> list[RegionId]:
        """Return every region that the register or a page has, in the register's order."""
        seen = dict.fromkeys(self.rating.regions)
        for edition in self.chain:
            seen.update(dict.fromkeys(edition.event_counts))
            seen.update(dict.fromkeys(edition.pages))
        return list(seen)

    def pages(self, region: RegionId) -> list[Page]:
        """Return the pages of a region, the first edition's first."""
        pages = (edition.pages.get(region) for edition in self.chain)
        return [page for page in pages if page]

    def events_on(self, page: Page) -> list[Event]:
        """Return the events of a page that are seen, in the order of the file."""
        edition = self._editions[page.edition]
        return [event for event in page.events if (edition.earliest_day_of(event) or date.min) <= self.as_of]

    def checks_on(self, page: Page) -> list[Check]:
        """Return the checks of a page that are seen, in the order of the file."""
        return [check for check in page.checks if (check.date.earliest or date.min) <= self._checks_until]

    def events(self, region: RegionId) -> list[Event]:
        """Return the events of a region that are seen, edition by edition."""
        return [event for page in self.pages(region) for event in self.events_on(page)]

    def projects(self, region: RegionId) -> list[Project]:
        """Return the projects of a region, in the order of their roots."""
        if region not in self._projects:
            self._projects[region] = projects_of(self.events(region), self._closing, self.as_of, self._running)
        return self._projects[region]

    def all_projects(self) -> Iterator[Project]:
        """Yield the projects of every region."""
        for region in self.regions():
            yield from self.projects(region)

    def summary_of(self, project: Project) -> ProjectSummary:
        """Return the summary of a project, of the events and checks that are seen."""
        region = project.root.region
        if region not in self._checks:
            self._checks[region] = checks_by_event(
                RecordedCheck(page.edition, check) for page in self.pages(region) for check in self.checks_on(page)
            )
            self._cited[region] = cited_in(self.pages(region))
        checks, cited = self._checks[region], self._cited[region]
        return summarize_project(project, checks, self._editions, self.rating.settings, cited)

    def summaries(self) -> Iterator[ProjectSummary]:
        """Yield the summaries of all projects, region by region."""
        return (self.summary_of(project) for project in self.all_projects())

    def status_of(self, project: Project) -> ProjectStatus:
        """Return the status of a project on the day."""
        return status_of(self.summary_of(project), self.rating.settings.stale, self.as_of)

    def review_case(self, summary: ProjectSummary) -> ReviewCase:
        """Return a project as a reviewer of the edition sees it on the day."""
        return ReviewCase.of(summary, self.chain[-1], self.rating.settings.stale, self.as_of)

    def fruitless_checks(self, page: Page) -> list[tuple[Check, Project]]:
        """Return the checks of a page that found nothing and are still true, with their projects.

        A check is left out where a later check of its project, or news of it, surely came after it.
        """
        checks = self.checks_on(page)
        fruitless = []
        for check in checks:
            project = project_of(check.event, self.projects(page.region)) if check.found == NOTHING else None
            if project:
                ids = {event.id for event in project.events}
                later = [other.date for other in checks if other.event in ids]
                later += [event.date for event in news_of(project, self.rating.settings) if event.date]
                if not any(is_surely_before(check.date, when) for when in later):
                    fruitless.append((check, project))
        return fruitless

    def moves(self, events: Sequence[EventId]) -> tuple[list[Event], list[Event]]:
        """Return where a project came from and went to: `follows` across regions, which never groups.

        Args:
            events: The ids of its events.

        Returns:
            The events of other regions that they follow, and those that follow them.
        """
        links = self._all_links()
        if links.followed.keys().isdisjoint(events) and links.followers.keys().isdisjoint(events):
            return [], []
        came_from = dict.fromkeys(old for event in events for old in links.followed.get(event, ()))
        went_to = dict.fromkeys(new for event in events for new in links.followers.get(event, ()))
        return [links.events[event] for event in came_from], [links.events[event] for event in went_to]

    def _all_links(self) -> "_Links":
        if self._links is None:
            events = {event.id: event for region in self.regions() for event in self.events(region)}
            self._links = _Links(events, {}, {})
            for event in events.values():
                for old in event.follows:
                    if old in events and events[old].region != event.region:
                        self._links.followed.setdefault(event.id, []).append(old)
                        self._links.followers.setdefault(old, []).append(event.id)
        return self._links


class _Links(NamedTuple):
    """The links across regions, from both ends."""

    events: dict[EventId, Event]
    followed: dict[EventId, list[EventId]]
    followers: dict[EventId, list[EventId]]
