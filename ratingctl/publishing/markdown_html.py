"""Markdown of a booklet to HTML: paragraphs, emphasis, links, lists; raw HTML stays text."""

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


def block_html(text: str) -> Markup:
    """Return a Markdown text as paragraphs and lists."""
    return Markup(_parser().render(text))


def inline_html(text: str) -> Markup:
    """Return a Markdown text of one paragraph without the paragraph itself."""
    return Markup(_parser().renderInline(text.strip()))


@cache
def _parser() -> MarkdownIt:
    """CommonMark without raw HTML, headings, images and code blocks: of a text only what a booklet needs.

    The parser itself refuses addresses such as `javascript:`.
    """
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.disable(["html_block", "html_inline", "heading", "lheading", "image", "code", "fence", "hr", "reference"])
    return parser
