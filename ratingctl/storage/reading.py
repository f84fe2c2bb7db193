"""Read a rating: every file of a folder to typed values, with every problem met on the way."""

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.fields import (
    EDITION_FILE,
    EDITION_PATTERN,
    ID_PATTERN,
    RATING_FILE,
    REGION,
    REGION_FILE,
    SOURCE,
    Record,
)
from ratingctl.domain.findings import Locus, Place, Problem, Severity
from ratingctl.domain.kinds import KINDS, EventClass, Halt, Kind, Stage
from ratingctl.domain.model import (
    Check,
    Edition,
    EditionId,
    Event,
    Note,
    Page,
    Rating,
    Region,
    RegionId,
    Settings,
    Source,
    StaleLimits,
    State,
    Tier,
)
from ratingctl.domain.rules import files
from ratingctl.errors import DataError
from ratingctl.storage.documents import Documents
from ratingctl.storage.folder import SETTINGS, Folder
from ratingctl.storage.records import RecordReader, latest_day
from ratingctl.storage.yaml_nodes import Document, place_at

REGISTER, SOURCES, ORGANISATIONS, FORMS = "regions.yaml", "sources.yaml", "organisations.yaml", "forms.yaml"
EDITION_NAME = "edition.yaml"
_TOP = {SETTINGS, REGISTER, SOURCES, ORGANISATIONS, FORMS}


@dataclass
class Reading:
    """What was made of a folder.

    Attributes:
        rating: The rating, as far as it can be read.
        problems: What the reader met, in no order; some places are still loci.
        broken: The text of each file that could not be read to its end, by path.
        paths: The YAML files of the folder.
    """

    rating: Rating
    problems: list[Problem]
    broken: dict[str, str]
    paths: list[str]


def read_rating(folder: Folder, *, examine: bool = False, names: bool = False) -> Reading:
    """Read a folder as far as it can be read.

    Args:
        folder: Where to read.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC.
        names: Also read the inflected forms and the organisations, which only name look-ups need.

    Returns:
        The rating and every problem; nothing is raised for a problem in a file.
    """
    with _collector_at_rest():
        return _read(Documents(folder, examine=examine), names or examine)


def _read(documents: Documents, names: bool) -> Reading:
    reader = _FolderReader(documents)
    by_edition = reader.sorted_out()
    settings = reader.settings()
    regions = reader.regions()
    editions = {
        edition: reader.edition(EditionId(edition), members, regions) for edition, members in sorted(by_edition.items())
    }
    rating = Rating(
        settings=settings,
        regions=regions,
        editions={edition.id: edition for edition in editions.values()},
        sources=reader.sources(),
        organisations=reader.lists(ORGANISATIONS) if names else {},
        forms={RegionId(key): forms for key, forms in reader.lists(FORMS).items()} if names else {},
    )
    return Reading(rating, reader.problems, documents.broken, documents.paths)


def read_sound_rating(folder: Folder, *, names: bool = False) -> Rating:
    """Read a folder in which nothing is broken.

    Args:
        folder: Where to read.
        names: As in `read_rating`.

    Raises:
        DataError: If a file cannot be read as it is; it lists every such place, so that no report is made of half the
            data.
    """
    reading = read_rating(folder, names=names)
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    if errors:
        places = located(errors, folder)
        count = len({place.path for place, _ in places})
        raise DataError(
            f"{count} file{'s' if count > 1 else ''} cannot be read as {'they are' if count > 1 else 'it is'}",
            next_step="no report was made; mend the places above, `ratingctl validate` shows them all",
            details=tuple(line_of(place, problem) for place, problem in places),
        )
    return reading.rating


def located(problems: list[Problem], folder: Folder) -> list[tuple[Place, Problem]]:
    """Problems with their places, by path, line and column."""
    documents = Documents(folder)
    read = cache(lambda path: documents.document(path) or Document(None))
    placed = []
    for problem in problems:
        where = problem.where
        if isinstance(where, Locus):
            where = place_at(where.path, read(where.path).root, where.keys)
        placed.append((where, problem))
    return sorted(placed, key=lambda row: (*row[0], row[1].code, row[1].fact))


