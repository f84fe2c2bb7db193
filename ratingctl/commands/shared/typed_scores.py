"""Scores as a person types them, and what a scale allows in words."""

from ratingctl.domain.scores import Scale, Score
from ratingctl.errors import UsageError
from ratingctl.message import Message, sentence


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
