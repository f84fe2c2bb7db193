"""Standard streams that may be closed, full or without a reader: what is written to them never ends a run."""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False  # the module of that name would take a third of the time in which the version is answered
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO


class PatientStream:
    """A text stream that drops what its file does not take, so that no exit code hangs on it.

    Args:
        stream: The stream.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, as far as the file takes anything."""
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            discard(self._stream)
        return len(text)

    def flush(self) -> None:
        """Flush the stream, as far as the file takes anything."""
        self.write("")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def patient(stream: TextIO) -> TextIO:
    """Return a stream that drops what its file does not take."""
    return PatientStream(stream)  # type: ignore[return-value]


def say(text: str, end: str = "\n") -> None:
    """Write on standard error, as far as there is one that takes anything."""
    if sys.stderr is not None:
        PatientStream(sys.stderr).write(f"{text}{end}")


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


def flushed(code: int, said: Callable[[OSError | ValueError], str]) -> int:
    """Flush the standard streams and return the exit code: 4 in place of 0 where standard output takes nothing.

    Args:
        code: The exit code of the run.
        said: Says that standard output cannot be written, and why.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError) as error:
        code = code or code_of_full_stream(error, said)
    if sys.stderr is not None:
        PatientStream(sys.stderr).flush()
    return code


def code_of_full_stream(error: OSError | ValueError, said: Callable[[OSError | ValueError], str]) -> int:
    """Return the exit code where standard output takes nothing: 0 where its reader has gone, else 4, and say why.

    Args:
        error: What the system says of it.
        said: See `flushed`.
    """
    discard(sys.stdout)
    if has_no_reader(error):
        return 0
    say(f"ratingctl: {said(error)}")
    return 4
