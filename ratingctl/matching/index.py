"""The inverted index: find, among very many texts, the few that share rare words with a document."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest, nsmallest

from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document
from ratingctl.words.lexicon import Lexicon, WordKeys

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_CONCEPT_SHARE = 0.4
"""The weight of a shared concept beside that of a shared word."""
_COMMON_SHARE = 0.01
"""A word that a greater share of the texts has is too common to find anything by itself."""
_MOST_COMMON = 10
"""How many times as common a word may be where rarer ones find too few texts."""
_SMALL_INDEX = 200
"""Among so few texts no word is too common."""


class Index:
    """An inverted index: for each word, as it is written, the texts that have it.

    Texts are not read as documents, which takes a hundred times as long: each different word is looked up once, with
    the keys and concepts that it has by itself.

    Args:
        texts: The texts; they are numbered from 0 in this order.
        corpus: The document frequencies of words.
        lexicon: The lexicon.
    """

    def __init__(self, texts: Iterable[str], corpus: Corpus, lexicon: Lexicon) -> None:
        self._corpus = corpus
        self._lexicon = lexicon
        self._postings = _Postings()
        self._weights = array("f")
        weight_of = _WordWeights(corpus, lexicon).__getitem__
        for number, text in enumerate(texts):
            words = set(_WORD.findall(text))
            for word in words:
                self._postings[word].append(number)
            self._weights.append(sum(map(weight_of, words)) or 1.0)
        self._lightest = min(self._weights, default=1.0)
        self._by_term: dict[str, list[str]] = {}
        self._by_concept: dict[str, list[str]] = {}
        for word in self._postings:
            keys = lexicon.word_keys(word)
            for by_key, own in ((self._by_term, keys.terms), (self._by_concept, keys.concepts)):
                for key in own:
                    by_key.setdefault(key, []).append(word)

    def __len__(self) -> int:
        return len(self._weights)

    def nearest(self, document: Document, most: int) -> list[int]:
        """Return the numbers of the texts that share most with a document, the nearest first.

        Args:
            document: The document to compare with.
            most: How many to return at the most.
        """
        longest_posting = max(_SMALL_INDEX, int(len(self) * _COMMON_SHARE))
        shared: dict[int, float] = {}
        shared_with = shared.get
        found = [(weight, [self._postings[word] for word in words]) for weight, words in self._searched(document)]
        counted = sorted(((sum(map(len, postings)), weight, postings) for weight, postings in found), key=_count)
        for count, weight, postings in counted:
            if count > longest_posting and (len(shared) >= most or count > _MOST_COMMON * longest_posting):
                break  # those that follow are commoner still
            for number in postings[0] if len(postings) == 1 else set().union(*postings):
                shared[number] = shared_with(number, 0.0) + weight
        return self._best(shared, self._corpus.weight_of(document), most)

    def _searched(self, document: Document) -> Iterator[tuple[float, Sequence[str]]]:
        """Yield the words that are looked for, those of one key together, with their weight."""
        strengths: dict[str, float] = {}
        for term in document.terms.values():
            if not term.is_part:  # the whole has its parts
                for word in _WORD.findall(term.surface):
                    for key in self._lexicon.word_keys(word).terms:
                        strengths[key] = max(strengths.get(key, 0.0), term.strength)
        for key, strength in strengths.items():
            if key in self._by_term:
                yield self._corpus.term_weight(key) * strength, self._by_term[key]
        for concept, term in document.concepts.items():
            if concept in self._by_concept:
                weight = self._corpus.concept_weight(concept) * term.strength * _CONCEPT_SHARE
                yield weight, self._by_concept[concept]

    def _best(self, shared: dict[int, float], total: float, most: int) -> list[int]:
        """Return the texts with the greatest share in common, of those that share a weight with a document."""
        weights = self._weights
        heaviest = nlargest(most, shared.values())
        if len(heaviest) == most:  # no text with less in common than this can be among the nearest
            first = [weight / (total + weights[number]) for number, weight in shared.items() if weight >= heaviest[-1]]
            least = nlargest(most, first)[-1] * (total + self._lightest)
            shared = {number: weight for number, weight in shared.items() if weight >= least}
        shares = ((-weight / (total + weights[number]), number) for number, weight in shared.items())
        return [number for _, number in nsmallest(most, shares)]


def _count(row: tuple[int, float, Sequence["array[int]"]]) -> int:
    return row[0]


class _Postings(dict[str, "array[int]"]):
    """The numbers of the texts that have a word."""

    def __missing__(self, word: str) -> "array[int]":
        numbers = self[word] = array("I")
        return numbers


class _WordWeights(dict[str, float]):
    """The weight of a word by its own key; 0 for words that tell nothing."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon) -> None:
        super().__init__()
        self._corpus = corpus
        self._lexicon = lexicon

    def __missing__(self, word: str) -> float:
        keys: WordKeys = self._lexicon.word_keys(word)
        weight = self[word] = self._corpus.term_weight(keys.terms[0]) if keys.terms else 0.0
        return weight
