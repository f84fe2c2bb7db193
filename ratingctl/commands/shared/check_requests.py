"""Requested checks: of projects named by id or by number, or of a list that was filled in."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ratingctl.commands.shared.numbered_list import is_number, numbered_projects
from ratingctl.domain.model import EditionId, EventId
from ratingctl.domain.sources import sources_in
from ratingctl.message import Text, sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.inputs.checklist import read_list

_NEEDED = ("project", "found")


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
        words: Ids, numbers `3` and ranges of numbers `2-8`, also several with commas: `2-4,7`.
        request: What is said of each of them.
        edition_id: The edition, where it was named; else numbers mean projects in the edition of their list.

    Raises:
        UsageError: If a number is not in the list, or the files have changed since it was shown.
    """
    requests = []
    for word in (part for typed in words for part in _numbers_in(typed)):
        numbered = numbered_projects(folder, word)
        if numbered:
            shown, projects = numbered
            edition = edition_id or shown
        else:
            projects, edition = [EventId(word)], EditionId(edition_id or "")
        requests += [request._replace(project=project, edition=edition) for project in projects]
    return requests


def from_list(path: Path) -> tuple[list[CheckRequest], list[Text]]:
    """Return the checks of a list that a person has filled in; a row with an empty `found` was not checked.

    Args:
        path: The CSV: at least the columns `project` and `found`; `by`, `date`, `note`, `until` and `edition` count.

    Returns:
        The checks, and a line for each row that says something, but not what was found.

    Raises:
        DataError: If the file cannot be read.
        UsageError: If a column is missing.
    """
    requests: list[CheckRequest] = []
    forgotten: list[Text] = []
    for row in read_list(path, _NEEDED):
        place = f"{path.name}:{row.line}"
        cells = {
            name: row.cells.get(name, "") for name in ("project", "found", "by", "date", "note", "until", "edition")
        }
        cells["known"] = row.cells.get("checked", "")
        if cells["found"]:
            cells["edition"] = cells["edition"].removesuffix(".0")  # a spreadsheet makes a number of 2027
            sources = sources_in(row.cells.get("sources", ""))
            requests.append(CheckRequest(**cells, place=place, sources=sources))
        elif any(cells[name] for name in ("date", "note", "until")) or row.cells.get("sources"):
            forgotten.append(
                sentence(
                    "{place}: {project} has no `found`: not taken for checked", place=place, project=cells["project"]
                )
            )
    return requests, forgotten


def _numbers_in(word: str) -> list[str]:
    """Return the numbers and ranges that are typed in one word with commas; any other word as it is."""
    parts = [part for part in re.split(r"[,;\s]+", word) if part]
    return parts if parts and all(is_number(part) for part in parts) else [word]
