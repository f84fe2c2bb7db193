"""The output formats: a report to text for the terminal, as JSON, CSV or Markdown. It knows reports and languages."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from ratingctl.report import Report

PIPED_WIDTH = 100
"""Columns of a table that leaves by a pipe or a file."""

_BOM = "\ufeff"
"""The byte order mark, by which spreadsheet programs know UTF-8."""


def _table(report: "Report", columns: int) -> str:
    from ratingctl.render.terminal import plain_text

    return plain_text(report.screen, columns)


def _json(report: "Report", columns: int) -> str:
    from ratingctl.render.json_text import json_text

    return json_text(report)


def _csv(report: "Report", columns: int) -> str:
    from ratingctl.render.csv_rows import csv_text

    return csv_text(report)


def _markdown(report: "Report", columns: int) -> str:
    from ratingctl.render.markdown import markdown_text

    return markdown_text(report.screen)


def _calendar(report: "Report", columns: int) -> str:
    from ratingctl.render.calendar_text import calendar_text

    return calendar_text(report)


class Format(StrEnum):
    """The output formats. Everything that belongs to one is its entry here.

    Attributes:
        endings: What the names of its files end in.
        file_start: What a file begins with; a pipe does without.
        shows_tables: True if it shows a report's tables, for people; False if it is made of the report's data.
        renderer: A report and the columns of a line to text; it imports what it needs, so that a command waits for one
            renderer at most.
    """

    endings: tuple[str, ...]
    file_start: str
    shows_tables: bool
    renderer: Callable[["Report", int], str]

    TABLE = "table", (".txt",), "", True, _table
    JSON = "json", (".json",), "", False, _json
    CSV = "csv", (".csv",), _BOM, False, _csv
    MARKDOWN = "markdown", (".md", ".markdown"), "", True, _markdown
    CALENDAR = "ics", (".ics",), "", False, _calendar

    def __new__(
        cls,
        name: str,
        endings: tuple[str, ...],
        file_start: str,
        shows_tables: bool,
        renderer: Callable[["Report", int], str],
    ) -> Self:
        """Make the member of an entry."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.endings = endings
        member.file_start = file_start
        member.shows_tables = shows_tables
        member.renderer = renderer
        return member


def format_of_file(name: PurePath) -> Format | None:
    """Return the format that a file's name ends in, if any."""
    ending = name.suffix.lower()
    return next((form for form in Format if ending in form.endings), None)


def rendered(report: "Report", form: Format, columns: int = PIPED_WIDTH) -> str:
    """Return a report as text for a file or a pipe.

    Args:
        report: What to render.
        form: The format.
        columns: The longest line of a table.
    """
    return form.renderer(report, columns)
