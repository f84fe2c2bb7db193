"""How a terminal shows emphasis: one golden for each, with colours, without, and where output is no terminal."""

import io

import pytest

from ratingctl.render import Format, rendered
from ratingctl.render.terminal import show
from ratingctl.report import CellText, Column, Emphasis, Records, Report, Screen, Span, Table, paragraph


class Tty(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def report(*emphases: Emphasis) -> Report:
    cells = [[paragraph("a ", Span(emphasis.value, emphasis), " z")] for emphasis in emphases]
    return Report({}, Records((), (), ()), Screen("en", tables=[Table((Column(""),), cells)]))


def on_a_terminal(shown: Report, columns: int = 60) -> list[str]:
    screen = Tty()
    show(shown.screen, screen, columns)
    return [line.rstrip() for line in screen.getvalue().splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("emphasis", "line"),
    [
        (Emphasis.NONE, "a none z"),
        (Emphasis.STRONG, "a \x1b[1mstrong\x1b[0m z"),
        (Emphasis.ITALIC, "a \x1b[3mitalic\x1b[0m z"),
        (Emphasis.DIM, "a \x1b[2mdim\x1b[0m z"),
        (Emphasis.GOOD, "a \x1b[32mgood\x1b[0m z"),
        (Emphasis.BAD, "a \x1b[31mbad\x1b[0m z"),
        (Emphasis.FOUND, "a \x1b[1;4mfound\x1b[0m z"),
    ],
)
def test_a_terminal_shows_the_emphasis(emphasis: Emphasis, line: str) -> None:
    assert on_a_terminal(report(emphasis)) == [line]


def test_without_colours_italics_and_bold_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert on_a_terminal(report(Emphasis.GOOD, Emphasis.BAD)) == ["a good z", "a bad z"]
    assert on_a_terminal(report(Emphasis.ITALIC)) == ["a \x1b[3mitalic\x1b[0m z"]


def test_a_pipe_gets_no_emphasis() -> None:
    assert rendered(report(*Emphasis), Format.TABLE).split() == [w for e in Emphasis for w in ("a", e.value, "z")]


def test_titles_and_headings_are_bold_and_notes_of_tables_dim() -> None:
    table = Table((Column("score"),), [[1]], title=paragraph("title"), note=paragraph("note"))
    shown = Report({}, Records((), (), ()), Screen("en", paragraph("head"), [table], [paragraph("last")]))
    assert on_a_terminal(shown) == [
        "\x1b[1mhead\x1b[0m", "\x1b[1mtitle\x1b[0m", "\x1b[1mScore\x1b[0m", "─────", "1", "\x1b[2mnote\x1b[0m", "last",
    ]  # fmt: skip


def test_blocks_of_a_narrow_terminal_keep_the_emphasis() -> None:
    lines = CellText((paragraph(Span("wait " * 6, Emphasis.ITALIC)), paragraph("b")), listed=True)
    table = Table((Column("region"), Column("score", numeric=True), Column("note")), [["Tula", 5, lines]])
    assert on_a_terminal(Report({}, Records((), (), ()), Screen("en", tables=[table])), 24) == [
        "\x1b[1mTula\x1b[0m",
        "  \x1b[2mScore: \x1b[0m5",
        "  \x1b[2mNote: \x1b[0m",
        "  • \x1b[3mwait wait wait wait \x1b[0m",
        "  \x1b[3mwait wait \x1b[0m",
        "  • b",
    ]
