"""Plain command lines: what is parsed without typer is what typer makes of the same line."""

import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.cli.options import BeforeTheVerb
from ratingctl.cli.parameters import Option
from ratingctl.cli.plain_line import plain_call, verb_function
from ratingctl.cli.register import VERBS
from ratingctl.cli.typer_app import typer_app
from ratingctl.cli.verb import Verb
from ratingctl.errors import RatingctlError

EXAMPLES = [shlex.split(line)[1:] for entry in VERBS.values() for line in entry.examples]
LINES = [line for line in EXAMPLES if line[0] in VERBS]
WORDS = (
    "x",
    "",
    "-",
    "--",
    "-1",
    "3",
    "0",
    "1000000",
    "json",
    "2026",
    "a=b",
    "ё",
    "-fjson",
    "--lang",
    "ru",
    "xx",
    "-h",
    "--help",
    "--nothing",
)
"""What can stand in a line beside the options that are declared; some of it is a mistake everywhere."""


class Call(NamedTuple):
    verb: Verb
    before: BeforeTheVerb
    typed: Mapping[str, Any]


def parsed_by_typer(before: list[str], verb: str, after: list[str]) -> Call | None:
    """What typer makes of a line; None if it refuses it, or prints help."""
    calls: list[Call] = []
    with patch.object(Verb, "call", lambda *call: calls.append(Call(*call))):
        command = typer.main.get_command(typer_app(verb))
        try:
            command([*before, verb, *after], prog_name="ratingctl", standalone_mode=False)
        except (RatingctlError, typer.Exit, SystemExit):
            return None
    return calls[0] if calls else None


def options_of(verb: str) -> list[str]:
    declared = [each.declared for each in verb_function(verb).parameters()]
    return [name for each in declared if isinstance(each, Option) for name in each.names]


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[str], str, list[str]]:
    verb = draw(st.sampled_from(sorted(VERBS)))
    names = st.sampled_from([*options_of(verb), "--lang"])
    values = st.sampled_from(WORDS)
    pieces = st.one_of(
        st.tuples(values),
        st.tuples(names),
        st.tuples(names, values),
        st.builds("{}={}".format, names, values).map(lambda word: (word,)),
    )
    before = st.sampled_from(
        [
            [],
            ["--no-cache"],
            ["--root", "x"],
            ["--root=x"],
            ["--lang=en"],
            ["--lang", "xx"],
            ["--root"],
            ["--format", "json"],
        ]
    )
    return draw(before), verb, [word for piece in draw(st.lists(pieces, max_size=5)) for word in piece]


@given(lines())
def test_what_is_plain_is_what_typer_makes_of_it(line: tuple[list[str], str, list[str]]) -> None:
    call = plain_call(*line)
    if call is not None:
        by_typer = parsed_by_typer(*line)
        assert by_typer is not None
        assert tuple(call) == tuple(by_typer)


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_every_example_of_a_manual_is_plain(line: list[str]) -> None:
    verb, *after = line
    call = plain_call([], verb, after)
    assert call is not None
    assert tuple(call) == tuple(parsed_by_typer([], verb, after) or ())


@pytest.mark.parametrize(
    "words",
    [
        "--nothing",
        "--help",
        "-h",
        "-fjson",
        "--form json",
        "--format",
        "--format yaml",
        "--limit x",
        "--limit -1",
        "2026 2027",
        "--lang xx",
        "-- 2026",
        "--full=1",
        "-f=json",
    ],
)
def test_what_typer_has_to_say_something_of_is_not_plain(words: str) -> None:
    assert plain_call([], "tiers", words.split()) is None


def test_values_have_their_types_and_the_last_one_counts() -> None:
    call = plain_call(
        ["--root", "a", "--no-cache"],
        "tiers",
        ["2026", "-r", "tula", "--region=omsk", "-n", "3", "--limit", "5", "--full"],
    )
    assert call is not None
    assert (str(call.before.root), call.before.no_cache) == ("a", True)
    given = {name: value for name, value in call.typed.items() if value}
    assert given == {"edition": "2026", "region": ["tula", "omsk"], "limit": 5, "full": True}
