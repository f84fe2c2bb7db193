"""`tiers`: the tables of an edition, terse or as they are printed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.views.events import as_of_line, change_span, state_word, tier_range
from ratingctl.domain.edition_chain import (
    chain_to,
    default_as_of,
    edition_named,
    last_scored_edition,
)
from ratingctl.domain.model import Edition, Rating, RegionId, Tier
from ratingctl.domain.tiers import printed_order, ranks_of, tier_of, width_of
from ratingctl.report import Cell, Column, Message, Paragraph, Records, Report, Table, paragraph
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import opened

if TYPE_CHECKING:
    from ratingctl.commands.views.printed_table import PrintedTable

_RECORDS = Records(
    ("tiers", "regions"),
    (("edition", 0, "edition"), ("tier", 1, "id")),
    ("region", "name", "score", "previous", "rank"),
)
_TERSE = (
    Column("rank", numeric=True, whole=True),
    Column("region", whole=True),
    Column("score", numeric=True, whole=True),
    Column("previous", numeric=True, whole=True),
    Column("change", numeric=True, whole=True),
)


def tiers(
    folder: Folder,
    today: date,
    edition: str | None = None,
    selection: Selection = EVERYTHING,
    full: bool = False,
    as_of: date | None = None,
) -> Report:
    """The tier tables of an edition.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition: Its id; the last edition with scores by default.
        selection: Which regions to show; ranks are counted over all.
        full: The three printed columns instead of the terse table: what was known before, and what came since.
        as_of: Events later than this day are left out; by default the edition's own day.

    Raises:
        UsageError: If the edition, or a region, district or tier of the selection, is unknown.
        DataError: If the files cannot be read.
    """
    with opened(folder, names=bool(selection.regions)) as reader:
        rating = reader.sound_scan()
        chosen = edition_named(rating, edition) if edition else last_scored_edition(rating)
        chain = chain_to(chosen, rating.editions)
        scores = chosen.scores
        previous = chain[-2].scores if len(chain) > 1 else {}
        shown = selection.chosen(rating, printed_order(rating, scores, previous), scores)
        day = as_of or default_as_of(chosen, today)
        if full:
            rating = reader.with_pages(rating, editions=[one.id for one in chain], regions=shown)
    printer = _printer(rating, [rating.editions[one.id] for one in chain], day) if full else None

    row = _row_maker(rating, scores, previous, printer)
    groups = [
        (tier, [row(region) for region in shown if tier_of(scores[region], rating.settings.tiers) == tier])
        for tier in sorted(rating.settings.tiers, key=lambda tier: -tier.start)
    ]
    data = {
        "edition": chosen.id,
        "title": chosen.title,
        "state": chosen.state,
        **({"as_of": day.isoformat()} if full else {}),
        "tiers": [{"id": tier.id, "name": tier.name, "regions": rows} for tier, rows in groups],
    }
    table = printer.table if printer else _terse_table
    return Report(
        data=data,
        records=_RECORDS,
        language=rating.settings.language,
        title=paragraph(chosen.title, " · ", state_word(chosen)),
        tables=[table(_heading(tier, rating, len(rows)), rows) for tier, rows in groups if rows],
        notes=[*_notes(chosen, shown), *([as_of_line(day)] if full else [])],
    )


def _printer(rating: Rating, chain: Sequence[Edition], day: date) -> "PrintedTable":
    from ratingctl.commands.views.printed_table import (
        PrintedTable,  # brings the projects, which the terse table does not need
    )

    return PrintedTable(rating, chain, day)


def _row_maker(
    rating: Rating, scores: Mapping[RegionId, int], previous: Mapping[RegionId, int], printer: "PrintedTable | None"
) -> Callable[[RegionId], dict[str, Any]]:
    """Makes the JSON of a region, with its printed columns where they are asked for."""
    ranks = ranks_of(scores)

    def row(region: RegionId) -> dict[str, Any]:
        found = {
            "region": region,
            "name": rating.regions[region].name if region in rating.regions else region,
            "score": scores[region],
            "previous": previous.get(region),
            "rank": ranks[region],
        }
        return {**found, **printer.data(region)} if printer else found

    return row


def _heading(tier: Tier, rating: Rating, count: int) -> Paragraph:
    name = tier_range(tier, *width_of(tier, rating))
    return paragraph(name, " — ", Message("count.regions", {"n": count}))


def _notes(edition: Edition, shown: Sequence[RegionId]) -> list[Paragraph]:
    if not edition.scores:
        return [paragraph(Message("note.no_scores", {"edition": edition.id}))]
    return [] if shown else [paragraph(Message("note.nothing_selected"))]


def _terse_table(title: Paragraph, rows: Sequence[Mapping[str, Any]]) -> Table:
    def cells(row: Mapping[str, Any]) -> list[Cell]:
        change = None if row["previous"] is None else row["score"] - row["previous"]
        return [row["rank"], row["name"], row["score"], row["previous"], change_span(change)]

    return Table(_TERSE, [cells(row) for row in rows], title=title)
