"""A report as a calendar to subscribe to (iCalendar, RFC 5545)."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar as VCalendar
from icalendar import Event as VEvent

from ratingctl.errors import UsageError
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import sentence
from ratingctl.render.visible import visible
from ratingctl.report import Paragraph, Report


def calendar_text(report: Report) -> str:
    """Return the calendar of a report: a whole day for each entry, the same text for the same report.

    Raises:
        UsageError: If the report has no calendar.
    """
    if report.calendar is None:
        raise UsageError(
            sentence("this report has no calendar"), next_step=sentence("`ratingctl upcoming -f ics` has one")
        )
    catalogue = Catalogue(report.calendar.language)

    def said(text: Paragraph) -> str:
        return visible("".join(catalogue.said(span) for span in text.spans()))

    calendar = VCalendar()
    calendar.add("prodid", "-//ratingctl//upcoming//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(report.calendar.name))
    stamp = datetime.combine(report.calendar.as_of, time(), UTC)
    for entry in report.calendar.entries:
        event = VEvent()
        event.add("uid", f"{entry.uid}@{report.calendar.domain}.ratingctl")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", said(entry.summary))
        event.add("description", "\n".join(map(said, entry.description)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
