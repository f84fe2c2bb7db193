"""How events become projects, in what order they are told, and how a project stands."""

from datetime import date

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.kinds import KINDS, EventClass, Halt, News, Stage
from ratingctl.domain.lifecycle import Basis, ProjectStatus, status_of
from ratingctl.domain.model import EditionId, Event, EventId, RegionId, Settings, StaleLimits
from ratingctl.domain.projects import Project, project_of, projects_of
from ratingctl.domain.summarize import summarize_project

CLOSING = {EditionId("2025"): date(2025, 5, 31), EditionId("2026"): date(2026, 5, 31)}
AS_OF = date(2026, 5, 31)


def event(
    name: str, kind: str = "talks", when: str = "", follows: str = "", edition: str = "2025", **more: str
) -> Event:
    return Event(
        id=EventId(name),
        kind=kind,
        title=f"title of {name}",
        region=RegionId("r"),
        edition=EditionId(edition),
        index=0,
        date=parse_edtf(when) if when else None,
        follows=tuple(EventId(old) for old in follows.split()),
        due=parse_edtf(more["due"]) if "due" in more else None,
        project=more.get("project", ""),
    )


def told(events: list[Event], as_of: date = AS_OF) -> dict[str, str]:
    return {
        project.id: " ".join(event.id for event in project.events) for project in projects_of(events, CLOSING, as_of)
    }


@pytest.mark.parametrize(
    ("events", "stories"),
    [
        pytest.param(
            [event("a"), event("b")], {"a": "a", "b": "b"}, id="events without links are projects of their own"
        ),
        pytest.param([event("a"), event("b", follows="a")], {"a": "a b"}, id="a follow-up belongs to its root"),
        pytest.param(
            [event("a"), event("b", follows="a"), event("c", follows="b")], {"a": "a b c"}, id="and so does its own"
        ),
        pytest.param(
            [event("a"), event("b"), event("c", follows="a b"), event("d", follows="c")],
            {"a": "a c d", "b": "b c d"},
            id="an event that follows two projects belongs to both and merges neither",
        ),
        pytest.param([event("a", follows="elsewhere")], {"a": "a"}, id="a link out of the region never groups"),
        pytest.param(
            [event("b", when="2025-03"), event("a", when="2025-02", follows="b")],
            {"b": "b a"},
            id="a follow-up is never told before what it follows",
        ),
        pytest.param(
            [
                event("a"),
                event("z", follows="a", edition="2026"),
                event("y", when="2025-07", follows="a", edition="2026"),
            ],
            {"a": "a y z"},
            id="an undated event counts at the end of its period",
        ),
        pytest.param(
            [event("a", follows="b"), event("b", follows="a"), event("c", follows="b")],
            {"a": "a b c"},
            id="a circle is told once, from its first event",
        ),
        pytest.param([event("a", follows="a")], {"a": "a"}, id="an event that follows itself is a root"),
    ],
)
def test_stories(events: list[Event], stories: dict[str, str]) -> None:
    assert told(events) == stories


def test_no_event_counts_later_than_the_day_from_which_is_looked() -> None:
    (project,) = projects_of([event("a", when="2026")], CLOSING, date(2026, 3, 1))
    assert project.effective[EventId("a")] == date(2026, 3, 1)


def test_a_long_chain_of_follow_ups_is_one_story() -> None:
    chain = [event("e0")] + [event(f"e{n}", follows=f"e{n - 1}") for n in range(1, 5000)]
    (project,) = projects_of(chain, CLOSING, AS_OF)
    assert [event.id for event in project.events] == [f"e{n}" for n in range(5000)]


def test_any_event_names_its_project() -> None:
    projects = projects_of([event("a", project="Bridge"), event("b", follows="a")], CLOSING, AS_OF)
    found = project_of(EventId("b"), projects)
    assert found is not None
    assert (found.id, found.name) == ("a", "Bridge")


def status_on(*events: Event, as_of: date = AS_OF) -> ProjectStatus:
    return status_of(summarize_project(story(*events, as_of=as_of), {}, {}, Settings()), StaleLimits(), as_of)


