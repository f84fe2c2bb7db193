"""A real pseudo-terminal with a program in it; nothing that it starts outlives the test."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE_SECONDS = 60
"""How long something is waited for that comes at once on a quiet machine."""
QUIET_SECONDS, QUIET_TIMES = 0.01, 3
"""How often a program must be seen waiting, and how long apart, until it is believed to wait for a key."""
TOOL = (sys.executable, "-m", "ratingctl")
_PROCESSES = Path("/proc")


class PseudoTerminal:
    """A pseudo-terminal with a program in it, to be used in a `with` block.

    Args:
        command: The program and its arguments.
        columns: How wide the terminal is.
        rows: How high it is.
        environment: Its environment.
        folder: Where it starts.
        stdin: What stands on its standard input, if not the terminal.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 100,
        rows: int = 24,
        environment: Mapping[str, str],
        folder: Path | None = None,
        stdin: bytes | None = None,
    ) -> None:
        self._parent, self._child = pty.openpty()
        fcntl.ioctl(self._child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, start_new_session=True,
            stdin=self._child if stdin is None else subprocess.PIPE, stdout=self._child, stderr=self._child,
            preexec_fn=_take_the_terminal,
        )  # fmt: skip
        if stdin is not None and self.process.stdin:
            self.process.stdin.write(stdin)
            self.process.stdin.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._parent)
        os.close(self._child)

    def write(self, text: str) -> None:
        """Type a text; nothing is waited for."""
        os.write(self._parent, text.encode())

    def wait_until_idle(self, draw: Callable[[float], bool]) -> None:
        """Wait until the program waits for a key and nothing more appears.

        Args:
            draw: Takes what has appeared within so many seconds, and returns whether there was any.
        """
        quiet, limit = 0, time.monotonic() + PATIENCE_SECONDS
        while quiet < QUIET_TIMES and time.monotonic() < limit:
            quiet = 0 if draw(QUIET_SECONDS) or not self.is_idle() else quiet + 1

    def read(self, seconds: float) -> bytes:
        """Return what has appeared; nothing where nothing came in time."""
        return os.read(self._parent, 65536) if select.select([self._parent], [], [], seconds)[0] else b""

    def is_idle(self) -> bool:
        """Return whether the program has read all that was typed and waits, as far as the system says."""
        unread = struct.unpack("i", fcntl.ioctl(self._child, termios.FIONREAD, b"\0" * 4))[0]
        return not unread and all(map(_sleeps, _family(self.process.pid)))


def _take_the_terminal() -> None:
    """Make the terminal that of this process; what starts the tests may have ignored its Ctrl-C."""
    fcntl.ioctl(1, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _family(process: int) -> list[Path]:
    """The threads of a process and of the processes that it has started; none where the system has no such folder."""
    try:
        threads = list((_PROCESSES / str(process) / "task").iterdir())
    except OSError:  # it has ended meanwhile
        return []
    children = [child for thread in threads for child in _read(thread / "children").split()]
    return [*threads, *(thread for child in children for thread in _family(int(child)))]


def _sleeps(thread: Path) -> bool:
    return _read(thread / "stat").rpartition(") ")[2][:1] in ("S", "Z", "X", "")


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


class Terminal(PseudoTerminal):
    """A pseudo-terminal whose output is read as it comes."""

    def __init__(self, command: Sequence[str], **settings: object) -> None:
        super().__init__(command, **settings)  # type: ignore[arg-type]
        self._unseen = ""

    def types(self, text: str) -> None:
        """Type a text when the program waits for it: a Ctrl-C in the moment before is not seen until the next key."""
        self.wait_until_idle(self._take)
        self.write(text)

    def sees(self, until: str) -> str:
        """Return what appears up to a text; what has come after it is seen the next time."""
        text, self._unseen = self._unseen, ""
        limit = time.monotonic() + PATIENCE_SECONDS
        while until not in text and time.monotonic() < limit:
            self._take(0.2)
            text, self._unseen = text + self._unseen, ""
        seen, found, self._unseen = text.partition(until)
        assert found, text
        return seen + found

    def leaves(self) -> int:
        """Return the exit code of the program when it has ended."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < limit:
            self._take(0.02)
        assert self.process.poll() is not None, f"still running, and says {self._unseen!r}"
        return self.process.returncode

    def _take(self, seconds: float) -> bool:
        more = self.read(seconds).decode("utf-8", "replace")
        self._unseen += more
        return bool(more)


def tool_in_terminal(*arguments: str) -> Terminal:
    """The tool in a terminal of 100 columns that cannot be drawn on: it asks line by line."""
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
    return Terminal([*TOOL, *arguments], environment=environment)
