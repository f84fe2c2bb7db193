"""Builder of a rating's parts from the values of its files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.fields import EDITION_PATTERN, FILE_KINDS, ID_PATTERN, FileKind
from ratingctl.domain.findings import ValuePath
from ratingctl.domain.lazy_events import LazyEvents
from ratingctl.domain.model import (
    Booklet,
    Check,
    Dimension,
    Edition,
    EditionId,
    Event,
    FrozenSettings,
    Note,
    Page,
    Rating,
    Region,
    RegionId,
    Settings,
    Source,
    State,
    Trend,
)
from ratingctl.domain.scores import RawScore, Scale, Score
from ratingctl.message import Message, sentence
from ratingctl.storage.cache.file_forms import EventStub, PageContent
from ratingctl.storage.folder import SETTINGS, region_of
from ratingctl.storage.loading.edition_parts import (
    errata_of,
    frozen_settings_of,
    late_changes_of,
    regions_of,
    settings_of,
    signed_step_of,
    sources_of,
)
from ratingctl.storage.loading.file_store import FileStore
from ratingctl.storage.loading.scale_values import dimension_scores, no_score, scale_problems

REGISTER, SOURCES, ORGANISATIONS = "regions.yaml", "sources.yaml", "organisations.yaml"
FORMS, CITIES = "forms.yaml", "cities.yaml"
EDITION_NAME, BOOKLET_NAME = "edition.yaml", "booklet.yaml"
FROZEN_NAME, ERRATA_NAME = "frozen.yaml", "errata.yaml"
OTHER_NAMES = frozenset({EDITION_NAME, BOOKLET_NAME, FROZEN_NAME, ERRATA_NAME})
"""The files in an edition's folder that are not a region's."""
_ANY_SCALE = Scale()
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
        self._scales: dict[EditionId, Scale] = {}
        self._dimensions: dict[EditionId, tuple[Dimension, ...]] = {}
        self._unfit: set[str] = set()
        """The files whose score was found to be none of the scale."""

    def settings_and_editions(self, editions: Iterable[str]) -> Rating:
        """Return a rating with its settings, register and editions, without scores and pages.

        Args:
            editions: The ids of the editions.
        """
        settings = self._settings()
        regions = self._regions()
        known = [self._edition(EditionId(edition), settings.scale) for edition in sorted(editions)]
        self._scales = {edition.id: edition.scale for edition in known}
        self._dimensions = {
            edition.id: edition.frozen.settings.dimensions if edition.frozen else settings.dimensions
            for edition in known
        }
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
        scores: dict[RegionId, Score] = {}
        tiers: dict[RegionId, str] = {}
        counts: dict[RegionId, int] = {}
        for path, summary in zip(paths, self._store.summaries(paths), strict=True):
            if summary is None:
                continue
            region = RegionId(region_of(path))
            if summary.other_region is not None:
                from ratingctl.domain.rules.files import wrong_region

                self._store.problems += wrong_region(
                    ValuePath(path, ("region",)), summary.other_region, region, regions
                )
            counts[region] = summary.events
            score = self._score(edition.id, path, summary.score)
            if score is not None:
                scores[region] = score
                if summary.tier:
                    tiers[region] = summary.tier
        return edition._replace(scores=scores, tiers=tiers, event_counts=counts)

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
            score=self._score(edition, path, values.get("score")),
            scores=self._scores(edition, path, values.get("scores", {})),
            tier=values.get("tier", ""),
            rationale=values.get("rationale", ""),
            evidence=values.get("evidence", ()),
            contrary=values.get("contrary", ""),
            not_rated=values.get("not_rated", ""),
            events=_events_of(region, edition, content),
            checks=tuple(
                Check(**row) for row in values.get("checks", ()) if "event" in row and "date" in row and "found" in row
            ),
            notes=tuple(Note(**row) for row in values.get("notes", ()) if "text" in row),
        )

    def booklet(self, edition: EditionId) -> Booklet:
        """Return the texts around the tables of an edition; all empty where it has no such file."""
        path = f"{edition}/{BOOKLET_NAME}"
        values = dict(self._store.values(path, FILE_KINDS["booklet"]) or {})
        trends = tuple(Trend(**row) for row in values.pop("trends", ()) if "text" in row)
        return Booklet(path=path, trends=trends, **values)

    def _settings(self) -> Settings:
        """Return what `rating.yaml` says; the defaults where it is broken."""
        values = self._needed(SETTINGS, sentence("every rating"), FILE_KINDS["rating"])
        self._store.problems += scale_problems(SETTINGS, values)
        return settings_of(values)

    def _score(self, edition: EditionId, path: str, raw: RawScore | None) -> Score | None:
        """Return the score of a file; None where it has none, or one of another sort, which becomes a problem once."""
        scale = self._scales.get(edition, _ANY_SCALE)
        score = None if raw is None else scale.score_of(raw)
        if raw is not None and score is None and path not in self._unfit:
            self._unfit.add(path)
            self._store.problems += no_score(ValuePath(path, ("score",)), "score", raw, scale)
        return score

    def _regions(self) -> dict[RegionId, Region]:
        return regions_of(self._needed(REGISTER, sentence("every rating"), FILE_KINDS["regions"]))

    def _sources(self) -> dict[str, Source]:
        return sources_of(self._store.values(SOURCES, FILE_KINDS["sources"]) or {})

    def _lists(self, kind: str) -> dict[str, tuple[str, ...]]:
        """The lists of texts in a file; none where there is no such file, or names are not asked for."""
        return (self._store.values(f"{kind}.yaml", FILE_KINDS[kind]) or {}) if self._names else {}

    def _scores(self, edition: EditionId, path: str, raws: Mapping[str, RawScore]) -> dict[str, Score]:
        """Return the scores of a file by dimension; those that are none of their scale, or of none, become problems."""
        if not raws:
            return {}
        scores, problems = dimension_scores(path, raws, self._dimensions.get(edition, ()))
        self._store.problems += [problem for problem in problems if problem not in self._store.problems]
        return scores

    def _edition(self, edition: EditionId, scale: Scale) -> Edition:
        path = f"{edition}/{EDITION_NAME}"
        values = self._needed(path, sentence("edition {edition}", edition=edition), FILE_KINDS["edition"])
        period, cutoff = values.get("period", _ALWAYS), values.get("cutoff")
        frozen = self._frozen(edition)
        return Edition(
            id=edition,
            path=path,
            title=values.get("title", edition),
            period=period,
            cutoff=(cutoff.latest if cutoff else None) or period.latest or date.max,
            state=State(values.get("state", State.DRAFT)),
            previous=values.get("previous"),
            scale=frozen.settings.scale if frozen else scale,
            number=values.get("number", ""),
            locked=signed_step_of(values.get("locked")),
            published=signed_step_of(values.get("published")),
            late_changes=late_changes_of(values.get("after_lock", ())),
            frozen=frozen,
            errata=errata_of(self._store.values(f"{edition}/{ERRATA_NAME}", FILE_KINDS["errata"]) or {}),
            reviewers={
                event: row["name"]
                for row in values.get("reviewers", ())
                if "name" in row
                for event in row.get("projects", ())
            },
        )

    def _frozen(self, edition: EditionId) -> FrozenSettings | None:
        """Return the settings that an edition was published with; None if its folder has none that can be read."""
        values = self._store.values(f"{edition}/{FROZEN_NAME}", FILE_KINDS["frozen"])
        return frozen_settings_of(values) if values else None

    def _needed(self, path: str, needed_for: Message, kind: FileKind) -> dict[str, Any]:
        if not self._store.has(path):
            from ratingctl.domain.rules.files import missing_file

            self._store.problems += missing_file(path, needed_for)
        return self._store.values(path, kind) or {}


_EDITION, _ID = re.compile(EDITION_PATTERN), re.compile(ID_PATTERN)
_ALWAYS = EdtfDate("..", None, None)
"""The period of an edition whose own could not be read."""


def misplaced_file_reason(folder: str, name: str) -> tuple[Message, Message] | None:
    """Return why a YAML file is misplaced, and what to do; None where it belongs.

    Args:
        folder: Where it lies inside the rating's folder.
        name: Its name.
    """
    if not name.endswith(".yaml"):
        right = f"{name.removesuffix('.yml')}.yaml"
        return sentence("only files that end in .yaml are read"), sentence("rename it to {name}", name=right)
    if not folder:
        known = ", ".join(sorted(_TOP))
        step = sentence("known are {known}, and edition folders", known=known)
        return None if name in _TOP else (sentence("no such file is known here"), step)
    if "/" in folder:
        return sentence("it lies too deep: an edition's folder has no folders in it"), sentence("move it up")
    if not _is_edition_id(folder):
        fact = sentence("{folder!r} is no edition id: it may hold a-z, 0-9, - and .", folder=folder)
        return fact, sentence("rename the folder")
    if not _is_named_after_a_region(name):
        fact = sentence("{name!r} is not named after a region: an id may hold a-z, 0-9 and -", name=name)
        return fact, sentence("rename the file")
    return None


@cache
def _is_edition_id(folder: str) -> bool:
    return _EDITION.fullmatch(folder) is not None


@cache
def _is_named_after_a_region(name: str) -> bool:
    return _ID.fullmatch(name, 0, len(name) - len(".yaml")) is not None


def _events_of(region: RegionId, edition: EditionId, content: PageContent) -> Sequence[Event]:
    """Return the events of a page; stubs become events when one is asked for."""
    if content.event_stubs is None:
        return tuple([Event(region=region, edition=edition, index=position, **row) for position, row in content.events])
    kinds, stubs = content.event_stubs
    return LazyEvents(kinds, lambda: [_event_of_stub(region, edition, position, stub) for position, stub in stubs()])


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
        late=stub.late,
    )
