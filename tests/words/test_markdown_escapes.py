"""Escapes of Markdown: no text of the data becomes markup, a link or a mention."""

import pytest
from markdown_it import MarkdownIt

from ratingctl.words.markdown import escaped, without_block_start

TEXTS = [
    "*a* _b_ `c`",
    "<b>x</b> & y",
    "[a](javascript:1)",
    "a | b",
    "1. first",
    "- item",
    "# head",
    "C# and C++",
    "    code",
]


@pytest.mark.parametrize("text", TEXTS)
def test_an_escaped_line_reads_as_it_was_written(text: str) -> None:
    tokens = MarkdownIt().parse(without_block_start(escaped(text)))
    inline = tokens[1].children or []
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(token.content for token in inline) == text.strip()
    assert {token.type for token in inline} <= {"text", "text_special"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see www.example.org.", "see `www.example.org`."),
        ("by @anna, #12 and gh-3", "by `@anna`, `#12` and `gh-3`"),
        ("(https://e.org/a_b)", "(`https://e.org/a_b`)"),
        ("write to a@example.org!", "write to `a@example.org`!"),
    ],
)
def test_what_a_code_host_would_link_is_code(text: str, shown: str) -> None:
    assert escaped(text) == shown
