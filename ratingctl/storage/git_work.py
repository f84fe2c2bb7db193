"""A repository that is worked in: its states, trees made in memory, commits, fetches and pushes, by the git program."""

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ratingctl.errors import SurroundingsError
from ratingctl.message import sentence
from ratingctl.storage.git_memo import GitMemo
from ratingctl.storage.git_objects import batch_contents, missing_objects
from ratingctl.storage.git_process import GitAnswer, GitError, UnreachableError, run_git
from ratingctl.storage.git_push import PushResult, push_outcome
from ratingctl.storage.git_state import WorkState, work_state

_DELETED = "0" * 40

TreeFiles = Mapping[str, tuple[str, str]]
"""For each path of a tree its mode and the id of its object."""


class Repository:
    """The repository of a rating.

    Args:
        root: The rating's folder.
        may_ask: True if git may ask a person for a password.

    Attributes:
        top: The outermost folder of the working tree.
        prefix: The rating's folder inside it, with a slash at the end; empty where it is the outermost one.

    Raises:
        SurroundingsError: If there is no git, or the folder is in no working tree.
    """

    def __init__(self, root: Path, *, may_ask: bool = False) -> None:
        self._place = str(root)
        self.top = root
        self._memo = GitMemo(lambda *command, **options: run_git(self.top, *command, may_ask=may_ask, **options))
        try:
            answer = self.output("rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-prefix")
        except GitError as error:
            if "must be run in a work tree" in error.words:
                raise SurroundingsError(
                    sentence("the folder is not in a working tree of git: its repository is bare"),
                    place=str(root),
                    next_step=sentence("clone the repository, and work in the clone"),
                ) from error
            raise
        top, git_folder, self.prefix = [*answer.split("\n"), ""][:3]  # no prefix: the rating is the top
        self.top, self._git_folder = Path(top), Path(git_folder)
        if not self._is_own_working_tree():
            raise SurroundingsError(
                sentence(
                    "git's folder {git_folder} is not that of the working tree {top}", git_folder=git_folder, top=top
                ),
                place=str(root),
                next_step=sentence("clone the repository of your team anew, and work there"),
            )

    def _is_own_working_tree(self) -> bool:
        """Return False where a setting or a file leads git to a folder or a repository that lies elsewhere."""
        entry = self.top / ".git"
        try:
            if entry.is_dir():
                return entry.samefile(self._git_folder)
            leads_to = self.top / entry.read_text("utf-8", "surrogateescape").removeprefix("gitdir:").strip()
            return leads_to.samefile(self._git_folder) and leads_to.name != ".git"
        except (OSError, ValueError):
            return False

    # Where it stands.

    def head(self) -> str | None:
        """Return the commit that is checked out; None before the first one.

        Raises:
            SurroundingsError: If git knows its id, and has not got it.
        """
        commit = self.commit_of("HEAD")
        if commit is None and self.run("rev-parse", "--quiet", "--verify", "HEAD", check=False).code == 0:
            raise missing_objects(self._place)
        return commit

    def commit_of(self, name: str) -> str | None:
        """Return the commit of a name; None where there is none."""
        answer = self.run("rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}", check=False)
        return answer.out.decode().strip() or None if answer.code == 0 else None

    def branch(self) -> str | None:
        """Return the branch that is checked out; None where HEAD is detached."""
        answer = self.run("symbolic-ref", "--quiet", "--short", "HEAD", check=False)
        return answer.out.decode("utf-8", "replace").strip() or None

    def state(self) -> WorkState:
        """Return what git is in the middle of."""
        return work_state(self._git_folder)

    def other_side(self) -> str:
        """Return the name of what is being merged, rebased or picked; empty where that is not known."""
        for mark in ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD"):
            if (commit := self.commit_of(mark)) is not None:
                return commit
        return ""

    def require_writable(self) -> None:
        """Refuse a repository in which nothing can be saved.

        Raises:
            SurroundingsError: If the system lets nobody write into git's folder, or not this person.
        """
        for folder in (self._git_folder, self._git_folder / "objects"):
            if folder.is_dir() and not os.access(folder, os.W_OK):
                raise SurroundingsError(
                    sentence("nothing can be saved: you may not write into this folder"),
                    place=str(folder),
                    next_step=sentence(
                        "ask whom it belongs to (`ls -ld` tells), or copy the rating to a folder of yours"
                    ),
                )

    def config(self, key: str) -> str:
        """Return a setting; empty where it is not set."""
        return self._memo.setting(key)

    def set_config(self, key: str, value: str) -> None:
        """Set something for this clone."""
        self.require_writable()
        self.run("config", "--local", key, value)

    def unset_config(self, key: str) -> None:
        """Forget a setting of this clone."""
        self.run("config", "--local", "--unset-all", key, check=False)

    def has_identity(self) -> bool:
        """Return whether git knows who commits, without guessing."""
        settings = {"user.useConfigOnly": "true"}
        return self.run("var", "GIT_COMMITTER_IDENT", settings=settings, check=False).code == 0

    def remote(self) -> str:
        """Return the repository to share with: the branch's, else `origin`, else the only one; empty where none is."""
        named = self.config(f"branch.{self.branch()}.remote")
        remotes = self.remotes()
        if named in remotes:
            return named
        if "origin" in remotes:
            return "origin"
        return remotes[0] if len(remotes) == 1 else ""

    def remotes(self) -> list[str]:
        """Return the names of all other repositories that git knows."""
        return [name for name in self.output("remote").split("\n") if name]

    def shared_branch(self, remote: str) -> str:
        """Return the remote branch that the current branch is shared with."""
        branch = self.branch() or ""
        merged = self.config(f"branch.{branch}.merge")
        is_tracked = merged and self.config(f"branch.{branch}.remote") == remote
        return merged.removeprefix("refs/heads/") if is_tracked else branch

    def is_shallow(self) -> bool:
        """Return whether the clone lacks older commits."""
        return (self._git_folder / "shallow").exists() or self.output("rev-parse", "--is-shallow-repository") == "true"

    def path(self, name: str) -> Path:
        """Return the place of a file inside git's own folder."""
        return self._git_folder / name

    # What it holds.

    def merge_bases(self, mine: str, theirs: str) -> list[str]:
        """Return the best common predecessors of two commits."""
        return self.run("merge-base", "--all", mine, theirs, check=False).out.decode().split()

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Return whether a commit is, or lies before, another one."""
        return self.run("merge-base", "--is-ancestor", older, newer, check=False).code == 0

    def files(self, revision: str | None, under: str = "") -> TreeFiles:
        """Return the files of a commit or tree; none where there is no such commit."""
        if revision is None:
            return {}
        paths = ["--", under] if under else []
        listing = self.run("ls-tree", "-r", "-z", "--full-tree", revision, *paths).out
        files = {}
        for line in listing.split(b"\0")[:-1]:
            head, _, name = line.partition(b"\t")
            mode, _, digest = head.decode().split(" ")
            files[os.fsdecode(name)] = (mode, digest)
        return files

    def blobs(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of objects by their ids."""
        wanted = list(dict.fromkeys(digests))
        if not wanted:
            return {}
        given = "".join(f"{digest}\n" for digest in wanted).encode()
        try:
            stream = self.run("cat-file", "--batch", given=given).out
        except GitError as error:  # it may fetch nothing that is missing
            raise missing_objects(self._place) from error
        return batch_contents(stream, wanted, self._place)

    def unmerged(self) -> dict[str, dict[int, tuple[str, str]]]:
        """Return for each path in conflict the mode and object of its stages: 1 base, 2 mine, 3 theirs."""
        stages: dict[str, dict[int, tuple[str, str]]] = {}
        for line in self.run("ls-files", "--unmerged", "-z").out.split(b"\0")[:-1]:
            head, _, name = line.partition(b"\t")
            mode, digest, stage = head.decode().split(" ")
            stages.setdefault(os.fsdecode(name), {})[int(stage)] = (mode, digest)
        return stages

    # What is not committed.

    def changed_paths(self, under: str, *, has_filters: bool = False) -> list[str]:
        """Return the paths of a folder that differ from HEAD, new and deleted ones too, without what git ignores.

        Args:
            under: The folder or file, from the top; empty for everything.
            has_filters: Whether the filters run that the clone names for its files, as they do when it commits.
        """
        specs = [f":(top,literal){under}"] if under else []
        options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all")
        settings = None if has_filters else self._memo.no_filters()
        listing = self.run("status", *options, "--", *specs, settings=settings).out
        return [os.fsdecode(row[3:]) for row in listing.split(b"\0")[:-1]]

    def as_stored(self, paths: Sequence[str], *, has_filters: bool = False) -> dict[str, str]:
        """Return the ids that files would have as objects, line ends as the attributes say; of regular files alone.

        Args:
            paths: The files, from the top.
            has_filters: As in `changed_paths`.
        """
        regular = [path for path in paths if "\n" not in path and _is_regular(self.top / path)]
        if not regular:
            return {}
        settings = None if has_filters else self._memo.no_filters()
        given = b"".join(os.fsencode(path) + b"\n" for path in regular)
        digests = self.run("hash-object", "--stdin-paths", given=given, settings=settings).out.decode().split()
        return dict(zip(regular, digests, strict=True))

    def ignored(self, paths: Sequence[str]) -> list[str]:
        """Return the paths that git ignores and does not track."""
        if not paths:
            return []
        answer = self.run(
            "check-ignore", "-z", "--stdin", given=b"".join(os.fsencode(path) + b"\0" for path in paths), check=False
        )
        return [os.fsdecode(path) for path in answer.out.split(b"\0")[:-1]]

    # Making commits.

    def write_blob(self, content: bytes) -> str:
        """Return the id of a new object."""
        return self.run("hash-object", "-w", "--stdin", "--no-filters", given=content).out.decode().strip()

    def tree_with(self, commit: str, changes: Mapping[str, tuple[str, str] | None]) -> str:
        """Return a tree that differs from a commit's in some files; None takes a file away."""
        index = self._temporary_index()
        try:
            self.run("read-tree", f"{commit}^{{tree}}", index=index)
            rows = b"".join(
                f"{change[0]} {change[1]}\t".encode() + os.fsencode(path) + b"\0"
                if change
                else f"0 {_DELETED}\t".encode() + os.fsencode(path) + b"\0"
                for path, change in changes.items()
            )
            self.run("update-index", "-z", "--index-info", given=rows, index=index)
            return self.run("write-tree", index=index).out.decode().strip()
        finally:
            index.unlink(missing_ok=True)

    def commit_tree(self, tree: str, parents: Sequence[str], message: str) -> str:
        """Return a new commit that no branch has yet."""
        options = [option for parent in parents for option in ("-p", parent)]
        if self.config("commit.gpgSign").lower() in ("true", "yes", "on", "1"):
            options.append("-S")  # `commit-tree` signs only where it is told
        return self.run("commit-tree", tree, *options, "-F", "-", given=message.encode()).out.decode().strip()

    def commit_files(self, paths: Sequence[str], message: str) -> None:
        """Commit some files as they are on the disk, with the hooks of the clone; what else is staged stays staged.

        Raises:
            GitError: If a hook or git refuses; nothing is changed then.
            SurroundingsError: If another git is at work.
        """
        if (lock := self._git_folder / "index.lock").exists():
            raise SurroundingsError(
                sentence("another program of git is at work, or has ended in the middle of it"),
                place=str(lock),
                next_step=sentence("try again in a moment; delete that file if no git is running"),
            )
        index = self._temporary_index()
        try:
            self.run(*(("read-tree", "HEAD") if self.head() else ("read-tree", "--empty")), index=index)
            spec = ("--pathspec-from-file=-", "--pathspec-file-nul")
            self.run("add", "--all", *spec, given=_joined(paths), index=index)
            self.run("commit", "--quiet", "--file=-", given=message.encode(), index=index, has_hooks=True)
            self.run("reset", "--quiet", *spec, given=_joined(paths))
        finally:
            index.unlink(missing_ok=True)

    def conclude(self, paths: Sequence[str] = (), message: str | None = None) -> None:
        """Commit what is being merged, with some files as they are on the disk."""
        if paths:
            self.run("add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul", given=_joined(paths))
        said = ("--no-edit",) if message is None else ("--file=-",)
        self.run("commit", "--quiet", *said, given=(message or "").encode(), has_hooks=True)

    def stage(self, path: str) -> None:
        """Stage one file as it is on the disk: its conflict is settled."""
        self.run("add", "--all", "--", f":(top,literal){path}")

    def fast_forward(self, commit: str) -> None:
        """Move the branch and the working tree to a commit that follows HEAD.

        Raises:
            GitError: If something that is not committed stands in the way; nothing is changed then.
        """
        self.run("merge", "--ff-only", "--quiet", commit)

    def switch_to_new(self, branch: str) -> None:
        """Begin a branch where HEAD is; files stay as they are."""
        self.run("switch", "--quiet", "--create", branch)

    def is_branch_name(self, name: str) -> bool:
        """Return whether git takes a name for a branch."""
        return not name.startswith("-") and self.run("check-ref-format", "--branch", name, check=False).code == 0

    # Sharing.

    def fetch(self, remote: str, *, deepen: bool = False) -> None:
        """Fetch what others have shared; into a clone without old files, with all files of what is new.

        Raises:
            UnreachableError: If the other repository does not answer.
        """
        depth = ("--unshallow",) if deepen else ()
        whole = ("--no-filter",) if self.config(f"remote.{remote}.promisor") else ()
        answer = self.run("fetch", "--quiet", *depth, *whole, "--", remote, check=False, is_network=True)
        if answer.code:
            raise UnreachableError(remote, answer.words)

    def push(self, remote: str, commit: str, branch: str) -> tuple[PushResult, str]:
        """Give a commit to a branch of the other repository, and return what came of it and what was said.

        Raises:
            UnreachableError: If the other repository does not answer.
        """
        target = f"{commit}:refs/heads/{branch}"
        answer = self.run("push", "--porcelain", "--", remote, target, check=False, is_network=True, has_hooks=True)
        return push_outcome(answer, remote)

    # Running git.

    def output(self, *arguments: str) -> str:
        """Return what a command of git prints, without the last end of line."""
        return self.run(*arguments).out.decode("utf-8", "surrogateescape").rstrip("\n")

    def run(self, *arguments: str, check: bool = True, **options: Any) -> GitAnswer:
        """Run git; see `run_git` for the options.

        Raises:
            SurroundingsError: If there is no git.
            GitError: If it fails and `check` is set.
        """
        answer = self._memo.answer(*arguments, **options)
        return self.require(answer) if check else answer

    def require(self, answer: GitAnswer) -> GitAnswer:
        """Return an answer of git, if it is no error.

        Raises:
            GitError: If it is.
        """
        if answer.code:
            raise GitError(answer.words or answer.out.decode("utf-8", "replace"), self._place)
        return answer

    def _temporary_index(self) -> Path:
        handle, name = tempfile.mkstemp(prefix="ratingctl-index-", dir=self._git_folder)
        os.close(handle)
        Path(name).unlink()  # git makes it anew
        return Path(name)


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _joined(paths: Sequence[str]) -> bytes:
    """Return paths from the top for `--pathspec-from-file`."""
    return b"".join(b":(top,literal)" + os.fsencode(path) + b"\0" for path in paths)
