"""A rebase that git has stopped because two commits do not go together."""

from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository


def is_stopped_by_conflict(repository: Repository) -> bool:
    """Return whether a rebase has stopped at a commit that could not be replayed, and not where a person wanted it."""
    if repository.state() is not WorkState.REBASE:
        return False
    folder = repository.path("rebase-merge")
    return (folder / "stopped-sha").exists() and not (folder / "amend").exists()


def continue_rebase(repository: Repository) -> None:
    """Commit what was settled, and replay the commits that are left, up to the next one that does not go.

    Raises:
        GitError: If git does not go on.
    """
    place = _place(repository)
    answer = repository.run("rebase", "--continue", check=False, has_hooks=True)
    if answer.code and _place(repository) == place:
        repository.require(answer)


def _place(repository: Repository) -> str:
    """Return at which commit the rebase stands; empty where it is done."""
    file = repository.path("rebase-merge") / "stopped-sha"
    return file.read_text("utf-8").strip() if file.exists() else ""
