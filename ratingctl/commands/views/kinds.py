"""Report of the kinds of events: names, everyday words and an example of each."""

from typing import Any

from ratingctl.commands.shared.kind_names import spoken_kinds
from ratingctl.commands.views.events import kind_word
from ratingctl.domain.kinds import KINDS, EventClass
from ratingctl.domain.model import Rating
from ratingctl.language.catalogue import Catalogue
from ratingctl.report import Cell, CellText, Column, Emphasis, Message, Records, Report, Screen, Span, Table, paragraph

_RECORDS = Records(("kinds",), (), ("id", "name", "class", "also", "example"))
_COLUMNS = (Column("kind"), Column("also"), Column("example"))


def kinds_report(rating: Rating) -> Report:
    """Return the report of the kinds of a rating, in the language of its reports."""
    catalogue = Catalogue(rating.settings.language)
    rows: list[dict[str, Any]] = []
    cells: list[list[Cell]] = []
    for each in spoken_kinds(rating):
        kind = each.kind
        name = catalogue.said(kind_word(rating.settings, kind.id))
        is_known = kind.id in KINDS
        also = catalogue.said(Message(f"kind_synonyms.{kind.id}")) if is_known else ""
        example = catalogue.said(Message(f"kind_example.{kind.id}")) if is_known else ""
        words = [word.strip() for word in also.split(";") if word.strip()]
        rows.append({"id": kind.id, "name": name, "class": kind.event_class.value, "also": words, "example": example})
        setback = kind.event_class is EventClass.SETBACK
        title = paragraph(Span(name, Emphasis.ITALIC if setback else Emphasis.STRONG))
        cells.append([CellText((title, paragraph(Span(kind.id, Emphasis.DIM)))), ", ".join(words), example])
    return Report(
        data={"kinds": rows},
        records=_RECORDS,
        screen=Screen(rating.settings.language, tables=[Table(_COLUMNS, cells)]),
    )
