"""The command line: builds the typed verb alone, and runs it."""

import os
import re
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from ratingctl import __version__
from ratingctl.cli import options
from ratingctl.cli.exit_codes import INTERRUPTED, exit_code_of
from ratingctl.cli.register import VERBS
from ratingctl.cli.spoken import find_rating, is_bare
from ratingctl.cli.usage_errors import VerbCommand, VerbGroup
from ratingctl.cli.verb_entry import function_name
from ratingctl.streams import discard

_CODES = (0, 1, 2, 3, 4, INTERRUPTED)
"""The exit codes that leave."""
_SIZE = re.compile(r"[0-9]{1,5}")

_TAKE_A_VALUE = ("--root", "--lang")
"""Options before the verb after which a value stands."""

_ANSWERED_WITHOUT_A_VERB = ("--version", "--help", "-h")
_WITHOUT_A_VERB = "status"
"""The verb that is meant in a rating's folder where none was typed."""


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: The command line after `ratingctl`.

    Returns:
        The exit code: 0 done, 1 findings, 2 usage, 3 data, 4 surroundings, 130 interrupted.
    """
    _drop_senseless_sizes()
    return exit_code_of(arguments, partial(_run, arguments))


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in options.COMPLETION:
        from ratingctl.cli.completion_scripts import set_up

        set_up(arguments[0], " ".join(arguments[1:]))
        return 0
    if not _verb_in(arguments) and not any(option in arguments for option in _ANSWERED_WITHOUT_A_VERB):
        if is_bare(arguments) and find_rating(arguments) is None:
            from ratingctl.cli.beginning import print_beginning

            print_beginning()
            return 0
        arguments = [*arguments, _WITHOUT_A_VERB]
    command = typer.main.get_command(_app_for(arguments))
    try:
        command(list(arguments), prog_name="ratingctl")
    except SystemExit as leaving:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # the reader of what typer printed has gone
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            discard(sys.stdout)
            return 0
        return leaving.code if leaving.code in _CODES else 0
    return 0


def _drop_senseless_sizes() -> None:
    """Forget sizes of the terminal in the environment that are no sizes; libraries would end the run over them."""
    for name in ("COLUMNS", "LINES"):
        if not _SIZE.fullmatch(os.environ.get(name, "1")):
            del os.environ[name]


def app_with_every_verb() -> typer.Typer:
    """Return the whole command line."""
    return _app(*VERBS)


def _app_for(arguments: Sequence[str]) -> typer.Typer:
    """Return the command line with the verb that was typed; the other verbs are built only when they are needed."""
    typed = _verb_in(arguments)
    return _app(*([typed] if typed in VERBS else []))


def _app(*verbs: str) -> typer.Typer:
    app = typer.Typer(
        name="ratingctl",
        cls=VerbGroup,
        help="Keep an annual expert rating true on a folder of YAML files under git.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_before_the_verb)
    for verb in verbs:
        entry = VERBS[verb]
        module = import_module(f"ratingctl.cli.{entry.module}")
        function = getattr(module, function_name(verb)).for_typer()
        app.command(verb, cls=VerbCommand, help=entry.summary, epilog=entry.epilog())(function)
    return app


def _verb_in(arguments: Sequence[str]) -> str:
    """Return the first argument that is neither an option nor its value; empty where there is none."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _TAKE_A_VALUE:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return ""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"ratingctl {__version__}")
        raise typer.Exit


def _before_the_verb(
    context: typer.Context,
    root: options.Root = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read every file anew; the cache in .ratingctl/ is not touched.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    named = os.environ.get("RATINGCTL_ROOT")
    context.obj = options.BeforeTheVerb(root or (Path(named) if named else None), not no_cache)
