"""Requested checks: of projects named by id or by number, or of a list that was filled in."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ratingctl.domain.model import EditionId, EventId
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.storage.folder import DiskFolder, fingerprint_of
from ratingctl.storage.inputs.checklist import read_list
from ratingctl.storage.local_state.last_list import keep, last_list

_NEEDED = ("project", "found")
_NUMBERS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
"""Five digits are the end of an id."""


class CheckRequest(NamedTuple):
    """A check as typed or read from a list; empty values were not given.

    Attributes:
        edition: The edition to which it goes; the one that the command names, or the last, where it is empty.
        known: The day of the last check when the list was made.
        place: Where it was typed: a row of a list; empty for options.
    """

    project: str
    found: str
    by: str = ""
    date: str = ""
    note: str = ""
    until: str = ""
    edition: str = ""
    known: str = ""
    place: str = ""
    sources: tuple[str, ...] = ()


def from_options(
    folder: DiskFolder, words: Sequence[str], request: CheckRequest, edition_id: str | None
) -> list[CheckRequest]:
    """Return the checks of projects that are named by ids, or by their numbers in the list that was shown last.

    Args:
        folder: The rating.
        words: Ids, numbers `3` and ranges of numbers `2-8`.
        request: What is said of each of them.
        edition_id: The edition, where it was named; else numbers mean projects in the edition of their list.

    Raises:
        UsageError: If a number is not in the list, or the files have changed since it was shown.
    """
    requests = []
    for word in words:
        numbers = _NUMBERS.fullmatch(word.strip())
        if numbers:
            first = int(numbers[1])
            shown, projects = _numbered(folder, word, first, int(numbers[2] or first))
            edition = edition_id or shown
        else:
            projects, edition = [EventId(word)], EditionId(edition_id or "")
        requests += [request._replace(project=project, edition=edition) for project in projects]
    return requests


def from_list(path: Path) -> tuple[list[CheckRequest], list[str]]:
    """Return the checks of a list that a person has filled in; a row with an empty `found` was not checked.

    Args:
        path: The CSV: at least the columns `project` and `found`; `by`, `date`, `note`, `until` and `edition` count.

    Returns:
        The checks, and a line for each row that says something, but not what was found.

    Raises:
        DataError: If the file cannot be read.
        UsageError: If a column is missing.
    """
    requests, forgotten = [], []
    for row in read_list(path, _NEEDED):
        place = f"{path.name}:{row.line}"
        cells = {
            name: row.cells.get(name, "") for name in ("project", "found", "by", "date", "note", "until", "edition")
        }
        cells["known"] = row.cells.get("checked", "")
        if cells["found"]:
            cells["edition"] = cells["edition"].removesuffix(".0")  # a spreadsheet makes a number of 2027
            sources = tuple(row.cells.get("sources", "").split())
            requests.append(CheckRequest(**cells, place=place, sources=sources))
        elif any(cells[name] for name in ("date", "note", "until")) or row.cells.get("sources"):
            forgotten.append(f"{place}: {cells['project']} has no `found`: not taken for checked")
    return requests, forgotten


@contextmanager
def numbers_kept(folder: DiskFolder) -> Iterator[None]:
    """Keep the numbers of the list that was shown last true over a change that the tool makes inside."""
    shown = last_list(folder)
    is_true = shown is not None and shown.state == fingerprint_of(folder.identities())
    yield
    if shown and is_true:
        keep(folder, shown._replace(state=fingerprint_of(folder.identities())))


def _numbered(folder: DiskFolder, word: str, first: int, last: int) -> tuple[EditionId, Sequence[EventId]]:
    shown = last_list(folder)
    if shown is None:
        raise UsageError(
            sentence("{word}: no list was shown yet", word=word),
            next_step=sentence("run `ratingctl stale` first, or give ids"),
        )
    if shown.state != fingerprint_of(folder.identities()):
        raise UsageError(
            sentence(
                "{word}: the files have changed since the list was shown, a number may mean another project now",
                word=word,
            ),
            next_step=sentence("run `ratingctl stale` again, or give ids"),
        )
    count = len(shown.entries)
    if last < first:
        raise UsageError(
            sentence("{word}: a range begins with its smaller number", word=word),
            next_step=sentence("write {last}-{first}", last=last, first=first),
        )
    if not 1 <= first <= last <= count:
        fact = f"the list that was shown last has {count or 'no'} number{'' if count == 1 else 's'}"
        raise UsageError(
            sentence("{word}: {fact}", word=word, fact=fact),
            next_step=sentence("run `ratingctl stale` again, or give ids"),
        )
    return shown.edition, [project for entry in shown.entries[first - 1 : last] for project in entry]
