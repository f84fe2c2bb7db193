"""The scores of all editions as one table, for the workbook and for the page's download that needs no script."""

import base64
import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ratingctl.domain.scores import Score
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.publication import BookletContent, RegionEntry
from ratingctl.words.spreadsheet import guarded

Value = str | Score | None


class ScoreTable(NamedTuple):
    """The heads, and a row for each region in printed order; those without a score come last."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def score_table(publication: BookletContent, catalogue: Catalogue) -> ScoreTable:
    """Return the regions with their scores.

    Args:
        publication: What is published.
        catalogue: The words of its language.
    """
    regions = publication.regions
    dimensions = list(dict.fromkeys(entry.name for region in regions for entry in region.dimensions))
    district = catalogue.said(Message("page.district"))
    first = [*map(catalogue.heading, ("id", "region")), district, *map(catalogue.heading, ("tier", "rank"))]
    editions = [edition.id for edition in publication.editions]
    tiers = {tier.id: tier.name for tier in publication.tiers}
    rows = [_row(region, tiers.get(region.tier, ""), dimensions) for region in regions]
    return ScoreTable([*first, *editions, catalogue.heading("change"), *dimensions], rows)


def scores_address(publication: BookletContent, catalogue: Catalogue) -> str:
    """Return the table as CSV in an address that holds its own content (RFC 2397); with a BOM, as spreadsheets need."""
    table = score_table(publication, catalogue)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cells(table.heads), *map(_cells, table.rows)])
    return f"data:text/csv;base64,{base64.b64encode(text.getvalue().encode('utf-8-sig')).decode()}"


def _row(region: RegionEntry, tier: str, dimensions: Sequence[str]) -> list[Value]:
    parts = {entry.name: entry.score for entry in region.dimensions}
    scores = [score.score for score in region.scores]
    first: list[Value] = [region.id, region.name, region.district, tier, region.rank]
    return [*first, *scores, region.change, *(parts.get(name) for name in dimensions)]


def _cells(row: Iterable[Value]) -> list[Value]:
    return [guarded(value) if isinstance(value, str) else value for value in row]
