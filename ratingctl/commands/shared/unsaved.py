"""How much of one's work is not saved yet."""

from ratingctl.storage.folder import DiskFolder


def unsaved_changes(folder: DiskFolder) -> int | None:
    """Return how many records were changed since the last `save`; None where that is not known."""
    return None
