"""The marks of a draft: the places of its article from which its fields were understood."""

from ratingctl.commands.shared.event_draft import Prepared
from ratingctl.domain.model import Rating
from ratingctl.intake.marks import Mark, marks_in


def marks_of(text: str, prepared: Prepared, frame: Rating) -> list[Mark]:
    """Return the marks of an article in order.

    Args:
        text: The article as it is shown.
        prepared: The draft.
        frame: The rating, with the names of its regions.
    """
    typed, region, event = prepared.typed, prepared.region, prepared.event
    names: tuple[str, ...] = ()
    if region:
        forms, towns = frame.forms.get(region.id, ()), frame.cities.get(region.id, ())
        names = (region.name, *region.aliases, *forms, *towns)
    phrases = {
        "region": names,
        "partners": typed.partners,
        "amounts": typed.amounts,
        "date": (typed.yearless,) if typed.yearless else (),
    }
    deadlines = {"start_due": event.start_due, "due": event.due} if event else {}
    return marks_in(text, phrases, typed.kind, event.date if event else None, deadlines)
