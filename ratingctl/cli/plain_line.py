"""A parser of plain command lines, which are nearly all that people and programs type.

typer takes four times as long to load as Python takes to start. A line is plain if every option in it is spelled in
full, known, and followed by a value of its type, and no argument is missing or left over. For every other line, so for
help and for each mistake, this module has no answer, and typer parses it. Both read the same declarations; a test
compares what they make of the same lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from ratingctl.cli.options import BeforeTheVerb
from ratingctl.cli.parameters import REQUIRED, Option, Parameter, fields_of
from ratingctl.cli.register import VERBS
from ratingctl.cli.spoken import OPTION as LANGUAGE
from ratingctl.cli.verb import Verb
from ratingctl.cli.verb_entry import function_name
from ratingctl.language.person import known_language

_STDIN = "-"
"""The one word that begins with a dash and is a value."""


class PlainCall(NamedTuple):
    """A verb with everything that was typed.

    Attributes:
        verb: The verb.
        before: The options before it.
        typed: The value of each of its parameters.
    """

    verb: Verb
    before: BeforeTheVerb
    typed: Mapping[str, Any]

    def run(self) -> None:
        """Carry out the verb."""
        self.verb.call(self.before, self.typed)


class _NotPlainError(Exception):
    """A command line that is not plain."""


def verb_function(name: str) -> Verb:
    """Return a registered verb.

    Args:
        name: Its name, as it is typed.
    """
    module = import_module(f"ratingctl.cli.{VERBS[name].module}")
    verb: Verb = getattr(module, function_name(name))
    return verb


def plain_call(before: Sequence[str], verb: str, after: Sequence[str]) -> PlainCall | None:
    """Return what a plain command line calls; None for one that is not plain.

    Args:
        before: The words before the verb.
        verb: The name of the verb.
        after: The words after it.
    """
    if verb not in VERBS:
        return None
    function = verb_function(verb)
    try:
        options = BeforeTheVerb(**_values(fields_of(BeforeTheVerb), before))
        return PlainCall(function, options, _values(function.parameters(), after))
    except _NotPlainError:
        return None


def _values(parameters: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any]:
    """Return the values of all parameters.

    Raises:
        _NotPlainError: If the words are not plain.
    """
    texts, arguments = _texts_of_options(parameters, words)
    texts |= _texts_of_arguments([each for each in parameters if not isinstance(each.declared, Option)], arguments)
    return {each.name: _value(each, texts.get(each.name, ())) for each in parameters}


def _texts_of_options(parameters: Sequence[Parameter], words: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Return what was typed after each option, and the words that belong to none."""
    options = {name: each for each in parameters if isinstance(each.declared, Option) for name in each.declared.names}
    texts: dict[str, list[str]] = {}
    others = []
    rest = iter(words)
    for word in rest:
        if word == _STDIN or not word.startswith("-"):
            others.append(word)
            continue
        name, is_joined, text = word.partition("=")
        if name == LANGUAGE:
            if not known_language(text if is_joined else _next_value(rest)):
                raise _NotPlainError
            continue
        option = options.get(name)
        if option is None or (is_joined and (option.is_flag or not name.startswith("--"))):
            raise _NotPlainError
        texts.setdefault(option.name, []).append(text if is_joined or option.is_flag else _next_value(rest))
    return texts, others


def _next_value(rest: Iterator[str]) -> str:
    value = next(rest, None)
    if value is None or (value.startswith("-") and value != _STDIN):
        raise _NotPlainError
    return value


def _texts_of_arguments(arguments: Sequence[Parameter], words: Sequence[str]) -> dict[str, list[str]]:
    """Return the words that each argument gets, in their order; a list gets all that are left."""
    texts = {}
    rest = list(words)
    for argument in arguments:
        count = len(rest) if argument.is_list else 1
        texts[argument.name], rest = rest[:count], rest[count:]
    if rest:
        raise _NotPlainError
    return texts


def _value(parameter: Parameter, texts: Sequence[str]) -> Any:
    if not texts and parameter.default is REQUIRED:
        raise _NotPlainError
    if not texts:
        return parameter.default
    if parameter.is_flag:
        return True
    try:
        values = [parameter.value_of(text) for text in texts]
    except ValueError as error:
        raise _NotPlainError from error
    return values if parameter.is_list else values[-1]
