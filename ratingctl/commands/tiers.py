"""`tiers`: the tier tables of an edition, terse or as they are printed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ratingctl.commands.shared.broken_files import UNRANKED, BrokenFiles
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.views.completeness import (
    limit_note,
    name_of,
    outside_scale,
    unscored_note,
    unscored_regions,
)
from ratingctl.commands.views.dimensions import scores_columns
from ratingctl.commands.views.errata import errata_notes
from ratingctl.commands.views.events import RankedRegion, as_of_line, change_span, parted, state_word, tier_range
from ratingctl.domain.comparison import gains_between
from ratingctl.domain.edition_chain import (
    chain_to,
    default_as_of,
    edition_named,
    last_scored_edition,
)
from ratingctl.domain.model import Edition, Rating, RegionId, Tier
from ratingctl.domain.scores import score_data
from ratingctl.domain.tiers import best_first, printed_order, ranks_of, tier_in, tier_of
from ratingctl.errors import UsageError
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import sentence
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
from ratingctl.storage.loading.reader import RatingReader, opened

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
    as_map: bool = False,
) -> Report:
    """Return the report of an edition's tier tables.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        edition_id: The edition; the last one with scores by default.
        selection: Which regions to show; ranks are counted over all.
        full: The three printed columns instead of the terse table: what was known before, and what came since.
        as_of: Events later than this day are left out; by default the edition's own day.
        as_map: The regions as tiles of a map instead of tables.

    Raises:
        UsageError: If the edition, or a region, district or tier of the selection, is unknown, or there is no map.
        DataError: If files that matter cannot be read; those of regions that are not asked for do not, but then there
            are no ranks.
    """
    with opened(folder, names=bool(selection.regions)) as reader:
        rating = reader.scan()
        broken = BrokenFiles(reader, rating)
        edition = edition_named(rating, edition_id) if edition_id else last_scored_edition(rating)
        if not edition_id:
            broken.require_no_scores_after(edition, rating)
        rating = rating.as_printed_in(edition)
        chain = chain_to(edition, rating.editions)
        broken.require_needed(chain, selection, rating)
        previous = chain[-2].scores if len(chain) > 1 else {}
        everywhere = selection._replace(limit=None)
        fitting = everywhere.chosen(rating, printed_order(rating, edition.scores, previous), edition)
        unscored = everywhere.chosen(rating, unscored_regions(rating, edition), edition)
        shown = fitting[: selection.limit]
        if full:
            rating = reader.with_pages(rating, editions=[known.id for known in chain], regions=shown)
        reasons = _reasons(reader, rating, edition, unscored)
    chain = tuple(rating.editions[known.id] for known in chain)
    regions = _Regions(fitting, shown, unscored, reasons)
    is_ranked = broken.is_sound(chain[-1])
    tables = _TierTables(rating, chain, regions, as_of or default_as_of(edition, today), full, is_ranked)
    return broken.told(tables.report(tables.as_map() if as_map else None))


class _Regions(NamedTuple):
    """The regions of a report.

    Attributes:
        fitting: The regions with a score that pass the filters, in printed order.
        shown: Those of them that are shown.
        unscored: The regions without a score that pass the filters.
        reasons: Why there is none, of those of them that have a word on it.
    """

    fitting: Sequence[RegionId]
    shown: Sequence[RegionId]
    unscored: Sequence[RegionId]
    reasons: Mapping[RegionId, str]


class _TierTables:
    """The tier tables of an edition.

    Args:
        rating: The rating, with the pages of the shown regions where the tables are full.
        chain: The edition and its predecessors.
        regions: The regions.
        day: The day of the report.
        full: True for the three printed columns.
        is_ranked: False if the scores of other regions are not all known, so that no rank is.
    """

    def __init__(
        self, rating: Rating, chain: Sequence[Edition], regions: _Regions, day: date, full: bool, is_ranked: bool
    ) -> None:
        self._is_ranked = is_ranked
        self._rating = rating
        self._edition = chain[-1]
        self._regions = regions
        self._day = day
        self._printer = _printer(rating, chain, day) if full else None
        groups = _groups(rating, regions.fitting, self._edition, chain[-2] if chain[1:] else None)
        self._groups = groups if is_ranked else [(tier, list(map(_unranked, members))) for tier, members in groups]
        self._outside = outside_scale(rating, self._edition.scores, regions.fitting)

    def report(self, tables: Sequence[Table] | None = None) -> Report:
        """Return the report, with other tables for people where they are given."""
        edition = self._edition
        return Report(
            data={
                "edition": edition.id,
                "title": edition.title,
                "state": edition.state,
                **({"as_of": self._day.isoformat()} if self._printer else {}),
                "tiers": [
                    {
                        "id": tier.id,
                        "name": tier.name,
                        "count": len(regions),
                        "regions": [self._data(region) for region in self._shown(regions)],
                    }
                    for tier, regions in self._groups
                ],
                "not_rated": self._not_rated(),
            },
            records=self._records(),
            screen=Screen(
                self._rating.settings.language,
                title=paragraph(edition.title, " · ", state_word(edition)),
                tables=tables or LazySequence(self._tables),
                notes=self._notes(),
            ),
        )

    def _records(self) -> Records:
        """Return what the CSV has: of full tables also the scores by dimension."""
        if not self._printer:
            return _RECORDS
        dimensions = scores_columns(self._rating.settings)
        return _RECORDS._replace(columns=(*_RECORDS.columns, *dimensions, "printed_before", "printed_since"))

    def as_map(self) -> list[Table]:
        """Return the shown regions as tiles, and below them what their signs mean.

        Raises:
            UsageError: If not every region has a tile of its own.
        """
        from ratingctl.commands.views.map_table import has_tiles, map_table  # brings the names of tiles

        if not has_tiles(self._rating):
            raise UsageError(
                sentence("there is no map: not every {unit} has a tile of its own"),
                next_step=sentence("give each {unit} `tile: [column, row]` in regions.yaml"),
            )
        tiers = [tier_range(tier, self._rating.settings) for tier, _ in self._groups]
        shown = [region for _, regions in self._groups for region in self._shown(regions)]
        signs = "tiers.map_signs_better" if self._edition.scale.lower_is_better else "tiers.map_signs"
        note = paragraph(*parted([*tiers, Message(signs)], " · "))
        return [map_table(self._rating, shown)._replace(note=note)]

    def _shown(self, regions: Sequence[RankedRegion]) -> list[RankedRegion]:
        return [region for region in regions if region.region in self._regions.shown]

    def _data(self, region: RankedRegion) -> dict[str, Any]:
        """Return a region as JSON, with its printed columns where they are asked for."""
        printed = self._printer.data(region.region) if self._printer else {}
        return {
            "region": region.region,
            "name": region.name,
            "score": score_data(region.score),
            "previous": score_data(region.previous),
            "rank": region.rank,
            **printed,
        }

    def _not_rated(self) -> list[dict[str, Any]]:
        """Return the regions that are in no tier as JSON: without a score, or with one below the scale."""
        said = Catalogue(self._rating.settings.language).said
        in_tiers = {region.region for _, regions in self._groups for region in regions}
        regions = [*(region for region in self._regions.fitting if region not in in_tiers), *self._regions.unscored]
        return [
            {
                "region": region,
                "name": name_of(self._rating, region),
                "why": said(self._outside[region]) if region in self._outside else self._regions.reasons.get(region),
            }
            for region in regions
        ]

    def _tables(self) -> Iterator[Table]:
        table = self._printer.table if self._printer else partial(_terse_table, ranked=self._is_ranked)
        for tier, regions in self._groups:
            shown = self._shown(regions)
            if shown:
                name = tier_range(tier, self._rating.settings)
                yield table(paragraph(name, " — ", Message("count.regions", {"n": len(regions)})), shown)

    def _notes(self) -> list[Paragraph]:
        """Return why there is nothing to see, and which regions and scores the tables do not have."""
        edition, regions = self._edition, self._regions
        notes: list[Paragraph] = []
        if not edition.scores:
            notes.append(paragraph(Message("note.no_scores", {"edition": edition.id})))
        elif not regions.fitting and not regions.unscored:
            notes.append(paragraph(Message("note.nothing_selected")))
        notes += [] if self._is_ranked else [paragraph(UNRANKED)]
        notes += self._not_rated_notes()
        notes += limit_note(len(regions.shown), len(regions.fitting))
        notes += [paragraph(sentence) for sentence in self._outside.values()]
        notes += self._by_hand_notes()
        notes += errata_notes(edition, self._rating)
        return [*notes, as_of_line(self._day)] if self._printer else notes

    def _by_hand_notes(self) -> list[Paragraph]:
        """Return which regions are in a tier that is not that of their score."""
        notes = []
        for tier, regions in self._groups:
            for region in self._shown(regions):
                own = tier_of(region.score, self._rating.settings.tiers)
                if own != tier:
                    values = {"name": region.name, "tier": tier.name, "own": own.name if own else "–"}
                    notes.append(paragraph(Message("tiers.by_hand", values)))
        return notes

    def _not_rated_notes(self) -> list[Paragraph]:
        """Return which regions have no score: those with a word on why, each on a line, and the others."""
        rating, reasons = self._rating, self._regions.reasons
        others = [region for region in self._regions.unscored if region not in reasons]
        return [
            *(
                paragraph(Message("tiers.not_rated", {"name": name_of(rating, region), "why": why}))
                for region, why in reasons.items()
            ),
            *(unscored_note(rating, others, self._edition.id) if self._edition.scores else []),
        ]


def _reasons(
    reader: RatingReader, rating: Rating, edition: Edition, unscored: Sequence[RegionId]
) -> dict[RegionId, str]:
    """Return why regions have no score, as far as their files say so."""
    with_file = [region for region in unscored if region in edition.event_counts]
    pages = reader.with_pages(rating, editions=[edition.id], regions=with_file).editions[edition.id].pages
    return {region: pages[region].not_rated for region in with_file if region in pages and pages[region].not_rated}


def _printer(rating: Rating, chain: Sequence[Edition], day: date) -> "PrintedTable":
    from ratingctl.commands.views.printed_table import (
        PrintedTable,  # brings the projects, which the terse table does not need
    )

    return PrintedTable(rating, chain, day)


def _groups(rating: Rating, fitting: Sequence[RegionId], edition: Edition, previous: Edition | None) -> list[_Group]:
    """Return the tiers, the best first, each with its regions in printed order."""
    scores, settings = edition.scores, rating.settings
    before = previous.scores if previous else {}
    gains = gains_between(previous, edition) if previous else {}
    ranks = ranks_of(scores, settings.scale)

    def ranked(region: RegionId, tier: Tier) -> RankedRegion:
        name, rank, gain = name_of(rating, region), ranks[region], gains.get(region)
        return RankedRegion(region, name, scores[region], before.get(region), rank, gain, tier.id)

    return [
        (tier, [ranked(region, tier) for region in fitting if tier_in(edition, region, settings) == tier])
        for tier in best_first(settings)
    ]


def _unranked(region: RankedRegion) -> RankedRegion:
    return region._replace(rank=None)


def _terse_table(title: Paragraph, regions: Sequence[RankedRegion], *, ranked: bool) -> Table:
    def cells(region: RankedRegion) -> list[Cell]:
        return [region.rank, region.name, region.score, region.previous, change_span(region.change, region.gain)]

    first = 0 if ranked else 1
    return Table(_TERSE[first:], [cells(region)[first:] for region in regions], title=title)
