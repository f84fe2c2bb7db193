"""Summaries are stored as bytes, and come back as they were, as far as they are asked for."""

from datetime import date

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.lifecycle import Deadline, EditionNews, ProjectSummary, RecordedCheck, RegionSummary, Stall
from ratingctl.domain.model import Check, EditionId, EventId, RegionId
from ratingctl.storage.cache.region_summaries import StoredSummary, cache_key, decode_summary, encode_summary

R = RegionId("amur")
CHECK = Check(
    EventId("amur-1"),
    parse_edtf("2026-05"),
    "nothing",
    "Ann",
    "«asked»",
    parse_edtf("2026-07"),
    ("gazette", "https://example.org/a"),
)


def summary(
    name: str, *, last_dated: date | None = None, halt: Halt | None = None, stall: Stall | None = None
) -> ProjectSummary:
    return ProjectSummary(
        project=EventId(name),
        region=R,
        name=f"Мост {name}",
        events=(EventId(name), EventId("amur-2")),
        stage=Stage.UNDERWAY,
        halt=halt,
        is_open=True,
        promised=True,
        last_news=date.max,
        last_exact_news=date.min,
        last_event=date(2026, 1, 2),
        last_dated=last_dated,
        news=(EditionNews(EditionId("2026"), date(2026, 1, 2)),),
        events_in=(EditionId("2025"), EditionId("2026")),
        stall=stall,
        deadlines=(Deadline(EventId(name), parse_edtf("2028/..")),),
        due=Deadline(EventId(name), parse_edtf("2028/..")),
        start_due=None if stall else Deadline(EventId(name), parse_edtf("2027-33")),
        checks=(RecordedCheck(EditionId("2026"), CHECK),),
        late_finds=(EventId(name),),
        parties=("Ann Ltd",),
        has_amounts=True,
        is_cited=halt is None,
        proper_names=("«Мост»", "Амура"),
    )


SUMMARIES = (
    summary("amur-1", last_dated=date(2026, 1, 1)),
    summary("amur-3", halt=Halt.SUSPENDED),
    summary("amur-4", stall=Stall(EventId("amur-5"), None, EditionId("2026"))),
)
REGION = RegionSummary(SUMMARIES, date(2025, 1, 1), date(2027, 1, 1), ((EventId("amur-1"), EventId("chita-1")),))
FIRST_DAYS = (date(2027, 1, 1), date.min, date(2027, 1, 1))
KEY = cache_key("settings", [(1, 2, 3)])


def stored() -> StoredSummary:
    found = decode_summary(encode_summary(KEY, REGION, FIRST_DAYS), KEY)
    assert found
    return found


@pytest.mark.parametrize(
    ("day", "places"), [(date(2026, 12, 31), [1]), (date(2027, 1, 1), [0, 1, 2]), (date(2030, 1, 1), [0, 1, 2])]
)
def test_projects_whose_first_day_has_come_come_back_in_their_order(day: date, places: list[int]) -> None:
    assert stored().projects_asked_for_by(R, day) == tuple(SUMMARIES[place] for place in places)
    assert (stored().promised, stored().cross_region_links) == (3, REGION.cross_region_links)


@pytest.mark.parametrize(
    ("day", "is_valid"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_stored_summary_is_true_on_the_days_on_which_it_was(day: date, is_valid: bool) -> None:
    assert stored().is_valid_on(day) == REGION.is_valid_on(day) == is_valid


def test_what_was_made_of_other_files_is_not_believed() -> None:
    assert decode_summary(encode_summary(KEY, REGION, FIRST_DAYS), cache_key("settings", [(1, 2, 4)])) is None


@pytest.mark.parametrize("place", [0, 40, 60, 200, -1])
def test_what_is_damaged_is_not_believed(place: int) -> None:
    form = bytearray(encode_summary(KEY, REGION, FIRST_DAYS))
    form[place] ^= 1
    assert decode_summary(bytes(form), KEY) is None
