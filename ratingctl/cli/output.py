"""The way a report leaves: to the terminal, a pipe or a file."""

import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ratingctl.errors import SurroundingsError, UsageError, system_reason
from ratingctl.interactive.dialogue import tell
from ratingctl.language.person import person_language, spoken_language
from ratingctl.message import sentence
from ratingctl.render import PIPED_WIDTH, Format, format_of_file, rendered
from ratingctl.streams import PatientStream, discard, has_no_reader

if TYPE_CHECKING:  # `--help` needs no report
    from ratingctl.report import Report

_STDOUT = "-"
_OF_GIT = (".git", ".gitattributes", ".gitignore", ".gitmodules")


def destination(output: Path | None, form: Format | None) -> Path | None:
    """Return the file into which a report may go; None for standard output.

    Args:
        output: What was typed after `-o`.
        form: What was typed after `-f`.

    Raises:
        UsageError: If no format has its ending and none was typed, if it is a folder, in none, or a loop of links, or
            if it lies in a rating's folder or in git's own, also through links.
    """
    if output is None or str(output) == _STDOUT:
        return None
    if form is None and output.suffix and format_of_file(output) is None:
        endings = ", ".join(ending for known in Format for ending in known.endings)
        raise UsageError(
            sentence("-o {output}: no format has the ending {suffix}", output=output, suffix=output.suffix),
            next_step=sentence(
                "the endings are {endings}; or say -f, and the name may end in anything", endings=endings
            ),
        )
    require_report_file(output)
    return output


def require_report_file(output: Path) -> None:
    """Refuse a file into which no report may go.

    Raises:
        UsageError: If it is a folder, in none, or a loop of links, or lies in a rating's folder or in git's own, also
            through links.
    """
    _require_file(output)
    _require_outside(output)
    _require_folder(output)


def present(report: "Report", form: Format | None, output: Path | None) -> None:
    """Print a report, or write it into a file.

    Args:
        report: The report.
        form: The format; None for a table, or for what the file's name ends in.
        output: The file; None for standard output.

    Raises:
        SurroundingsError: If the file, or standard output, cannot be written; not where the reader of a pipe has gone,
            having seen enough.
    """
    chosen = format_of(form, output)
    report = _in_spoken_language(report)
    if output:
        from ratingctl.storage.edits import write_text

        write_text(output, chosen.file_start + rendered(report, chosen, _piped_width()))
        tell(sentence("wrote {output}", output=output))
        return
    _prepare_streams()
    try:
        if chosen is Format.TABLE and sys.stdout.isatty():
            from ratingctl.render.terminal import show

            show(report.screen, sys.stdout)
        else:
            sys.stdout.write(rendered(report, chosen, _piped_width()))
        sys.stdout.flush()
    except OSError as error:
        discard(sys.stdout)
        if not has_no_reader(error):
            raise SurroundingsError(
                sentence("standard output cannot be written: {strerror}", strerror=system_reason(error)),
                next_step=sentence("write a file elsewhere with -o"),
            ) from error


def _in_spoken_language(report: "Report") -> "Report":
    """Return a report that is said in the language that the person has chosen, else in its own."""
    screen, calendar = report.screen, report.calendar
    return report._replace(
        screen=screen._replace(language=spoken_language(screen.language, os.environ) or person_language(os.environ)),
        calendar=calendar and calendar._replace(language=spoken_language(calendar.language, os.environ)),
    )


def format_of(form: Format | None, output: Path | None) -> Format:
    """Return the format that was asked for, or that the name of the output file ends in, else a table."""
    return form or (output and format_of_file(output)) or Format.TABLE


def _require_file(output: Path) -> None:
    try:
        if output.is_dir():
            raise UsageError(
                sentence("-o {output}: it is a folder", output=output), next_step=sentence("name a file in it")
            )
        output.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UsageError(
                sentence("-o {output}: it is a link that leads to itself", output=output),
                next_step=sentence("name another file"),
            ) from error
        # what is not there yet, or may not be looked at, is met again when it is written


def _require_folder(output: Path) -> None:
    try:
        is_there = output.parent.exists()
    except OSError:  # as above
        return
    if not is_there:
        raise UsageError(
            sentence("-o {output}: there is no folder {folder}", output=output, folder=output.parent),
            next_step=sentence("make it, or name another file"),
        )


def _require_outside(output: Path) -> None:
    """Refuse a file that lies in a rating's folder or in git's own, whatever links lead to it."""
    from ratingctl.storage.folder import SETTINGS

    real = Path(os.path.realpath(output))
    for path in (real, Path(os.path.normpath(Path.cwd() / output))):
        if any(part.casefold() in _OF_GIT for part in path.parts) or any(map(_is_git_folder, path.parents)):
            raise UsageError(
                sentence("-o {output}: this belongs to git", output=output), next_step=sentence("name a file elsewhere")
            )
        for folder in path.parents:
            if os.path.lexists(folder / SETTINGS):
                raise UsageError(
                    sentence(
                        "-o {output}: this lies in the rating's own folder {folder}, which holds no reports",
                        output=output,
                        folder=folder,
                    ),
                    next_step=sentence("name a file outside it"),
                )


def _is_git_folder(folder: Path) -> bool:
    """Return True for a folder of git under another name: of a bare repository, or of a linked working tree."""
    return (folder / "HEAD").is_file() and ((folder / "objects").is_dir() or (folder / "commondir").is_file())


def _prepare_streams() -> None:
    """Give pipes UTF-8 whatever the locale; a terminal of another encoding gets `?` for what it cannot show.

    Raises:
        SurroundingsError: If there is no standard output.
    """
    if sys.stdout is None:
        raise SurroundingsError(
            sentence("standard output is closed"), next_step=sentence("leave it open, or write a file with -o")
        )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper | PatientStream):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _piped_width() -> int:
    """Return `COLUMNS`, else what fits a page."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() else PIPED_WIDTH
