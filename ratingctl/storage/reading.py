"""Read a rating: every file of a folder to typed values, with every problem met on the way."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.fields import EDITION_PATTERN, FILE_KINDS, ID_PATTERN, FileKind
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
from ratingctl.errors import DataError
from ratingctl.storage.cache import Cache
from ratingctl.storage.collector import collector_at_rest
from ratingctl.storage.contents import Contents
from ratingctl.storage.folder import SETTINGS, DiskFolder, Folder

REGISTER, SOURCES, ORGANISATIONS = "regions.yaml", "sources.yaml", "organisations.yaml"
FORMS, CITIES = "forms.yaml", "cities.yaml"
EDITION_NAME = "edition.yaml"
_TOP = {SETTINGS, REGISTER, SOURCES, ORGANISATIONS, FORMS, CITIES}


class Reading(NamedTuple):
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
        names: Also read the inflected forms, the towns and the organisations, which only name look-ups need.

    Returns:
        The rating and every problem; nothing is raised for a problem in a file.
    """
    cache = Cache.of(folder.root) if isinstance(folder, DiskFolder) and folder.cached and not examine else None
    contents = Contents(folder, cache, examine=examine)
    with collector_at_rest():
        reading = _read(contents, names or examine)
    contents.close()
    return reading


def _read(contents: Contents, names: bool) -> Reading:
    reader = _FolderReader(contents)
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
        organisations=reader.lists("organisations") if names else {},
        forms={RegionId(key): forms for key, forms in reader.lists("forms").items()} if names else {},
        cities={RegionId(key): towns for key, towns in reader.lists("cities").items()} if names else {},
    )
    return Reading(rating, contents.problems, contents.broken, contents.paths)


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
    # These bring the parser, which only problems need here.
    from ratingctl.storage.documents import read_document
    from ratingctl.storage.yaml_nodes import place_at

    root_of = cache(lambda path: read_document(folder, path).root)
    known = set(folder.paths())
    placed = []
    for problem in problems:
        where = problem.where
        if isinstance(where, Locus):
            where = place_at(where.path, root_of(where.path) if where.path in known else None, where.keys)
        placed.append((where, problem))
    return sorted(placed, key=lambda row: (*row[0], row[1].code, row[1].fact))


def line_of(place: Place, problem: Problem) -> str:
    """`path:line:col: CODE message`, as editors and CI understand it."""
    return f"{place.path}:{place.line}:{place.column}: {problem.code} {problem.message}"


class _FolderReader:
    """Makes the parts of a rating of the contents of its files."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    def sorted_out(self) -> dict[str, list[str]]:
        """The paths of each edition's folder; a file that belongs nowhere becomes a problem."""
        editions: dict[str, list[str]] = {}
        for path in self._contents.paths:
            folder, _, name = path.rpartition("/")
            reason = _why_stray(folder, name)
            if reason:
                from ratingctl.domain.rules.files import stray_file

                self._contents.problems += stray_file(path, *reason)
            elif folder:
                editions.setdefault(folder, []).append(path)
        return editions

    def settings(self) -> Settings:
        """What `rating.yaml` says; the defaults where it is broken."""
        found = self._needed(SETTINGS, "every rating", FILE_KINDS["rating"])
        scale = found.get("scale", {})
        tiers = tuple(
            Tier(tier["id"], tier["name"], tier["from"])
            for tier in found.get("tiers", ())
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
        rows = self._needed(REGISTER, "every rating", FILE_KINDS["regions"])
        return {RegionId(key): Region(RegionId(key), **row) for key, row in rows.items() if "name" in row}

    def sources(self) -> dict[str, Source]:
        """The sources; none where there is no such file."""
        rows = self._contents.of(SOURCES, FILE_KINDS["sources"]) or {}
        return {key: Source(key, **row) for key, row in rows.items() if "title" in row}

    def lists(self, kind: str) -> dict[str, tuple[str, ...]]:
        """A file of lists of texts: `forms`, `cities` or `organisations`; nothing where there is no such file."""
        return self._contents.of(f"{kind}.yaml", FILE_KINDS[kind]) or {}

    def edition(self, edition: EditionId, paths: list[str], regions: Mapping[RegionId, Region]) -> Edition:
        """An edition with its pages."""
        path = f"{edition}/{EDITION_NAME}"
        found = self._needed(path, f"edition {edition}", FILE_KINDS["edition"])
        period, cutoff = found.get("period", _ALWAYS), found.get("cutoff")
        found_pages = (self._page(edition, member, regions) for member in paths if member != path)
        pages = {page.region: page for page in found_pages if page}
        return Edition(
            id=edition,
            path=path,
            title=found.get("title", edition),
            period=period,
            cutoff=(cutoff.latest if cutoff else None) or period.latest or date.max,
            state=State(found.get("state", State.DRAFT)),
            previous=found.get("previous"),
            number=found.get("number", ""),
            scores={page.region: page.score for page in pages.values() if page.score is not None},
            event_counts={page.region: len(page.events) for page in pages.values()},
            pages=pages,
        )

    def _page(self, edition: EditionId, path: str, regions: Mapping[RegionId, Region]) -> Page | None:
        found = self._contents.of(path, FILE_KINDS["region"])
        if found is None:
            return None
        region = RegionId(path.rpartition("/")[2].removesuffix(".yaml"))
        named = found.get("region", region)
        if named != region:
            from ratingctl.domain.rules.files import wrong_region

            self._contents.problems += wrong_region(Locus(path, ("region",)), named, region, regions)
        return Page(
            region=region,
            edition=edition,
            path=path,
            score=found.get("score"),
            rationale=found.get("rationale", ""),
            evidence=found.get("evidence", ()),
            events=tuple(
                Event(region=region, edition=edition, index=position, **row)
                for position, row in enumerate(found.get("events", ()))
                if "id" in row and "kind" in row and "title" in row
            ),
            checks=tuple(
                Check(**row) for row in found.get("checks", ()) if "event" in row and "date" in row and "found" in row
            ),
            notes=tuple(Note(**row) for row in found.get("notes", ()) if "text" in row),
        )

    def _needed(self, path: str, needed_for: str, kind: FileKind) -> dict[str, Any]:
        if path not in self._contents:
            from ratingctl.domain.rules.files import missing_file

            self._contents.problems += missing_file(path, needed_for)
        return self._contents.of(path, kind) or {}


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
