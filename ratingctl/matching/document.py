"""Documents: the words of a text by the keys that all their spellings share, with names, figures and concepts."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from ratingctl.words.lexicon import NAME_MARK, Lexicon, PhraseMatch
from ratingctl.words.tokens import StemmedToken
from ratingctl.words.transliteration import latin_key

_LONGEST_ENDING = 4
"""Letters after the prefix of a word that is common to all documents."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST_WORD = 3
_PREFIX = 3
_PART = 0.6
"""The strength of a part of a compound beside the whole word, and of a broader concept beside the narrower."""
_PROCESS = 0.5
"""The strength of a word that says what is done (built, delivered, discussed), and not with what."""
_COMMON = 0.3
"""The strength of a year, and of a word that all documents compared have, such as the region's own name."""


class Term(NamedTuple):
    """One word or name of a document.

    Attributes:
        surface: The word as it was written.
        strength: Its weight factor: 1 in a title, less elsewhere and for a part of a compound.
        is_name: True for a name.
        is_figure: True for a number.
        is_part: True for a part of a compound.
        is_company: True for a name of a firm or a brand: a known one, a quoted one, or one in Latin letters.
        is_place: True for a known place.
    """

    surface: str
    strength: float
    is_name: bool = False
    is_figure: bool = False
    is_part: bool = False
    is_company: bool = False
    is_place: bool = False


@dataclass(slots=True)
class Document:
    """A text as a bag of words, for matching.

    Attributes:
        terms: Its words by their keys.
        concepts: Its concepts, each with the word that belongs to it.
        order: The keys of its words in order; an empty key between two texts.
        places: The keys of the places that it names.
    """

    terms: dict[str, Term] = field(default_factory=dict)
    concepts: dict[str, Term] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    _bigrams: set[tuple[str, str]] | None = field(default=None, compare=False)
    _spellings: "SpellingIndex | None" = field(default=None, compare=False)

    def bigrams(self) -> set[tuple[str, str]]:
        """Return the bigrams: pairs of different keys side by side; made once, as the document is finished."""
        if self._bigrams is None:
            pairs = pairwise(self.order)
            self._bigrams = {(first, second) for first, second in pairs if first and second and first != second}
        return self._bigrams

    def spelling_index(self) -> "SpellingIndex":
        """Return its words by their prefixes, without figures and parts of compounds; made once, as it is finished."""
        if self._spellings is None:
            self._spellings = self._spelling_index()
        return self._spellings

    def _spelling_index(self) -> "SpellingIndex":
        by_prefix: dict[str, list[tuple[str, str]]] = {}
        names: list[tuple[str, str]] = []
        for key, term in self.terms.items():
            if not (term.is_figure or term.is_part):
                spelling = spelling_of(key, term)
                by_prefix.setdefault(spelling[:_PREFIX], []).append((spelling, key))
                if term.is_name:
                    names.append((spelling, key))
        return SpellingIndex(by_prefix, names)


class SpellingIndex(NamedTuple):
    """Spellings and keys of a document's words, to block the comparison of spellings.

    Attributes:
        by_prefix: Spellings and keys by their first letters.
        names: Spellings and keys of names, which are compared with any name, for first letters may be misprinted.
    """

    by_prefix: Mapping[str, Sequence[tuple[str, str]]]
    names: Sequence[tuple[str, str]]

    def candidates_for(self, spelling: str, is_name: bool) -> Sequence[tuple[str, str]]:
        """Return the spellings and keys that are worth comparing with a spelling."""
        prefix = spelling[:_PREFIX]
        near = self.by_prefix.get(prefix, ())
        return [*near, *(name for name in self.names if name[0][:_PREFIX] != prefix)] if is_name else near


def spelling_of(key: str, term: Term) -> str:
    """Return the Latin spelling of a word; the key of a known name is a slug, not a spelling."""
    return _latin_spelling(term.surface) if key.startswith(NAME_MARK) else key


@lru_cache(maxsize=20_000)
def _latin_spelling(surface: str) -> str:
    return latin_key(surface)


def encoded(document: Document) -> str:
    """Return a document as JSON."""
    terms = [[key, *_term_values(term)] for key, term in document.terms.items()]
    concepts = [[concept, *_term_values(term)] for concept, term in document.concepts.items()]
    values = [terms, concepts, " ".join(document.order), sorted(document.places)]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def decoded(form: str | bytes) -> Document:
    """Return the document that was encoded.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: If it is none.
    """
    terms, concepts, order, places = json.loads(form)
    return Document(
        {key: _term_of(surface, strength, flags) for key, surface, strength, flags in terms},
        {key: _term_of(surface, strength, flags) for key, surface, strength, flags in concepts},
        order.split(" "),
        set(places),
    )


def _term_values(term: Term) -> tuple[str, float, int]:
    return term.surface, term.strength, sum(1 << place for place, flag in enumerate(term[2:]) if flag)


