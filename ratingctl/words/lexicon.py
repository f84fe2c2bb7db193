"""The lexicon: concepts, names with their spellings, confusable words, compounds, syllables of pinyin."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, NamedTuple, Self

from ratingctl.words.stemmer import stem
from ratingctl.words.tokens import StemmedToken, stemmed_tokens
from ratingctl.words.transliteration import latin_key

NAME_MARK = "@"
"""Prefix of the key of a known name."""
_SHORTEST_LAST_PART = 3
_SHORTEST_WORD = 3
_LONGEST_SYLLABLE = 6


class Concept(NamedTuple):
    """A concept of a thesaurus: synonyms and words of one trade.

    Attributes:
        id: Its id.
        parent: The id of the broader concept; empty where there is none.
        words: Its words and phrases.
        is_process: True for what is done to things (built, delivered, discussed), a weak sign of the same thing.
        is_venue: True for what only holds things (a park, a zone, a forum).
    """

    id: str
    parent: str
    words: tuple[str, ...]
    is_process: bool = False
    is_venue: bool = False


class WordLists(NamedTuple):
    """The word lists that a lexicon is built from.

    Attributes:
        concepts: Concepts, from the broad to the narrow.
        heads: First parts of compound words, with the whole word for each.
        tails: Last parts of compound words, with the whole word for each.
        wholes: Words that begin like a compound and are not compounds.
        names: For each slug the spellings of one name.
        places: The slugs of those names that are places.
        confusable: Groups of words that look alike and differ in meaning.
        stop: Stop words.
        stems: Words that the stemmer confuses with others, with the words to stem instead.
        syllables: Syllables of pinyin with their Cyrillic spelling (Palladius).
    """

    concepts: Sequence[Concept] = ()
    heads: Mapping[str, str] = {}
    tails: Mapping[str, str] = {}
    wholes: Sequence[str] = ()
    names: Mapping[str, Sequence[str]] = {}
    places: Sequence[str] = ()
    confusable: Sequence[Sequence[str]] = ()
    stop: Sequence[str] = ()
    stems: Mapping[str, str] = {}
    syllables: Mapping[str, str] = {}


class PhraseMatch(NamedTuple):
    """A known phrase in a sequence of tokens: its first position, the position after its last, and its meaning."""

    start: int
    end: int
    meaning: str


class WordKeys(NamedTuple):
    """What a word is looked up by, whatever stands beside it.

    Attributes:
        terms: Its key, that of the name that it is, and those of its parts; none for a word that tells nothing.
        concepts: Its concepts and those of its parts, with the broader ones.
    """

    terms: tuple[str, ...]
    concepts: tuple[str, ...]


class Lexicon:
    """A dictionary of names, concepts, compounds and confusable words, for tokens.

    Args:
        lists: The word lists.
        more_names: Names that a rating adds; where they share a spelling with a known name, they join it.
        more_places: Towns that a rating adds, in all cases.
    """

    def __init__(
        self,
        lists: WordLists,
        more_names: Mapping[str, Sequence[str]] | None = None,
        more_places: Iterable[str] = (),
    ) -> None:
        self._tables: Mapping[str, Any] = {}
        self._stop = frozenset(lists.stop)
        self._parts: dict[str, tuple[str, ...]] = {}
        self._word_keys: dict[str, WordKeys] = {}
        self._lineages: dict[str, list[str]] = {}
        self._syllables = lists.syllables
        self._stems = {word: stemmed_tokens(instead)[0].key for word, instead in lists.stems.items()}
        self._keys = dict(self._stems)
        self._parents = {concept.id: concept.parent for concept in lists.concepts if concept.parent}
        self._processes = {concept.id for concept in lists.concepts if concept.is_process}
        self._venues = {concept.id for concept in lists.concepts if concept.is_venue}
        self._concepts = _PhraseMatcher(
            _phrase_rows((self.tokens(text), concept.id) for concept in lists.concepts for text in concept.words)
        )
        names = _merged(lists.names, more_names or {})
        name_phrases = ((self.tokens(text), NAME_MARK + slug) for slug, texts in names.items() for text in texts)
        self._names = _PhraseMatcher(_phrase_rows(name_phrases), capital=True)
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

    @classmethod
    def of_tables(cls, tables: Mapping[str, Any]) -> Self:
        """Return the lexicon whose tables these are.

        The large ones, of phrases, are asked for when a text is read for the first time.

        Args:
            tables: What `tables` returned, also after a way through JSON.

        Raises:
            LookupError, TypeError, ValueError, AttributeError: If they are not.
        """
        lexicon = cls.__new__(cls)
        lexicon._stop = frozenset(tables["stop"])
        lexicon._parts = {}
        lexicon._word_keys = {}
        lexicon._lineages = {}
        lexicon._syllables = dict(tables["syllables"])
        lexicon._stems = dict(tables["stems"])
        lexicon._keys = dict(lexicon._stems)
        lexicon._parents = dict(tables["parents"])
        lexicon._processes = set(tables["processes"])
        lexicon._venues = set(tables["venues"])
        lexicon._tables = tables
        lexicon._heads = [(head, key) for head, key in tables["heads"]]
        lexicon._tails = dict(tables["tails"])
        lexicon._wholes = set(tables["wholes"])
        lexicon._groups = {key: set(groups) for key, groups in tables["groups"].items()}
        lexicon._places = set(tables["places"])
        return lexicon

    @cached_property
    def _concepts(self) -> "_PhraseMatcher":
        return _PhraseMatcher(self._tables["concepts"])

    @cached_property
    def _names(self) -> "_PhraseMatcher":
        return _PhraseMatcher(self._tables["names"], capital=True)

    def tables(self) -> dict[str, Any]:
        """Return its tables as JSON, so that they need not be made again."""
        return {
            "stop": sorted(self._stop),
            "syllables": self._syllables,
            "stems": self._stems,
            "parents": self._parents,
            "processes": sorted(self._processes),
            "venues": sorted(self._venues),
            "concepts": self._concepts.rows,
            "names": self._names.rows,
            "heads": self._heads,
            "tails": self._tails,
            "wholes": sorted(self._wholes),
            "groups": {key: sorted(groups) for key, groups in self._groups.items()},
            "places": sorted(self._places),
        }

    def tokens(self, text: str) -> list[StemmedToken]:
        """Return the stemmed tokens of a text, with two corrections of their keys.

        A word that the stemmer confuses with another gets a key of its own, and a name in pinyin gets the key of its
        Cyrillic spelling (`Xugong` that of «Сюйгун»).
        """
        tokens = stemmed_tokens(text)
        known = self._keys
        for position, token in enumerate(tokens):
            key = known.get(token.word) or self._key(token)
            if key != token.key:
                tokens[position] = token._replace(key=key)
        return tokens

    def is_stop_word(self, word: str) -> bool:
        """Return True if a folded word is a stop word."""
        return word in self._stop

    def is_place(self, key: str) -> bool:
        """Return True for the key of a place."""
        return key in self._places

    def names_in(self, tokens: Sequence[StemmedToken]) -> list[PhraseMatch]:
        """Return the known names in order; the longest wins and none overlap."""
        return self._names.matches_in(tokens)

    def concepts_in(self, tokens: Sequence[StemmedToken]) -> list[PhraseMatch]:
        """Return the concepts in order; a word may belong to several."""
        return self._concepts.matches_in(tokens)

    def concepts_of(self, key: str) -> list[str]:
        """Return the concepts of a single word."""
        return self._concepts.of_word(key)

    def lineage(self, concept: str) -> list[str]:
        """Return a concept and its broader concepts, the nearest first."""
        lineage = self._lineages.get(concept)
        if lineage is None:
            lineage = [concept]
            while (parent := self._parents.get(lineage[-1])) and parent not in lineage:
                lineage.append(parent)
            self._lineages[concept] = lineage
        return lineage

    def is_process(self, concept: str) -> bool:
        """Return True for a concept of what is done to things."""
        return concept in self._processes

    def is_venue(self, concept: str) -> bool:
        """Return True for a concept of what only holds things: the name that follows is that of a place."""
        return concept in self._venues

    def is_process_word(self, key: str) -> bool:
        """Return True if a word belongs to processes alone."""
        concepts = self._concepts.of_word(key)
        return bool(concepts) and self._processes.issuperset(concepts)

    def parts(self, token: StemmedToken) -> tuple[str, ...]:
        """Return the keys of the parts of a compound word; empty where a word is not a known compound."""
        parts = self._parts.get(token.word)
        if parts is None:
            parts = self._parts[token.word] = () if token.is_figure else self._split(token)
        return parts

    def word_keys(self, word: str) -> WordKeys:
        """Return what a single word is looked up by; cached, for large indexes have few different words."""
        keys = self._word_keys.get(word)
        if keys is None:
            keys = self._word_keys[word] = self._found_keys(word)
        return keys

    def _found_keys(self, word: str) -> WordKeys:
        tokens = self.tokens(word)
        token = tokens[0] if tokens else None
        is_short = token is None or not (token.is_figure or len(token.word) >= _SHORTEST_WORD or token.is_capital)
        if token is None or is_short or self.is_stop_word(token.word):
            return WordKeys((), ())
        parts = self.parts(token)
        own = [concept for key in (token.key, *parts) for concept in self.concepts_of(key)]
        concepts = dict.fromkeys(broader for concept in own for broader in self.lineage(concept))
        return WordKeys((token.key, *self._names.of_word(token.key), *parts), tuple(concepts))

    def are_confusable(self, one: str, other: str) -> bool:
        """Return True if two different keys are in one group of confusable words."""
        groups = self._groups.get(one)
        return groups is not None and one != other and not groups.isdisjoint(self._groups.get(other, ()))

    def confusable_groups(self, keys: Set[str]) -> dict[int, set[str]]:
        """Return the confusable ones among some keys, by the number of their group."""
        groups: dict[int, set[str]] = {}
        for key in self._groups.keys() & keys:
            for group in self._groups[key]:
                groups.setdefault(group, set()).add(key)
        return groups

    def _split(self, token: StemmedToken) -> tuple[str, ...]:
        if token.key in self._wholes or self.concepts_of(token.key):
            return ()
        for head, head_key in self._heads:
            if token.word.startswith(head) and len(token.word) - len(head) >= _SHORTEST_LAST_PART:
                tail = self._last_key(token.word[len(head) :])
                if tail in self._tails:
                    return head_key, self._tails[tail]
                if self.concepts_of(tail):
                    return head_key, tail
        return ()

    def _key(self, token: StemmedToken) -> str:
        key = self._keys.get(token.word)
        if key is None:
            cyrillic = self._from_pinyin(token.word) if token.is_capital and token.word.isascii() else ""
            key = self._keys[token.word] = latin_key(stem(cyrillic)) if cyrillic else token.key
        return key

    def _last_key(self, text: str) -> str:
        tokens = self.tokens(text)
        return tokens[-1].key if tokens else ""

    def _keys_of_name(self, text: str) -> list[str]:
        """Return the keys that a word has in a document: the keys of known names, else its own."""
        tokens = self.tokens(text)
        names = [match.meaning for match in self._names.matches_in(tokens)]
        return names or [token.key for token in tokens[:1] if len(tokens) == 1]

    def _from_pinyin(self, word: str) -> str:
        """Return a word of two or more syllables of pinyin in Cyrillic; empty for any other word."""
        spelled: list[str | None] = [""] + [None] * len(word)
        count = [0] * (len(word) + 1)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end):
                before, syllable = spelled[start], self._syllables.get(word[start:end])
                if before is not None and syllable and (spelled[end] is None or count[start] + 1 < count[end]):
                    spelled[end], count[end] = before + syllable, count[start] + 1
        return spelled[-1] or "" if count[-1] > 1 else ""


_PhraseRow = tuple[str, int, str, bool]
"""A phrase: the keys of its words with spaces between, their number, its meaning, True for an abbreviation."""


class _PhraseMatcher:
    """A phrase matcher over stemmed tokens: phrases with their meanings, by the key of their first word.

    Args:
        rows: The phrases by the key of their first word, the longest first.
        capital: True to match only words that begin with a capital.
    """

    def __init__(self, rows: Mapping[str, Sequence[_PhraseRow]], *, capital: bool = False) -> None:
        self.rows = rows
        self._capital = capital
        self._words: dict[str, list[str]] = {}

    def of_word(self, key: str) -> list[str]:
        meanings = self._words.get(key)
        if meanings is None:
            rows = self.rows.get(key, ())
            meanings = [meaning for _, length, meaning, abbreviation in rows if length == 1 and not abbreviation]
            self._words[key] = meanings
        return meanings

    def matches_in(self, tokens: Sequence[StemmedToken]) -> list[PhraseMatch]:
        matches: list[PhraseMatch] = []
        keys = [token.key for token in tokens]
        free = 0
        for start in [place for place, key in enumerate(keys) if key in self.rows]:
            token = tokens[start]
            if start < free or (self._capital and not token.is_capital):
                continue
            longest = 0
            for phrase, length, meaning, capitals in self.rows[keys[start]]:
                if length < longest or (capitals and not token.surface.isupper()):
                    continue
                if length == 1 or phrase == " ".join(keys[start : start + length]):
                    longest = length
                    matches.append(PhraseMatch(start, start + length, meaning))
            free = max(free, start + longest)
        return matches


def _phrase_rows(phrases: Iterable[tuple[Sequence[StemmedToken], str]]) -> dict[str, list[_PhraseRow]]:
    """Return phrases with their meanings as the rows of a phrase matcher."""
    by_key: dict[str, list[_PhraseRow]] = {}
    for tokens, meaning in phrases:
        if tokens:
            keys = [token.key for token in tokens]
            abbreviation = all(token.surface.isupper() for token in tokens) and len(tokens[0].surface) > 1
            by_key.setdefault(keys[0], []).append((" ".join(keys), len(keys), meaning, abbreviation))
    for rows in by_key.values():
        rows.sort(key=lambda row: -row[1])
    return by_key


def _merged(names: Mapping[str, Sequence[str]], more: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the names of two lists; a name of the second that shares a spelling with one of the first joins it."""
    merged = {slug: list(spellings) for slug, spellings in names.items()}
    owner = {spelling.casefold(): slug for slug, spellings in names.items() for spelling in spellings}
    for slug, spellings in more.items():
        known_slug = next((owner[text.casefold()] for text in spellings if text.casefold() in owner), slug)
        merged.setdefault(known_slug, []).extend(spellings)
    return merged
