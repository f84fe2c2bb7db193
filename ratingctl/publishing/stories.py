"""Stories: the projects of a region with their status, events and checks, told in words."""

from datetime import date

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.lifecycle import Basis, ProjectStatus, ProjectSummary, status_of
from ratingctl.domain.model import Check, Event, EventId, RegionId
from ratingctl.domain.printed_lines import event_sentence, is_setback
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import NOTHING
from ratingctl.domain.spoken_dates import date_message
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.publication import CheckEntry, EventEntry, Link, ProjectEntry

_URL_STARTS = ("http://", "https://")


class StoryTeller:
    """Tells the projects of a view.

    Args:
        view: What is seen of the rating.
        catalogue: The words of its language.
    """

    def __init__(self, view: RatingView, catalogue: Catalogue) -> None:
        self._view = view
        self._say = catalogue.said
        self._events = {event.id: event for region in view.regions() for event in view.events(region)}

    def event(self, event_id: EventId) -> Event | None:
        """Return the event of that id; None where the view does not see it."""
        return self._events.get(event_id)

    def projects_of(self, region: RegionId) -> tuple[ProjectEntry, ...]:
        """Return the projects of a region, in the order of their roots."""
        return tuple(self._entry(project) for project in self._view.projects(region))

    def _entry(self, project: Project) -> ProjectEntry:
        summary = self._view.summary_of(project)
        status = status_of(summary, self._view.rating.settings.stale, self._view.as_of)
        months = status.months_silent if status.is_open else 0
        return ProjectEntry(
            id=project.id,
            name=project.name,
            status=status.word,
            status_word=self._status_word(status),
            basis=status.basis.value,
            is_open=status.is_open,
            is_promise=status.is_open and summary.promised,
            due=self._date(status.due.when) if status.due else "",
            due_date=status.due.when.text if status.due else "",
            last_news=self._day_of_news(project, status.last_news),
            last_news_date=status.last_news.isoformat(),
            silence=self._say(Message("project.silent", {"n": months})) if months > 0 else "",
            events=tuple(self._event_entry(event) for event in project.events),
            checks=tuple(self._check_entry(row.edition, row.check) for row in summary.checks),
            elsewhere=self._elsewhere(summary),
        )

    def _event_entry(self, event: Event) -> EventEntry:
        rating = self._view.rating
        kind = rating.settings.kinds.get(event.kind)
        sources = [rating.sources[key].title if key in rating.sources else key for key in event.sources]
        urls = [rating.sources[key].url if key in rating.sources else key for key in event.sources]
        return EventEntry(
            id=event.id,
            edition=event.edition,
            date=event.date.text if event.date else "",
            when=self._date(event.date) if event.date else "",
            kind=event.kind,
            kind_word=kind.name
            if kind and kind.name
            else self._say(Message(f"kind.{event.kind}"))
            if kind
            else event.kind,
            title=event.title,
            sentence=self._say(event_sentence(event)),
            is_italic=is_setback(event, rating.settings),
            due=event.due.text if event.due else "",
            words=" ".join((event.title if event.text else "", *event.partners, *event.amounts)).strip(),
            addresses=tuple(url for url in urls if url.startswith(_URL_STARTS)),
            sources=tuple(sources),
            follows=event.follows,
        )

    def _check_entry(self, edition: str, check: Check) -> CheckEntry:
        return CheckEntry(
            edition=edition,
            when=self._date(check.date),
            by=check.by,
            found=self._say(Message(f"found.{check.found}")),
            note=check.note,
            is_fruitless=check.found == NOTHING,
        )

    def _elsewhere(self, summary: ProjectSummary) -> tuple[tuple[str, Link], ...]:
        came_from, went_to = self._view.moves(summary.events)
        regions = self._view.rating.regions
        rows = [("from", event) for event in came_from] + [("to", event) for event in went_to]
        return tuple(
            (way, Link(event.id, regions[event.region].name if event.region in regions else event.region))
            for way, event in rows
        )

    def _status_word(self, status: ProjectStatus) -> str:
        word = Message(f"status.{status.word}")
        inferred = status.basis is Basis.INFERRED
        return self._say(Message("publication.inferred", {"status": word}) if inferred else word)

    def _day_of_news(self, project: Project, day: date) -> str:
        """The day of the last news as exactly as it is known: that of the event, else the end of its edition."""
        dated = [event.date for event in project.events if event.date and event.date.latest == day]
        return self._date(dated[-1]) if dated else self._date_of(day)

    def _date(self, when: EdtfDate) -> str:
        return self._say(date_message(when.text))

    def _date_of(self, day: date) -> str:
        return self._say(date_message(day.isoformat()[:7]))
