"""Assembly of a publication: a view of a rating, told in its language."""

from collections.abc import Iterable, Sequence
from datetime import date

from ratingctl.domain.comparison import gains_between
from ratingctl.domain.coverage import is_covered
from ratingctl.domain.model import Edition, Erratum, EventId, Page, Rating, Region, RegionId, Tier
from ratingctl.domain.printed_lines import event_sentence, printed_lines
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.seal import Seal, checksum
from ratingctl.domain.spoken_dates import date_message, when_message
from ratingctl.domain.tiers import best_first, printed_order, range_message, ranks_of, tier_in, tier_of, width_of
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.harmless import harmless
from ratingctl.publishing.labels import labels_of
from ratingctl.publishing.publication import (
    BookletContent,
    DimensionEntry,
    EditionEntry,
    ErratumEntry,
    Line,
    Link,
    RegionEntry,
    ScoreEntry,
    SealEntry,
    TierEntry,
    TrendEntry,
)
from ratingctl.publishing.stories import StoryTeller


def publication_of(
    rating: Rating,
    chain: Sequence[Edition],
    day: date,
    tool: str,
    seal: Seal | None = None,
) -> BookletContent:
    """Return what an edition publishes.

    Args:
        rating: The rating with the pages of the chain and the booklet of its last edition.
        chain: The edition and its predecessors, the first one first.
        day: The day as of which projects are told; later events are left out.
        tool: The version of the tool.
        seal: The edition's seal, if it has one.
    """
    return harmless(_Assembly(rating, chain, day).publication(tool, seal))


