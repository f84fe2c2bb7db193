"""The language of the person who runs the tool.

`--lang` and `RATINGCTL_LANG` choose it for all that is said, else a report is in the language of its edition, and help
and errors in that of the rating; where there is no rating the locale tells.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from ratingctl.language import files
from ratingctl.language.own_words import OwnLanguage, UnitWords, has_own_words
from ratingctl.message import Message, english

VARIABLE = "RATINGCTL_LANG"
"""The variable in which a person chooses; `--lang` sets it for one run."""

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of POSIX, in their order."""

_NO_WORDS = UnitWords()

_rating_language: ContextVar[OwnLanguage] = ContextVar("language of the rating that the run is about")
_NO_RATING = OwnLanguage("")


def known_language(name: str) -> str:
    """Return the code of a language or locale such as `ru_RU.UTF-8`; empty where the catalogue does not have it."""
    code = name.replace(".", "_").replace("-", "_").partition("_")[0].lower()
    return code if code in files.languages() else ""


def person_language(environment: Mapping[str, str]) -> str:
    """Return the code of the person's language: as chosen, else the rating's, else the locale's, else English.

    Args:
        environment: The environment variables.
    """
    locale = next(filter(None, map(environment.get, _LOCALE)), "")
    return spoken_language(_rating_language.get(_NO_RATING), environment) or known_language(locale) or files.SOURCE


def language_outside_ratings(environment: Mapping[str, str]) -> str:
    """Return the code of the language of somebody who begins a rating: as chosen, else the locale's, else English.

    Args:
        environment: The environment variables.
    """
    locale = next(filter(None, map(environment.get, _LOCALE)), "")
    return known_language(environment.get(VARIABLE, "")) or known_language(locale) or files.SOURCE


def spoken_language(own: str, environment: Mapping[str, str]) -> str:
    """Return the language in which a report is said: as the person has chosen, else its own, with the rating's words.

    Args:
        own: The report's own language.
        environment: The environment variables.
    """
    chosen = known_language(environment.get(VARIABLE, ""))
    return chosen if chosen and chosen != own else own


def person_words(environment: Mapping[str, str]) -> Callable[[str | Message], str]:
    """Return a function that says texts and messages in the person's language.

    Args:
        environment: The environment variables.
    """
    language = person_language(environment)
    if language == files.SOURCE and not has_own_words(language):
        return english  # no catalogue is read

    from ratingctl.language.catalogue import Catalogue

    return Catalogue(language).said


@contextmanager
def about_rating(language: str, unit: UnitWords = _NO_WORDS) -> Iterator[None]:
    """Speak the language of a rating within the block, where the person has chosen no other one.

    Args:
        language: What the rating says; one that the catalogue does not have counts for nothing.
        unit: What the rating calls its units.
    """
    token = _rating_language.set(OwnLanguage(known_language(language), unit))
    try:
        yield
    finally:
        _rating_language.reset(token)
