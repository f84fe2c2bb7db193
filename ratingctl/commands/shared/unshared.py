"""What stands between a clone and the repository that it shares with."""

from typing import NamedTuple

from ratingctl.errors import RatingctlError
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_push import OWN_BRANCH
from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository


class Unshared(NamedTuple):
    """What is not shared, as far as the last `save` or `sync` saw the other repository.

    Attributes:
        own: How many commits nobody else has; None where the clone shares with nobody.
        others: How many commits of others are not here; None likewise.
        is_merging: True while git is in the middle of a merge, or of something like it.
    """

    own: int | None
    others: int | None
    is_merging: bool


def unshared_work(folder: DiskFolder) -> Unshared | None:
    """Return what is not shared yet; None where the folder is not under git.

    Args:
        folder: The rating.
    """
    try:
        repository = Repository(folder.root)
        is_merging = repository.state() not in (WorkState.NONE, WorkState.BISECT)
        remote = repository.remote()
        head = repository.head()
        shared = repository.commit_of(f"refs/remotes/{remote}/{repository.shared_branch(remote)}") if remote else None
        if not head or not shared:
            return Unshared(None, None, is_merging)
        others = _commits(repository, shared, head)
        own_branch = repository.config(f"branch.{repository.branch()}.{OWN_BRANCH}")
        pushed = repository.commit_of(f"refs/remotes/{remote}/{own_branch}") if own_branch else None
        return Unshared(_commits(repository, head, shared, *filter(None, [pushed])), others, is_merging)
    except (RatingctlError, OSError):
        return None


def _commits(repository: Repository, newer: str, *older: str) -> int:
    """Return how many commits lead to the newer one and to none of the older ones."""
    return int(repository.output("rev-list", "--count", newer, "--not", *older))
