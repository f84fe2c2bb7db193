"""Align the words of a new document with those of an earlier one: pairs with the type and the weight of the match."""

from collections.abc import Mapping, Set
from typing import NamedTuple

from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document, Term
from ratingctl.matching.match_type import MatchType
from ratingctl.matching.spelling import spelling_match, spelling_of
from ratingctl.words.lexicon import Lexicon

_PROCESS = 0.35
"""The weight of a shared process (built, delivered) beside that of any other shared concept."""
_SAME, _ROOT, _CONCEPT = MatchType.SAME, MatchType.ROOT, MatchType.CONCEPT  # an enumeration is slow to ask for them
_SAME_NAME_TYPES = (MatchType.SAME, MatchType.SPELLING)


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
        return self.new.is_name and self.old.is_name and self.type in _SAME_NAME_TYPES


def term_matches(
    new: Document, old: Document, alike: Mapping[str, Set[str]], corpus: Corpus, lexicon: Lexicon
) -> list[TermMatch]:
    """Return the alignment of a new document with an earlier one; words without a match are left out.

    A word matches itself in any form, else a word of its root or a misprint of it, else a word of its concept; known
    confusable words never match.

    Args:
        new: The new document.
        old: The earlier one.
        alike: For the words of the new one the keys that may be other spellings, see `Vocabulary.alike`.
        corpus: The rarity of words.
        lexicon: The lexicon.
    """
    matches: list[TermMatch] = []
    old_terms = old.terms
    weights = corpus.term_weights
    for key, term in new.terms.items():
        match: TermMatch | None = None
        twin = old_terms.get(key)
        if twin is not None:
            match_type = _ROOT if term.is_part or twin.is_part else _SAME
            match = TermMatch(term, twin, match_type, weights[key] * term.strength * twin.strength)
        elif key in alike and not old_terms.keys().isdisjoint(alike[key]):
            match = _best_spelling_match(key, term, alike[key], old, corpus, lexicon)
        if match:
            matches.append(match)
    shared = new.concepts.keys() & old.concepts.keys()
    return matches + _concept_matches(new, old, shared, corpus, lexicon, matches) if shared else matches


def _best_spelling_match(
    key: str, term: Term, alike: Set[str], old: Document, corpus: Corpus, lexicon: Lexicon
) -> TermMatch | None:
    best: TermMatch | None = None
    spelling = spelling_of(key, term)
    for old_key, candidate in old.terms.items():  # the first of equals wins
        if old_key not in alike or candidate.is_part or candidate.is_figure:
            continue
        compared = spelling_match(spelling, spelling_of(old_key, candidate), term.is_name and candidate.is_name)
        if compared is None or lexicon.are_confusable(key, old_key):
            continue
        match_type, similarity = compared
        rarity = min(corpus.term_weight(key), corpus.term_weight(old_key))
        weight = rarity * similarity * term.strength * candidate.strength
        if best is None or weight > best.weight:
            best = TermMatch(term, candidate, match_type, weight)
    return best


def _concept_matches(
    new: Document,
    old: Document,
    shared: Set[str],
    corpus: Corpus,
    lexicon: Lexicon,
    others: list[TermMatch],
) -> list[TermMatch]:
    """Return the matches by a shared concept, the rarest first, of words that have no match of their own."""
    matches = []
    matched = {match.new.surface for match in others}
    used: set[str] = set()
    for concept in sorted(shared, key=lambda shared_one: (-corpus.concept_weight(shared_one), shared_one)):
        term, twin = new.concepts[concept], old.concepts[concept]
        if term.surface in matched or term.surface in used or twin.surface in used:
            continue
        weight = corpus.concept_weight(concept) * term.strength * twin.strength
        share = _PROCESS if lexicon.is_process(concept) else 1
        matches.append(TermMatch(term, twin, _CONCEPT, weight * share))
        used |= {term.surface, twin.surface}
    return matches
