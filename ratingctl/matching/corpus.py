"""How rare words and trades are among the texts of a rating: what is rare tells more."""

from collections import Counter
from collections.abc import Iterable
from math import log

from ratingctl.matching.document import Document

_LEAST_TEXTS = 500
"""Fewer texts do not tell which words are common; a word that they have once is then taken for a rare one."""


class Corpus:
    """Counts in how many texts each word and each concept stands.

    Args:
        documents: The texts.
    """

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._size = 0
        self._terms: Counter[str] = Counter()
        self._concepts: Counter[str] = Counter()
        for document in documents:
            self._size += 1
            self._terms.update(document.terms.keys())
            self._concepts.update(document.concepts.keys())

    @property
    def _texts(self) -> int:
        return max(self._size, _LEAST_TEXTS)

    def term_weight(self, key: str) -> float:
        """The inverse document frequency of a word (Sparck Jones 1972), as a natural logarithm."""
        return log((self._texts + 1.0) / (self._terms[key] + 0.5))

    def concept_weight(self, concept: str) -> float:
        """The same for a concept."""
        return log((self._texts + 1.0) / (self._concepts[concept] + 0.5))

    def weight_of(self, document: Document) -> float:
        """What all the words of a text weigh; parts of compound words are in their wholes."""
        return sum(self.term_weight(key) * term.strength for key, term in document.terms.items() if not term.is_piece)
