"""Standard streams that may be closed, full or without a reader: what is written to them never ends a run."""

import errno
import os
import sys
from typing import TextIO


def say(text: str, end: str = "\n") -> None:
    """Write on standard error, as far as it takes anything; an exit code must not hang on it."""
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.write(f"{text}{end}")
        stream.flush()
    except (OSError, ValueError):
        discard(stream)


def discard(stream: TextIO | None) -> None:
    """Let a stream that takes nothing any more lead to nowhere, so that nothing is tried again at the end."""
    if stream is None:
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()
    except (OSError, ValueError):
        pass


def has_no_reader(error: BaseException) -> bool:
    """Return True if an error says that whoever read a pipe has gone, having seen enough."""
    return isinstance(error, OSError) and error.errno == errno.EPIPE


def flushed(code: int) -> int:
    """Flush the standard streams and return the exit code: 4 in place of 0 where standard output takes nothing.

    Args:
        code: The exit code of the run.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError) as error:
        code = code or code_of_full_stream(error)
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except (OSError, ValueError):
        discard(sys.stderr)
    return code


def code_of_full_stream(error: OSError | ValueError) -> int:
    """Return the exit code where standard output takes nothing: 0 where its reader has gone, else 4, and say why."""
    discard(sys.stdout)
    if has_no_reader(error):
        return 0
    say(f"ratingctl: standard output cannot be written: {getattr(error, 'strerror', None) or error}")
    return 4
