"""Rank earlier projects for a new event: which it continues, how likely that is, and by which words."""

from collections.abc import Iterable
from typing import NamedTuple

from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.model import Event, EventId, Rating, Region, RegionId
from ratingctl.domain.projects import Project
from ratingctl.matching.alignment import TermMatch, term_matches
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Packed, Term, document_of, packed, unpacked
from ratingctl.matching.scorer import (
    ANYWHERE,
    IN_REGION,
    Features,
    Text,
    features_of,
    is_sure,
    probabilities,
    pull_of,
)
from ratingctl.words.fold import fold
from ratingctl.words.lexicon import Lexicon

_TITLE, _PROJECT, _PARTNERS, _TEXT, _REGION = 1.0, 0.8, 0.6, 0.5, 1.0
"""How much the words of each field count."""
_SAMPLE = 2000
"""Events that are enough to tell rare words from common ones."""
_ADJECTIVE, _LONG = 2, 6
"""Letters of the ending `-sk`, and from how many letters on a key is cut by them."""


class Candidate(NamedTuple):
    """A project that a new event may continue.

    Attributes:
        project: The project.
        event: The event of it that goes best with the new one.
        score: How likely it is, 0 to 1.
        met: Which words of the new event it answers, the weightiest first.
        features: What was compared.
        accept: True for the one that is sure enough to be linked without being asked about.
    """

    project: Project
    event: Event
    score: float
    met: tuple[TermMatch, ...]
    features: Features
    accept: bool


class Matcher:
    """Compares events of one rating.

    Args:
        rating: The rating.
        lexicon: What is known of words.
    """

    def __init__(self, rating: Rating, lexicon: Lexicon) -> None:
        self._settings = rating.settings
        self._lexicon = lexicon
        self._common = {region.id: _beginnings(region, lexicon) for region in rating.regions.values()}
        self._names = {region.id: region.name for region in rating.regions.values()}
        self._texts: dict[EventId, Text] = {}
        self._packed: dict[EventId, Packed] = {}
        self._shared: dict[Term, Term] = {}
        pages = [page for edition in rating.editions.values() for page in edition.pages.values()]
        events = [event for page in pages for event in page.events]
        step = len(events) // _SAMPLE + 1
        self.corpus = Corpus(self.text_of(event).document for event in events[::step])

    def text_of(self, event: Event) -> Text:
        """An event as it is compared with others of its region, where the region's name tells nothing; read once."""
        text = self._texts.get(event.id)
        if text is None:
            text = self._texts[event.id] = self.new_text(event)
        return text

    def new_text(self, event: Event) -> Text:
        """An event that is not yet in the rating, as it is compared with others of its region."""
        return self._text(event, self._common.get(event.region, frozenset()))

    def text_anywhere(self, event: Event) -> Text:
        """An event as it is compared with others of any region: its region's name is a part of it; read once."""
        known = self._packed.get(event.id)
        if known is None:
            text = self._text(event, frozenset(), self._names.get(event.region, ""))
            self._packed[event.id] = packed(text.document, self._shared)
            return text
        return Text(unpacked(known), self._settings.kind(event.kind), fold(event.project))

    def new_text_anywhere(self, event: Event) -> Text:
        """An event that is not yet in the rating, as it is compared with others of any region."""
        return self._text(event, frozenset())

    def free_text(self, words: str, region: RegionId | None) -> Text:
        """Words that somebody typed, as they are compared with the events of a region, or of all."""
        common = self._common.get(region, frozenset()) if region else frozenset()
        return Text(document_of([(words, _TITLE)], self._lexicon, common))

    def candidates(self, new: Text, earlier: Iterable[EarlierProject], *, anywhere: bool = False) -> list[Candidate]:
        """The projects that an event may continue, the likeliest first.

        At most one of them is sure; none of another region or another place: there a person must look.

        Args:
            new: The event.
            earlier: The projects to choose from.
            anywhere: True if they are of any region.
        """
        best = [
            (max((self._compared(new, event, anywhere) for event in events), key=_pull), project)
            for project, events in earlier
        ]
        best.sort(key=lambda row: (-row[0][0], row[1].id))
        model = ANYWHERE if anywhere else IN_REGION
        scores = probabilities([logit for (logit, *_), _ in best], model)
        return [
            Candidate(
                project,
                event,
                score,
                tuple(sorted(met, key=lambda meeting: -meeting.weight)),
                features,
                accept=place == 0 and not anywhere and is_sure(score, features, met),
            )
            for place, (score, ((_, event, met, features), project)) in enumerate(zip(scores, best, strict=True))
        ]

    def likeness(self, one: Text, other: Text) -> float:
        """The share of the lighter of two texts, by the rarity of its words, that the other has too, 0 to 1."""
        met = term_matches(one.document, other.document, self.corpus, self._lexicon)
        lighter = min(self.corpus.weight_of(one.document), self.corpus.weight_of(other.document))
        return min(1.0, sum(meeting.weight for meeting in met) / lighter) if lighter else 0.0

    def _text(self, event: Event, common: frozenset[str], region: str = "") -> Text:
        fields = (
            (event.title, _TITLE),
            (event.project, _PROJECT),
            (", ".join(event.partners), _PARTNERS),
            (event.text, _TEXT),
            (region, _REGION),
        )
        document = document_of(fields, self._lexicon, common)
        return Text(document, self._settings.kind(event.kind), fold(event.project))

    def _compared(self, new: Text, event: Event, anywhere: bool) -> tuple[float, Event, list[TermMatch], Features]:
        old = self.text_anywhere(event) if anywhere else self.text_of(event)
        met = term_matches(new.document, old.document, self.corpus, self._lexicon)
        features = features_of(new, old, met, self.corpus, self._lexicon)
        return pull_of(features, ANYWHERE if anywhere else IN_REGION), event, met, features


def _beginnings(region: Region, lexicon: Lexicon) -> frozenset[str]:
    """How the words of a region's names begin, so that «Сахалинская» also stands for «Сахалин» and «Сахалинск»."""
    keys = {token.key for name in (region.name, *region.aliases) for token in lexicon.tokens(name)}
    return frozenset(key[:-_ADJECTIVE] if len(key) >= _LONG else key for key in keys)


def _pull(row: tuple[float, Event, list[TermMatch], Features]) -> float:
    return row[0]
