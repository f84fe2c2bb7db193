"""Documents: the words of a text by the keys that all their spellings share, with names, figures and concepts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise, takewhile
from typing import NamedTuple

from ratingctl.words.lexicon import Lexicon, PhraseMatch
from ratingctl.words.quantities import Quantity, quantities_in
from ratingctl.words.tokens import StemmedToken

_LONGEST_ENDING = 4
"""Letters after the prefix of a word that is common to all documents."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST_WORD = 3
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


class Document:
    """A text as a bag of words, for matching. It is no dataclass: that module takes long to load.

    Attributes:
        terms: Its words by their keys.
        concepts: Its concepts, each with the word that belongs to it.
        order: The keys of its words in order; an empty key between two texts.
        places: The keys of the places that it names.
    """

    __slots__ = ("_bigrams", "concepts", "order", "places", "terms")

    def __init__(self, terms: dict[str, Term], concepts: dict[str, Term], order: list[str], places: set[str]) -> None:
        self.terms = terms
        self.concepts = concepts
        self.order = order
        self.places = places
        self._bigrams: set[tuple[str, str]] | None = None

    def bigrams(self) -> set[tuple[str, str]]:
        """Return the bigrams: pairs of different keys side by side; made once, as the document is finished."""
        if self._bigrams is None:
            pairs = pairwise(self.order)
            self._bigrams = {(first, second) for first, second in pairs if first and second and first != second}
        return self._bigrams


def encoded(document: Document) -> str:
    """Return a document as text: a line for each column of its terms and concepts, which is decoded fast."""
    marks: dict[str, int] = {}
    columns = [*_columns(document.terms, marks), *_columns(document.concepts, marks)]
    return "\n".join((" ".join(marks), *columns, " ".join(document.order), " ".join(sorted(document.places))))


def decoded(form: bytes) -> Document:
    """Return the document that was encoded, in UTF-8.

    Raises:
        ValueError, LookupError: If it is none.
    """
    numbered, keys, surfaces, numbers, concepts, concept_surfaces, concept_numbers, order, places = form.decode().split(
        "\n"
    )
    marks = [_mark_of(text) for text in numbered.split()]
    return Document(
        _terms_of(keys, surfaces, numbers, marks),
        _terms_of(concepts, concept_surfaces, concept_numbers, marks),
        order.split(" "),
        set(places.split()),
    )


_Mark = tuple[float, bool, bool, bool, bool, bool]
"""The fields of a term after its surface; documents have few different ones."""
_FIRST_NUMBER = 33
"""The number of a mark is written as a character from this one on."""
_new_term = partial(tuple.__new__, Term)


def _columns(terms: Mapping[str, Term], marks: dict[str, int]) -> tuple[str, str, str]:
    """Return the keys, the surfaces and the numbers of the marks of terms; new marks are numbered."""
    numbers = []
    for term in terms.values():
        flags = "".join("01"[flag] for flag in term[2:])
        numbers.append(chr(_FIRST_NUMBER + marks.setdefault(f"{term.strength!r}/{flags}", len(marks))))
    return " ".join(terms), "\t".join(term.surface for term in terms.values()), "".join(numbers)


@lru_cache(maxsize=10_000)
def _mark_of(text: str) -> _Mark:
    strength, flags = text.split("/")
    is_name, is_figure, is_part, is_company, is_place = (flag == "1" for flag in flags)
    return float(strength), is_name, is_figure, is_part, is_company, is_place


def _terms_of(keys: str, surfaces: str, numbers: str, marks: Sequence[_Mark]) -> dict[str, Term]:
    rows = zip(surfaces.split("\t"), numbers, strict=True) if numbers else ()
    terms = [_new_term((surface, *marks[ord(number) - _FIRST_NUMBER])) for surface, number in rows]
    return dict(zip(keys.split(), terms, strict=True))


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
            builder.add(lexicon.tokens(text), strength, quantities_in(text))
    return builder.document


class _DocumentBuilder:
    def __init__(self, lexicon: Lexicon, common: frozenset[str]) -> None:
        self.document = Document({}, {}, [], set())
        self._lexicon = lexicon
        self._common = common

    def add(self, tokens: Sequence[StemmedToken], strength: float, quantities: Iterator[Quantity | None]) -> None:
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
            quantity = next(quantities, None) if token.is_figure else None
            if quantity and not key:
                key = quantity.key
                self._add_term(key, Term(quantity.surface, strength, is_figure=True))
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
        is_year = token.is_figure and _YEAR.fullmatch(token.word)
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
        return bool(self._common) and any(
            key.startswith(prefix) and len(key) - len(prefix) <= _LONGEST_ENDING for prefix in self._common
        )

    def _add_concept(self, concept: str, term: Term) -> None:
        for step, ancestor in enumerate(self._lexicon.lineage(concept)):
            known = self.document.concepts.get(ancestor)
            strength = term.strength * _PART**step
            if known is None or known.strength < strength:
                self.document.concepts[ancestor] = term._replace(strength=strength) if step else term

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
