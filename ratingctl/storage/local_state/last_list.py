"""The numbered list that was shown last, stored in `.ratingctl/`: its numbers can be typed instead of ids."""

import json
from typing import NamedTuple

from ratingctl.domain.model import EditionId, EventId
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.own_folder import FOLDER, LOCAL, identity_of, own_folder, read_own_file, update_own_file

PROJECTS, EVENTS = "stale", "events"
"""The verbs whose lists have numbers."""
_NAME = "last_list.json"


class LastList(NamedTuple):
    """The projects or events behind the numbers of a list.

    Attributes:
        verb: Whose list it is: `stale` lists projects, `events` events.
        state: The fingerprint of the rating's files from which the list was made.
        edition: The edition that it shows.
        entries: For each number its ids: of one event or project, or of all general intentions of a region.
    """

    verb: str
    state: str
    edition: EditionId
    entries: tuple[tuple[EventId, ...], ...]


def keep(folder: DiskFolder, shown: LastList) -> bool:
    """Store a list; return False where the folder takes no files, so that there will be no numbers to type."""
    try:
        path = own_folder(folder.root, LOCAL) / _NAME
        update_own_file(path, json.dumps({"identity": identity_of(folder.root), **shown._asdict()}).encode())
    except OSError:
        return False
    return True


def last_list(folder: DiskFolder) -> LastList | None:
    """Return the stored list; None where there is none that can be read, or it was not stored here."""
    content = read_own_file(folder.root / FOLDER / LOCAL / _NAME)
    if content is None:
        return None
    try:
        stored = json.loads(content)
        if stored["identity"] != identity_of(folder.root):
            return None
        entries = tuple(tuple(EventId(str(project)) for project in entry) for entry in stored["entries"])
        return LastList(str(stored["verb"]), str(stored["state"]), EditionId(str(stored["edition"])), entries)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
