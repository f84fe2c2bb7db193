"""Texts with emphasis, measured and wrapped in columns of the screen as rich does.

rich itself is only needed where colours are: on a terminal. What leaves by a pipe is laid out without it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"\s*\S+\s*")
_UNSURE = re.compile("[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e№→─•]")
"""A character that may take no column, or two; all others take one, and most texts have no others."""


class StyledText(NamedTuple):
    """A text with emphasis.

    Attributes:
        plain: The text.
        spans: The beginning, end and style of each part that has one, as rich writes styles; the outer ones first.
    """

    plain: str = ""
    spans: tuple[tuple[int, int, str], ...] = ()

    @classmethod
    def of(cls, plain: str, style: str = "") -> "StyledText":
        """Return a text of one style."""
        return cls(plain, ((0, len(plain), style),) if style and plain else ())

    def width(self) -> int:
        """Return its width in columns of the screen."""
        return width_of(self.plain)

    def widest_word(self) -> int:
        """Return the width of its widest word."""
        return max(map(len if _is_single(self.plain) else width_of, self.plain.split()), default=0)

    def part(self, start: int, end: int) -> "StyledText":
        """Return a part of it."""
        if not self.spans:
            return StyledText(self.plain[start:end])
        cut = [(max(first, start) - start, min(last, end) - start, style) for first, last, style in self.spans]
        return StyledText(self.plain[start:end], tuple(span for span in cut if span[0] < span[1]))

    def lines(self) -> list["StyledText"]:
        """Return its lines."""
        lines, start = [], 0
        for line in self.plain.split("\n"):
            lines.append(self.part(start, start + len(line)))
            start += len(line) + 1
        return lines

    def wrapped(self, width: int) -> list["StyledText"]:
        """Return its lines, wrapped between words; a word that is longer than a line is folded.

        Args:
            width: The columns of a line.
        """
        if "\n" not in self.plain:
            return self._wrapped_line(width)
        return [part for line in self.lines() for part in line._wrapped_line(width)]

    def _wrapped_line(self, width: int) -> list["StyledText"]:
        if len(self.plain) <= width and self.width() <= width:
            return [self]
        starts = [0, *_breaks(self.plain, width), len(self.plain)]
        return [self._line_part(start, end, width) for start, end in pairwise(starts)]

    def _line_part(self, start: int, end: int, width: int) -> "StyledText":
        """Return a part that is a line; spaces at its end that go beyond the width are left out."""
        blanks = end - start - len(self.plain[start:end].rstrip())
        part = self.part(start, end - max(0, min(blanks, end - start - width)))
        return part if part.width() <= width else StyledText(_cut(part.plain, width), part.spans)


def joined(texts: Iterable[StyledText], separator: str = "") -> StyledText:
    """Return texts one after the other."""
    parts = list(texts)
    plain = separator.join([text.plain for text in parts])
    spans: list[tuple[int, int, str]] = []
    if any(text.spans for text in parts):
        start = 0
        for text in parts:
            spans += [(first + start, last + start, style) for first, last, style in text.spans]
            start += len(text.plain) + len(separator)
    return StyledText(plain, tuple(spans))


@lru_cache(maxsize=4096)
def width_of(plain: str) -> int:
    """Return the width of a text in columns of the screen."""
    if _is_single(plain):
        return len(plain)
    from rich.cells import cell_len

    return cell_len(plain)


def _is_single(plain: str) -> bool:
    """Return True if every character of a text surely takes one column."""
    return _UNSURE.search(plain) is None


def _cut(plain: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(plain, width)


def _breaks(plain: str, width: int) -> list[int]:
    """Return where a line is broken, so that no part is wider than so many columns."""
    measure = len if _is_single(plain) else width_of
    breaks: list[int] = []
    used = 0
    for match in _WORD.finditer(plain):
        word, start = match[0], match.start()
        needed = measure(word.rstrip())
        if needed <= width - used:
            used += measure(word)
        elif needed > width:
            from rich.cells import chop_cells

            *folded, last = chop_cells(word, width)
            breaks += [start] if start else []
            for part in folded:
                start += len(part)
                breaks.append(start)
            used = measure(last)
        elif used and start:
            breaks.append(start)
            used = measure(word)
    return breaks