class _Assembly:
    """Makes the parts of one publication."""

    def __init__(self, rating: Rating, chain: Sequence[Edition], day: date) -> None:
        self._rating = rating
        self._chain = tuple(chain)
        self._edition = chain[-1]
        self._previous = chain[-2] if len(chain) > 1 else None
        self._view = RatingView(rating, chain, day)
        self._view_before = RatingView(rating, chain[:-1], day) if len(chain) > 1 else self._view
        self._catalogue = Catalogue(rating.settings.language)
        self._say = self._catalogue.said
        self._stories = StoryTeller(self._view, self._catalogue)
        self._ranks = {edition.id: ranks_of(edition.scores, edition.scale) for edition in chain}
        self._gains = gains_between(self._previous, self._edition) if self._previous else {}
        self._labels = labels_of({region: self._region(region).name for region in self._view.regions()})

    def publication(self, tool: str, seal: Seal | None) -> BookletContent:
        edition, settings = self._edition, self._rating.settings
        before = self._previous.scores if self._previous else {}
        order = printed_order(self._rating, edition.scores, before)
        known = {region: self._entry(region) for region in (*order, *self._not_rated())}
        return BookletContent(
            language=self._catalogue.language,
            title=settings.title,
            subtitle=edition.title,
            edition=edition.id,
            number=edition.number,
            state=edition.state.value,
            state_word=self._say(Message(f"state.{edition.state}")),
            period=self._word("publication.period", when=when_message(edition.period.text)),
            as_of=self._say(date_message(self._view.as_of.isoformat())),
            heads=self._heads(),
            scale=settings.scale,
            editions=tuple(map(self._edition_entry, self._chain)),
            tiers=tuple(self._tier_entry(tier, [known[region] for region in order]) for tier in best_first(settings)),
            not_rated=tuple(known[region] for region in self._not_rated()),
            booklet=edition.booklet,
            trends=tuple(self._trend_entries()),
            tool=tool,
            errata=tuple(self._erratum_entry(erratum) for erratum in edition.errata),
            seal=self._seal_entry(seal) if seal else None,
        )

    def _heads(self) -> tuple[str, str, str]:
        region = self._word("publication.region_and_score")
        if self._previous is None:
            return region, self._word("publication.nothing_before"), self._events_head(self._edition)
        region = self._word("publication.region_and_scores")
        return region, self._events_head(self._previous), self._events_head(self._edition)

    def _events_head(self, edition: Edition) -> str:
        return self._word("publication.events", when=when_message(edition.period.text))

    def _edition_entry(self, edition: Edition) -> EditionEntry:
        return EditionEntry(
            edition.id, edition.title or edition.id, edition.number, self._say(date_message(edition.period.text))
        )

    def _tier_entry(self, tier: Tier, regions: Iterable[RegionEntry]) -> TierEntry:
        scores = self._say(range_message(*width_of(tier, self._rating.settings)))
        entries = tuple(region for region in regions if region.tier == tier.id)
        return TierEntry(
            tier.id, tier.name, tier.start, scores, self._edition.booklet.tier_intro.get(tier.id, ""), entries
        )

    def _not_rated(self) -> list[RegionId]:
        edition = self._edition
        return [
            region
            for region in self._view.regions()
            if region not in edition.scores and (region in edition.pages or is_covered(self._region(region), edition))
        ]

    def _region(self, region: RegionId) -> Region:
        return self._rating.regions.get(region) or Region(region, region)

    def _entry(self, region_id: RegionId) -> RegionEntry:
        region = self._region(region_id)
        score = self._edition.scores.get(region_id)
        tier = tier_in(self._edition, region_id, self._rating.settings)
        page = self._edition.pages.get(region_id)
        before = self._previous.pages.get(region_id) if self._previous else None
        return RegionEntry(
            id=region_id,
            name=region.name,
            label=self._labels.get(region_id, region.name),
            words=" · ".join(filter(None, (region.code, *region.aliases))),
            code=region.code,
            district=region.district,
            tile=region.tile,
            tier=tier.id if tier else "",
            score=score,
            previous=self._previous.scores.get(region_id) if self._previous else None,
            gain=self._gains.get(region_id),
            rank=self._ranks[self._edition.id].get(region_id),
            scores=tuple(
                ScoreEntry(
                    edition.id,
                    edition.scores.get(region_id),
                    self._ranks[edition.id].get(region_id),
                    edition.scale.is_comparable_with(self._edition.scale),
                )
                for edition in self._chain
            ),
            rationale=" ".join(filter(None, (page.rationale, page.contrary))) if page else "",
            evidence=tuple(self._links(page.evidence if page else ())),
            not_rated=page.not_rated if page else "",
            before=self._lines(before, self._view_before),
            since=self._lines(page, self._view),
            projects=self._stories.projects_of(region_id),
            dimensions=tuple(self._dimensions(page, before)),
            tier_note=self._tier_note(page, tier),
        )

    def _dimensions(self, page: Page | None, before: Page | None) -> Iterable[DimensionEntry]:
        """The scores by dimension; those of the edition before only where its dimensions are the same."""
        dimensions, previous = self._rating.settings.dimensions, self._previous
        frozen = previous.frozen if previous else None
        is_same = frozen is None or frozen.settings.dimensions == dimensions
        for dimension in dimensions:
            pair = [known.scores.get(dimension.id) if known else None for known in (page, before if is_same else None)]
            if pair != [None, None]:
                yield DimensionEntry(dimension.name, *pair)

    def _tier_note(self, page: Page | None, tier: Tier | None) -> str:
        if not page or page.score is None or not page.tier or not tier:
            return ""
        own = tier_of(page.score, self._rating.settings.tiers)
        return "" if own == tier else self._word("tier.by_hand", tier=tier.name)

    def _lines(self, page: Page | None, view: RatingView) -> tuple[Line, ...]:
        lines = printed_lines(page, view) if page else []
        return tuple(
            Line(" ".join(self._say(line.text).split()), line.is_italic, line.events, line.is_event) for line in lines
        )

    def _trend_entries(self) -> Iterable[TrendEntry]:
        for trend in self._edition.booklet.trends:
            regions = tuple(Link(region, self._region(region).name) for region in trend.regions)
            yield TrendEntry(trend.text, regions, tuple(self._links(trend.events)))

    def _links(self, events: Iterable[EventId]) -> Iterable[Link]:
        """Return the events by their sentences, without those that the edition does not see."""
        for event_id in events:
            event = self._stories.event(event_id)
            if event:
                yield Link(event_id, self._say(event_sentence(event)))

    def _erratum_entry(self, erratum: Erratum) -> ErratumEntry:
        name = self._region(erratum.region).name
        what = name if erratum.id == erratum.region else f"{name} ({erratum.id})"
        return ErratumEntry(
            when=self._say(date_message(erratum.date.text)),
            what=f"{what}, {self._rating.settings.field_label(erratum.field)}",
            published=erratum.was or "–",
            corrected=erratum.now or "–",
            reason=erratum.reason,
        )

    def _seal_entry(self, seal: Seal) -> SealEntry:
        return SealEntry(
            fingerprint=checksum(seal.text().encode()),
            when=self._say(date_message(seal.date)),
            by=seal.by,
            despite=tuple(seal.despite.items()),
        )

    def _word(self, key: str, **values: str | Message) -> str:
        return self._say(Message(key, values))
