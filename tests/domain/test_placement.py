"""Where a new entry belongs: its edition by date, and its place in a file; ids that are free."""

from datetime import date

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.ids import new_event_id
from ratingctl.domain.model import Check, Edition, EditionId, Event, EventId, Rating, RegionId, Settings, State
from ratingctl.domain.placement import check_position_for, edition_for, near_duplicates, position_for
from ratingctl.errors import UsageError

R = RegionId("r")
PUBLISHED = Edition(EditionId("2025"), "2025/edition.yaml", "", parse_edtf("2025"), date(2025, 12, 31), State.PUBLISHED)
OLDER = Edition(
    EditionId("2026"), "2026/edition.yaml", "", parse_edtf("2026"), date(2026, 12, 31), previous=PUBLISHED.id
)
NEWEST = Edition(EditionId("2027"), "2027/edition.yaml", "", parse_edtf("2027"), date(2027, 12, 31), previous=OLDER.id)


def rating(*editions: Edition) -> Rating:
    return Rating(Settings(), {}, {edition.id: edition for edition in editions})


def event(index: int, project: str = "", when: str = "", name: str = "") -> Event:
    when_it_was = parse_edtf(when) if when else None
    return Event(EventId(name or f"e{index}"), "visit", "", R, NEWEST.id, index, project=project, date=when_it_was)


@pytest.mark.parametrize(
    ("when", "edition", "is_late"),
    [
        ("", "2027", False),
        ("2027-03", "2027", False),
        ("2026/2027", "2027", False),
        ("2026-12-31", "2026", False),
        ("../2026-02", "2026", False),
        ("2027/..", "2027", False),
        ("2025", "2027", True),
        ("2025-12-31", "2027", True),
    ],
)
def test_an_event_goes_into_the_newest_draft_of_its_time(when: str, edition: str, is_late: bool) -> None:
    chosen, late = edition_for(parse_edtf(when) if when else None, rating(PUBLISHED, OLDER, NEWEST))
    assert (chosen.id, late) == (edition, is_late)


@pytest.mark.parametrize(
    ("editions", "when", "fact"),
    [
        ([PUBLISHED], "2026", "no edition is a draft"),
        ([PUBLISHED, OLDER, NEWEST], "2028-01-01", "2028-01-01 is later than the period 2027 of the newest draft 2027"),
    ],
)
def test_an_event_that_no_draft_takes_in_is_refused(editions: list[Edition], when: str, fact: str) -> None:
    with pytest.raises(UsageError, match=fact):
        edition_for(parse_edtf(when), rating(*editions))


FILE = [event(0, "Bridge", "2027-01"), event(1, "Bridge", "2027-03"), event(2, "Cement"), event(3, "Port", "2027-05")]


@pytest.mark.parametrize(
    ("new", "index"),
    [
        pytest.param(event(0, "Bridge", "2027-02"), 1, id="between two of its project"),
        pytest.param(event(0, "Bridge", "2027-03"), 2, id="after one of the same day"),
        pytest.param(event(0, "bridge", "2027-04"), 2, id="whatever the case"),
        pytest.param(event(0, "Bridge", "2026"), 0, id="before all of its project"),
        pytest.param(event(0, "Bridge"), 2, id="undated: last"),
        pytest.param(event(0, "Cement", "2027-01"), 3, id="an undated one is not later"),
        pytest.param(event(0, "Airport"), 0, id="a new project by its name"),
        pytest.param(event(0, "Dam"), 3, id="between two projects"),
        pytest.param(event(0, "Zoo"), 4, id="at the end"),
        pytest.param(event(0, "Bridge", "../2026"), 0, id="open at its beginning"),
    ],
)
def test_an_event_goes_after_its_projects_last_not_later_one(new: Event, index: int) -> None:
    assert position_for(new, FILE) == index


def test_the_first_event_goes_first() -> None:
    assert position_for(event(0, "Bridge"), []) == 0


def test_a_file_that_is_not_sorted_is_not_sorted() -> None:
    assert position_for(event(0, "Bridge", "2027-06"), [FILE[3], FILE[0], FILE[1], FILE[2]]) == 2


CHECKS = [("b", "2027-01"), ("b", "2027-03"), ("d", "2027-02"), (None, None)]


@pytest.mark.parametrize(
    ("of", "when", "index"),
    [("b", "2027-02", 1), ("b", "2027-03", 2), ("b", "2026", 0), ("a", "2027", 0), ("c", "2027", 2), ("z", "2027", 4)],
)
def test_a_check_goes_by_event_then_date(of: str, when: str, index: int) -> None:
    assert check_position_for(Check(EventId(of), parse_edtf(when), "nothing"), CHECKS) == index


@pytest.mark.parametrize(
    ("alike", "when", "is_near"),
    [
        (2 / 3, "2027-03-01", True),
        (0.66, "2027-03-02", False),
        (1 / 3, "2027-03-01", True),
        (0.33, "2027-03-01", False),
        (1.0, "2027-04-15", True),
        (1.0, "2027-04-16", False),
        (1.0, "2027-01-15", True),
        (1.0, "2027-01-14", False),
        (1.0, "", True),
    ],
)
def test_the_same_fact_is_alike_by_two_thirds_and_near_in_time_or_by_a_third_on_one_day(
    alike: float, when: str, is_near: bool
) -> None:
    new, old = event(0, when="2027-03-01", name="new"), event(1, when=when, name="old")
    assert near_duplicates(new, [old], {old.id: alike}) == ([old] if is_near else [])


def test_an_id_is_made_of_what_the_event_is_and_is_free() -> None:
    first = new_event_id(R, "2027-03", "Bridge", "The works begin", ())
    assert first == new_event_id(R, "2027-03", "Bridge", "The works begin", ())
    second = new_event_id(R, "2027-03", "Bridge", "The works begin", {first})
    assert len({first, second, new_event_id(R, "2027-03", "Bridge", "The works end", ())}) == 3
    assert all(
        len(made.removeprefix("r-")) == 5 and set(made) <= set("0123456789abcdefghjkmnpqrstvwxyz-")
        for made in (first, second)
    )


def test_a_letter_and_its_decomposed_form_make_one_id() -> None:
    assert new_event_id(R, "", "", "й", ()) == new_event_id(R, "", "", "и\u0306", ())
