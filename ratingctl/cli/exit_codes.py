"""The one place where an error becomes a sentence and an exit code."""

import os
import sys
from collections.abc import Callable, Sequence

from ratingctl.cli.spoken import in_spoken_language
from ratingctl.errors import RatingctlError, SurroundingsError, UsageError, system_reason
from ratingctl.message import sentence
from ratingctl.streams import discard, has_no_reader

INTERRUPTED = 130


def exit_code_of(arguments: Sequence[str], run: Callable[[], int]) -> int:
    """Run a command in the language of the person, say the error that ends it, and return the exit code.

    Args:
        arguments: The command line after `ratingctl`.
        run: Runs the command, and returns the exit code where no error ends it.
    """
    with in_spoken_language(arguments):
        try:
            return _code_of(run)
        except UnicodeEncodeError as error:
            if not any(map(_is_no_text, arguments)):
                raise
            return _code_after(_not_in_utf_8(error))


def _code_of(run: Callable[[], int]) -> int:
    try:
        return run()
    except RatingctlError as error:
        return _code_after(error)
    except (KeyboardInterrupt, EOFError):  # Ctrl-D at a question is as Ctrl-C
        return INTERRUPTED
    except OSError as error:
        if has_no_reader(error):
            discard(sys.stdout)
            return 0
        return _code_after(SurroundingsError(system_reason(error), place=_place_of(error)))
    except (MemoryError, RecursionError):
        return _code_after(
            SurroundingsError(
                sentence("there is not enough memory"),
                next_step=sentence("close other programs, or allow this one more"),
            )
        )


def _is_no_text(argument: str) -> bool:
    """Return True for an argument with bytes that the system could not decode."""
    return any("\ud800" <= character <= "\udfff" for character in argument)


def _not_in_utf_8(error: UnicodeEncodeError) -> UsageError:
    return UsageError(
        sentence(
            "the command line has bytes that are no text in UTF-8: {text!r}", text=error.object[error.start :][:20]
        ),
        next_step=sentence("let the terminal use UTF-8, and type them anew"),
    )


def _code_after(error: RatingctlError) -> int:
    from ratingctl.interactive.dialogue import tell_error

    tell_error(error)
    return error.exit_code


def _place_of(error: OSError) -> str | None:
    name = error.filename
    return os.fsdecode(name) if isinstance(name, str | bytes) else None
