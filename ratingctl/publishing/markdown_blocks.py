"""Markdown of a booklet as blocks of runs, for formats that are no HTML."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

DISABLED = ("html_block", "html_inline", "heading", "lheading", "image", "code", "fence", "hr", "reference")
"""What a booklet's text does not need; it stays text."""


class TextRun(NamedTuple):
    """A piece of text of one look."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    address: str = ""


class MarkdownBlock(NamedTuple):
    """A paragraph; `mark` is what stands before an item of a list: `•` or its number, empty elsewhere."""

    runs: tuple[TextRun, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        text = "".join(run.text for run in self.runs)
        return f"{self.mark} {text}" if self.mark else text


@cache
def parser() -> MarkdownIt:
    """Return the parser of a booklet's texts: CommonMark without raw HTML, headings, images and code blocks.

    It refuses addresses such as `javascript:` itself.
    """
    return MarkdownIt("commonmark", {"html": False}).disable(list(DISABLED))


def blocks_of(text: str) -> list[MarkdownBlock]:
    """Return the paragraphs and items of a Markdown text."""
    return list(_blocks(parser().parse(text)))


def _blocks(tokens: Sequence[Token]) -> Iterator[MarkdownBlock]:
    lists: list[int | None] = []
    mark = ""
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                lists[-1] = None if number is None else number + 1
                mark = "•" if number is None else f"{number + 1}."
            case "inline":
                yield MarkdownBlock(tuple(_runs(token.children or ())), mark)
                mark = ""


def _runs(tokens: Sequence[Token]) -> Iterator[TextRun]:
    bold = italic = False
    address = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold = token.type == "strong_open"
            case "em_open" | "em_close":
                italic = token.type == "em_open"
            case "link_open":
                address = str(token.attrs.get("href", ""))
            case "link_close":
                address = ""
            case "softbreak" | "hardbreak":
                yield TextRun(" ", bold, italic, address)
            case _:
                yield TextRun(token.content, bold, italic, address)
