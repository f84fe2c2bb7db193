"""Markdown: foreign words stay words, neighbours are one, and what is shown survives conversion."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ratingctl.render import Format, rendered
from ratingctl.report import Cell, CellText, Column, Emphasis, Inline, Records, Report, Screen, Span, Table, paragraph

LINKED = re.compile(r"//|www\.|mailto:|xmpp:|@[\w-]|(?<!\w)#\d|(?<!\w)gh-\d", re.IGNORECASE)
"""What a code host makes a link of, wherever it is text and not code."""


def markdown(*pieces: Inline) -> str:
    """A note of these pieces."""
    return rendered(Report({}, Records((), (), ()), Screen(notes=[paragraph(*pieces)])), Format.MARKDOWN).strip()


def table(*rows: list[Cell]) -> Report:
    columns = (Column("region"), Column("score", numeric=True), Column("what_happened"))
    return Report(
        {}, Records((), (), ()), Screen(title=paragraph("T"), tables=[Table(columns, rows, title=paragraph("G"))])
    )


def tokens(text: str) -> list[Token]:
    """Every token, also within paragraphs."""
    blocks = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def plain(text: str) -> str:
    """What a reader sees."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "code_inline"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("см. www.example.org.", "см. `www.example.org`."),
        ("WWW.EXAMPLE.ORG", "`WWW.EXAMPLE.ORG`"),
        ("(https://example.org/a_b*c?d=1&e=2)", "(`https://example.org/a_b*c?d=1&e=2`)"),
        ("javascript://x", "`javascript://x`"),
        ("//example.org", "`//example.org`"),
        ("www.", "`www.`"),
        ("mailto:a@b.org", "`mailto:a@b.org`"),
        ("пишите ann_lee@example.org, ждём", "пишите `ann_lee@example.org`, ждём"),
        ("спросить @octocat и @org/team!", "спросить `@octocat` и `@org/team`!"),
        ("дело #12 и GH-34", "дело `#12` и `GH-34`"),
        ("№ 12, C#, a @ b, 5 @", "№ 12, C\\#, a @ b, 5 @"),
        ("x|www.a.b|y", "x\\|`www.a.b`\\|y"),
        ("`www.a.b`", "\\``www.a.b`\\`"),
        ("https://a.b<script>", "`https://a.b`&lt;script&gt;"),
        ("*жирно* [x](y) <b> ~a~ ^b^ $c$ &amp;", "\\*жирно\\* \\[x\\](y) &lt;b&gt; \\~a\\~ \\^b\\^ \\$c\\$ &amp;amp;"),
    ],
)  # fmt: skip
def test_foreign_words_are_neither_markup_nor_links(text: str, shown: str) -> None:
    assert markdown(text) == shown
    assert plain(shown) == text
    assert not {token.type for token in tokens(shown)} & {"link_open", "em_open", "html_inline", "html_block"}


def test_a_very_long_word_takes_no_time() -> None:
    word = "a" * 200_000
    assert markdown(f"{word}@b") == f"`{word}@b`"


@given(st.text(st.sampled_from("aя1 @.:/#w-_*`|<>()[]\\!&;~"), max_size=20))
def test_no_text_becomes_markup_or_a_link(text: str) -> None:
    shown = tokens(markdown("x ", text, " y"))
    assert {token.type for token in shown} <= {
        "paragraph_open",
        "inline",
        "text",
        "code_inline",
        "paragraph_close",
        "text_special",
    }
    assert plain(markdown("x ", text, " y")) == f"x {text} y"
    assert [token.content for token in shown if token.type == "text" and LINKED.search(token.content)] == []


@pytest.mark.parametrize(
    "text",
    ["- a", "+ a", "1. a", "12) a", "(1) a", "i. a", "* a", "# a", "> a", "---", "+++", "===", ": a", "% a", "    a",
     "| a |", "```", "~~~", "-", "A. Петров"],
)  # fmt: skip
def test_no_line_begins_a_block(text: str) -> None:
    shown = markdown(text)
    assert {token.type for token in tokens(shown)} <= {
        "paragraph_open",
        "inline",
        "text",
        "text_special",
        "paragraph_close",
    }
    assert plain(shown) == text.strip()


ITALIC, STRONG = Emphasis.ITALIC, Emphasis.STRONG


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ((Span("2026", ITALIC), Span(": ", ITALIC), " ", Span("Китай на время", ITALIC)), "*2026:  Китай на время*"),
        ((Span("a", ITALIC), " ", Span("b", ITALIC)), "*a b*"),
        ((Span("a", ITALIC), Span(" b ", ITALIC), "c"), "*a b* c"),
        ((Span("a", ITALIC), Span("b", STRONG)), "*a***b**"),
        ((Span("a", STRONG), Span("b", ITALIC)), "**a***b*"),
        ((Span("a", ITALIC), " ", Span("b", STRONG)), "*a* **b**"),
        (("a", Span("b", ITALIC), "c"), "a*b*c"),
        (("a", Span("«b»", ITALIC), "c"), "a«b»c"),  # CommonMark would show the marks themselves
        (("a ", Span("«b»", ITALIC), " c"), "a *«b»* c"),
        ((Span("", ITALIC), "a"), "a"),
        ((Span(" ", ITALIC), "a"), "a"),
        ((Span("a@b.org", ITALIC),), "*`a@b.org`*"),
        ((Span("x", Emphasis.DIM), Span("y", Emphasis.BAD)), "xy"),
    ],
)
def test_neighbours_of_one_emphasis_are_one(pieces: tuple[Inline, ...], shown: str) -> None:
    assert markdown(*pieces) == shown
    assert "*" not in plain(shown)


def test_single_paragraphs_are_a_table() -> None:
    assert rendered(table(["Tula", 5, "a | b"]), Format.MARKDOWN).splitlines()[4:] == [
        "| Region | Score | What happened |",
        "| --- | --: | --- |",
        "| Tula | 5 | a \\| b |",
    ]


def test_two_short_lines_of_a_cell_are_one_line() -> None:
    cell = CellText((paragraph("Bridge"), paragraph("North")))
    assert rendered(table(["Tula", 5, cell]), Format.MARKDOWN).splitlines()[-1] == "| Tula | 5 | Bridge · North |"


def test_several_paragraphs_in_a_cell_become_a_list_of_their_own() -> None:
    """A line break within a pipe table is HTML, and lost in every format but that."""
    lines = CellText((paragraph("one"), paragraph(Span("two", ITALIC)), paragraph("- three")), listed=True)
    text = rendered(
        table(["Tula", 5, lines], ["Amur", None, CellText((paragraph("four"),), listed=True)]), Format.MARKDOWN
    )
    assert text == (
        "# T\n\n## G\n\n### Tula\n\nScore: 5\n\nWhat happened:\n\n- one\n- *two*\n- \\- three\n\n"
        "### Amur\n\nWhat happened:\n\n- four\n"
    )
    assert "html" not in " ".join(token.type for token in tokens(text))
