"""How likely a new event continues an earlier one: features with weights, one sum, a probability.

The sum of a pair's features times their weights is its pull: 0 is as likely as that it continues nothing. How far the
others fall behind tells whether the strongest is sure: the score is a logistic function of the pull and of the rivals'
pulls, fitted so that of the first candidates with a score of 0.9 nine of ten are right. `tests/bench/matching.py`
measures both, and what each feature brings.
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
"""The score from which a first candidate is sure enough to be linked without being asked about."""


class Text(NamedTuple):
    """An event as it is compared.

    Attributes:
        document: What it speaks of.
        kind: What sort of fact it is; None where that is not known.
        project: The folded name of its project; empty where it has none.
    """

    document: Document
    kind: Kind | None = None
    project: str = ""


class Features(NamedTuple):
    """What is compared of a pair; shares go from 0 to 1, weights of words are logarithms of one plus their rarity.

    Attributes:
        answered: The share of the new text, by the rarity of its words, that the earlier one answers.
        covered: What is answered, as a share of the earlier text.
        same: As `answered`, by the same words alone.
        roots: As `answered`, by words of one root.
        spellings: As `answered`, by misprints and other spellings.
        trades: As `answered`, by words of one trade.
        names: The weight of the names that both name.
        rarest: The weight of the rarest thing shared.
        phrases: The weight of the neighbouring words shared.
        elsewhere: 1 where both name places, and none is named by both.
        apart: 1 where one names a look-alike of what the other names, such as Шаньси and Шэньси.
        project: 1 where the project's name is the same.
        setback: 1 where the new event is a setback: seldom told of what was never announced.
    """

    answered: float
    covered: float
    same: float
    roots: float
    spellings: float
    trades: float
    names: float
    rarest: float
    phrases: float
    elsewhere: float
    confusable: float
    project: float
    setback: float


class Model(NamedTuple):
    """What each feature counts for, and how pulls become probabilities.

    Attributes:
        weights: What each feature counts for.
        bias: What is added to the sum, so that 0 is as likely as that the new event continues nothing.
        own: What the pull of a candidate counts for in its probability.
        rivals: What the pulls of the others count for.
        level: What is added to both.
    """

    weights: Features
    bias: float
    own: float
    rivals: float
    level: float


IN_REGION = Model(
    weights=Features(
        answered=3.45,
        covered=5.35,
        same=3.96,
        roots=2.97,
        spellings=4.33,
        trades=5.94,
        names=0.28,
        rarest=0.38,
        phrases=0.17,
        elsewhere=-0.70,
        confusable=-3.00,
        project=3.00,
        setback=1.45,
    ),
    bias=-5.17,
    own=0.757,
    rivals=-0.376,
    level=0.196,
)
"""For candidates of the new event's region, where the same trade twice is seldom chance.

Fitted by logistic regression on labelled follow-ups, but for `apart` and `project`, of which those have too few."""

ANYWHERE = Model(
    weights=Features(
        answered=2.12,
        covered=3.52,
        same=2.42,
        roots=6.58,
        spellings=8.27,
        trades=-0.06,
        names=0.91,
        rarest=0.76,
        phrases=0.38,
        elsewhere=-0.98,
        confusable=-3.00,
        project=3.00,
        setback=1.60,
    ),
    bias=-8.83,
    own=0.902,
    rivals=-1.151,
    level=0.63,
)
"""For candidates of any region, where many do the same and names tell; fitted in the same way."""


def features_of(new: Text, old: Text, met: Sequence[TermMatch], corpus: Corpus, lexicon: Lexicon) -> Features:
    """What is compared of a pair.

    Args:
        new: The new event.
        old: The earlier one.
        met: Their meetings.
        corpus: How rare words are.
        lexicon: What is known of words.
    """
    whole_new = corpus.weight_of(new.document) or 1.0
    whole_old = corpus.weight_of(old.document) or 1.0
    by_way = dict.fromkeys(MatchType, 0.0)
    for meeting in met:
        by_way[meeting.way] += meeting.weight
    answered = sum(by_way.values())
    pairs = new.document.pairs() & old.document.pairs()
    return Features(
        answered=answered / whole_new,
        covered=answered / whole_old,
        same=by_way[MatchType.SAME] / whole_new,
        roots=by_way[MatchType.ROOT] / whole_new,
        spellings=by_way[MatchType.SPELLING] / whole_new,
        trades=by_way[MatchType.TRADE] / whole_new,
        names=log1p(sum(meeting.weight for meeting in met if meeting.names_one)),
        rarest=max((meeting.weight for meeting in met), default=0.0),
        phrases=log1p(sum(corpus.term_weight(one) + corpus.term_weight(two) for one, two in pairs)),
        elsewhere=float(_are_elsewhere(new.document, old.document)),
        confusable=float(_look_alike(new.document, old.document, lexicon)),
        project=float(bool(new.project) and new.project == old.project),
        setback=float(new.kind is not None and new.kind.event_class is EventClass.SETBACK),
    )


def pull_of(features: Features, model: Model) -> float:
    """The weighted sum of a pair's features; 0 is as likely as that the new event continues nothing."""
    return sum(weight * value for weight, value in zip(model.weights, features, strict=True)) + model.bias


def is_sure(score: float, features: Features, met: Sequence[TermMatch]) -> bool:
    """True if a first candidate may be linked without being asked about.

    A single word is too little, unless it is a name; and where two texts name different places, or look-alikes, no
    likeness is enough.

    Args:
        score: How likely it is.
        features: What was compared.
        met: The meetings of the pair.
    """
    enough = len({meeting.new.surface for meeting in met}) > 1 or any(meeting.names_one for meeting in met)
    return score >= ACCEPTED and enough and not (features.confusable or features.elsewhere)


def probabilities(pulls: Sequence[float], model: Model) -> list[float]:
    """How likely each of several candidates is, 0 to 1; the rivals of a candidate take from its score."""
    strengths = [exp(logit) for logit in pulls]
    whole = sum(strengths)
    return [
        1 / (1 + exp(-(model.own * logit + model.rivals * log1p(max(0.0, whole - strength)) + model.level)))
        for logit, strength in zip(pulls, strengths, strict=True)
    ]


def _are_elsewhere(new: Document, old: Document) -> bool:
    return bool(new.places) and bool(old.places) and new.places.isdisjoint(old.places)


def _look_alike(new: Document, old: Document, lexicon: Lexicon) -> bool:
    """True if each text names one of some look-alikes, and not the same one; a text that names several lists them."""
    mine, theirs = lexicon.look_alikes(new.terms), lexicon.look_alikes(old.terms)
    return any(
        len(mine[group]) == 1 and len(theirs[group]) == 1 and mine[group] != theirs[group]
        for group in mine.keys() & theirs.keys()
    )
