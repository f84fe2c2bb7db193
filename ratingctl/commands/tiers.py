"""`tiers`: the tier tables of an edition, terse or as they are printed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.views.events import RankedRegion, as_of_line, change_span, state_word, tier_range
from ratingctl.domain.edition_chain import (
    chain_to,
    default_as_of,
    edition_named,
    last_scored_edition,
)
from ratingctl.domain.model import Edition, Rating, RegionId, Tier
from ratingctl.domain.tiers import printed_order, ranks_of, tier_of, width_of
from ratingctl.report import (
    Cell,
    Column,
    LazySequence,
    Message,
    Paragraph,
    Records,
    Report,
    Screen,
    Table,
    paragraph,
)
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
_Group = tuple[Tier, Sequence[RankedRegion]]


def tiers(
    folder: Folder,
    today: date,
    edition_id: str | None = None,
    selection: Selection = EVERYTHING,
    full: bool = False,
    as_of: date | None = None,
) -> Report:
    """Return the report of an edition's tier tables.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition_id: The edition; the last one with scores by default.
        selection: Which regions to show; ranks are counted over all.
        full: The three printed columns instead of the terse table: what was known before, and what came since.
        as_of: Events later than this day are left out; by default the edition's own day.

    Raises:
        UsageError: If the edition, or a region, district or tier of the selection, is unknown.
        DataError: If the files cannot be read.
    """
    with opened(folder, names=bool(selection.regions)) as reader:
        rating = reader.sound_scan()
        edition = edition_named(rating, edition_id) if edition_id else last_scored_edition(rating)
        chain = chain_to(edition, rating.editions)
        scores = edition.scores
        previous = chain[-2].scores if len(chain) > 1 else {}
        shown = selection.chosen(rating, printed_order(rating, scores, previous), scores)
        day = as_of or default_as_of(edition, today)
        if full:
            rating = reader.with_pages(rating, editions=[known.id for known in chain], regions=shown)
    printer = _printer(rating, [rating.editions[known.id] for known in chain], day) if full else None
    groups = _groups(rating, shown, scores, previous)
    return Report(
        data={
            "edition": edition.id,
            "title": edition.title,
            "state": edition.state,
            **({"as_of": day.isoformat()} if full else {}),
            "tiers": [
                {"id": tier.id, "name": tier.name, "regions": [_data(region, printer) for region in regions]}
                for tier, regions in groups
            ],
        },
        records=_RECORDS,
        screen=Screen(
            rating.settings.language,
            title=paragraph(edition.title, " · ", state_word(edition)),
            tables=LazySequence(lambda: _tables(rating, groups, printer.table if printer else _terse_table)),
            notes=[*_notes(edition, shown), *([as_of_line(day)] if full else [])],
        ),
    )


def _printer(rating: Rating, chain: Sequence[Edition], day: date) -> "PrintedTable":
    from ratingctl.commands.views.printed_table import (
        PrintedTable,  # brings the projects, which the terse table does not need
    )

    return PrintedTable(rating, chain, day)


def _groups(
    rating: Rating, shown: Sequence[RegionId], scores: Mapping[RegionId, int], previous: Mapping[RegionId, int]
) -> list[_Group]:
    """Return the tiers, the highest first, each with its regions in printed order."""
    ranks, settings = ranks_of(scores), rating.settings

    def ranked(region: RegionId) -> RankedRegion:
        name = rating.regions[region].name if region in rating.regions else region
        return RankedRegion(region, name, scores[region], previous.get(region), ranks[region])

    return [
        (tier, [ranked(region) for region in shown if tier_of(scores[region], settings.tiers) == tier])
        for tier in sorted(settings.tiers, key=lambda tier: -tier.start)
    ]


def _data(region: RankedRegion, printer: "PrintedTable | None") -> dict[str, Any]:
    """Return a region as JSON, with its printed columns where they are asked for."""
    return {**region._asdict(), **printer.data(region.region)} if printer else region._asdict()


def _tables(
    rating: Rating, groups: Sequence[_Group], table: Callable[[Paragraph, Sequence[RankedRegion]], Table]
) -> Iterator[Table]:
    for tier, regions in groups:
        if regions:
            name = tier_range(tier, *width_of(tier, rating))
            yield table(paragraph(name, " — ", Message("count.regions", {"n": len(regions)})), regions)


def _notes(edition: Edition, shown: Sequence[RegionId]) -> list[Paragraph]:
    if not edition.scores:
        return [paragraph(Message("note.no_scores", {"edition": edition.id}))]
    return [] if shown else [paragraph(Message("note.nothing_selected"))]


def _terse_table(title: Paragraph, regions: Sequence[RankedRegion]) -> Table:
    def cells(region: RankedRegion) -> list[Cell]:
        return [region.rank, region.name, region.score, region.previous, change_span(region.change)]

    return Table(_TERSE, [cells(region) for region in regions], title=title)
