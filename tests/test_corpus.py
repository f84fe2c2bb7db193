"""The real editions: what the published table says in all, and what holds for every line of it."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import EDITIONS, Outcome, real_rating

from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import Edition, EditionId, Event, Page, Rating
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.staleness import reasons_of
from ratingctl.domain.summarize import summarize_region
from ratingctl.domain.tiers import tier_of

PUBLISHED = ("2025", "2026")
LONGEST_TITLE = 110


@pytest.fixture(scope="module")
def rating() -> Rating:
    return real_rating()


def cut_off_of(rating: Rating, name: str) -> RatingView:
    last = edition(rating, name)
    return RatingView(rating, chain_to(last, rating.editions), last.cutoff)


def edition(rating: Rating, name: str) -> Edition:
    return rating.editions[EditionId(name)]


def pages(rating: Rating) -> Iterator[Page]:
    for name in PUBLISHED:
        yield from edition(rating, name).pages.values()


def events(rating: Rating) -> Iterator[Event]:
    for page in pages(rating):
        yield from page.events


def test_the_editions_validate_with_one_warning_that_the_print_explains(ratingctl: Callable[..., Outcome]) -> None:
    answer = json.loads(ratingctl("--root", EDITIONS, "validate", "-f", "json").out)
    found = [(problem["path"], problem["code"]) for problem in answer["problems"]]
    assert found == [("2026/sakhalin.yaml", "E503")]  # games of January 2025, printed among the later events
    assert answer["skipped"] == []


def test_83_regions_moved_as_published(ratingctl: Callable[..., Outcome]) -> None:
    answer = json.loads(ratingctl("--root", EDITIONS, "diff", "2025", "2026", "-f", "json").out)
    assert answer["summary"] == {"up": 28, "down": 19, "same": 36, "added": 0, "removed": 0, "tier_moves": 13}
    assert len(answer["regions"]) == 83


def test_the_tiers_are_as_large_as_published(rating: Rating) -> None:
    scores = edition(rating, "2026").scores.values()
    sizes = Counter(tier.id for score in scores if (tier := tier_of(score, rating.settings.tiers)))
    assert sizes == {"high": 18, "moderate": 42, "low": 23}


def test_nothing_of_the_published_table_has_gone_missing(rating: Rating) -> None:
    counted = {
        name: (
            sum(len(page.events) for page in edition(rating, name).pages.values()),
            sum(len(page.checks) for page in edition(rating, name).pages.values()),
            sum(len(page.notes) for page in edition(rating, name).pages.values()),
        )
        for name in PUBLISHED
    }
    assert counted == COUNTED


def test_the_published_scores_have_no_invented_reasons(rating: Rating) -> None:
    assert [page.path for page in pages(rating) if page.rationale or page.evidence or page.score is None] == []


def test_every_title_is_one_short_line(rating: Rating) -> None:
    wrong = [
        event.id
        for event in events(rating)
        if len(event.title) > LONGEST_TITLE
        or (event.title.endswith(".") and not event.title.endswith(("руб.", "долл.", "тыс.", "т.", "г.")))
    ]
    assert wrong == []


def test_every_event_says_where_it_was_read(rating: Rating) -> None:
    assert [event.id for event in events(rating) if not event.sources] == []


def test_every_check_of_the_table_is_dated_and_signed(rating: Rating) -> None:
    checks = [check for page in pages(rating) for check in page.checks]
    assert {(check.by, check.found) for check in checks} == {("редакция", "nothing")}
    assert all(check.note for check in checks)


def test_events_stand_by_project_then_by_date(rating: Rating) -> None:
    for page in pages(rating):
        seen: list[str] = []
        for event in page.events:
            if not seen or seen[-1] != event.project:
                seen.append(event.project)
        assert len(seen) == len(set(seen)), page.path


def test_every_region_has_a_story_that_ends_by_the_cut_off(rating: Rating) -> None:
    last = edition(rating, "2026")
    outlook = RatingView(rating, chain_to(last, rating.editions), last.cutoff)
    for region in rating.regions:
        projects = outlook.projects(region)
        assert projects, region
        assert all(max(project.effective.values()) <= last.cutoff for project in projects)
        assert {event.id for event in outlook.events(region)} == {event.id for p in projects for event in p.events}


def test_what_the_table_calls_no_news_is_found_by_stale(rating: Rating, ratingctl: Callable[..., Outcome]) -> None:
    rows = json.loads(ratingctl("--root", EDITIONS, "stale", "2026", "-f", "json").out)["projects"]
    outlook = cut_off_of(rating, "2026")
    checked = {check.event for page in edition(rating, "2026").pages.values() for check in page.checks}
    projects = {one.id for one in outlook.all_projects() if any(event.id in checked for event in one.events)}
    assert {row["project"] for row in rows if "no_updates" in row["reasons"]} == projects


def test_no_project_with_a_result_in_2026_is_silent(rating: Rating, ratingctl: Callable[..., Outcome]) -> None:
    rows = json.loads(ratingctl("--root", EDITIONS, "stale", "2026", "-f", "json").out)["projects"]
    silent = {row["project"] for row in rows if {"silent", "not_checked"} & set(row["reasons"])}
    kind = rating.settings.kind
    for project in cut_off_of(rating, "2026").all_projects():
        if any(one.edition == "2026" and kind(one.kind).event_class is EventClass.RESULT for one in project.events):
            assert project.id not in silent


def test_the_summary_of_stale_adds_up(ratingctl: Callable[..., Outcome]) -> None:
    answer = json.loads(ratingctl("--root", EDITIONS, "stale", "2026", "-f", "json").out)
    summary, rows = answer["summary"], answer["projects"]
    assert sum(summary["main_reasons"].values()) == summary["projects"] == len(rows)
    assert summary["checked"] + summary["unchecked"] == len(rows)
    numbers = [row["number"] for row in rows]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert all(row["general"] for row in rows if numbers.count(row["number"]) > 1)


@pytest.mark.parametrize("name", PUBLISHED)
def test_lives_without_a_day_hold_at_the_cut_off_of_nearly_all_regions(rating: Rating, name: str) -> None:
    outlook = cut_off_of(rating, name)
    held = 0
    for region in outlook.regions():
        kept = summarize_region(outlook.pages(region), {one.id: one for one in outlook.chain}, rating.settings)
        if kept.valid_from > outlook.as_of:
            continue
        held += 1
        told = [outlook.review_case(outlook.summary_of(project)) for project in outlook.projects(region)]
        assert [
            (reasons_of(outlook.review_case(life)), outlook.review_case(life).status) for life in kept.projects
        ] == [(reasons_of(case), case.status) for case in told]
    assert held >= 80


def test_a_check_goes_into_every_file_and_only_adds_lines(
    ratingctl: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATINGCTL_BY", "Ann")
    root = tmp_path / "editions"
    shutil.copytree(EDITIONS, root, ignore=shutil.ignore_patterns(".ratingctl"))
    header = root / "2026/edition.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("published", "locked"), encoding="utf-8")
    for name in ("seal.json", "frozen.yaml"):
        (root / "2026" / name).unlink()
    old = {path: path.read_bytes() for path in sorted(root.glob("2026/*.yaml"))}
    rows = json.loads(ratingctl("--root", root, "stale", "2026", "-f", "json").out)["projects"]
    assert ratingctl("--root", root, "stale", "2026").code == 0
    assert ratingctl("--root", root, "checked", f"1-{rows[-1]['number']}", "--found", "nothing").code == 0
    for path, before in old.items():
        lines = iter(path.read_bytes().splitlines())
        assert all(line in lines for line in before.splitlines()), path
    assert ratingctl("--root", root, "validate").code == 0
    assert ratingctl("--root", root, "undo").code == 0
    assert {path: path.read_bytes() for path in sorted(root.glob("2026/*.yaml"))} == old


COUNTED = {"2025": (806, 1, 32), "2026": (708, 62, 85)}
"""Events, checks and notes."""
