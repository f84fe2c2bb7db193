"""Help texts in the language of the person: in the source they are English, and translated when the app is built."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ratingctl.language.files import SOURCE
from ratingctl.language.person import person_language

Part = Any
"""A command, option or argument of click, of which typer brings a copy of its own."""


def translate_help(command: Part, environment: Mapping[str, str]) -> None:
    """Put the person's language in the place of the English help texts of a command, its verbs and options.

    Args:
        command: The command; changed in place.
        environment: The environment variables, which tell the language.
    """
    language = person_language(environment)
    if language == SOURCE:
        return  # no catalogue is read

    from ratingctl.language.catalogue import Catalogue

    translate: Callable[[str], str] = Catalogue(language).translated
    for part in _parts(command):
        if part.help:
            part.help = translate(part.help)
        if _paragraphs(part):
            part.epilog = "\n\n".join(
                text if _is_verbatim(text) else translate(text) for text in part.epilog.split("\n\n")
            )


def help_texts(command: Part) -> list[str]:
    """Return the help texts of a command, its verbs and options, in their order; manuals by paragraphs."""
    return [text for part in _parts(command) for text in (part.help, *_paragraphs(part)) if text]


def _parts(command: Part) -> Iterator[Part]:
    """Iterate over a command, its options and its verbs, as far as they can have a help text."""
    for part in (command, *command.params):
        if hasattr(part, "help"):
            yield part
    for verb in getattr(command, "commands", {}).values():
        yield from _parts(verb)


def _paragraphs(part: Part) -> list[str]:
    """Return the paragraphs of a command's manual that are to be translated: all but its examples."""
    epilog = getattr(part, "epilog", None) or ""
    return [text for text in epilog.split("\n\n") if text and not _is_verbatim(text)]


def _is_verbatim(paragraph: str) -> bool:
    return paragraph.startswith("\b\n")
