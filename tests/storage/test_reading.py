"""A folder to a rating: typed values, defaults, and what stops a report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.kinds import EventClass, Stage
from ratingctl.domain.model import EditionId, RegionId, State
from ratingctl.errors import DataError
from ratingctl.storage.folder import DiskFolder, open_folder
from ratingctl.storage.loading.reader import read_rating, read_sound_rating

Write = Callable[..., Path]


def test_values_are_typed(write: Write) -> None:
    rating = read_sound_rating(DiskFolder(write()))
    edition = rating.editions[EditionId("2026")]
    page = edition.pages[RegionId("north")]
    (event,) = page.events
    assert (edition.state, edition.previous, page.score) == (State.PUBLISHED, "2025", 7)
    assert (event.date, event.follows, event.print) == (parse_edtf("2026-02"), ("north-bridge",), True)
    assert (page.checks[0].found, page.checks[0].by) == ("nothing", "Ann")
    assert rating.regions[RegionId("north")].aliases == ("the North",)


def test_what_is_written_stays_text_where_a_text_is_due(write: Write) -> None:
    source = SMALL["2026/north.yaml"].replace("title: Piles are driven for the bridge", "title: no")
    rating = read_sound_rating(DiskFolder(write({"2026/north.yaml": source + "rationale: 12:30\n"})))
    page = rating.editions[EditionId("2026")].pages[RegionId("north")]
    assert (page.events[0].title, page.rationale) == ("no", "12:30")


def test_an_empty_value_is_an_absent_one(write: Write) -> None:
    rating = read_sound_rating(DiskFolder(write({"2026/south.yaml": "region: south\nscore:\nevents: ~\nnotes:\n"})))
    page = rating.editions[EditionId("2026")].pages[RegionId("south")]
    assert (page.score, page.events, page.notes) == (None, (), ())


def test_a_rating_may_add_kinds_and_set_limits(write: Write) -> None:
    extra = (
        "stale: {silent: 6}\n"
        "kinds:\n  first_class: {class: result, stage: delivered, news: true, name: first class held}\n"
        "  visit: {class: neutral}\n"
    ).replace("first_class", "first-class")
    settings = read_sound_rating(DiskFolder(write({"rating.yaml": SMALL["rating.yaml"] + extra}))).settings
    assert (settings.stale.silent, settings.stale.silent_underway) == (6, 18)
    assert settings.kind("first-class").stage is Stage.DELIVERED
    assert settings.kind("visit").event_class is EventClass.NEUTRAL
    assert settings.kind("delivery").event_class is EventClass.RESULT


def test_letters_of_any_composition_are_read_as_one(write: Write) -> None:
    source = "region: south\nrationale: ки\u0438\u0306\n"
    rating = read_sound_rating(DiskFolder(write({"2026/south.yaml": "\ufeff" + source})))
    assert rating.editions[EditionId("2026")].pages[RegionId("south")].rationale == "ки\u0439"


def test_every_broken_file_is_listed_and_no_report_is_made(write: Write) -> None:
    root = write({"2026/north.yaml": "region: north\nscore: [\n", "2026/south.yaml": "region: south\nscore: six\n"})
    with pytest.raises(DataError) as raised:
        read_sound_rating(DiskFolder(root))
    assert [str(detail).split(" ")[0] for detail in raised.value.details] == [
        "2026/north.yaml:3:1:",
        "2026/south.yaml:2:8:",
    ]
    assert str(raised.value).startswith("2 files cannot be read as they are")


def test_what_is_only_doubtful_stops_nothing(write: Write) -> None:
    root = write({"2026/south.yaml": "\ufeffregion: south\r\nscore: 6\r\nskores: 7\r\n"})
    assert read_sound_rating(DiskFolder(root)).editions[EditionId("2026")].pages[RegionId("south")].score == 6


def test_the_rest_of_a_broken_rating_is_still_read(write: Write) -> None:
    reading = read_rating(DiskFolder(write({"2026/north.yaml": "<<<<<<< a\n", "rating.yaml": "title: [\n"})))
    assert set(reading.broken) == {"2026/north.yaml", "rating.yaml"}
    assert set(reading.rating.editions[EditionId("2026")].pages) == {"south"}


def test_dot_files_and_other_endings_are_passed_over(write: Write) -> None:
    reading = read_rating(
        DiskFolder(write({".git/config.yaml": "x", "2026/.north.yaml.swp": "x", "2026/README.md": "x", ".x.yaml": "["}))
    )
    assert reading.problems == []


def test_the_folder_is_found_upward(write: Write) -> None:
    root = write()
    assert open_folder(None, root.parent).root == root
    assert open_folder(None, root / "2026").root == root
    assert open_folder(root.parent, Path("/")).root == root


@pytest.mark.parametrize("made", ["missing", "empty", "file"])
def test_a_folder_that_is_no_rating_is_named(tmp_path: Path, made: str) -> None:
    place = tmp_path / made
    if made == "empty":
        place.mkdir()
    if made == "file":
        place.write_text("")
    with pytest.raises(DataError, match="ratingctl init"):
        open_folder(place, tmp_path)
    with pytest.raises(DataError, match="no rating here or above"):
        open_folder(None, tmp_path)
