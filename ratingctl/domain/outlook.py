"""What is seen of a rating from one edition on one day."""

from collections.abc import Iterator, Sequence
from datetime import date

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.lifecycle import Standing, standing_of
from ratingctl.domain.model import Check, Edition, Event, Page, Rating, RegionId
from ratingctl.domain.projects import Project, projects_of


class Outlook:
    """An edition with those before it, on a day; later editions, and what cannot have happened by then, are not seen.

    Args:
        rating: The rating.
        chain: The edition and its predecessors, the first one first (`editions.chain_to`).
        as_of: The day.
    """

    def __init__(self, rating: Rating, chain: Sequence[Edition], as_of: date) -> None:
        self.rating = rating
        self.chain = tuple(chain)
        self.as_of = as_of
        self._closing = {edition.id: edition.closing_day for edition in chain}
        self._projects: dict[RegionId, list[Project]] = {}

    def regions(self) -> list[RegionId]:
        """Every region that the register or a page has, in the register's order."""
        seen = dict.fromkeys(self.rating.regions)
        for edition in self.chain:
            seen.update(dict.fromkeys(edition.pages))
        return list(seen)

    def pages(self, region: RegionId) -> list[Page]:
        """The pages of a region, the first edition's first."""
        found = (edition.pages.get(region) for edition in self.chain)
        return [page for page in found if page]

    def events_on(self, page: Page) -> list[Event]:
        """The events of a page that are seen, in the order of the file."""
        return [event for event in page.events if self._seen(event.date)]

    def checks_on(self, page: Page) -> list[Check]:
        """The checks of a page that are seen, in the order of the file."""
        return [check for check in page.checks if self._seen(check.date)]

    def events(self, region: RegionId) -> list[Event]:
        """The events of a region that are seen, edition by edition."""
        return [event for page in self.pages(region) for event in self.events_on(page)]

    def projects(self, region: RegionId) -> list[Project]:
        """The projects of a region, in the order of their roots."""
        if region not in self._projects:
            self._projects[region] = projects_of(self.events(region), self._closing, self.as_of)
        return self._projects[region]

    def all_projects(self) -> Iterator[Project]:
        """The projects of every region."""
        for region in self.regions():
            yield from self.projects(region)

    def standing(self, project: Project) -> Standing:
        """How a project stands on the day."""
        return standing_of(project, self.rating.settings, self.as_of)

    def moves(self, project: Project) -> tuple[list[Event], list[Event]]:
        """Where a project came from and went to: `follows` across regions, which never groups.

        Returns:
            The events of other regions that it follows, and those that follow it.
        """
        own = {event.id for event in project.events}
        followed = {old for event in project.events for old in event.follows} - own
        foreign = [event for region in self.regions() if region != project.root.region for event in self.events(region)]
        came_from = [event for event in foreign if event.id in followed]
        went_to = [event for event in foreign if own.intersection(event.follows)]
        return came_from, went_to

    def _seen(self, when: EdtfDate | None) -> bool:
        return when is None or when.earliest is None or when.earliest <= self.as_of
