"""Edits of regions' files, and the reading that goes before them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from ratingctl.commands.shared.names import EventNotFoundError, events_named
from ratingctl.domain.fields import EVENT, REGION_FILE
from ratingctl.domain.findings import Severity
from ratingctl.domain.model import Edition, Page, Rating, RegionId, State
from ratingctl.domain.rules.files import linked_folder
from ratingctl.errors import DataError, UsageError
from ratingctl.merging.markers import has_markers
from ratingctl.message import Text, sentence
from ratingctl.storage.edits import Edit, FileChangedError
from ratingctl.storage.folder import DiskFolder, bytes_for_writing
from ratingctl.storage.loading.reader import RatingReader, line_of, located, opened
from ratingctl.storage.yaml.documents import read_document
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

MODELINE = "# yaml-language-server: $schema=../.schemas/region.json\n"


def keys_above(key: str) -> tuple[str, ...]:
    """Return the keys of a region's file that stand above a key."""
    names = [field.name for field in REGION_FILE.fields]
    return tuple(names[: names.index(key)])


def event_keys_above(key: str) -> tuple[str, ...]:
    """Return the keys of an event that stand above a key."""
    names = [field.name for field in EVENT.fields]
    return tuple(names[: names.index(key)])


def changed_file(
    folder: DiskFolder,
    edition: Edition,
    region: RegionId,
    change: Callable[[YamlDocument], YamlDocument],
    to_paste: Sequence[str] = (),
) -> Edit:
    """Return the edit of a region's file that a change makes; the file is begun where there is none.

    Args:
        folder: The rating.
        edition: The edition.
        region: The region.
        change: Returns the changed document.
        to_paste: The lines to show where the file cannot be changed by splicing.

    Raises:
        FileChangedError: If its events no longer stand where they stood when the rating was read.
        DataError: If the file is broken, or written so that it cannot be changed safely.
    """
    path = f"{edition.id}/{region}.yaml"
    file = folder.root / path
    before = bytes_for_writing(folder.root, path)
    has_schemas = (folder.root / ".schemas").is_dir()
    start = f"{MODELINE if has_schemas else ''}region: {region}\n".encode()
    require_no_markers(folder, path, before, to_paste)  # YAML may take the markers for text
    try:
        document = YamlDocument(path, start if before is None else before)
        _require_as_read(document, edition.pages.get(region))
        after = change(document).content
    except (SpliceError, UnicodeDecodeError) as error:
        if before is not None:
            _require_sound(folder, path, to_paste)
        reason = error.reason if isinstance(error, SpliceError) else sentence("it is not UTF-8")
        raise DataError(
            sentence("the file cannot be changed: {reason}", reason=reason),
            place=path,
            next_step=sentence("paste the lines above into it, where they belong")
            if to_paste
            else sentence("change it by hand"),
            details=tuple(to_paste),
        ) from error
    return Edit(file, before, after)


def _require_sound(folder: DiskFolder, path: str, to_paste: Sequence[str]) -> None:
    """Refuse a file that reading refuses.

    Raises:
        DataError: If it is broken; it names the places.
    """
    places = _broken_places(folder, path)
    if places:
        raise DataError(
            sentence("the file cannot be read as it is, nothing was written"),
            place=path,
            next_step=sentence("mend the places above, then write again, or paste these lines")
            if to_paste
            else sentence("mend the places above, then write again"),
            details=(*places, *to_paste),
        )


def require_no_markers(folder: DiskFolder, path: str, content: bytes | None, to_paste: Sequence[str] = ()) -> None:
    """Refuse a file with conflict markers of git.

    Args:
        folder: The rating.
        path: The file.
        content: Its bytes; None where there is no such file.
        to_paste: The lines that would have been written.

    Raises:
        DataError: If it has; it names the places.
    """
    places = _broken_places(folder, path) if content and has_markers(content) else []
    if places:
        raise DataError(
            sentence("git has left both sides of a conflict in the file"),
            place=path,
            next_step=sentence("answer what is open with `ratingctl resolve`, then try again"),
            details=(*places, *to_paste),
        )


def _broken_places(folder: DiskFolder, path: str) -> list[Text]:
    problems = [problem for problem in read_document(folder, path).problems if problem.severity is Severity.ERROR]
    return [line_of(place, problem) for place, problem in located(problems, folder)]


