"""The text of `frozen.yaml`: the settings of a published edition, as `loading.edition_parts` reads them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any

from ratingctl.domain.fields import FROZEN_KIND, FROZEN_ORGANISATION, FROZEN_REGION, SOURCE, Record
from ratingctl.domain.kinds import Kind, News
from ratingctl.domain.model import Dimension, FrozenSettings
from ratingctl.domain.scores import Grade, Scale, shortest
from ratingctl.domain.settings_fields import HALTS, SCALE, STAGES, STALE, TIER, UNIT
from ratingctl.storage.yaml.scalars import flow_list, scalar

_HEAD = """\
# yaml-language-server: $schema=../.schemas/frozen.json
# The settings with which this edition was published, so that no later change rewrites what was printed.
# `ratingctl publish` wrote it. It is under the edition's seal: nobody changes it.
"""
_ATTRIBUTES = {"class": "event_class", "from": "start"}
"""The attributes of the model that are called otherwise than their keys."""


def frozen_text(frozen: FrozenSettings) -> str:
    """Return the text of the `frozen.yaml` that holds these settings."""
    settings = frozen.settings
    lines = [
        f"title: {scalar(settings.title)}",
        f"language: {scalar(settings.language)}",
        *_words("unit", settings.unit, UNIT),
        f"scale: {_flow(_scale_values(settings.scale), SCALE)}",
        "tiers:",
        *(f"- {_flow(_values(tier, TIER), TIER)}" for tier in settings.tiers),
        *(["dimensions:"] if settings.dimensions else []),
        *(f"- {_dimension_text(dimension)}" for dimension in settings.dimensions),
        f"stale: {_flow(_values(settings.stale, STALE), STALE)}",
        *_words("stages", settings.stages, STAGES),
        *_words("halts", settings.halts, HALTS),
        *_table("kinds", ((name, _flow(_kind_values(kind), FROZEN_KIND)) for name, kind in settings.kinds.items())),
        *_table(
            "regions",
            ((region.id, _flow(_values(region, FROZEN_REGION), FROZEN_REGION)) for region in frozen.regions.values()),
        ),
        *_table("sources", ((source.id, _flow(_values(source, SOURCE), SOURCE)) for source in frozen.sources.values())),
        *_table(
            "organisations",
            ((slug, _flow({"names": names}, FROZEN_ORGANISATION)) for slug, names in frozen.organisations.items()),
        ),
    ]
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _table(key: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"  {name}: {row}" for name, row in rows]
    return [f"{key}:", *lines] if lines else []


def _words(key: str, words: Mapping[str, str], record: Record) -> list[str]:
    """Return the line of the rating's own words; none where it has none."""
    return [f"{key}: {_flow(words, record)}"] if words else []


def _values(item: object, record: Record) -> dict[str, Any]:
    """Return the values of a record, taken from an object of the model."""
    return {field.name: getattr(item, _ATTRIBUTES.get(field.name, field.name)) for field in record.fields}


def _scale_values(scale: Scale) -> dict[str, Any]:
    """Return the values of a scale; what is so by default is left out."""
    if scale.grades:
        return {"grades": scale.grades}
    step = None if scale.step == 1 else scale.step
    return {"min": scale.lowest, "max": scale.highest, "step": step, "best": "min" if scale.lower_is_better else None}


def _dimension_text(dimension: Dimension) -> str:
    scale = _flow(_scale_values(dimension.scale), SCALE)
    return f"{{id: {dimension.id}, name: {scalar(dimension.name, flow=True)}, scale: {scale}}}"


def _kind_values(kind: Kind) -> dict[str, Any]:
    """Return the values of a kind; what is so by default is left out."""
    values = _values(kind, FROZEN_KIND)
    return {name: value for name, value in values.items() if value is not False and value is not News.NEVER}


def _flow(values: Mapping[str, Any], record: Record) -> str:
    """Return values as a mapping in braces; those that are empty are left out."""
    present = ((name, values.get(name)) for name in record.by_name)
    return f"{{{', '.join(f'{name}: {_text(value)}' for name, value in present if value not in (None, '', ()))}}}"


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return shortest(value)
    if isinstance(value, Grade):
        return scalar(str(value), flow=True)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, tuple) and not hasattr(value, "text"):
        return f"[{', '.join(map(str, value))}]" if all(isinstance(part, int) for part in value) else flow_list(value)
    if isinstance(value, Enum):
        return str(value.value)
    return str(value) if isinstance(value, int) else scalar(str(value), flow=True)
