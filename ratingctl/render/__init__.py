"""A report to text: for the terminal, as JSON, CSV or Markdown. It knows reports and languages, but no command."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from ratingctl.render.catalogue import Catalogue
from ratingctl.report import Report


class Format(StrEnum):
    """The forms in which a report can be had."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def rendered(report: Report, form: Format, language: str) -> str:
    """A report as text for a file or a pipe.

    Args:
        report: What to render.
        form: JSON, CSV or Markdown; tables for a terminal are printed by `ratingctl.render.terminal`.
        language: The language of its own words: `en` or `ru`.
    """
    return _renderers()[form](report, Catalogue(language))


def _renderers() -> Mapping[Format, Callable[[Report, Catalogue], str]]:
    from ratingctl.render.csv_rows import csv_text
    from ratingctl.render.json_text import json_text
    from ratingctl.render.markdown import markdown_text

    return {
        Format.JSON: lambda report, _: json_text(report),
        Format.CSV: lambda report, _: csv_text(report),
        Format.MARKDOWN: markdown_text,
    }
