"""What a clone must have, and be in, before its work is saved or shared."""

from collections.abc import Callable
from typing import TypeVar, assert_never

from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.git_process import GitError
from ratingctl.storage.git_replay import is_stopped_by_conflict
from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository

T = TypeVar("T")


def require_identity(repository: Repository) -> None:
    """Refuse a clone without an identity for git's commits.

    Raises:
        UsageError: If it has none.
    """
    if not repository.has_identity():
        raise UsageError(
            sentence("git does not know who you are"),
            details=('git config user.name "Your Name"', "git config user.email you@example.org"),
            next_step=sentence("give the two lines above once, then save again"),
        )


def require_remote(repository: Repository) -> str:
    """Return the repository to share with.

    Raises:
        UsageError: If there is none, or none of several is the branch's.
    """
    if remote := repository.remote():
        return remote
    if remotes := repository.remotes():
        raise UsageError(
            sentence("git knows several other repositories: {names}", names=", ".join(remotes)),
            next_step=sentence(
                "say with which one you share: `git config branch.{branch}.remote {remote}`",
                branch=repository.branch() or "main",
                remote=remotes[0],
            ),
        )
    raise UsageError(
        sentence("git knows no other repository to fetch from"),
        next_step=sentence("add the one of your team: `git remote add origin ADDRESS`"),
    )


def require_workable(repository: Repository) -> None:
    """Refuse a repository in which nothing can be written, or that is in the middle of something `save` cannot end.

    Raises:
        SurroundingsError: If it is.
    """
    repository.require_writable()
    match repository.state():
        case WorkState.REBASE:
            raise SurroundingsError(
                sentence("git is in the middle of a rebase"),
                next_step=sentence("run `ratingctl save`, which ends it")
                if is_stopped_by_conflict(repository)
                else sentence("it was stopped on purpose: end it with `git rebase --continue`, then save"),
            )
        case WorkState.BISECT:
            raise SurroundingsError(
                sentence("a search with `git bisect` is not finished"),
                next_step=sentence("end it with `git bisect reset`, which keeps your changes, then save"),
            )
        case WorkState.NONE | WorkState.MERGE | WorkState.CHERRY_PICK | WorkState.REVERT:
            return
        case state:
            assert_never(state)


def unrefused(commit: Callable[[], T]) -> T:
    """Return what making a commit gives.

    Raises:
        SurroundingsError: If git, or a hook, refuses it.
    """
    try:
        return commit()
    except GitError as error:
        raise SurroundingsError(
            sentence("git refused, for what stands above; nothing was changed or lost"),
            details=tuple(line for line in error.words.strip().splitlines() if line),
            next_step=sentence("mend that, then run `ratingctl save` again"),
        ) from error
