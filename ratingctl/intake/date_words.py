"""Find dates with a year in a sentence: days, months, seasons, quarters, halves, years and spans of years."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ratingctl.domain.dates import DateError, EdtfDate
from ratingctl.domain.typed_dates import parse_typed

MONTH = (
    r"(?:январ[яьею]|феврал[яьею]|март[аеу]?|апрел[яьею]|ма[йяею]|июн[яьею]|июл[яьею]|август[аеу]?|сентябр[яьею]"
    r"|октябр[яьею]|ноябр[яьею]|декабр[яьею]|January|February|March|April|May|June|July|August|September|October|November|December)"
)
"""A pattern of the name of a month, in any case."""
_SEASON = r"(?:весн[уойеы]+|лет[оаеуом]+|осен[ьюи]+|spring|summer|autumn)"
_PART = (
    r"(?:(?:[IV]{1,3}|[1-4]|перв\w+|втор\w+|треть\w+|четв[её]рт\w+|first|second|third|fourth)(?:-?[а-я]{1,2})?\s+"
    r"(?:квартал\w*|полугоди\w+|quarter|half)(?:\s+of)?|Q[1-4])"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<![\w.-])(?P<words>\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.{_YEAR}"
    rf"|(?:\d{{1,2}}\s+)?{MONTH}\s+(?:\d{{1,2}},\s+)?{_YEAR}|{_SEASON}\s+{_YEAR}|{_PART}\s+{_YEAR}"
    rf"|{_YEAR}\s?[–—-]\s?{_YEAR}|{_YEAR})(?!\d)(?!\s?[–—-]\s?\d)(?:\s*(?:гг?\b\.?|год\w*))?",
    re.IGNORECASE,
)


class DateMention(NamedTuple):
    """A date with a year in a text.

    Attributes:
        date: The date.
        start: The offset of its first character.
        end: The offset after its last character, with the word «года» that belongs to it.
    """

    date: EdtfDate
    start: int
    end: int


def date_mentions(text: str) -> Iterator[DateMention]:
    """Yield the dates of a text that have a year, in order."""
    for match in _DATE.finditer(text):
        when = date_of_words(match["words"])
        if when is not None:
            yield DateMention(when, match.start(), match.end())


def date_of_words(words: str) -> EdtfDate | None:
    """Return the date that words mean; None where they mean none."""
    try:
        return parse_typed(words, date.min).date
    except (DateError, ValueError, OverflowError):
        return None
