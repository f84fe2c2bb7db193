"""Evaluate matching: retrieval and classification figures, and the calibration of the scores."""

from collections.abc import Sequence
from typing import NamedTuple

_LEAST_PRECISION = 0.95


class Ranked(NamedTuple):
    """The ranking of one new event, with its labels.

    Attributes:
        scores: The scores of its candidates, the best first.
        right: For each of them, True if the event continues it.
        has_right: True if the event continues anything at all.
        accepted: True if the first candidate was accepted without asking a person.
    """

    scores: Sequence[float]
    right: Sequence[bool]
    has_right: bool
    accepted: bool = False


class MatchingFigures(NamedTuple):
    """The figures of an evaluation; shares from 0 to 1.

    Attributes:
        followups: The number of new events that continue something.
        top1: The share of these with a right first candidate.
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
    """Return the figures of an evaluation.

    Args:
        rows: The ranking of each new event; at least one continues something.
    """
    followups = [ranked for ranked in rows if ranked.has_right]
    total = len(followups)
    ranks = [list(ranked.right).index(True) + 1 for ranked in followups if any(ranked.right)]
    accepted = [ranked.right[0] for ranked in rows if ranked.accepted]
    best_f1, recall_at_95 = _curve([(ranked.scores[0], ranked.right[0]) for ranked in rows if ranked.scores], total)
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
    """Return the calibration table: the lower edge, size and share of right ones of each bin of first scores."""
    table = []
    for number in range(bins):
        labels = [
            ranked.right[0]
            for ranked in rows
            if ranked.scores and min(int(ranked.scores[0] * bins), bins - 1) == number
        ]
        if labels:
            table.append((number / bins, len(labels), sum(labels) / len(labels)))
    return table


def _curve(points: list[tuple[float, bool]], total: int) -> tuple[float, float]:
    """Return the best F1 and the greatest recall at the least precision, over all thresholds."""
    points.sort(key=lambda point: -point[0])
    hits, best_f1, best_recall = 0, 0.0, 0.0
    for rank, (score, right) in enumerate(points, 1):
        hits += right
        if rank < len(points) and points[rank][0] == score:
            continue
        precision, recall = hits / rank, hits / total
        if hits:
            best_f1 = max(best_f1, 2 * precision * recall / (precision + recall))
        if precision >= _LEAST_PRECISION:
            best_recall = max(best_recall, recall)
    return best_f1, best_recall
