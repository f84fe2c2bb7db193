"""The first screen of the desk: the article before its draft, and the keys that are pressed meanwhile."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome
from desk_rating import DRAFT, article_options, north_of
from drawn_terminal import DOWN, UP, DrawnTerminal, pasted

from ratingctl.interactive.desk.first_screen import Heading, first_lines
from ratingctl.language.catalogue import Catalogue

HOLDING = """\
import sys
from pathlib import Path
from ratingctl.__main__ import main
from ratingctl.intake import draft

gate, make = Path(sys.argv.pop(1)), draft.draft_from


def held(*values):
    gate.read_text()
    return make(*values)


draft.draft_from = held
main()
"""
"""The tool, which drafts nothing before something is written into a pipe."""


class HeldDesk:
    """A desk whose drafts wait for the test."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.options = article_options(folder)
        self._gate = folder / "gate"
        os.mkfifo(self._gate)

    def opened(self, columns: int, rows: int) -> DrawnTerminal:
        tool = (sys.executable, "-c", HOLDING, str(self._gate))
        arguments = ("--root", str(self.root), "add-event", *self.options)
        return DrawnTerminal(*arguments, columns=columns, rows=rows, tool=tool)

    def let_draft(self, times: int = 1) -> None:
        for _ in range(times):
            self._gate.write_text("go")


@pytest.fixture
def held(write: Callable[..., Path], tmp_path: Path) -> HeldDesk:
    return HeldDesk(write(DRAFT), tmp_path)


SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (100, 40)])


@SIZES
def test_the_article_stands_there_before_its_draft_and_no_line_jumps(held: HeldDesk, columns: int, rows: int) -> None:
    with held.opened(columns, rows) as terminal:
        terminal.sees("reading …")
        terminal.sees("signed the ferry papers")
        assert "[1/3]" in terminal.lines[0]
        assert "agreement" not in terminal.line_with("Kind").partition("│")[0]
        places = [terminal.place_of(text) for text in ("Region", "Date", "Kind", "signed the ferry papers")]
        held.let_draft()
        terminal.sees("ends")
        assert "agreement" in terminal.line_with("Kind")
        assert [terminal.place_of(text) for text in ("Region", "Date", "Kind", "signed the ferry papers")] == places


@SIZES
def test_a_key_before_the_draft_is_not_lost_and_accepts_nothing(held: HeldDesk, columns: int, rows: int) -> None:
    with held.opened(columns, rows) as terminal:
        terminal.sees("reading …")
        terminal.write("w")
        held.let_draft()
        terminal.sees("w came before the draft did")
        held.let_draft()
        terminal.types("w")
        terminal.sees("Source: an address or a key")
        terminal.types("\r")
        terminal.sees("[2/3]")
        assert "agreement on a ferry" in north_of(held.root)


def test_keys_before_the_draft_open_a_field_and_type_into_it(held: HeldDesk) -> None:
    with held.opened(80, 24) as terminal:
        terminal.sees("reading …")
        terminal.write(f"{DOWN}{UP}\r by Ann\r")
        held.let_draft()
        terminal.sees("on a ferry by Ann")


@pytest.mark.parametrize("text", [pasted("one two\nw\nd\n"), "one two three four\nw\nd\n"])
def test_a_paste_before_the_draft_answers_nothing(held: HeldDesk, text: str) -> None:
    with held.opened(80, 24) as terminal:
        terminal.sees("reading …")
        terminal.write(text)
        held.let_draft()
        terminal.sees("a paste goes into an open field")
        assert "[1/3]" in terminal.text


def test_an_interrupt_before_the_draft_leaves_the_articles_in_the_tray(held: HeldDesk) -> None:
    with held.opened(80, 24) as terminal:
        terminal.sees("reading …")
        terminal.write("\x03")
        assert terminal.leaves() == 130
        assert "left 3" in terminal.text
    with DrawnTerminal("--root", str(held.root), "add-event", "--tray") as terminal:
        terminal.sees("[1/3]")
        terminal.sees("agreement on a ferry")


def test_a_rating_that_cannot_be_read_takes_the_screen_away(write: Callable[..., Path], tmp_path: Path) -> None:
    root = write({**DRAFT, "regions.yaml": "north: [\n"})
    with DrawnTerminal("--root", str(root), "add-event", *article_options(tmp_path)) as terminal:
        assert terminal.leaves() == 3
        assert "regions.yaml" in terminal.text


def test_what_an_article_says_to_the_terminal_is_shown_and_not_done() -> None:
    lines = first_lines(Heading("", "a\x1b[2J.txt", "Red \x1b[31m\x07"), 80, 24, Catalogue("en"))
    assert "\x1b" not in "".join(text for line in lines for _, text in line)
    assert len(lines) <= 23


def test_a_typed_event_is_asked_about_line_by_line_without_a_screen(
    write: Callable[..., Path], person: Callable[..., Outcome]
) -> None:
    root = write(DRAFT)
    outcome = person("q\n", "--root", root, "add-event", "-r", "north", "-t", "One", "-k", "visit")
    assert (outcome.code, "\x1b[?1049h" in outcome.err) == (0, False)
