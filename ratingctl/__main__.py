"""Start: the version is answered before anything slow is imported, and no traceback ever leaves."""

import gc
import os
import sys

from ratingctl import __version__, streams

_UNFORESEEN = 4
_SHOW = "RATINGCTL_TRACEBACK"


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.stderr is not None:
        sys.stderr = streams.patient(sys.stderr)
    sys.exit(streams.flushed(_code_of(sys.argv[1:])))


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
        gc.disable()  # a run is short, and most of what it makes stays until its end: collecting would double its time
        from ratingctl.cli.app import run

        return run(arguments)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return streams.code_of_full_stream(error)
    except Exception as error:
        if os.environ.get(_SHOW):
            raise
        streams.say(
            f"ratingctl: an error that nobody foresaw ({type(error).__name__}: {str(error)[:200]!r}); "
            f"please report it with the command; {_SHOW}=1 shows where it is"
        )
        return _UNFORESEEN


if __name__ == "__main__":
    main()
