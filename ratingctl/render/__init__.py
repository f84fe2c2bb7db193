"""A report to text: for the terminal, as JSON, CSV or Markdown. It knows reports and languages, but no command."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ratingctl.report import Report


class Format(StrEnum):
    """The forms in which a report can be had."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def rendered(report: "Report", form: Format) -> str:
    """A report as text for a file or a pipe.

    Each renderer is imported only when it is used: a command waits for one of them at most.

    Args:
        report: What to render.
        form: JSON, CSV or Markdown; tables for a terminal are printed by `ratingctl.render.terminal`.
    """
    if form is Format.JSON:
        from ratingctl.render.json_text import json_text

        return json_text(report)
    if form is Format.CSV:
        from ratingctl.render.csv_rows import csv_text

        return csv_text(report)
    from ratingctl.render.markdown import markdown_text

    return markdown_text(report.screen)
