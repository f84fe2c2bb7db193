"""The slope chart of moves: one line for all regions that went from one score to the same other, as thick as many."""

from math import sqrt
from typing import NamedTuple

from ratingctl.publishing.publication import BookletContent, RegionEntry, moves_of
from ratingctl.publishing.tile_map import direction_of, sign_of

WIDTH, STEP, MARGIN = 340, 34, 26
_LEFT, _RIGHT = 60, 280


class Slope(NamedTuple):
    """One line.

    Attributes:
        before: The score in the edition before.
        now: The score in this edition.
        path: The `d` of an SVG path.
        width: Its thickness.
    """

    before: int
    now: int
    regions: tuple[RegionEntry, ...]
    direction: str
    sign: str
    path: str
    width: str


class Axis(NamedTuple):
    """A score with its height on both axes."""

    score: int
    y: int


class SlopeChart(NamedTuple):
    """The lines of a publication: the greatest rise first."""

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
    used = [score for move in moves for score in move]
    low, high = min(used), max(used)

    def height_of(score: int) -> int:
        return MARGIN + (high - score) * STEP

    slopes = tuple(
        Slope(
            before,
            now,
            tuple(regions),
            direction_of(now - before),
            sign_of(now - before),
            _path(height_of(before), height_of(now)),
            f"{1.5 + 2.2 * sqrt(len(regions) - 1):.1f}",
        )
        for (before, now), regions in moves.items()
    )
    axis = tuple(Axis(score, height_of(score)) for score in range(high, low - 1, -1))
    return SlopeChart(slopes, axis, WIDTH, height_of(low) + MARGIN, _LEFT, _RIGHT)


def _path(start: int, end: int) -> str:
    third = (_RIGHT - _LEFT) // 3
    return f"M{_LEFT} {start}C{_LEFT + third} {start} {_RIGHT - third} {end} {_RIGHT} {end}"
