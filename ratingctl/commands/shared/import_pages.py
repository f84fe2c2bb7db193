"""What an import adds to regions' files: scores, events and notes; what is on record already is not added again."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ratingctl.commands.shared.dimension_scores import with_dimensions
from ratingctl.commands.shared.region_files import changed_file, keys_above
from ratingctl.domain.fields import EVENT, NOTE
from ratingctl.domain.model import Edition, EditionId, Event, Note, Page, Rating, RegionId
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.scalars import record_lines, scalar
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.fold import words_of

_FLAGS = ("print", "late")


class PageAddition(NamedTuple):
    """What is added to one region in one edition.

    Attributes:
        score: The score, where it has none yet.
        dimensions: The scores of dimensions that have none yet, by the dimension's id.
        not_rated: Why there is none.
        events: The events, in the order in which they are to stand.
        notes: The notes.
    """

    score: str = ""
    dimensions: Mapping[str, str] = MappingProxyType({})
    not_rated: str = ""
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        return any(self)


Additions = Mapping[tuple[EditionId, RegionId], PageAddition]


def page_edits(folder: DiskFolder, editions: Mapping[EditionId, Edition], additions: Additions) -> list[Edit]:
    """Return the edit of each region's file to which something is added.

    Args:
        folder: The rating.
        editions: The editions, those that are begun among them.
        additions: What is added.

    Raises:
        FileChangedError: If a file has changed since it was read.
        DataError: If a file cannot be changed.
    """
    return [
        changed_file(folder, editions[edition], region, _adding(addition))
        for (edition, region), addition in additions.items()
        if addition
    ]


def with_additions(rating: Rating, editions: Mapping[EditionId, Edition], additions: Additions) -> Rating:
    """Return the rating as it will be, so that its new events can be compared with each other."""
    pages = {edition.id: dict(edition.pages) for edition in editions.values()}
    for (edition, region), addition in additions.items():
        page = pages[edition].get(region) or Page(region, edition, f"{edition}/{region}.yaml")
        pages[edition][region] = page._replace(events=(*page.events, *addition.events))
    return rating._replace(
        editions={edition.id: edition._replace(pages=pages[edition.id]) for edition in editions.values()}
    )


def said_already(page: Page | None, text: str) -> bool:
    """Return True if a note of a page says the same words."""
    wanted = words_of(text)
    return page is not None and any(words_of(note.text) == wanted for note in page.notes)


def _adding(addition: PageAddition) -> Callable[[YamlDocument], YamlDocument]:
    def change(document: YamlDocument) -> YamlDocument:
        if addition.score:
            document = document.set_value(("score",), addition.score, keys_above("score"))
        document = with_dimensions(document, addition.dimensions)
        if addition.not_rated:
            document = document.set_value(("not_rated",), scalar(addition.not_rated), keys_above("not_rated"))
        place = _place_for(document.items("events"))
        for number, event in enumerate(addition.events):
            document = document.insert_item("events", place + number, event_lines(event), keys_above("events"))
        for note in addition.notes:
            count = len(document.items("notes"))
            document = document.insert_item("notes", count, _note_lines(note), keys_above("notes"))
        return document

    return change


def _place_for(items: Sequence[object]) -> int:
    """Return the place for events that have no project yet: behind the last of their kind, else before all others."""
    without = [place for place, item in enumerate(items) if isinstance(item, dict) and not item.get("project")]
    return without[-1] + 1 if without else 0


def event_lines(event: Event) -> list[str]:
    """Return an event as the lines of its entry; a flag that is not raised is not written."""
    return record_lines(
        {field.name: getattr(event, field.name) for field in EVENT.fields if field.name not in _FLAGS}, EVENT
    )


def _note_lines(note: Note) -> list[str]:
    return record_lines({"text": note.text, "about": note.about, "italic": note.italic or None}, NOTE)
