"""Document frequencies of words and concepts among the events of a rating."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import Any, Self

from ratingctl.matching.document import Document

_LEAST_SIZE = 500
"""Documents; a smaller corpus does not show which words are common, and a word that it has once is taken for rare."""


class Corpus:
    """Counts the documents that have each word and each concept.

    Args:
        documents: The documents.
    """

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents = 0
        self._terms: Counter[str] = Counter()
        self._concepts: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        for document in documents:
            self._documents += 1
            self._terms.update(document.terms.keys())
            self._concepts.update(document.concepts.keys())

    @classmethod
    def of_counts(cls, counts: Mapping[str, Any]) -> Self:
        """Return the corpus with these counts.

        Args:
            counts: What `counts` returned, also after a way through JSON.

        Raises:
            LookupError, TypeError, ValueError: If they are none.
        """
        corpus = cls()
        corpus._documents = int(counts["documents"])
        corpus._terms.update(counts["terms"])
        corpus._concepts.update(counts["concepts"])
        return corpus

    def counts(self) -> dict[str, Any]:
        """Return its counts as JSON, so that the documents need not be counted again."""
        return {"documents": self._documents, "terms": self._terms, "concepts": self._concepts}

    @property
    def _size(self) -> int:
        return max(self._documents, _LEAST_SIZE)

    def term_weight(self, key: str) -> float:
        """Return the inverse document frequency of a word (Sparck Jones 1972), as a natural logarithm."""
        weight = self._weights.get(key)
        if weight is None:
            weight = self._weights[key] = log((self._size + 1.0) / (self._terms[key] + 0.5))
        return weight

    def concept_weight(self, concept: str) -> float:
        """Return the inverse document frequency of a concept, as a natural logarithm."""
        return log((self._size + 1.0) / (self._concepts[concept] + 0.5))

    def weight_of(self, document: Document) -> float:
        """Return the summed weight of the words of a document, parts of compounds left out (their wholes count)."""
        return sum(self.term_weight(key) * term.strength for key, term in document.terms.items() if not term.is_part)
