"""A rating is read in steps: each brings what was asked for, and it is the same in whatever form it was kept."""

from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest
from conftest import EDITIONS, SMALL, Outcome

from ratingctl.cli.progress import _Line
from ratingctl.domain.fields import EVENT, FILE_KINDS
from ratingctl.domain.model import EditionId, Event, Rating, RegionId
from ratingctl.errors import DataError
from ratingctl.storage.cache.file_forms import EventStub, event_stubs_in, event_stubs_of, forms_of, page_in, page_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading import file_store
from ratingctl.storage.loading.file_reader import read_file
from ratingctl.storage.loading.processes import read_pages_in_two
from ratingctl.storage.loading.reader import RatingReader, opened, read_rating

Write = Callable[..., Path]
Y2025, Y2026 = EditionId("2025"), EditionId("2026")
NORTH, SOUTH = RegionId("north"), RegionId("south")


@pytest.fixture(params=["without a cache", "cold", "warm", "in two processes"])
def reader(write: Write, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[RatingReader]:
    """A reader of a small rating, whose pages lie in memory, in the cache, or come from other processes."""
    folder = DiskFolder(write(), cached=request.param in ("cold", "warm"))
    if request.param == "warm":
        read_rating(folder)
    if request.param == "in two processes":
        monkeypatch.setattr(file_store, "_MANY", 1)
    with opened(folder) as found:
        yield found


def ids(rating: Rating) -> dict[str, list[str]]:
    """The events of every page that was read."""
    pages = [page for edition in rating.editions.values() for page in edition.pages.values()]
    return {page.path: [event.id for event in page.events] for page in pages}


def values(event: Event) -> list[object]:
    return [getattr(event, name) for name in event.__slots__]


def test_settings_and_editions_come_without_scores_and_pages(reader: RatingReader) -> None:
    rating = reader.settings_and_editions()
    assert (list(rating.editions), list(rating.regions)) == ([Y2025, Y2026], [NORTH, SOUTH])
    assert not any(edition.scores or edition.event_counts or edition.pages for edition in rating.editions.values())


def test_a_scan_has_scores_and_counts(reader: RatingReader) -> None:
    scan = reader.scan()
    assert scan.editions[Y2025].scores == {NORTH: 5, SOUTH: 7}
    assert scan.editions[Y2026].event_counts == {NORTH: 1, SOUTH: 0}
    assert ids(scan) == {}


def test_only_the_pages_that_are_asked_for_are_brought(reader: RatingReader) -> None:
    scan = reader.scan()
    assert ids(reader.with_pages(scan, regions=[NORTH])) == {
        "2025/north.yaml": ["north-bridge"],
        "2026/north.yaml": ["north-works"],
    }
    assert set(ids(reader.with_pages(scan, editions=[Y2026]))) == {"2026/north.yaml", "2026/south.yaml"}


def test_pages_are_added_to_those_that_are_there(reader: RatingReader) -> None:
    first = reader.with_pages(reader.scan(), editions=[Y2025], regions=[NORTH])
    assert set(ids(reader.with_pages(first, editions=[Y2025], regions=[SOUTH]))) == {
        "2025/north.yaml",
        "2025/south.yaml",
    }


def test_every_field_of_an_event_is_in_its_stub_or_is_a_long_text() -> None:
    long_texts = {"text", "print", "partners", "amounts", "note"}
    assert {field.name for field in EVENT.fields} == long_texts | set(EventStub._fields)


def test_event_stubs_lack_only_the_long_texts(reader: RatingReader) -> None:
    scan = reader.scan()
    whole, short = reader.with_pages(scan), reader.with_pages(scan, event_stubs=True)
    assert ids(whole) == ids(short)
    page, event_stubs = (rating.editions[Y2025].pages[NORTH] for rating in (whole, short))
    assert values(page.events[0]) == values(event_stubs.events[0])
    assert page._replace(events=()) == event_stubs._replace(events=())


def test_a_sieve_lets_through_what_it_must(reader: RatingReader) -> None:
    scan = reader.scan()
    assert NORTH in reader.regions_that_may(scan, lambda trace: "north-bridge" in trace, [Y2026])
    found = reader.with_pages_that_may(scan, lambda trace: "piles" in trace, [Y2025, Y2026])
    assert "north-works" in ids(found)["2026/north.yaml"]


def test_a_sample_adds_to_what_is_there(reader: RatingReader) -> None:
    own = reader.with_pages(reader.settings_and_editions(), regions=[SOUTH])
    assert ids(reader.with_sample(own, 10))["2026/north.yaml"] == ["north-works"]


def test_every_error_stops_a_scan(write: Write) -> None:
    broken = {"2026/north.yaml": "score: [\n", "2025/south.yaml": SMALL["2025/north.yaml"], "more.yaml": "a: b\n"}
    with opened(DiskFolder(write(broken))) as reader, pytest.raises(DataError, match="3 files cannot be read"):
        reader.sound_scan()


def test_a_frame_passes_broken_pages_over(write: Write) -> None:
    with opened(DiskFolder(write({"2026/north.yaml": "score: [\n"}))) as reader:
        rating = reader.with_pages(reader.settings_and_editions(), regions=[NORTH])
    assert set(ids(rating)) == {"2025/north.yaml"}


def test_a_page_that_is_not_there_is_no_problem(write: Write) -> None:
    with opened(DiskFolder(write({"2025/south.yaml": None}), cached=True)) as reader:
        rating = reader.with_pages(reader.settings_and_editions(), regions=[SOUTH])
        assert (set(ids(rating)), reader.errors()) == ({"2026/south.yaml"}, [])


def test_forms_give_back_what_was_read() -> None:
    kind, folder = FILE_KINDS["region"], DiskFolder(EDITIONS)
    for path in [
        path
        for path in folder.paths()
        if path.startswith("2026/") and path not in ("2026/edition.yaml", "2026/booklet.yaml")
    ]:
        read = read_file(folder, path, kind)
        assert read.values is not None
        forms = forms_of(read.values, kind)
        assert (page_of(forms.content).values, list(page_of(forms.content).events)) == (
            page_in(read.values).values,
            list(page_in(read.values).events),
        )
        stored, made = (event_stubs_of(forms.event_stubs).event_stubs, event_stubs_in(read.values).event_stubs)
        assert stored is not None
        assert made is not None
        assert stored.kinds == made.kinds
        assert list(stored.stubs()) == list(made.stubs())
        assert forms.signatures.count(b"\n") == forms.events


def test_two_processes_name_every_problem(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({"2026/north.yaml": "score: [\n", "2026/south.yaml": SMALL["2026/south.yaml"] + "scores: 1\n"})
    alone = read_rating(DiskFolder(root))
    monkeypatch.setattr(file_store, "_MANY", 1)
    together = read_rating(DiskFolder(root))
    assert sorted(map(repr, together.problems)) == sorted(map(repr, alone.problems))
    assert together.broken == alone.broken


def test_what_processes_leave_undone_is_read_here(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(file_store, "_MANY", 1)
    monkeypatch.setattr("ratingctl.storage.loading.processes.read_pages_in_two", refused)
    assert read_rating(DiskFolder(write())).rating.editions[Y2026].pages.keys() == {NORTH, SOUTH}


def test_progress_is_one_line_that_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter([0.0, 0.1, 1.0, 1.05, 2.0])
    monkeypatch.setattr("ratingctl.cli.progress.time.monotonic", lambda: next(now))
    tell = _Line()
    for done in (1, 500, 750, 1000):
        tell(done, 1000)
    assert capsys.readouterr().err == "\r\x1b[Kreading: 500 of 1,000 files (50 %)\r\x1b[K"


def test_a_pipe_is_told_no_progress(ratingctl: Callable[..., Outcome], write: Write) -> None:
    assert ratingctl("--root", write(), "tiers").err == ""


def test_the_processes_end_with_the_reading_however_it_ends(write: Write) -> None:
    root = write()
    paths = ["2025/north.yaml", "2026/north.yaml"]
    with closing(read_pages_in_two(root, paths * 200, examine=False, forms=())) as reads:
        assert next(reads)[0] == "2025/north.yaml"
        assert len(active_children()) == 2
    assert active_children() == []
    with closing(read_pages_in_two(root, paths * 200, examine=False, forms=())) as reads:
        next(reads)
        for process in active_children():
            process.kill()
        with pytest.raises((EOFError, OSError)):
            list(reads)
    assert active_children() == []
