"""What a reviewer has before them on this clone: the portion of the day, and which rows lists have shown already."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from ratingctl.domain.model import EditionId, EventId
from ratingctl.storage.cache.database import FOLDER, own_folder
from ratingctl.storage.folder import DiskFolder

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
    """Return the stored state of the review of an edition; an empty one where there is none that can be read."""
    try:
        row = json.loads((folder.root / FOLDER / _NAME).read_text(encoding="utf-8"))[edition]
        portion = Portion(row["portion"]["asked"], tuple(row["portion"]["projects"])) if row["portion"] else None
        return ReviewState(edition, portion, {EventId(name): tuple(words) for name, words in row["shown"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ReviewState(edition)


def keep_review_state(folder: DiskFolder, state: ReviewState) -> None:
    """Store the state of a review; the states of other editions are dropped.

    A folder that takes no files has no state: portions and `--new` then begin anew each time.
    """
    portion = state.portion._asdict() if state.portion else None
    try:
        path = own_folder(folder.root) / _NAME
        path.write_text(json.dumps({state.edition: {"portion": portion, "shown": dict(state.shown)}}), encoding="utf-8")
    except OSError:
        return
