"""The fields of the desk: what each shows, the text with which it opens, and the draft with another text in it."""

from collections.abc import Mapping
from typing import NamedTuple

from ratingctl.commands.shared.event_draft import Prepared
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.commands.views.draft_event import draft_fields
from ratingctl.domain.model import Rating
from ratingctl.domain.sources import sources_in
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.report import Cell, paragraphs

FIELDS = (
    "region",
    "date",
    "kind",
    "title",
    "text",
    "project",
    "follows",
    "start_due",
    "due",
    "partners",
    "amounts",
    "sources",
    "note",
)
"""The fields in the order in which they stand on the desk."""
ALWAYS_SHOWN = frozenset({"region", "date", "kind", "title", "sources"})
"""The fields that stand there when they are empty too: an event is not whole without them."""
DATES = frozenset({"date", "start_due", "due"})
"""The fields that are dates."""
PARTINGS: Mapping[str, str] = {"follows": ",", "partners": ";", "amounts": ";", "sources": ","}
"""The fields that are lists, with what parts their items."""


class DeskWords(NamedTuple):
    """The words of a desk: the rating's language.

    Attributes:
        catalogue: The catalogue of that language.
    """

    catalogue: Catalogue

    def heading(self, field: str) -> str:
        """Return the name of a field."""
        return self.catalogue.heading(field)

    def said(self, piece: str | Message) -> str:
        """Return a message in the language."""
        return self.catalogue.said(piece)


def shown_values(prepared: Prepared, words: DeskWords) -> dict[str, str]:
    """Return what each field shows; an empty text where it is empty."""
    shown = {name: _text(value, words) for name, value in draft_fields(prepared)}
    region = prepared.region.name if prepared.region else ""
    return {name: shown.get(name, "") for name in FIELDS} | {"note": prepared.typed.note, "region": region}


def opened_text(draft: EventInput, field: str, rating: Rating, words: DeskWords) -> str:
    """Return the text with which a field opens: its present value as a person would type it."""
    value = getattr(draft, field)
    if field in PARTINGS:
        return f"{PARTINGS[field]} ".join(value)
    if field == "region" and value in rating.regions:
        return rating.regions[value].name
    if field == "kind" and value in rating.settings.kinds:
        known = rating.settings.kinds[value]
        return known.name or words.said(Message(f"kind.{value}"))
    if field == "date" and not value:
        return draft.yearless
    return str(value)


def with_text(draft: EventInput, field: str, text: str) -> EventInput:
    """Return the draft with the text of one field; an empty text empties the field."""
    text = " ".join(text.split())
    if field not in PARTINGS:
        return EventInput(**{**draft._asdict(), field: text})
    if field == "sources":
        return draft._replace(sources=sources_in(text))
    text = text.replace(PARTINGS[field], "\n")
    if field == "follows":
        text = text.replace(" ", "\n")
    items = tuple(dict.fromkeys(part.strip() for part in text.split("\n") if part.strip()))
    return EventInput(**{**draft._asdict(), field: items})


def _text(value: Cell, words: DeskWords) -> str:
    said = words.catalogue.said
    return " ".join("".join(said(piece) for piece in line.pieces) for line in paragraphs(value))
