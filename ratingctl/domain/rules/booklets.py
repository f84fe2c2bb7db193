"""Rules about booklet.yaml and the tile map: what they name must exist."""

from collections import Counter

from ratingctl.domain.findings import Finding, Findings, Severity, ValuePath
from ratingctl.domain.rules.inventory import Inventory, rating_rule
from ratingctl.message import sentence
from ratingctl.words.suggestion import did_you_mean, did_you_mean_id


@rating_rule("B601")
def trend_names_unknown_region(inventory: Inventory) -> Findings:
    """A trend of a booklet names a region that the register does not have.

    Its link would lead nowhere. Correct the id, or take it out.

    Wrong: `regions: [murmnsk]`. Right: `regions: [murmansk]`.
    """
    known = inventory.rating.regions
    for edition in inventory.rating.editions.values():
        for position, trend in enumerate(edition.booklet.trends):
            for place, region in enumerate(trend.regions):
                if region not in known:
                    yield Finding(
                        ValuePath(edition.booklet.path, ("trends", position, "regions", place)),
                        sentence(
                            "no {unit} {region!r} in regions.yaml{hint}",
                            region=region,
                            hint=did_you_mean(region, known),
                        ),
                        sentence("correct the id or take it out"),
                    )


@rating_rule("B602")
def trend_cites_unknown_event(inventory: Inventory) -> Findings:
    """A trend of a booklet cites an event that does not exist, or that the edition cannot see.

    A reader who wants to know what the trend rests on finds nothing. Correct the id; `ratingctl find` shows ids.

    Wrong: an event of the next edition. Right: one of this edition or an earlier one.
    """
    for edition in inventory.rating.editions.values():
        for position, trend in enumerate(edition.booklet.trends):
            for place, target in enumerate(trend.events):
                where = ValuePath(edition.booklet.path, ("trends", position, "events", place))
                events = inventory.by_id.get(target)
                if events:
                    stands_in = events[0].edition
                    if stands_in != edition.id and stands_in not in inventory.ancestors[edition.id]:
                        fact = sentence(
                            "{target} stands in edition {stands_in}, which {id} does not see",
                            target=target,
                            stands_in=stands_in,
                            id=edition.id,
                        )
                        yield Finding(where, fact, sentence("cite an event that it sees"))
                elif not inventory.may_be_in_broken_file(target):
                    yield Finding(
                        where,
                        sentence(
                            "no event {target}{hint}", target=target, hint=did_you_mean_id(target, inventory.by_id)
                        ),
                        sentence("correct the id"),
                    )


@rating_rule("B603")
def intro_of_unknown_tier(inventory: Inventory) -> Findings:
    """`tier_intro` has a text for a tier that the rating does not have.

    The text would never be printed. The ids of the tiers stand in `rating.yaml`.

    Wrong: `tier_intro: {top: ..}`. Right: `tier_intro: {high: ..}`.
    """
    known = [tier.id for tier in inventory.rating.settings.tiers]
    for edition in inventory.rating.editions.values():
        for tier in edition.booklet.tier_intro:
            if tier not in known:
                yield Finding(
                    ValuePath(edition.booklet.path, ("tier_intro", tier)),
                    sentence("no tier {tier!r} in rating.yaml{hint}", tier=tier, hint=did_you_mean(tier, known)),
                    sentence("the tiers are {known}", known=", ".join(known)),
                )


@rating_rule("B604", Severity.WARNING)
def unusable_tile(inventory: Inventory) -> Findings:
    """A region's `tile` is no column and row, or another region has the same; or some regions have none.

    The map is drawn only where every region has a tile of its own.

    Wrong: `tile: [15]`. Right: `tile: [15, 8]`.
    """
    regions = inventory.rating.regions
    taken = Counter(region.tile for region in regions.values() if region.tile)
    for region in regions.values():
        where = ValuePath("regions.yaml", (region.id, "tile") if region.tile else (region.id,))
        if taken and not region.tile:
            yield Finding(where, sentence("it has no tile, others have"), sentence("add `tile: [column, row]`"))
        elif region.tile and (len(region.tile) != 2 or min(region.tile) < 0):
            yield Finding(
                where,
                sentence("tile {tile} is no column and row", tile=list(region.tile)),
                sentence("write `tile: [column, row]`"),
            )
        elif taken[region.tile] > 1:
            yield Finding(
                where,
                sentence("tile {tile} belongs to another {unit} too", tile=list(region.tile)),
                sentence("move one of the two"),
            )
