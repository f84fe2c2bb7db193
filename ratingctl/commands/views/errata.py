"""Errata of a published edition: what was corrected, why, when and by whom."""

from ratingctl.domain.model import Edition, Erratum, Rating
from ratingctl.message import Message, Value
from ratingctl.report import Dated, Emphasis, Paragraph, Span, paragraph


def errata_notes(edition: Edition, rating: Rating) -> list[Paragraph]:
    """Return the corrections of an edition as lines for people; none where there are none.

    Args:
        edition: The edition.
        rating: Where the names of regions are looked up.
    """
    return [_line(erratum, rating) for erratum in edition.errata]


def _line(erratum: Erratum, rating: Rating) -> Paragraph:
    region = rating.regions.get(erratum.region)
    subject = "" if erratum.id == erratum.region else f" ({erratum.id})"
    values: dict[str, Value] = {
        "region": region.name if region else erratum.region,
        "subject": subject,
        "field": rating.settings.field_label(erratum.field),
        "was": erratum.was or "–",
        "now": erratum.now or "–",
        "reason": erratum.reason,
        "date": Dated(erratum.date.text),
        "by": erratum.by or "–",
    }
    return paragraph(Span(Message("erratum.word"), Emphasis.STRONG), " ", Message("erratum.line", values))
