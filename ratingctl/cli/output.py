"""The way a report leaves: to the terminal, a pipe or a file."""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ratingctl.errors import SurroundingsError
from ratingctl.interactive.dialogue import tell
from ratingctl.render import PIPED_WIDTH, Format, format_of_file, rendered

if TYPE_CHECKING:  # `--help` needs no report
    from ratingctl.report import Report


def present(report: "Report", form: Format | None, output: Path | None) -> None:
    """Print a report, or write it into a file.

    Args:
        report: The report.
        form: The format; None for a table, or for what the file's name ends in.
        output: The file; None for standard output.

    Raises:
        SurroundingsError: If there is no standard output, or the file cannot be written.
    """
    _prepare_streams()
    chosen = format_of(form, output)
    if chosen is Format.TABLE and output is None and sys.stdout.isatty():
        from ratingctl.render.terminal import show

        show(report.screen, sys.stdout)
        return
    text = rendered(report, chosen, _piped_width())
    if output:
        from ratingctl.storage.edits import write_text

        write_text(output, chosen.file_start + text)
        tell(f"wrote {output}")
    else:
        sys.stdout.write(text)
        sys.stdout.flush()


def format_of(form: Format | None, output: Path | None) -> Format:
    """Return the format that was asked for, or that the name of the output file ends in, else a table."""
    return form or (output and format_of_file(output)) or Format.TABLE


def _prepare_streams() -> None:
    """Give pipes UTF-8 whatever the locale; a terminal of another encoding gets `?` for what it cannot show.

    Raises:
        SurroundingsError: If there is no standard output.
    """
    if sys.stdout is None:
        raise SurroundingsError("standard output is closed", next_step="leave it open, or write a file with -o")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _piped_width() -> int:
    """Return `COLUMNS`, else what fits a page."""
    columns = os.environ.get("COLUMNS", "")
    return max(20, int(columns)) if columns.isdigit() else PIPED_WIDTH
