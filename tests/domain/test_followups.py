"""Which earlier events a new one may continue at all."""

from datetime import date

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.followup import earlier_projects, is_told_before, pair_fingerprint
from ratingctl.domain.model import Edition, EditionId, Event, EventId, RegionId
from ratingctl.domain.projects import Project, shared_events

ORDER = [EditionId("2024"), EditionId("2025"), EditionId("2026")]
EDITIONS = {
    edition: Edition(
        edition, "", "", parse_edtf("../2024" if edition == "2024" else edition), date(int(edition), 12, 31)
    )
    for edition in ORDER
}


def event(name: str, edition: str, date: str | None = None, title: str = "x") -> Event:
    when = parse_edtf(date) if date else None
    return Event(EventId(name), "statement", title, RegionId("north"), EditionId(edition), 0, date=when)


def allowed(new: Event, *events: Event, refused: bool = False, recorded: bool = True) -> list[list[str]]:
    project = Project(events[0], events, {}, {})
    rows = earlier_projects(new, [project], EDITIONS, ORDER, lambda _new, _old: refused, recorded=recorded)
    return [[old.id for old in row.events] for row in rows]


@pytest.mark.parametrize(
    ("new", "old", "fits"),
    [
        (("2026", None), ("2025", None), True),
        (("2026", "2025-07"), ("2025", "2025-05"), True),
        (("2026", "2025-07"), ("2025", "2025-09"), False),  # nothing follows the future
        (("2026", "2026-05"), ("2026", "2026-04"), True),
        (("2026", "2026-05"), ("2026", "2026-05"), False),  # not strictly earlier
        (("2026", "2026-05"), ("2026", "2026"), False),
        (("2026", None), ("2026", "2026-04"), False),
        (("2025", None), ("2026", None), False),  # a later edition is not seen
        (("2026", "2016-04"), ("2025", None), False),  # without a date it is of its edition's period
        (("2026", "2016-04"), ("2024", None), True),  # of a period without beginning nobody knows
    ],
)
def test_only_what_is_earlier_can_be_continued(
    new: tuple[str, str | None], old: tuple[str, str | None], fits: bool
) -> None:
    assert bool(allowed(event("new", *new), event("old", *old))) is fits


def test_an_event_that_is_being_entered_comes_after_all_that_is_on_record() -> None:
    new = event("new", "2026")
    assert allowed(new, event("old", "2026", "2026-04"), recorded=False) == [["old"]]
    assert allowed(event("new", "2026", "2026-03"), event("old", "2026", "2026-04"), recorded=False) == []


def test_what_several_projects_share_is_continued_by_nothing() -> None:
    fair = event("fair", "2025")
    one, two = (Project(root, (root, fair), {}, {}) for root in (event("a", "2025"), event("b", "2025")))
    shared = shared_events([one, two])
    rows = earlier_projects(event("new", "2026"), [one, two], EDITIONS, ORDER, lambda _new, _old: False, shared=shared)
    assert [[old.id for old in row.events] for row in rows] == [["a"], ["b"]]


def test_of_a_project_only_the_earlier_events_are_candidates() -> None:
    rows = allowed(event("new", "2026", "2026-05"), event("a", "2025"), event("b", "2026", "2026-06"))
    assert rows == [["a"]]


@pytest.mark.parametrize(
    ("new", "old", "before"),
    [
        (("2026", "2016-04"), ("2024", None), True),
        (("2026", "2025-02"), ("2024", None), False),
        (("2026", "2026-02"), ("2026", "2026-03"), True),
        (("2026", "2026"), ("2026", "2026-03"), False),
        (("2026", None), ("2025", "2025-03"), False),
    ],
)
def test_a_late_find_may_be_told_before_what_it_is_like(
    new: tuple[str, str | None], old: tuple[str, str | None], before: bool
) -> None:
    assert is_told_before(event("new", *new), event("old", *old), EDITIONS) is before


def test_what_was_linked_or_refused_is_no_question() -> None:
    new = event("new", "2026")
    assert allowed(new, event("old", "2025"), new) == []
    judged = new._replace(not_follows=(EventId("old"),))
    assert allowed(judged, event("old", "2025"), refused=True) == []
    assert allowed(judged, event("old", "2025"), refused=False) == [["old"]]


def test_a_judgement_knows_when_one_of_the_two_has_changed() -> None:
    new, old = event("new", "2026", title="A"), event("old", "2025", title="B")
    assert pair_fingerprint(new, old) == pair_fingerprint(event("n", "2026", title="A"), event("o", "2025", title="B"))
    assert pair_fingerprint(new, old) != pair_fingerprint(new, event("old", "2025", title="C"))
