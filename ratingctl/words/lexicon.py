"""What is known of words: trades, names that are one, look-alikes that are not, compounds, syllables of pinyin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ratingctl.words.search import stem
from ratingctl.words.tokens import Token, tokens_of
from ratingctl.words.transliteration import latin_key

NAME_MARK = "@"
"""Begins the key of a known name."""
_SHORTEST_TAIL = 3
_LONGEST_SYLLABLE = 6


class Concept(NamedTuple):
    """Words that speak of one thing.

    Attributes:
        id: Its name.
        parent: The more general concept, or nothing.
        words: The words and phrases.
        is_process: True for what is done to things (built, delivered, discussed), which tells little of the thing.
    """

    id: str
    parent: str
    words: tuple[str, ...]
    is_process: bool = False


@dataclass(frozen=True)
class WordLists:
    """The lists of words of which a lexicon is made.

    Attributes:
        concepts: Words of one trade, from the general to the special.
        heads: First parts of compound words, with the word each stands for.
        tails: Last parts of compound words, with the word each stands for.
        wholes: Words that begin like a compound and are none.
        names: For each slug the names that are one and the same.
        places: The slugs of those names that are places.
        apart: Groups of words that look alike and are not the same.
        stop: Words that say nothing.
        stems: Words that the stemmer takes for others, with the words to stem instead.
        syllables: Syllables of pinyin with their Cyrillic spelling (Palladius).
    """

    concepts: Sequence[Concept] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    tails: Mapping[str, str] = field(default_factory=dict)
    wholes: Sequence[str] = ()
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    places: Sequence[str] = ()
    confusable: Sequence[Sequence[str]] = ()
    stop: Sequence[str] = ()
    stems: Mapping[str, str] = field(default_factory=dict)
    syllables: Mapping[str, str] = field(default_factory=dict)


class PhraseMatch(NamedTuple):
    """A known phrase among tokens: its first position, the position after its last, and what it stands for."""

    start: int
    end: int
    meaning: str


class Lexicon:
    """Looks words up.

    Args:
        lists: What is known of words.
        more_names: Names of a rating's own; where they share a spelling with a known name, they join it.
        more_places: Names of towns of a rating's own, in all cases.
    """

    def __init__(
        self,
        lists: WordLists,
        more_names: Mapping[str, Sequence[str]] | None = None,
        more_places: Iterable[str] = (),
    ) -> None:
        self._stop = frozenset(lists.stop)
        self._parts: dict[str, tuple[str, ...]] = {}
        self._syllables = lists.syllables
        self._keys = {word: tokens_of(instead)[0].key for word, instead in lists.stems.items()}
        self._parents = {concept.id: concept.parent for concept in lists.concepts if concept.parent}
        self._processes = {concept.id for concept in lists.concepts if concept.is_process}
        self._concepts = _Phrases(
            (self.tokens(text), concept.id) for concept in lists.concepts for text in concept.words
        )
        names = _joined(lists.names, more_names or {})
        self._names = _Phrases(
            ((self.tokens(text), NAME_MARK + slug) for slug, spellings in names.items() for text in spellings),
            capital=True,
        )
        self._heads = sorted(
            ((head, self._last_key(word)) for head, word in lists.heads.items()), key=lambda row: -len(row[0])
        )
        self._tails = {self._last_key(tail): self._last_key(word) for tail, word in lists.tails.items()}
        self._wholes = {self._last_key(word) for word in lists.wholes}
        self._groups: dict[str, set[int]] = {}
        for number, group in enumerate(lists.confusable):
            for text in group:
                for key in self._keys_of_name(text):
                    self._groups.setdefault(key, set()).add(number)
        self._places = {NAME_MARK + slug for slug in lists.places}
        self._places.update(self._last_key(text) for text in more_places)

    def tokens(self, text: str) -> list[Token]:
        """The words of a text, each with the key under which its forms and spellings meet.

        Beyond `tokens_of`: words that the stemmer would take for others keep apart, and a name in pinyin gets the key
        of its Cyrillic spelling (`Xugong` that of «Сюйгун»).
        """
        found = tokens_of(text)
        for position, token in enumerate(found):
            key = self._key(token)
            if key != token.key:
                found[position] = token._replace(key=key)
        return found

    def is_stop_word(self, word: str) -> bool:
        """True for a folded word that says nothing."""
        return word in self._stop

    def is_place(self, key: str) -> bool:
        """True for the key of a place."""
        return key in self._places

    def names_in(self, tokens: Sequence[Token]) -> list[PhraseMatch]:
        """Known names, the longest first; none overlap."""
        return self._names.found_in(tokens)

    def concepts_in(self, tokens: Sequence[Token]) -> list[PhraseMatch]:
        """Concepts; a word may stand for several."""
        return self._concepts.found_in(tokens)

    def concepts_of(self, key: str) -> list[str]:
        """The concepts for which a single word stands."""
        return self._concepts.of_word(key)

    def lineage(self, concept: str) -> list[str]:
        """A concept and the more general ones above it, the nearest first."""
        found = [concept]
        while (parent := self._parents.get(found[-1])) and parent not in found:
            found.append(parent)
        return found

    def is_process(self, concept: str) -> bool:
        """True for a concept of what is done to things."""
        return concept in self._processes

    def is_process_word(self, key: str) -> bool:
        """True for a word that stands for processes alone."""
        concepts = self.concepts_of(key)
        return bool(concepts) and self._processes.issuperset(concepts)

    def parts(self, token: Token) -> tuple[str, ...]:
        """The keys of the words for which the parts of a compound word stand; none where it is no known compound."""
        parts = self._parts.get(token.word)
        if parts is None:
            parts = self._parts[token.word] = () if token.is_figure else self._split(token)
        return parts

    def are_confusable(self, one: str, other: str) -> bool:
        """True if two different keys look alike and are known not to be the same."""
        groups = self._groups.get(one)
        return groups is not None and one != other and not groups.isdisjoint(self._groups.get(other, ()))

    def look_alikes(self, keys: Iterable[str]) -> dict[int, set[str]]:
        """Those of some keys that have known look-alikes, by their group."""
        found: dict[int, set[str]] = {}
        for key in keys:
            for group in self._groups.get(key, ()):
                found.setdefault(group, set()).add(key)
        return found

    def _split(self, token: Token) -> tuple[str, ...]:
        if token.key in self._wholes or self.concepts_of(token.key):
            return ()
        for head, meaning in self._heads:
            if token.word.startswith(head) and len(token.word) - len(head) >= _SHORTEST_TAIL:
                rest = self._last_key(token.word[len(head) :])
                if rest in self._tails:
                    return meaning, self._tails[rest]
                if self.concepts_of(rest):
                    return meaning, rest
        return ()

    def _key(self, token: Token) -> str:
        key = self._keys.get(token.word)
        if key is None:
            cyrillic = self._from_pinyin(token.word) if token.is_name and token.word.isascii() else ""
            key = self._keys[token.word] = latin_key(stem(cyrillic)) if cyrillic else token.key
        return key

    def _last_key(self, text: str) -> str:
        tokens = self.tokens(text)
        return tokens[-1].key if tokens else ""

    def _keys_of_name(self, text: str) -> list[str]:
        """The key of a word as it stands in a text: that of the known name, if it is one."""
        tokens = self.tokens(text)
        known = [found.meaning for found in self._names.found_in(tokens)]
        return known or [token.key for token in tokens[:1] if len(tokens) == 1]

    def _from_pinyin(self, word: str) -> str:
        """A word of two syllables of pinyin or more in Cyrillic; empty where it is none."""
        spelled: list[str | None] = [""] + [None] * len(word)
        count = [0] * (len(word) + 1)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end):
                before, syllable = spelled[start], self._syllables.get(word[start:end])
                if before is not None and syllable and (spelled[end] is None or count[start] + 1 < count[end]):
                    spelled[end], count[end] = before + syllable, count[start] + 1
        return spelled[-1] or "" if count[-1] > 1 else ""


class _Phrases:
    """Words and phrases with what they stand for, by the key of their first word.

    Args:
        phrases: The words of each phrase, and what it stands for.
        capital: True if only words that begin with a capital are meant.
    """

    def __init__(self, phrases: Iterable[tuple[Sequence[Token], str]], *, capital: bool = False) -> None:
        self._capital = capital
        self._rows: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for tokens, meaning in phrases:
            if tokens:
                keys = tuple(token.key for token in tokens)
                abbreviation = all(token.surface.isupper() for token in tokens) and len(tokens[0].surface) > 1
                self._rows.setdefault(keys[0], []).append((keys, meaning, abbreviation))
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._words = {
            key: [meaning for phrase, meaning, abbreviation in rows if len(phrase) == 1 and not abbreviation]
            for key, rows in self._rows.items()
        }

    def of_word(self, key: str) -> list[str]:
        return self._words.get(key, [])

    def found_in(self, tokens: Sequence[Token]) -> list[PhraseMatch]:
        found: list[PhraseMatch] = []
        free = 0
        for start, token in enumerate(tokens):
            rows = self._rows.get(token.key)
            if rows is None or start < free or (self._capital and not token.is_capital):
                continue
            longest = 0
            for phrase, meaning, capitals in rows:
                length = len(phrase)
                if length < longest or (capitals and not token.surface.isupper()):
                    continue
                if length == 1 or phrase == tuple(other.key for other in tokens[start : start + length]):
                    longest = length
                    found.append(PhraseMatch(start, start + length, meaning))
            free = max(free, start + longest)
        return found


def _joined(names: Mapping[str, Sequence[str]], more: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Names of two lists; a group of the second that shares a spelling with one of the first joins it."""
    joined = {slug: list(spellings) for slug, spellings in names.items()}
    owner = {spelling.casefold(): slug for slug, spellings in names.items() for spelling in spellings}
    for slug, spellings in more.items():
        known = next((owner[text.casefold()] for text in spellings if text.casefold() in owner), slug)
        joined.setdefault(known, []).extend(spellings)
    return joined
