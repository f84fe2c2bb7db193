"""Tables laid out in columns: widths, wrapping, emphasis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ratingctl.render.grid import Block, Grid, GridColumn
from ratingctl.render.styled_text import StyledText, joined, width_of


def block(*lines: str, mark: str = "") -> Block:
    return Block(tuple(map(StyledText, lines)), mark)


def laid_out(columns: list[GridColumn], rows: list[list[Block]], width: int) -> list[str]:
    return [line.plain.rstrip() for line in Grid(columns, rows, is_airy=False).lines(width)]


def styled(columns: list[GridColumn], rows: list[list[Block]], width: int) -> list[list[tuple[str, str]]]:
    """Return what has a style in each line, with the style."""
    lines = Grid(columns, rows, is_airy=False).lines(width)
    return [[(line.plain[start:end], style) for start, end, style in line.spans] for line in lines]


NAME, TEXT = GridColumn("Name", False, True), GridColumn("Text", False, False)
NUMBER = GridColumn("No.", True, True)


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    rows = [[block("Tula"), block("one"), block("7")], [block("Amur"), block("three"), block("10")]]
    assert laid_out([NAME, TEXT, NUMBER], rows, 40) == [
        "Name   Text    No.",
        "──────────────────",
        "Tula   one       7",
        "Amur   three    10",
    ]


def test_a_marked_paragraph_is_wrapped_below_its_first_word() -> None:
    rows = [[block("Tula"), block("one two three", "four", mark="• ")]]
    assert laid_out([NAME, TEXT], rows, 16) == [
        "Name   Text",
        "────────────────",
        "Tula   • one two",
        "         three",
        "       • four",
    ]


def test_a_paragraph_with_a_mark_is_marked_where_it_fits_too() -> None:
    assert laid_out([NAME, TEXT], [[block("Tula"), block("one", mark="• ")]], 40)[2:] == ["Tula   • one"]


def test_a_marked_paragraph_that_fits_without_its_mark_alone_is_wrapped() -> None:
    """A mutant that forgets the mark's width would let the line run over the edge."""
    lines = laid_out([GridColumn("", False, False)], [[block("abcd efgh", mark="• ")]], 10)
    assert lines == ["• abcd", "  efgh"]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (23, [10, 10]),  # all fits: 10 + 3 between + 10
        (22, [10, 9]),   # the odd column of the excess comes from the last
        (21, [9, 9]),
        (17, [7, 7]),
    ],
)  # fmt: skip
def test_equal_columns_give_way_alike(width: int, widths: list[int]) -> None:
    columns = [GridColumn("", False, False), GridColumn("", False, False)]
    grid = Grid(columns, [[block("ab cd ef g"), block("ab cd ef g")]], is_airy=False)
    assert grid.widths(width) == widths


def test_the_widest_column_gives_way_first() -> None:
    columns = [GridColumn("", False, False), GridColumn("", False, False)]
    grid = Grid(columns, [[block("a" * 5), block("b " * 20)]], is_airy=False)
    assert grid.widths(30) == [5, 22]


def test_columns_give_way_down_to_the_next_widest_and_then_alike() -> None:
    columns = [GridColumn("", False, False)] * 3
    grid = Grid(columns, [[block("a" * 30), block("b" * 20), block("c" * 5)]], is_airy=False)
    assert grid.widths(61) == [30, 20, 5]
    assert grid.widths(60) == [29, 20, 5]
    assert grid.widths(52) == [21, 20, 5]  # the gaps on both sides count: the first column has one, the second two
    assert grid.widths(48) == [19, 18, 5]
    assert grid.widths(20) == [5, 4, 5]


def test_a_grid_knows_how_wide_it_is_and_how_narrow_it_may_be() -> None:
    grid = Grid([NAME, TEXT], [[block("Amur Region"), block("one three", mark="• ")]], is_airy=False)
    assert grid.natural_width() == len("Amur Region   • one three")
    assert grid.least_width() == len("Amur Region   • three")


def test_an_empty_column_is_as_wide_as_its_heading() -> None:
    grid = Grid([NAME, TEXT], [[block("Tula"), block()]], is_airy=False)
    assert (grid.natural_width(), grid.least_width()) == (11, 11)
    assert Grid([GridColumn("", False, False)], [[block()]], is_airy=False).natural_width() == 0


def test_a_whole_column_never_gives_way() -> None:
    grid = Grid([NAME, TEXT], [[block("a" * 20), block("b " * 20)]], is_airy=False)
    assert grid.widths(30)[0] == 20


def test_emphasis_reaches_the_screen_where_it_stands() -> None:
    text = joined((StyledText("plain "), StyledText.of("red", "red"), StyledText(" rest")))
    assert styled([NAME, TEXT], [[block("Tula"), Block((text,))]], 40) == [
        [("Name", "bold"), ("Text", "bold")],
        [],
        [("red", "red")],
    ]


def test_the_style_of_a_whole_cell_reaches_the_screen() -> None:
    assert styled([NAME], [[Block((StyledText.of("Tula", "italic"),))]], 40)[2] == [("Tula", "italic")]


def test_emphasis_survives_wrapping() -> None:
    text = joined((StyledText("one two "), StyledText.of("three four", "red")))
    rows = [[Block((text,), "• ")]]
    assert laid_out([GridColumn("", False, False)], rows, 9) == ["• one two", "  three", "  four"]
    assert styled([GridColumn("", False, False)], rows, 9) == [[], [("three ", "red")], [("four", "red")]]


WORDS = st.text(st.sampled_from("aя–«№ёЙ-中한😀e\u0301  \n"), max_size=40)


@given(WORDS, st.integers(4, 30))
def test_lines_are_wrapped_as_rich_does(text: str, width: int) -> None:
    by_rich = Text(text).wrap(Console(width=80), width, overflow="fold")
    assert [line.plain for line in StyledText(text).wrapped(width)] == [line.plain for line in by_rich]


def test_every_single_character_is_as_wide_as_in_rich() -> None:
    for code in (*range(0x20, 0x7F), *range(0xA0, 0x3000), 0x4E2D, 0x1F600):
        assert width_of(chr(code)) == cell_len(chr(code)), hex(code)
