"""The merge driver as git starts it for every file that both sides changed: without typer, which takes long to load."""

from collections.abc import Sequence
from pathlib import Path

from ratingctl.cli.exit_codes import exit_code_of

_MOST = 100
"""The longest markers."""


def run(arguments: Sequence[str]) -> int:
    """Run `merge-file`; what is typed otherwise than git does goes the way of all verbs.

    Args:
        arguments: The verb, then the files of base, mine and theirs, the size of markers, and the path.

    Returns:
        The exit code, as of every verb.
    """
    base, mine, theirs, size, path = arguments[1:]
    if any(argument.startswith("-") for argument in arguments) or not (size.isdecimal() and 0 < int(size) <= _MOST):
        from ratingctl.cli.app import run as run_verb

        return run_verb(arguments)

    def merge() -> int:
        from ratingctl.commands.merge_file import merge_file

        is_clean = merge_file(Path(base), Path(mine), Path(theirs), int(size), path or mine)
        return 0 if is_clean else 1

    return exit_code_of(arguments, merge)
