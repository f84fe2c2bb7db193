"""One sample report in every format, and foreign words that must stay words."""

import csv
import io
import json
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.render import Format, format_of_file, rendered
from ratingctl.render.json_text import indented
from ratingctl.report import (
    Calendar,
    CalendarEntry,
    CellText,
    Column,
    Dated,
    Emphasis,
    Message,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)
from ratingctl.words.visible import visible

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "[red]=cmd|'x'!A1 \x1b[31m <b>bold</b> *a* _b_ `c` # \x9b2J \u202e | end"

SAMPLE = Report(
    data={
        "edition": "2026",
        "groups": [
            {"id": "high", "rows": [{"id": "a", "text": HOSTILE, "n": 9, "tags": ["x", "y"], "flag": True}]},
            {"id": "low", "rows": [{"id": "b", "text": "+7 495", "n": None, "tags": [], "flag": False}]},
        ],
    },
    records=Records(
        ("groups", "rows"), (("edition", 0, "edition"), ("group", 1, "id")), ("id", "text", "n", "tags", "flag")
    ),
    screen=Screen(
        language="ru",
        title=paragraph("Пример ", Message("state.draft")),
        tables=[
            Table(
                (Column("region", whole=True), Column("score", numeric=True, whole=True), Column("what_happened")),
                [
                    [
                        Span("Амурская область", Emphasis.STRONG),
                        9,
                        CellText(
                            (paragraph(Dated("2026-05"), " ", HOSTILE), paragraph(Span("стоит", Emphasis.ITALIC))),
                            listed=True,
                        ),
                    ],
                    ["Тула", None, CellText((paragraph(Message("project.due", {"date": Dated("2026-33")})),))],
                ],
                title=paragraph(Message("count.regions", {"n": 2})),
                note=paragraph("Примечание"),
            )
        ],
        notes=[paragraph(Message("note.as_of", {"date": "2026-05-31"}))],
    ),
    calendar=Calendar(
        "ru",
        "Пример",
        "x",
        date(2026, 5, 31),
        [CalendarEntry(date(2026, 9, 30), "a", paragraph(Message("state.draft"), " ", HOSTILE), (paragraph("стоит"),))],
    ),
)


OF_FILES = [form for form in Format if form.endings]
LOOKS = {
    "sample-100.txt": (Format.TABLE, 100),
    "sample-60.txt": (Format.TABLE, 60),
    **{f"sample{form.endings[0]}": (form, 100) for form in OF_FILES},
}
"""Golden files, with the format and the columns of each."""


@pytest.mark.parametrize("name", LOOKS)
def test_the_sample_report_looks_as_agreed(name: str, request: pytest.FixtureRequest) -> None:
    text = rendered(SAMPLE, *LOOKS[name])
    if request.config.getoption("--update-cases"):
        (GOLDEN / name).write_bytes(text.encode())
    assert text == (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize("columns", [0, 1, 2, 19])
def test_a_width_in_which_nobody_can_read_is_as_twenty(columns: int) -> None:
    assert rendered(SAMPLE, Format.TABLE, columns) == rendered(SAMPLE, Format.TABLE, 20)


def test_json_is_the_data_and_nothing_else() -> None:
    assert json.loads(rendered(SAMPLE, Format.JSON)) == SAMPLE.data


@pytest.mark.parametrize("form", OF_FILES)
def test_no_control_character_leaves(form: Format) -> None:
    text = rendered(SAMPLE, form).replace("\r\n", "\n")
    assert not {character for character in text if character != "\n" and not character.isprintable()}


def test_no_control_character_reaches_a_terminal() -> None:
    assert "\x1b" not in rendered(SAMPLE, Format.TABLE, 100)
    assert "[red]" in rendered(SAMPLE, Format.TABLE, 100)


def test_an_object_in_a_cell_of_a_csv_is_json() -> None:
    data = {"rows": [{"was": {"name": "Юг", "at": [1]}, "now": [{"a": 1}, "b"]}]}
    text = rendered(Report(data, Records(("rows",), (), ("was", "now")), Screen("en")), Format.CSV)
    assert list(csv.reader(io.StringIO(text)))[1] == ['{"name": "Юг", "at": [1]}', '{"a": 1}; b']


def test_a_csv_is_read_back_cell_by_cell() -> None:
    head, first, second = csv.reader(io.StringIO(rendered(SAMPLE, Format.CSV)))
    assert head == ["edition", "group", "id", "text", "n", "tags", "flag"]
    assert first[0:3] == ["2026", "high", "a"]
    assert first[4:] == ["9", "x y", "true"]
    assert second[3:] == ["'+7 495", "", "", "false"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "a;="])
def test_a_formula_is_a_text(start: str) -> None:
    report = Report({"text": f"{start}1+1"}, Records((), (), ("text",)))
    assert rendered(report, Format.CSV).splitlines()[1].lstrip('"').removeprefix("a;").startswith("'")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\nb\tc", "a b c"),
        ("\x07", "␇"),
        ("\x7f", "␡"),
        ("a\u202eb", "a<U+202E>b"),
        ("ё", "ё"),
    ],
)
def test_control_characters_become_pictures(text: str, shown: str) -> None:
    assert visible(text) == shown


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner), st.tuples(inner, inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


@given(VALUES)
def test_indented_json_is_what_json_gives(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("form", Format)
def test_a_format_is_one_entry_of_the_registry(form: Format) -> None:
    day = CalendarEntry(date(2026, 5, 18), "due-a", paragraph("due"))
    assert rendered(SAMPLE._replace(calendar=Calendar("en", "Islands", "2026", date(2026, 5, 1), [day])), form)
    assert form is Format[form.name]
    assert [format_of_file(PurePath(f"x{ending.upper()}")) for ending in form.endings] == [form] * len(form.endings)


def test_a_format_without_a_renderer_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="renderer"):

        class Broken(StrEnum):
            __new__ = Format.__new_member__  # type: ignore[attr-defined]
            HTML = "html", (".html",), "", True


def test_no_ending_means_two_formats() -> None:
    endings = [ending for form in Format for ending in form.endings]
    assert len(endings) == len(set(endings))
    assert format_of_file(PurePath("x.docx")) is None
