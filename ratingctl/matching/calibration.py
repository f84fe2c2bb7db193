"""Calibrate scores: fit how likely a first candidate is right to what the people of one rating have judged."""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from ratingctl.matching.evaluate import Ranked
from ratingctl.matching.scorer import IN_REGION, Model, rivals_of, scores_of

_TRUST = 10.0
"""The weight of the built-in coefficients against what was judged: a hundred judgements outweigh it."""
_ROUNDS = 100
_LEAST_OWN = 0.1
"""A better candidate never has the lower score, and rivals never raise one."""
_LONGEST_STEP = 0.25
"""No coefficient moves further in a round: a full step of Newton's method may leap over the best ones."""


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
    Newton's method.

    Args:
        events: The judged events; each has a candidate.
    """
    prior = (IN_REGION.own, IN_REGION.rivals, IN_REGION.intercept)
    points = [((event.logits[0], rivals_of(event.logits)[0], 1.0), float(event.right[0])) for event in events]
    values = list(prior)
    for _ in range(_ROUNDS):
        slope = [_TRUST * (value - before) for value, before in zip(values, prior, strict=True)]
        curvature = [[_TRUST if row == column else 0.0 for column in range(3)] for row in range(3)]
        for place, right in points:
            chance = 1 / (1 + exp(-sum(value * one for value, one in zip(values, place, strict=True))))
            for row in range(3):
                slope[row] += (chance - right) * place[row]
                for column in range(3):
                    curvature[row][column] += chance * (1 - chance) * place[row] * place[column]
        step = _solved(curvature, slope)
        longest = max(map(abs, step))
        step = [one * min(1.0, _LONGEST_STEP / longest) for one in step] if longest else step
        values = [value - one for value, one in zip(values, step, strict=True)]
        values[0], values[1] = max(values[0], _LEAST_OWN), min(values[1], 0.0)
        if max(map(abs, step)) < 1e-9:
            break
    own, rivals, intercept = (round(value, 4) for value in values)
    return Calibration(own, rivals, intercept, len(events))


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return the solution of three linear equations (Cramer's rule); the matrix is positive definite."""
    whole = _determinant(matrix)
    return [
        _determinant([[*row[:place], value, *row[place + 1 :]] for row, value in zip(matrix, right, strict=True)])
        / whole
        for place in range(3)
    ]


def _determinant(matrix: Sequence[Sequence[float]]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
