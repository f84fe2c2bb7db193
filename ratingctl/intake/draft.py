"""Draft an event from an article; what the article does not say stays empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.model import RegionId
from ratingctl.intake.amounts import amounts_in
from ratingctl.intake.article import article_of
from ratingctl.intake.article_language import READ_LANGUAGES, article_language
from ratingctl.intake.kind_triggers import kind_of, own_kind_of
from ratingctl.intake.news_date import date_of
from ratingctl.intake.parties import KnownOrganisations, parties_in
from ratingctl.intake.promised_dates import PromisedDates, promised_dates
from ratingctl.intake.regions import PlaceMatcher, place_matcher, regions_of
from ratingctl.intake.subject import is_on_topic
from ratingctl.intake.title import title_of

_PROMISE_NOTHING = frozenset({"cancellation", "closure", "correction", "indicator"})
"""The kinds of news whose deadlines are of something else, or of what will not be."""


@dataclass(frozen=True)
class Gazetteer:
    """The names that a rating knows, in every spelling and inflected form, in normal casing or in lower case.

    Attributes:
        regions: For each region, its official and short names, aliases, nicknames and adjectives.
        cities: For each region, its towns.
        organisations: For each slug, the spellings of one organisation.
        subject: Prefixes of words that put a text on the rating's subject.
        kinds: For each kind that the rating names words for, those words and phrases.
    """

    regions: Mapping[RegionId, tuple[str, ...]]
    cities: Mapping[RegionId, tuple[str, ...]]
    organisations: Mapping[str, tuple[str, ...]]
    subject: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def place_matcher(self) -> PlaceMatcher:
        """The matcher of the names of regions and towns, which takes longer to make than an article to read."""
        return place_matcher(self.regions, self.cities)

    @cached_property
    def known_organisations(self) -> KnownOrganisations:
        """The organisations as they are looked for in a text."""
        return KnownOrganisations(self.organisations)


class Draft(NamedTuple):
    """An event as far as an article tells it.

    Attributes:
        regions: The primary one first; empty where none was found.
        date: Its date; None where the article gives none with a year.
        yearless: The words of a date without a year («9 августа»), where that is all there is; else "".
        kind: An id of `ratingctl.domain.kinds.KINDS`; None where no rule matches.
        title: One line of at most 110 characters, without a final full stop; "" where no sentence has words enough.
        partners: Who took part, in the order of the article.
        amounts: Sums, quantities and shares with their units.
        on_topic: True if it is about the rating's subject; None where the rating names no subject words, or where the
            article has none of them but an organisation that the rating knows.
        start_due: By when works will have begun, as the article says; None where it does not.
        due: By when the thing will be there.
        language: The language of the article, as an ISO 639-1 code; "" where it is not known. Of one that is not read
            neither kind nor deadlines are drafted, and nobody knows the subject.
    """

    regions: tuple[RegionId, ...]
    date: EdtfDate | None
    yearless: str
    kind: str | None
    title: str
    partners: tuple[str, ...]
    amounts: tuple[str, ...]
    on_topic: bool | None
    start_due: EdtfDate | None = None
    due: EdtfDate | None = None
    language: str = ""


def draft_from(article: str, gazetteer: Gazetteer, today: date) -> Draft:
    """Return the draft of an event from an article.

    Args:
        article: The text as it was copied, plain or HTML; of a long one only the beginning is read.
        gazetteer: The names that the rating knows.
        today: The day after which no news can be.

    Returns:
        The draft. No text raises an error.
    """
    parts = article_of(article)
    text = f"{parts.headline}\n{parts.body}".strip()
    news = date_of(parts, today)
    language = article_language(text)
    is_read = not language or language in READ_LANGUAGES
    kind = (own_kind_of(parts, gazetteer.kinds) or kind_of(parts, today)) if is_read else None
    is_silent = kind in _PROMISE_NOTHING or not is_read
    promised = PromisedDates() if is_silent else promised_dates(parts, today, news.date)
    return Draft(
        regions=regions_of(parts, gazetteer.place_matcher),
        date=news.date,
        yearless=news.yearless,
        kind=kind,
        title=title_of(parts),
        partners=parties_in(text, gazetteer.known_organisations),
        amounts=amounts_in(text),
        on_topic=_on_topic(text, gazetteer) if is_read else None,
        start_due=promised.start_due,
        due=promised.due,
        language=language,
    )


def _on_topic(text: str, gazetteer: Gazetteer) -> bool | None:
    """Return whether an article is about the subject; None where only an organisation that is known speaks for it."""
    told = is_on_topic(text, gazetteer.subject)
    is_known = told is False and any(True for _ in gazetteer.known_organisations.mentions_in(text))
    return None if is_known else told
