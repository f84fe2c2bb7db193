"""Sessions at the desk on a terminal with a screen: one process for several steps."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome
from desk_rating import DRAFT, article_options, north_of
from drawn_terminal import DOWN, ESCAPE, HOME, LEFT, UP, DrawnTerminal, editor_that, pasted

READY = "ends"


@pytest.fixture
def root(write: Callable[..., Path], ratingctl: Callable[..., Outcome]) -> Path:
    """The rating with the tables of matching, which each process would else make anew."""
    folder = write(DRAFT)
    assert ratingctl("--root", folder, "match", "--text", "A harbour", "-r", "north").code == 0
    return folder


Desk = Callable[..., DrawnTerminal]


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    """Opens the desk with options of `add-event`; it is closed after the test."""
    with ExitStack() as opened:

        def opens(*more: str, **settings: Any) -> DrawnTerminal:
            terminal = opened.enter_context(DrawnTerminal("--root", str(root), "add-event", *more, **settings))
            terminal.sees(READY)
            terminal.settle()  # a key in the moment of the first drawing came before a person has seen the draft
            return terminal

        yield opens


def test_a_paste_of_two_paragraphs_stays_in_its_field_and_arrows_edit(desk: Desk, root: Path) -> None:
    old = north_of(root)
    options = ("-r", "north", "-k", "visit", "-t", "One", "--date", "2026-05", "-s", "gazette")
    terminal = desk(*options, columns=80, rows=24)
    terminal.types(pasted("A stray\n\nw\nw\n"))
    terminal.sees("a paste goes into an open field")
    terminal.types(DOWN, "\r")
    terminal.sees("takes it")
    terminal.types(pasted("First paragraph\n\nw\n0\nsecond paragraph\n"))
    terminal.sees("First paragraph w 0 second paragraph")
    assert north_of(root) == old
    terminal.types("\x15", "First paragraph\n\nw\n0\nsecond paragraph")  # a terminal that marks no pastes
    assert north_of(root) == old
    terminal.sees("First paragraph  w 0 second paragraph")
    terminal.types("\r", UP, "\r")
    terminal.types(LEFT, LEFT, "X", HOME, "A ", "\r")
    assert "A OXne" in terminal.line_with("Title")
    terminal.types("w")
    assert terminal.leaves() == 0
    assert "title: A OXne\n  text: First paragraph w 0 second paragraph\n" in north_of(root)


def test_a_refused_value_stays_with_the_cursor_where_it_hurts(desk: Desk, root: Path) -> None:
    terminal = desk("-r", "north", "-k", "visit", "-t", "One", "--date", "2026-05")
    for _ in range(3):
        terminal.types(UP)
    terminal.types("\r", pasted("wset"), "\r")
    terminal.sees("no region 'North Islandwset'")
    row, _ = terminal.cursor
    assert "North Islandwset" in terminal.lines[row]
    terminal.types("\x7f" * 4, "\r", *(DOWN,) * 11, "\r", pasted("gazette, gazet"), "\r")
    terminal.sees("'gazet' is no key")
    row, column = terminal.cursor
    assert terminal.lines[row][column:] == "gazet"
    terminal.types(ESCAPE, "?")
    terminal.sees("any key goes back")
    terminal.types("x", "q")
    assert terminal.leaves() == 0


def test_a_queue_is_interrupted_and_goes_on_with_the_half_made_draft(desk: Desk, root: Path, tmp_path: Path) -> None:
    options = ("-k", "agreement", *article_options(tmp_path))
    terminal = desk(*options, columns=100, rows=40)
    terminal.sees("[1/3]")
    assert any("agreement on a ferry" in line.partition("│")[2] for line in terminal.lines)
    assert "North Island" in terminal.marked()
    terminal.types("w")
    terminal.sees("Source: an address or a key")
    terminal.types("\r")
    terminal.sees("[2/3]")
    terminal.types("\r", " by Ann", "\x03")
    assert terminal.leaves() == 130
    assert "articles: 3; logged 1, dropped 0, put off 0, left 2" in terminal.text
    assert [name for name in ("ferry", "school", "mill") if f"on a {name}" in north_of(root)] == ["ferry"]
    again = desk(*options)
    again.sees("[2/3]")
    assert "on a school by Ann" in again.line_with("Title")
    again.types("в")
    again.sees("Why is it dropped?")
    again.types("\r")
    again.sees("[3/3]")
    again.types("\x04")
    assert again.leaves() == 0
    assert "logged 1, dropped 1, put off 0, left 1" in again.text


def test_letters_link_and_names_are_completed(desk: Desk, root: Path) -> None:
    terminal = desk("-r", "north", "-k", "delay", "-t", "The harbour is late", "--date", "2026-05", "-s", "gazette")
    terminal.sees("a ")
    terminal.sees("Harbour")
    terminal.types("a")
    assert "north-port" in terminal.line_with("Follows")
    terminal.types(UP, "\r", "\x15", "com", "\t")
    assert "commissioning" in terminal.text
    terminal.types("\r")  # the completion is taken, and the field with it
    terminal.sees(READY)
    assert "commissioning" in terminal.line_with("Kind")
    terminal.types("ц")
    assert terminal.leaves() == 0
    assert "title: The harbour is late\n  follows: [north-port]\n" in north_of(root)


def test_the_editor_gets_the_whole_event_and_a_refused_one_comes_back(desk: Desk, root: Path, tmp_path: Path) -> None:
    editor = editor_that(
        tmp_path, "s/^date: someday$/date: 2026-06/; t; s/^title: One/title: Two/; s/^date: 2026-05/date: someday/"
    )
    options = ("-r", "north", "-k", "visit", "-t", "One", "--date", "2026-05", "-s", "gazette")
    terminal = desk(*options, environment=editor)
    terminal.types("e")
    terminal.sees("Two")
    assert "2026-06" in terminal.line_with("Date")
    terminal.types("w")
    assert terminal.leaves() == 0
    assert "date: 2026-06\n  kind: visit\n  title: Two\n" in north_of(root)


def test_an_article_on_standard_input_is_asked_about_through_the_terminal(
    desk: Desk, root: Path, tmp_path: Path
) -> None:
    article_options(tmp_path)
    terminal = desk("--from", "-", stdin=(tmp_path / "ferry.txt").read_bytes())
    assert "agreement on a ferry" in terminal.line_with("Title")
    terminal.types("l")
    assert terminal.leaves() == 0
    assert "put off 1" in terminal.text


def test_a_killed_desk_has_kept_the_fields_that_were_accepted(desk: Desk, tmp_path: Path) -> None:
    options = article_options(tmp_path)[:2]
    terminal = desk(*options)
    terminal.types(DOWN, "\r", " for all", "\r")
    terminal.sees("for all")
    terminal.settle()
    terminal.process.kill()
    again = desk(*options)
    assert "for all" in again.text
