"""The order of a reviewer's list: what a look is worth, what is general, what one search serves."""

from datetime import date
from typing import Any

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.kinds import Stage
from ratingctl.domain.lifecycle import Deadline, ProjectSummary, RecordedCheck
from ratingctl.domain.model import Check, Edition, EditionId, EventId, RegionId, Settings, StaleLimits, Tier
from ratingctl.domain.priority import PriorityContext, PriorityReason, is_general, priority_of, searched_together
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.staleness import StaleReason, reasons_of
from ratingctl.domain.tiers import is_near_border

NOW, BEFORE = EditionId("2027"), EditionId("2026")
DAY = date(2026, 11, 26)
EDITION = Edition(NOW, "2027/edition.yaml", "2027", parse_edtf("2026-06/2027-05"), date(2027, 5, 31))


def summary(name: str = "a", **changes: Any) -> ProjectSummary:
    base = ProjectSummary(
        project=EventId(name), region=RegionId("north"), name=name, events=(EventId(name),), stage=Stage.ANNOUNCED,
        halt=None, is_open=True, promised=True, last_news=date(2026, 5, 31), last_exact_news=date.min,
        last_event=date(2026, 5, 31), last_dated=None, news=(), events_in=(BEFORE,), stall=None, deadlines=(), due=None,
        start_due=None, checks=(), late_finds=(), parties=("Ann Ltd",), has_amounts=False, is_cited=False,
        proper_names=(),
    )  # fmt: skip
    return base._replace(**changes)


def deadline(text: str) -> Deadline:
    return Deadline(EventId("a"), parse_edtf(text))


def priority(project: ProjectSummary, *, near_border: bool = False) -> tuple[int, tuple[PriorityReason, ...]]:
    case = ReviewCase.of(project, EDITION, StaleLimits(), DAY)
    found = priority_of(case, PriorityContext(reasons_of(case), BEFORE, near_border))
    return found.value, found.why


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, 10),
        ({"due": deadline("2026-11-25"), "deadlines": (deadline("2026-11-25"),)}, 30),
        ({"due": deadline("2026-11-26"), "deadlines": (deadline("2026-11-26"),)}, 10),
        ({"due": deadline("2026-10-26"), "deadlines": (deadline("2026-10-26"),)}, 31),
        ({"due": deadline("2020"), "deadlines": (deadline("2020"),)}, 42),
        ({"stage": Stage.COMMITTED}, 15),
        ({"stage": Stage.UNDERWAY}, 20),
        ({"has_amounts": True}, 14),
        ({"is_cited": True}, 16),
        ({"last_news": date(2025, 11, 26)}, 12),
        ({"last_news": date(2024, 11, 26)}, 18),
        ({"last_news": date(2022, 11, 26)}, 20),
    ],
)
def test_what_a_look_is_worth(changes: dict[str, Any], value: int) -> None:
    assert priority(summary(**changes))[0] == value


def test_the_border_of_a_tier_and_the_last_editions_check_count() -> None:
    check = RecordedCheck(BEFORE, Check(EventId("a"), parse_edtf("2026-05"), "nothing"))
    value, why = priority(summary(checks=(check,), has_amounts=True), near_border=True)
    assert value == 8 + 6 + 5 + 5
    assert why == (
        PriorityReason.AMOUNTS, PriorityReason.PARTIES, PriorityReason.NEAR_BORDER, PriorityReason.LAST_CHECKED_IN_VAIN
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "general"),
    [
        ({"parties": ()}, True),
        ({}, False),
        ({"parties": (), "has_amounts": True}, False),
        ({"parties": (), "deadlines": (deadline("2027"),)}, False),
        ({"parties": (), "start_due": deadline("2027")}, False),
        ({"parties": (), "stage": Stage.COMMITTED}, False),
        ({"parties": (), "proper_names": ("Greenhill",)}, False),
        ({"parties": (), "proper_names": ("China",)}, True),
        ({"parties": (), "proper_names": ("China", "«Радуга»")}, False),
    ],
)
def test_an_intention_is_general_where_it_names_nothing_to_verify(changes: dict[str, Any], general: bool) -> None:
    assert is_general(summary(**changes), {"China"}) is general


def test_general_intentions_lie_below_all_others() -> None:
    general = summary(parties=(), is_cited=True, last_news=date(2020, 1, 1))
    assert priority(general)[0] == 9
    assert priority(summary())[0] == 10


def test_projects_that_share_an_event_or_a_party_are_searched_together() -> None:
    first = summary("a", events=(EventId("a"), EventId("x")), parties=())
    second = summary("b", events=(EventId("b"), EventId("x")), parties=("Bob Inc",))
    third = summary("c", parties=("BOB INC",))
    alone = summary("d", parties=("Bob Inc",), region=RegionId("south"))
    assert searched_together([first, second, third, alone]) == {"a": "a", "b": "a", "c": "a", "d": "d"}


@pytest.mark.parametrize(
    ("score", "near"), [(1, False), (2, False), (3, True), (4, True), (5, False), (6, True), (7, True), (8, False)]
)
def test_a_border_is_near_one_step_from_it(score: int, near: bool) -> None:
    tiers = (Tier("high", "High", 7), Tier("moderate", "Moderate", 4), Tier("low", "Low", 1))
    assert is_near_border(score, Settings(tiers=tiers)) is near


def test_every_priority_reason_of_staleness_has_a_reason_behind_it() -> None:
    assert {"overdue", "stalled", "slipped", "news_not_logged"} <= set(StaleReason) & set(PriorityReason)
