"""The desk without a screen: keys and lines in, the state and a decision out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from desk_rating import DRAFT

from ratingctl.commands.shared.draft_session import DraftSession
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.intake.marks import Mark
from ratingctl.interactive.answer import Answer
from ratingctl.interactive.desk.draft_desk import Desk, DeskPaper
from ratingctl.interactive.desk.layout import sheet_of
from ratingctl.interactive.desk.state import Asked, DeskKey, Mode, choices_in
from ratingctl.interactive.desk.text_lines import article_lines, cut, wrapped
from ratingctl.storage.folder import open_folder

WHOLE = EventInput(region="north", kind="delay", title="The harbour is late", date="2026-05")


@pytest.fixture
def desk_with(write: Callable[..., Path]) -> Callable[..., Desk]:
    root = write(DRAFT)

    def lay(draft: EventInput, *, goes_on: bool = False) -> Desk:
        session = DraftSession(open_folder(root, root), date(2026, 11, 21))
        desk = Desk(session, DeskPaper(draft, goes_on=goes_on))
        session.wait()
        desk.refresh()
        return desk

    return lay


def answer_of(desk: Desk) -> Answer | None:
    return desk.decision.answer if desk.decision else None


def test_arrows_go_round_the_fields_and_enter_opens_with_the_present_text(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(WHOLE._replace(sources=("gazette",)))
    desk.press(DeskKey.FIRST)
    desk.press(DeskKey.UP)
    assert desk.state.selected == "note"
    desk.press(DeskKey.DOWN)
    desk.press(DeskKey.ENTER)
    assert (desk.state.mode, desk.state.opened) == (Mode.TYPING, "North Island")


@pytest.mark.parametrize(
    ("field", "text", "cursor"),
    [("sources", "gazette, gazet", 9), ("date", "2027-31", 7), ("region", "wset", 4)],
)
def test_a_refused_text_stays_open_with_the_cursor_where_it_hurts(
    desk_with: Callable[..., Desk], field: str, text: str, cursor: int
) -> None:
    desk = desk_with(WHOLE)
    desk.open(field)
    desk.submit(text)
    assert (desk.state.mode, desk.state.opened, desk.state.is_error) == (Mode.TYPING, text, True)
    assert desk.state.cursor == cursor
    desk.cancel()
    assert (desk.state.mode, desk.prepared.typed) == (Mode.FIELDS, WHOLE)


def test_a_draft_that_fits_nothing_opens_at_its_fault(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(WHOLE._replace(kind="nonsense"))
    assert (desk.state.selected, desk.state.opened, desk.state.mode) == ("kind", "nonsense", Mode.TYPING)
    desk.submit("delay")
    assert desk.prepared.typed.kind == "delay"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("date", "31.02.2026", "Date: '31.02.2026' does not exist in the calendar"),
        ("due", "soon", "Due: 'soon' is no date"),
        ("sources", "x", "Sources: 'x' is no key"),
        ("title", "x" * 301, "Title has 301 characters"),
        ("follows", "nothing-here", "Follows: 'nothing-here' is no event"),
    ],
)
def test_a_refusal_names_the_field_and_no_option(
    desk_with: Callable[..., Desk], field: str, typed: str, said: str
) -> None:
    desk = desk_with(WHOLE)
    desk.open(field)
    desk.submit(typed)
    assert str(desk.state.message).startswith(said)


def test_a_date_from_before_the_previous_edition_is_questioned_once(
    write: Callable[..., Path], desk_with: Callable[..., Desk]
) -> None:
    write({**DRAFT, "2025/edition.yaml": "period: 2025\ncutoff: 2025-12-31\nstate: published\n"})
    desk = desk_with(WHOLE._replace(date="2016-04", sources=("gazette",)))
    desk.press("w")
    assert (desk.decision, "from before the previous edition" in str(desk.state.message)) == (None, True)
    desk.press("w")
    assert answer_of(desk) is Answer.WRITE


def test_the_source_is_asked_once_for_all_events_of_an_article(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(WHOLE)
    desk.press("m")
    assert (desk.state.asked, desk.decision) == (Asked.SOURCE, None)
    desk.submit("")
    assert answer_of(desk) is Answer.MORE
    other = desk_with(WHOLE, goes_on=True)
    other.press("w")
    assert answer_of(other) is Answer.WRITE


def test_what_waits_for_the_search_is_carried_out_when_it_is_ready(
    desk_with: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_with(WHOLE)
    monkeypatch.setattr(DraftSession, "is_searching", True)
    desk.press("w")
    assert (desk.state.asked, bool(desk.state.message)) == (None, True)
    monkeypatch.setattr(DraftSession, "is_searching", False)
    desk.refresh()
    assert (desk.state.asked, desk.state.message) == (Asked.SOURCE, "")


def test_a_long_value_is_shown_whole_in_two_lines(desk_with: Callable[..., Desk]) -> None:
    title = "The harbour at the northern end of the island is late by a year and a half, says the harbour master"
    lines = ["".join(text for _, text in line) for line in sheet_of(desk_with(WHOLE._replace(title=title)), 80).above]
    place = next(place for place, line in enumerate(lines) if line.startswith("Title"))
    assert " ".join((lines[place] + lines[place + 1]).split()) == f"Title {title}"
    assert max(map(len, lines)) <= 80


def test_a_letter_links_and_takes_the_link_back(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(WHOLE)
    assert choices_in(desk.state)[0].event.id == "north-port"
    desk.press("ф")
    assert list(desk.prepared.typed.follows) == ["north-port"]
    desk.press("a")
    assert list(desk.prepared.typed.follows) == []


def test_what_is_missing_is_said_and_selected(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(EventInput(region="north", title="One"))
    desk.press("w")
    assert desk.decision is None
    assert desk.state.is_error
    assert desk.state.selected in ("kind", "date")


def test_an_event_on_record_is_written_only_at_the_second_try_or_given_the_source(
    desk_with: Callable[..., Desk],
) -> None:
    known = EventInput(
        region="north", kind="statement", title="A harbour is promised", date="2026-03", sources=("gazette",)
    )
    desk = desk_with(known)
    desk.press("w")
    assert answer_of(desk) is None
    desk.press("a")
    assert (desk.state.asked, desk.state.subject and desk.state.subject.id) == (Asked.SAME_FACT, "north-port")
    desk.submit("")
    assert answer_of(desk) is Answer.SAME
    again = desk_with(known)
    again.press("w")
    assert answer_of(again) is None
    again.press("w")
    assert answer_of(again) is Answer.WRITE


def test_a_paste_on_an_empty_desk_is_an_article_and_elsewhere_nothing(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(EventInput())
    desk.paste(
        "https://a.example/ferry\n18.06.2026\nNorth Island signs an agreement on a ferry\n\nNorth Island signed it.\n"
    )
    assert desk.prepared.typed.title == "North Island signs an agreement on a ferry"
    assert desk.prepared.typed.sources == ("https://a.example/ferry",)
    before = desk.prepared
    desk.paste("w\nw\n")
    assert (desk.prepared, desk.decision, desk.state.is_error) == (before, None, True)


def test_an_event_goes_through_its_yaml_unchanged_and_a_refusal_names_the_fault(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(WHOLE._replace(partners=("Sea Lines, Ltd", "Land: 2"), sources=("gazette",)))
    before = desk.prepared.typed
    assert desk.take_event_text(desk.event_text()) == ""
    assert desk.prepared.typed == before
    assert "no field 'titel'" in desk.take_event_text("titel: x\n")
    assert desk.prepared.typed == before
    assert desk.take_event_text("partners:\n- One\n") == ""
    assert desk.prepared.typed == before._replace(partners=("One",))


def test_the_sheet_fits_its_width_and_marks_what_is_missing(desk_with: Callable[..., Desk]) -> None:
    desk = desk_with(WHOLE._replace(title="Long " * 30, region="", kind=""))
    for width in (50, 80):
        lines = sheet_of(desk, width).above
        assert max(sum(len(text) for _, text in line) for line in lines) <= width
    assert any(style == "class:missing" and text == "?" for line in lines for style, text in line)


def test_an_article_is_wrapped_with_its_marks() -> None:
    lines = article_lines("one two three\nfour", [Mark(4, 13, "title")], 8)
    assert lines == [
        [("", "one "), ("class:mark", "two")],
        [("class:mark", "three")],
        [],
        [("", "four")],
    ]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert (cut("абвгд", 3), cut("ab", 3)) == ("аб…", "ab")
