"""The command line: runs the verb that was typed."""

import os
import re
import sys
from collections.abc import Sequence
from functools import partial

from ratingctl.cli import options
from ratingctl.cli.exit_codes import INTERRUPTED, exit_code_of
from ratingctl.cli.plain_line import plain_call
from ratingctl.cli.register import VERBS
from ratingctl.cli.spoken import find_rating, is_bare
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
    place = _place_of_verb(arguments)
    if place == len(arguments) and not any(option in arguments for option in _ANSWERED_WITHOUT_A_VERB):
        if is_bare(arguments) and find_rating(arguments) is None:
            from ratingctl.cli.beginning import print_beginning

            print_beginning()
            return 0
        arguments = [*arguments, _WITHOUT_A_VERB]
    verb = next(iter(arguments[place:]), "")
    call = plain_call(arguments[:place], verb, arguments[place + 1 :])
    try:
        if call is not None:
            call.run()
        else:
            _run_by_typer(arguments, verb)
    except SystemExit as leaving:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # the reader of what typer printed has gone
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            discard(sys.stdout)
            return 0
        return leaving.code if leaving.code in _CODES else 0
    return 0


def _run_by_typer(arguments: Sequence[str], verb: str) -> None:
    """Run a command line that is not plain; the other verbs are built only when they are needed."""
    import typer

    from ratingctl.cli.typer_app import typer_app

    command = typer.main.get_command(typer_app(*([verb] if verb in VERBS else [])))
    command(list(arguments), prog_name="ratingctl")


def _drop_senseless_sizes() -> None:
    """Forget sizes of the terminal in the environment that are no sizes; libraries would end the run over them."""
    for name in ("COLUMNS", "LINES"):
        if not _SIZE.fullmatch(os.environ.get(name, "1")):
            del os.environ[name]


def _place_of_verb(arguments: Sequence[str]) -> int:
    """Return the place of the first argument that is neither an option nor its value; behind the last if none is."""
    is_value = False
    for place, argument in enumerate(arguments):
        if not is_value and not argument.startswith("-"):
            return place
        is_value = not is_value and argument in _TAKE_A_VALUE
    return len(arguments)
