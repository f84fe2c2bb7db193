"""The slope chart of moves: one line for all regions that went from one score to the same other, as thick as many."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import sqrt
from typing import NamedTuple

from ratingctl.domain.scores import Scale, Score
from ratingctl.message import Message
from ratingctl.publishing.publication import BookletContent, RegionEntry, moves_of
from ratingctl.publishing.tile_map import direction_of, sign_of

WIDTH, STEP, MARGIN = 340, 34, 26
_LEFT, _RIGHT = 60, 280
_MOST_STEPS = 15
"""So many steps are drawn at their full height; a wider range is drawn as high as these."""
_ROUND = (1, 2, 5)
"""What the distance of two marks on an axis begins with."""


class Slope(NamedTuple):
    """One line.

    Attributes:
        before: The score in the edition before.
        now: The score in this edition.
        path: The `d` of an SVG path.
        width: Its thickness.
    """

    before: Score
    now: Score
    regions: tuple[RegionEntry, ...]
    direction: str
    sign: Message
    path: str
    width: str


class Axis(NamedTuple):
    """A score with its height on both axes."""

    score: Score
    y: int


class SlopeChart(NamedTuple):
    """The lines of a publication: the greatest gain first."""

    slopes: tuple[Slope, ...]
    axis: tuple[Axis, ...]
    width: int
    height: int
    left: int
    right: int


def slope_chart(publication: BookletContent) -> SlopeChart | None:
    """Return the chart of a publication; None where there is nothing to compare."""
    moves = moves_of(publication)
    if not moves:
        return None
    scale = publication.scale
    used = [score for move in moves for score in move]
    marks = _marks(scale, used)
    best, worst = max(scale.worth(score) for score in (*used, *marks)), min(map(scale.worth, (*used, *marks)))
    full = (best - worst) / scale.step
    pixels = STEP if full <= _MOST_STEPS else STEP * _MOST_STEPS / float(full)

    def height_of(score: Score) -> int:
        return MARGIN + round(float((best - scale.worth(score)) / scale.step) * pixels)

    slopes = tuple(
        Slope(
            before,
            now,
            tuple(regions),
            direction_of(scale.gain(before, now)),
            sign_of(now - before),
            _path(height_of(before), height_of(now)),
            f"{1.5 + 2.2 * sqrt(len(regions) - 1):.1f}",
        )
        for (before, now), regions in moves.items()
    )
    axis = tuple(Axis(score, height_of(score)) for score in marks)
    lowest = MARGIN + round(float(full) * pixels)
    return SlopeChart(slopes, axis, WIDTH, lowest + MARGIN, _LEFT, _RIGHT)


def _marks(scale: Scale, used: Sequence[Score]) -> list[Score]:
    """Return the scores that are written beside the axes, the best one first: every step, or round numbers."""
    lowest, highest = min(used), max(used)
    steps = int((highest - lowest) / scale.step)
    if steps <= _MOST_STEPS:
        marks = [scale.neighbour(lowest, step) for step in range(steps + 1)]
    else:
        distance = next(
            size for size in _round_sizes() if size >= scale.step and (highest - lowest) / size < _MOST_STEPS
        )
        first = -(-lowest // distance) * distance
        marks = [number for step in range(_MOST_STEPS) if (number := first + step * distance) <= highest]
    return sorted(marks, key=scale.worth, reverse=True)


def _round_sizes() -> Iterator[Decimal]:
    """Yield 0.000001, 0.000002, 0.000005, 0.00001 and so on."""
    return (Decimal(digit) * Decimal(10) ** power for power in range(-6, 10) for digit in _ROUND)


def _path(start: int, end: int) -> str:
    third = (_RIGHT - _LEFT) // 3
    return f"M{_LEFT} {start}C{_LEFT + third} {start} {_RIGHT - third} {end} {_RIGHT} {end}"
