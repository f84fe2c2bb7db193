"""A rating's own words: what it calls its units and their groups, the stages of projects and what stops them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class UnitWords(NamedTuple):
    """The words for the units of a rating: regions, countries, schools.

    Attributes:
        one: The singular: `country`.
        few: What stands with 2, 3 and 4, in languages that have such a form: `страны`.
        many: What stands with 5, and in English with every other number: `countries`, `стран`.
        plural: The plural as it stands alone; by default that of English, else no word.
        group: What a group of units is called: `continent`.
    """

    one: str = ""
    few: str = ""
    many: str = ""
    plural: str = ""
    group: str = ""

    def forms(self) -> dict[str, str]:
        """Return the words as values of messages: each as it is, and with a capital under a capitalised name."""
        plural = self.plural or ("" if self.few else self.many)
        words = {"unit": self.one, "units": plural, "many": self.many, "group": self.group}
        given = {name: word for name, word in words.items() if word}
        return {**given, **{name.capitalize(): word[:1].upper() + word[1:] for name, word in given.items()}}

    def words(self, usual: Mapping[str, str]) -> dict[str, str]:
        """Return every word that a template may say of units, each also with a capital under a capitalised name.

        `few` is what stands with 2, in Russian the genitive; where a rating does not give it, `many` or `one` stands.

        Args:
            usual: The words of a rating that has none of its own.
        """
        if not self.one:
            words = {name: usual[name] for name in ("unit", "units", "few", "many")}
        else:
            many = self.many or self.one
            words = {"unit": self.one, "units": self.plural or many, "few": self.few or self.one, "many": many}
        words["group"] = self.group or usual["group"]
        return {**words, **{name.capitalize(): word[:1].upper() + word[1:] for name, word in words.items()}}

    def counted(self, form: int, forms: int) -> str:
        """Return what stands with a number.

        Args:
            form: Which plural form of the language goes with it, the first one being 0.
            forms: How many plural forms the language has.
        """
        words = (self.one, self.few or self.many, self.many) if forms > 2 else (self.one, self.many)
        return words[min(form, len(words) - 1)] or self.one


def heading_key(dimension: str) -> str:
    """Return the key of the heading of a column of scores by dimension."""
    return f"{DIMENSION}{dimension}"


DIMENSION = "dimension_"
"""What begins the key of a heading that a rating gives itself."""

_NO_WORDS = UnitWords()


class OwnLanguage(str):
    """The code of a language, with the words that a rating says in its own way: `Catalogue` uses them.

    Args:
        code: The code.
        unit: The words for units.
        texts: Other words, by the key of the message that they replace: `status.delivered`.
    """

    unit: UnitWords
    texts: Mapping[str, str]

    def __new__(
        cls, code: str, unit: UnitWords = _NO_WORDS, texts: Mapping[str, str] = MappingProxyType({})
    ) -> "OwnLanguage":
        """Make a language."""
        language = super().__new__(cls, code)
        language.unit, language.texts = unit, texts
        return language


def has_own_words(language: str) -> bool:
    """Return True if a language comes with a rating's own words for its units."""
    return isinstance(language, OwnLanguage) and bool(language.unit.one)
