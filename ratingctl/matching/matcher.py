"""The matcher: rank earlier projects as candidates for what a new event continues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from math import exp
from typing import NamedTuple

from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.model import Event, EventId, Rating, Region, RegionId
from ratingctl.domain.projects import Project
from ratingctl.matching.alignment import TermMatch, term_matches
from ratingctl.matching.calibration import Calibration
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document, document_of
from ratingctl.matching.document_store import DocumentStore, Words
from ratingctl.matching.index import Index
from ratingctl.matching.scorer import (
    ANYWHERE,
    IN_REGION,
    EventText,
    Features,
    Model,
    event_text,
    features_of,
    is_sure,
    logit_of,
    names_without_match,
    scores_of,
)
from ratingctl.matching.spelling import Vocabulary
from ratingctl.words.lexicon import Lexicon

_TITLE, _PROJECT, _PARTNERS, _TEXT, _REGION = 1.0, 0.8, 0.6, 0.5, 1.0
"""The strength of the words of each field."""
_TELLING = 3.5
"""The least weight of a name that tells one event from another."""
_SAMPLE = 2000
"""The most events that are read for the document frequencies of words."""
_ADJECTIVE_ENDING, _LONG_KEY = 2, 6
"""Letters of the ending `-sk`, and the least letters of a key that it is cut from."""


class Comparison(NamedTuple):
    """A new event compared with one earlier event.

    Attributes:
        logit: The logit of the pair.
        project: The project of the earlier event.
        event: The earlier event.
        matches: The alignment of the pair.
        features: The features of the pair.
    """

    logit: float
    project: Project
    event: Event
    matches: list[TermMatch]
    features: Features

    def in_context(self, share: float, model: Model) -> "Comparison":
        """Return the comparison with its context known; see `Features.context`."""
        features = self.features._replace(context=share)
        return self._replace(logit=logit_of(features, model), features=features)


class Candidate(NamedTuple):
    """A project that a new event may continue.

    Attributes:
        new: The new event.
        comparison: Its comparison with the best-matching event of the project.
        score: The probability that the new event continues it, 0 to 1.
        accept: True for the one that may be linked without asking a person.
        is_measured: True if the score is a share of right ones that was measured on enough judgements of the rating.
    """

    new: EventText
    comparison: Comparison
    score: float
    accept: bool
    is_measured: bool = True

    @property
    def project(self) -> Project:
        """Return the project."""
        return self.comparison.project

    @property
    def event(self) -> Event:
        """Return the best-matching event of the project."""
        return self.comparison.event

    @property
    def features(self) -> Features:
        """Return the features of the new event with the best-matching one."""
        return self.comparison.features

    @property
    def matches(self) -> list[TermMatch]:
        """Return the alignment of the new event with the best-matching one, the weightiest match first."""
        return sorted(self.comparison.matches, key=lambda match: -match.weight)

    @property
    def other_names(self) -> tuple[str, ...]:
        """Return the names of the new event that the best-matching one does not have, the rarest first.

        Names that are not rare tell nothing: most news of a rating names its subject.
        """
        names = names_without_match(self.new, self.comparison.matches)
        return tuple(name for name in names if self.new.names[name] >= _TELLING)


class Matcher:
    """Matches new events with earlier projects of one rating.

    Args:
        rating: The rating.
        documents: Makes the documents of events.
        corpus: The document frequencies of words; by default those of the rating's events.
        is_measured: False where the rating has too few judgements to say how often its scores are right.
        calibration: What the judgements of the rating have taught of its scores, if anything.
    """

    def __init__(
        self,
        rating: Rating,
        documents: DocumentStore,
        corpus: Corpus | None = None,
        *,
        is_measured: bool = True,
        calibration: Calibration | None = None,
    ) -> None:
        self._is_measured = is_measured
        self._in_region = calibration.applied_to(IN_REGION) if calibration else IN_REGION
        self._settings = rating.settings
        self._documents = documents
        self._lexicon = documents.lexicon
        self._common: dict[RegionId, frozenset[str]] = {}
        self._regions = rating.regions
        self._texts: dict[EventId, tuple[Event, EventText]] = {}
        self._anywhere: dict[EventId, tuple[Event, EventText]] = {}
        self._vocabularies: dict[RegionId, Vocabulary] = {}
        self.corpus = Corpus() if corpus is None else corpus
        if corpus is None:
            events = list(rating.events())
            step = len(events) // _SAMPLE + 1
            sample = (self._words(event, self._prefixes(event.region)) for event in events[::step])
            self.corpus = Corpus(documents.documents(sample))

    @property
    def lexicon(self) -> Lexicon:
        """Return the lexicon by which texts are read."""
        return self._documents.lexicon

    def texts_of(self, events: Iterable[Event]) -> list[EventText]:
        """Return many events for comparison within their regions; cached, see `text_of`."""
        wanted = list(events)
        unknown = [event for event in wanted if not self._is_known(event)]
        documents = self._documents.documents(self._words(event, self._prefixes(event.region)) for event in unknown)
        for event, document in zip(unknown, documents, strict=True):
            self._texts[event.id] = event, self._text(event, document)
        return [self._texts[event.id][1] for event in wanted]

    def text_of(self, event: Event) -> EventText:
        """Return an event for comparison within its region, where the region's name counts little; cached."""
        return self._texts[event.id][1] if self._is_known(event) else self.texts_of([event])[0]

    def new_text(self, event: Event) -> EventText:
        """Return an event that is not in the rating, for comparison within its region."""
        return self._text(event, self._documents.document(self._words(event, self._prefixes(event.region))))

    def text_anywhere(self, event: Event) -> EventText:
        """Return an event for comparison with any region: its region's name is a part of it; cached."""
        known = self._anywhere.get(event.id)
        if known is None or (known[0] is not event and known[0] != event):
            region = self._regions.get(event.region)
            words = self._words(event, frozenset(), region.name if region else "")
            known = self._anywhere[event.id] = event, self._text(event, self._documents.document(words))
        return known[1]

    def new_text_anywhere(self, event: Event) -> EventText:
        """Return an event that is not in the rating, for comparison with any region."""
        return self._text(event, self._documents.document(self._words(event, frozenset())))

    def free_text(self, words: str, region: RegionId | None) -> EventText:
        """Return words that somebody typed, for comparison with the events of a region, or of all."""
        common = self._prefixes(region) if region else frozenset()
        document = document_of([(words, _TITLE)], self._lexicon, common)
        return event_text(document, self.corpus, self._lexicon)

    def index_of(self, events: Iterable[Event]) -> Index:
        """Return an index of events of any region, to find those that are worth comparing."""

        def text(event: Event) -> str:
            region = self._regions.get(event.region)
            name = region.name if region else ""
            return " ".join((event.title, event.project, *event.partners, event.text, name))

        return Index(map(text, events), self.corpus, self._lexicon)

    def comparisons(
        self, new: EventText, earlier: Iterable[EarlierProject], *, anywhere: bool = False
    ) -> list[Comparison]:
        """Return for each earlier project the comparison of a new event with its best-matching event.

        Args:
            new: The new event.
            earlier: The projects to choose from.
            anywhere: True if they are of any region.
        """
        text_of = self.text_anywhere if anywhere else self.text_of
        projects = [(project, [(event, text_of(event)) for event in events]) for project, events in earlier]
        alike = self._vocabulary(projects, anywhere=anywhere).alike(new.document)
        model = ANYWHERE if anywhere else IN_REGION
        return [
            max((self._compared(new, alike, project, event, old, model) for event, old in events), key=_logit)
            for project, events in projects
        ]

    def candidates(
        self,
        new: EventText,
        earlier: Iterable[EarlierProject],
        *,
        anywhere: bool = False,
        context: Mapping[EventId, float] | None = None,
    ) -> list[Candidate]:
        """Return a candidate for each earlier project, the highest score first.

        At most one of them is sure; none of another region or another place: there a person must look.

        Args:
            new: The new event.
            earlier: The projects to choose from.
            anywhere: True if they are of any region.
            context: The shares of projects among the candidates of the text that stands before it.
        """
        comparisons = self.comparisons(new, earlier, anywhere=anywhere)
        return self.ranked(new, comparisons, anywhere=anywhere, context=context)

    def ranked(
        self,
        new: EventText,
        comparisons: Sequence[Comparison],
        *,
        anywhere: bool = False,
        context: Mapping[EventId, float] | None = None,
    ) -> list[Candidate]:
        """Return the candidates that comparisons give, see `candidates`."""
        model = ANYWHERE if anywhere else self._in_region
        if context:
            comparisons = [one.in_context(share, model) for one, share in _inherited(comparisons, context)]
        best = sorted(comparisons, key=lambda one: (-one.logit, one.project.id))
        scores = scores_of([comparison.logit for comparison in best], model)
        return [
            Candidate(
                new,
                comparison,
                score,
                accept=rank == 0 and not anywhere and self._is_sure(score, new, comparison),
                is_measured=self._is_measured,
            )
            for rank, (score, comparison) in enumerate(zip(scores, best, strict=True))
        ]

    def overlap(self, one: EventText, other: EventText) -> float:
        """Return the overlap coefficient of two texts, 0 to 1: the share of the lighter, by the rarity of its words."""
        alike = Vocabulary([other.document]).alike(one.document)
        matches = term_matches(one.document, other.document, alike, self.corpus, self._lexicon)
        lighter = min(one.weight, other.weight)
        return min(1.0, sum(match.weight for match in matches) / lighter) if lighter else 0.0

    def _is_known(self, event: Event) -> bool:
        known = self._texts.get(event.id)
        return known is not None and (known[0] is event or known[0] == event)

    def _prefixes(self, region: RegionId) -> frozenset[str]:
        """Return the prefixes of the words of a region's names, which all of its events may have."""
        prefixes = self._common.get(region)
        if prefixes is None:
            known = self._regions.get(region)
            prefixes = self._common[region] = _region_prefixes(known, self._lexicon) if known else frozenset()
        return prefixes

    def _words(self, event: Event, common: frozenset[str], region: str = "") -> Words:
        fields = (
            (event.title, _TITLE),
            (event.project, _PROJECT),
            (", ".join(event.partners), _PARTNERS),
            (event.text, _TEXT),
            (region, _REGION),
        )
        return Words(tuple((text, strength) for text, strength in fields if text), common)

    def _text(self, event: Event, document: Document) -> EventText:
        return event_text(document, self.corpus, self._lexicon, self._settings.kind(event.kind), event.project)

    def _vocabulary(
        self, projects: Iterable[tuple[Project, Sequence[tuple[Event, EventText]]]], *, anywhere: bool
    ) -> Vocabulary:
        """Return a vocabulary that has the words of some events; that of a region is cached, and grows."""
        vocabulary = Vocabulary()
        for _, events in projects:
            for event, text in events:
                if not anywhere:
                    vocabulary = self._vocabularies.setdefault(event.region, vocabulary)
                vocabulary.add(text.document)
        return vocabulary

    def _compared(
        self,
        new: EventText,
        alike: Mapping[str, Set[str]],
        project: Project,
        event: Event,
        old: EventText,
        model: Model,
    ) -> Comparison:
        matches = term_matches(new.document, old.document, alike, self.corpus, self._lexicon)
        features = features_of(new, old, matches, self.corpus)
        return Comparison(logit_of(features, model), project, event, matches, features)

    def _is_sure(self, score: float, new: EventText, comparison: Comparison) -> bool:
        old = self.text_of(comparison.event)
        return is_sure(score, new, old, comparison.features, comparison.matches)


