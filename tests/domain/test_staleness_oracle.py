"""The code against a slow and literal reading of the design, on invented ratings."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from staleness_oracle import KINDS as ORACLE_KINDS
from staleness_oracle import Oracle

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.kinds import KINDS
from ratingctl.domain.lifecycle import Basis, ProjectSummary
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
from ratingctl.domain.review_case import ReviewCase
from ratingctl.domain.staleness import earliest_review_day, hidden_reasons_of, reasons_of
from ratingctl.domain.summarize import running_editions, summarize_region_on

R = RegionId("r")
PERIODS = {"2024": "../2024-05", "2025": "2024-06/2025-05", "2026": "2025-06/2026-05"}
DATES = st.sampled_from(
    ["", "", "2024-05", "2024", "2025-01-15", "2025-34", "2025-11", "2025-12-31", "2025/..", "../2025-07", "2026-03-01",
     "2026", "2026-05-31"]
)  # fmt: skip
DUES = st.sampled_from(["", "", "", "2025", "2025-12-31", "2025-09", "2026-33", "2026/.."])
LIMITS = st.sampled_from([StaleLimits(), StaleLimits(2, 3, 5, 9, 4), StaleLimits(12, 12, 12, 13, 6)])


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Edition], list[Event], list[tuple[str, Check]]]:
    """Editions with their pages, and what stands on them in the order of the files."""
    names = draw(st.sampled_from([["2024"], ["2024", "2025"], ["2024", "2025", "2026"], ["2024", "2025", "2026"]]))
    events: list[Event] = []
    for number in range(draw(st.integers(1, 7))):
        followed = draw(st.lists(st.sampled_from([one.id for one in events]), max_size=2)) if events else []
        when, due, start_due = draw(DATES), draw(DUES), draw(DUES)
        event = Event(
            EventId(f"e{draw(st.permutations('abc'))[0]}{number}"),
            draw(st.sampled_from(sorted(KINDS))),
            "",
            R,
            EditionId(draw(st.sampled_from(names))),
            number,
            date=parse_edtf(when) if when else None,
            follows=tuple(followed),
            start_due=parse_edtf(start_due) if start_due else None,
            due=parse_edtf(due) if due else None,
        )
        events.append(event)
    checks: list[tuple[str, Check]] = []
    for _ in range(draw(st.integers(0, 3))):
        until = draw(st.sampled_from(["", "", "2026-04", "2026-12-01", "2026-03-01/.."]))
        check = Check(
            draw(st.sampled_from([one.id for one in events])),
            parse_edtf(draw(st.sampled_from(["2025-03", "2025-12-31", "2026-02-10", "2026-02", "2026-06-03"]))),
            draw(st.sampled_from(["nothing", "news"])),
            until=parse_edtf(until) if until else None,
        )
        checks.append((draw(st.sampled_from(names)), check))
    checks.sort(key=lambda pair: names.index(pair[0]))
    chain: list[Edition] = []
    for name in names:
        period = parse_edtf(PERIODS[name])
        assert period.latest
        state = draw(st.sampled_from(list(State))) if name == names[-1] else State.PUBLISHED
        page = Page(
            R,
            EditionId(name),
            f"{name}/r.yaml",
            events=tuple(one for one in events if one.edition == name),
            checks=tuple(one for edition, one in checks if edition == name),
        )
        previous = chain[-1].id if chain else None
        chain.append(
            Edition(EditionId(name), name, name, period, period.latest, state, previous=previous, pages={R: page})
        )
    return chain, events, checks


def view_of(chain: list[Edition], day: date) -> RatingView:
    return RatingView(Rating(Settings(), {R: Region(R, R)}, {one.id: one for one in chain}), chain, day)


def answer_of(case: ReviewCase) -> tuple[object, ...]:
    status = case.status
    return (
        status.word,
        status.basis is Basis.INFERRED,
        status.is_open,
        status.last_news,
        status.months_silent,
        status.months_exact,
        status.due.when.text if status.due else None,
        status.start_due.when.text if status.start_due else None,
        [reason.value for reason in reasons_of(case)],
        [reason.value for reason in hidden_reasons_of(case)],
        case.is_done,
    )


def test_the_oracle_knows_the_kinds_that_there_are() -> None:
    assert sorted(ORACLE_KINDS) == sorted(KINDS)


@settings(max_examples=250)
@given(chains(), st.dates(date(2024, 1, 1), date(2028, 1, 1)) | st.just(date(2026, 5, 31)), LIMITS)
def test_the_code_says_what_the_design_says(
    told: tuple[list[Edition], list[Event], list[tuple[str, Check]]], day: date, limits: StaleLimits
) -> None:
    """Both ways in which the code answers: from the events that a day sees, and from a summary without a day."""
    chain, events, checks = told
    expected = {
        project: tuple(verdict.__dict__.values())
        for project, verdict in Oracle(chain, events, checks, day).verdicts(limits).items()
    }

    def answers(summaries: list[ProjectSummary]) -> dict[str, tuple[object, ...]]:
        return {one.project: answer_of(ReviewCase.of(one, chain[-1], limits, day)) for one in summaries}

    view = view_of(chain, day)
    assert answers(list(view.summaries())) == expected
    editions = {edition.id: edition for edition in chain}
    region = summarize_region_on(view.pages(R), editions, Settings(), running_editions(chain, day), day)
    if region.is_valid_on(day):
        assert answers(list(region.projects)) == expected
    for project in region.projects if region.is_valid_on(day) else view.summaries():
        *_, reasons, hidden, _done = expected[project.project]
        if reasons or hidden:
            assert day >= earliest_review_day(project, chain[-1].id, limits)
