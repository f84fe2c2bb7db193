"""`.ratingctl/` is the tool's own or it is nothing: links, pipes, what was made elsewhere, what is damaged."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.storage.local_state.journal_file import read_steps
from ratingctl.storage.local_state.judgements import read_judgements, remember_judgements
from ratingctl.storage.own_folder import identity_of

Write = Callable[..., Path]
Run = Callable[..., Outcome]
DRAFT = {**SMALL, "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"}
ADD = ("add-event", "-r", "north", "-k", "visit", "-t", "A visit", "--no-input")
READING = (("tiers",), ("stale",), ("find", "bridge"), ("undo", "--list"))
NAMES = (
    "cache/cache.sqlite", "cache/cache.sqlite-journal", "cache/cache.sqlite-wal", "cache/stamp", "local/owner",
    "local/journal.jsonl", "local/begun.json", "local/judged.json", "local/stale.json", "local/calibration.json", "lock",
    "cache.sqlite", "stamp", "stale.json", "judged.json", "journal.jsonl",
)  # fmt: skip


def answers(ratingctl: Run, root: Path) -> list[tuple[int, str]]:
    return [(outcome.code, outcome.out) for outcome in (ratingctl("--root", root, *verb) for verb in READING)]


@pytest.mark.parametrize(
    ("name", "target"),
    [*((name, "a file") for name in NAMES), *((name, "a database") for name in NAMES if "sqlite" in name)],
)
def test_a_link_in_it_is_never_written_through(ratingctl: Run, write: Write, name: str, target: str) -> None:
    root = write(None, DRAFT)
    victim = root.parent / "victim"
    if target == "a file":
        victim.write_text("precious\n")
    else:
        with sqlite3.connect(victim) as database:
            database.execute("CREATE TABLE content (path TEXT PRIMARY KEY, form BLOB)")
        database.close()
    before = victim.read_bytes()
    truth = answers(ratingctl, root)
    shutil.rmtree(root / ".ratingctl")
    (root / ".ratingctl" / name).parent.mkdir(parents=True)
    (root / ".ratingctl" / name).symlink_to(victim)
    assert answers(ratingctl, root) == truth
    outcome = ratingctl("--root", root, *ADD)
    assert (outcome.code == 4) == (name in ("lock", "local/owner")), outcome.err
    ratingctl("--root", root, "undo")
    assert victim.read_bytes() == before


@pytest.mark.parametrize("part", ["", "cache", "local"])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_folder_of_it_that_is_none_is_not_used(ratingctl: Run, write: Write, part: str, kind: str) -> None:
    root = write(None, DRAFT)
    truth = answers(ratingctl, root)
    shutil.rmtree(root / ".ratingctl")
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    place = root / ".ratingctl" / part
    place.parent.mkdir(exist_ok=True)
    if kind == "link":
        place.symlink_to(elsewhere)
    else:
        place.write_text("in the way")
    assert answers(ratingctl, root) == truth
    outcome = ratingctl("--root", root, *ADD)
    if part != "cache":
        assert outcome.code == 4
        assert str(root / ".ratingctl" / part).rstrip("/") in outcome.err
        assert "move it away" in outcome.err
    else:
        assert outcome.code == 0
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_pipe_in_it_stops_nothing(ratingctl: Run, write: Write, name: str) -> None:
    root = write(None, DRAFT)
    (root / ".ratingctl" / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(root / ".ratingctl" / name)
    assert {code for code, _ in answers(ratingctl, root)} == {0}
    assert ratingctl("--root", root, *ADD).code == (4 if name in ("lock", "local/owner") else 0)


def test_a_journal_from_elsewhere_is_not_believed(ratingctl: Run, write: Write, tmp_path: Path) -> None:
    root = write(None, DRAFT)
    assert ratingctl("--root", root, *ADD).code == 0
    assert len(read_steps(root)) == 1
    copy = tmp_path / "clone"
    shutil.copytree(root, copy)
    assert read_steps(copy) == []
    assert ratingctl("--root", copy, "undo").code == 2
    assert ratingctl("--root", copy, *ADD[:-2], "Another", "--no-input").code == 0
    assert [step.number for step in read_steps(copy)] == [1]
    elsewhere = copy / ".ratingctl/local/elsewhere-journal.jsonl"
    assert elsewhere.read_bytes() == (root / ".ratingctl/local/journal.jsonl").read_bytes(), "nothing is lost"


@pytest.mark.parametrize(
    "path",
    [
        "../../outside.yaml",
        "/etc/hostname",
        "../.git/HEAD",
        "2026/../../outside.yaml",
        ".git/config",
        "2026/a/b.yaml",
        "",
    ],
)
def test_a_step_outside_the_rating_is_passed_over(ratingctl: Run, write: Write, path: str) -> None:
    root = write(None, DRAFT)
    (root.parent / "outside.yaml").write_text("precious\n")
    assert ratingctl("--root", root, *ADD).code == 0
    hunk = {"path": path, "removed": "", "inserted": "precious\n", "above": "", "below": "", "created": True}
    with (root / ".ratingctl/local/journal.jsonl").open("a") as journal:
        journal.write(json.dumps({"number": 2, "what": "evil", "day": "2026-11-26", "files": [hunk]}) + "\n")
    assert [step.number for step in read_steps(root)] == [1]
    assert ratingctl("--root", root, "undo").code == 0
    assert ratingctl("--root", root, "undo").code == 2
    assert (root.parent / "outside.yaml").read_text() == "precious\n"


DAMAGE = [
    "{}",
    "[1,2,3,[[1,2,3,4,5,6]]]",
    "[true,{},[],[]]",
    "[" * 100_000,
    "null",
    '{"number": 1',
    "\x00\x00",
    "7",
    '"a"',
]


@pytest.mark.parametrize("line", DAMAGE, ids=range(len(DAMAGE)))
def test_a_damaged_line_of_the_journal_is_passed_over(ratingctl: Run, write: Write, line: str) -> None:
    root = write(None, DRAFT)
    old = (root / "2026/north.yaml").read_bytes()
    assert ratingctl("--root", root, *ADD).code == 0
    with (root / ".ratingctl/local/journal.jsonl").open("a") as journal:
        journal.write(line)  # and no end of the line
    assert ratingctl("--root", root, *ADD[:-2], "Another", "--no-input").code == 0
    assert [step.number for step in read_steps(root)] == [1, 2]
    assert [ratingctl("--root", root, "undo").code for _ in range(3)] == [0, 0, 2]
    assert (root / "2026/north.yaml").read_bytes() == old


def test_a_torn_last_line_of_the_journal_loses_only_its_step(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    for title in ("One", "Two"):
        assert ratingctl("--root", root, *ADD[:-2], title, "--no-input").code == 0
    journal = root / ".ratingctl/local/journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-12])
    assert ratingctl("--root", root, *ADD[:-2], "Three", "--no-input").code == 0
    assert [step.what[:9] for step in read_steps(root)] == ["add-event", "add-event"]


@pytest.mark.parametrize("content", ["", "{", "[]", "[" * 100_000, '{"identity": "x"}', '{"files": 1}'])
@pytest.mark.parametrize("name", ["begun.json", "judged.json", "review.json", "stale.json"])
def test_other_damaged_files_stop_nothing(ratingctl: Run, write: Write, name: str, content: str) -> None:
    root = write(None, DRAFT)
    identity_of(root)
    (root / ".ratingctl/local" / name).write_text(content)
    assert {code for code, _ in answers(ratingctl, root)} == {0}
    assert ratingctl("--root", root, *ADD).code == 0
    assert ratingctl("--root", root, "checked", "1", "--found", "nothing", "--by", "Ann").code in (0, 2)
    assert not (root / ".ratingctl/local/begun.json").exists()


def test_a_begun_step_from_elsewhere_is_not_finished(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    assert ratingctl("--root", root, *ADD).code == 0
    step = {"number": 9, "what": "evil", "day": "2026-11-26", "files": []}
    file = {"path": "2026/south.yaml", "before": None, "after": None, "splices": list[object]()}
    begun = root / ".ratingctl/local/begun.json"
    begun.write_text(json.dumps({"identity": "elsewhere", "undoes": False, "step": step, "files": [file]}))
    assert ratingctl("--root", root, "tiers").code == 0
    assert (root / "2026/south.yaml").exists()
    assert not begun.exists()


def test_the_journal_and_judgements_outlive_the_cache(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    assert ratingctl("--root", root, *ADD).code == 0
    ratingctl("--root", root, "tiers")
    remember_judgements(root, {("a", "b"): "x"})
    shutil.rmtree(root / ".ratingctl/cache")
    assert read_judgements(root) == {("a", "b"): "x"}
    assert ratingctl("--root", root, "undo").code == 0


def damaged_by(script: str) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        database = sqlite3.connect(file)
        database.executescript(script)
        database.close()

    return damage


FORGERY = "UPDATE content SET form = replace(form, 'bridge', 'plant!');"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damaged_by(f"CREATE TRIGGER t AFTER INSERT ON content BEGIN {FORGERY} END"), id="a trigger"),
        pytest.param(
            damaged_by(
                "DROP TABLE folders; CREATE VIEW folders AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                " SELECT i AS folder, i AS listing FROM n"
            ),
            id="an endless view",
        ),
        pytest.param(damaged_by("CREATE TABLE other (x); INSERT INTO other VALUES (1)"), id="another table"),
        pytest.param(damaged_by("CREATE INDEX i ON content (form)"), id="an index"),
        pytest.param(damaged_by("DROP TABLE tool; CREATE TABLE tool (fingerprint)"), id="another column"),
        pytest.param(damaged_by("INSERT INTO tool SELECT * FROM tool"), id="two fingerprints"),
        pytest.param(damaged_by("UPDATE tool SET fingerprint = 'elsewhere'"), id="made elsewhere"),
    ],
)
def test_a_database_that_is_not_exactly_ours_is_made_anew(
    ratingctl: Run, write: Write, damage: Callable[[Path], None]
) -> None:
    root = write(None, DRAFT)
    truth = answers(ratingctl, root)
    damage(root / ".ratingctl/cache/cache.sqlite")
    assert [answers(ratingctl, root) for _ in range(2)] == [truth] * 2
    database = sqlite3.connect(root / ".ratingctl/cache/cache.sqlite")
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL")}
    database.close()
    assert names == {"tool", "folders", "content", "event_stubs", "signatures", "matching", "summaries", "reviews"}


@pytest.mark.parametrize(
    "listing",
    [
        "[]",
        '{"south.yaml":[1,2,3]}',
        '{"south.yaml":[1,2,3,4,5,6,7,8,"x"]}',
        "[" * 200_000,
        '{"south.yaml":1000000000000000}',
        "null",
    ],
    ids=range(6),
)
def test_a_listing_of_a_wrong_shape_counts_as_none(ratingctl: Run, write: Write, listing: str) -> None:
    import zlib

    root = write(None, DRAFT)
    truth = answers(ratingctl, root)
    database = sqlite3.connect(root / ".ratingctl/cache/cache.sqlite")
    with database:
        sealed = b"%d\n%b" % (zlib.crc32(listing.encode()), listing.encode())
        database.execute("INSERT OR REPLACE INTO folders VALUES ('2026', ?)", (sealed,))
    database.close()
    assert answers(ratingctl, root) == truth


def test_another_users_lock_is_named(ratingctl: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(None, DRAFT)

    def refused(self: object, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    ratingctl("--root", root, *ADD)
    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    outcome = ratingctl("--root", root, *ADD, "--force")
    assert outcome.code == 4
    assert f"{root}/.ratingctl/lock: the lock file cannot be opened: Permission denied" in outcome.err
    assert "chmod g+w" in outcome.err


def test_a_lock_that_nobody_may_write_is_no_unforeseen_error(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    ratingctl("--root", root, *ADD)
    (root / ".ratingctl/lock").chmod(0o444)
    outcome = ratingctl("--root", root, *ADD, "--force")
    assert outcome.code in (0, 4), outcome  # 0 for those who may do everything
    assert outcome.code == 0 or "cannot be opened" in outcome.err


def test_a_folder_for_a_group_gets_files_for_the_group(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    root.chmod(0o775)
    umask = os.umask(0o022)
    try:
        assert ratingctl("--root", root, *ADD).code == 0
        ratingctl("--root", root, "tiers")
    finally:
        os.umask(umask)
    for name in ("lock", "local", "local/journal.jsonl", "cache", "cache/cache.sqlite"):
        assert (root / ".ratingctl" / name).stat().st_mode & 0o020, name


def old_journal(root: Path, day: str) -> Path:
    """A journal as earlier versions left it, of a step that added a line to a file."""
    text = (root / "2026/south.yaml").read_text()
    (root / "2026/south.yaml").write_text(text + "rationale: new\n")
    (root / ".ratingctl").mkdir()
    journal = root / ".ratingctl/journal.jsonl"
    row = [1, "score south", day, [["2026/south.yaml", "", "rationale: new\n", text[-200:], "", False]]]
    journal.write_text(json.dumps(row) + "\n")
    return journal


def test_the_journal_of_an_earlier_version_is_adopted(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    old = old_journal(root, datetime.now().astimezone().isoformat(timespec="seconds"))
    assert len(json.loads(ratingctl("--root", root, "undo", "--list", "-f", "json").out)["steps"]) == 1
    assert ratingctl("--root", root, "undo").code == 0
    assert (root / "2026/south.yaml").read_text() == DRAFT["2026/south.yaml"]
    assert not old.exists()


def test_the_old_journal_of_a_clone_is_not_adopted(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    old = old_journal(root, "2026-01-01T00:00:00+00:00")
    assert ratingctl("--root", root, "undo").code == 2
    assert old.exists()


def test_the_sweep_of_leftovers_follows_no_link(write: Callable[..., Path], ratingctl: Callable[..., Outcome]) -> None:
    root = write()
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "a.tmp").write_text("precious")
    (root / ".ratingctl/local").mkdir(parents=True)
    (root / ".ratingctl/local/tmp").symlink_to(outside)
    (root / ".ratingctl/local/begun.json").symlink_to("nothing")
    ratingctl("--root", root, "tiers")
    ratingctl("--root", root, "score", "north", "5", "-e", "2026")
    assert (outside / "a.tmp").read_text() == "precious"
