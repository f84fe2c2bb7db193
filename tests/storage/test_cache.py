"""The cache never lies: whatever happens to the files or to it, reading with and without it is the same."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.domain.model import EditionId, RegionId
from ratingctl.storage.cache import database as cache_module
from ratingctl.storage.cache.database import Cache
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_rating, read_sound_rating
from ratingctl.storage.own_folder import CACHE, FOLDER

Write = Callable[..., Path]
NORTH = "2026/north.yaml"


@pytest.fixture
def old(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small rating that was last changed before the clock tick in which it is read."""
    root = write()
    tick = cache_module._clock_tick
    monkeypatch.setattr(cache_module, "_clock_tick", lambda at: (tick(at) or 0) + 10**9)
    return root


def state(root: Path, *, cached: bool) -> str:
    """Everything that a reading gives, as text."""
    reading = read_rating(DiskFolder(root, cached=cached), names=True)
    pages = [
        (
            page.path,
            page.score,
            page.checks,
            page.notes,
            [tuple(getattr(e, name) for name in e.__slots__) for e in page.events],
        )
        for edition in reading.rating.editions.values()
        for page in edition.pages.values()
    ]
    rating = reading.rating
    return repr(
        (pages, rating.settings, rating.regions, rating.sources, rating.forms, sorted(map(repr, reading.problems)))
    )


def files_in_cache(root: Path) -> set[str]:
    database = sqlite3.connect(root / FOLDER / CACHE / "cache.sqlite")
    try:
        rows = database.execute("SELECT folder, listing FROM folders").fetchall()
    finally:
        database.close()
    listings = {folder: json.loads(bytes(listing).partition(b"\n")[2]) for folder, listing in rows}
    return {f"{folder}/{name}" if folder else name for folder, (names, *_) in listings.items() for name in names}


@pytest.mark.parametrize("as_of", [(), ("--as-of", "2026-03-01")], ids=["all events seen", "some are still to come"])
def test_what_a_first_run_summed_up_is_not_summed_up_by_the_second(
    old: Path, ratingctl: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, as_of: tuple[str, ...]
) -> None:
    first = ratingctl("--root", old, "stale", "2026", *as_of, "-f", "json")
    monkeypatch.setattr(
        "ratingctl.commands.shared.review_candidates.summarize_region_on",
        lambda *_: pytest.fail("a region was summed up again"),
    )
    assert ratingctl("--root", old, "stale", "2026", *as_of, "-f", "json") == first


def test_an_unchanged_file_is_not_parsed_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = state(old, cached=True)
    assert NORTH in files_in_cache(old)
    monkeypatch.setattr(
        "ratingctl.storage.loading.file_reader.read_document", lambda *_, **__: pytest.fail("a file was read")
    )
    assert state(old, cached=True) == first


def test_a_changed_file_is_read_and_the_others_are_not(old: Path, write: Write) -> None:
    state(old, cached=True)
    write({NORTH: SMALL[NORTH].replace("score: 7", "score: 8")})
    rating = read_sound_rating(DiskFolder(old, cached=True))
    assert rating.editions[EditionId("2026")].pages[RegionId("north")].score == 8