def story(*events: Event, as_of: date = AS_OF) -> Project:
    return projects_of(list(events), CLOSING, as_of)[0]


def chain(*kinds: str) -> list[Event]:
    """Events of these kinds, each following the one before, a month apart from January 2026."""
    return [
        event(f"e{n}", kind, f"2026-{n:02}", f"e{n - 1}" if n > 1 else "", "2026") for n, kind in enumerate(kinds, 1)
    ]


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ("visit", "announced"),
        ("indicator", "announced"),
        ("statement contract", "committed"),
        ("contract statement", "committed"),
        ("ceremony", "announced"),
        ("construction_start", "underway"),
        ("statement construction_start commissioning", "delivered"),
        ("delivery delay", "delivered"),
        ("statement suspension", "suspended"),
        ("statement suspension agreement", "suspended"),
        ("statement suspension construction_start", "underway"),
        ("commissioning suspension", "suspended"),
        ("commissioning closure commissioning", "delivered"),
        ("statement cancellation", "cancelled"),
        ("construction_start relocation", "relocated"),
        ("delivery closure", "ceased"),
        ("statement no_such_kind", "announced"),
    ],
)
def test_status_is_the_halt_or_the_furthest_stage(kinds: str, status: str) -> None:
    found = status_on(*chain(*kinds.split()))
    assert (found.word, found.basis) == (status, Basis.REPORTED)


@pytest.mark.parametrize(
    ("as_of", "status", "basis"),
    [
        ("2026-01-30", "announced", Basis.REPORTED),
        ("2026-01-31", "suspended", Basis.INFERRED),
        ("2028-01-30", "suspended", Basis.INFERRED),
        ("2028-01-31", "cancelled", Basis.INFERRED),
    ],
)
def test_silence_of_two_and_four_years_implies_a_status(as_of: str, status: str, basis: Basis) -> None:
    found = status_on(event("a", "agreement", "2024-01-31"), as_of=date.fromisoformat(as_of))
    assert (found.word, found.basis) == (status, basis)


def test_only_news_resets_the_clock() -> None:
    rows = [event("a", "agreement", "2025-01-10"), event("b", "mention", "2025-04-10", "a")]
    assert status_on(*rows).last_news == date(2025, 1, 10)
    assert status_on(*rows, event("c", "progress", "2025-05-10", "b")).last_news == date(2025, 5, 10)
    assert status_on(*rows, event("c", "delay", "2025-05-10", "b")).last_news == date(2025, 1, 10)


def test_a_delivered_project_is_not_taken_for_suspended() -> None:
    found = status_on(event("a", "delivery", "2020"))
    assert (found.word, found.basis, found.is_open) == ("delivered", Basis.REPORTED, False)


def test_the_last_due_in_the_story_is_in_force() -> None:
    found = status_on(event("a", due="2025"), event("b", follows="a", due="2027", edition="2026"))
    assert found.due is not None
    assert found.due.event == "b"


def test_the_table_of_kinds_is_the_one_agreed_on() -> None:
    results = {kind.id for kind in KINDS.values() if kind.event_class is EventClass.RESULT}
    assert results == {
        "construction_start", "trial_delivery", "delivery", "commissioning", "logistics_link", "expansion", "indicator",
        "progress", "operation",
    }  # fmt: skip
    assert {kind.id for kind in KINDS.values() if kind.stage is Stage.COMMITTED} == {"contract", "permit"}
    assert {kind.halt for kind in KINDS.values()} == {None, *Halt}
    never = "visit talks exhibition statement memorandum stall dispute mention correction"
    assert {kind.id for kind in KINDS.values() if kind.news is News.NEVER} == set(never.split())
    assert {kind.id for kind in KINDS.values() if kind.news is News.NEW_DEADLINE} == {"delay"}
    settling = "delivery commissioning logistics_link expansion"
    assert {kind.id for kind in KINDS.values() if kind.settles} == set(settling.split())
    assert not any(
        KINDS[name].promise for name in ["visit", "delivery", "commissioning", "operation", "indicator", "mention"]
    )
    assert len(KINDS) == 28
