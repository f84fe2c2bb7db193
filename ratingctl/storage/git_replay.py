"""Commits that git replays (rebase, cherry-pick, revert), and has stopped because one of them does not go."""

from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository

_COMMANDS = {WorkState.REBASE: "rebase", WorkState.CHERRY_PICK: "cherry-pick", WorkState.REVERT: "revert"}


def is_stopped_by_conflict(repository: Repository) -> bool:
    """Return whether git has stopped at a commit that could not be replayed, and not where a person wanted it."""
    state = repository.state()
    if state is not WorkState.REBASE:
        return state in _COMMANDS
    folder = repository.path("rebase-merge")
    return (folder / "stopped-sha").exists() and not (folder / "amend").exists()


def continue_replay(repository: Repository) -> None:
    """Commit what was settled, and replay the commits that are left, up to the next one that does not go.

    Raises:
        GitError: If git does not go on.
    """
    state, place = repository.state(), _place(repository)
    is_empty = state is not WorkState.REBASE and repository.run("diff", "--cached", "--quiet", check=False).code == 0
    answer = repository.run(_COMMANDS[state], "--skip" if is_empty else "--continue", check=False, has_hooks=True)
    if answer.code and _place(repository) == place:
        repository.require(answer)


def _place(repository: Repository) -> str:
    """Return at which commit git stands; empty where it is done."""
    file = repository.path("rebase-merge") / "stopped-sha"
    return file.read_text("utf-8").strip() if file.exists() else repository.other_side()
