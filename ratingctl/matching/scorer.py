"""Score pairs of events: features with weights, their logit, and from that a calibrated score.

The logit of a pair is the weighted sum of its features; 0 is as likely as that the new event continues nothing. The
score is a probability, a logistic function of the logit and of the rivals' logits, fitted so that of the first
candidates with a score of 0.9 nine of ten are right. `tests/bench/matching.py` measures both, and what each feature
brings.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, log1p
from operator import mul
from typing import NamedTuple

from ratingctl.domain.kinds import EventClass, Kind
from ratingctl.matching.alignment import TermMatch
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document
from ratingctl.matching.match_type import MatchType
from ratingctl.words.fold import fold
from ratingctl.words.lexicon import Lexicon

ACCEPTED = 0.85
"""The least score of a first candidate that may be linked without asking a person."""
_LEAST_THING = 2.0
"""The least weight of a shared word that is no place: any news has lighter ones."""


_NOTHING = dict.fromkeys(MatchType, 0.0)
"""The weight of the matches of each type where there are none."""


_SETBACK, _EFFORT = EventClass.SETBACK, EventClass.EFFORT  # an enumeration is slow to ask for its members


class EventText(NamedTuple):
    """An event, or a free text, prepared for comparison.

    Attributes:
        document: Its words.
        weight: Their summed rarity.
        names: The rarity of each of its names, as it is written.
        companies: Those of them that are firms and brands.
        confusable: Those of its words that look like others, by the number of their group.
        kind: Its kind; None for a free text.
        project: The name of its project; empty where it has none.
    """

    document: Document
    weight: float
    names: Mapping[str, float]
    companies: frozenset[str]
    confusable: Mapping[int, set[str]]
    kind: Kind | None = None
    project: str = ""


def event_text(
    document: Document, corpus: Corpus, lexicon: Lexicon, kind: Kind | None = None, project: str = ""
) -> EventText:
    """Return a document prepared for comparison.

    Args:
        document: The words of an event, or of a free text.
        corpus: The rarity of words.
        lexicon: The lexicon.
        kind: The kind of the event, if it is one.
        project: The name of its project, if it has one.
    """
    names: dict[str, float] = {}
    companies: set[str] = set()
    total = 0.0
    weights = corpus.term_weights
    for key, term in document.terms.items():
        if term.is_part:
            continue  # its whole counts
        weight = weights[key] * term.strength
        total += weight
        if term.is_name:
            names[term.surface] = weight
        if term.is_company:
            companies.add(term.surface)
    groups = lexicon.confusable_groups(document.terms.keys())
    return EventText(document, total, names, frozenset(companies), groups, kind, project)


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
        effort: 1 where the new event is an effort: often something new.
        owed: 1 where the earlier event is of a kind that promises something.
        by_names: As `matched`, by names.
        by_places: The share of the matches, by weight, that are places.
        other_names: The weight of the new event's names that the earlier one does not have.
        context: The share of the candidate among those of the text that stands before, as far as the new event has no
            subject of its own.
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
    effort: float
    owed: float
    by_names: float
    by_places: float
    other_names: float
    context: float


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
        matched=3.49,
        covered=5.05,
        same=3.86,
        roots=3.21,
        spellings=4.25,
        concepts=7.37,
        names=0.63,
        rarest=0.48,
        phrases=0.26,
        other_place=-0.60,
        confusable=-3.00,
        project=3.00,
        setback=1.67,
        effort=-0.83,
        owed=-0.51,
        by_names=-4.42,
        by_places=-0.78,
        other_names=-0.23,
        context=3.35,
    ),
    bias=-4.90,
    own=0.755,
    rivals=-0.381,
    intercept=0.172,
)
"""The model for candidates of the new event's region, where the same concept twice is seldom chance.

