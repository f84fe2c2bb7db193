"""A terminal with a screen: the tool runs in it, and what it draws can be read line by line."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

import pyte

PATIENCE_SECONDS = 60
UP, DOWN, RIGHT, LEFT, HOME, ESCAPE, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b", "\x1b[6~"


def pasted(text: str) -> str:
    """A paste as terminals mark it."""
    return f"\x1b[200~{text}\x1b[201~"


class DrawnTerminal:
    """A pseudo-terminal of a size, with the tool in it."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        stdin: bytes | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        more = {"TERM": "xterm-256color", "RATINGCTL_LANGUAGE": "en", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ratingctl", *arguments],
            stdin=child if stdin is None else subprocess.PIPE, stdout=child, stderr=child, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),
            env={**kept, **more, **(environment or {})},
        )  # fmt: skip
        os.close(child)
        if stdin is not None and self.process.stdin:
            self.process.stdin.write(stdin)
            self.process.stdin.close()

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """The row and the column of the cursor, counted from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    def line_with(self, text: str) -> str:
        return next(line for line in self.lines if text in line)

    def marked(self) -> str:
        """The characters that are drawn in bold and underlined."""
        return "".join(
            cell.data
            for row in range(self._screen.lines)
            for _, cell in sorted(self._screen.buffer[row].items())
            if cell.bold and cell.underscore
        )

    def types(self, *keys: str) -> None:
        """Types keys one after the other, each when the one before has been drawn."""
        for key in keys:
            os.write(self._parent, key.encode())
            self.settle()

    def settle(self) -> None:
        """Draws what comes until nothing comes for a moment."""
        while self._draw(0.12):
            pass

    def sees(self, text: str, *, gone: bool = False) -> None:
        """Waits until a text is on the screen, or gone from it."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while (text in self.text) is gone and time.monotonic() < limit:
            self._draw(0.2)
        assert (text in self.text) is not gone, self.text

    def leaves(self) -> int:
        limit = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < limit:
            self._draw(0.05)
        self.settle()
        return self.process.wait(timeout=1)

    def __enter__(self) -> "DrawnTerminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._parent)

    def _draw(self, seconds: float) -> bool:
        if not select.select([self._parent], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._parent, 65536)
        except OSError:
            return False
        self._stream.feed(data)
        return bool(data)


def editor_that(folder: Path, command: str) -> dict[str, str]:
    """An editor that changes its file with a command of sed; the environment that names it."""
    script = folder / "editor.sh"
    script.write_text(f'#!/bin/sh\nsed -i "{command}" "$1"\n')
    script.chmod(0o755)
    return {"EDITOR": str(script), "VISUAL": ""}
