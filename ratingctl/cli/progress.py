"""Progress of reading many files: one line on a terminal, gone when it is done."""

import os
import sys
import time
from collections.abc import Callable

from ratingctl.language.person import person_words
from ratingctl.message import sentence

_SILENT_SECONDS = 0.7
_STEP_SECONDS = 0.1


def reading_progress() -> Callable[[int, int], None] | None:
    """Return what is called for each file that was read; None where standard error is no terminal."""
    return _Line() if sys.stderr is not None and sys.stderr.isatty() else None


class _Line:
    """A progress line: shown when reading takes long, taken away at the end."""

    def __init__(self) -> None:
        self._shown = False
        self._next = time.monotonic() + _SILENT_SECONDS

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if done == of and self._shown:
            self._write("")
            self._shown = False
        elif done < of and now >= self._next:
            percent = done * 100 // of
            line = sentence("reading: {done:,} of {of:,} files ({percent} %)", done=done, of=of, percent=percent)
            self._write(person_words(os.environ)(line))
            self._shown = True
            self._next = now + _STEP_SECONDS

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
