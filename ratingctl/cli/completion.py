"""Tab completion: the candidates for the word at the cursor.

It reads neither the cache nor YAML, and imports neither typer nor the verbs: options stand in a table that is made
beforehand, and ids are read off the lines of files, as a search for `id:` would. What a line does not show is not
offered; nothing is written, and a folder without a rating, or a broken one, offers less and says nothing.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ratingctl.cli import completion_values as values
from ratingctl.cli.completion_values import FILES, CompletionChoice

VARIABLE = "_RATINGCTL_COMPLETE"
"""The variable in which the shell's script says which shell asks."""

TABLE = Path(__file__).with_name("completion_table.json")
"""The verbs with their options and arguments; a test keeps it up to date."""

_FILE_MARK = "//file"
"""The answer by which the shell's script completes the names of files."""

_WITHOUT_DESCRIPTIONS = ("37", "42")
"""The values of COMP_TYPE where bash puts each choice into the line."""


Table = Mapping[str, Any]
"""Of each verb, and of the command line before it under an empty name: summary, arguments and options."""


class _Option(NamedTuple):
    """An option in the table."""

    name: str
    short: str
    value: str
    help: str


class _Line(NamedTuple):
    """A command line that is being typed.

    Attributes:
        verb: The verb; empty where none stands before the cursor.
        option: The option whose value is being typed; empty if it is no value.
        place: How many arguments of the verb stand before the cursor.
        root: What stands behind `--root`.
        begun: What stands of the word at the cursor.
        prefix: What stands before that in the same word: `--option=`.
    """

    verb: str
    option: str
    place: int
    root: str
    begun: str
    prefix: str = ""


def print_completions(environment: Mapping[str, str]) -> None:
    """Print the choices for the word at the cursor, a line each, as the script of the shell reads them.

    Args:
        environment: The environment variables: `COMP_WORDS`, a word a line, and `COMP_CWORD`, as bash calls them.
    """
    cursor = int(environment.get("COMP_CWORD", "0"))
    typed = [*environment.get("COMP_WORDS", "").split("\n"), ""][: cursor + 1]
    words = [_unquoted(word) for word in typed]
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    line = _line(table, words[1:])
    choices = [choice for choice in _choices(table, line, environment) if choice.fits(line.begun)]
    if line.prefix:
        choices = [choice._replace(value=f"{line.prefix}{choice.value}") for choice in choices if choice is not FILES]
    for text in _printed(choices, environment, typed[-1][:1]):
        sys.stdout.write(f"{text}\n")


def _line(table: Table, words: Sequence[str]) -> _Line:
    """Return what the words before the cursor say."""
    *before, begun = words or [""]
    verb, option, place, root = "", "", 0, ""
    for word in before:
        if word == "=":  # bash parts `--option=value` there
            continue
        if option:
            root, option = (word if option == "--root" else root), ""
        elif word.startswith("-") and word != "-":
            option = "" if "=" in word else _long(table, verb, word)
            root = word.partition("=")[2] if word.startswith("--root=") else root
        elif verb:
            place += 1
        else:
            verb = word
    name, equals, value = begun.partition("=")
    if equals and not option and _long(table, verb, name):
        return _Line(verb, _long(table, verb, name), place, root, value, f"{name}=")
    return _Line(verb, option, place, root, "" if begun == "=" else begun)


def _long(table: Table, verb: str, word: str) -> str:
    """Return the long name of an option that takes a value; empty for one that takes none."""
    for option in _options(table, verb):
        if word in (option.name, option.short):
            return option.name if option.value else ""
    return ""


def _options(table: Table, verb: str) -> list[_Option]:
    """Return the options of a verb, or those before it."""
    return [_Option(*row) for row in table.get(verb, table[""])["options"]]


def _choices(table: Table, line: _Line, environment: Mapping[str, str]) -> Iterator[CompletionChoice]:
    """Yield all candidates for the word at the cursor; what was typed of it does not narrow them."""
    root = line.root or environment.get("RATINGCTL_ROOT", "")
    options = _options(table, line.verb)
    if line.option:
        value = next(option.value for option in options if option.name == line.option)
        yield from values.choices(value, root, line.begun)
    elif line.begun.startswith("-"):
        say = values.words(root)
        yield from (CompletionChoice(option.name, say(option.help)) for option in options)
    elif not line.verb:
        say = values.words(root)
        yield from (CompletionChoice(verb, say(entry["summary"])) for verb, entry in table.items() if verb)
    else:
        arguments = table.get(line.verb, {}).get("arguments") or []
        if line.place < len(arguments):
            yield from values.choices(arguments[line.place][0], root, line.begun)
        elif arguments and arguments[-1][1] == "many":
            yield from values.choices(arguments[-1][0], root, line.begun)


def _printed(choices: Sequence[CompletionChoice], environment: Mapping[str, str], quote: str) -> list[str]:
    """Return choices as a shell's script reads them.

    Args:
        choices: The choices.
        environment: The environment variables.
        quote: The first sign of the word at the cursor, which may be an open quotation mark.
    """
    from ratingctl.words.visible import visible

    shell = environment[VARIABLE]
    if any(choice is FILES for choice in choices):
        return [_FILE_MARK]
    lines = [(visible(choice.value), visible(choice.text)) for choice in choices]
    match shell:
        case "zsh":
            escaped = [(value.replace(":", r"\:"), text) for value, text in lines]
            return [f"{value}:{text}" if text else value for value, text in escaped]
        case "fish":
            return [f"{value}\t{text}" if text else value for value, text in lines]
        case _:
            values_alone = len(lines) < 2 or environment.get("COMP_TYPE") in _WITHOUT_DESCRIPTIONS
            return [_escaped(value, quote) for value, _ in lines] if values_alone else _aligned(lines, environment)


def _aligned(lines: Sequence[tuple[str, str]], environment: Mapping[str, str]) -> list[str]:
    """Return lines for bash, which shows each in full and takes of several what they begin with alike."""
    width = max(len(value) for value, _ in lines)
    columns = environment.get("COLUMNS", "")
    room = max(20, (int(columns) if columns.isdecimal() else 80) - width - 4)
    return [f"{value:{width}}  {_shortened(text, room)}".rstrip() for value, text in lines]


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _unquoted(word: str) -> str:
    """Return a word as it was meant: bash gives it with its quotes and backslashes."""
    return re.sub(r"\\(.)", r"\1", word).strip("\"'")


def _escaped(word: str, quote: str) -> str:
    """Return a word as bash puts it into the line; behind an open quotation mark only few signs mean something."""
    if quote == "'":
        return word
    if quote == '"':
        return re.sub(r"([\"\\$`])", r"\\\1", word)
    return re.sub(r"([\s\"'\\$`()&;|<>*?\[\]#!])", r"\\\1", word)
