"""What is invisible is shown, but for what belongs to a word or a picture."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.render import Format, rendered
from ratingctl.report import Calendar, CalendarEntry, Column, Records, Report, Screen, Table, paragraph
from ratingctl.words.visible import escaped, hidden, visible, visible_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\nb\tc", "a b c"),
        ("a\r\nb", "a␍ b"),
        ("\x07", "␇"),
        ("\x7f", "␡"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("a\u200eb", "a<U+200E>b"),
        ("a\u2028b", "a<U+2028>b"),
        ("amu\u200br", "amu<U+200B>r"),
        ("amu\u2060r", "amu<U+2060>r"),
        ("amu\u00adr", "amu<U+00AD>r"),
        ("\ufeffamur", "<U+FEFF>amur"),
        ("amu\u200dr", "amu<U+200D>r"),
        ("аму\u200cр", "аму<U+200C>р"),
        ("a\u034fb", "a<U+034F>b"),
        ("a\u3164b", "a<U+3164>b"),
        ("a\ufe0fb", "a<U+FE0F>b"),
        ("\u06cc\u200d x", "\u06cc<U+200D> x"),
        ("x\U000e0041\U000e0042", "x<U+E0041><U+E0042>"),
        ("x\U000e0100", "x<U+E0100>"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_what_is_invisible_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "ё й ё",
        "Владивосток\u00a0– Хуньчунь\u202f5",
        "می\u200cخواهم",  # Persian: a joiner that parts letters of one word
        "क्\u200dष",  # Hindi
        "👩\u200d🔧 ❤\ufe0f 1\ufe0f⃣",
        "👍🏽",
        "葛\U000e0100城",  # the form of a character that a name is written with
        "日本語 中文 한국어 العربية עברית",
    ],
)
def test_what_belongs_to_a_word_stays(text: str) -> None:
    assert visible(text) == text
    assert escaped(text, text) == text


def test_lines_of_the_tools_own_stay_lines() -> None:
    assert visible_lines("a\x1b\nb") == "a␛\nb"


@pytest.mark.parametrize("text", ["\u202e", "\U000e0041", "\ud800", "\x7f", "a\u200bb"])
def test_json_has_escapes_that_mean_the_same(text: str) -> None:
    shown = rendered(Report({"text": text}, Records((), (), ("text",))), Format.JSON)
    assert shown.isascii()
    assert json.loads(shown) == {"text": text}


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.JSON])
def test_nothing_invisible_leaves_in_any_format(form: Format) -> None:
    text = "a\x1b[2J\u202e\u200b\u00ad\x9b\U000e0041z"
    shown = Report(
        {"text": text},
        Records((), (), ("text",)),
        Screen(
            title=paragraph(text),
            tables=[Table((Column("text"),), [[text]], title=paragraph(text), note=paragraph(text))],
            notes=[paragraph(text)],
        ),
        calendar=Calendar(
            "en",
            text,
            "x",
            date(2026, 5, 1),
            [CalendarEntry(date(2026, 5, 2), "u", paragraph(text), (paragraph(text),))],
        ),
    )
    out = rendered(shown, form).replace("\r\n", "").replace("\n", "")  # iCalendar ends its lines with both
    assert "2J" in out
    assert hidden().search(out) is None


@given(st.text())
def test_the_quick_look_misses_nothing(text: str) -> None:
    plain = text.replace("\t", " ").replace("\n", " ")
    assert (visible(plain) == plain) == (hidden().search(plain) is None)
    in_json = json.dumps(plain, ensure_ascii=False)
    assert (escaped(in_json, in_json) == in_json) == (hidden().search(in_json) is None)


def test_every_single_character_is_judged_alike_by_the_quick_look() -> None:
    for code in (*range(0x20, 0x30000), *range(0xE0000, 0xE1000)):
        character = chr(code)
        assert (visible(character) == character) == (hidden().search(character) is None), hex(code)
