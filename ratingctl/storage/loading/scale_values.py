"""Scale, tiers and scores: values of files to typed ones, with a problem for each that is none of the scale."""

from collections.abc import Mapping, Sequence
from typing import Any

from ratingctl.domain.findings import Problem, Problems, ValuePath
from ratingctl.domain.model import Dimension, Tier
from ratingctl.domain.rules import values as value_rules
from ratingctl.domain.scores import RawScore, Scale, Score, number_of
from ratingctl.domain.settings_fields import SCALE
from ratingctl.message import sentence

Row = Mapping[str, Any]

_LOWEST, _HIGHEST = 1, 10
"""The ends of a scale that names none."""


def scale_of(row: Row) -> Scale:
    """Return the scale in the values of `scale`; the ends of the default one where they are missing."""
    grades = row.get("grades", ())
    if grades:
        return Scale.of_grades(grades)
    step = _step(row)
    if not isinstance(step, int) and step == int(step):
        step = int(step)
    lowest, highest = _number(row, "min", _LOWEST), _number(row, "max", _HIGHEST)
    if isinstance(step, int):
        lowest, highest = (int(end) if end == int(end) else end for end in (lowest, highest))
    else:
        from decimal import Decimal  # most scales have none

        lowest, highest = (Decimal(end) for end in (lowest, highest))
    return Scale(lowest, highest, step, row.get("best") == "min")


def tiers_of(rows: Sequence[Row], scale: Scale) -> tuple[Tier, ...]:
    """Return the tiers; those that lack something, or whose start is no score of the scale, are left out."""
    whole = (row for row in rows if {"id", "name", "from"} <= row.keys())
    starts = ((row, scale.score_of(row["from"])) for row in whole)
    return tuple(Tier(row["id"], row["name"], start) for row, start in starts if start is not None)


def scale_problems(path: str, values: Row) -> Problems:
    """Yield the problems of the scale and of the starts of tiers that are no scores of it.

    Args:
        path: The file of the settings.
        values: Its values.
    """
    row = values.get("scale")
    if row is None:
        return
    if not row.get("grades"):
        for name in ("min", "max"):
            if name not in row:
                yield from value_rules.missing_key(ValuePath(path, ("scale",)), name, SCALE)
    if _number(row, "step", 1) <= 0:
        yield from value_rules.wrong_shape(
            ValuePath(path, ("scale", "step")), "step", "number above 0", str(row["step"])
        )
    scale = scale_of(row)
    for position, tier in enumerate(values.get("tiers", ())):
        if "from" in tier and scale.score_of(tier["from"]) is None:
            yield from no_score(ValuePath(path, ("tiers", position, "from")), "from", tier["from"], scale)


def no_score(where: ValuePath, key: str, raw: RawScore, scale: Scale) -> Problems:
    """Yield the problem of a value that is no score of a scale."""
    shown = str(raw)[:40]
    if scale.grades:
        yield from value_rules.not_a_choice(where, key, shown, scale.grades)
    else:
        wanted = "number" if scale.has_decimals else "whole number"
        yield from value_rules.wrong_shape(where, key, wanted, sentence("the text {text!r}", text=shown))


def dimensions_of(rows: Sequence[Row], scale: Scale) -> tuple[Dimension, ...]:
    """Return the dimensions; those without a scale have that of the rating."""
    return tuple(
        Dimension(row["id"], row["name"], scale_of(row["scale"]) if "scale" in row else scale)
        for row in rows
        if {"id", "name"} <= row.keys()
    )


def dimension_scores(
    path: str, raws: Mapping[str, RawScore], dimensions: Sequence[Dimension]
) -> tuple[dict[str, Score], list[Problem]]:
    """Return scores by dimension, in the order of the dimensions, and the problems of those that are left out.

    Args:
        path: The file.
        raws: The scores as the file has them.
        dimensions: The dimensions that there are.
    """
    known = {dimension.id: dimension for dimension in dimensions}
    problems: list[Problem] = []
    scores: dict[str, Score] = {}
    for name, raw in raws.items():
        where = ValuePath(path, ("scores", name))
        if name not in known:
            problems += value_rules.unknown_dimension(where, name, tuple(known))
            continue
        score = known[name].scale.score_of(raw)
        if score is None:
            problems += no_score(where, name, raw, known[name].scale)
        else:
            scores[name] = score
    return {name: scores[name] for name in known if name in scores}, problems


def _step(row: Row) -> Score:
    step = _number(row, "step", 1)
    return step if step > 0 else 1


def _number(row: Row, key: str, default: int) -> Score:
    number = number_of(str(row.get(key, default)))
    return default if number is None else number
