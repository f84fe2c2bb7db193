"""How the edits of a verb are written: committed, made anew where a file changed, and shown line by line."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from ratingctl.report import Report
from ratingctl.storage.edits import Edit, FileChangedError
from ratingctl.storage.local_state.journal import commit
from ratingctl.words.visible import visible

_TRIES = 20
_Made = TypeVar("_Made")


def commit_with_retry(
    root: Path, make: Callable[[], tuple[_Made, list[Edit]]], what: Callable[[_Made], str], *, dry_run: bool
) -> tuple[_Made, list[Edit]]:
    """Make edits and commit them; where a file changed since it was read, make them anew.

    Args:
        root: The rating's folder.
        make: Reads the rating, and gives a result and the edits.
        what: Says of the result what was done, for the journal.
        dry_run: Commit nothing.

    Returns:
        The last result and its edits.

    Raises:
        Changed: If a file changes over and over.
        SurroundingsError: If it cannot be written.
    """
    left = _TRIES
    while True:
        left -= 1
        try:
            made, edits = make()
            if edits and not dry_run:
                commit(root, edits, what(made), _now())
        except FileChangedError:
            if not left:
                raise
        else:
            return made, edits


def run_change(
    root: Path, command: Callable[[], tuple[Report, list[Edit]]], what: Callable[[Report], str], dry_run: bool
) -> Report:
    """Commit what a command changes and show it line by line on standard error; see `committed`."""
    report, edits = commit_with_retry(root, command, what, dry_run=dry_run)
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


def _now() -> str:
    """Return the moment of the call in ISO 8601 with the offset of the local clock."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
