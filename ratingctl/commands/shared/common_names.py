"""The proper names that tell no project of a rating from another."""

from collections.abc import Iterable, Iterator

from ratingctl.domain.model import Rating
from ratingctl.intake.subject import is_on_topic
from ratingctl.language.files import SOURCE as ENGLISH
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem


def common_names(names: Iterable[str], rating: Rating) -> frozenset[str]:
    """Return those of some proper names that are of countries, of the rating's regions or of its subject.

    A name in quotes is never one: «Калуга» is a park, not the region.

    Args:
        names: Proper names, as `words.capitals.proper_names` gives them.
        rating: The rating, for its register and its subject.
    """
    single_words = [name for name in dict.fromkeys(names) if name[0].isalpha()]
    if not single_words:
        return frozenset()
    known = _stems_of_places(rating)
    subject = rating.settings.subject
    return frozenset(name for name in single_words if known.issuperset(_stems_of(name)) or is_on_topic(name, subject))


def _stems_of_places(rating: Rating) -> set[tuple[str, bool]]:
    """Return the stems of the names of all regions and countries."""
    regions = ((region.name, *region.aliases) for region in rating.regions.values())
    return {key for names in (*regions, *_countries(rating)) for name in names for key in _stems_of(name)}


def _countries(rating: Rating) -> Iterator[tuple[str, ...]]:
    """Yield the names and adjectives of each country, which English alone writes with capitals."""
    if rating.settings.language == ENGLISH:
        from ratingctl.storage.packaged.word_lists import country_words

        yield from ((name, *others) for name, others in country_words().items())


def _stems_of(name: str) -> list[tuple[str, bool]]:
    """Return the stem of each word of a name, with True for a Russian adjective: «Омская» область is not «Омск»."""
    words = [(word, stem(word)) for word in words_of(name)]
    return [(key, key.endswith(("ск", "цк")) and len(word) > len(key) + 1 and word[-2:] != "ом") for word, key in words]
