"""What a text speaks of: its words under the keys where other spellings meet them, names, figures, trades."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ratingctl.words.lexicon import NAME_MARK, Lexicon
from ratingctl.words.tokens import Token
from ratingctl.words.transliteration import latin_key

_ENDING = 4
"""Letters by which a word may be longer than the beginning that it is known by."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 3
_START = 3
_PIECE = 0.6
"""What a part of a compound word counts by the whole word, and a more general trade by the trade itself."""
_PROCESS = 0.5
"""What a word counts that says what is done (built, delivered, discussed), and not with what."""
_WEAK = 0.3
"""What a year counts, and a word that stands in everything here, such as the region's own name."""


class Term(NamedTuple):
    """One word or name of a text.

    Attributes:
        surface: The word as it was written.
        strength: How much it counts: 1 in a title, less elsewhere and for a part of a word.
    """

    surface: str
    strength: float
    is_name: bool = False
    is_figure: bool = False
    is_piece: bool = False


@dataclass(slots=True)
class Document:
    """A text as a matcher sees it.

    Attributes:
        terms: Its words by their keys.
        concepts: What trades and processes they stand for, with the word that does.
        order: The keys of its words in their order; empty between two texts.
        places: The keys of the places that it names.
    """

    terms: dict[str, Term] = field(default_factory=dict)
    concepts: dict[str, Term] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def pairs(self) -> set[tuple[str, str]]:
        """The keys that stand side by side."""
        return {(one, two) for one, two in pairwise(self.order) if one and two and one != two}

    def spelling_candidates(self) -> "SpellingIndex":
        """Its words by how they begin."""
        starts: dict[str, list[tuple[str, str]]] = {}
        names: list[tuple[str, str]] = []
        for key, term in self.terms.items():
            if not (term.is_figure or term.is_piece):
                row = letters_of(key, term), key
                starts.setdefault(row[0][:_START], []).append(row)
                if term.is_name:
                    names.append(row)
        return SpellingIndex(starts, names)


class SpellingIndex(NamedTuple):
    """The words of a text among which the relatives and misprints of another word are looked for.

    Attributes:
        starts: Letters and keys by their first letters.
        names: Letters and keys of names, of which the first letters may be misprinted.
    """

    starts: Mapping[str, Sequence[tuple[str, str]]]
    names: Sequence[tuple[str, str]]

    def of(self, letters: str, is_name: bool) -> Sequence[tuple[str, str]]:
        """The letters and keys that may be relatives of a word."""
        start = letters[:_START]
        near = self.starts.get(start, ())
        return [*near, *(row for row in self.names if row[0][:_START] != start)] if is_name else near


def letters_of(key: str, term: Term) -> str:
    """How a word is spelled, in Latin letters; the key of a known name does not tell that."""
    return latin_key(term.surface) if key.startswith(NAME_MARK) else key


Packed = tuple[tuple[str, ...], tuple[Term, ...], tuple[str, ...], tuple[Term, ...], tuple[str, ...], tuple[str, ...]]
"""A document in little space: its words are shared with other documents."""


def packed(document: Document, shared: dict[Term, Term]) -> Packed:
    """A document in little space.

    Args:
        document: The document.
        shared: The words of all packed documents, each once.
    """
    share = shared.setdefault
    return (
        tuple(document.terms),
        tuple(share(term, term) for term in document.terms.values()),
        tuple(document.concepts),
        tuple(share(term, term) for term in document.concepts.values()),
        tuple(document.order),
        tuple(document.places),
    )


def unpacked(document: Packed) -> Document:
    """A document as it was before it was packed."""
    keys, terms, concepts, words, order, places = document
    return Document(
        dict(zip(keys, terms, strict=True)), dict(zip(concepts, words, strict=True)), list(order), set(places)
    )


def document_of(texts: Iterable[tuple[str, float]], lexicon: Lexicon, common: frozenset[str] = frozenset()) -> Document:
    """Read texts into one document.

    Args:
        texts: Texts with the strength of their words.
        lexicon: What is known of words.
        common: How words begin that stand in everything with which it will be compared.
    """
    reader = _Reader(lexicon, common)
    for text, strength in texts:
        if text:
            reader.read(lexicon.tokens(text), strength)
    return reader.document


class _Reader:
    def __init__(self, lexicon: Lexicon, common: frozenset[str]) -> None:
        self.document = Document()
        self._lexicon = lexicon
        self._common = common

    def read(self, tokens: Sequence[Token], strength: float) -> None:
        named: dict[int, str] = {}
        for start, end, slug in self._lexicon.names_in(tokens):
            self._put_term(slug, Term(_surface(tokens[start:end]), strength, is_name=True))
            named.update(dict.fromkeys(range(start, end), slug))
        order = self.document.order
        order.append("")
        for position, token in enumerate(tokens):
            key = named.get(position, "")
            if not key:
                if not self._says_something(token):
                    continue
                key = token.key
                self._put_word(key, token, strength)
            if self._lexicon.is_place(key):
                self.document.places.add(key)
            if not order or order[-1] != key:
                order.append(key)
        for start, end, concept in self._lexicon.concepts_in(tokens):
            if not any(position in named for position in range(start, end)):
                self._put_concept(concept, Term(_surface(tokens[start:end]), strength))

    def _says_something(self, token: Token) -> bool:
        if self._lexicon.is_stop_word(token.word):
            return False
        return token.is_figure or len(token.word) >= _SHORTEST or (token.is_name and len(token.word) > 1)

    def _put_word(self, key: str, token: Token, strength: float) -> None:
        is_year = bool(_YEAR.fullmatch(token.word))
        if is_year or self._is_common(key):
            strength *= _WEAK
        if self._lexicon.is_process_word(key):
            strength *= _PROCESS
        self._put_term(key, Term(token.surface, strength, token.is_name, token.is_figure))
        for piece in self._lexicon.parts(token):
            part = Term(token.surface, strength * _PIECE, is_piece=True)
            self._put_term(piece, part)
            for concept in self._lexicon.concepts_of(piece):
                self._put_concept(concept, part)

    def _is_common(self, key: str) -> bool:
        return any(key.startswith(start) and len(key) - len(start) <= _ENDING for start in self._common)

    def _put_concept(self, concept: str, term: Term) -> None:
        for step, ancestor in enumerate(self._lexicon.lineage(concept)):
            known = self.document.concepts.get(ancestor)
            strength = term.strength * _PIECE**step
            if known is None or known.strength < strength:
                self.document.concepts[ancestor] = term._replace(strength=strength)

    def _put_term(self, key: str, term: Term) -> None:
        known = self.document.terms.get(key)
        if known is None:
            self.document.terms[key] = term
        elif known.strength < term.strength:
            self.document.terms[key] = term._replace(is_name=term.is_name or known.is_name)


def _surface(tokens: Sequence[Token]) -> str:
    return " ".join(token.surface for token in tokens)
