"""Styled lines of the desk: texts wrapped, cut and padded to a width in columns of the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ratingctl.render.styled_text import width_of
from ratingctl.words.visible import visible

if TYPE_CHECKING:  # brings the rules of reading, which the first screen does not wait for
    from ratingctl.intake.marks import Mark

Line = list[tuple[str, str]]
"""A line: styles with their texts."""
LABEL = 16
"""The width of the names of fields."""
WIDE = 100
"""From this width on the article stands beside the draft, else below it."""


def draft_width(width: int) -> int:
    """Return the columns of the draft on a terminal of a width."""
    return width * 11 // 20 if width >= WIDE else width


def article_lines(text: str, marks: "Sequence[Mark]", width: int) -> list[Line]:
    """Return an article wrapped at a width, its marks in bold."""
    lines: list[Line] = []
    offset = 0
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            lines.append([])
        lines += [_marked(text, marks, start + offset, end + offset) for start, end in _breaks(paragraph, width)]
        offset += len(paragraph) + 1
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of a width."""
    return [text[start:end] for start, end in _breaks(text, width)]


def cut(text: str, width: int) -> str:
    """Return a text cut to a width in columns, with an ellipsis where something is missing."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 1:
        text = text[: max(0, len(text) - max(1, (width_of(text) - width) // 2))]
    return f"{text.rstrip()}…"


def padded(text: str, width: int) -> str:
    """Return a text with blanks up to a width in columns."""
    return text + " " * max(0, width - width_of(text))


def _breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Return where a text is broken into lines of a width: offsets of each line's beginning and end."""
    breaks: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _fitting(text, start, width)
        if end < len(text):
            blank = text.rfind(" ", start + 1, end + 1)
            end = blank if blank > start else end
        breaks.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return breaks or [(0, 0)]


def _fitting(text: str, start: int, width: int) -> int:
    """Return the offset after the last character that fits a width."""
    most = text[start : start + width]
    if width_of(most) == len(most):
        return start + len(most)
    columns = 0
    for place, character in enumerate(most, start):
        columns += width_of(character)
        if columns > width:
            return max(place, start + 1)
    return start + len(most)


def _marked(text: str, marks: "Sequence[Mark]", start: int, end: int) -> Line:
    line: Line = []
    place = start
    for mark in marks:
        if mark.end <= place or mark.start >= end:
            continue
        if mark.start > place:
            line.append(("", visible(text[place : mark.start])))
        line.append(("class:mark", visible(text[max(place, mark.start) : min(end, mark.end)])))
        place = min(end, mark.end)
    if place < end:
        line.append(("", visible(text[place:end])))
    return line
