"""Sources in a text: keys and addresses, however they are parted."""

import pytest

from ratingctl.domain.sources import sources_in

A, B = "https://a.org/1", "https://b.org/x,y;z=1"


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("", ()),
        (A, (A,)),
        (f"{A} {B}", (A, B)),
        (f"{A}, {B}", (A, B)),
        (f"{A};{B}", (A, B)),
        (f" {A},{B}; ", (A, B)),
        (f"{A}\n{B}\n{A}", (A, B)),
        (f"gazette,bulletin; {B}", ("gazette", "bulletin", B)),
        (f"gazette, {A},", ("gazette", A)),
    ],
)
def test_a_comma_parts_sources_but_not_one_address(text: str, sources: tuple[str, ...]) -> None:
    assert sources_in(text) == sources