def line_of(place: Place, problem: Problem) -> str:
    """`path:line:col: CODE message`, as editors and CI understand it."""
    return f"{place.path}:{place.line}:{place.column}: {problem.code} {problem.message}"


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection while millions of objects are made that all stay: it doubles the time of reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _FolderReader:
    """Reads the files of a folder one by one and collects what is wrong with them."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.problems = documents.problems

    def sorted_out(self) -> dict[str, list[str]]:
        """The paths of each edition's folder; a file that belongs nowhere becomes a problem."""
        editions: dict[str, list[str]] = {}
        for path in self._documents.paths:
            folder, _, name = path.rpartition("/")
            reason = _why_stray(folder, name)
            if reason:
                self.problems += files.stray_file(path, *reason)
            elif folder:
                editions.setdefault(folder, []).append(path)
        return editions

    def settings(self) -> Settings:
        """What `rating.yaml` says; the defaults where it is broken."""
        found = self._record(SETTINGS, "every rating", RATING_FILE)
        scale = found.get("scale", {})
        tiers = tuple(
            Tier(tier["id"], tier["name"], tier["from"])
            for _position, _place, tier in found.get("tiers", ())
            if {"id", "name", "from"} <= tier.keys()
        )
        kinds = {name: _kind(name, row) for name, row in found.get("kinds", {}).items() if "class" in row}
        return Settings(
            title=found.get("title", ""),
            language=found.get("language", "en"),
            scale=(scale.get("min", 1), scale.get("max", 10)),
            tiers=tiers,
            stale=StaleLimits(**found.get("stale", {})),
            kinds={**KINDS, **kinds},
            subject=found.get("subject", ()),
        )

    def regions(self) -> dict[RegionId, Region]:
        """The register."""
        rows = self._table(REGISTER, "every rating", REGION)
        return {RegionId(key): Region(RegionId(key), **row) for key, row in rows.items() if "name" in row}

    def sources(self) -> dict[str, Source]:
        """The sources; none where there is no such file."""
        if SOURCES not in self._documents:
            return {}
        rows = self._table(SOURCES, "", SOURCE)
        return {key: Source(key, **row) for key, row in rows.items() if "title" in row}

    def lists(self, path: str) -> dict[str, tuple[str, ...]]:
        """A file of lists of texts; nothing where there is no such file."""
        document = self._documents.document(path)
        if document is None:
            return {}
        records = RecordReader(path)
        found = {key: records.texts(value, key) for key, value in records.entries(document.root, path)}
        self.problems += records.problems
        return found

    def edition(self, edition: EditionId, paths: list[str], regions: Mapping[RegionId, Region]) -> Edition:
        """An edition with its pages."""
        path = f"{edition}/{EDITION_NAME}"
        found = self._record(path, f"edition {edition}", EDITION_FILE)
        period, cutoff = found.get("period", _ALWAYS), found.get("cutoff")
        pages = (self._page(edition, member, regions) for member in paths if member != path)
        return Edition(
            id=edition,
            path=path,
            title=found.get("title", edition),
            period=period,
            cutoff=latest_day(cutoff) or period.latest or date.max,
            state=State(found.get("state", State.DRAFT)),
            previous=found.get("previous"),
            number=found.get("number", ""),
            pages={page.region: page for page in pages if page},
        )

    def _page(self, edition: EditionId, path: str, regions: Mapping[RegionId, Region]) -> Page | None:
        document = self._documents.document(path)
        if document is None:
            return None
        records = RecordReader(path)
        found = records.record(document.root, REGION_FILE)
        region = RegionId(path.rpartition("/")[2].removesuffix(".yaml"))
        named = found.get("region", region)
        if named != region:
            place = place_at(path, document.root, ("region",))
            self.problems += files.wrong_region(place, named, region, regions)
        self.problems += records.problems
        return Page(
            region=region,
            edition=edition,
            path=path,
            score=found.get("score"),
            rationale=found.get("rationale", ""),
            evidence=found.get("evidence", ()),
            events=tuple(
                Event(region=region, edition=edition, index=position, **row)
                for position, _place, row in found.get("events", ())
                if "id" in row and "kind" in row and "title" in row
            ),
            checks=tuple(
                Check(**row)
                for _position, _place, row in found.get("checks", ())
                if "event" in row and "date" in row and "found" in row
            ),
            notes=tuple(Note(**row) for _position, _place, row in found.get("notes", ()) if "text" in row),
        )

    def _record(self, path: str, needed_for: str, record: Record) -> dict[str, Any]:
        document = self._needed(path, needed_for)
        if document is None:
            return {}
        records = RecordReader(path)
        found = records.record(document.root, record)
        self.problems += records.problems
        return found

    def _table(self, path: str, needed_for: str, record: Record) -> dict[str, dict[str, Any]]:
        document = self._needed(path, needed_for)
        if document is None:
            return {}
        records = RecordReader(path)
        found = {key: records.record(value, record) for key, value in records.entries(document.root, path)}
        self.problems += records.problems
        return found

    def _needed(self, path: str, needed_for: str) -> Document | None:
        if path not in self._documents:
            self.problems += files.missing_file(path, needed_for)
        return self._documents.document(path)


_ALWAYS = EdtfDate("..", None, None)
"""Stands in for a period that could not be read."""


def _why_stray(folder: str, name: str) -> tuple[str, str] | None:
    """Why a YAML file stands where none is read, and what to do; None where it belongs."""
    if name.endswith(".yml"):
        return "only files that end in .yaml are read", f"rename it to {name.removesuffix('.yml')}.yaml"
    if not folder:
        known = ", ".join(sorted(_TOP))
        return None if name in _TOP else ("no such file is known here", f"known are {known}, and edition folders")
    if "/" in folder:
        return "it lies too deep: an edition's folder has no folders in it", "move it up"
    if not re.fullmatch(EDITION_PATTERN, folder):
        return f"{folder!r} is no edition id: it may hold a-z, 0-9, - and .", "rename the folder"
    if not re.fullmatch(ID_PATTERN, name.removesuffix(".yaml")):
        return f"{name!r} is not named after a region: an id may hold a-z, 0-9 and -", "rename the file"
    return None


def _kind(name: str, row: Mapping[str, Any]) -> Kind:
    return Kind(
        id=name,
        event_class=EventClass(row["class"]),
        stage=Stage[row["stage"].upper()] if "stage" in row else None,
        halt=Halt(row["halt"]) if "halt" in row else None,
        news=row.get("news", False),
        promise=row.get("promise", False),
        name=row.get("name", ""),
    )
