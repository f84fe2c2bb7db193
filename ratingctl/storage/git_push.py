"""What came of a push, from what git said."""

from enum import StrEnum

from ratingctl.storage.git_process import GitAnswer, UnreachableError

_UNREACHABLE = (
    "Could not", "unable to access", "Connection", "does not appear to be a git", "No such", "resolve", "no answer",
    "Permission denied", "Authentication", "could not read", "not found", "timed out", "unreachable",
)  # fmt: skip
"""Words by which git says that another repository cannot be reached."""
OWN_BRANCH = "ratingctlPush"
"""Last part of the setting that names the branch of one's own, where the shared one takes nothing (`branch.NAME.`)."""


class PushResult(StrEnum):
    """What came of a push."""

    DONE = "done"
    RACE = "race"
    REFUSED = "refused"
    HOOK = "hook"


def push_outcome(answer: GitAnswer, remote: str) -> tuple[PushResult, str]:
    """Return what came of a push, and what was said on the other side.

    Args:
        answer: The answer of `git push --porcelain`.
        remote: The other repository.

    Raises:
        UnreachableError: If it does not answer.
    """
    said = "\n".join(
        line.removeprefix("remote:").strip() for line in answer.words.split("\n") if line.startswith("remote:")
    )
    if answer.code == 0:
        return PushResult.DONE, said
    rows = [row for row in answer.out.decode("utf-8", "replace").split("\n") if row.startswith("!")]
    if not rows:
        if any(sign in answer.words for sign in _UNREACHABLE):
            raise UnreachableError(remote, answer.words)
        return PushResult.HOOK, answer.words.strip()
    if "[remote rejected]" in rows[0]:
        is_race = any(sign in rows[0] for sign in ("failed to update ref", "cannot lock ref", "incorrect old value"))
        return (PushResult.RACE if is_race else PushResult.REFUSED), said or rows[0].rpartition("\t")[2]
    return PushResult.RACE, said
