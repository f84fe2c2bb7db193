"""Builder of a rating's parts from the values of its files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.fields import EDITION_PATTERN, FILE_KINDS, ID_PATTERN, FileKind
from ratingctl.domain.findings import ValuePath
from ratingctl.domain.kinds import KINDS, EventClass, Halt, Kind, Stage, custom_kind
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
from ratingctl.storage.cache.file_forms import EventStub, PageContent
from ratingctl.storage.folder import SETTINGS, region_of
from ratingctl.storage.loading.file_store import FileStore

REGISTER, SOURCES, ORGANISATIONS = "regions.yaml", "sources.yaml", "organisations.yaml"
FORMS, CITIES = "forms.yaml", "cities.yaml"
EDITION_NAME = "edition.yaml"
_TOP = {SETTINGS, REGISTER, SOURCES, ORGANISATIONS, FORMS, CITIES}


class RatingBuilder:
    """Builds the parts of a rating; what is wrong is added to the problems of the store.

    Args:
        store: The files.
        names: Also read the inflected forms, the towns and the organisations.
    """

    def __init__(self, store: FileStore, *, names: bool) -> None:
        self._store = store
        self._names = names

    def settings_and_editions(self, editions: Iterable[str]) -> Rating:
        """Return a rating with its settings, register and editions, without scores and pages.

        Args:
            editions: The ids of the editions.
        """
        settings = self._settings()
        regions = self._regions()
        known = [self._edition(EditionId(edition)) for edition in sorted(editions)]
        return Rating(
            settings=settings,
            regions=regions,
            editions={edition.id: edition for edition in known},
            sources=self._sources(),
            organisations=self._lists("organisations"),
            forms={RegionId(key): forms for key, forms in self._lists("forms").items()},
            cities={RegionId(key): towns for key, towns in self._lists("cities").items()},
        )

    def with_summaries(self, edition: Edition, paths: Sequence[str], regions: Mapping[RegionId, Region]) -> Edition:
        """Return an edition with the scores and event counts of its pages.

        Args:
            edition: The edition.
            paths: The files of its regions, all of them taken in.
            regions: The register.
        """
        scores: dict[RegionId, int] = {}
        counts: dict[RegionId, int] = {}
        for path in paths:
            summary = self._store.summary(path)
            if summary is None:
                continue
            region = RegionId(region_of(path))
            if summary.region != region:
                from ratingctl.domain.rules.files import wrong_region

                self._store.problems += wrong_region(ValuePath(path, ("region",)), summary.region, region, regions)
            counts[region] = summary.events
            if summary.score is not None:
                scores[region] = summary.score
        return edition._replace(scores=scores, event_counts=counts)

    def page(self, edition: EditionId, path: str, content: PageContent) -> Page:
        """Return the page of a region in an edition.

        Args:
            edition: The edition.
            path: The file.
            content: What is asked for of what it holds.
        """
        region = RegionId(region_of(path))
        values = content.values
        return Page(
            region=region,
            edition=edition,
            path=path,
            score=values.get("score"),
            rationale=values.get("rationale", ""),
            evidence=values.get("evidence", ()),
            events=(
                *(Event(region=region, edition=edition, index=position, **row) for position, row in content.events),
                *(_event_of_stub(region, edition, position, stub) for position, stub in content.event_stubs),
            ),
            checks=tuple(
                Check(**row) for row in values.get("checks", ()) if "event" in row and "date" in row and "found" in row
            ),
            notes=tuple(Note(**row) for row in values.get("notes", ()) if "text" in row),
        )

    def _settings(self) -> Settings:
        """The settings in `rating.yaml`; the defaults where it is broken."""
        values = self._needed(SETTINGS, "every rating", FILE_KINDS["rating"])
        scale = values.get("scale", {})
        tiers = tuple(
            Tier(tier["id"], tier["name"], tier["from"])
            for tier in values.get("tiers", ())
            if {"id", "name", "from"} <= tier.keys()
        )
        kinds = {name: _kind(name, row) for name, row in values.get("kinds", {}).items() if "class" in row}
        return Settings(
            title=values.get("title", ""),
            language=values.get("language", "en"),
            scale=(scale.get("min", 1), scale.get("max", 10)),
            tiers=tiers,
            stale=StaleLimits(**values.get("stale", {})),
            kinds={**KINDS, **kinds},
            subject=values.get("subject", ()),
            search=values.get("search", ()),
        )

    def _regions(self) -> dict[RegionId, Region]:
        rows = self._needed(REGISTER, "every rating", FILE_KINDS["regions"])
        return {RegionId(key): Region(RegionId(key), **row) for key, row in rows.items() if "name" in row}

    def _sources(self) -> dict[str, Source]:
        rows = self._store.values(SOURCES, FILE_KINDS["sources"]) or {}
        return {key: Source(key, **row) for key, row in rows.items() if "title" in row}

    def _lists(self, kind: str) -> dict[str, tuple[str, ...]]:
        """The lists of texts in a file; none where there is no such file, or names are not asked for."""
        return (self._store.values(f"{kind}.yaml", FILE_KINDS[kind]) or {}) if self._names else {}

    def _edition(self, edition: EditionId) -> Edition:
        path = f"{edition}/{EDITION_NAME}"
        values = self._needed(path, f"edition {edition}", FILE_KINDS["edition"])
        period, cutoff = values.get("period", _ALWAYS), values.get("cutoff")
        return Edition(
            id=edition,
            path=path,
            title=values.get("title", edition),
            period=period,
            cutoff=(cutoff.latest if cutoff else None) or period.latest or date.max,
            state=State(values.get("state", State.DRAFT)),
            previous=values.get("previous"),
            number=values.get("number", ""),
            reviewers={
                event: row["name"]
                for row in values.get("reviewers", ())
                if "name" in row
                for event in row.get("projects", ())
            },
        )

    def _needed(self, path: str, needed_for: str, kind: FileKind) -> dict[str, Any]:
        if not self._store.has(path):
            from ratingctl.domain.rules.files import missing_file

            self._store.problems += missing_file(path, needed_for)
        return self._store.values(path, kind) or {}


_EDITION, _ID = re.compile(EDITION_PATTERN), re.compile(ID_PATTERN)
_ALWAYS = EdtfDate("..", None, None)
"""The period of an edition whose own could not be read."""


def misplaced_file_reason(folder: str, name: str) -> tuple[str, str] | None:
    """Return why a YAML file is misplaced, and what to do; None where it belongs.

    Args:
        folder: Where it lies inside the rating's folder.
        name: Its name.
    """
    if not name.endswith(".yaml"):
        return "only files that end in .yaml are read", f"rename it to {name.removesuffix('.yml')}.yaml"
    if not folder:
        known = ", ".join(sorted(_TOP))
        return None if name in _TOP else ("no such file is known here", f"known are {known}, and edition folders")
    if "/" in folder:
        return "it lies too deep: an edition's folder has no folders in it", "move it up"
    if not _EDITION.fullmatch(folder):
        return f"{folder!r} is no edition id: it may hold a-z, 0-9, - and .", "rename the folder"
    if not _ID.fullmatch(name, 0, len(name) - len(".yaml")):
        return f"{name!r} is not named after a region: an id may hold a-z, 0-9 and -", "rename the file"
    return None


def _event_of_stub(region: RegionId, edition: EditionId, position: int, stub: EventStub) -> Event:
    return Event(  # not by `_asdict`, which would take twice the time of all the rest
        id=stub.id,
        kind=stub.kind,
        title=stub.title,
        region=region,
        edition=edition,
        index=position,
        project=stub.project,
        date=stub.date,
        follows=stub.follows,
        not_follows=stub.not_follows,
        start_due=stub.start_due,
        due=stub.due,
        partners=stub.partners,
        amounts=stub.amounts,
        sources=stub.sources,
    )


def _kind(name: str, row: Mapping[str, Any]) -> Kind:
    return custom_kind(
        name,
        EventClass(row["class"]),
        stage=Stage[row["stage"].upper()] if "stage" in row else None,
        halt=Halt(row["halt"]) if "halt" in row else None,
        news=row.get("news", False),
        promise=row.get("promise", False),
        label=row.get("name", ""),
    )
