"""The inverted index: find, among very many documents, the few that share rare words with one."""

from array import array
from collections.abc import Iterable

from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document

_CONCEPT_SHARE = 0.4
"""The weight of a shared concept beside that of a shared word."""
_COMMON_SHARE = 0.01
"""A word that a greater share of the documents has is too common to find anything by itself."""
_SMALL_INDEX = 200
"""Among so few documents no word is too common."""


class Index:
    """An inverted index: for each word and concept the documents that have it.

    Args:
        documents: The documents; they are numbered from 0 in this order.
        corpus: The document frequencies of words.
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
        """Return the numbers of the documents that share most with one, the nearest first.

        Args:
            document: The document to compare with.
            most: How many to return at the most.
        """
        longest_posting = max(_SMALL_INDEX, int(len(self) * _COMMON_SHARE))
        shared: dict[int, float] = {}
        postings = [
            (self._corpus.term_weight(key) * term.strength, self._terms.get(key))
            for key, term in document.terms.items()
        ]
        postings += [
            (self._corpus.concept_weight(key) * term.strength * _CONCEPT_SHARE, self._concepts.get(key))
            for key, term in document.concepts.items()
        ]
        for weight, numbers in postings:
            if numbers is not None and len(numbers) <= longest_posting:
                for number in numbers:
                    shared[number] = shared.get(number, 0.0) + weight
        total = self._corpus.weight_of(document)
        nearest = sorted(shared, key=lambda number: (-shared[number] / (total + self._weights[number]), number))
        return nearest[:most]
