"""The origins of an edition's events: the commit in which each was logged, by the lines that git says were added."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ratingctl.domain.model import EditionId, EventId
from ratingctl.storage.git_process import GitError
from ratingctl.storage.git_work import Repository

_ID = re.compile(r"""(?<![\w-])["']?id["']?\s*:\s*["']?([a-z0-9][a-z0-9-]*)""")
_COMMIT = re.compile("^\x01", re.MULTILINE)
"""What stands before a commit: lines of files have a sign before them."""
_CUT_OFF = "grafted"
"""How git marks the oldest commits of a shallow clone: what they say was said by others before them."""


class Origin(NamedTuple):
    """Who logged an event, and when.

    Attributes:
        by: The author of the commit.
        on: The day of the commit, in ISO 8601.
    """

    by: str
    on: str


def event_origins(
    repository: Repository, edition: EditionId, events: Collection[EventId]
) -> dict[EventId, Origin | None]:
    """Return the origin of each event that is committed: of the last commit that brought it into the edition.

    One run of git is enough: the lines that commits added to or took from the edition's files. An event that a commit
    moves from one region's file into another is not logged by it.

    Args:
        repository: The repository.
        edition: The edition.
        events: The events that are asked about; what is not committed is left out of the answer.

    Returns:
        The origins; None for an event that is older than what a shallow clone knows.
    """
    wanted = set(events)
    origins: dict[EventId, Origin | None] = {}
    for head, lines in _commits(repository, edition):
        date, decoration, by = head.split("\t", 2)
        is_cut_off = decoration.partition(",")[0].strip() == _CUT_OFF
        for event in _added(lines) & wanted:
            origins[event] = None if is_cut_off else Origin(by, date)
            wanted.discard(event)
        if not wanted:
            break
    return origins


def _commits(repository: Repository, edition: EditionId) -> Iterator[tuple[str, list[str]]]:
    """Yield the commits that changed files of an edition, the newest first: their heads and their changed lines."""
    try:
        text = repository.output(
            "log", "--format=%x01%as%x09%D%x09%an", "-p", "-c", "-U0", "--text", "--root", "--no-renames", "--no-color",
            "--date-order", "--no-ext-diff", "--no-textconv", "HEAD", "--",
            f":(top,glob){repository.prefix}{edition}/*.yaml",
        )  # fmt: skip
    except GitError:
        if repository.head() is None:  # nothing is committed yet
            return
        raise
    for block in _COMMIT.split(text)[1:]:
        head, *lines = block.split("\n")
        yield head, lines


def _added(lines: list[str]) -> set[EventId]:
    """Return the events whose `id` stands in more added lines than in those that were taken away."""
    counts: dict[str, int] = {}
    columns = 1
    for line in lines:
        if line.startswith("@@"):
            columns = len(line) - len(line.lstrip("@")) - 1
            continue
        signs = line[:columns]
        if line.startswith(("+++", "---")) and columns == 1:
            continue
        step = 1 if signs == "+" * columns else -1 if signs == "-" * columns else 0
        if step:
            for name in _ID.findall(line[columns:]):
                counts[name] = counts.get(name, 0) + step
    return {EventId(name) for name, count in counts.items() if count > 0}
