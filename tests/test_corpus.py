"""The real editions: what the published table says in all, and what holds for every line of it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from conftest import EDITIONS, Outcome

from ratingctl.domain.editions import chain_to
from ratingctl.domain.model import Edition, EditionId, Event, Page, Rating
from ratingctl.domain.outlook import Outlook
from ratingctl.domain.tiers import tier_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.reading import read_sound_rating

PUBLISHED = ("2025", "2026")
LONGEST_TITLE = 110


@pytest.fixture(scope="module")
def rating() -> Rating:
    return read_sound_rating(DiskFolder(EDITIONS))


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
    outlook = Outlook(rating, chain_to(last, rating.editions), last.cutoff)
    for region in rating.regions:
        projects = outlook.projects(region)
        assert projects, region
        assert all(max(project.effective.values()) <= last.cutoff for project in projects)
        assert {event.id for event in outlook.events(region)} == {event.id for p in projects for event in p.events}


COUNTED = {"2025": (808, 1, 6), "2026": (705, 62, 46)}
"""Events, checks and notes."""
