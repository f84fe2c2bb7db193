"""The language in which one call speaks, found out before anything else: help and usage errors are said in it, too."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ratingctl.language.person import VARIABLE, about_rating, known_language
from ratingctl.storage.root import find_root, words_of

OPTION = "--lang"
_ROOT = "--root"


@contextmanager
def in_spoken_language(arguments: Sequence[str]) -> Iterator[None]:
    """Speak the language that was typed after `--lang` within the block, else that of the rating.

    Args:
        arguments: The command line after `ratingctl`.
    """
    before = os.environ.get(VARIABLE)
    typed = known_language(_value_after(OPTION, arguments))
    if typed:
        os.environ[VARIABLE] = typed
    try:
        with about_rating(*words_of(find_rating(arguments))):
            yield
    finally:
        if typed and before is None:
            del os.environ[VARIABLE]
        elif typed and before is not None:
            os.environ[VARIABLE] = before


def find_rating(arguments: Sequence[str]) -> Path | None:
    """Return the folder of the rating that a call is about; None if there is none, or it cannot be looked for.

    Args:
        arguments: The command line after `ratingctl`.
    """
    named = _value_after(_ROOT, arguments) or os.environ.get("RATINGCTL_ROOT", "")
    try:
        return find_root(Path(named) if named else None, Path.cwd())
    except (OSError, ValueError):
        return None


def is_bare(arguments: Sequence[str]) -> bool:
    """Return True if a command line is empty but for `--lang`.

    Args:
        arguments: The command line after `ratingctl`.
    """
    rest = iter(arguments)
    return all(argument.startswith(f"{OPTION}=") or (argument == OPTION and next(rest, "")) for argument in rest)


def _value_after(option: str, arguments: Sequence[str]) -> str:
    """Return the last value of an option on a command line; empty if it has none."""
    value = ""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option:
            value = next(iter(arguments[place + 1 : place + 2]), "")
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value
