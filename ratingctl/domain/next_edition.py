"""The header of the edition that comes after another one: id, number and period."""

from datetime import date, timedelta
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate, add_months, months_between, parse_edtf
from ratingctl.domain.model import Edition

_DAY = timedelta(days=1)
_MONTHS_IN_A_YEAR = 12


class NextHeader(NamedTuple):
    """The header of the next edition.

    Attributes:
        id: Its id, where that of the last one is a year; else empty.
        number: One more than the last one; empty where that has no number.
        period: As long as the last one, and adjoining it; a year where the length is not known.
    """

    id: str
    number: str
    period: EdtfDate

    @property
    def cutoff(self) -> date:
        """Return the last day of the period."""
        assert self.period.latest is not None  # it is made with one
        return self.period.latest


def next_header(last: Edition) -> NextHeader:
    """Return the header of the edition that comes after the last one."""
    period = _adjoining(last)
    end = period.latest
    is_year = len(last.id) == len("2026") and last.id.isdecimal()
    number = str(int(last.number) + 1) if last.number.isdecimal() else ""
    return NextHeader(str(end.year) if is_year and end else "", number, period)


def _adjoining(last: Edition) -> EdtfDate:
    first = last.closing_day + _DAY
    began = last.period.earliest
    if began is None:
        return _period(first, add_months(first, _MONTHS_IN_A_YEAR) - _DAY)
    months = months_between(began, first)
    if months and add_months(began, months) == first:
        return _period(first, add_months(first, months) - _DAY)
    return _period(first, first + (last.closing_day - began))


def _period(first: date, last: date) -> EdtfDate:
    """Return a period as people write it: a year, months, or days."""
    if first.day != 1 or (last + _DAY).day != 1:
        return parse_edtf(f"{first.isoformat()}/{last.isoformat()}")
    if first.month == 1 and (last + _DAY).month == 1 and first.year == last.year:
        return parse_edtf(str(first.year))
    months = [f"{day.year}-{day.month:02}" for day in (first, last)]
    return parse_edtf(months[0] if months[0] == months[1] else "/".join(months))