def _require_as_read(document: YamlDocument, page: Page | None) -> None:
    """Refuse a file whose events were moved since the page was read."""
    ids = [item.get("id") if isinstance(item, dict) else None for item in document.items("events")]
    for event in page.events if page else ():
        if ids[event.index : event.index + 1] != [event.id]:
            raise FileChangedError(
                sentence("the file has changed meanwhile"),
                place=document.path,
                next_step=sentence("look at it and try again"),
            )


def require_open(edition: Edition, *, for_events: bool) -> None:
    """Refuse an edition that may not change.

    Args:
        edition: The edition.
        for_events: True if events are to be added; a locked edition still takes scores, links and checks.

    Raises:
        UsageError: If it is published, or locked and events are to be added.
    """
    if edition.is_published:
        raise UsageError(
            sentence("edition {edition} is published and does not change", edition=edition.id),
            next_step=sentence(
                "use a later edition, or correct it in public: `ratingctl erratum ID field=value --reason ..`"
            ),
        )
    if for_events and edition.state is State.LOCKED:
        raise UsageError(
            sentence("edition {edition} is locked: no new events", edition=edition.id),
            next_step=sentence("use a later edition, or say why it has to be: --after-lock REASON"),
        )


@contextmanager
def missing_only_where_files_are_sound(folder: DiskFolder) -> Iterator[None]:
    """Raise the broken files instead of an `EventNotFoundError` from inside: the event may stand in one of them.

    Raises:
        EventNotFoundError: As it came, if no file is broken.
        DataError: If one is.
    """
    try:
        yield
    except EventNotFoundError:
        require_sound_files(folder)
        raise


def require_sound_files(folder: DiskFolder) -> None:
    """Refuse a rating with a broken file.

    Raises:
        DataError: If one is; it names the places.
    """
    with opened(folder) as reader:
        reader.sound_scan()


def sound_frame(reader: RatingReader) -> Rating:
    """Return the settings, register and editions, without pages; regions' files may be broken.

    Raises:
        DataError: If the settings, the register or an edition is broken.
    """
    rating = reader.settings_and_editions()
    matter = {"rating.yaml", "regions.yaml"}
    errors = [
        (place, problem)
        for place, problem in reader.errors()
        if place.path in matter or place.path.endswith("edition.yaml") or problem.code == linked_folder.code
    ]
    if errors:
        raise DataError(
            sentence("the files cannot be read as they are"),
            next_step=sentence("nothing was written; mend the places above, `ratingctl validate` shows them all"),
            details=tuple(line_of(place, problem) for place, problem in errors),
        )
    return rating


def read_for_writing(folder: DiskFolder, named: Sequence[str] = ()) -> Rating:
    """Return a rating with the pages that matter; regions' files may be broken, settings, register and editions not.

    Args:
        folder: The rating.
        named: Ids of events, as typed, that are asked about: only regions are read that have or point to these, and
            those to which their events lead. Every region is read where none are given, or one of them is nowhere.

    Raises:
        DataError: As `sound_frame`; or if a file is broken, and one of the events is nowhere: it may stand there.
    """
    with opened(folder, names=True) as reader:
        sound_frame(reader)
        scan = reader.scan()
        if not named:
            return reader.with_pages(scan)
        rating = rating_around(reader, scan, named)
        events = list(rating.events())
        if any(not events_named(events, query) for query in named):
            reader.sound_scan()  # it may stand in a file that cannot be read
        return rating


def rating_around(reader: RatingReader, scan: Rating, named: Sequence[str]) -> Rating:
    """Return a scan with the pages of all regions that matter to events; see `read_for_writing`."""
    ids: set[str] = {query.strip().lower() for query in named}
    regions: set[RegionId] = set()
    while True:
        more = reader.regions_that_may(scan, _holding(ids), scan.editions) - regions
        regions |= more
        rating = reader.with_pages(scan, regions=regions)
        events = list(rating.events())
        if any(not events_named(events, query) for query in named):
            return reader.with_pages(scan)
        ids = {str(old) for event in events for old in event.follows} - {event.id for event in events}
        if not (more and ids):
            return rating


def _holding(ids: Collection[str]) -> Callable[[str], bool]:
    """Return a test of signatures: one of the ids is in them."""
    return lambda trace: any(event in trace for event in ids)
