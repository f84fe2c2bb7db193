"""The history of a rating's files: which commit changed which file, from which text to which."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ratingctl.storage.git_work import Repository

_ROW = re.compile(r"^(?P<colons>:+)(?P<rest>[^\t]*)\t(?P<path>.*)$")
_NOTHING = "0" * 40


class FileChange(NamedTuple):
    """A file in a commit that changed it.

    Attributes:
        path: The file, from the top of the repository.
        before: The object in each parent; None where the parent has no such file. More than one only for a merge whose
            file is like none of its parents'.
        after: The object in the commit; None where it has no such file.
    """

    path: str
    before: tuple[str | None, ...]
    after: str | None


class Commit(NamedTuple):
    """A commit that changed files.

    Attributes:
        revision: Its id.
        date: The day on which it was made, in ISO 8601.
        by: Who made it.
        files: The files that it changed; of a merge only those that are like none of its parents'.
    """

    revision: str
    date: str
    by: str
    files: tuple[FileChange, ...]


def commits_of(repository: Repository, patterns: Sequence[str], *, has_others: bool = False) -> Iterator[Commit]:
    """Yield the commits behind HEAD that changed files, the newest first; also those whose changes a merge gave up.

    Args:
        repository: The repository.
        patterns: Which files, as git's glob patterns from the top of the repository.
        has_others: Whether the other files of these commits are told too.
    """
    if repository.head() is None:
        return
    specs = [f":(top,glob){pattern}" for pattern in patterns]
    text = repository.output(
        "log", "--format=%x01%H%x09%as%x09%an", "--raw", "-c", "--root", "--no-abbrev", "--no-renames", "--date-order",
        "--full-history", "--no-ext-diff", "--no-textconv",
        *(("--full-diff",) if has_others else ()), "HEAD", "--", *specs,
    )  # fmt: skip
    for block in text.split("\x01")[1:]:
        head, *rows = block.split("\n")
        revision, date, by = head.split("\t", 2)
        files = tuple(_file_change(match) for row in rows if (match := _ROW.match(row)))
        if files:
            yield Commit(revision, date, by, files)


def author_of(repository: Repository, commit: str) -> str:
    """Return who made a commit; empty where there is none."""
    answer = repository.run("log", "-1", "--format=%an", commit, "--", check=False)
    return " ".join(answer.out.decode("utf-8", "replace").split())


def authors_between(repository: Repository, base: str | None, side: str, path: str) -> list[tuple[str, str]]:
    """Return who changed a file between two commits, and on which day last; the latest one first.

    Args:
        repository: The repository.
        base: The older commit; None for the beginning.
        side: The newer commit.
        path: The file, from the top of the repository.
    """
    span = f"{base}..{side}" if base else side
    literal = f":(top,literal){path}"
    rows = repository.run("log", "--format=%as%x09%an", "--no-merges", "-n", "50", span, "--", literal, check=False).out
    days: dict[str, str] = {}
    for row in rows.decode("utf-8", "replace").split("\n")[:-1]:
        day, _, name = row.partition("\t")
        days.setdefault(name, day)
    return list(days.items())


def _file_change(match: re.Match[str]) -> FileChange:
    parents = len(match["colons"])
    words = match["rest"].split(" ")
    digests = [None if digest == _NOTHING else digest for digest in words[parents + 1 : 2 * parents + 2]]
    return FileChange(match["path"], tuple(digests[:-1]), digests[-1])
