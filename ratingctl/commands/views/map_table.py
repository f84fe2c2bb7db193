"""The tile map on a terminal: each region as three letters above its score and change."""

from collections.abc import Mapping, Sequence

from ratingctl.commands.views.events import RankedRegion
from ratingctl.domain.model import Rating, RegionId
from ratingctl.domain.tiers import best_first
from ratingctl.publishing.labels import labels_of
from ratingctl.report import CellText, Column, Emphasis, Inline, Paragraph, Span, Table, paragraph

_WIDTH = 4
"""Columns of a tile: twenty of them fit on 80; longer scores need more."""
_SIGN = 2
"""Columns of the sign of a change and the gap behind it."""
_LETTERS = 3
_UP, _DOWN = "▲", "▼"


def has_tiles(rating: Rating) -> bool:
    """Return True if every region of the register has a tile of its own."""
    tiles = [region.tile for region in rating.regions.values()]
    return bool(tiles) and all(len(tile) == 2 for tile in tiles) and len(set(tiles)) == len(tiles)


def map_table(rating: Rating, regions: Sequence[RankedRegion]) -> Table:
    """Return the map of some regions; the others' places stay empty.

    The highest tier is bold, the lowest dim; a change has its sign as well as its colour.
    """
    width = max([_WIDTH, *(len(str(region.score)) + _SIGN for region in regions)])
    labels = labels_of({region.id: region.name for region in rating.regions.values()})
    ranked = {region.region: region for region in regions}
    places = {region.tile: region.id for region in rating.regions.values() if region.id in ranked}
    rows = sorted({row for _, row in places})
    lines: list[Paragraph] = []
    for row in range(rows[0], rows[-1] + 1) if rows else ():
        columns = {column: places[column, other] for column, other in places if other == row}
        tiles = ranked.items()
        lines.append(_line(columns, {id_: _label(labels[id_], region, rating, width) for id_, region in tiles}, width))
        lines.append(_line(columns, {id_: _score(region, rating, width) for id_, region in tiles}, width))
    return Table((Column("", whole=True),), [[CellText(tuple(lines))]])


def _line(columns: Mapping[int, RegionId], pieces: Mapping[RegionId, Sequence[Span]], width: int) -> Paragraph:
    """One line of tiles, from the left edge to the last tile."""
    line: list[Inline] = []
    for column in range(max(columns, default=-1) + 1):
        line += pieces[columns[column]] if column in columns else (" " * width,)
    return paragraph(*line)


def _label(label: str, region: RankedRegion, rating: Rating, width: int) -> Sequence[Span]:
    return (Span(label[:_LETTERS].ljust(width), _weight(region, rating)),)


def _score(region: RankedRegion, rating: Rating, width: int) -> Sequence[Span]:
    gap = Span(" " * (width - _SIGN - len(str(region.score))))
    number = Span(region.score, _weight(region, rating))
    gain = region.gain or 0
    if not gain:
        return gap, number, Span(" " * _SIGN)
    sign = Span(_UP, Emphasis.GOOD) if gain > 0 else Span(_DOWN, Emphasis.BAD)
    return gap, number, sign, Span(" ")


def _weight(region: RankedRegion, rating: Rating) -> Emphasis:
    tiers = best_first(rating.settings)
    tier = next((tier for tier in tiers if tier.id == region.tier), None)
    if len(tiers) < 2 or tier is None:
        return Emphasis.NONE
    return Emphasis.STRONG if tier == tiers[0] else Emphasis.DIM if tier == tiers[-1] else Emphasis.NONE
