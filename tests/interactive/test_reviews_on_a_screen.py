"""Reviews on a terminal with a screen: the card above, the question below it, a key that answers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from desk_rating import DRAFT, north_of
from drawn_terminal import ESCAPE, PAGE_DOWN, UP, DrawnTerminal, pasted

Review = Callable[..., DrawnTerminal]


@pytest.fixture
def root(write: Callable[..., Path]) -> Path:
    return write(DRAFT)


@pytest.fixture
def review(root: Path) -> Iterator[Review]:
    """Begins a review; it is closed after the test."""
    with ExitStack() as opened:

        def begins(*arguments: str, sees: str = "q end", rows: int = 24) -> DrawnTerminal:
            terminal = opened.enter_context(DrawnTerminal("--root", str(root), *arguments, columns=80, rows=rows))
            terminal.sees(sees)
            return terminal

        yield begins


def test_a_key_answers_a_line_holds_a_note_and_a_paste_answers_nothing(review: Review, root: Path) -> None:
    terminal = review("checked", "--review", "--by", "Ann", "-r", "north")
    assert terminal.lines[0].startswith("[1/1] North Island")
    before = north_of(root)
    terminal.types(pasted("n\n\nn\n"))
    terminal.sees("› n n")
    assert north_of(root) == before
    terminal.types(ESCAPE, "?")
    terminal.sees("Space opens the line")
    terminal.types(" ", pasted("n looked in the gazette"), "\r")
    assert terminal.leaves() == 0
    assert "  found: nothing\n" in north_of(root)
    assert "  note: looked in the gazette\n" in north_of(root)


def test_a_refused_answer_stays_in_its_line_with_what_is_wrong_above_it(review: Review, root: Path) -> None:
    terminal = review("checked", "--review", "--by", "Ann", "-r", "north")
    terminal.types("p")
    terminal.sees("Until when")
    terminal.types(pasted("2027-13"), "\r")
    terminal.sees("'2027-13' does not exist")
    assert terminal.lines[0].startswith("[1/1] North Island")
    assert terminal.lines[terminal.cursor[0]].endswith(" 2027-13")
    terminal.types(ESCAPE, "\r")  # an empty line goes back to the project
    terminal.sees("p put off")
    terminal.types("p", UP)
    terminal.sees("› 2027-13")
    terminal.types("\x7f", "\x7f", pasted("03"), "\r")
    assert terminal.leaves() == 0
    assert "  until: 2027-03\n" in north_of(root)


@pytest.mark.parametrize("rows", [14, 24])
def test_what_keeps_an_answer_back_is_seen_with_its_place(review: Review, root: Path, rows: int) -> None:
    terminal = review("checked", "--review", "--by", "Ann", "-r", "north", rows=rows)
    (root / "2026/north.yaml").write_text(north_of(root).replace("events:", "events: ["))
    terminal.types("n")
    terminal.sees("2026/north.yaml:")
    terminal.sees("written; mend the places above")


def test_a_refused_score_and_an_unknown_event_are_mended_where_they_were_typed(review: Review, root: Path) -> None:
    terminal = review("score", "--review", "-r", "north", sees="q: end")
    terminal.types(pasted("17"), "\r")
    terminal.sees("outside the scale")
    terminal.types("\x7f", "\x7f", "8", "\r", pasted("Works go on"), "\r")
    terminal.sees("Evidence")
    terminal.types(pasted("1 north-wroks"), "\r")
    terminal.sees("no event of north")
    row, column = terminal.cursor
    assert terminal.lines[row][column:] == "north-wroks"
    terminal.types("\x0b", "\r")
    assert terminal.leaves() == 0
    assert "score: 8   # adopted in May\nrationale: Works go on\nevidence: [north-works]\n" in north_of(root)


def test_a_score_is_a_line_and_its_reasons_are_asked_below_the_card(review: Review, root: Path) -> None:
    terminal = review("score", "--review", "-r", "south", sees="q: end")
    terminal.types("4", "\r")
    terminal.sees("Why this score")
    assert "South Island" in terminal.lines[0]
    terminal.types(pasted("More trade"), "\r")
    assert terminal.leaves() == 0
    assert "score: 4\nrationale: More trade\n" in (root / "2026/south.yaml").read_text()


def test_a_card_that_is_too_high_scrolls_with_the_question_in_sight(review: Review) -> None:
    terminal = review("checked", "--review", "--by", "Ann", "-r", "north", rows=12)
    assert "PgDn: lines below:" in terminal.text
    terminal.types(PAGE_DOWN, PAGE_DOWN)
    terminal.sees("PgDn: lines below:", gone=True)
    assert "q end" in terminal.text
    terminal.types("q")
    assert terminal.leaves() == 0


def test_a_candidate_is_linked_by_its_letter(review: Review, root: Path) -> None:
    (root / "2026/north.yaml").write_text(north_of(root).replace("  follows: [north-bridge]\n", ""))
    terminal = review("match", "--review")
    assert any(line.startswith("a ") for line in terminal.lines)
    terminal.types("\x03")
    assert terminal.leaves() == 130
    again = review("match", "--review")
    again.types("ф")  # the key of `a` on a Russian keyboard
    assert again.leaves() == 0
    assert "follows: [north-bridge]" in north_of(root)
