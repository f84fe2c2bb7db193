"""Lay a new text beside an earlier one: which of its words are answered there, in what way, and what that weighs."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document, SpellingIndex, Term, letters_of
from ratingctl.words.lexicon import Lexicon

_SHORTEST = 4
"""Letters; below that, likeness of letters is chance."""
_ROOT = 5
"""Letters of a common beginning that make two words relatives."""
_LIKE_SPELLING = 0.79
"""From which likeness of letters on a word counts as a misprint of another: one letter of five."""
_SAME_CONSONANTS = 0.7
_PROCESS = 0.35
"""What a shared process (built, delivered) weighs by a shared trade."""
_VOWELS = frozenset("aeiouh")


class MatchType(StrEnum):
    """How two words meet."""

    SAME = "same"
    ROOT = "root"
    SPELLING = "spelling"
    TRADE = "trade"


class TermMatch(NamedTuple):
    """A word of the new text and the word of the earlier one that answers it.

    Attributes:
        weight: What that says: how rare is what they share, times how alike they are.
    """

    new: Term
    old: Term
    way: MatchType
    weight: float

    @property
    def names_one(self) -> bool:
        """True if both words are names, and the same one in any spelling."""
        return self.new.is_name and self.old.is_name and self.way in (MatchType.SAME, MatchType.SPELLING)


def term_matches(new: Document, old: Document, corpus: Corpus, lexicon: Lexicon) -> list[TermMatch]:
    """Which words of a new text an earlier one answers.

    A word is answered by itself in any form, else by a relative or a misprint of it, else by a word of its trade; a
    known look-alike never answers.
    """
    found: list[TermMatch] = []
    answered: set[str] = set()
    spelling_candidates = old.spelling_candidates()
    for key, term in new.terms.items():
        twin = old.terms.get(key)
        if twin is not None:
            way = MatchType.ROOT if term.is_piece or twin.is_piece else MatchType.SAME
            meeting: TermMatch | None = TermMatch(
                term, twin, way, corpus.term_weight(key) * term.strength * twin.strength
            )
        elif term.is_piece or term.is_figure:
            meeting = None
        else:
            meeting = _nearest(key, term, spelling_candidates, new, old, corpus, lexicon)
        if meeting:
            found.append(meeting)
            answered.add(term.surface)
    return found + _by_trade(new, old, corpus, lexicon, answered)


@lru_cache(maxsize=200_000)
def alike(one: str, other: str, names: bool) -> tuple[MatchType, float] | None:
    """How two different keys meet by their letters, and how well, 0 to 1; None where they do not.

    Args:
        one: A key.
        other: Another key.
        names: True if both are names, of which the first letters may be misprinted and the vowels be another habit's.
    """
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _SHORTEST or not (names or one[:3] == other[:3]):
        return None
    start = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    if (start >= _ROOT and start >= 0.6 * shorter) or start == shorter:
        return MatchType.ROOT, (1 + start / longer) / 2
    if shorter >= _ROOT and (likeness := Indel.normalized_similarity(one, other, score_cutoff=_LIKE_SPELLING)):
        return MatchType.SPELLING, likeness
    if names and one[0] == other[0] and len(_consonants(one)) >= 3 and _consonants(one) == _consonants(other):
        return MatchType.SPELLING, _SAME_CONSONANTS
    return None


def _consonants(key: str) -> str:
    return "".join(letter for letter in key if letter not in _VOWELS)


def _nearest(
    key: str,
    term: Term,
    spelling_candidates: SpellingIndex,
    new: Document,
    old: Document,
    corpus: Corpus,
    lexicon: Lexicon,
) -> TermMatch | None:
    best: TermMatch | None = None
    letters = letters_of(key, term)
    for other_letters, other in spelling_candidates.of(letters, term.is_name):
        if other in new.terms:
            continue
        candidate = old.terms[other]
        how = alike(letters, other_letters, term.is_name and candidate.is_name)
        if how is None or lexicon.are_confusable(key, other):
            continue
        rarity = min(corpus.term_weight(key), corpus.term_weight(other))
        weight = rarity * how[1] * term.strength * candidate.strength
        if best is None or weight > best.weight:
            best = TermMatch(term, candidate, how[0], weight)
    return best


def _by_trade(new: Document, old: Document, corpus: Corpus, lexicon: Lexicon, answered: set[str]) -> list[TermMatch]:
    """Meetings of words of one trade; a term of several words that both have says more than its words do apart."""
    found = []
    used: set[str] = set()
    shared = sorted(new.concepts.keys() & old.concepts.keys(), key=lambda c: (-corpus.concept_weight(c), c))
    for concept in shared:
        term, twin = new.concepts[concept], old.concepts[concept]
        if term.surface in answered or term.surface in used or twin.surface in used:
            continue
        weight = corpus.concept_weight(concept) * term.strength * twin.strength
        found.append(TermMatch(term, twin, MatchType.TRADE, weight * (_PROCESS if lexicon.is_process(concept) else 1)))
        used |= {term.surface, twin.surface}
    return found
