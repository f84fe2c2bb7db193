"""The gate: for each code what it stops and what passes."""

import inspect
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.findings import Severity
from ratingctl.domain.gate import GATE_RULES, GateInput
from ratingctl.domain.gate_codes import GATE_CODES, GateStep
from ratingctl.domain.gate_rules import gate_problems, refusals_of
from ratingctl.domain.model import (
    Check,
    Edition,
    EditionId,
    Event,
    EventId,
    LateChange,
    Page,
    Rating,
    Region,
    RegionId,
    Settings,
    State,
)
from ratingctl.domain.rating_view import RatingView

NORTH, SOUTH = RegionId("north"), RegionId("south")
E25, E26 = EditionId("2025"), EditionId("2026")


def event(name: str, kind: str, when: str = "2026-03", **more: Any) -> Event:
    follows = tuple(EventId(old) for old in str(more.get("follows", "")).split())
    due = parse_edtf(str(more["due"])) if "due" in more else None
    edition = E25 if name.startswith("old") else E26
    sources = () if more.get("bare") else ("https://example.org",)
    return Event(EventId(name), kind, name, NORTH, edition, 0, date=parse_edtf(when) if when else None,
                 follows=follows, due=due, sources=sources)  # fmt: skip


def check(of: str, found: str = "nothing") -> Check:
    return Check(EventId(of), parse_edtf("2026-04"), found)


def page(score: int | None = 5, events: Sequence[Event] = (), **more: Any) -> Page:
    evidence = tuple(EventId(cited) for cited in str(more.pop("evidence", "")).split())
    return Page(NORTH, E26, "2026/north.yaml", score, events=tuple(events), evidence=evidence, **more)


def gate_input(
    north: Page | None,
    *,
    before: int = 5,
    old: Sequence[Event] = (),
    header: Mapping[str, Any] | None = None,
    previous: State = State.PUBLISHED,
    gate: Mapping[str, str] | None = None,
    changed: Sequence[str] = (),
) -> GateInput:
    """North as it is given; South has no events, the same score as before, and needs nothing."""
    south = [Page(SOUTH, edition, f"{edition}/south.yaml", 4) for edition in (E25, E26)]
    first = Edition(
        E25, "2025/edition.yaml", "2025", parse_edtf("../2025"), date(2025, 12, 31), previous, number="1",
        scores={NORTH: before, SOUTH: 4},
        pages={NORTH: Page(NORTH, E25, "2025/north.yaml", before, events=tuple(old)), SOUTH: south[0]},
    )  # fmt: skip
    scores = {SOUTH: 4, **({NORTH: north.score} if north and north.score is not None else {})}
    second = Edition(
        E26, "2026/edition.yaml", "2026", parse_edtf("2026"), date(2026, 12, 31), State.LOCKED, E25, number="2",
        scores=scores, pages={SOUTH: south[1], **({NORTH: north} if north else {})},
    )._replace(**(header or {}))  # fmt: skip
    rating = Rating(
        Settings(gate=gate or {}),
        {NORTH: Region(NORTH, "North"), SOUTH: Region(SOUTH, "South")},
        {E25: first, E26: second},
    )
    view = RatingView(rating, [first, second], second.cutoff)
    cases = [view.review_case(view.summary_of(project)) for project in view.all_projects()]
    return GateInput(view, cases, {NORTH: tuple(map(EventId, changed))} if changed else {})


OPENED, PUT_OFF, VISIT = event("opened", "commissioning"), event("put-off", "cancellation"), event("visit", "visit")
SIGNED = event("signed", "contract")
PROMISE = event("old-promise", "memorandum", "2025-06")
DUE = event("old-due", "construction_start", "2025-06", due="2026-05")
NEWS = event("news", "trial_delivery", "2026-08", follows="old-due")
WHY: dict[str, Any] = {"rationale": "because"}

