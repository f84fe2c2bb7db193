"""Start: the version is answered before anything slow is imported, and no traceback ever leaves."""

import gc
import os
import sys

from ratingctl import __version__, streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ratingctl.message import Message

_UNFORESEEN = 4
_SHOW = "RATINGCTL_TRACEBACK"
_COMPLETE = "_RATINGCTL_COMPLETE"


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.stderr is not None:
        sys.stderr = streams.patient(sys.stderr)
    code = streams.flushed(_code_of(sys.argv[1:]), _no_output)
    gc.freeze()  # the end of the process gives everything back: nothing is looked through once more for that
    sys.exit(code)


def _code_of(arguments: list[str]) -> int:
    """Return the exit code; an error that nobody foresaw is one sentence, too.

    Args:
        arguments: The command line after `ratingctl`.
    """
    try:
        if arguments == ["--version"]:
            if sys.stdout is not None:
                sys.stdout.write(f"ratingctl {__version__}\n")
                sys.stdout.flush()
            return 0
        if _COMPLETE in os.environ:
            return _complete()
        gc.disable()  # a run is short, and most of what it makes stays until its end: collecting would double its time
        from ratingctl.cli.app import run

        return run(arguments)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return streams.code_of_full_stream(error, _no_output)
    except Exception as error:
        if os.environ.get(_SHOW):
            raise
        streams.say(f"ratingctl: {_unforeseen(error)}")
        return _UNFORESEEN


def _unforeseen(error: Exception) -> str:
    """Return what is said of an error that nobody foresaw."""
    from ratingctl.message import sentence

    message = sentence(
        "an error that nobody foresaw ({error}); please report it with the command; {variable}=1 shows where it is",
        error=f"{type(error).__name__}: {str(error)[:200]!r}",
        variable=_SHOW,
    )
    return _said(message)


def _no_output(error: OSError | ValueError) -> str:
    """Return what is said where standard output cannot be written."""
    from ratingctl.errors import system_reason
    from ratingctl.message import sentence

    reason = system_reason(error) if isinstance(error, OSError) else str(error)
    return _said(sentence("standard output cannot be written: {strerror}", strerror=reason))


def _said(message: "Message") -> str:
    """Return a message in the person's language, if that can be done at all."""
    from ratingctl.language.person import person_words
    from ratingctl.message import english

    try:
        return person_words(os.environ)(message)
    except Exception:
        return english(message)


def _complete() -> int:
    """Answer a shell that completes a command line; what goes wrong only means that nothing is offered."""
    gc.disable()
    try:
        from ratingctl.cli.completion import print_completions

        print_completions(os.environ)
        sys.stdout.flush()
    except Exception:
        if os.environ.get(_SHOW):
            raise
        streams.discard(sys.stdout)
    return 0


if __name__ == "__main__":
    main()