Fitted by `tests/bench/fit_matching.py` to labelled follow-ups, but for `confusable` and `project`, too rare there."""

ANYWHERE = Model(
    weights=Features(
        matched=1.62,
        covered=3.58,
        same=2.08,
        roots=7.12,
        spellings=7.36,
        concepts=-0.99,
        names=1.27,
        rarest=0.86,
        phrases=0.39,
        other_place=-0.90,
        confusable=-3.00,
        project=3.00,
        setback=2.16,
        effort=-0.86,
        owed=0.01,
        by_names=-2.84,
        by_places=-1.07,
        other_names=-0.31,
        context=0.00,
    ),
    bias=-8.68,
    own=0.959,
    rivals=-0.816,
    intercept=0.418,
)
"""The model for candidates of any region, where many do the same and names decide; fitted in the same way."""


def features_of(new: EventText, old: EventText, matches: Sequence[TermMatch], corpus: Corpus) -> Features:
    """Return the features of a pair; its context is not known here.

    Args:
        new: The new event.
        old: The earlier one.
        matches: Their alignment.
        corpus: The rarity of words.
    """
    new_weight, old_weight = new.weight or 1.0, old.weight or 1.0
    weights = corpus.term_weights
    by_type = _NOTHING.copy()
    by_names = by_places = by_same_names = rarest = phrases = 0.0
    for match in matches:
        new_term, old_term, match_type, weight = match
        by_type[match_type] += weight
        if weight > rarest:
            rarest = weight
        if new_term.is_place:
            by_places += weight
        if new_term.is_name or old_term.is_name:
            by_names += weight
            if match.is_same_name:
                by_same_names += weight
    same, roots, spellings, concepts = by_type.values()
    matched = same + roots + spellings + concepts
    if len(matches) > 1:
        bigrams = new.document.bigrams() & old.document.bigrams()
        phrases = sum([weights[first] + weights[second] for first, second in bigrams])
    event_class = new.kind.event_class if new.kind else None
    return Features(
        matched=matched / new_weight,
        covered=matched / old_weight,
        same=same / new_weight,
        roots=roots / new_weight,
        spellings=spellings / new_weight,
        concepts=concepts / new_weight,
        names=log1p(by_same_names),
        rarest=rarest,
        phrases=log1p(phrases),
        other_place=float(_are_in_other_places(new.document, old.document)),
        confusable=float(_have_confusable_words(new.confusable, old.confusable)),
        project=float(_are_of_one_name(new.project, old.project)),
        setback=float(event_class is _SETBACK),
        effort=float(event_class is _EFFORT),
        owed=float(old.kind is not None and old.kind.promise),
        by_names=by_names / new_weight,
        by_places=by_places / matched if matched else 0.0,
        other_names=log1p(_weight_without_match(new, matches)),
        context=0.0,
    )


def names_without_match(new: EventText, matches: Sequence[TermMatch]) -> tuple[str, ...]:
    """Return the names of a new event that have no match in an earlier one, the rarest first."""
    matched = {match.new.surface for match in matches}
    return tuple(sorted((name for name in new.names if name not in matched), key=lambda name: -new.names[name]))


def logit_of(features: Features, model: Model) -> float:
    """Return the logit of a pair, the weighted sum of its features and the bias."""
    return model.bias + sum(map(mul, model.weights, features), 0.0)


def is_sure(score: float, new: EventText, old: EventText, features: Features, matches: Sequence[TermMatch]) -> bool:
    """Return True if a first candidate may be linked without asking a person.

    A single word is too little, unless it is a name, and so are places alone; where the two name different places,
    confusable words, or different companies, no score is enough.

    Args:
        score: Its score.
        new: The new event.
        old: The earlier one.
        features: The features of the pair.
        matches: The alignment of the pair.
    """
    things = [match for match in matches if not match.new.is_place]
    is_enough = len({match.new.surface for match in matches}) > 1 or any(match.is_same_name for match in matches)
    is_about_things = max((match.weight for match in things), default=0.0) >= _LEAST_THING
    differs = features.confusable or features.other_place or _is_about_another_company(new, old, matches)
    return score >= ACCEPTED and is_enough and is_about_things and not differs


def scores_of(logits: Sequence[float], model: Model) -> list[float]:
    """Return the scores of several candidates, 0 to 1, in the order of their logits; rivals lower each other's."""
    return [
        1 / (1 + exp(-(model.own * logit + model.rivals * rivals + model.intercept)))
        for logit, rivals in zip(logits, rivals_of(logits), strict=True)
    ]


def rivals_of(logits: Sequence[float]) -> list[float]:
    """Return for each candidate the logit of its rivals together, with "it continues nothing" among them."""
    odds = [exp(logit) for logit in logits]
    total = sum(odds)
    return [log1p(max(0.0, total - own_odds)) for own_odds in odds]


def _are_of_one_name(new: str, old: str) -> bool:
    if not new or not old or _initial(new) != _initial(old):  # nearly always; the whole names are folded slowly
        return False
    return new == old or _folded(new) == _folded(old)


@lru_cache(maxsize=10_000)
def _initial(name: str) -> str:
    return fold(next(filter(str.isalnum, name), ""))


@lru_cache(maxsize=10_000)
def _folded(name: str) -> str:
    return fold(name)


def _weight_without_match(new: EventText, matches: Sequence[TermMatch]) -> float:
    """Return the weight of the names of a new event that have no match in an earlier one."""
    if not new.names:
        return 0.0
    if not matches:
        return sum(new.names.values())
    matched = {match.new.surface for match in matches}
    return sum([weight for name, weight in new.names.items() if name not in matched])


def _are_in_other_places(new: Document, old: Document) -> bool:
    return bool(new.places) and bool(old.places) and new.places.isdisjoint(old.places)


def _is_about_another_company(new: EventText, old: EventText, matches: Sequence[TermMatch]) -> bool:
    """Return True if each names a company that the other does not, or the new event no company nor name of the earlier.

    Names of places do not count.
    """
    names = [match for match in matches if match.is_same_name and not match.new.is_place]
    is_other_in_new = not new.companies.issubset(match.new.surface for match in names)
    is_other_in_old = not old.companies.issubset(match.old.surface for match in names)
    return is_other_in_old and (is_other_in_new or not names)


def _have_confusable_words(new: Mapping[int, set[str]], old: Mapping[int, set[str]]) -> bool:
    """Return True if each text has one word of a confusable group, and not the same; a text with several lists them."""
    return bool(new and old) and any(
        len(new[group]) == 1 and len(old[group]) == 1 and new[group] != old[group] for group in new.keys() & old.keys()
    )
