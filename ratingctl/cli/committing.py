"""How the edits of a verb are written: committed, made anew where a file changed, and shown line by line."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ratingctl.cli import options
from ratingctl.render.visible import visible
from ratingctl.report import Report
from ratingctl.storage.edits import Changed, Edit
from ratingctl.storage.journal import commit

TRIES = 20
"""How often edits are made anew because a file changed between reading and writing."""


def write(
    root: Path,
    command: Callable[[], tuple[Report, list[Edit]]],
    what: Callable[[Report], str],
    dry_run: bool,
) -> Report:
    """Make edits and commit them; where a file changed between the two, make them anew.

    Args:
        root: The rating's folder.
        command: Makes a report and the edits.
        what: Says of the report what was done, for the journal.
        dry_run: Only show the lines.

    Raises:
        SurroundingsError: If it cannot be written.
    """
    for left in reversed(range(TRIES)):
        report, edits = command()
        if dry_run or not edits:
            break
        try:
            commit(root, edits, what(report), options.now())
        except Changed:
            if not left:
                raise
        else:
            break
    show_lines(edits)
    if dry_run:
        print("dry run: nothing is written", file=sys.stderr)
    elif not edits:
        print("nothing to change", file=sys.stderr)
    return report


def show_lines(edits: Sequence[Edit]) -> None:
    """The lines that edits take away and add, on standard error."""
    for edit in edits:
        for mark, lines in (("-", edit.removed_lines()), ("+", edit.added_lines())):
            for text in lines:
                print(f"{mark} {visible(text)}", file=sys.stderr)
