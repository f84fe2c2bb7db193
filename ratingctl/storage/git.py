"""The folder of a rating at a git revision, read through the git program.

Git is asked for as little as possible: see `git_process`.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple

from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.message import Text, sentence
from ratingctl.storage.folder import ENDINGS, UnreadableFileError
from ratingctl.storage.git_objects import MISSING_OBJECTS
from ratingctl.storage.git_process import GitAnswer, GitError, run_git

_LINK, _SUBMODULE = "120000", "160000"
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_TIME_IN_REVISION = re.compile(r"@\{((?!u\}|upstream\}|push\})[^{}]*[^\d{}-][^{}]*)\}")


class _TreeEntry(NamedTuple):
    mode: str
    digest: str


class GitFolder:
    """A rating's folder at a revision; nothing is checked out and nothing is locked.

    Args:
        root: The folder in the working tree.
        revision: A commit, branch, tag or any expression that git resolves to a commit.

    Raises:
        UsageError: If there is no such revision, or no rating in it.
        SurroundingsError: If there is no git, or the folder is not in a working tree of git.
    """

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        self.revision = revision
        if revision.startswith("-") or not revision:
            raise UsageError(
                sentence("{revision!r} is no git revision", revision=revision),
                next_step=sentence("name a commit, branch or tag"),
            )
        self._prefix = self._path_in_repository()
        self._commit = self._resolved(revision)
        self._files, self._linked_folders = self._listed()
        if not self._files:
            raise UsageError(
                sentence(
                    "there is no rating in {prefix} at {revision}",
                    prefix=self._prefix or "the repository",
                    revision=revision,
                ),
                next_step=sentence("name a later revision"),
            )

    def folders(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the folders in it, each with the names of its YAML files."""
        parts = [path.rpartition("/") for path in self.paths()]
        for folder in dict.fromkeys(folder for folder, _, _ in parts if folder and "/" not in folder):
            yield folder, [name for other, _, name in parts if other == folder]

    def paths(self) -> list[str]:
        """Return the YAML files in it, as sorted paths inside the folder; dot files and dot folders are left out."""
        return sorted(self._files)

    def linked_folders(self) -> list[tuple[str, Text]]:
        """Return the links and submodules that stand in the place of folders, and what they are."""
        return self._linked_folders

    def has(self, path: str) -> bool:
        """Return True if there is such a file."""
        return path in self._files

    def size(self, path: str) -> int:
        """Return the size of a file in bytes."""
        return len(self._contents.get(path, b""))

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            UnreadableFileError: If it is a symbolic link, because what it led to is not recorded with it, or a
                submodule.
        """
        mode = self._files[path].mode
        if mode == _SUBMODULE:
            raise UnreadableFileError(sentence("it is a submodule of git"), irregular=True)
        content = self._contents[path]
        if mode == _LINK:
            raise UnreadableFileError(sentence("it is a link"), content.decode("utf-8", "replace"))
        return content

    def _path_in_repository(self) -> str:
        answer = _git(self.root, "rev-parse", "--is-inside-work-tree", "--show-prefix").out.decode(errors="replace")
        inside, _, prefix = answer.partition("\n")
        if inside == "false":
            raise SurroundingsError(
                sentence("the folder is not in a working tree of git: its repository is bare"),
                place=str(self.root),
                next_step=sentence("clone the repository, and compare there"),
            )
        if inside != "true":
            raise _not_understood(self.root)
        return prefix.rstrip("\n").rstrip("/")

    def _resolved(self, revision: str) -> str:
        try:
            answer = _git(self.root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        except GitError as error:
            shallow = _git(self.root, "rev-parse", "--is-shallow-repository").out.strip() == b"true"
            raise UsageError(
                sentence(
                    "git knows no revision {revision!r}: this clone is shallow, it has the last ones only",
                    revision=revision,
                )
                if shallow
                else sentence("git knows no revision {revision!r}", revision=revision),
                next_step=sentence("`git fetch --unshallow` brings the others")
                if shallow
                else sentence("`git log` and `git tag` show those there are"),
            ) from error
        spoken = answer.words
        for time in _TIME_IN_REVISION.findall(revision):
            self._require_understood(time)
            # `--verify` does not say that the log is shorter.
            spoken += _git(self.root, "rev-parse", f"{revision}^{{commit}}").words
        warning = spoken.strip().split("\n")[0]
        if warning:  # that it took the oldest entry it has, or one of two of the name
            raise UsageError(
                sentence(
                    "{revision!r} does not name one revision: git says: {warning}", revision=revision, warning=warning
                ),
                next_step=sentence("`git log` and `git tag` show those there are"),
            )
        commit = answer.out.decode(errors="replace").strip()
        if not _OBJECT.fullmatch(commit):
            raise _not_understood(self.root)
        return commit

    def _require_understood(self, time: str) -> None:
        """Refuse a time that git takes for now because it does not understand it, or that was before its first day."""
        answer = _git(self.root, "rev-parse", "--until=now", f"--until={time}").out.decode(errors="replace").split()
        seconds = [line.partition("=")[2] for line in answer]
        if len(seconds) != 2 or not all(number.isdigit() for number in seconds):
            raise _not_understood(self.root)
        now, then = map(int, seconds)
        if (now == then and time.strip() != "now") or then > now:
            raise UsageError(
                sentence("{revision!r}: git does not understand the time {time!r}", revision=self.revision, time=time),
                next_step=sentence("write a day like 2026-05-31"),
            )

    def _listed(self) -> tuple[dict[str, _TreeEntry], list[tuple[str, Text]]]:
        """The YAML files by path, and what stands in the place of folders."""
        tree = f"{self._commit}:{self._prefix}" if self._prefix else self._commit
        try:
            listing = _git(self.root, "ls-tree", "--full-tree", "-r", "-z", tree).out
        except GitError:
            if self._prefix and not self._is_there(tree):
                return {}, []
            raise
        files: dict[str, _TreeEntry] = {}
        others: dict[str, _TreeEntry] = {}
        for line in filter(None, listing.split(b"\0")):
            head, _, name = line.partition(b"\t")
            fields = head.decode(errors="replace").split()
            path = os.fsdecode(name)
            if len(fields) != 3 or not _OBJECT.fullmatch(fields[2]):
                raise _not_understood(self.root)
            if any(part.startswith(".") for part in path.split("/")):
                continue
            entry = _TreeEntry(fields[0], fields[2])
            if path.endswith(ENDINGS):
                files[path] = entry
            elif "/" not in path and entry.mode in (_LINK, _SUBMODULE):
                others[path] = entry
        return files, self._in_place_of_folders(files, others)

    def _is_there(self, tree: str) -> bool:
        try:
            _git(self.root, "rev-parse", "--quiet", "--verify", "--end-of-options", tree)
        except GitError:
            return False
        return True

    def _in_place_of_folders(
        self, files: Mapping[str, _TreeEntry], others: Mapping[str, _TreeEntry]
    ) -> list[tuple[str, Text]]:
        folders = {path.partition("/")[0] for path in files if "/" in path}
        links = self._objects({path: entry for path, entry in others.items() if entry.mode == _LINK})
        targets = {path: content.decode("utf-8", "replace") for path, content in links.items()}
        return [
            *((path, sentence("a submodule of git")) for path, entry in others.items() if entry.mode == _SUBMODULE),
            *(
                (path, sentence("a link to {target}", target=target))
                for path, target in targets.items()
                if normpath(target) in folders
            ),
        ]

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        return self._objects({path: entry for path, entry in self._files.items() if entry.mode != _SUBMODULE})

    def _objects(self, entries: Mapping[str, _TreeEntry]) -> dict[str, bytes]:
        """The bytes of files and links, by path."""
        if not entries:
            return {}
        wanted = "".join(f"{entry.digest}\n" for entry in entries.values())
        try:
            stream = _git(self.root, "cat-file", "--batch", given=wanted.encode()).out
        except GitError as error:
            raise SurroundingsError(
                sentence(
                    "the repository does not give the files of {revision}: {fact}",
                    revision=self.revision,
                    fact=error.fact,
                ),
                place=str(self.root),
                next_step=MISSING_OBJECTS,
            ) from error
        contents, position = {}, 0
        for path, entry in entries.items():
            head, _, _ = stream[position : position + 200].partition(b"\n")
            fields = head.decode(errors="replace").split()
            if fields == [entry.digest, "missing"]:
                raise _missing_object(self.root, path, self.revision)
            if len(fields) != 3 or fields[1] != "blob" or not fields[2].isascii() or not fields[2].isdigit():
                raise _not_understood(self.root)
            start = position + len(head) + 1
            position = start + int(fields[2]) + 1
            contents[path] = stream[start : position - 1]
        return contents


def user_name(root: Path) -> str:
    """Return git's `user.name` for a folder; empty where it is not set or git is not there."""
    try:
        return _git(root, "config", "user.name").out.decode("utf-8", "replace").strip()
    except SurroundingsError:
        return ""


def _not_understood(root: Path) -> SurroundingsError:
    return SurroundingsError(
        sentence("git gave an answer that is not understood"),
        place=str(root),
        next_step=sentence("look whether `git --version` is git's"),
    )


def _missing_object(root: Path, path: str, revision: str) -> SurroundingsError:
    return SurroundingsError(
        sentence("the repository lacks what {path} was at {revision}", path=path, revision=revision),
        place=str(root),
        next_step=MISSING_OBJECTS,
    )


def _git(root: Path, *arguments: str, given: bytes = b"") -> GitAnswer:
    """Return what git answers.

    Raises:
        SurroundingsError: If there is no git.
        GitError: If it ends with an error.
    """
    answer = run_git(root, *arguments, given=given)
    if answer.code:
        raise GitError(answer.words, str(root))
    return answer
