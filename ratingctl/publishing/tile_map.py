"""The tile map: one square for each region, with its score and change, as data for templates of SVG."""

from typing import NamedTuple

from ratingctl.domain.scores import Score
from ratingctl.message import Message, in_a_row
from ratingctl.publishing.publication import BookletContent, RegionEntry

SIDE = 60
"""Units of a tile and the gap beside it."""

MOST_STEPS = 5
"""Shades that a page has for tiers."""


class Tile(NamedTuple):
    """One square.

    Attributes:
        x: Its left edge.
        y: Its upper edge.
        shade: The shade of its tier: 0 for the highest, `none` without score.
        shade_before: The same in the edition before.
        direction: `up`, `down`, `same` or `none`.
        sign: The change with its sign, `=` or nothing.
        amount: The change without its sign.
    """

    region: RegionEntry
    x: int
    y: int
    shade: str
    shade_before: str
    direction: str
    sign: Message
    amount: Score


class TileMap(NamedTuple):
    """The squares of a publication, with the size of the drawing."""

    tiles: tuple[Tile, ...]
    width: int
    height: int


def tile_map(publication: BookletContent) -> TileMap | None:
    """Return the map of a publication; None where not every region has a tile of its own."""
    if not publication.has_map:
        return None
    regions = publication.regions
    left, top = min(region.tile[0] for region in regions), min(region.tile[1] for region in regions)
    tiles = tuple(
        Tile(
            region,
            (region.tile[0] - left) * SIDE,
            (region.tile[1] - top) * SIDE,
            shade_of(region.score, publication),
            shade_of(region.previous, publication, is_comparable=region.is_previous_comparable),
            direction_of(region.gain),
            sign_of(region.change),
            abs(region.change or 0),
        )
        for region in sorted(regions, key=lambda region: (region.tile[1], region.tile[0]))
    )
    return TileMap(tiles, max(tile.x for tile in tiles) + SIDE, max(tile.y for tile in tiles) + SIDE)


def shade_of(score: Score | None, publication: BookletContent, *, is_comparable: bool = True) -> str:
    """Return the shade of a score: the place of its tier, the best first, spread over the shades there are.

    Args:
        score: The score.
        publication: The tiers.
        is_comparable: False for a score on another scale, which has no shade.
    """
    reached = [(tier.low, number) for number, tier in enumerate(publication.tiers) if score is not None]
    reached = [(low, number) for low, number in reached if score is not None and score >= low]
    if not reached or not is_comparable:
        return "none"
    place, last = max(reached)[1], len(publication.tiers) - 1
    return str(place if last < MOST_STEPS else place * (MOST_STEPS - 1) // last)


def scores_message(region: RegionEntry) -> Message:
    """Return a region's score, the one before and the change, as they stand behind its name."""
    previous = (" (", region.previous, ")") if region.previous is not None else ()
    change = (" ", sign_of(region.change)) if region.change else ()
    return in_a_row("–" if region.score is None else region.score, *previous, *change)


def direction_of(gain: Score | None) -> str:
    """Return the direction of a move: up where the score is better."""
    return "none" if gain is None else "up" if gain > 0 else "down" if gain < 0 else "same"


def sign_of(change: Score | None) -> Message:
    """Return a change with its sign; the minus is the printer's."""
    if change is None:
        return in_a_row()
    return in_a_row("+", change) if change > 0 else in_a_row("−", -change) if change else in_a_row("=")