CASES = {
    # code: what the gate stops, and what it lets pass
    "G101": (
        [gate_input(page(None)), gate_input(None)],
        [gate_input(page(5)), gate_input(page(None, not_rated="no data"))],
    ),
    "G102": (
        [gate_input(page(6, [OPENED], evidence="opened")), gate_input(page(6, [OPENED], rationale="  "))],
        [gate_input(page(5)), gate_input(page(6, [OPENED], evidence="opened", **WHY))],
    ),
    "G103": (
        [gate_input(page(6, [OPENED], **WHY)), gate_input(page(6, evidence="old-promise", **WHY), old=[PROMISE])],
        [
            gate_input(page(6, [OPENED], evidence="opened", **WHY)),
            gate_input(page(4, checks=(check("old-promise"),), evidence="old-promise", **WHY), old=[PROMISE]),
        ],
    ),
    "G104": (
        [
            gate_input(page(6, [PUT_OFF], evidence="put-off", **WHY), before=3),
            gate_input(page(6, [VISIT], evidence="visit", **WHY)),
            gate_input(page(4, [OPENED], evidence="opened", **WHY)),
            gate_input(page(4, checks=(check("old-due", "news"),), evidence="old-due", **WHY), old=[DUE]),
        ],
        [
            gate_input(page(6, [OPENED], evidence="opened", **WHY)),
            gate_input(page(6, [SIGNED], evidence="signed", **WHY)),
            gate_input(page(4, [PUT_OFF], evidence="put-off", **WHY)),
            gate_input(page(4, checks=(check("old-due"),), evidence="old-due", **WHY), old=[DUE]),
            gate_input(page(6, [PUT_OFF], evidence="put-off", contrary="it was never serious", **WHY)),
            gate_input(page(6, [OPENED], **WHY)),  # without any evidence it is G103
        ],
    ),
    "G105": (
        [
            gate_input(page(5, [OPENED, event("more", "delivery")])),
            gate_input(page(5, [PUT_OFF, event("more", "suspension")])),
        ],
        [
            gate_input(page(5, [OPENED])),
            gate_input(page(5, [OPENED, event("more", "delivery"), PUT_OFF])),
            gate_input(page(5, [OPENED, event("more", "delivery")], rationale="they are small")),
        ],
    ),
    "G106": (
        [gate_input(page(5), old=[DUE])],
        [
            gate_input(page(5, checks=(check("old-due"),)), old=[DUE]),
            gate_input(page(5, [NEWS]), old=[DUE]),
            gate_input(page(5), old=[event("old-due", "construction_start", "2025-06", due="2027")]),
        ],
    ),
    "G107": (
        [gate_input(page(5), old=[PROMISE])],
        [
            gate_input(page(5, checks=(check("old-promise"),)), old=[PROMISE]),
            gate_input(page(5), old=[event("old-visit", "visit", "2025-06")]),
        ],
    ),
    "G108": (
        [
            gate_input(page(5, [OPENED], evidence="opened"), changed=["opened"]),
            gate_input(
                page(5, [OPENED], evidence="opened"),
                header={"late_changes": (LateChange(parse_edtf("2027-01-10"), EventId("opened"), "kind", "a slip"),)},
            ),
        ],
        [
            gate_input(page(5, [OPENED], evidence="opened")),
            gate_input(
                page(5, [OPENED], evidence="opened"),
                header={"late_changes": (LateChange(parse_edtf("2027-01-10"), EventId("visit"), "kind", "a slip"),)},
            ),
        ],
    ),
    "G109": (
        [
            gate_input(page(), header={"number": "1"}),
            gate_input(page(), header={"period": parse_edtf("2026-02/2026-12")}),
            gate_input(page(), header={"cutoff": date(2027, 1, 1)}),
            gate_input(page(), header={"cutoff": date(2025, 12, 31)}),
            gate_input(page(), previous=State.LOCKED),
        ],
        [gate_input(page()), gate_input(page(), header={"number": ""})],
    ),
    "G110": (
        [
            gate_input(page(events=[event("bare", "visit", bare=True)])),
            gate_input(page(events=[event("undated", "visit", "")])),
        ],
        [gate_input(page(events=[VISIT]))],
    ),
}


def codes_of(candidate: GateInput) -> list[str]:
    return [problem.code for problem in gate_problems(candidate)]


@pytest.mark.parametrize(
    ("code", "candidate"), [(code, stopped) for code, (wrong, _) in CASES.items() for stopped in wrong]
)
def test_the_gate_stops_what_is_wrong(code: str, candidate: GateInput) -> None:
    assert codes_of(candidate).count(code) == 1


@pytest.mark.parametrize(
    ("code", "candidate"), [(code, passing) for code, (_, right) in CASES.items() for passing in right]
)
def test_the_gate_lets_pass_what_is_right(code: str, candidate: GateInput) -> None:
    assert code not in codes_of(candidate)


def test_every_code_has_a_rule_a_manual_with_examples_and_cases() -> None:
    assert list(GATE_CODES) == list(GATE_RULES) == list(CASES)
    for code, gate in GATE_RULES.items():
        assert "Wrong: " in " ".join(gate.manual), code
        assert " Right: " in " ".join(gate.manual), code
        assert tuple(inspect.signature(gate.check).parameters) == ("gate_input",)


@pytest.mark.parametrize("word", ["error", "warning", "note"])
def test_a_rating_sets_how_much_a_code_counts(word: str) -> None:
    [problem] = gate_problems(gate_input(page(None), gate={"G101": word}))
    assert problem.severity is Severity(word)


def test_a_rating_turns_a_code_off() -> None:
    assert codes_of(gate_input(page(None), gate={"G101": "off"})) == []


def test_the_worst_comes_first() -> None:
    candidate = gate_input(page(6, [event("bare", "visit", bare=True)]), old=[PROMISE, DUE])
    severities = [problem.severity for problem in gate_problems(candidate)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(codes_of(candidate)) == {"G102", "G103", "G106", "G107", "G110"}


def test_a_step_is_refused_for_errors_that_count_at_it() -> None:
    problems = gate_problems(gate_input(page(None), old=[DUE]))
    assert [problem.code for problem in refusals_of(problems, GateStep.LOCK)] == ["G106"]
    assert [problem.code for problem in refusals_of(problems, GateStep.PUBLISH)] == ["G101"]


def test_a_finding_names_its_region_and_the_command_that_mends_it() -> None:
    [problem] = gate_problems(gate_input(page(None)))
    assert problem.region == NORTH
    assert "`ratingctl score north N" in str(problem.message)
    [header] = gate_problems(gate_input(page(), header={"number": "1"}))
    assert header.region is None


def test_a_published_edition_names_errata_alone_as_next_steps() -> None:
    moved = page(7, [event("bare", "visit", "", bare=True)])
    problems = gate_problems(gate_input(moved, header={"state": State.PUBLISHED}))
    steps = {problem.code: str(problem.next_step) for problem in problems}
    assert steps["G102"] == "`ratingctl erratum north FIELD=VALUE --reason .. -e 2026`"
    assert steps["G110"] == "`ratingctl erratum ID FIELD=VALUE --reason .. -e 2026`"
    assert all("erratum" in step or not step for step in steps.values())
