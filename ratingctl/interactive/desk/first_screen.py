"""The first screen of the desk: the article, while its draft is still being made.

It is drawn without prompt_toolkit, which takes longer to load than a person waits. Keys that are pressed meanwhile wait
for the desk, which is drawn over it line for line.
"""

import os
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from typing import Any, NamedTuple

from ratingctl.interactive.desk.text_lines import LABEL, WIDE, Line, article_lines, cut, draft_width, padded
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import sentence
from ratingctl.streams import say
from ratingctl.words.visible import visible

_SHOWN = ("region", "date", "kind", "title", "sources")
_STYLES = {"class:title": "7", "class:label": "1", "class:dim": "90"}
_BEGIN, _LEAVE = "\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[H\x1b[2J", "\x1b[?25h\x1b[?2004l\x1b[?1049l"
"""To a screen of its own, without a cursor, on which pastes are marked; and back."""
_NOTHING: Line = []
_INPUT, _LOCAL, _CONTROLS = 0, 3, 6
_MOST_LINES_OF_DRAFT, _LINES_BELOW = 13, 8


class Heading(NamedTuple):
    """What is known of an article before its draft.

    Attributes:
        counter: Which article of how many this is, such as `[3/12]`; empty for one.
        name: Where it is from.
        text: The article, as a person reads it.
    """

    counter: str = ""
    name: str = ""
    text: str = ""


def lines_kept(rows: int) -> int:
    """Return how many lines the draft has at least where the article stands below it, so that no line jumps.

    Args:
        rows: The lines of the terminal.
    """
    return max(0, min(_MOST_LINES_OF_DRAFT, rows - _LINES_BELOW))


def first_lines(heading: Heading, columns: int, rows: int, words: Catalogue) -> list[Line]:
    """Return the lines of the first screen.

    Args:
        heading: The article.
        columns: The width of the terminal.
        rows: Its height.
        words: The catalogue of the person's language.
    """
    title = "  ".join(filter(None, map(visible, (heading.counter, heading.name))))
    names = [words.heading(name) for name in _SHOWN]
    draft: list[Line] = [[("class:label", padded(cut(name, LABEL - 1), LABEL))] for name in names]
    draft[0].append(("class:dim", cut(words.said(sentence("reading …")), draft_width(columns) - LABEL)))
    if columns >= WIDE:
        left = draft_width(columns)
        article = article_lines(heading.text, (), columns - left - 2)
        beside = [*article, *([[]] * rows)][: rows - 2]
        body = [
            [*_filled(line, left), ("class:dim", "│"), *part]
            for line, part in zip_longest(draft, beside, fillvalue=_NOTHING)
        ]
    else:
        rule: Line = [("class:dim", "─" * columns)]
        space: list[Line] = [[]] * (lines_kept(rows) - len(draft))
        body = [*draft, *space, rule, *article_lines(heading.text, (), columns)]
    return [[("class:title", padded(cut(title, columns), columns))], *body[: rows - 2]]


class FirstScreen:
    """Shows the first screen of one article after the other.

    Args:
        words: The catalogue of the person's language.
    """

    def __init__(self, words: Catalogue) -> None:
        self._words = words
        self._is_shown = False

    @contextmanager
    def showing(self, heading: Heading) -> Iterator[None]:
        """Show an article within the block, unless the desk is drawn over it; keys wait, and are not echoed."""
        columns, rows = os.get_terminal_size(sys.stderr.fileno())
        before = _without_echo()
        self._is_shown = True
        lines = first_lines(heading, columns, rows, self._words)
        say(_BEGIN + "\r\n".join(map(_drawn, lines)), end="")
        try:
            yield
        finally:
            if self._is_shown:
                say(_LEAVE, end="")
                self._is_shown = False
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def hand_over(self) -> None:
        """Leave the screen to whoever draws on it next, and leaves it."""
        self._is_shown = False


def _filled(line: Line, width: int) -> Line:
    used = sum(len(text) for _, text in line)
    return [*line, ("", " " * (width - used))]


def _drawn(line: Line) -> str:
    return "".join(f"\x1b[{_STYLES[style]}m{text}\x1b[m" if style else text for style, text in line)


def _without_echo() -> list[Any]:
    """Let keys wait as they are, but for Ctrl-C; return the settings of the terminal before."""
    before = termios.tcgetattr(sys.stdin)
    settings: list[Any] = termios.tcgetattr(sys.stdin)
    settings[_INPUT] &= ~(termios.ICRNL | termios.IXON)
    settings[_LOCAL] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    settings[_CONTROLS][termios.VMIN], settings[_CONTROLS][termios.VTIME] = 1, 0
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)
    return before
