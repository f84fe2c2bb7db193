"""Documents of events: each is made once of the same words, and may be kept by somebody from run to run."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple, Protocol

from ratingctl.matching.document import Document, decoded, document_of, encoded
from ratingctl.words.lexicon import Lexicon

_UNDECODABLE = (ValueError, TypeError, LookupError, AttributeError)


class Words(NamedTuple):
    """What a document is made of.

    Attributes:
        fields: Texts with the strength of their words.
        common: Prefixes of words that all documents compared with it have.
    """

    fields: tuple[tuple[str, float], ...]
    common: frozenset[str]


class Keeper(Protocol):
    """Keeps tables from run to run, each by the checksum of what it was made of."""

    def get(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return the tables that are kept, by key; some may be missing."""

    def put(self, key: str, table: bytes) -> None:
        """Take a table that was made."""


class DocumentStore:
    """Makes documents, or takes them from a keeper.

    Args:
        lexicon: The lexicon.
        keeper: Who keeps documents, if anybody.
        fingerprint: The fingerprint of the lexicon and the code that makes documents.
    """

    def __init__(self, lexicon: Lexicon, keeper: Keeper | None = None, fingerprint: str = "") -> None:
        self.lexicon = lexicon
        self._keeper = keeper
        self._fingerprint = fingerprint

    def documents(self, many: Iterable[Words]) -> list[Document]:
        """Return the documents of many texts in order; those that are kept are not made anew."""
        texts = list(many)
        if self._keeper is None:
            return [self.document(words) for words in texts]
        heads: dict[frozenset[str], str] = {}  # many texts have the same one
        keys = [self._key(words, heads) for words in texts]
        kept = self._keeper.get(list(dict.fromkeys(keys)))
        documents = []
        for key, words in zip(keys, texts, strict=True):
            document = _decoded(kept.get(key))
            if document is None:
                document = self.document(words)
                self._keeper.put(key, encoded(document).encode())
            documents.append(document)
        return documents

    def document(self, words: Words) -> Document:
        """Return the document of one text, made anew."""
        return document_of(words.fields, self.lexicon, words.common)

    def _key(self, words: Words, heads: dict[frozenset[str], str]) -> str:
        head = heads.get(words.common)
        if head is None:
            head = heads[words.common] = repr((self._fingerprint, sorted(words.common)))
        return blake2b(f"{head}{words.fields!r}".encode(), digest_size=16).hexdigest()


def _decoded(form: bytes | None) -> Document | None:
    """Return the document of a kept form; None where there is none, or it is damaged."""
    try:
        return None if form is None else decoded(form)
    except _UNDECODABLE:
        return None
