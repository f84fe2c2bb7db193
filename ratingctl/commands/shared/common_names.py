"""The proper names that tell no project of a rating from another."""

from collections.abc import Iterator
from functools import cached_property

from ratingctl.domain.model import Rating
from ratingctl.intake.subject import is_on_topic
from ratingctl.language.files import SOURCE as ENGLISH
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem


class CommonNames:
    """The proper names that are of countries, of a rating's regions or of its subject, to test names with `in`.

    A name in quotes is never one: «Калуга» is a park, not the region.

    Args:
        rating: The rating, for its register and its subject.
    """

    def __init__(self, rating: Rating) -> None:
        self._rating = rating

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or not name[:1].isalpha():
            return False
        is_place = self._stems_of_places.issuperset(_stems_of(name))
        return is_place or is_on_topic(name, self._rating.settings.subject) is True

    @property
    def context(self) -> tuple[object, ...]:
        """Return what they depend on: values with a `repr` that says everything."""
        settings = self._rating.settings
        names = [(region.name, region.aliases) for region in self._rating.regions.values()]
        return str(settings.language), settings.subject, names

    @cached_property
    def _stems_of_places(self) -> set[tuple[str, bool]]:
        """The stems of the names of all regions and countries."""
        regions = ((region.name, *region.aliases) for region in self._rating.regions.values())
        places = (*regions, *_countries(self._rating))
        return {key for names in places for name in names for key in _stems_of(name)}


def _countries(rating: Rating) -> Iterator[tuple[str, ...]]:
    """Yield the names and adjectives of each country, which English alone writes with capitals."""
    if rating.settings.language == ENGLISH:
        from ratingctl.storage.packaged.word_lists import country_words

        yield from ((name, *others) for name, others in country_words().items())


def _stems_of(name: str) -> list[tuple[str, bool]]:
    """Return the stem of each word of a name, with True for a Russian adjective: «Омская» область is not «Омск»."""
    words = [(word, stem(word)) for word in words_of(name)]
    return [(key, key.endswith(("ск", "цк")) and len(word) > len(key) + 1 and word[-2:] != "ом") for word, key in words]
