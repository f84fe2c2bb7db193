"""Scores as a person types them, and what a scale allows in words."""

from collections.abc import Sequence

from ratingctl.domain.model import Dimension
from ratingctl.domain.scores import Scale, Score
from ratingctl.errors import UsageError
from ratingctl.message import Message, sentence
from ratingctl.words.suggestion import did_you_mean


def typed_score(scale: Scale, typed: str) -> Score:
    """Return the score that a person types.

    Args:
        scale: The scale.
        typed: A number, with a decimal comma or point, or a grade in any case.

    Raises:
        UsageError: If the scale has no such score.
    """
    score = scale.typed_score(typed)
    if score is None or not scale.allows(score):
        fact = (
            sentence("{value!r} is no score of the scale", value=typed)
            if score is None
            else sentence("{value} is outside the scale", value=score)
        )
        raise UsageError(fact, next_step=range_message(scale))
    return score


def typed_dimensions(dimensions: Sequence[Dimension], typed: Sequence[str]) -> dict[str, Score | None]:
    """Return the scores by dimension that a person types; None for one that is to be taken away.

    Args:
        dimensions: The dimensions that there are.
        typed: `id=value`, or `id=`.

    Raises:
        UsageError: If there is no such dimension, or its scale has no such score.
    """
    known = {dimension.id: dimension for dimension in dimensions}
    names = {dimension.name.casefold(): dimension.id for dimension in dimensions}
    scores: dict[str, Score | None] = {}
    for text in typed:
        name, equals, value = (part.strip() for part in text.partition("="))
        id_ = name if name in known else names.get(name.casefold(), "")
        if not (id_ and equals):
            there = ", ".join(known)
            next_step = (
                sentence("write ID=N; the dimensions are {known}", known=there)
                if known
                else sentence("declare it in rating.yaml: `dimensions: [{{id: economy, name: Economy}}]`")
            )
            raise UsageError(
                sentence("--dimension: no dimension {name!r}{hint}", name=name, hint=did_you_mean(name, known)),
                next_step=next_step,
            )
        scores[id_] = typed_score(known[id_].scale, value) if value else None
    return scores


def range_message(scale: Scale) -> Message:
    """Return which scores a scale has, in a clause."""
    if scale.grades:
        return sentence("the grades are {grades}", grades=", ".join(scale.grades))
    if scale.step == 1:
        return sentence("scores go from {lowest} to {highest}", lowest=scale.lowest, highest=scale.highest)
    return sentence(
        "scores go from {lowest} to {highest} in steps of {step}",
        lowest=scale.lowest,
        highest=scale.highest,
        step=scale.step,
    )
