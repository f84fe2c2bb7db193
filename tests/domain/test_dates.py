"""Dates of the files: which days each can mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.domain.dates import DateError, add_months, months_between, parse_edtf

DAYS = [
    ("2026", "2026-01-01", "2026-12-31"),
    ("2026-05", "2026-05-01", "2026-05-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2026-05-18", "2026-05-18", "2026-05-18"),
    ("2024-02-29", "2024-02-29", "2024-02-29"),
    ("2026-33", "2026-01-01", "2026-03-31"),
    ("2026-34", "2026-04-01", "2026-06-30"),
    ("2026-35", "2026-07-01", "2026-09-30"),
    ("2026-36", "2026-10-01", "2026-12-31"),
    ("2026-40", "2026-01-01", "2026-06-30"),
    ("2026-41", "2026-07-01", "2026-12-31"),
    ("2028/2030", "2028-01-01", "2030-12-31"),
    ("2026-03/2026-05", "2026-03-01", "2026-05-31"),
    ("2026/2026-05", "2026-01-01", "2026-05-31"),
    ("../2025-05", None, "2025-05-31"),
    ("2028/..", "2028-01-01", None),
    ("9999-12", "9999-12-01", "9999-12-31"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), DAYS)
def test_a_date_has_an_earliest_and_a_latest_day(text: str, earliest: str | None, latest: str | None) -> None:
    found = parse_edtf(text)
    assert str(found) == text
    assert (found.earliest and found.earliest.isoformat()) == earliest
    assert (found.latest and found.latest.isoformat()) == latest


@pytest.mark.parametrize(
    "text",
    [
        "", "26", "2026-5", "2026-13", "2026-00", "2026-02-30", "2025-02-29", "2026-33-01", "2026-37", "2026-Q2",
        "18.06.2019", "../..", "2030/2028", "2026-05/2026-04", "2026/2025-12", "2026/", "/2026", "2026-05-18T10:00", "0000", "２０２６",
        " 2026", "2026 ", "2026-05-", "-2026", "2026/2027/2028",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_edtf(text)


def test_no_month_lies_beyond_the_calendar() -> None:
    assert add_months(date(9999, 6, 30), 6) == date(9999, 12, 30)
    assert add_months(date(9999, 6, 30), 7) == date.max
    assert months_between(date(9999, 1, 1), date.max) == 11


@given(st.dates(date(1, 1, 1), date(9990, 12, 31)), st.integers(0, 100))
def test_months_between_is_the_largest_number_that_fits(start: date, months: int) -> None:
    end = add_months(start, months)
    assert months_between(start, end) == months or add_months(start, months_between(start, end) + 1) > end
    assert add_months(start, months_between(start, end)) <= end


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-05-31", "2026-05-30", 11),
        ("2025-05-31", "2026-05-31", 12),
        ("2024-02-29", "2025-02-27", 11),
        ("2024-02-29", "2025-02-28", 12),
        ("2025-01-31", "2025-02-28", 1),
        ("2025-01-31", "2025-03-30", 1),
        ("2025-01-31", "2025-03-31", 2),
        ("2026-05-31", "2026-05-31", 0),
        ("2026-06-01", "2026-05-31", -1),
    ],
)
def test_months_of_silence(start: str, end: str, months: int) -> None:
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == months


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_every_day_lies_in_its_month_quarter_and_half_year(day: date) -> None:
    year = f"{day.year:04}"
    for text in (
        year,
        f"{year}-{day.month:02}",
        f"{year}-{33 + (day.month - 1) // 3}",
        f"{year}-{40 + (day.month - 1) // 6}",
    ):
        found = parse_edtf(text)
        assert found.earliest is not None
        assert found.latest is not None
        assert found.earliest <= day <= found.latest
        assert (found.latest + timedelta(days=1)).day == 1
