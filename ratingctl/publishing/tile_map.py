"""The tile map: one square for each region, with its score and change, as data for templates of SVG."""

from typing import NamedTuple

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
    """

    region: RegionEntry
    x: int
    y: int
    shade: str
    shade_before: str
    direction: str
    sign: str


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
            shade_of(region.previous, publication),
            direction_of(region.change),
            sign_of(region.change),
        )
        for region in sorted(regions, key=lambda region: (region.tile[1], region.tile[0]))
    )
    return TileMap(tiles, max(tile.x for tile in tiles) + SIDE, max(tile.y for tile in tiles) + SIDE)


def shade_of(score: int | None, publication: BookletContent) -> str:
    """Return the shade of a score: the place of its tier, the highest first, spread over the shades there are."""
    starts = [tier.low for tier in publication.tiers]
    place = next((number for number, start in enumerate(starts) if score is not None and score >= start), None)
    if place is None:
        return "none"
    last = len(starts) - 1
    return str(place if last < MOST_STEPS else place * (MOST_STEPS - 1) // last)


def direction_of(change: int | None) -> str:
    """Return the direction of a change."""
    return "none" if change is None else "up" if change > 0 else "down" if change < 0 else "same"


def sign_of(change: int | None) -> str:
    """Return a change with its sign; the minus is the printer's."""
    return "" if change is None else f"+{change}" if change > 0 else f"−{-change}" if change else "="
