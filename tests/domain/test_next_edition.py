"""The header of the next edition: it adjoins the last one and is as long."""

from datetime import date

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.model import Edition, EditionId
from ratingctl.domain.next_edition import next_header


@pytest.mark.parametrize(
    ("name", "number", "period", "expected"),
    [
        ("2026", "3", "2025-06/2026-05", ("2027", "4", "2026-06/2027-05", "2027-05-31")),
        ("2026", "", "2026", ("2027", "", "2027", "2027-12-31")),
        ("2025", "2", "../2025-05", ("2026", "3", "2025-06/2026-05", "2026-05-31")),
        ("2026-h1", "1", "2026-01/2026-06", ("", "2", "2026-07/2026-12", "2026-12-31")),
        ("2026", "IV", "2026-33", ("2026", "", "2026-04/2026-06", "2026-06-30")),
        ("2026", "1", "2026-02", ("2026", "2", "2026-03", "2026-03-31")),
        ("2026", "1", "2026-03-10/2026-03-19", ("2026", "2", "2026-03-20/2026-03-29", "2026-03-29")),
        ("2026", "1", "2026-01-15/2026-02-14", ("2026", "2", "2026-02-15/2026-03-14", "2026-03-14")),
    ],
)
def test_the_next_header_adjoins_the_last(
    name: str, number: str, period: str, expected: tuple[str, str, str, str]
) -> None:
    when = parse_edtf(period)
    last = Edition(EditionId(name), "", "", when, when.latest or date.max, number=number)
    header = next_header(last)
    assert (header.id, header.number, header.period.text, header.cutoff.isoformat()) == expected
    assert header.period.earliest is not None
    assert (header.period.earliest - last.closing_day).days == 1
