"""Settings, frozen settings, signed steps and errata: values of files to the parts of an edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from ratingctl.domain.kinds import KINDS, EventClass, Halt, Kind, News, Stage, custom_kind
from ratingctl.domain.model import (
    Erratum,
    FrozenSettings,
    LateChange,
    Region,
    RegionId,
    Settings,
    SignedStep,
    Source,
    StaleLimits,
)
from ratingctl.language.own_words import OwnLanguage, UnitWords, heading_key
from ratingctl.storage.loading.scale_values import dimensions_of, scale_of, tiers_of

Row = Mapping[str, Any]


def settings_of(values: Row) -> Settings:
    """Return the settings in the values of `rating.yaml`."""
    kinds = {name: _kind(name, row) for name, row in values.get("kinds", {}).items() if "class" in row}
    return _settings(values, {**KINDS, **kinds})


def _settings(values: Row, kinds: Mapping[str, Kind]) -> Settings:
    scale = scale_of(values.get("scale", {}))
    return Settings(
        title=values.get("title", ""),
        language=_language(values),
        unit=values.get("unit", {}),
        stages=values.get("stages", {}),
        halts=values.get("halts", {}),
        scale=scale,
        tiers=tiers_of(values.get("tiers", ()), scale),
        dimensions=dimensions_of(values.get("dimensions", ()), scale),
        stale=StaleLimits(**values.get("stale", {})),
        kinds=kinds,
        subject=values.get("subject", ()),
        search=values.get("search", ()),
        imports=values.get("imports", {}),
        gate=values.get("gate", {}),
    )


def _language(values: Row) -> OwnLanguage:
    """Return the language of the reports with the rating's own words."""
    names = {**values.get("stages", {}), **values.get("halts", {})}
    return OwnLanguage(
        values.get("language", "en"),
        UnitWords(**values.get("unit", {})),
        {
            **{f"status.{status}": name for status, name in names.items()},
            **{
                f"heading.{heading_key(row['id'])}": row["name"]
                for row in values.get("dimensions", ())
                if {"id", "name"} <= row.keys()
            },
        },
    )


def regions_of(rows: Mapping[str, Row]) -> dict[RegionId, Region]:
    """Return the regions of a register, in its order."""
    return {RegionId(key): Region(RegionId(key), **row) for key, row in rows.items() if "name" in row}


def sources_of(rows: Mapping[str, Row]) -> dict[str, Source]:
    """Return the sources of a table of sources."""
    return {key: Source(key, **row) for key, row in rows.items() if "title" in row}


def frozen_settings_of(values: Row) -> FrozenSettings:
    """Return the settings in the values of a `frozen.yaml`; it names every kind, so that no built-in one is added."""
    kinds = {name: _frozen_kind(name, row) for name, row in values.get("kinds", {}).items() if "class" in row}
    return FrozenSettings(
        _settings(values, kinds),
        regions_of(values.get("regions", {})),
        sources_of(values.get("sources", {})),
        {slug: row["names"] for slug, row in values.get("organisations", {}).items() if "names" in row},
    )


def signed_step_of(row: Row | None) -> SignedStep | None:
    """Return a signed step; None where it was not taken, or has no date."""
    return SignedStep(**row) if row and "date" in row else None


def late_changes_of(rows: Sequence[Row]) -> tuple[LateChange, ...]:
    """Return the changes after the lock; rows that lack what every one needs are left out."""
    return tuple(LateChange(**row) for row in rows if {"date", "event", "change", "reason"} <= row.keys())


def errata_of(values: Row) -> tuple[Erratum, ...]:
    """Return the corrections in the values of an `errata.yaml`; rows that lack what every one needs are left out."""
    needed = {"date", "id", "region", "field", "reason"}
    return tuple(Erratum(**row) for row in values.get("errata", ()) if needed <= row.keys())


def _kind(name: str, row: Row) -> Kind:
    return custom_kind(
        name,
        EventClass(row["class"]),
        stage=_stage(row),
        halt=Halt(row["halt"]) if "halt" in row else None,
        news=row.get("news", False),
        promise=row.get("promise", False),
        label=row.get("name", ""),
        words=row.get("words", ()),
    )


def _frozen_kind(name: str, row: Row) -> Kind:
    return Kind(
        name,
        EventClass(row["class"]),
        _stage(row),
        Halt(row["halt"]) if "halt" in row else None,
        News(row.get("news", News.NEVER)),
        row.get("promise", False),
        row.get("settles", False),
        row.get("name", ""),
    )


def _stage(row: Row) -> Stage | None:
    return Stage[row["stage"].upper()] if "stage" in row else None
