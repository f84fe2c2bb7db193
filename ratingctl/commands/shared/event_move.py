"""The move of an event into another region of its edition, with the checks on it; its id stays."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ratingctl.commands.shared.names import region_named
from ratingctl.commands.shared.region_files import changed_file, keys_above
from ratingctl.domain.model import Edition, Event, Page, Rating, Region
from ratingctl.domain.placement import check_position_for, position_for
from ratingctl.errors import UsageError
from ratingctl.message import Text, joined, sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.yaml.outline import OutlineError, outline_of
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument


class EventMove(NamedTuple):
    """A move of an event.

    Attributes:
        event: The event as it is on record.
        region: The region into which it goes.
        edition: Its edition, with the pages of both regions.
    """

    event: Event
    region: Region
    edition: Edition

    @property
    def checks(self) -> list[int]:
        """The places of the checks on it, which go with it."""
        page = self.edition.pages[self.event.region]
        return [place for place, check in enumerate(page.checks) if check.event == self.event.id]


def event_move(folder: DiskFolder, rating: Rating, event: Event, region_query: str) -> EventMove | None:
    """Return the move of an event into the region of that name; None where it is there already.

    Args:
        folder: The rating's folder.
        rating: The rating, with the pages that point to the event.
        event: The event.
        region_query: The region, as typed.

    Raises:
        UsageError: If there is no such region; or something of the old region leans on the event, which would then
            lean on another region's.
    """
    region = region_named(rating, region_query, for_writing=True)
    if region.id == event.region:
        return None
    leaning = [what for page in rating.pages() if page.region == event.region for what in _leaning(page, event)]
    if leaning:
        raise UsageError(
            sentence("{id} cannot go: {references} point to it", id=event.id, references=joined(leaning)),
            next_step=sentence("mend or remove these first"),
        )
    with opened(folder) as reader:
        known = reader.with_pages(rating, editions=[event.edition], regions=[event.region, region.id])
    return EventMove(event, region, known.editions[event.edition])


def move_edits(folder: DiskFolder, move: EventMove, correct: Callable[[YamlDocument], YamlDocument]) -> list[Edit]:
    """Return the edits that take an event out of one file and put it into the other, line for line.

    Args:
        folder: The rating's folder.
        move: The move.
        correct: Returns the old region's file with the event corrected.

    Raises:
        DataError: If one of the files cannot be changed.
    """
    event, edition = move.event, move.edition
    taken: dict[str, list[Sequence[str]]] = {}

    def take_out(document: YamlDocument) -> YamlDocument:
        document = correct(document)
        taken["events"] = [_lines(document, "events", event.index)]
        taken["checks"] = [_lines(document, "checks", place) for place in move.checks]
        for place in reversed(move.checks):
            document = document.remove_item("checks", place)
        return document.remove_item("events", event.index)

    def put_in(document: YamlDocument) -> YamlDocument:
        page = edition.pages.get(move.region.id)
        position = position_for(event, page.events if page else ())
        document = document.insert_item("events", position, taken["events"][0], keys_above("events"))
        for place, lines in zip(move.checks, taken["checks"], strict=True):
            check = edition.pages[event.region].checks[place]
            rows = [(row.get("event"), row.get("date")) for row in document.items("checks") if isinstance(row, dict)]
            document = document.insert_item("checks", check_position_for(check, rows), lines, keys_above("checks"))
        return document

    return [
        changed_file(folder, edition, event.region, take_out),
        changed_file(folder, edition, move.region.id, put_in),
    ]


def _leaning(page: Page, event: Event) -> Iterator[Text]:
    """Yield what of a region's page would lean on another region's event."""
    yield from (other.id for other in page.events if event.id in other.follows + other.not_follows)
    if event.id in page.evidence:
        yield sentence("evidence in {path}", path=page.path)
    yield from (sentence("a note in {path}", path=page.path) for note in page.notes if event.id in note.about)


def _lines(document: YamlDocument, section: str, place: int) -> Sequence[str]:
    """Return the lines of an entry without its dash and indentation."""
    try:
        outline = outline_of(document.path, document.content)
    except OutlineError as error:
        raise SpliceError(error.reason) from error
    entry = outline.entries(section)[place]
    first, *others = entry.body.splitlines()
    return [first[len(entry.dash) :], *(line.removeprefix(entry.indent) for line in others)]
