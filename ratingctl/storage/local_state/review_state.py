"""What a reviewer has before them on this clone: the portion of the day, and which rows lists have shown already."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ratingctl.domain.model import EditionId, EventId
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.own_folder import FOLDER, LOCAL, identity_of, own_folder, read_own_file, update_own_file

_NAME = "review.json"


class Portion(NamedTuple):
    """A portion of a list that stays the same until it is done.

    Attributes:
        asked: What was asked for: the number of projects and the filters, in one line.
        projects: The projects.
    """

    asked: str
    projects: tuple[EventId, ...]


class ReviewState(NamedTuple):
    """The state of a review of one edition.

    Attributes:
        edition: The edition under review.
        portion: The portion that was taken last, if any.
        shown: For each project that a list has shown, the words of its reasons then.
    """

    edition: EditionId
    portion: Portion | None = None
    shown: Mapping[EventId, tuple[str, ...]] = {}


def read_review_state(folder: DiskFolder, edition: EditionId) -> ReviewState:
    """Return the stored state of the review of an edition; an empty one where none was stored here or can be read."""
    try:
        stored = _stored(folder)[edition]
        held = stored["portion"]
        portion = Portion(str(held["asked"]), tuple(EventId(str(name)) for name in held["projects"])) if held else None
        shown = {EventId(str(name)): tuple(map(str, words)) for name, words in stored["shown"].items()}
        return ReviewState(edition, portion, shown)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ReviewState(edition)


def keep_review_state(folder: DiskFolder, state: ReviewState) -> None:
    """Store the state of a review; those of other editions stay.

    A folder that takes no files has no state: portions and `--new` then begin anew each time.
    """
    own = {"portion": state.portion._asdict() if state.portion else None, "shown": dict(state.shown)}
    try:
        path = own_folder(folder.root, LOCAL) / _NAME
        stored = {"identity": identity_of(folder.root), "editions": {**_stored(folder), state.edition: own}}
        update_own_file(path, json.dumps(stored).encode())
    except OSError:
        return


def _stored(folder: DiskFolder) -> dict[str, Any]:
    """Return what is stored of each edition; nothing where it was not stored here or cannot be read."""
    content = read_own_file(folder.root / FOLDER / LOCAL / _NAME)
    try:
        stored = json.loads(content or b"{}")
        return dict(stored["editions"]) if stored["identity"] == identity_of(folder.root) else {}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
