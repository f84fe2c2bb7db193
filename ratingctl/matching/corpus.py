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

    Attributes:
        term_weights: The inverse document frequency of each word, see `term_weight`.
        concept_weights: That of each concept.
    """

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        terms: Counter[str] = Counter()
        concepts: Counter[str] = Counter()
        count = 0
        for document in documents:
            count += 1
            terms.update(document.terms.keys())
            concepts.update(document.concepts.keys())
        self._set(count, terms, concepts)

    @classmethod
    def of_counts(cls, counts: Mapping[str, Any]) -> Self:
        """Return the corpus with these counts.

        Args:
            counts: What `counts` returned, also after a way through JSON.

        Raises:
            LookupError, TypeError, ValueError: If they are none.
        """
        corpus = cls()
        corpus._set(int(counts["documents"]), dict(counts["terms"]), dict(counts["concepts"]))
        return corpus

    def counts(self) -> dict[str, Any]:
        """Return its counts as JSON, so that the documents need not be counted again."""
        return {"documents": self._documents, "terms": self._terms, "concepts": self._concepts}

    def _set(self, documents: int, terms: Mapping[str, int], concepts: Mapping[str, int]) -> None:
        self._documents, self._terms, self._concepts = documents, terms, concepts
        self.term_weights: Mapping[str, float] = _Weights(terms, documents)
        self.concept_weights: Mapping[str, float] = _Weights(concepts, documents)

    def term_weight(self, key: str) -> float:
        """Return the inverse document frequency of a word (Sparck Jones 1972), as a natural logarithm."""
        return self.term_weights[key]

    def concept_weight(self, concept: str) -> float:
        """Return the inverse document frequency of a concept, as a natural logarithm."""
        return self.concept_weights[concept]

    def weight_of(self, document: Document) -> float:
        """Return the summed weight of the words of a document, parts of compounds left out (their wholes count)."""
        weights = self.term_weights
        return sum(weights[key] * term.strength for key, term in document.terms.items() if not term.is_part)


class _Weights(dict[str, float]):
    """Inverse document frequencies, computed when they are asked for."""

    def __init__(self, counts: Mapping[str, int], documents: int) -> None:
        super().__init__()
        self._counts = counts
        self._size = max(documents, _LEAST_SIZE) + 1.0

    def __missing__(self, key: str) -> float:
        weight = self[key] = log(self._size / (self._counts.get(key, 0) + 0.5))
        return weight
