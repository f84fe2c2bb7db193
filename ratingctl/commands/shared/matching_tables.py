"""The tables that `match` and the desk ask: the lexicon, the frequencies of words, and the documents of events.

They are derived from the word lists and the rating, kept in the cache, and made anew of what has changed.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from ratingctl.domain.model import Rating, RegionId
from ratingctl.matching import document, matcher
from ratingctl.matching.calibration import Calibration
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document_store import DocumentStore, Keeper
from ratingctl.matching.matcher import Matcher
from ratingctl.storage.loading.reader import RatingReader
from ratingctl.storage.local_state.calibration import read_calibration
from ratingctl.storage.packaged.word_lists import word_lists, word_lists_checksum
from ratingctl.words import fold, lexicon, quantities, stemmer, tokens, transliteration
from ratingctl.words.lexicon import Lexicon

_SAMPLE = 5000
"""Events that are read to tell rare words from common ones."""
_LEAST_JUDGED = 100
"""Links and refusals; of fewer, a share of right ones says little."""
_UNUSABLE = (ValueError, TypeError, LookupError, AttributeError)
_Table = TypeVar("_Table")


class MatchingTables(NamedTuple):
    """What is made once of a rating and asked many times.

    Attributes:
        documents: Makes the documents of events, by the lexicon, or takes those that are kept.
        corpus: The document frequencies of words.
        judged: How many links and refusals there are in the rating, or in a large sample of it.
        calibration: What `match --calibrate` has learned from them, if anything.
    """

    documents: DocumentStore
    corpus: Corpus
    judged: int
    calibration: Calibration | None = None

    @property
    def is_measured(self) -> bool:
        """Return True if there are enough judgements to say in percent how often a score is right."""
        return self.judged >= _LEAST_JUDGED

    @classmethod
    def of(cls, reader: RatingReader) -> Self:
        """Return the tables of a rating.

        Args:
            reader: The reader of the rating, opened with its names. What is kept is written when it is closed; the
                tables can be asked also after that.
        """
        keeper = reader.kept_tables()
        frame = reader.settings_and_editions()
        names = (tuple(sorted(frame.organisations.items())), tuple(sorted(frame.cities.items())))
        fingerprint = f"{word_lists_checksum():x} {_code_checksum():x} {zlib.crc32(repr(names).encode()):x}"
        words = _kept(keeper, f"lexicon {fingerprint}", Lexicon.of_tables, lambda: _lexicon_form(*names))
        documents = DocumentStore(words, keeper, fingerprint)

        def counts() -> bytes:
            sample = reader.with_sample(frame, _SAMPLE)
            return _stored({**Matcher(sample, documents).corpus.counts(), "judged": _judgements_in(sample)})

        corpus, judged = _kept(
            keeper,
            f"corpus {fingerprint} {reader.fingerprint()}",
            lambda table: (Corpus.of_counts(table), int(table["judged"])),
            counts,
        )
        stored = read_calibration(reader.root)
        return cls(documents, corpus, judged, Calibration(*stored) if stored else None)

    def matcher(self, rating: Rating) -> Matcher:
        """Return the matcher of a rating, of which at least the pages that matter are read."""
        return Matcher(rating, self.documents, self.corpus, is_measured=self.is_measured, calibration=self.calibration)


def _kept(keeper: Keeper, key: str, decode: Callable[[Mapping[str, Any]], _Table], make: Callable[[], bytes]) -> _Table:
    """Return a table that is kept; where there is none, or it is damaged, it is made and given to be kept."""
    form = keeper.get([key]).get(key)
    if form is not None:
        try:
            return decode(_StoredTables(form))
        except _UNUSABLE:
            pass  # it is made anew
    form = make()
    keeper.put(key, form)
    return decode(_StoredTables(form))


class _StoredTables(Mapping[str, Any]):
    """Tables in their stored form, a line of JSON for each; one is decoded when it is asked for.

    Args:
        form: What `_stored` returned.

    Raises:
        ValueError: If it is none.
    """

    def __init__(self, form: bytes) -> None:
        head, *lines = form.split(b"\n")
        self._lines = dict(zip(json.loads(head), lines, strict=True))

    def __getitem__(self, name: str) -> Any:
        return json.loads(self._lines[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _stored(tables: Mapping[str, Any]) -> bytes:
    """Return tables as bytes: their names, and a line of JSON for each."""
    lines = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (list(tables), *tables.values()))
    return "\n".join(lines).encode()


def _judgements_in(rating: Rating) -> int:
    """Return how many links and refusals of events there are."""
    return sum(len(event.follows) + len(event.not_follows) for event in rating.events())


@cache
def _lexicon_form(
    organisations: tuple[tuple[str, tuple[str, ...]], ...], cities: tuple[tuple[RegionId, tuple[str, ...]], ...]
) -> bytes:
    """Return the lexicon with the names of a rating as it is kept; it takes long to build.

    Args:
        organisations: The spellings of each organisation.
        cities: The cities of each region.
    """
    return _stored(Lexicon(word_lists(), dict(organisations), [city for _, names in cities for city in names]).tables())


@cache
def _code_checksum() -> int:
    """Return a checksum of the code that makes the tables: what another version made is not used."""
    modules = (document, matcher, fold, lexicon, quantities, stemmer, tokens, transliteration)
    return zlib.crc32(b"".join(Path(module.__file__).read_bytes() for module in modules if module.__file__))