def _term_of(surface: str, strength: float, flags: int) -> Term:
    return Term(surface, strength, bool(flags & 1), bool(flags & 2), bool(flags & 4), bool(flags & 8), bool(flags & 16))


def document_of(texts: Iterable[tuple[str, float]], lexicon: Lexicon, common: frozenset[str] = frozenset()) -> Document:
    """Return one document of several texts.

    Args:
        texts: Texts with the strength of their words.
        lexicon: The lexicon.
        common: Prefixes of words that all documents compared with it have.
    """
    builder = _DocumentBuilder(lexicon, common)
    for text, strength in texts:
        if text:
            builder.add(lexicon.tokens(text), strength)
    return builder.document


class _DocumentBuilder:
    def __init__(self, lexicon: Lexicon, common: frozenset[str]) -> None:
        self.document = Document()
        self._lexicon = lexicon
        self._common = common

    def add(self, tokens: Sequence[StemmedToken], strength: float) -> None:
        slugs: dict[int, str] = {}
        concepts = self._lexicon.concepts_in(tokens)
        venues = self._venues(tokens, concepts)
        for start, end, slug in self._lexicon.names_in(tokens):
            is_place = self._lexicon.is_place(slug) or start in venues
            name = Term(_surface(tokens[start:end]), strength, True, is_company=not is_place, is_place=is_place)
            self._add_term(slug, name)
            slugs.update(dict.fromkeys(range(start, end), slug))
        order = self.document.order
        order.append("")
        for position, token in enumerate(tokens):
            key = slugs.get(position, "")
            if not key:
                if not self._is_significant(token):
                    continue
                key = token.key
                self._add_word(key, token, strength, is_venue=position in venues)
            if self._lexicon.is_place(key):
                self.document.places.add(key)
            if not order or order[-1] != key:
                order.append(key)
        for start, end, concept in concepts:
            if not any(position in slugs for position in range(start, end)):
                self._add_concept(concept, Term(_surface(tokens[start:end]), strength))

    def _is_significant(self, token: StemmedToken) -> bool:
        if self._lexicon.is_stop_word(token.word):
            return False
        return token.is_figure or len(token.word) >= _SHORTEST_WORD or (token.is_name and len(token.word) > 1)

    def _venues(self, tokens: Sequence[StemmedToken], concepts: Sequence[PhraseMatch]) -> set[int]:
        """Return the positions of the names of parks, zones and forums, and of abbreviations for them."""
        positions: set[int] = set()
        for start, end, concept in concepts:
            if self._lexicon.is_venue(concept):
                positions.update(position for position in range(start, end) if tokens[position].is_name)
                positions.update(range(end, end + _length_of_name(tokens[end:])))
        return positions

    def _add_word(self, key: str, token: StemmedToken, strength: float, *, is_venue: bool) -> None:
        is_year = bool(_YEAR.fullmatch(token.word))
        if is_year or self._is_common(key):
            strength *= _COMMON
        if self._lexicon.is_process_word(key):
            strength *= _PROCESS
        is_company = token.is_name and (token.is_quoted or (token.is_capital and token.surface.isascii()))
        is_place = is_venue or self._lexicon.is_place(key)
        is_company = is_company and not is_place
        term = Term(token.surface, strength, token.is_name, token.is_figure, is_company=is_company, is_place=is_place)
        self._add_term(key, term)
        for part_key in self._lexicon.parts(token):
            part = Term(token.surface, strength * _PART, is_part=True)
            self._add_term(part_key, part)
            for concept in self._lexicon.concepts_of(part_key):
                self._add_concept(concept, part)

    def _is_common(self, key: str) -> bool:
        return any(key.startswith(prefix) and len(key) - len(prefix) <= _LONGEST_ENDING for prefix in self._common)

    def _add_concept(self, concept: str, term: Term) -> None:
        for step, ancestor in enumerate(self._lexicon.lineage(concept)):
            known = self.document.concepts.get(ancestor)
            strength = term.strength * _PART**step
            if known is None or known.strength < strength:
                self.document.concepts[ancestor] = term._replace(strength=strength)

    def _add_term(self, key: str, term: Term) -> None:
        known = self.document.terms.get(key)
        if known is None:
            self.document.terms[key] = term
        elif known.strength < term.strength:
            self.document.terms[key] = term._replace(is_name=term.is_name or known.is_name)


def _length_of_name(tokens: Sequence[StemmedToken]) -> int:
    """Return how many words at the beginning are one name: all in quotes, or all without."""
    return sum(1 for _ in takewhile(lambda token: token.is_name and token.is_quoted is tokens[0].is_quoted, tokens))


def _surface(tokens: Sequence[StemmedToken]) -> str:
    return " ".join(token.surface for token in tokens)
