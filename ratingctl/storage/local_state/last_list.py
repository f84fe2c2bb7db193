"""The numbered list that was shown last, stored in `.ratingctl/`: its numbers can be typed instead of ids."""

import json
from typing import NamedTuple

from ratingctl.domain.model import EditionId, EventId
from ratingctl.storage.cache.database import FOLDER, own_folder
from ratingctl.storage.folder import DiskFolder

_NAME = "stale.json"


class LastList(NamedTuple):
    """The projects behind the numbers of a list.

    Attributes:
        state: The fingerprint of the rating's files from which the list was made.
        edition: The edition that was reviewed.
        projects: Their ids; the first one is number 1.
    """

    state: str
    edition: EditionId
    projects: tuple[EventId, ...]


def keep(folder: DiskFolder, shown: LastList) -> bool:
    """Store a list; return False where the folder takes no files, so that there will be no numbers to type."""
    try:
        path = own_folder(folder.root) / _NAME
        path.write_text(json.dumps(shown._asdict()), encoding="utf-8")
    except OSError:
        return False
    return True


def last_list(folder: DiskFolder) -> LastList | None:
    """Return the stored list; None where there is none that can be read."""
    try:
        row = json.loads((folder.root / FOLDER / _NAME).read_text(encoding="utf-8"))
        return LastList(row["state"], EditionId(row["edition"]), tuple(EventId(name) for name in row["projects"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