def shares_of(comparisons: Sequence[Comparison]) -> dict[EventId, float]:
    """Return the probability of each project that a text continues it, with "it continues nothing" beside them."""
    odds = [exp(comparison.logit) for comparison in comparisons]
    total = 1 + sum(odds)
    return {one.project.id: share / total for one, share in zip(comparisons, odds, strict=True)}


def _inherited(
    comparisons: Sequence[Comparison], context: Mapping[EventId, float]
) -> Iterator[tuple[Comparison, float]]:
    """Yield the comparisons with the share that each inherits: the less, the more the text has of its own."""
    own = min(1.0, max((comparison.features.matched for comparison in comparisons), default=0.0))
    for comparison in comparisons:
        yield comparison, context.get(comparison.project.id, 0.0) * (1 - own)


def _region_prefixes(region: Region, lexicon: Lexicon) -> frozenset[str]:
    """Return the prefixes of the words of a region's names: «Сахалинская» also covers «Сахалин» and «Сахалинск»."""
    keys = {token.key for name in (region.name, *region.aliases) for token in lexicon.tokens(name)}
    return frozenset(key[:-_ADJECTIVE_ENDING] if len(key) >= _LONG_KEY else key for key in keys)


def _logit(comparison: Comparison) -> float:
    return comparison.logit
