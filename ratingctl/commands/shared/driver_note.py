"""What a person should know of the merge driver of a clone."""

from pathlib import Path

from ratingctl.errors import RatingctlError
from ratingctl.message import Message, sentence
from ratingctl.storage.git_setup import DriverState, driver_state
from ratingctl.storage.git_work import Repository


def driver_note(root: Path) -> Message | None:
    """Return what keeps git from merging the rating's files by ids and fields, where the clone is meant to do so.

    Args:
        root: The rating's folder.

    Returns:
        None where the driver works, where nobody has asked for it, and where the folder is not under git.
    """
    try:
        state = driver_state(Repository(root))
    except (RatingctlError, OSError):
        return None
    match state:
        case DriverState.BROKEN:
            return sentence(
                "the merge driver that git has for this rating does not run: git leaves markers where it should merge;"
                " `ratingctl setup-git` registers it anew"
            )
        case DriverState.UNNAMED:
            return sentence(
                "git has a merge driver, and no .gitattributes gives it the rating's files; `ratingctl setup-git` does"
            )
        case DriverState.ABSENT | DriverState.READY:
            return None
