"""Rules about words that must be known elsewhere: regions, kinds, sources, and names that mean one region each."""

from collections.abc import Iterator, Sequence

from ratingctl.domain.coverage import is_covered
from ratingctl.domain.findings import Finding, Findings, Severity, ValuePath
from ratingctl.domain.model import EditionId
from ratingctl.domain.rules.inventory import Inventory, rating_rule
from ratingctl.domain.scores import Scale, Score
from ratingctl.domain.sources import is_url
from ratingctl.message import Message, sentence
from ratingctl.words.fold import fold
from ratingctl.words.suggestion import did_you_mean


@rating_rule("R401")
def unknown_region(inventory: Inventory) -> Findings:
    """A file is about a region that the register does not have.

    Its events and its score would appear under no name. Correct the id, or add the region to `regions.yaml`.
    """
    for page in inventory.rating.pages():
        known = inventory.printed[page.edition].regions
        if page.region not in known:
            yield Finding(
                ValuePath(page.path, ("region",)),
                sentence(
                    "no {unit} {region!r} in regions.yaml{hint}",
                    region=page.region,
                    hint=did_you_mean(page.region, known),
                ),
                sentence("rename the file and its `region`, or add it to regions.yaml"),
            )


@rating_rule("R402")
def unknown_kind(inventory: Inventory) -> Findings:
    """An event is of a kind that neither the tool nor `rating.yaml` has.

    It counts for nothing: no stage, no news, no promise. Correct the word, or add the kind under `kinds:`.
    """
    for event in inventory.rating.events():
        kinds = inventory.printed[event.edition].settings.kinds
        if event.kind not in kinds:
            yield Finding(
                inventory.at(event, "kind"),
                sentence("unknown kind {kind!r}{hint}", kind=event.kind, hint=did_you_mean(event.kind, kinds)),
                sentence(
                    "correct it, or add the kind to rating.yaml; `ratingctl schema region` lists the built-in ones"
                ),
            )


@rating_rule("R403")
def unknown_source(inventory: Inventory) -> Findings:
    """A source is neither a key of `sources.yaml` nor a URL.

    Nobody could find the text that it means. Correct the key, add it, or write the address.

    Wrong: `sources: [example.org/a]`. Right: `sources: ['https://example.org/a']`.
    """
    for where, sources in _cited_sources(inventory):
        known = inventory.printed[EditionId(where.path.partition("/")[0])].sources
        for position, source in enumerate(sources):
            if source not in known and not is_url(source):
                yield Finding(
                    where._replace(keys=(*where.keys, position)),
                    sentence(
                        "no source {source!r} in sources.yaml{hint}", source=source, hint=did_you_mean(source, known)
                    ),
                    sentence("correct the key, add it, or write a URL"),
                )


@rating_rule("R404")
def score_outside_scale(inventory: Inventory) -> Findings:
    """A score is lower than the scale's `min` or higher than its `max`, or lies between two steps.

    Correct the score, or the scale in `rating.yaml`: `step: 0.1` allows one decimal.
    """
    for page in inventory.rating.pages():
        settings = inventory.printed[page.edition].settings
        scores: list[tuple[tuple[str, ...], Score, Scale]] = []
        if page.score is not None:
            scores.append((("score",), page.score, settings.scale))
        scores += [
            (("scores", dimension.id), page.scores[dimension.id], dimension.scale)
            for dimension in settings.dimensions
            if dimension.id in page.scores
        ]
        for keys, score, scale in scores:
            if not scale.allows(score):
                yield Finding(ValuePath(page.path, keys), _outside(score, scale), sentence("correct it"))


def _outside(score: Score, scale: Scale) -> Message:
    low, high = scale.lowest, scale.highest
    if low <= score <= high:
        return sentence("the score {score} lies between two steps of {step}", score=score, step=scale.step)
    return sentence("the score {score} is outside the scale {low} to {high}", score=score, low=low, high=high)


@rating_rule("R408")
def unknown_tier(inventory: Inventory) -> Findings:
    """A file adopts a tier by hand that `rating.yaml` does not have, or adopts one without a score.

    Correct the id, or add the tier; a region without a score is in no tier.
    """
    for page in inventory.rating.pages():
        known = [tier.id for tier in inventory.printed[page.edition].settings.tiers]
        where = ValuePath(page.path, ("tier",))
        if page.tier and page.tier not in known:
            hint = did_you_mean(page.tier, known)
            fact = sentence("no tier {tier!r} in rating.yaml{hint}", tier=page.tier, hint=hint)
            yield Finding(where, fact, sentence("correct it, or add the tier"))
        elif page.tier and page.score is None:
            yield Finding(where, sentence("a tier without a score"), sentence("adopt a score, or take the tier away"))


