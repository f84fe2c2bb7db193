"""What comes after a day: deadlines, ends of `until`, limits of silence."""

from datetime import date
from typing import Any

import pytest
from test_priority import DAY, EDITION, deadline, summary

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.kinds import Stage
from ratingctl.domain.lifecycle import RecordedCheck
from ratingctl.domain.model import Check, EditionId, EventId, StaleLimits
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.upcoming import UpcomingKind, upcoming_of


def upcoming(until: date = date(2027, 12, 31), **changes: Any) -> list[tuple[date, str]]:
    case = ReviewCase.of(summary(**changes), EDITION, StaleLimits(), DAY)
    return [(item.day, item.kind.value) for item in upcoming_of(case, until)]


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({"due": deadline("2026-12")}, [(date(2026, 12, 31), "due"), (date(2027, 5, 31), "silent")]),
        ({"due": deadline("2026-11-26")}, [(date(2027, 5, 31), "silent")]),
        ({"start_due": deadline("2027")}, [(date(2027, 12, 31), "start_due"), (date(2027, 5, 31), "silent")]),
        ({"start_due": deadline("2027"), "stage": Stage.UNDERWAY}, [(date(2027, 11, 30), "silent")]),
        ({"is_open": False, "due": deadline("2027")}, []),
        ({"promised": False}, []),
    ],
)
def test_what_comes(changes: dict[str, Any], days: list[tuple[date, str]]) -> None:
    assert upcoming(**changes) == days


def test_nothing_later_than_the_last_day_comes() -> None:
    assert upcoming(date(2027, 5, 30)) == []
    assert upcoming(date(2027, 5, 31)) == [(date(2027, 5, 31), "silent")]


def test_an_until_that_lasts_comes() -> None:
    check = Check(EventId("a"), parse_edtf("2026-11-01"), "nothing", until=parse_edtf("2027-02"))
    assert (date(2027, 2, 28), "until") in upcoming(checks=(RecordedCheck(EditionId("2027"), check),))


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("2027-05-30", ["2027-05-30 until", "2027-05-31 silent"]),
        ("2027-05-31", ["2027-05-31 until", "2027-05-31 silent"]),
        ("2027-06-01", ["2027-06-01 until"]),
    ],
)
def test_a_limit_that_an_until_hides_does_not_come(until: str, days: list[str]) -> None:
    check = Check(EventId("a"), parse_edtf("2026-11-01"), "nothing", until=parse_edtf(until))
    coming = upcoming(date(2027, 7, 1), checks=(RecordedCheck(EditionId("2027"), check),))
    assert [f"{day} {kind}" for day, kind in coming] == days


def test_what_was_looked_for_though_it_promised_nothing_is_followed() -> None:
    check = Check(EventId("a"), parse_edtf("2026-11-01"), "nothing")
    checks = (RecordedCheck(EditionId("2027"), check),)
    assert upcoming(promised=False, checks=checks) == [(date(2027, 5, 31), "silent")]


def test_limits_of_silence_are_named_as_the_reasons_that_they_bring() -> None:
    assert [kind.value for kind in UpcomingKind if kind.is_limit] == [
        "silent", "inferred_suspended", "inferred_cancelled", "unconfirmed",
    ]  # fmt: skip
