"""What git is in the middle of, by the files that it keeps of it."""

from enum import StrEnum
from pathlib import Path


class WorkState(StrEnum):
    """What git is in the middle of."""

    NONE = "none"
    MERGE = "merge"
    REBASE = "rebase"
    CHERRY_PICK = "cherry-pick"
    REVERT = "revert"
    BISECT = "bisect"


def work_state(git_folder: Path) -> WorkState:
    """Return what git is in the middle of.

    Args:
        git_folder: The folder of git itself.
    """
    marks = (
        ("MERGE_HEAD", WorkState.MERGE),
        ("rebase-merge", WorkState.REBASE),
        ("rebase-apply", WorkState.REBASE),
        ("CHERRY_PICK_HEAD", WorkState.CHERRY_PICK),
        ("REVERT_HEAD", WorkState.REVERT),
        ("BISECT_LOG", WorkState.BISECT),
    )
    return next((state for mark, state in marks if (git_folder / mark).exists()), WorkState.NONE)