def test_a_change_of_the_same_size_under_the_old_time_is_seen(old: Path) -> None:
    state(old, cached=True)
    seen = (old / NORTH).stat()
    (old / NORTH).write_text(SMALL[NORTH].replace("score: 7", "score: 8"))
    os.utime(old / NORTH, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert state(old, cached=True) == state(old, cached=False)


def test_a_file_of_this_very_moment_is_not_kept(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write()
    newest = max(path.stat().st_ctime_ns for path in root.rglob("*.yaml"))
    monkeypatch.setattr(cache_module, "_clock_tick", lambda at: newest)
    state(root, cached=True)
    assert not any((root / path).stat().st_ctime_ns == newest for path in files_in_cache(root))


def test_a_file_with_a_problem_is_read_every_time(old: Path, write: Write) -> None:
    write({NORTH: SMALL[NORTH] + "scores: 1\n", "2026/south.yaml": "region: south\nscore: [\n"})
    assert state(old, cached=True) == state(old, cached=True) == state(old, cached=False)
    assert files_in_cache(old).isdisjoint({NORTH, "2026/south.yaml"})


def test_the_cache_ignores_itself_in_git(old: Path) -> None:
    state(old, cached=True)
    subprocess.run(["git", "init", "--quiet"], cwd=old, check=True)
    status = subprocess.run(["git", "status", "--porcelain"], cwd=old, check=True, capture_output=True, text=True)
    assert FOLDER not in status.stdout


def test_without_leave_nothing_is_written(write: Write) -> None:
    root = write()
    state(root, cached=False)
    assert not (root / FOLDER).exists()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(
            lambda file: file.write_bytes(b"no database at all, but long enough to be read as one" * 40), id="noise"
        ),
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]), id="cut in half"),
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(lambda file: file.unlink(), id="gone"),
        pytest.param(lambda file: (file.unlink(), file.mkdir()), id="a folder"),
        pytest.param(lambda file: execute(file, "UPDATE content SET form = '{'"), id="broken content"),
        pytest.param(lambda file: execute(file, "UPDATE event_stubs SET form = form || ' '"), id="changed event_stubs"),
        pytest.param(lambda file: execute(file, "UPDATE folders SET listing = listing || ' '"), id="changed listings"),
        pytest.param(
            lambda file: execute(file, "UPDATE tool SET fingerprint = 'another version'"), id="another version"
        ),
        pytest.param(lambda file: execute(file, "DROP TABLE folders"), id="a missing table"),
        pytest.param(lambda file: shutil.rmtree(file.parent), id="the whole folder gone"),
    ],
)
def test_a_damaged_cache_is_survived(old: Path, damage: Callable[[Path], object]) -> None:
    truth = state(old, cached=True)
    damage(old / FOLDER / CACHE / "cache.sqlite")
    assert [state(old, cached=True) for _ in range(3)] == [truth] * 3


def execute(file: Path, statement: str) -> None:
    database = sqlite3.connect(file)
    with database:
        database.execute(statement)
    database.close()


def test_a_file_in_the_place_of_its_folder_is_survived(old: Path) -> None:
    (old / FOLDER).write_text("in the way")
    assert Cache.of(old) is None
    assert state(old, cached=True) == state(old, cached=False)


def test_a_writer_at_work_is_not_waited_for(old: Path) -> None:
    truth = state(old, cached=True)
    writer = sqlite3.connect(old / FOLDER / CACHE / "cache.sqlite")
    writer.execute("BEGIN EXCLUSIVE")
    assert state(old, cached=True) == truth
    writer.rollback()
    writer.close()


def test_random_changes_are_always_seen(write: Write) -> None:
    """Edits, touches, renames, deletions, restored times, damage and concurrent readers, compared after each step."""
    chance = random.Random(20261121)
    root = write()
    files = ["2025/north.yaml", "2025/south.yaml", NORTH, "2026/south.yaml", "regions.yaml", "2026/edition.yaml"]

    def edit(path: Path) -> None:
        path.write_text(path.read_text().replace("score: ", f"score: {chance.randrange(10)}", 1)[:400])

    def edit_in_place_of_time(path: Path) -> None:
        seen = path.stat()
        text = path.read_text()
        path.write_text(text.replace("Bridge", chance.choice(["Tunnel", "Bridge", "Subway"])))
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    def restore(path: Path) -> None:
        path.write_text(SMALL[str(path.relative_to(root))])

    def swap(path: Path) -> None:
        other = path.with_name(f"{path.name}.new")
        other.write_text(SMALL["2026/south.yaml"])
        other.replace(path)

    def clock_step(path: Path) -> None:
        os.utime(path, ns=(0, chance.choice([0, 10**18, 4 * 10**18])))

    def damage(path: Path) -> None:
        shutil.rmtree(root / FOLDER, ignore_errors=True)

    def readers(path: Path) -> None:
        threads = [threading.Thread(target=state, args=(root,), kwargs={"cached": True}) for _ in range(3)]
        for thread in threads:
            thread.start()
        edit(path)
        for thread in threads:
            thread.join()

    steps: list[Callable[[Path], None]] = [
        edit,
        edit_in_place_of_time,
        restore,
        restore,
        swap,
        clock_step,
        damage,
        readers,
        lambda path: path.touch(),
    ]
    for _ in range(150):
        path = root / chance.choice(files)
        chance.choice(steps)(path)
        assert state(root, cached=True) == state(root, cached=False)
