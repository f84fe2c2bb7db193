"""The table that tab completion reads is that of the command line."""

import pytest
from completion_table import completion_table

from ratingctl.cli.completion import TABLE


def test_the_table_has_every_option_and_argument(request: pytest.FixtureRequest) -> None:
    """`pytest tests/language --update-cases` brings it up to date."""
    text = completion_table()
    if request.config.getoption("--update-cases"):
        TABLE.write_text(text, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == text
