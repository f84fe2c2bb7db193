"""Help in the language of the person: texts, headings and the words in capitals, which are English in the source."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import typer

from ratingctl.language.files import SOURCE
from ratingctl.language.own_words import has_own_words
from ratingctl.language.person import person_language, person_words
from ratingctl.message import Message, sentence, with_unit_words

Part = Any
"""A command, option or argument of click, of which typer brings a copy of its own."""

_CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Z_]+(?![\w-]|\.\w)|<(?:str|path|int(?: range)?)>")
_BRACED = re.compile(r"\{([^{}]+)\}")
_EXTRA = re.compile(r"  \[([^\[\]]+)\]$")
_FORMATTER: Any = typer.Context.formatter_class


class SpokenFormatter(_FORMATTER):  # type: ignore[misc]
    """A formatter of help whose own words are in the person's language."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._say = person_words(os.environ)

    def said(self, text: str) -> str:
        """Return an English help text in the language."""
        return self._say(Message(text))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(
            prog, self._capitals(_BRACED.sub(r"\1", args)), prefix or f"{self._say(sentence('Usage'))}: "
        )

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(self._say(_HEADINGS.get(heading, heading)))

    def write_dl(self, rows: Sequence[tuple[str, str]], *arguments: Any, **named: Any) -> None:
        """Write options or arguments with their texts."""
        spoken = [
            (self._capitals(first), self._say(_TEXTS.get(second) or _EXTRA.sub(self._extra, second)))
            for first, second in rows
        ]
        super().write_dl(spoken, *arguments, **named)

    def _capitals(self, text: str) -> str:
        return _CAPITALS.sub(lambda match: self._say(PLACEHOLDERS.get(match[0], match[0])), text)

    def _extra(self, match: re.Match[str]) -> str:
        """Return what typer adds to a text, `[default: 5; required]`, in the language."""
        pieces = []
        for piece in match[1].split("; "):
            name, colon, value = piece.partition(": ")
            pieces.append(f"{self._say(_EXTRAS.get(name, name))}{colon}{value}")
        return f"  [{'; '.join(pieces)}]"


_HEADINGS = {
    "Options": sentence("Options"),
    "Arguments": sentence("Arguments"),
    "Commands": sentence("Verbs"),
}
"""Headings of typer."""

_EXTRAS = {"default": sentence("default"), "required": sentence("required")}
"""What typer adds to the text of an option."""

_TEXTS = {"Show this message and exit.": sentence("Show this message and exit.")}
"""Help texts of typer."""

PLACEHOLDERS = {
    "OPTIONS": sentence("OPTIONS"),
    "COMMAND": sentence("VERB"),
    "ARGS": sentence("ARGUMENTS"),
    "<str>": sentence("TEXT"),
    "<int>": sentence("NUMBER"),
    "<int range>": sentence("NUMBER"),
    "<path>": sentence("PATH"),
    "FILE": sentence("FILE"),
    "DIR": sentence("FOLDER"),
    "REASON": sentence("REASON"),
    "CODE": sentence("CODE"),
    "NAME": sentence("NAME"),
    "HEAD": sentence("HEADING"),
    "NEW": sentence("NEW"),
    "TEXT": sentence("TEXT"),
    "DATE": sentence("DATE"),
    "EDITION": sentence("EDITION"),
    "EDITIONS": sentence("EDITION"),
    "REGION": sentence("REGION"),
    "EVENT": sentence("EVENT"),
    "SUBJECT": sentence("WHAT"),
    "WHAT": sentence("WHAT"),
    "FIELD": sentence("FIELD"),
    "VALUE": sentence("VALUE"),
    "CHANGES": sentence("CHANGES"),
    "KIND": sentence("KIND"),
    "PROJECTS": sentence("PROJECTS"),
}
"""Words in capitals that stand for what is typed."""


def translate_help(command: Part, environment: Mapping[str, str]) -> None:
    """Put the person's language in the place of the English help texts of a command, its verbs and options.

    It is done when help is written: other runs need none of it.

    Args:
        command: The command; changed in place.
        environment: The environment variables, which tell the language.
    """
    language = person_language(environment)
    translate: Callable[[str], str] = with_unit_words
    if language != SOURCE or has_own_words(language):
        from ratingctl.language.catalogue import Catalogue  # English needs none

        translate = Catalogue(language).translated
    for part in _parts(command):
        if part.help:
            part.help = translate(part.help)
        if getattr(part, "epilog", None):
            part.epilog = "\n\n".join(_translated(text, translate) for text in part.epilog.split("\n\n"))


def help_texts(command: Part) -> list[str]:
    """Return the help texts of a command, its verbs and options, in their order; manuals by paragraphs and examples."""
    return [text for part in _parts(command) for text in (part.help, *_manual_texts(part)) if text]


def _parts(command: Part) -> Iterator[Part]:
    """Iterate over a command, its options and its verbs, as far as they can have a help text."""
    for part in (command, *command.params):
        if hasattr(part, "help"):
            yield part
    for verb in getattr(command, "commands", {}).values():
        yield from _parts(verb)


def _manual_texts(part: Part) -> Iterator[str]:
    """Iterate over the texts of a command's manual: paragraphs, and examples with their heading."""
    epilog = getattr(part, "epilog", None) or ""
    for paragraph in epilog.split("\n\n"):
        yield from _lines(paragraph) if _is_verbatim(paragraph) else (paragraph,)


def _translated(paragraph: str, translate: Callable[[str], str]) -> str:
    """Return a paragraph of a manual in a language; of one that is not wrapped every line by itself."""
    if not _is_verbatim(paragraph):
        return translate(paragraph)
    heading, *examples = map(translate, _lines(paragraph))
    return "\n".join(("\b", heading, *(f"  {example}" for example in examples)))


def _lines(paragraph: str) -> list[str]:
    return [line.strip() for line in paragraph.split("\n")[1:]]


def _is_verbatim(paragraph: str) -> bool:
    return paragraph.startswith("\b\n")
