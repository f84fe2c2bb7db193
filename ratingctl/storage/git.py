"""The folder of a rating at a git revision, read through the git program."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.storage.folder import ENDINGS, UnreadableFileError

_LINK = "120000"


class GitFolder:
    """A rating's folder at a revision; nothing is checked out and nothing is locked.

    Args:
        root: The folder in the working tree.
        revision: A commit, branch, tag or any expression that git resolves to a commit.

    Raises:
        UsageError: If there is no such revision, or no rating in it.
        SurroundingsError: If there is no git, or the folder is not under git.
    """

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        self.revision = revision
        if revision.startswith("-") or not revision:
            raise UsageError(f"{revision!r} is no git revision", next_step="name a commit, branch or tag")
        self._prefix = _git(root, "rev-parse", "--show-prefix").decode().rstrip("\n").rstrip("/")
        self._commit = self._resolved(revision)
        self._modes_and_objects = self._listed()
        if not self._modes_and_objects:
            raise UsageError(
                f"there is no rating in {self._prefix or 'the repository'} at {revision}",
                next_step="name a later revision",
            )

    def folders(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the folders in it, each with the names of its YAML files."""
        parts = [path.rpartition("/") for path in self.paths()]
        for folder in dict.fromkeys(folder for folder, _, _ in parts if folder and "/" not in folder):
            yield folder, [name for other, _, name in parts if other == folder]

    def paths(self) -> list[str]:
        """Return the YAML files in it, as sorted paths inside the folder; dot files and dot folders are left out."""
        return sorted(self._modes_and_objects)

    def has(self, path: str) -> bool:
        """Return True if there is such a file."""
        return path in self._modes_and_objects

    def size(self, path: str) -> int:
        """Return the size of a file in bytes."""
        return len(self._contents[path])

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            UnreadableFileError: If it is a symbolic link: what it led to is not recorded with it.
        """
        content = self._contents[path]
        if self._modes_and_objects[path][0] == _LINK:
            raise UnreadableFileError("it is a link", content.decode("utf-8", "replace"))
        return content

    def _resolved(self, revision: str) -> str:
        try:
            answer = _git(self.root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        except _GitError as error:
            raise UsageError(
                f"git knows no revision {revision!r}",
                next_step="`git log` and `git tag` show those there are",
            ) from error
        return answer.decode().strip()

    def _listed(self) -> dict[str, tuple[str, str]]:
        tree = f"{self._commit}:{self._prefix}" if self._prefix else self._commit
        try:
            listing = _git(self.root, "ls-tree", "--full-tree", "-r", "-z", tree)
        except _GitError:
            return {}
        files = {}
        for line in listing.split(b"\0"):
            if line:
                head, _, name = line.partition(b"\t")
                mode, _kind, digest = head.decode().split()
                path = os.fsdecode(name)
                if path.endswith(ENDINGS) and not any(part.startswith(".") for part in path.split("/")):
                    files[path] = (mode, digest)
        return files

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        wanted = "".join(f"{digest}\n" for _mode, digest in self._modes_and_objects.values())
        stream = _git(self.root, "cat-file", "--batch", given=wanted.encode())
        contents, position = {}, 0
        for path in self._modes_and_objects:
            end_of_head = stream.index(b"\n", position)
            size = int(stream[position:end_of_head].split()[2])
            contents[path] = stream[end_of_head + 1 : end_of_head + 1 + size]
            position = end_of_head + 1 + size + 1
        return contents


def user_name(root: Path) -> str:
    """Return git's `user.name` for a folder; empty where it is not set or git is not there."""
    try:
        return _git(root, "config", "user.name").decode("utf-8", "replace").strip()
    except SurroundingsError:
        return ""


class _GitError(SurroundingsError):
    """Git ran and ended with an error."""


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        process = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    except FileNotFoundError as error:
        raise SurroundingsError(
            "the git program is not there", next_step="install git, or compare editions without @"
        ) from error
    if process.returncode:
        message = process.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").split("\n")[0]
        raise _GitError(
            f"git says: {message or 'no'}", place=str(root), next_step="look at the repository with `git status`"
        )
    return process.stdout
