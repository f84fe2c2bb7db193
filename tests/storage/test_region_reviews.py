"""The rows of the worklist are kept for a day, and never believed once anything that they were made of has changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome
from test_region_summaries import SUMMARIES

from ratingctl.commands.shared.worklist_rows import RowBuilder
from ratingctl.domain.model import EventId
from ratingctl.storage.cache import database
from ratingctl.storage.cache.region_reviews import StoredReview, StoredRow, decode_review, encode_review
from ratingctl.storage.cache.region_summaries import encode_project
from ratingctl.storage.own_folder import FOLDER

Run = Callable[..., Outcome]
Write = Callable[..., Path]
KEY = b"files and settings 1 2"
LINKS = [(EventId("amur-1"), EventId("chita-1"))]
REVIEW = StoredReview(
    [
        StoredRow(
            project=summary.project,
            title=f"Мост «{place}»\n\n",
            region=summary.region,
            events=list(summary.events),
            status="underway",
            reasons=["overdue"],
            waits=place == 1,
            priority=47,
            priority_why=["progress"],
            is_general=False,
            reviewer="",
            search_group=summary.project,
            is_checked=True,
            is_done=False,
            written=f'{{\n  "title": "Мост «{place}»\\n\\n"\n}}'.encode(),
            encoded_summary=encode_project(summary),
        )
        for place, summary in enumerate(SUMMARIES)
    ],
    3,
    LINKS,
)


def test_a_review_comes_back_as_it_was() -> None:
    found = decode_review(encode_review(KEY, REVIEW), KEY)
    assert found == REVIEW
    assert [row.summary for row in found.rows] == list(SUMMARIES)


def test_a_review_of_nothing_comes_back() -> None:
    assert decode_review(encode_review(KEY, StoredReview([], 0, [])), KEY) == StoredReview([], 0, [])


def test_what_was_made_of_something_else_is_not_believed() -> None:
    assert decode_review(encode_review(KEY, REVIEW), b"files and settings 1 3") is None


@pytest.mark.parametrize("place", [0, 20, 40, 90, 200, -1])
def test_what_is_damaged_is_not_believed(place: int) -> None:
    form = bytearray(encode_review(KEY, REVIEW))
    form[place] ^= 1
    assert decode_review(bytes(form), KEY) is None


@pytest.fixture
def old(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small rating that was last changed before the clock tick in which it is read."""
    tick = database._clock_tick
    monkeypatch.setattr(database, "_clock_tick", lambda at: (tick(at) or 0) + 10**9)
    return write()


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_a_second_list_of_a_day_is_not_made_anew(
    ratingctl: Run, old: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ratingctl("--root", old, "stale", "2026", "-f", form)
    monkeypatch.setattr(RowBuilder, "rows", lambda *_: pytest.fail("rows were made again"))
    assert ratingctl("--root", old, "stale", "2026", "-f", form) == first


@pytest.mark.parametrize(
    ("path", "was", "now"),
    [
        pytest.param("regions.yaml", "North Island", "Far North", id="the name of a unit"),
        pytest.param("regions.yaml", "  order: 1\n", "  order: 1\n  reviewer: Ann\n", id="its reviewer"),
        pytest.param("rating.yaml", "language: en\n", "language: ru\n", id="the language"),
        pytest.param("rating.yaml", "from: 7", "from: 9", id="the borders of tiers"),
        pytest.param(
            "rating.yaml",
            "language: en\n",
            "language: en\nsearch: ['https://a.test/?q={query}']\n",
            id="where to search",
        ),
        pytest.param(
            "rating.yaml", "language: en\n", "language: en\nstale: {silent_underway: 2}\n", id="the limits of silence"
        ),
        pytest.param("2026/edition.yaml", "cutoff: 2026-12-31", "cutoff: 2026-12-01", id="the cut-off"),
        pytest.param(
            "2026/edition.yaml",
            "previous: 2025\n",
            "previous: 2025\nreviewers:\n- {name: Bob, projects: [north-works]}\n",
            id="the reviewer of a project",
        ),
        pytest.param("2026/north.yaml", "found: nothing", "found: nothing\n  until: 2027-06", id="a check"),
        pytest.param("2025/north.yaml", "due: 2026-06", "due: 2026-09", id="an event of an earlier edition"),
    ],
)
def test_a_change_is_seen_at_once(ratingctl: Run, old: Path, path: str, was: str, now: str) -> None:
    def listed() -> Outcome:
        return ratingctl("--root", old, "stale", "2026", "-f", "json")

    first = listed()
    changed = SMALL[path].replace(was, now)
    assert changed != SMALL[path]
    (old / path).write_text(changed, encoding="utf-8")
    second = listed()
    assert second != first
    shutil.rmtree(old / FOLDER)
    assert listed() == second


def test_hidden_characters_are_escaped_in_what_is_kept(ratingctl: Run, old: Path, write: Write) -> None:
    write({"2025/north.yaml": SMALL["2025/north.yaml"].replace("project: Bridge", 'project: "Bridge\\u202e"')})
    first, second = (ratingctl("--root", old, "stale", "2026", "-f", "json") for _ in range(2))
    assert second == first
    assert "Bridge\\u202e" in second.out


def test_another_day_has_another_list(ratingctl: Run, old: Path) -> None:
    lists = {
        day: ratingctl("--root", old, "stale", "--as-of", day, "-f", "json") for day in ("2026-12-01", "2027-12-01")
    }
    assert lists["2026-12-01"] != lists["2027-12-01"]
    for day, first in lists.items():
        assert ratingctl("--root", old, "stale", "--as-of", day, "-f", "json") == first
