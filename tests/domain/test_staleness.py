"""Why a project needs a look, at every boundary; and that a summary without a day is as true as one made on the day."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.kinds import KINDS
from ratingctl.domain.lifecycle import ProjectSummary, RegionSummary
from ratingctl.domain.model import (
    Check,
    Edition,
    EditionId,
    Event,
    EventId,
    Page,
    Rating,
    Region,
    RegionId,
    Settings,
    StaleLimits,
    State,
)
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import ReviewCase, postponement_of
from ratingctl.domain.staleness import StaleReason, due_for_review, earliest_review_day, hidden_reasons_of, reasons_of
from ratingctl.domain.summarize import running_editions, summarize_region, summarize_region_on

PERIODS = {"2024": "../2024-05", "2025": "2024-06/2025-05", "2026": "2025-06/2026-05"}
R = RegionId("r")


def event(
    name: str, kind: str, when: str = "", follows: str = "", due: str = "", edition: str = "", start_due: str = ""
) -> Event:
    return Event(
        id=EventId(name),
        kind=kind,
        title=name,
        region=RegionId(name.split("-")[0]) if "-" in name else R,
        edition=EditionId(edition or "2024"),
        index=0,
        date=parse_edtf(when) if when else None,
        follows=tuple(EventId(old) for old in follows.split()),
        start_due=parse_edtf(start_due) if start_due else None,
        due=parse_edtf(due) if due else None,
    )


def check(of: str, when: str, found: str = "nothing", until: str = "") -> Check:
    return Check(EventId(of), parse_edtf(when), found, until=parse_edtf(until) if until else None)


def outlook(
    events: Sequence[Event],
    checks: Iterable[tuple[str, Check]],
    day: str,
    last: str = "2026",
    state: State = State.DRAFT,
) -> RatingView:
    """A view of these events and of these checks, each with its edition; all editions but the last are published."""
    chain: list[Edition] = []
    regions = {one.region: Region(one.region, one.region) for one in events}
    for number, (name, period) in enumerate(PERIODS.items()):
        pages = {
            region: Page(
                region,
                EditionId(name),
                f"{name}/{region}.yaml",
                events=tuple(one for one in events if one.edition == name and one.region == region),
                checks=tuple(one for edition, one in checks if edition == name and region == R),
            )
            for region in regions
        }
        span: EdtfDate = parse_edtf(period)
        assert span.latest
        previous = chain[number - 1].id if number else None
        now = state if name == last else State.PUBLISHED
        chain.append(Edition(EditionId(name), name, name, span, span.latest, now, previous=previous, pages=pages))
    rating = Rating(Settings(), regions, {one.id: one for one in chain})
    return RatingView(rating, [one for one in chain if one.id <= last], date.fromisoformat(day))


def case(
    events: Sequence[Event],
    day: str,
    checks: Sequence[tuple[str, Check]] = (),
    last: str = "2026",
    state: State = State.DRAFT,
) -> ReviewCase:
    """The first project of the region as it is seen."""
    seen = outlook(events, checks, day, last, state)
    return seen.review_case(seen.summary_of(seen.projects(R)[0]))


def reasons(events: Sequence[Event], day: str, *checks: tuple[str, Check], last: str = "2026") -> str:
    return " ".join(reasons_of(case(events, day, checks, last)))


ANNOUNCED = event("a", "agreement", "2024-01-31", edition="2026")
COMMITTED = event("a", "contract", "2024-01-31", edition="2026")
UNDERWAY = event("a", "construction_start", "2024-01-31", edition="2026")
DELIVERED = [event("a", "contract", "2024-01-01"), event("b", "commissioning", "2024-01-31", "a", edition="2026")]
"""They stand in the edition that looks, so that `not_checked` never holds."""


@pytest.mark.parametrize(
    ("events", "day", "expected"),
    [
        pytest.param([ANNOUNCED], "2025-01-30", "", id="announced, the day before 12 months"),
        pytest.param([ANNOUNCED], "2025-01-31", "silent", id="announced, 12 months on"),
        pytest.param([COMMITTED], "2025-01-30", "", id="committed, the day before 12 months"),
        pytest.param([COMMITTED], "2025-02-01", "silent", id="committed, the day after 12 months"),
        pytest.param([UNDERWAY], "2025-07-30", "", id="under way, the day before 18 months"),
        pytest.param([UNDERWAY], "2025-07-31", "silent", id="under way, 18 months on"),
        pytest.param([ANNOUNCED], "2026-01-30", "silent", id="the day before 24 months"),
        pytest.param([ANNOUNCED], "2026-01-31", "silent inferred_suspended", id="24 months on"),
        pytest.param([ANNOUNCED], "2026-02-01", "silent inferred_suspended", id="the day after 24 months"),
        pytest.param([UNDERWAY], "2028-01-30", "silent inferred_suspended", id="the day before 48 months"),
        pytest.param([UNDERWAY], "2028-01-31", "silent inferred_suspended inferred_cancelled", id="48 months on"),
        pytest.param(DELIVERED, "2026-01-30", "", id="delivered, the day before 24 months"),
        pytest.param(DELIVERED, "2026-01-31", "unconfirmed", id="delivered, 24 months on"),
        pytest.param([*DELIVERED, event("c", "mention", "2025", "b")], "2026-02-01", "", id="any event confirms"),
        pytest.param([DELIVERED[1]], "2030-01-01", "", id="what never was promised is not followed"),
        pytest.param([event("a", "delivery", "2024", due="2024")], "2030-01-01", "unconfirmed", id="a deadline is one"),
        # Month ends and 29 February.
        pytest.param([event("a", "agreement", "2024-02-29", edition="2026")], "2025-02-27", "", id="29 February: 27th"),
        pytest.param([event("a", "agreement", "2024-02-29", edition="2026")], "2025-02-28", "silent", id="to the 28th"),
        pytest.param([event("a", "agreement", "2024-02-29", edition="2026")], "2028-02-28", "silent inferred_suspended", id="leap to leap, the day before"),
        pytest.param([event("a", "agreement", "2024-02-29", edition="2026")], "2028-02-29", "silent inferred_suspended inferred_cancelled", id="leap to leap"),
        pytest.param([event("a", "agreement", "2025-02-28", edition="2026")], "2026-02-27", "", id="28 February, the day before"),
        pytest.param([event("a", "agreement", "2025-02", edition="2026")], "2026-02-28", "silent", id="a month counts as its last day"),
        # Undated events.
        pytest.param([event("a", "agreement", edition="2025")], "2026-05-30", "not_checked", id="undated: end of its period, the day before"),
        pytest.param([event("a", "agreement", edition="2025")], "2026-05-31", "silent not_checked", id="undated: 12 months on"),
        pytest.param([event("a", "contract", edition="2026")], "2025-12-01", "", id="undated: never after the day"),
        # What is news.
        pytest.param([ANNOUNCED, event("b", "memorandum", "2025-01", "a", edition="2026")], "2025-02-01", "silent", id="a memorandum is no news"),
        pytest.param([ANNOUNCED, event("b", "operation", "2025-01", "a", edition="2026")], "2025-02-01", "", id="an operation is news"),
        pytest.param([event("a", "statement", "2024-01-31", edition="2026")], "2025-01-30", "", id="the root always is"),
        # Halts.
        pytest.param([ANNOUNCED, event("b", "cancellation", "2024-02", "a")], "2030-01-01", "", id="cancelled is closed"),
        pytest.param([ANNOUNCED, event("b", "relocation", "2024-02", "a")], "2030-01-01", "", id="relocated is closed"),
        pytest.param([*DELIVERED, event("c", "closure", "2024-03", "b")], "2030-01-01", "", id="ceased is closed"),
        pytest.param([*DELIVERED, event("c", "closure", "2024-03", "b"), event("d", "commissioning", "2024-04", "c")], "2026-05-01", "unconfirmed", id="closed, then commissioned again"),
        pytest.param([*DELIVERED, event("c", "suspension", "2024-03", "b")], "2026-05-01", "unconfirmed", id="delivered, then suspended: nothing is owed, but it is to be confirmed"),
        pytest.param([*DELIVERED, event("c", "suspension", "2024-03", "b"), event("d", "delivery", "2024-04", "c")], "2025-10-01", "", id="and then revived"),
        pytest.param([event("a", "statement", "2024-01", edition="2026"), event("b", "suspension", "2024-03", "a"), event("c", "agreement", "2024-04", "b")], "2025-05-01", "silent", id="an effort does not revive"),
    ],
)  # fmt: skip
def test_silence(events: list[Event], day: str, expected: str) -> None:
    assert reasons(events, day) == expected


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2025-03-15", "2025-03-15"),
        ("2025-02", "2025-02-28"),
        ("2024-02", "2024-02-29"),
        ("2025-33", "2025-03-31"),
        ("2025-34", "2025-06-30"),
        ("2025-40", "2025-06-30"),
        ("2025-41", "2025-12-31"),
        ("2024", "2024-12-31"),
        ("2024/2025", "2025-12-31"),
        ("../2025-05", "2025-05-31"),
    ],
)
def test_a_deadline_is_passed_after_its_last_day(due: str, last: str) -> None:
    events = [event("a", "contract", "2023-06", due=due, edition="2026")]
    after = date.fromordinal(date.fromisoformat(last).toordinal() + 1).isoformat()
    assert "overdue" not in reasons(events, last)
    assert "overdue" in reasons(events, after)


@pytest.mark.parametrize(
    ("events", "day", "expected"),
    [
        pytest.param([event("a", "contract", "2024-06", due="2024-07/.."), event("b", "agreement", "2025-12", "a", edition="2026")], "2026-01-01", "", id="an open end is never passed"),
        pytest.param([event("a", "contract", "2024-06", due="2025"), event("b", "delay", "2025-12", "a", "2026", edition="2026")], "2026-01-01", "slipped", id="the last deadline is in force"),
        pytest.param([event("a", "contract", "2024-06", due="2025"), event("b", "delay", "2025-12", "a", "2025-12", edition="2026")], "2026-01-01", "overdue", id="the same last day is no slip"),
        pytest.param([event("a", "contract", "2024-06", due="2025"), event("b", "delay", "2025-03", "a", "2025-34", edition="2026")], "2025-06-01", "", id="an earlier one is no slip"),
        pytest.param([event("a", "contract", "2024-06", due="2025-35"), event("b", "delay", "2025-03", "a", "2025", edition="2026")], "2025-06-01", "slipped", id="a vaguer one runs longer"),
        pytest.param([event("a", "contract", "2024-06", due="2025"), event("b", "delay", "2025-03", "a", "2025/..", edition="2026")], "2025-06-01", "slipped", id="an open one runs longest"),
        pytest.param([event("a", "contract", "2024-06", due="2025/.."), event("b", "delay", "2025-03", "a", "2026", edition="2026")], "2025-06-01", "", id="a deadline after an open one is no slip"),
        pytest.param([event("b", "delay", "2025-03", "a", "2026", edition="2026"), event("a", "contract", "2024-06", due="2025")], "2025-06-01", "slipped", id="the order of the story counts, not of the file"),
        pytest.param([event("a", "contract", "2024-06", due="2024-12"), event("b", "commissioning", "2025-12", "a", edition="2026")], "2026-01-01", "", id="delivered, though late, is not overdue"),
        pytest.param([event("a", "contract", "2024-06", due="2024-12"), event("b", "cancellation", "2025-12", "a", edition="2026")], "2026-01-01", "", id="nor is what is cancelled"),
        pytest.param([event("a", "contract", "2024-06", due="2024-12"), event("b", "suspension", "2025-12", "a", edition="2026")], "2026-01-01", "overdue", id="what is suspended is"),
    ],
)  # fmt: skip
def test_deadlines(events: list[Event], day: str, expected: str) -> None:
    assert reasons(events, day) == expected


def test_slips_are_counted_in_months_from_last_day_to_last_day() -> None:
    events = [
        event("a", "contract", "2024-06", due="2024-12"),
        event("b", "delay", "2025-01", "a", "2025-34"),
        event("c", "delay", "2025-07", "b", "2026"),
        event("d", "delay", "2026-01", "c", "2026/.."),
    ]
    found = case(events, "2026-05-31").summary.slips
    assert [(slip.old.event, slip.new.event, slip.months) for slip in found] == [
        ("a", "b", 6),
        ("b", "c", 18),
        ("c", "d", None),
    ]


def test_an_event_that_follows_two_projects_counts_for_both() -> None:
    events = [
        event("a", "contract", "2024-01", due="2024-12"),
        event("b", "statement", "2024-02", due="2025"),
        event("c", "delay", "2026-04", "a b", "2027", edition="2026"),
    ]
    seen = outlook(events, [("2026", check("c", "2026-05"))], "2026-05-31")
    lives = [seen.summary_of(project) for project in seen.projects(R)]
    assert [(summary.project, len(summary.slips), len(summary.checks)) for summary in lives] == [
        ("a", 1, 1),
        ("b", 1, 1),
    ]
    assert [" ".join(reasons_of(seen.review_case(summary))) for summary in lives] == ["slipped no_updates"] * 2


def test_a_project_that_moved_twice_is_three_projects() -> None:
    events = [
        event("a-1", "contract", "2024-01", due="2024-12"),
        event("b-1", "contract", "2025-01", "a-1", edition="2025"),
        event("c-1", "contract", "2026-01", "b-1", edition="2026"),
    ]
    seen = outlook(events, [], "2026-05-31")
    moves = {project.id: seen.moves([project.id]) for project in seen.all_projects()}
    ids = {name: tuple([one.id for one in side] for side in sides) for name, sides in moves.items()}
    assert ids == {"a-1": ([], ["b-1"]), "b-1": (["a-1"], ["c-1"]), "c-1": (["b-1"], [])}
    found = {
        project.id: " ".join(reasons_of(seen.review_case(seen.summary_of(project)))) for project in seen.all_projects()
    }
    assert found == {
        "a-1": "overdue silent inferred_suspended not_checked",
        "b-1": "silent not_checked",
        "c-1": "",
    }


OLD = event("a", "contract", "2025-03-10", edition="2025")


@pytest.mark.parametrize(
    ("events", "day", "checks", "expected"),
    [
        pytest.param([OLD], "2026-01-01", [], "not_checked", id="nobody looked"),
        pytest.param([OLD], "2026-01-01", [("2025", check("a", "2025-04"))], "not_checked", id="an earlier edition's check does not count"),
        pytest.param([OLD], "2026-01-01", [("2026", check("a", "2025-12-01"))], "no_updates", id="looked and found nothing"),
        pytest.param([OLD], "2025-11-30", [("2026", check("a", "2025-12-01"))], "not_checked", id="a later check is not seen"),
        pytest.param([OLD], "2026-01-01", [("2026", check("a", "2025-12-01", "news"))], "news_not_logged", id="looked and found news, but nobody logged it"),
        pytest.param([OLD], "2026-01-01", [("2026", check("a", "2025-12-01")), ("2026", check("a", "2025-12-02", "news"))], "news_not_logged", id="the last check counts"),
        pytest.param([OLD], "2026-01-01", [("2026", check("a", "2025-12-02", "news")), ("2026", check("a", "2025-12-01"))], "news_not_logged", id="whatever the order in the file"),
        pytest.param([OLD, event("b", "progress", "2025-12-02", "a", edition="2026")], "2026-01-01", [("2026", check("a", "2025-12-01"))], "", id="news since the check"),
        pytest.param([OLD, event("b", "progress", "2025-12-01", "a", edition="2026")], "2026-01-01", [("2026", check("b", "2025-12-01"))], "no_updates", id="news up to the check's day"),
        pytest.param([OLD, event("b", "visit", "2025-12-02", "a", edition="2026")], "2026-01-01", [("2026", check("a", "2025-12-01"))], "no_updates", id="a visit is no news"),
        pytest.param([OLD], "2026-04-01", [("2026", check("a", "2026-03-31"))], "silent no_updates", id="a check never restarts the clock"),
        pytest.param([OLD, event("b", "agreement", "2024-12", "a", edition="2026")], "2026-01-01", [], "", id="a late find is news in the edition that took it in"),
        pytest.param([OLD, event("b", "permit", "", "a", edition="2026")], "2026-01-01", [], "not_checked", id="an undated follow-up of a running period is no news"),
        pytest.param([OLD, event("b", "permit", "", "a", edition="2026")], "2026-05-31", [], "", id="but is at its end"),
        pytest.param([event("a", "contract", "2025-01-10"), event("b", "construction_start", "", "a", edition="2026")], "2026-04-01", [], "silent not_checked", id="an undated start of works of a running period has begun nothing yet"),
        pytest.param([event("a", "contract", "2025-01-10"), event("b", "delivery", "", "a", edition="2026")], "2026-04-01", [], "silent not_checked", id="nor has an undated delivery delivered"),
        pytest.param([event("a", "contract", "2025-01-10"), event("b", "cancellation", "", "a", edition="2026")], "2026-04-01", [], "silent not_checked", id="nor has an undated cancellation ended it"),
        pytest.param([event("a", "visit", "2025-03")], "2026-01-01", [("2026", check("a", "2025-12-01"))], "no_updates", id="what somebody looked for is followed"),
        pytest.param([event("a", "visit", "2025-03")], "2026-01-01", [("2025", check("a", "2025-04"))], "", id="but not beyond that edition"),
    ],
)  # fmt: skip
def test_checks(events: list[Event], day: str, checks: list[tuple[str, Check]], expected: str) -> None:
    assert reasons(events, day, *checks) == expected


def test_an_edition_sees_no_later_one_and_no_later_event() -> None:
    events = [event("a", "contract", "2024-01", due="2025-03"), event("b", "delay", "2025-12", "a", "2026-12", edition="2026")]  # fmt: skip
    assert reasons(events, "2025-05-31", last="2025") == "overdue silent not_checked"
    assert reasons(events, "2025-11-30") == "overdue silent not_checked"
    assert reasons(events, "2025-12-01") == "slipped"


STALLED = OLD
OLD_STALL = [event("b", "stall", "", "a", edition="2025")]
POSTPONED = ("2026", check("a", "2026-03-20", until="2026-12-01"))


@pytest.mark.parametrize(
    ("events", "day", "postponed", "expected"),
    [
        pytest.param([OLD], "2026-03-20", POSTPONED, "", id="from the day of the check"),
        pytest.param([OLD], "2026-11-30", POSTPONED, "", id="the day before"),
        pytest.param([OLD], "2026-12-01", POSTPONED, "silent no_updates", id="it ends on its day"),
        pytest.param([OLD], "2026-11-30", ("2026", check("a", "2026-03-20", until="2026-11")), "silent no_updates", id="a month on its last day"),
        pytest.param([STALLED, *OLD_STALL], "2026-11-30", POSTPONED, "", id="it hides a stall"),
        pytest.param([STALLED, *OLD_STALL], "2026-12-01", POSTPONED, "stalled silent no_updates", id="until its day"),
        pytest.param([event("a", "contract", "2025-03-10", start_due="2026-34", edition="2025")], "2026-06-30", POSTPONED, "", id="before the works must have begun"),
        pytest.param([event("a", "contract", "2025-03-10", start_due="2026-34", edition="2025")], "2026-07-01", POSTPONED, "overdue silent no_updates", id="a new breach of the beginning ends it"),
        pytest.param([OLD], "2026-11-30", ("2025", POSTPONED[1]), "", id="made in the edition before, it hides not_checked too"),
        pytest.param([OLD, event("b", "visit", "2026-03-20", "a", edition="2026")], "2026-05-01", POSTPONED, "", id="an event of the check's day was known"),
        pytest.param([OLD, event("b", "visit", "2026-03-21", "a", edition="2026")], "2026-05-01", POSTPONED, "silent no_updates", id="a newer event ends it"),
        pytest.param([OLD, event("b", "visit", "", "a", edition="2026")], "2026-05-01", POSTPONED, "", id="an undated one is not surely newer"),
        pytest.param([event("a", "contract", "2025-03-10", due="2026-34", edition="2025")], "2026-06-30", POSTPONED, "", id="before a breach"),
        pytest.param([event("a", "contract", "2025-03-10", due="2026-34", edition="2025")], "2026-07-01", POSTPONED, "overdue silent no_updates", id="a new breach ends it"),
        pytest.param([event("a", "contract", "2025-03-10", due="2025", edition="2025")], "2026-07-01", POSTPONED, "overdue", id="a known breach does not"),
        pytest.param([event("a", "contract", "2024-06-15")], "2026-06-14", POSTPONED, "", id="before two years"),
        pytest.param([event("a", "contract", "2024-06-15")], "2026-06-15", POSTPONED, "silent inferred_suspended no_updates", id="two years end it"),
        pytest.param([event("a", "contract", "2024-01-15")], "2026-06-15", POSTPONED, "inferred_suspended", id="two years that were over do not"),
        pytest.param([event("a", "contract", "2022-06-15")], "2026-06-15", POSTPONED, "silent inferred_suspended inferred_cancelled no_updates", id="but four do"),
    ],
)  # fmt: skip
def test_until(events: list[Event], day: str, postponed: tuple[str, Check], expected: str) -> None:
    assert reasons(events, day, postponed) == expected
    hides = "silent" not in expected
    assert bool(postponement_of(case(events, day, [postponed]))) == hides


@pytest.mark.parametrize(
    ("state", "day", "checks", "expected"),
    [
        pytest.param(State.LOCKED, "2026-05-31", [check("a", "2026-06-10")], "silent no_updates", id="at the cut-off of a locked edition"),
        pytest.param(State.LOCKED, "2026-05-31", [check("a", "2026-06-10", until="2026-12")], "", id="and its until"),
        pytest.param(State.LOCKED, "2026-05-31", [check("a", "2026-06-11", "news"), check("b", "2026-06-10")], "silent news_not_logged", id="the last one counts there too"),
        pytest.param(State.LOCKED, "2026-05-30", [check("a", "2026-06-10")], "silent not_checked", id="not on another day"),
        pytest.param(State.DRAFT, "2026-05-31", [check("a", "2026-06-10")], "silent no_updates", id="a draft at its cut-off"),
        pytest.param(State.DRAFT, "2026-05-30", [check("a", "2026-06-10")], "silent not_checked", id="a draft before it"),
    ],
)  # fmt: skip
def test_an_edition_goes_on_being_checked_after_its_cut_off(
    state: State, day: str, checks: list[Check], expected: str
) -> None:
    events = [OLD, event("b", "visit", "2025-04", "a", edition="2025")]
    *earlier, last = outlook(events, [("2026", one) for one in checks], day).chain
    rating = Rating(Settings(), {R: Region(R, R)}, {})
    seen = RatingView(rating, [*earlier, last._replace(state=state)], date.fromisoformat(day))
    (project,) = seen.projects(R)
    assert " ".join(reasons_of(seen.review_case(seen.summary_of(project)))) == expected


def test_the_limits_are_those_of_the_rating() -> None:
    summary, edition = case([OLD], "2025-06-10").summary, outlook([OLD], [], "2025-06-10").chain[-1]
    limits = StaleLimits(silent=3, inferred_suspended=4)
    assert "silent" in reasons_of(ReviewCase.of(summary, edition, limits, date(2025, 6, 10)))
    assert "inferred_suspended" in reasons_of(ReviewCase.of(summary, edition, limits, date(2025, 7, 10)))


BUILT = [event("a", "contract", "2024-01-15"), event("b", "commissioning", "2024-06-15", "a")]
"""Delivered, and nothing is owed."""


@pytest.mark.parametrize(
    ("later", "day", "expected"),
    [
        pytest.param([], "2025-07-01", "", id="delivered: nothing is owed"),
        pytest.param([event("c", "statement", "2025-06-20", "b")], "2025-07-01", "silent not_checked", id="a later promise opens it again, and is no news"),
        pytest.param([event("c", "agreement", "2025-06-20", "b", edition="2026")], "2025-07-01", "", id="or is news"),
        pytest.param([event("c", "agreement", "2024-07-20", "b", edition="2026")], "2025-07-19", "", id="open again, the day before 12 months"),
        pytest.param([event("c", "agreement", "2024-07-20", "b", edition="2026")], "2025-07-20", "silent", id="open again, 12 months on: not 18"),
        pytest.param([event("c", "progress", "2024-07-20", "b", edition="2026")], "2025-07-20", "silent", id="its stage stays delivered"),
        pytest.param([event("c", "mention", "2025-06-20", "b", due="2026")], "2025-07-01", "silent not_checked", id="a deadline opens it again, whatever tells of it"),
        pytest.param([event("c", "mention", "2025-06-20", "b", start_due="2026")], "2025-07-01", "silent not_checked", id="so does one for the beginning"),
        pytest.param([event("c", "stall", "2025-06-20", "b")], "2025-07-01", "", id="a setback promises nothing anew"),
        pytest.param([event("c", "suspension", "2025-06-20", "b")], "2025-07-01", "", id="nor does a suspension"),
        pytest.param([event("c", "delay", "2025-06-20", "b", due="2026", edition="2026")], "2025-07-01", "", id="but its deadline is owed, and news"),
        pytest.param([event("c", "delay", "2024-06-20", "b", due="2024-12", edition="2026")], "2025-01-01", "overdue", id="and can be breached"),
        pytest.param([event("c", "agreement", "2025-06-20", "b"), event("d", "operation", "2025-06-25", "c", edition="2026")], "2026-06-25", "silent", id="what works settles nothing"),
        pytest.param([event("c", "agreement", "2025-06-20", "b"), event("d", "indicator", "2025-06-25", "c", edition="2026")], "2026-06-25", "silent", id="nor does a figure"),
        pytest.param([event("c", "agreement", "2025-06-20", "b"), event("d", "expansion", "2025-06-25", "c", edition="2026")], "2026-06-25", "", id="an expansion settles it"),
        pytest.param([event("c", "statement", "2024-06-14", "a")], "2025-07-01", "", id="a promise before the delivery is settled"),
        pytest.param([event("c", "closure", "2025-06-20", "b", due="2024-12")], "2025-07-01", "", id="what has ceased owes nothing"),
    ],
)  # fmt: skip
def test_what_was_delivered_is_open_again_by_what_is_promised_later(
    later: list[Event], day: str, expected: str
) -> None:
    assert reasons([*BUILT, *later], day) == expected


def test_a_delivery_settles_the_deadline_before_it() -> None:
    events = [
        event("a", "contract", "2024-01", due="2024-03"),
        event("b", "commissioning", "2024-06", "a"),
        event("c", "agreement", "2025-05", "b", edition="2026"),
    ]
    found = case(events, "2025-07-01")
    assert (found.status.is_open, found.status.due, reasons_of(found)) == (True, None, ())


@pytest.mark.parametrize(
    ("root", "is_open"),
    [("operation", False), ("statement", True), ("delivery", False)],
)
def test_what_only_works_settles_no_promise(root: str, is_open: bool) -> None:
    """Nothing was delivered, so the promise stands; of a root that itself works nothing is owed."""
    events = [event("a", root, "2024-01"), event("b", "operation", "2024-06", "a")]
    found = case(events, "2025-07-01").status
    assert (found.word, found.is_open) == ("delivered", is_open)


@pytest.mark.parametrize(
    ("kind", "due", "start_due", "is_news"),
    [
        pytest.param("delay", "", "", False, id="a delay without a deadline"),
        pytest.param("delay", "2027", "", True, id="a delay with another deadline"),
        pytest.param("delay", "2026", "", False, id="with the one before"),
        pytest.param("delay", "2026-01/2026-12", "", False, id="or one that means the same days"),
        pytest.param("delay", "2026-41", "", True, id="or other days of it"),
        pytest.param("delay", "", "2026", True, id="with a deadline for the beginning where there was none"),
        pytest.param("delay", "", "2025", False, id="with the one for the beginning that there was"),
        pytest.param("delay", "2025", "", True, id="due and start_due are compared each with its own"),
        pytest.param("dispute", "2027", "", False, id="a dispute never is"),
        pytest.param("stall", "2027", "", False, id="nor is a stall"),
        pytest.param("scope_cut", "", "", True, id="a cut is"),
        pytest.param("progress", "", "", True, id="progress is"),
        pytest.param("operation", "", "", True, id="what works is"),
        pytest.param("mention", "2027", "", False, id="a mention is not"),
    ],
)
def test_what_is_news(kind: str, due: str, start_due: str, is_news: bool) -> None:
    before = "" if start_due == "2026" else "2025"
    events = [
        event("a", "contract", "2024-06-10", due="2026", start_due=before),
        event("b", kind, "2024-09-20", "a", due, start_due=start_due),
    ]
    assert case(events, "2024-12-01").status.last_news == (date(2024, 9, 20) if is_news else date(2024, 6, 10))


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param([event("b", "stall", "2024-09", "a", edition="2026")], "stalled not_checked", id="a stall"),
        pytest.param([event("b", "dispute", "2024-09", "a", edition="2026")], "stalled not_checked", id="a dispute"),
        pytest.param([event("b", "delay", "2024-09", "a", edition="2026")], "stalled not_checked", id="a delay that is no news"),
        pytest.param([event("b", "delay", "2024-09", "a", "2027", edition="2026")], "", id="not one that is"),
        pytest.param([event("b", "visit", "2024-09", "a", edition="2026")], "not_checked", id="talk is no stall"),
        pytest.param([event("b", "stall", "2024-09", "a"), event("c", "progress", "2024-10", "b", edition="2026")], "", id="news after it ends it"),
        pytest.param([event("b", "stall", "2024-10", "a"), event("c", "progress", "2024-09", "a", edition="2026")], "stalled", id="news before it does not"),
        pytest.param([event("b", "stall", "2024-09", "a"), event("c", "mention", "2024-10", "b")], "stalled not_checked", id="nor does talk"),
        pytest.param([event("b", "stall", "2024-09", "a"), event("c", "closure", "2024-10", "b")], "", id="nothing is owed any more"),
        pytest.param([event("b", "scope_cut", "", "a", edition="2026")], "not_checked", id="an undated cut is no stall, though no news either"),
        pytest.param([event("b", "suspension", "", "a", edition="2026")], "not_checked", id="nor is a halt"),
        pytest.param([event("b", "delay", "", "a", "2027", edition="2026")], "stalled not_checked", id="an undated delay is no news, whatever it sets"),
        pytest.param([event("b", "stall", "", "a", edition="2026")], "stalled not_checked", id="an undated one of a running period stands behind what it follows"),
    ],
)  # fmt: skip
def test_stalled(later: list[Event], expected: str) -> None:
    assert reasons([event("a", "contract", "2024-08-01"), *later], "2025-07-01") == expected


@pytest.mark.parametrize(
    ("later", "day", "expected"),
    [
        pytest.param([], "2025-03-31", "", id="on its last day"),
        pytest.param([], "2025-04-01", "overdue", id="the day after"),
        pytest.param([event("b", "contract", "2025-01", "a")], "2025-04-01", "overdue", id="committed is not begun"),
        pytest.param([event("b", "construction_start", "2025-01", "a")], "2025-04-01", "", id="begun"),
        pytest.param([event("b", "trial_delivery", "2025-01", "a")], "2025-04-01", "", id="or under way otherwise"),
        pytest.param([event("b", "delay", "2025-01", "a", start_due="2026")], "2025-04-01", "", id="the last one is in force, and no slip"),
        pytest.param([event("b", "cancellation", "2025-01", "a")], "2025-04-01", "", id="nothing is owed"),
    ],
)  # fmt: skip
def test_works_that_must_have_begun(later: list[Event], day: str, expected: str) -> None:
    events = [event("a", "statement", "2024-09", start_due="2025-33", edition="2026"), *later]
    assert reasons(events, day) == expected


@pytest.mark.parametrize(
    ("events", "day", "state", "months", "exact"),
    [
        pytest.param([event("a", "contract", "2025-03-10")], "2026-03-09", State.DRAFT, 11, True, id="a day"),
        pytest.param([event("a", "contract", "2025-03")], "2026-03-30", State.DRAFT, 11, True, id="a month"),
        pytest.param([event("a", "contract", "2025-03-01/2025-03-15")], "2026-03-30", State.DRAFT, 12, True, id="days of one month"),
        pytest.param([event("a", "contract", "2025-03/2025-04")], "2026-04-30", State.DRAFT, 12, False, id="two months"),
        pytest.param([event("a", "contract", "2025-33")], "2026-04-30", State.DRAFT, 13, False, id="a quarter"),
        pytest.param([event("a", "contract", "2025")], "2026-04-30", State.DRAFT, 4, False, id="a year"),
        pytest.param([event("a", "contract", "../2025-03")], "2026-04-30", State.DRAFT, 13, False, id="open at its beginning"),
        pytest.param([event("a", "contract", edition="2025")], "2026-05-31", State.DRAFT, 12, False, id="undated: end of its period"),
        pytest.param([event("a", "contract", edition="2026")], "2026-04-30", State.DRAFT, 0, False, id="undated, and its period is running"),
        pytest.param([event("a", "contract", "2025-05-31", edition="2025"), event("b", "permit", "", "a", edition="2025")], "2026-05-31", State.DRAFT, 12, True, id="of one day, an exact one suffices"),
        pytest.param([event("a", "contract", "2025-03-10"), event("b", "permit", "2025-02", "a")], "2026-05-31", State.DRAFT, 14, True, id="a day passed on is known if that was"),
        pytest.param([event("a", "contract", "2025-03-10"), event("b", "permit", "", "a", edition="2026")], "2026-05-30", State.DRAFT, 14, True, id="undated in a running period, what follows has no day and is no news"),
        pytest.param([event("a", "contract", "2025-03-10"), event("b", "permit", "", "a", edition="2026")], "2026-05-31", State.DRAFT, 0, False, id="on the last day of the period it has"),
        pytest.param([event("a", "contract", "2025-03-10"), event("b", "permit", "", "a", edition="2026")], "2026-05-30", State.LOCKED, 0, False, id="and where no event comes in any more"),
    ],
)  # fmt: skip
def test_months_of_silence_are_a_lower_bound_where_the_day_is_not_known_to_the_month(
    events: list[Event], day: str, state: State, months: int, exact: bool
) -> None:
    status = case(events, day, state=state).status
    assert (status.months_silent, status.months_exact) == (months, exact)


@pytest.mark.parametrize(
    ("day", "seen"),
    [("2025-05-31", ""), ("2025-06-01", "undated"), ("2025-09-30", "undated"), ("2025-10-01", "undated dated")],
)
def test_an_event_is_seen_from_its_earliest_day(day: str, seen: str) -> None:
    events = [event("undated", "visit", edition="2026"), event("dated", "visit", "2025-36", edition="2026")]
    assert " ".join(one.id for one in outlook(events, [], day).events(R)) == seen


@pytest.mark.parametrize(
    ("events", "day", "checks", "is_done"),
    [
        pytest.param([OLD], "2026-04-01", [], False, id="nobody looked"),
        pytest.param([OLD], "2026-04-01", [("2026", check("a", "2026-03-31"))], True, id="somebody looked"),
        pytest.param([OLD], "2026-04-01", [("2025", check("a", "2025-04"))], False, id="but not in the edition before"),
        pytest.param([OLD, event("b", "permit", "2026-03", "a", edition="2026")], "2026-04-01", [], True, id="news was logged"),
        pytest.param([OLD, event("b", "visit", "2026-03", "a", edition="2026")], "2026-04-01", [], False, id="talk is no news"),
        pytest.param([OLD], "2026-04-01", [("2026", check("a", "2026-03-31", "news"))], False, id="news was found, but not logged"),
        pytest.param([OLD, event("b", "visit", "2026-03", "a", edition="2026")], "2026-04-01", [("2026", check("a", "2026-03-31", "news"))], True, id="what was found is logged, whatever it was"),
        pytest.param([event("a", "contract", "2025-03", due="2026-04-10")], "2026-04-10", [("2026", check("a", "2026-03-31"))], True, id="on the last day of a deadline"),
        pytest.param([event("a", "contract", "2025-03", due="2026-04-10")], "2026-04-11", [("2026", check("a", "2026-03-31"))], False, id="a deadline was breached since"),
        pytest.param([event("a", "contract", "2025-03", start_due="2026-04-10")], "2026-04-11", [("2026", check("a", "2026-03-31"))], False, id="or one for the beginning"),
        pytest.param([event("a", "contract", "2025-03", due="2026-04-10")], "2026-04-12", [("2026", check("a", "2026-04-11"))], True, id="the breach was known"),
        pytest.param([event("a", "contract", "2024-06-15")], "2026-06-14", [("2026", check("a", "2026-03-31"))], True, id="the day before a limit of inference"),
        pytest.param([event("a", "contract", "2024-06-15")], "2026-06-15", [("2026", check("a", "2026-03-31"))], False, id="a limit of inference was reached"),
        pytest.param([event("a", "contract", "2024-06-15")], "2026-06-16", [("2026", check("a", "2026-06-15"))], True, id="and was known"),
        pytest.param([OLD], "2026-04-30", [("2026", check("a", "2026-03-31", until="2026-05-01"))], True, id="until lasts"),
        pytest.param([OLD], "2026-05-01", [("2026", check("a", "2026-03-31", until="2026-05-01"))], False, id="until is over"),
        pytest.param([OLD], "2026-05-02", [("2026", check("a", "2026-03-31", until="2026-05-01")), ("2026", check("a", "2026-05-01"))], True, id="somebody looked again"),
        pytest.param([OLD], "2026-05-02", [("2026", check("a", "2026-03-31", until="2026-05-01")), ("2026", check("a", "2026-04-30"))], False, id="but not before its day"),
        pytest.param([OLD, event("b", "permit", "2026-05-01", "a", edition="2026")], "2026-05-02", [("2026", check("a", "2026-03-31", until="2026-05-01"))], True, id="or news came"),
        pytest.param([OLD, event("b", "visit", "2026-04-05", "a", edition="2026")], "2026-04-06", [("2026", check("a", "2026-03-31"))], True, id="talk since the check asks for nothing"),
    ],
)  # fmt: skip
def test_a_row_is_done_when_somebody_looked_and_nothing_came_since(
    events: list[Event], day: str, checks: list[tuple[str, Check]], is_done: bool
) -> None:
    assert case(events, day, checks).is_done == is_done


DAYS = st.sampled_from(
    ["", "2024-05", "2024", "2025-01-15", "2025-34", "2025-11", "2025/..", "../2025-07", "2026-03-01"]
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Event], list[tuple[str, Check]]]:
    events: list[Event] = []
    for number in range(draw(st.integers(1, 7))):
        followed = draw(st.lists(st.sampled_from([one.id for one in events]), max_size=2)) if events else []
        kind = draw(st.sampled_from(sorted(KINDS)))
        due, start_due = (draw(st.sampled_from(["", "", "2025", "2025-09", "2026/.."])) for _ in range(2))
        edition = draw(st.sampled_from(sorted(PERIODS)))
        events.append(event(f"e{number}", kind, draw(DAYS), " ".join(followed), due, edition, start_due))
    found = draw(st.sampled_from(["nothing", "news"]))
    until = draw(st.sampled_from(["", "2026-04", "2026-12-01"]))
    return events, [("2026", check("e0", "2026-02-10", found, until))]


@given(
    stories(), st.dates(date(2024, 1, 1), date(2029, 1, 1)), st.none() | st.dates(date(2024, 1, 1), date(2029, 1, 1))
)
def test_a_summary_without_a_day_has_the_status_of_one_made_on_the_day(
    story: tuple[list[Event], list[tuple[str, Check]]], day: date, other: date | None
) -> None:
    """Made on that very day, or on another one."""
    made = other or day
    seen = outlook(*story, day.isoformat())
    editions = {edition.id: edition for edition in seen.chain}
    running = running_editions(seen.chain, made)
    kept = summarize_region_on(seen.pages(R), editions, seen.rating.settings, running, made)

    def shown(summary: ProjectSummary) -> object:
        found = seen.review_case(summary)
        return (
            summary.project,
            summary.late_finds,
            summary.slips,
            found.status,
            reasons_of(found),
            postponement_of(found),
        )

    if kept.is_valid_on(day) and running == running_editions(seen.chain, day):
        assert [shown(summary) for summary in kept.projects] == [
            shown(seen.summary_of(one)) for one in seen.projects(R)
        ]


@given(
    stories(),
    st.dates(date(2024, 1, 1), date(2032, 1, 1)),
    st.builds(StaleLimits, *(st.integers(0, 60) for _ in StaleLimits._fields)),
    st.booleans(),
)
def test_nobody_need_look_before_the_first_day_of_review(
    story: tuple[list[Event], list[tuple[str, Check]]], day: date, limits: StaleLimits, checked: bool
) -> None:
    events, checks = story
    seen = outlook(events, checks if checked else [], day.isoformat())
    editions = {edition.id: edition for edition in seen.chain}
    region = summarize_region(seen.pages(R), editions, seen.rating.settings, running_editions(seen.chain, day))
    for summary in region.projects:
        if day < earliest_review_day(summary, EditionId("2026"), limits):
            found = ReviewCase.of(summary, seen.chain[-1], limits, day)
            assert not reasons_of(found)
            assert not hidden_reasons_of(found)


def due_case(kind: str, due: str, *, news_in_edition: bool = True) -> list[Event]:
    return [event("a", kind, "2024-01-31", due=due, edition="2026" if news_in_edition else "2025")]


@pytest.mark.parametrize(
    ("events", "checks", "limits", "first_day"),
    [
        pytest.param(due_case("visit", ""), [], StaleLimits(), date.max, id="never promised, never checked"),
        pytest.param(due_case("visit", ""), [("2025", check("a", "2025-04"))], StaleLimits(), date.max, id="checked in another edition"),
        pytest.param(due_case("contract", ""), [], StaleLimits(), date(2025, 1, 31), id="silence"),
        pytest.param(due_case("construction_start", ""), [], StaleLimits(), date(2025, 7, 31), id="silence under way"),
        pytest.param(due_case("construction_start", ""), [], StaleLimits(inferred_suspended=6), date(2024, 7, 31), id="the shortest of the limits"),
        pytest.param(due_case("construction_start", ""), [], StaleLimits(inferred_cancelled=6), date(2024, 7, 31), id="whichever it is"),
        pytest.param(due_case("contract", ""), [], StaleLimits(silent=0), date.min, id="silence of no length"),
        pytest.param(due_case("contract", "2024-06"), [], StaleLimits(), date(2024, 6, 30), id="a deadline before silence"),
        pytest.param(due_case("contract", "2026"), [], StaleLimits(), date(2025, 1, 31), id="silence before a deadline"),
        pytest.param(due_case("contract", "2024/.."), [], StaleLimits(), date(2025, 1, 31), id="an open deadline"),
        pytest.param(due_case("contract", "", news_in_edition=False), [], StaleLimits(), date.min, id="nobody looked"),
        pytest.param(due_case("contract", ""), [("2026", check("a", "2026-02"))], StaleLimits(), date.min, id="looked in vain"),
        pytest.param(due_case("contract", ""), [("2026", check("a", "2026-02", "news"))], StaleLimits(), date(2025, 1, 31), id="looked and found what is logged"),
        pytest.param(due_case("contract", "", news_in_edition=False), [("2026", check("a", "2026-02", "news"))], StaleLimits(), date.min, id="looked and found what nobody logged"),
        pytest.param([event("a", "contract", "2024-01-31", start_due="2024-06", edition="2026")], [], StaleLimits(), date(2024, 6, 30), id="a deadline for the beginning"),
        pytest.param([event("a", "construction_start", "2024-01-31", start_due="2024-06", edition="2026")], [], StaleLimits(), date(2025, 7, 31), id="and it has begun"),
        pytest.param([*due_case("contract", ""), event("b", "stall", "2024-02", "a")], [], StaleLimits(), date.min, id="stalled"),
        pytest.param(due_case("visit", ""), [("2026", check("a", "2026-02", "news"))], StaleLimits(), date(2025, 1, 31), id="checked, though it never promised"),
        pytest.param(DELIVERED, [], StaleLimits(), date(2026, 1, 31), id="delivered"),
        pytest.param(DELIVERED, [], StaleLimits(silent=1, unconfirmed=6), date(2024, 7, 31), id="delivered, by its own limit"),
        pytest.param([*DELIVERED, event("c", "closure", "2024-03", "b")], [], StaleLimits(), date.max, id="ceased"),
        pytest.param([*due_case("contract", "2024-06"), event("b", "delay", "2024-05", "a", "2027")], [], StaleLimits(), date.min, id="slipped"),
    ],
)  # fmt: skip
def test_the_first_day_of_review_is_the_earliest_of_all_reasons(
    events: list[Event], checks: list[tuple[str, Check]], limits: StaleLimits, first_day: date
) -> None:
    summary = case(events, "2029-01-01", checks).summary
    assert earliest_review_day(summary, EditionId("2026"), limits) == first_day


def test_no_two_reasons_are_equally_pressing() -> None:
    assert sorted(reason.record.pressing for reason in StaleReason) == list(range(1, len(StaleReason) + 1))


@given(stories(), st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.booleans())
def test_what_is_due_for_review_is_all_that_has_a_reason(
    story: tuple[list[Event], list[tuple[str, Check]]], day: date, checked: bool
) -> None:
    """Also of regions that are summarised on the day, as `stale` does where a stored summary is not valid yet."""
    events, checks = story
    seen = outlook(events, checks if checked else [], day.isoformat())
    region = RegionSummary(tuple(seen.summaries()), date.min)
    due = due_for_review(region, EditionId("2026"), seen.rating.settings.stale, day)
    needing = [project for project in region.projects if reasons_of(seen.review_case(project))]
    assert [project for project in due.projects if reasons_of(seen.review_case(project))] == needing
    assert due.promised == sum(project.promised for project in region.projects)
