"""Find, among very many texts, the few that are worth comparing: by the rare words that they share."""

from array import array
from collections.abc import Iterable

from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document

_TRADE = 0.4
"""What a shared trade counts by a shared word."""
_COMMON = 0.01
"""A word that a greater share of the texts has than this finds nothing by itself."""
_FEW = 200
"""Among so few texts no word is too common."""


class Index:
    """For each word and trade the texts that have it (an inverted index).

    Args:
        documents: The texts; they are numbered from 0 in this order.
        corpus: How rare words are.
    """

    def __init__(self, documents: Iterable[Document], corpus: Corpus) -> None:
        self._corpus = corpus
        self._terms: dict[str, array[int]] = {}
        self._concepts: dict[str, array[int]] = {}
        self._weights = array("f")
        for number, document in enumerate(documents):
            self._weights.append(corpus.weight_of(document) or 1.0)
            for postings, keys in ((self._terms, document.terms), (self._concepts, document.concepts)):
                for key in keys:
                    if key not in postings:
                        postings[key] = array("I")
                    postings[key].append(number)

    def __len__(self) -> int:
        return len(self._weights)

    def nearest(self, document: Document, most: int) -> list[int]:
        """The texts that share most with one, the nearest first.

        Args:
            document: The text.
            most: How many to return at the most.
        """
        limit = max(_FEW, int(len(self) * _COMMON))
        shared: dict[int, float] = {}
        rows = [
            (self._corpus.term_weight(key) * term.strength, self._terms.get(key))
            for key, term in document.terms.items()
        ]
        rows += [
            (self._corpus.concept_weight(key) * term.strength * _TRADE, self._concepts.get(key))
            for key, term in document.concepts.items()
        ]
        for weight, numbers in rows:
            if numbers is not None and len(numbers) <= limit:
                for number in numbers:
                    shared[number] = shared.get(number, 0.0) + weight
        whole = self._corpus.weight_of(document)
        found = sorted(shared, key=lambda number: (-shared[number] / (whole + self._weights[number]), number))
        return found[:most]
