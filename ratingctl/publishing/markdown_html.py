"""Markdown of a booklet to HTML: paragraphs, emphasis, links, lists; raw HTML stays text."""

from markupsafe import Markup

from ratingctl.publishing.markdown_blocks import parser


def block_html(text: str) -> Markup:
    """Return a Markdown text as paragraphs and lists."""
    return Markup(parser().render(text))


def inline_html(text: str) -> Markup:
    """Return a Markdown text of one paragraph without the paragraph itself."""
    return Markup(parser().renderInline(text.strip()))
