"""Texts in a CSV are never formulas, and are read back as they were."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.words.spreadsheet import guarded, unguarded


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+7 495", "'+7 495"),
        ("-5 %", "'-5 %"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        (" =1+1", "' =1+1"),
        ('"=1+1"', '\'"=1+1"'),
        ("'=1+1", "''=1+1"),
        ('Переговоры;=HYPERLINK("x")', 'Переговоры;\'=HYPERLINK("x")'),
        ("a; =1;\t@b", "a;' =1;'\t'@b"),
        ("a\n=1", "a\n'=1"),
        ("a\r=1", "a\r'=1"),
    ],
)
def test_what_would_be_a_formula_is_guarded(text: str, shown: str) -> None:
    assert guarded(text) == shown
    assert unguarded(shown) == text


@pytest.mark.parametrize("text", ["", "Тула", "a = b", "a-b; c–d", "e@f", "1;2", "o'clock", "'a'", "- a"[1:], "; ;"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


TEXTS = st.text(st.sampled_from("a1 ;\t\r\n'\"=+-@＝,|"), max_size=12)


@given(TEXTS)
def test_a_guarded_text_is_read_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(",;\t"))
def test_no_cell_is_a_formula_whatever_parts_the_cells(texts: list[str], separator: str) -> None:
    """Also where a program parts the line at a separator that it was not written with."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([guarded(text) for text in ["id", *texts]])
    for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=separator):
        for cell in row[1:] if separator == "," else row:
            assert not cell.strip().startswith(("=", "+", "-", "@", "＝"))
