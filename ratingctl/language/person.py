"""The language of the person who runs the tool: errors and help are said in it, reports in the rating's."""

from collections.abc import Callable, Mapping

from ratingctl.language import files
from ratingctl.message import Message, english

_VARIABLES = ("RATINGCTL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where it is looked for: the tool's own variable, then those of POSIX in their order."""


def person_language(environment: Mapping[str, str]) -> str:
    """Return the code of the person's language; English where the catalogue does not have it.

    Args:
        environment: The environment variables; `ru_RU.UTF-8` means `ru`.
    """
    name = next(filter(None, (environment.get(variable) for variable in _VARIABLES)), files.SOURCE)
    code = name.replace(".", "_").partition("_")[0].lower()
    return code if code in files.languages() else files.SOURCE


def person_words(environment: Mapping[str, str]) -> Callable[[str | Message], str]:
    """Return a function that says texts and messages in the person's language.

    Args:
        environment: The environment variables.
    """
    language = person_language(environment)
    if language == files.SOURCE:
        return english  # no catalogue is read

    from ratingctl.language.catalogue import Catalogue

    return Catalogue(language).said
