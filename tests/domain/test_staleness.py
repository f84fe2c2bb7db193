"""Why a project needs a look, at every boundary; and that a summary without a day is as true as one made on the day."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.kinds import KINDS
from ratingctl.domain.lifecycle import ProjectSummary, RegionSummary, summarize_region
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
from ratingctl.domain.staleness import (
    ReviewCase,
    StaleReason,
    due_for_review,
    earliest_review_day,
    hidden_reasons_of,
    postponement_of,
    reasons_of,
)

PERIODS = {"2024": "../2024-05", "2025": "2024-06/2025-05", "2026": "2025-06/2026-05"}
R = RegionId("r")


def event(name: str, kind: str, when: str = "", follows: str = "", due: str = "", edition: str = "") -> Event:
    return Event(
        id=EventId(name),
        kind=kind,
        title=name,
        region=RegionId(name.split("-")[0]) if "-" in name else R,
        edition=EditionId(edition or "2024"),
        index=0,
        date=parse_edtf(when) if when else None,
        follows=tuple(EventId(old) for old in follows.split()),
        due=parse_edtf(due) if due else None,
    )


def check(of: str, when: str, found: str = "nothing", until: str = "") -> Check:
    return Check(EventId(of), parse_edtf(when), found, until=parse_edtf(until) if until else None)


def outlook(events: Sequence[Event], checks: Iterable[tuple[str, Check]], day: str, last: str = "2026") -> RatingView:
    """A view of these events and on these checks, each with its edition."""
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
        chain.append(Edition(EditionId(name), name, name, span, span.latest, previous=previous, pages=pages))
    rating = Rating(Settings(), regions, {one.id: one for one in chain})
    return RatingView(rating, [one for one in chain if one.id <= last], date.fromisoformat(day))


def case(events: Sequence[Event], day: str, checks: Sequence[tuple[str, Check]] = (), last: str = "2026") -> ReviewCase:
    """The first project of the region as it is seen."""
    seen = outlook(events, checks, day, last)
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
        pytest.param([event("a", "agreement", "2023-01-01", edition="2024"), event("b", "contract", "", "a", edition="2026")], "2025-12-01", "", id="undated: never after the day"),
        # What is news.
        pytest.param([ANNOUNCED, event("b", "memorandum", "2025-01", "a", edition="2026")], "2025-02-01", "silent", id="a memorandum is no news"),
        pytest.param([ANNOUNCED, event("b", "delay", "2025-01", "a", edition="2026")], "2025-02-01", "", id="a delay is"),
        pytest.param([event("a", "statement", "2024-01-31", edition="2026")], "2025-01-30", "", id="the root always is"),
        # Halts.
        pytest.param([ANNOUNCED, event("b", "cancellation", "2024-02", "a")], "2030-01-01", "", id="cancelled is closed"),
        pytest.param([ANNOUNCED, event("b", "relocation", "2024-02", "a")], "2030-01-01", "", id="relocated is closed"),
        pytest.param([*DELIVERED, event("c", "closure", "2024-03", "b")], "2030-01-01", "", id="ceased is closed"),
        pytest.param([*DELIVERED, event("c", "closure", "2024-03", "b"), event("d", "commissioning", "2024-04", "c")], "2026-05-01", "unconfirmed", id="closed, then commissioned again"),
        pytest.param([*DELIVERED, event("c", "suspension", "2024-03", "b")], "2025-10-01", "silent", id="delivered, then suspended: open"),
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
        pytest.param([event("a", "contract", "2024-06", due="2024-07/.."), event("b", "delay", "2025-12", "a", edition="2026")], "2026-01-01", "", id="an open end is never passed"),
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
        pytest.param([OLD], "2026-01-01", [("2026", check("a", "2025-12-01", "news"))], "", id="looked and found news"),
        pytest.param([OLD], "2026-01-01", [("2026", check("a", "2025-12-01")), ("2026", check("a", "2025-12-02", "news"))], "", id="the last check counts"),
        pytest.param([OLD], "2026-01-01", [("2026", check("a", "2025-12-02", "news")), ("2026", check("a", "2025-12-01"))], "", id="whatever the order in the file"),
        pytest.param([OLD, event("b", "delay", "2025-12-02", "a", edition="2026")], "2026-01-01", [("2026", check("a", "2025-12-01"))], "", id="news since the check"),
        pytest.param([OLD, event("b", "delay", "2025-12-01", "a", edition="2026")], "2026-01-01", [("2026", check("b", "2025-12-01"))], "no_updates", id="news up to the check's day"),
        pytest.param([OLD, event("b", "visit", "2025-12-02", "a", edition="2026")], "2026-01-01", [("2026", check("a", "2025-12-01"))], "no_updates", id="a visit is no news"),
        pytest.param([OLD], "2026-04-01", [("2026", check("a", "2026-03-31"))], "silent no_updates", id="a check never restarts the clock"),
        pytest.param([OLD, event("b", "agreement", "2024-12", "a", edition="2026")], "2026-01-01", [], "", id="a late find is news in the edition that took it in"),
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


POSTPONED = ("2026", check("a", "2026-03-20", until="2026-12-01"))


@pytest.mark.parametrize(
    ("events", "day", "postponed", "expected"),
    [
        pytest.param([OLD], "2026-03-20", POSTPONED, "no_updates", id="from the day of the check"),
        pytest.param([OLD], "2026-11-30", POSTPONED, "no_updates", id="the day before"),
        pytest.param([OLD], "2026-12-01", POSTPONED, "silent no_updates", id="it ends on its day"),
        pytest.param([OLD], "2026-11-30", ("2026", check("a", "2026-03-20", until="2026-11")), "silent no_updates", id="a month on its last day"),
        pytest.param([OLD], "2026-11-30", ("2025", POSTPONED[1]), "", id="made in the edition before, it hides not_checked too"),
        pytest.param([OLD, event("b", "visit", "2026-03-20", "a", edition="2026")], "2026-05-01", POSTPONED, "no_updates", id="an event of the check's day was known"),
        pytest.param([OLD, event("b", "visit", "2026-03-21", "a", edition="2026")], "2026-05-01", POSTPONED, "silent no_updates", id="a newer event ends it"),
        pytest.param([OLD, event("b", "visit", "", "a", edition="2026")], "2026-05-01", POSTPONED, "no_updates", id="an undated one is not surely newer"),
        pytest.param([event("a", "contract", "2025-03-10", due="2026-34", edition="2025")], "2026-06-30", POSTPONED, "no_updates", id="before a breach"),
        pytest.param([event("a", "contract", "2025-03-10", due="2026-34", edition="2025")], "2026-07-01", POSTPONED, "overdue silent no_updates", id="a new breach ends it"),
        pytest.param([event("a", "contract", "2025-03-10", due="2025", edition="2025")], "2026-07-01", POSTPONED, "overdue no_updates", id="a known breach does not"),
        pytest.param([event("a", "contract", "2024-06-15")], "2026-06-14", POSTPONED, "no_updates", id="before two years"),
        pytest.param([event("a", "contract", "2024-06-15")], "2026-06-15", POSTPONED, "silent inferred_suspended no_updates", id="two years end it"),
        pytest.param([event("a", "contract", "2024-01-15")], "2026-06-15", POSTPONED, "inferred_suspended no_updates", id="two years that were over do not"),
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
        pytest.param(State.LOCKED, "2026-05-31", [check("a", "2026-06-10", until="2026-12")], "no_updates", id="and its until"),
        pytest.param(State.LOCKED, "2026-05-31", [check("a", "2026-06-11", "news"), check("b", "2026-06-10")], "silent", id="the last one counts there too"),
        pytest.param(State.LOCKED, "2026-05-30", [check("a", "2026-06-10")], "silent not_checked", id="not on another day"),
        pytest.param(State.DRAFT, "2026-05-31", [check("a", "2026-06-10")], "silent not_checked", id="not in a draft"),
    ],
)  # fmt: skip
def test_a_locked_edition_goes_on_being_checked(state: State, day: str, checks: list[Check], expected: str) -> None:
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


DAYS = st.sampled_from(
    ["", "2024-05", "2024", "2025-01-15", "2025-34", "2025-11", "2025/..", "../2025-07", "2026-03-01"]
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Event], list[tuple[str, Check]]]:
    events: list[Event] = []
    for number in range(draw(st.integers(1, 7))):
        followed = draw(st.lists(st.sampled_from([one.id for one in events]), max_size=2)) if events else []
        kind = draw(st.sampled_from(sorted(KINDS)))
        due = draw(st.sampled_from(["", "", "2025", "2025-09", "2026/.."]))
        edition = draw(st.sampled_from(sorted(PERIODS)))
        events.append(event(f"e{number}", kind, draw(DAYS), " ".join(followed), due, edition))
    found = draw(st.sampled_from(["nothing", "news"]))
    until = draw(st.sampled_from(["", "2026-04", "2026-12-01"]))
    return events, [("2026", check("e0", "2026-02-10", found, until))]


@given(stories(), st.dates(date(2024, 1, 1), date(2029, 1, 1)))
def test_a_summary_without_a_day_has_the_status_of_one_made_on_the_day(
    story: tuple[list[Event], list[tuple[str, Check]]], day: date
) -> None:
    seen = outlook(*story, day.isoformat())
    editions = {edition.id: edition for edition in seen.chain}
    kept = summarize_region(seen.pages(R), editions, seen.rating.settings)

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

    if day >= kept.valid_from:
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
    for summary in summarize_region(seen.pages(R), editions, seen.rating.settings).projects:
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
        pytest.param(due_case("contract", ""), [("2026", check("a", "2026-02", "news"))], StaleLimits(), date(2025, 1, 31), id="looked and found"),
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
