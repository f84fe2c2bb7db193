"""Reader of printed tables in plain text and Markdown: cells parted by tabs or `|`, with the italics of both.

Rows that a page has torn are left as they came: their paragraphs stand between the rows, as loose ones.
"""

import html
import re
from collections.abc import Iterator

from ratingctl.domain.handed_tables import LooseParagraph, Passage, TablePart, TableRow
from ratingctl.words.visible import printable

_RULE = re.compile(r"[\s|:+=_-]*")
"""A line that parts heads from rows."""
_PARAGRAPH = re.compile(r"</?p\b[^<>]*>|<br\s*/?>", re.IGNORECASE)
_MARK = re.compile(r"(?P<open><(?:i|em)\b[^<>]*>)|(?P<close></(?:i|em)\s*>)|<[^<>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])(.{1,400}?)(?<=[^\s*\\])\1(?![\w*])|(?<![\w_\\])_(?=\S)(.{1,400}?)(?<=\S)_(?!\w)"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_PIPE = re.compile(r"(?<!\\)\|")


def text_table(text: str) -> list[TablePart]:
    """Return the rows and loose paragraphs of a text, in order.

    Args:
        text: Plain text with tabs between cells, or Markdown; `<p>`, `<br>` and `<i>` inside are understood.
    """
    return list(_parts(text))


def _parts(text: str) -> Iterator[TablePart]:
    for line, content in enumerate(text.splitlines(), 1):
        if _RULE.fullmatch(content):
            continue
        cells = _cells_of(content)
        if len(cells) > 1:
            yield TableRow(line, tuple(tuple(_passages(cell, line)) for cell in cells))
            continue
        for passage in _passages(content, line):
            yield LooseParagraph(passage)


def _cells_of(content: str) -> list[str]:
    """Return the cells of a line; the line itself where it is no row."""
    if "\t" in content:
        return content.split("\t")
    if content.lstrip().startswith("|"):
        inner = content.strip().removeprefix("|")
        return _PIPE.split(inner.removesuffix("|") if not inner.endswith("\\|") else inner)
    return [content]


def _passages(cell: str, line: int) -> Iterator[Passage]:
    for paragraph in _PARAGRAPH.split(cell):
        runs = tuple(_merged(list(_runs(paragraph))))
        if any(text.strip() for text, _ in runs):
            yield Passage(line, runs)


def _runs(paragraph: str) -> Iterator[tuple[str, bool]]:
    depth, place = 0, 0
    for mark in _MARK.finditer(paragraph):
        yield from _emphasised(paragraph[place : mark.start()], depth > 0)
        place = mark.end()
        depth = max(0, depth + (1 if mark["open"] else -1 if mark["close"] else 0))
    yield from _emphasised(paragraph[place:], depth > 0)


def _emphasised(text: str, italic: bool) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a text with the emphasis of Markdown: one or three marks are italics, two are not."""
    place = 0
    for match in _EMPHASIS.finditer(text):
        yield _plain(text[place : match.start()]), italic
        yield _plain(match[2] or match[3]), italic or match[1] != "**"
        place = match.end()
    yield _plain(text[place:]), italic


def _plain(text: str) -> str:
    return printable(html.unescape(_ESCAPE.sub(r"\1", text)))


def _merged(runs: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield runs with single spaces, none of them empty, neighbours alike joined, no space at either end."""
    texts: list[tuple[str, bool]] = []
    for raw, italic in runs:
        text = re.sub(r"\s+", " ", raw)
        if texts and texts[-1][0].endswith(" "):
            text = text.lstrip(" ")
        if not texts:
            text = text.lstrip(" ")
        if text and texts and texts[-1][1] == italic:
            texts[-1] = (texts[-1][0] + text, italic)
        elif text:
            texts.append((text, italic))
    if texts:
        texts[-1] = (texts[-1][0].rstrip(" "), texts[-1][1])
    yield from (run for run in texts if run[0])
