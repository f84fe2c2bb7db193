"""Compare spellings: roots, misprints and variants of names, and the vocabulary that finds them in many documents."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from ratingctl.matching.document import Document, Term
from ratingctl.matching.match_type import MatchType
from ratingctl.words.lexicon import NAME_MARK
from ratingctl.words.transliteration import latin_key

_SHORTEST = 4
"""Letters; the similarity of shorter spellings is chance."""
_PREFIX = 3
"""Letters with which words begin alike; those of names may be misprinted."""
_ROOT = 5
"""Letters of a common prefix that make a common root."""
_LEAST_SIMILARITY = 0.79
"""The least similarity of a misprint: one letter of five differs."""
_SAME_CONSONANTS = 0.7
"""The similarity of two names that differ in their vowels alone."""
_VOWELS = frozenset("aeiouh")


def spelling_of(key: str, term: Term) -> str:
    """Return the Latin spelling of a word; the key of a known name is a slug, not a spelling."""
    return _latin_spelling(term.surface) if key[0] == NAME_MARK else key


@lru_cache(maxsize=20_000)
def _latin_spelling(surface: str) -> str:
    return latin_key(surface)


@lru_cache(maxsize=200_000)
def spelling_match(one: str, other: str, are_names: bool) -> tuple[MatchType, float] | None:
    """Return how two different spellings match, and their similarity, 0 to 1; None where they differ.

    Args:
        one: A spelling in Latin letters.
        other: Another one.
        are_names: True if both are names, whose first letters may be misprinted and whose vowels vary.
    """
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _SHORTEST or not (are_names or one[:_PREFIX] == other[:_PREFIX]):
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


class _Word(NamedTuple):
    """A word: its spelling in Latin letters, its key, and whether it is a name."""

    spelling: str
    key: str
    is_name: bool


class _Alike(NamedTuple):
    """The keys of the words that are alike to one, among the first so many of its prefix and of the names."""

    keys: frozenset[str]
    near: int
    names: int


class Vocabulary:
    """The distinct words of many documents, by their first letters: each pair of words is compared once.

    Figures and parts of compounds are left out, for they have no other spelling, and so are short words.

    Args:
        documents: The documents.
    """

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents: dict[int, Document] = {}  # by identity: most are known
        self._known: tuple[set[tuple[str, str]], set[tuple[str, str]]] = set(), set()
        self._by_prefix: dict[str, list[_Word]] = {}
        self._names: list[_Word] = []
        self._name_spellings: list[str] = []
        self._by_consonants: dict[str, list[int]] = {}
        self._alike: dict[_Word, _Alike] = {}
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Add the words of a document, unless it is known."""
        if id(document) in self._documents:
            return
        self._documents[id(document)] = document
        for key, term in _spelled(document):
            spelling = spelling_of(key, term)
            known = self._known[term.is_name]
            if (key, spelling) not in known:
                known.add((key, spelling))
                self._add(_Word(spelling, key, term.is_name))

    def alike(self, document: Document) -> Mapping[str, frozenset[str]]:
        """Return for the words of a document the keys of the words that may be other spellings of each.

        Whether they are depends on how a document has them: see `spelling_match`. Words that the document has itself,
        and those without another spelling, are left out.
        """
        alike = {}
        for key, term in _spelled(document):
            keys = self._alike_keys(_Word(spelling_of(key, term), key, term.is_name))
            if keys and (others := keys.difference(document.terms)):
                alike[key] = others
        return alike

    def _add(self, word: _Word) -> None:
        self._by_prefix.setdefault(word.spelling[:_PREFIX], []).append(word)
        if word.is_name:
            self._by_consonants.setdefault(_consonants(word.spelling), []).append(len(self._names))
            self._names.append(word)
            self._name_spellings.append(word.spelling)

    def _alike_keys(self, word: _Word) -> frozenset[str]:
        """Return the keys of the words that are alike to one; those that have come since are compared now."""
        near = self._by_prefix.get(word.spelling[:_PREFIX], [])
        known = self._alike.get(word) or _Alike(frozenset(), 0, 0)
        names = len(self._names) if word.is_name else 0
        if (len(near), names) == known[1:]:
            return known.keys
        candidates = near[known.near :]
        if names > known.names:
            candidates += self._names_alike(word.spelling, known.names)
        key, spelling, is_name = word.key, word.spelling, word.is_name
        found = [
            other.key
            for other in candidates
            if other.key != key and spelling_match(spelling, other.spelling, is_name and other.is_name)
        ]
        keys = known.keys.union(found) if found else known.keys
        self._alike[word] = _Alike(keys, len(near), names)
        return keys

    def _names_alike(self, spelling: str, first: int) -> list[_Word]:
        """Return the names, from a number on, that may be another spelling of a name, whatever they begin with."""
        similarity = Indel.normalized_similarity
        similar = extract(
            spelling, self._name_spellings[first:], scorer=similarity, score_cutoff=_LEAST_SIMILARITY, limit=None
        )
        numbers = {first + number for _, _, number in similar}
        numbers.update(number for number in self._by_consonants.get(_consonants(spelling), ()) if number >= first)
        return [self._names[number] for number in sorted(numbers)]


def _spelled(document: Document) -> list[tuple[str, Term]]:
    """Return the words of a document that may have another spelling."""
    return [
        (key, term)
        for key, term in document.terms.items()
        if not (term.is_figure or term.is_part) and (len(key) >= _SHORTEST or key[0] == NAME_MARK)
    ]
