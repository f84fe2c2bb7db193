"""Calibrate scores: fit how likely a first candidate is right to what the people of one rating have judged."""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from ratingctl.matching.evaluate import Ranked
from ratingctl.matching.scorer import IN_REGION, Model, rivals_of, scores_of

_TRUST = 10.0
"""The weight of the built-in coefficients against what was judged: a hundred judgements outweigh it."""
_ROUNDS, _CLOSE = 200, 1e-4
_LONGEST_STEP = 0.25
"""No coefficient moves further in a round: a full step of Newton's method may leap over the best value."""
_BOUNDS = ((0.1, 10.0), (-10.0, 0.0), (-10.0, 10.0))
"""A better candidate never has the lower score, and rivals never raise one."""


class Calibration(NamedTuple):
    """Coefficients of the score, see `Model`, and the number of judgements that they were fitted to."""

    own: float
    rivals: float
    intercept: float
    judged: int

    def applied_to(self, model: Model) -> Model:
        """Return a model with these coefficients."""
        return model._replace(own=self.own, rivals=self.rivals, intercept=self.intercept)


class JudgedEvent(NamedTuple):
    """An event that somebody has judged: the logits of its candidates, the best first, and which of them are right."""

    logits: Sequence[float]
    right: Sequence[bool]

    def ranked(self, model: Model) -> Ranked:
        """Return its ranking with the scores of a model."""
        return Ranked(scores_of(self.logits, model), self.right, any(self.right))


def calibrated(events: Sequence[JudgedEvent]) -> Calibration:
    """Return the coefficients that fit judged events best, and stay near the built-in ones where these are few.

    A logistic regression of "the first candidate is right" with a normal prior around the built-in coefficients, by
    Newton's method for one coefficient after the other, each within its bounds.

    Args:
        events: The judged events; each has a candidate.
    """
    prior = (IN_REGION.own, IN_REGION.rivals, IN_REGION.intercept)
    points = [((event.logits[0], rivals_of(event.logits)[0], 1.0), float(event.right[0])) for event in events]
    values = list(prior)
    for _ in range(_ROUNDS):
        before = list(values)
        for number, (least, most) in enumerate(_BOUNDS):
            slope, curvature = _TRUST * (values[number] - prior[number]), _TRUST
            for place, right in points:
                chance = 1 / (1 + exp(-sum(value * one for value, one in zip(values, place, strict=True))))
                slope += (chance - right) * place[number]
                curvature += chance * (1 - chance) * place[number] ** 2
            step = max(-_LONGEST_STEP, min(_LONGEST_STEP, slope / curvature))
            values[number] = max(least, min(most, values[number] - step))
        if max(abs(value - old) for value, old in zip(values, before, strict=True)) < _CLOSE:
            break
    own, rivals, intercept = (round(value, 4) for value in values)
    return Calibration(own, rivals, intercept, len(events))
