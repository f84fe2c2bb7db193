"""Score pairs of events: features with weights, their logit, and from that a calibrated score.

The logit of a pair is the weighted sum of its features; 0 is as likely as that the new event continues nothing. The
score is a probability, a logistic function of the logit and of the rivals' logits, fitted so that of the first
candidates with a score of 0.9 nine of ten are right. `tests/bench/matching.py` measures both, and what each feature
brings.
"""

from collections.abc import Sequence
from math import exp, log1p
from typing import NamedTuple

from ratingctl.domain.kinds import EventClass, Kind
from ratingctl.matching.alignment import MatchType, TermMatch
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document
from ratingctl.words.lexicon import Lexicon

ACCEPTED = 0.85
"""The least score of a first candidate that may be linked without asking a person."""


class EventText(NamedTuple):
    """An event, or a free text, prepared for comparison.

    Attributes:
        document: Its words.
        weight: Their summed rarity.
        kind: Its kind; None for a free text.
        project: The folded name of its project; empty where it has none.
    """

    document: Document
    weight: float
    kind: Kind | None = None
    project: str = ""


class Features(NamedTuple):
    """The features of a pair; shares go from 0 to 1, weights of words are logarithms of one plus their rarity.

    Attributes:
        matched: The share of the new document, by the rarity of its words, that has a match.
        covered: The weight of the matches, as a share of the earlier document.
        same: As `matched`, by the same words alone.
        roots: As `matched`, by words of one root.
        spellings: As `matched`, by misprints and other spellings.
        concepts: As `matched`, by words of one concept.
        names: The weight of the names that both have.
        rarest: The weight of the weightiest match.
        phrases: The weight of the shared bigrams.
        other_place: 1 where both name places, and none is named by both.
        confusable: 1 where one names a word that is confusable with one of the other, such as Шаньси and Шэньси.
        project: 1 where the project's name is the same.
        setback: 1 where the new event is a setback: seldom reported of what was never announced.
    """

    matched: float
    covered: float
    same: float
    roots: float
    spellings: float
    concepts: float
    names: float
    rarest: float
    phrases: float
    other_place: float
    confusable: float
    project: float
    setback: float


class Model(NamedTuple):
    """A fitted model: the weights of the logit, and the coefficients that calibrate logits to scores.

    Attributes:
        weights: The weight of each feature.
        bias: What is added to the weighted sum, so that 0 is as likely as that the new event continues nothing.
        own: The coefficient of a candidate's own logit in its score.
        rivals: The coefficient of the other candidates' logits.
        intercept: The intercept of the score.
    """

    weights: Features
    bias: float
    own: float
    rivals: float
    intercept: float


IN_REGION = Model(
    weights=Features(
        matched=3.45,
        covered=5.35,
        same=3.96,
        roots=2.97,
        spellings=4.33,
        concepts=5.94,
        names=0.28,
        rarest=0.38,
        phrases=0.17,
        other_place=-0.70,
        confusable=-3.00,
        project=3.00,
        setback=1.45,
    ),
    bias=-5.17,
    own=0.757,
    rivals=-0.376,
    intercept=0.196,
)
"""The model for candidates of the new event's region, where the same concept twice is seldom chance.

Fitted by logistic regression on labelled follow-ups, but for `confusable` and `project`, too rare there."""

ANYWHERE = Model(
    weights=Features(
        matched=2.12,
        covered=3.52,
        same=2.42,
        roots=6.58,
        spellings=8.27,
        concepts=-0.06,
        names=0.91,
        rarest=0.76,
        phrases=0.38,
        other_place=-0.98,
        confusable=-3.00,
        project=3.00,
        setback=1.60,
    ),
    bias=-8.83,
    own=0.902,
    rivals=-1.151,
    intercept=0.63,
)
"""The model for candidates of any region, where many do the same and names decide; fitted in the same way."""


def features_of(
    new: EventText, old: EventText, matches: Sequence[TermMatch], corpus: Corpus, lexicon: Lexicon
) -> Features:
    """Return the features of a pair.

    Args:
        new: The new event.
        old: The earlier one.
        matches: Their alignment.
        corpus: The rarity of words.
        lexicon: The lexicon.
    """
    new_weight, old_weight = new.weight or 1.0, old.weight or 1.0
    by_type = dict.fromkeys(MatchType, 0.0)
    for match in matches:
        by_type[match.type] += match.weight
    matched = sum(by_type.values())
    bigrams = new.document.bigrams() & old.document.bigrams()
    return Features(
        matched=matched / new_weight,
        covered=matched / old_weight,
        same=by_type[MatchType.SAME] / new_weight,
        roots=by_type[MatchType.ROOT] / new_weight,
        spellings=by_type[MatchType.SPELLING] / new_weight,
        concepts=by_type[MatchType.CONCEPT] / new_weight,
        names=log1p(sum(match.weight for match in matches if match.is_same_name)),
        rarest=max((match.weight for match in matches), default=0.0),
        phrases=log1p(sum(corpus.term_weight(first) + corpus.term_weight(second) for first, second in bigrams)),
        other_place=float(_are_in_other_places(new.document, old.document)),
        confusable=float(_have_confusable_words(new.document, old.document, lexicon)),
        project=float(bool(new.project) and new.project == old.project),
        setback=float(new.kind is not None and new.kind.event_class is EventClass.SETBACK),
    )


def logit_of(features: Features, model: Model) -> float:
    """Return the logit of a pair, the weighted sum of its features and the bias."""
    return sum(weight * value for weight, value in zip(model.weights, features, strict=True)) + model.bias


def is_sure(score: float, features: Features, matches: Sequence[TermMatch]) -> bool:
    """Return True if a first candidate may be linked without asking a person.

    A single word is too little, unless it is a name; and where two texts name different places, or confusable words,
    no score is enough.

    Args:
        score: Its score.
        features: The features of the pair.
        matches: The alignment of the pair.
    """
    is_enough = len({match.new.surface for match in matches}) > 1 or any(match.is_same_name for match in matches)
    return score >= ACCEPTED and is_enough and not (features.confusable or features.other_place)


def scores_of(logits: Sequence[float], model: Model) -> list[float]:
    """Return the scores of several candidates, 0 to 1, in the order of their logits; rivals lower each other's."""
    odds = [exp(logit) for logit in logits]
    total = sum(odds)
    return [
        1 / (1 + exp(-(model.own * logit + model.rivals * log1p(max(0.0, total - own_odds)) + model.intercept)))
        for logit, own_odds in zip(logits, odds, strict=True)
    ]


def _are_in_other_places(new: Document, old: Document) -> bool:
    return bool(new.places) and bool(old.places) and new.places.isdisjoint(old.places)


def _have_confusable_words(new: Document, old: Document, lexicon: Lexicon) -> bool:
    """Return True if each text has one word of a confusable group, and not the same; a text with several lists them."""
    new_groups, old_groups = lexicon.confusable_groups(new.terms), lexicon.confusable_groups(old.terms)
    return any(
        len(new_groups[group]) == 1 and len(old_groups[group]) == 1 and new_groups[group] != old_groups[group]
        for group in new_groups.keys() & old_groups.keys()
    )