@rating_rule("R405", Severity.WARNING)
def shared_name(inventory: Inventory) -> Findings:
    """One name or alias stands for two regions.

    Whoever types it is asked which one is meant. Take it out where it is less true.
    """
    owners: dict[str, str] = {}
    for region in inventory.rating.regions.values():
        for keys, name in [
            (("name",), region.name),
            *((("aliases", i), n) for i, n in enumerate(region.aliases)),
        ]:
            owner = owners.setdefault(fold(name), region.id)
            if owner != region.id:
                yield Finding(
                    ValuePath("regions.yaml", (region.id, *keys)),
                    sentence("{name!r} already names {owner}", name=name, owner=owner),
                    sentence("keep it for one of the two"),
                )


@rating_rule("R406")
def forms_of_unknown_region(inventory: Inventory) -> Findings:
    """`forms.yaml` or `cities.yaml` gives names for a region that the register does not have.

    Make the file anew from `regions.yaml`, or correct the id.
    """
    known = inventory.rating.regions
    for path, names in (("forms.yaml", inventory.rating.forms), ("cities.yaml", inventory.rating.cities)):
        for region in names:
            if region not in known:
                yield Finding(
                    ValuePath(path, (region,)),
                    sentence("no {unit} {region!r} in regions.yaml", region=region),
                    sentence("correct the id"),
                )


@rating_rule("R407")
def tiers_outside_scale(inventory: Inventory) -> Findings:
    """The tiers do not cover the scale, or two of them are the same.

    Every score needs one tier: the lowest tier begins at the scale's `min` or worst grade, no two begin at the same
    score or share an id. A tier's `from` is its lowest number, also where the lowest score is the best one.
    """
    settings = inventory.rating.settings
    low, high = settings.scale.lowest, settings.scale.highest
    starts: set[Score] = set()
    ids: set[str] = set()
    for position, tier in enumerate(settings.tiers):
        where = ValuePath("rating.yaml", ("tiers", position))
        if not low <= tier.start <= high:
            yield Finding(
                where,
                sentence("{id} begins at {start}, outside the scale", id=tier.id, start=tier.start),
                sentence("correct `from`"),
            )
        if tier.start in starts or tier.id in ids:
            yield Finding(
                where,
                sentence("{id} has the id or the start of another tier", id=tier.id),
                sentence("make them differ"),
            )
        starts.add(tier.start)
        ids.add(tier.id)
    if settings.tiers and min(starts) > low:
        yield Finding(
            ValuePath("rating.yaml", ("tiers",)),
            sentence("no tier holds the score {low}", low=low),
            sentence("begin the lowest tier there"),
        )
    if low >= high:
        yield Finding(
            ValuePath("rating.yaml", ("scale",)),
            sentence("the scale's min is not below its max"),
            sentence("correct it"),
        )
    if len(set(settings.scale.grades)) < len(settings.scale.grades):
        yield Finding(
            ValuePath("rating.yaml", ("scale", "grades")),
            sentence("a grade stands twice in the scale"),
            sentence("keep it once"),
        )


@rating_rule("R409")
def impossible_life(inventory: Inventory) -> Findings:
    """A unit ends before it begins, or has become part of itself or of a unit that the register does not have.

    Correct `since`, `until` or `merged_into` in `regions.yaml`.
    """
    regions = inventory.rating.regions
    for region in regions.values():
        since, until = region.since, region.until
        begins, ends = since.earliest if since else None, until.latest if until else None
        if begins and ends and ends < begins:
            yield Finding(
                ValuePath("regions.yaml", (region.id, "until")),
                sentence("{until} lies before {since}, when it begins", until=until, since=since),
                sentence("correct one of them"),
            )
        if region.merged_into and (region.merged_into == region.id or region.merged_into not in regions):
            yield Finding(
                ValuePath("regions.yaml", (region.id, "merged_into")),
                sentence("no other {unit} {region!r} in regions.yaml", region=region.merged_into),
                sentence("correct the id"),
            )


@rating_rule("R410", Severity.WARNING)
def scored_outside_its_life(inventory: Inventory) -> Findings:
    """A unit has a score in an edition whose period lies before it began, or after it ended.

    Correct `since` or `until` in `regions.yaml`, or take the score away.
    """
    for page in inventory.rating.pages():
        region = inventory.rating.regions.get(page.region)
        edition = inventory.rating.editions[page.edition]
        if region and page.score is not None and not is_covered(region, edition):
            yield Finding(
                ValuePath(page.path, ("score",)),
                sentence(
                    "a score of {region}, which is not there in {period}", region=region.id, period=edition.period
                ),
                sentence("correct `since` or `until` in regions.yaml, or take the score away"),
            )


def _cited_sources(inventory: Inventory) -> Iterator[tuple[ValuePath, Sequence[str]]]:
    """Yield the sources of every event and check, with their path."""
    for page in inventory.rating.pages():
        for event in page.events:
            yield inventory.at(event, "sources"), event.sources
        for position, check in enumerate(page.checks):
            yield ValuePath(page.path, ("checks", position, "sources")), check.sources
