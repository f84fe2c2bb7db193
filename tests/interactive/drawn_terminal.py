"""A terminal with a screen: the tool runs in it, and what it draws can be read line by line."""

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte
from pseudo_terminal import PATIENCE_SECONDS, TOOL, PseudoTerminal

UP, DOWN, RIGHT, LEFT, HOME, ESCAPE, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b", "\x1b[6~"


def pasted(text: str) -> str:
    """A paste as terminals mark it."""
    return f"\x1b[200~{text}\x1b[201~"


class DrawnTerminal(PseudoTerminal):
    """A pseudo-terminal of a size, with the tool in it.

    Attributes:
        last_change: When something was drawn last, in seconds of the clock that measures.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        stdin: bytes | None = None,
        tool: Sequence[str] = TOOL,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.last_change = 0.0
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        more = {"TERM": "xterm-256color", "RATINGCTL_LANGUAGE": "en", "PROMPT_TOOLKIT_NO_CPR": "1"}
        super().__init__(
            [*tool, *arguments],
            columns=columns, rows=rows, stdin=stdin, environment={**kept, **more, **(environment or {})},
        )  # fmt: skip

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

    def place_of(self, text: str) -> tuple[int, int]:
        """The row and the column of a text."""
        row = next(row for row, line in enumerate(self.lines) if text in line)
        return row, self.lines[row].index(text)

    def marked(self) -> str:
        """The characters that are drawn in bold and underlined."""
        return "".join(
            cell.data
            for row in range(self._screen.lines)
            for _, cell in sorted(self._screen.buffer[row].items())
            if cell.bold and cell.underscore
        )

    def types(self, *keys: str) -> None:
        """Type keys one after the other, each when the tool has drawn what the one before did."""
        for key in keys:
            self.write(key)
            if key == ESCAPE:  # the tool waits whether more follows, and what came in that time would belong to it
                self._draw(PATIENCE_SECONDS)
            self.settle()

    def settle(self) -> None:
        """Draw what comes until the tool waits for a key and nothing comes."""
        self.wait_until_idle(self._draw)

    def sees(self, text: str, *, gone: bool = False) -> None:
        """Wait until a text is on the screen, or gone from it."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while (text in self.text) is gone and time.monotonic() < limit:
            self._draw(0.2)
        assert (text in self.text) is not gone, self.text

    def leaves(self) -> int:
        """Return the exit code of the tool when it has ended, with everything drawn."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < limit:
            self._draw(0.02)
        assert self.process.poll() is not None, self.text
        self.settle()
        return self.process.returncode

    def _draw(self, seconds: float) -> bool:
        data = self.read(seconds)
        if data:
            self.last_change = time.perf_counter()
        self._stream.feed(data)
        return bool(data)


def editor_that(folder: Path, command: str) -> dict[str, str]:
    """An editor that changes its file with a command of sed; the environment that names it."""
    script = folder / "editor.sh"
    script.write_text(f'#!/bin/sh\nsed -i "{command}" "$1"\n')
    script.chmod(0o755)
    return {"EDITOR": str(script), "VISUAL": ""}
