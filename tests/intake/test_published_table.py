"""Published tables of plain text: torn rows put together, italics kept, sentences drafted."""

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.kinds import KINDS
from ratingctl.intake.parties import KnownOrganisations
from ratingctl.intake.published_sentences import SentenceDraft, drafts_of
from ratingctl.intake.published_table import PublishedTable, PublishedUnit, published_table
from ratingctl.intake.sentence_dates import dates_in
from ratingctl.storage.inputs.text_tables import text_table

HEAD = "Unit, score (previous)\tKnown in 2025\tSince then in 2026\n"
NAMES = {"Avon", "Brent", "Upper Cam"}


def table(text: str) -> PublishedTable:
    return published_table(text_table(HEAD + text), NAMES.__contains__)


def texts(unit: PublishedUnit) -> list[list[str]]:
    return [[passage.passage.text for passage in column] for column in unit.columns]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Avon 7 (5)", ("Avon", "7", "5")),
        ("<p>Avon</p> <p>7,5 (–)</p>", ("Avon", "7,5", "–")),
        ("Avon: 7", ("Avon", "7", "")),
        ("Avon – (4)", ("Avon", "–", "4")),
        ("Avon 8 (9) ▼ −1", ("Avon", "8", "9")),
        ("Avon¹ 8² (–)³", ("Avon", "8", "–")),
    ],
)
def test_a_first_cell_holds_name_score_and_previous_score(first: str, expected: tuple[str, str, str]) -> None:
    (unit,) = table(f"{first}\tOld.\tNew.\n").units
    assert (unit.name, unit.score, unit.previous) == expected


def test_a_name_and_its_score_may_stand_in_rows_below_each_other() -> None:
    units = table("Upper\tOne.\tTwo.\nCam 6 (6)\tThree.\tFour.\nBrent\tFive.\t\n5 (4)\t\tSix.\n").units
    assert [(unit.name, unit.score) for unit in units] == [("Upper Cam", "6"), ("Brent", "5")]
    assert texts(units[0]) == [["One.", "Three."], ["Two.", "Four."]]


def test_a_sentence_that_a_page_breaks_off_is_put_together() -> None:
    (unit,) = table("Avon 7 (5)\tA bridge is planned over the\tThe bridge\n\triver.\tis open.\n\tEnd.\tEnd.\n").units
    assert texts(unit) == [["A bridge is planned over the river.", "End."], ["The bridge is open.", "End."]]


def test_torn_paragraphs_go_to_the_column_whose_sentences_they_end() -> None:
    row = "Avon 7 (5)\tA mill is planned at the\tThe road was opened by the\n"
    torn = "\nriver bank.\n\nA bridge is intended to\n\nnew governor.\n\nThe mill has not been built yet.\n\n"
    more = "Brent 4 (4)\tA port is planned.\tThe port has been opened.\n" * 3
    unit = table(f"{row}{torn}\tcross it.\tEnd.\n{more}").units[0]
    assert texts(unit) == [
        ["A mill is planned at the river bank.", "A bridge is intended to cross it."],
        ["The road was opened by the new governor.", "The mill has not been built yet.", "End."],
    ]
    assert [passage.torn for passage in unit.columns[1]] == [True, True, False]


def test_headings_between_tables_and_text_behind_them_belong_to_no_unit() -> None:
    parsed = table(f"Avon 7 (5)\tOld.\tNew.\n\nMODERATE\n\n{HEAD}Brent 4 (4)\tOld.\tNew.\n\n* A footnote.\n")
    assert [texts(unit) for unit in parsed.units] == [[["Old."], ["New."]]] * 2
    assert [stray.text for stray in parsed.strays] == ["* A footnote."]


def drafts(cell: str, period: str = "2025-06/2026-05") -> list[SentenceDraft]:
    (unit,) = table(f"Avon 7 (5)\t\t{cell}\n").units
    return drafts_of(unit.columns[1], parse_edtf(period), KINDS, KnownOrganisations({}))


def test_italics_belong_to_their_sentences() -> None:
    rows = drafts("The port works. <i>The mill came to nothing.</i> *The road is a ruin.* It is **new**.")
    assert [(draft.italic, draft.kind) for draft in rows] == [
        (False, "operation"), (True, "stall"), (True, "stall"), (False, "statement"),
    ]  # fmt: skip


def test_a_sentence_that_goes_on_with_the_one_above_is_one_event_with_it() -> None:
    assert [draft.text for draft in drafts("A plant was opened. It makes tyres. Exports grew.")] == [
        "A plant was opened. It makes tyres.",
        "Exports grew.",
    ]


def test_a_sentence_that_tells_of_silence_is_no_event() -> None:
    rows = drafts("Не поступает новостей о заводе. There were no reports of the mill. Завод не построен.")
    assert [draft.silent for draft in rows] == [True, True, False]


@pytest.mark.parametrize(
    ("sentence", "date", "due"),
    [
        ("В марте 2026 завершён монтаж", "2026-03", None),
        ("В марте был завершён монтаж", "2026-03", None),
        ("Works began in April 2026", "2026-04", None),
        ("На июль 2026 намечено открытие", None, "2026-07"),
        ("A shipyard is planned by 2028", None, "2028"),
        ("К 2027 году заработает завод", None, "2027"),
        ("Открыт завод, построенный в 2019 году", None, None),
        ("Подписано в мае 2025 и в июне 2025", "2025-06", None),
        ("Отгрузки начались в 2025 и 2026 годах", None, None),
    ],
)
def test_dates_are_told_from_deadlines(sentence: str, date: str | None, due: str | None) -> None:
    dates = dates_in(sentence, parse_edtf("2025-06/2026-05"))
    assert (dates.date and dates.date.text, dates.due and dates.due.text) == (date, due)


def test_what_happened_after_the_period_of_a_column_is_told_so() -> None:
    assert dates_in("В июле 2025 года подписан договор", parse_edtf("../2025-05")).later


def test_a_long_torn_text_and_a_line_of_stars_are_read_in_no_time() -> None:
    torn = "".join(f"A paragraph {number}\n\n" for number in range(600))
    (unit,) = table(f"Avon 7 (5)\tOld.\tNew.\n{torn}\tEnd.\t{'*a ' * 4_000}\n").units
    assert sum(len(column) for column in unit.columns) >= 4
