"""The matcher: rank earlier projects as candidates for what a new event continues."""

from collections.abc import Iterable
from typing import NamedTuple

from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.model import Event, EventId, Rating, Region, RegionId
from ratingctl.domain.projects import Project
from ratingctl.matching.alignment import TermMatch, term_matches
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import PackedDocument, Term, document_of, pack, unpack
from ratingctl.matching.scorer import (
    ANYWHERE,
    IN_REGION,
    EventText,
    Features,
    features_of,
    is_sure,
    logit_of,
    scores_of,
)
from ratingctl.words.fold import fold
from ratingctl.words.lexicon import Lexicon

_TITLE, _PROJECT, _PARTNERS, _TEXT, _REGION = 1.0, 0.8, 0.6, 0.5, 1.0
"""The strength of the words of each field."""
_SAMPLE = 2000
"""The most events that are read for the document frequencies of words."""
_ADJECTIVE_ENDING, _LONG_KEY = 2, 6
"""Letters of the ending `-sk`, and the least letters of a key that it is cut from."""


class Candidate(NamedTuple):
    """A project that a new event may continue.

    Attributes:
        project: The project.
        event: Its best-matching event.
        score: The probability that the new event continues it, 0 to 1.
        matches: The alignment of the new event with its best-matching one, the weightiest match first.
        features: The features of the pair.
        accept: True for the one that may be linked without asking a person.
    """

    project: Project
    event: Event
    score: float
    matches: tuple[TermMatch, ...]
    features: Features
    accept: bool


class Comparison(NamedTuple):
    """A new event compared with one earlier event.

    Attributes:
        logit: The logit of the pair.
        event: The earlier event.
        matches: The alignment of the pair.
        features: The features of the pair.
    """

    logit: float
    event: Event
    matches: list[TermMatch]
    features: Features


class Matcher:
    """Matches new events with earlier projects of one rating.

    Args:
        rating: The rating.
        lexicon: The lexicon.
    """

    def __init__(self, rating: Rating, lexicon: Lexicon) -> None:
        self._settings = rating.settings
        self._lexicon = lexicon
        self._common = {region.id: _region_prefixes(region, lexicon) for region in rating.regions.values()}
        self._names = {region.id: region.name for region in rating.regions.values()}
        self._texts: dict[EventId, EventText] = {}
        self._packed: dict[EventId, PackedDocument] = {}
        self._shared: dict[Term, Term] = {}
        pages = [page for edition in rating.editions.values() for page in edition.pages.values()]
        events = [event for page in pages for event in page.events]
        step = len(events) // _SAMPLE + 1
        self.corpus = Corpus(self.text_of(event).document for event in events[::step])

    def text_of(self, event: Event) -> EventText:
        """Return an event for comparison within its region, where the region's name counts little; cached."""
        text = self._texts.get(event.id)
        if text is None:
            text = self._texts[event.id] = self.new_text(event)
        return text

    def new_text(self, event: Event) -> EventText:
        """Return an event that is not in the rating, for comparison within its region."""
        return self._text(event, self._common.get(event.region, frozenset()))

    def text_anywhere(self, event: Event) -> EventText:
        """Return an event for comparison with any region: its region's name is a part of it; cached."""
        packed = self._packed.get(event.id)
        if packed is None:
            text = self._text(event, frozenset(), self._names.get(event.region, ""))
            self._packed[event.id] = pack(text.document, self._shared)
            return text
        return EventText(unpack(packed), self._settings.kind(event.kind), fold(event.project))

    def new_text_anywhere(self, event: Event) -> EventText:
        """Return an event that is not in the rating, for comparison with any region."""
        return self._text(event, frozenset())

    def free_text(self, words: str, region: RegionId | None) -> EventText:
        """Return words that somebody typed, for comparison with the events of a region, or of all."""
        common = self._common.get(region, frozenset()) if region else frozenset()
        return EventText(document_of([(words, _TITLE)], self._lexicon, common))

    def candidates(
        self, new: EventText, earlier: Iterable[EarlierProject], *, anywhere: bool = False
    ) -> list[Candidate]:
        """Return a candidate for each earlier project, the highest score first.

        At most one of them is sure; none of another region or another place: there a person must look.

        Args:
            new: The new event.
            earlier: The projects to choose from.
            anywhere: True if they are of any region.
        """
        best = [
            (max((self._compared(new, event, anywhere) for event in events), key=_logit), project)
            for project, events in earlier
        ]
        best.sort(key=lambda pair: (-pair[0].logit, pair[1].id))
        model = ANYWHERE if anywhere else IN_REGION
        scores = scores_of([comparison.logit for comparison, _ in best], model)
        return [
            Candidate(
                project,
                comparison.event,
                score,
                tuple(sorted(comparison.matches, key=lambda match: -match.weight)),
                comparison.features,
                accept=rank == 0 and not anywhere and is_sure(score, comparison.features, comparison.matches),
            )
            for rank, (score, (comparison, project)) in enumerate(zip(scores, best, strict=True))
        ]

    def overlap(self, one: EventText, other: EventText) -> float:
        """Return the overlap coefficient of two texts, 0 to 1: the share of the lighter, by the rarity of its words."""
        matches = term_matches(one.document, other.document, self.corpus, self._lexicon)
        lighter = min(self.corpus.weight_of(one.document), self.corpus.weight_of(other.document))
        return min(1.0, sum(match.weight for match in matches) / lighter) if lighter else 0.0

    def _text(self, event: Event, common: frozenset[str], region: str = "") -> EventText:
        fields = (
            (event.title, _TITLE),
            (event.project, _PROJECT),
            (", ".join(event.partners), _PARTNERS),
            (event.text, _TEXT),
            (region, _REGION),
        )
        document = document_of(fields, self._lexicon, common)
        return EventText(document, self._settings.kind(event.kind), fold(event.project))

    def _compared(self, new: EventText, event: Event, anywhere: bool) -> Comparison:
        old = self.text_anywhere(event) if anywhere else self.text_of(event)
        matches = term_matches(new.document, old.document, self.corpus, self._lexicon)
        features = features_of(new, old, matches, self.corpus, self._lexicon)
        return Comparison(logit_of(features, ANYWHERE if anywhere else IN_REGION), event, matches, features)


def _region_prefixes(region: Region, lexicon: Lexicon) -> frozenset[str]:
    """Return the prefixes of the words of a region's names: «Сахалинская» also covers «Сахалин» and «Сахалинск»."""
    keys = {token.key for name in (region.name, *region.aliases) for token in lexicon.tokens(name)}
    return frozenset(key[:-_ADJECTIVE_ENDING] if len(key) >= _LONG_KEY else key for key in keys)


def _logit(comparison: Comparison) -> float:
    return comparison.logit
