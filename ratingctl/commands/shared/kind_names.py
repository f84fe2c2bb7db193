"""The kinds of events by the words of people: ids, names in every language, everyday synonyms."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ratingctl.domain.kinds import Kind
from ratingctl.domain.model import Rating
from ratingctl.errors import UsageError
from ratingctl.language.catalogue import Catalogue, all_translations
from ratingctl.message import Message, sentence
from ratingctl.words.fold import words_of
from ratingctl.words.names import NameIndex
from ratingctl.words.stemmer import stem
from ratingctl.words.suggestion import closest

_LEAST_SIMILARITY = 80.0
"""Percent: of short words fewer letters in common say nothing, «экспорт» and «спор» share four."""


class SpokenKind(NamedTuple):
    """A kind with the words by which people name it.

    Attributes:
        names: Its id and its names, in every language.
        synonyms: Everyday words for it, in every language.
    """

    kind: Kind
    names: tuple[str, ...]
    synonyms: tuple[str, ...]


def kind_named(rating: Rating, query: str) -> str:
    """Return the id of the kind that a person names: by its id, its name or an everyday word, in any language.

    A name outweighs a synonym, a whole word the beginning of one; cases and numbers of a word are the same word.

    Raises:
        UsageError: If there is none, or several are called so.
    """
    if query in rating.settings.kinds:
        return query
    spoken = spoken_kinds(rating)
    keys = _keys_for(spoken, query)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UsageError(
            sentence("the kind {query!r} may be {keys}", query=query, keys=_listed(rating, keys)),
            next_step=sentence("name the one that you mean"),
        )
    words = {word: each.kind for each in spoken for word in (*each.names, *each.synonyms)}
    near = list(dict.fromkeys(words[word].id for word in closest(query, words, 3, _LEAST_SIMILARITY)))[:2]
    hint = sentence(" (did you mean {word}?)", word=_listed(rating, near)) if near else ""
    raise UsageError(
        sentence("no kind {query!r}{hint}", query=query, hint=hint),
        next_step=sentence(
            "`ratingctl add-event --kind '?'` explains the kinds: {spoken}",
            spoken=", ".join(_name(rating, kind) for kind in rating.settings.kinds),
        ),
    )


def spoken_kinds(rating: Rating) -> list[SpokenKind]:
    """Return the kinds of a rating with the words by which people name them."""
    spoken = []
    for kind in rating.settings.kinds.values():
        own = (kind.name,) if kind.name else ()
        names = (kind.id, kind.id.replace("_", " "), *own, *all_translations(f"kind.{kind.id}"))
        synonyms = (word for row in all_translations(f"kind_synonyms.{kind.id}") for word in row.split(";"))
        spoken.append(SpokenKind(kind, names, tuple(word.strip() for word in synonyms)))
    return spoken


def _keys_for(spoken: Sequence[SpokenKind], query: str) -> list[str]:
    """Return the ids that a query may mean: by whole words first, then by their stems, then by beginnings."""
    names = {each.kind.id: each.names for each in spoken}
    synonyms = {each.kind.id: each.synonyms for each in spoken}
    for table in (names, synonyms):
        index = NameIndex(table)
        if index.named_whole(query):
            return index.keys_for(query)
    return (
        _with_stems(names, query)
        or _with_stems(synonyms, query)
        or NameIndex({key: (*names[key], *synonyms[key]) for key in names}).keys_for(query)
    )


def _with_stems(table: Mapping[str, Sequence[str]], query: str) -> list[str]:
    wanted = _stems(query)
    return [key for key, words in table.items() if wanted and any(_stems(word) == wanted for word in words)]


def _stems(words: str) -> list[str]:
    return [stem(word) for word in words_of(words)]


def _listed(rating: Rating, kinds: Sequence[str]) -> str:
    """Return kinds with their names in the language of the rating: `contract (договор)`."""
    named = [(kind, _name(rating, kind)) for kind in kinds]
    return ", ".join(kind if name == kind else f"{kind} ({name})" for kind, name in named)


def _name(rating: Rating, kind: str) -> str:
    name = rating.settings.kinds[kind].name
    is_known = not name and bool(all_translations(f"kind.{kind}"))
    return Catalogue(rating.settings.language).said(Message(f"kind.{kind}")) if is_known else name or kind
