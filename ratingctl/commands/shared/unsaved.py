"""How much of a rating is not saved: written in this clone and not committed yet."""

from ratingctl.commands.shared.own_work import OwnWork
from ratingctl.errors import RatingctlError
from ratingctl.message import Message, counted
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_work import Repository


def unsaved_changes(folder: DiskFolder) -> int | None:
    """Return how many records and keys are not saved; None where the folder is not under git."""
    try:
        repository = Repository(folder.root)
        own = OwnWork(folder, repository)
        paths = own.files(has_filters=False)
        changes = own.changes(paths)
    except (RatingctlError, OSError):
        return None
    if not changes:
        return 0
    from ratingctl.merging.changes import counts_of

    counts = [counts_of(file.changes).total if file.changes is not None else 1 for file in changes]
    return sum(max(count, 1) for count in counts)


def unsaved_note(folder: DiskFolder) -> Message | None:
    """Return one line that says how much is not saved; None where nothing is, or the folder is not under git."""
    count = unsaved_changes(folder)
    if not count:
        return None
    return counted(
        "{n} change is not saved yet: ratingctl save", "{n} changes are not saved yet: ratingctl save", n=count
    )
