"""Measure how well known follow-ups are found, and whether the scores mean what they say."""

from collections.abc import Sequence
from typing import NamedTuple

_WISHED_PRECISION = 0.95


class Ranked(NamedTuple):
    """What was found for one new event.

    Attributes:
        scores: The scores of its candidates, the best first.
        right: Whether each of them is one that it continues.
        has_right: Whether it continues anything at all.
        accepted: Whether the first one was sure enough to be linked without being asked about.
    """

    scores: Sequence[float]
    right: Sequence[bool]
    has_right: bool
    accepted: bool = False


class MatchingFigures(NamedTuple):
    """How well they were found; shares from 0 to 1.

    Attributes:
        followups: How many new events continue something.
        top1: The share of these whose first candidate is right.
        mrr: The mean reciprocal rank of their first right candidate.
        best_f1: The best F1 of "take the first candidate from a score on", new events that continue nothing included.
        recall_at_95: The greatest recall at which the precision of that is still 0.95.
        accepted_precision: The share of accepted candidates that are right; None where none was accepted.
        accepted_recall: The share of the follow-ups that were accepted rightly.
    """

    followups: int
    top1: float
    mrr: float
    best_f1: float
    recall_at_95: float
    accepted_precision: float | None
    accepted_recall: float


def figures_of(rows: Sequence[Ranked]) -> MatchingFigures:
    """The figures of a run.

    Args:
        rows: What was found for each new event; at least one continues something.
    """
    asked = [row for row in rows if row.has_right]
    total = len(asked)
    ranks = [list(row.right).index(True) + 1 for row in asked if any(row.right)]
    accepted = [row.right[0] for row in rows if row.accepted]
    best_f1, recall_at_95 = _curve([(row.scores[0], row.right[0]) for row in rows if row.scores], total)
    return MatchingFigures(
        followups=total,
        top1=sum(rank == 1 for rank in ranks) / total,
        mrr=sum(1 / rank for rank in ranks) / total,
        best_f1=best_f1,
        recall_at_95=recall_at_95,
        accepted_precision=sum(accepted) / len(accepted) if accepted else None,
        accepted_recall=sum(accepted) / total,
    )


def calibration_of(rows: Sequence[Ranked], bins: int = 10) -> list[tuple[float, int, float]]:
    """For each bin of first scores: where it begins, how many fall into it, and the share of them that are right."""
    table = []
    for number in range(bins):
        first = [row.right[0] for row in rows if row.scores and min(int(row.scores[0] * bins), bins - 1) == number]
        if first:
            table.append((number / bins, len(first), sum(first) / len(first)))
    return table


def _curve(points: list[tuple[float, bool]], total: int) -> tuple[float, float]:
    """The best F1 and the greatest recall at the wished precision, over all thresholds."""
    points.sort(key=lambda point: -point[0])
    hits, best_f1, best_recall = 0, 0.0, 0.0
    for taken, (score, right) in enumerate(points, 1):
        hits += right
        if taken < len(points) and points[taken][0] == score:
            continue
        precision, recall = hits / taken, hits / total
        if hits:
            best_f1 = max(best_f1, 2 * precision * recall / (precision + recall))
        if precision >= _WISHED_PRECISION:
            best_recall = max(best_recall, recall)
    return best_f1, best_recall
