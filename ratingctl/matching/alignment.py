"""Align the words of a new document with those of an earlier one: pairs with the type and the weight of the match."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document, SpellingIndex, Term, spelling_of
from ratingctl.words.lexicon import Lexicon

_SHORTEST = 4
"""Letters; the similarity of shorter spellings is chance."""
_ROOT = 5
"""Letters of a common prefix that make a common root."""
_LEAST_SIMILARITY = 0.79
"""The least similarity of a misprint: one letter of five differs."""
_SAME_CONSONANTS = 0.7
"""The similarity of two names that differ in their vowels alone."""
_PROCESS = 0.35
"""The weight of a shared process (built, delivered) beside that of any other shared concept."""
_VOWELS = frozenset("aeiouh")


class MatchType(StrEnum):
    """The type of a match of two words."""

    SAME = "same"
    ROOT = "root"
    SPELLING = "spelling"
    CONCEPT = "concept"


class TermMatch(NamedTuple):
    """A word of the new document aligned with a word of the earlier one.

    Attributes:
        new: The word of the new document.
        old: The word of the earlier one.
        type: The type of the match.
        weight: The rarity of what they share, times their similarity.
    """

    new: Term
    old: Term
    type: MatchType
    weight: float

    @property
    def is_same_name(self) -> bool:
        """Return True if both words are the same name, in any spelling."""
        return self.new.is_name and self.old.is_name and self.type in (MatchType.SAME, MatchType.SPELLING)


def term_matches(new: Document, old: Document, corpus: Corpus, lexicon: Lexicon) -> list[TermMatch]:
    """Return the alignment of a new document with an earlier one; words without a match are left out.

    A word matches itself in any form, else a word of its root or a misprint of it, else a word of its concept; known
    confusable words never match.
    """
    matches: list[TermMatch] = []
    spelling_index = old.spelling_index()
    for key, term in new.terms.items():
        match: TermMatch | None = None
        twin = old.terms.get(key)
        if twin is not None:
            match_type = MatchType.ROOT if term.is_part or twin.is_part else MatchType.SAME
            weight = corpus.term_weight(key) * term.strength * twin.strength
            match = TermMatch(term, twin, match_type, weight)
        elif not (term.is_part or term.is_figure):
            match = _best_spelling_match(key, term, spelling_index, new, old, corpus, lexicon)
        if match:
            matches.append(match)
    matched = {match.new.surface for match in matches}
    return matches + _concept_matches(new, old, corpus, lexicon, matched)


@lru_cache(maxsize=200_000)
def spelling_match(one: str, other: str, are_names: bool) -> tuple[MatchType, float] | None:
    """Return the type of the match of two different spellings and their similarity, 0 to 1; None where they differ.

    Args:
        one: A spelling in Latin letters.
        other: Another one.
        are_names: True if both are names, whose first letters may be misprinted and whose vowels vary.
    """
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _SHORTEST or not (are_names or one[:3] == other[:3]):
        return None
    shared = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    if (shared >= _ROOT and shared >= 0.6 * shorter) or shared == shorter:
        return MatchType.ROOT, (1 + shared / longer) / 2
    if shorter >= _ROOT and (similarity := Indel.normalized_similarity(one, other, score_cutoff=_LEAST_SIMILARITY)):
        return MatchType.SPELLING, similarity
    if are_names and one[0] == other[0] and len(_consonants(one)) >= 3 and _consonants(one) == _consonants(other):
        return MatchType.SPELLING, _SAME_CONSONANTS
    return None


def _consonants(spelling: str) -> str:
    return "".join(letter for letter in spelling if letter not in _VOWELS)


def _best_spelling_match(
    key: str,
    term: Term,
    spelling_index: SpellingIndex,
    new: Document,
    old: Document,
    corpus: Corpus,
    lexicon: Lexicon,
) -> TermMatch | None:
    best: TermMatch | None = None
    spelling = spelling_of(key, term)
    for old_spelling, old_key in spelling_index.candidates_for(spelling, term.is_name):
        if old_key in new.terms:
            continue
        candidate = old.terms[old_key]
        compared = spelling_match(spelling, old_spelling, term.is_name and candidate.is_name)
        if compared is None or lexicon.are_confusable(key, old_key):
            continue
        match_type, similarity = compared
        rarity = min(corpus.term_weight(key), corpus.term_weight(old_key))
        weight = rarity * similarity * term.strength * candidate.strength
        if best is None or weight > best.weight:
            best = TermMatch(term, candidate, match_type, weight)
    return best


def _concept_matches(
    new: Document, old: Document, corpus: Corpus, lexicon: Lexicon, matched: set[str]
) -> list[TermMatch]:
    """Return the matches by a shared concept, the rarest first, of words that have no match of their own."""
    matches = []
    used: set[str] = set()
    shared = sorted(new.concepts.keys() & old.concepts.keys(), key=lambda c: (-corpus.concept_weight(c), c))
    for concept in shared:
        term, twin = new.concepts[concept], old.concepts[concept]
        if term.surface in matched or term.surface in used or twin.surface in used:
            continue
        weight = corpus.concept_weight(concept) * term.strength * twin.strength
        share = _PROCESS if lexicon.is_process(concept) else 1
        matches.append(TermMatch(term, twin, MatchType.CONCEPT, weight * share))
        used |= {term.surface, twin.surface}
    return matches
