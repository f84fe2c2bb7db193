"""Dates as the files hold them: a part of EDTF (ISO 8601-2), each with an earliest and a latest day."""

import re
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ratingctl.message import Text, sentence

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_HALF_YEARS = {40: (1, 6), 41: (7, 12)}
_SPANS = {**_QUARTERS, **_HALF_YEARS}
_OPEN = ".."
_DAYS_IN_MONTHS = dict(enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))


class DateError(ValueError):
    """A text is not a date; `fact` is a clause that says why."""

    def __init__(self, fact: Text) -> None:
        super().__init__(str(fact))
        self.fact = fact


class EdtfDate(NamedTuple):
    """A date of any precision, or an interval.

    Attributes:
        text: The date as it is written in a file.
        earliest: The first day it can mean; None where the interval is open at its beginning.
        latest: The last day it can mean; None where the interval is open at its end. A deadline runs to this day.
    """

    text: str
    earliest: date | None
    latest: date | None

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def parse_edtf(text: str) -> EdtfDate:
    """Read a date.

    Codes 33 to 36 are the quarters and 40, 41 the half-years of EDTF level 2 (sub-year groupings); `..` is the open
    end of level 1.

    Args:
        text: The date as written, without surrounding space.

    Returns:
        The date with its earliest and latest day.

    Raises:
        DateError: If the text is not of the accepted forms or names a day that does not exist.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return EdtfDate(text, *_days_of(text))
    if start == end == _OPEN:
        raise DateError(sentence("{text!r} is open at both ends", text=text))
    earliest = None if start == _OPEN else _days_of(start)[0]
    latest = None if end == _OPEN else _days_of(end)[1]
    if earliest and latest and earliest > latest:
        raise DateError(sentence("{text!r} ends before it begins", text=text))
    return EdtfDate(text, earliest, latest)


def is_surely_before(one: EdtfDate | None, other: EdtfDate | None) -> bool:
    """Return whether the last day of one date is earlier than the first day of another; False where not known."""
    latest = one.latest if one else None
    earliest = other.earliest if other else None
    return latest is not None and earliest is not None and latest < earliest


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last day where there is no such day.

    What lies beyond the last day of the calendar is that day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, _days_in_month(year, month + 1)))


def months_between(start: date, end: date) -> int:
    """Return the largest n with `add_months(start, n) <= end`: whole months; negative where end is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def _days_in_month(year: int, month: int) -> int:
    """Return the number of days in a month of the Gregorian calendar; 0 for a number that no month has."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if is_leap and month == 2 else _DAYS_IN_MONTHS.get(month, 0)


def _days_of(text: str) -> tuple[date, date]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(sentence("{text!r} is no date", text=text))
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _bounds(year or 0, month, day)
    except ValueError as error:
        raise DateError(sentence("{text!r} does not exist in the calendar", text=text)) from error


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if month in _SPANS and day is None:
        first, last = _SPANS[month]
        return date(year, first, 1), add_months(date(year, last, 1), 1) - timedelta(days=1)
    if day is None:
        return date(year, month, 1), date(year, month, _days_in_month(year, month))
    exact = date(year, month, day)
    return exact, exact
