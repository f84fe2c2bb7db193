"""Events logged, corrected, removed, scored and taken back, on real folders."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome
from processes import running

from ratingctl.storage.folder import bytes_for_writing
from ratingctl.storage.local_state.journal import commit
from ratingctl.storage.local_state.lock import locked

Write = Callable[..., Path]
Run = Callable[..., Outcome]

DRAFT = {
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": """\
# The north.
region: north
score: 7   # adopted in May
events:
- id: north-works
  project: Bridge
  date: 2026-02
  kind: construction_start
  title: Piles are driven for the bridge
  follows: [north-bridge]
# The harbour is a story of its own.
- id: north-port
  project: Harbour
  date: 2026-03
  kind: statement
  title: A harbour is promised
""",
}
ARTICLE = "18.06.2026\nNorth Island signs an agreement on a ferry\n\nThe North Island and Sea Lines Ltd signed an agreement.\n"


@pytest.fixture
def root(write: Write) -> Path:
    return write(DRAFT)


def add(ratingctl: Run, root: Path, *more: str) -> Outcome:
    return ratingctl("--root", root, "add-event", "--no-input", *more)


def north(root: Path) -> str:
    return (root / "2026/north.yaml").read_text(encoding="utf-8")


def added(old: str, new: str) -> list[str]:
    """The lines of the new text that are not in the old one; every old line must still be there, in order."""
    rest = iter(new.splitlines())
    extra: list[str] = []
    for line in old.splitlines():
        for other in rest:
            if other == line:
                break
            extra.append(other)
        else:
            pytest.fail(f"the line is gone: {line}")
    return [*extra, *rest]


def test_an_event_stands_after_its_project_and_nothing_else_changes(ratingctl: Run, root: Path) -> None:
    old = north(root)
    outcome = add(ratingctl, root, "-r", "the north", "-k", "visit", "-t", "A visit: to the piles", "--date", "05.2026",
                  "--follows", "works", "--due", "Q2 2027", "--partner", "Sea Lines, Ltd", "-s", "gazette", "-f", "json")  # fmt: skip
    answer = json.loads(outcome.out)
    assert (outcome.code, answer["edition"], answer["written"]) == (0, "2026", True)
    assert added(old, north(root)) == [
        f"- id: {answer['id']}",
        "  project: Bridge",
        "  date: 2026-05",
        "  kind: visit",
        "  title: 'A visit: to the piles'",
        "  follows: [north-works]",
        "  due: 2027-34",
        "  partners: ['Sea Lines, Ltd']",
        "  sources: [gazette]",
    ]
    assert north(root).index(answer["id"]) < north(root).index("# The harbour")
    assert ratingctl("--root", root, "validate").code == 0


def test_what_was_written_is_taken_back_byte_for_byte(ratingctl: Run, root: Path) -> None:
    old = (root / "2026/north.yaml").read_bytes()
    add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One")
    add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "Two")
    add(ratingctl, root, "-r", "south", "-k", "visit", "-t", "Three")
    steps = json.loads(ratingctl("--root", root, "undo", "--list", "-f", "json").out)["steps"]
    assert [step["number"] for step in steps] == [3, 2, 1]
    for number in ("1", "3", "2"):
        assert ratingctl("--root", root, "undo", number).code == 0
    assert (root / "2026/north.yaml").read_bytes() == old
    assert ratingctl("--root", root, "undo").code == 2


def test_lines_that_changed_since_are_not_taken_back(ratingctl: Run, root: Path) -> None:
    answer = json.loads(add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One", "-f", "json").out)
    text = north(root).replace("title: One", "title: Once")
    (root / "2026/north.yaml").write_text(text)
    outcome = ratingctl("--root", root, "undo")
    assert (outcome.code, north(root)) == (2, text)
    assert "have changed since" in outcome.err
    assert answer["id"] in text


@pytest.mark.parametrize(
    ("start", "later"),
    [
        pytest.param(None, ("-k", "visit", "-t", "Two"), id="the file was begun by it"),
        pytest.param("region: south\n", ("-k", "visit", "-t", "Two"), id="the list was begun by it"),
        pytest.param(DRAFT["2026/north.yaml"].replace("north", "south"), None, id="a field was added to its event"),
    ],
)
def test_a_step_on_which_a_later_one_hangs_is_not_taken_back(
    ratingctl: Run, root: Path, start: str | None, later: tuple[str, ...] | None
) -> None:
    file = root / "2026/south.yaml"
    if start is None:
        file.unlink()
    else:
        file.write_text(start)
    old = file.read_bytes() if start else None
    event = json.loads(add(ratingctl, root, "-r", "south", "-k", "visit", "-t", "One", "-f", "json").out)["id"]
    if later:
        add(ratingctl, root, "-r", "south", *later)
    else:
        ratingctl("--root", root, "edit", event, "note=A remark")
    both = file.read_bytes()
    outcome = ratingctl("--root", root, "undo", "1")
    assert (outcome.code, file.read_bytes()) == (2, both)
    assert "first take back what was done later" in outcome.err
    assert [ratingctl("--root", root, "undo").code for _ in range(2)] == [0, 0]
    assert (file.read_bytes() if file.exists() else None) == old


def test_a_journal_that_cannot_be_written_keeps_the_files_as_they_were(ratingctl: Run, root: Path) -> None:
    add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One")
    journal = root / ".ratingctl/local/journal.jsonl"
    old, steps = north(root), journal.read_bytes()

    def stubborn(path: Path, line: bytes) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ratingctl.storage.local_state.journal_file.append_own_line", stubborn)
        outcomes = [add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "Two"), ratingctl("--root", root, "undo")]
    assert [outcome.code for outcome in outcomes] == [4, 4]
    assert "nothing was changed or lost" in outcomes[0].err
    assert (north(root), journal.read_bytes()) == (old, steps)


def test_the_same_fact_told_by_another_outlet_is_shown(ratingctl: Run, root: Path) -> None:
    add(
        ratingctl,
        root,
        "-r",
        "north",
        "-k",
        "agreement",
        "-t",
        "Sea Lines agrees to run a ferry",
        "--date",
        "2026-06-01",
    )
    told = ("-r", "north", "-k", "agreement", "-t", "A ferry agreed with Sea Lines", "-f", "json")
    soon = json.loads(add(ratingctl, root, *told, "--date", "2026-06-10", "--dry-run").out)
    late = json.loads(add(ratingctl, root, *told, "--date", "2026-10-10", "--dry-run").out)
    assert (len(soon["duplicates"]), late["duplicates"]) == (1, [])


def test_an_absent_file_is_begun_and_taken_away_again(ratingctl: Run, root: Path) -> None:
    (root / "2026/south.yaml").unlink()
    add(ratingctl, root, "-r", "south", "-k", "переговоры", "-t", "Talks")
    assert (root / "2026/south.yaml").read_text().startswith("region: south\nevents:\n- id: south-")
    ratingctl("--root", root, "undo")
    assert not (root / "2026/south.yaml").exists()


def test_a_dry_run_writes_nothing(ratingctl: Run, root: Path) -> None:
    before = sorted((path, path.read_bytes()) for path in root.rglob("*.yaml"))
    outcome = add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One", "--dry-run")
    assert outcome.code == 0
    assert "+   title: One" in outcome.out
    assert sorted((path, path.read_bytes()) for path in root.rglob("*.yaml")) == before


@pytest.mark.parametrize(
    ("when", "edition", "late"), [("2026-05", "2026", False), ("", "2026", False), ("2024", "2026", True)]
)
def test_the_edition_is_the_newest_draft_of_the_date(
    ratingctl: Run, root: Path, when: str, edition: str, late: bool
) -> None:
    date = ("--date", when) if when else ()
    answer = json.loads(add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One", *date, "-f", "json").out)
    assert (answer["edition"], answer["late"]) == (edition, late)


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        (("-r", "north"), "an event needs --kind, --title"),
        (("-r", "nroth", "-k", "visit", "-t", "x"), "did you mean north"),
        (("-r", "island", "-k", "visit", "-t", "x"), "may be north"),
        (("-r", "north", "-k", "vist", "-t", "x"), "did you mean visit"),
        (("-r", "north", "-k", "visit", "-t", "x" * 2000), "2000 characters"),
        (("-r", "north", "-k", "visit", "-t", "a\x1b[31m"), "control character"),
        (("-r", "north", "-k", "visit", "-t", "x", "--date", "someday"), "'someday' is no date"),
        (("-r", "north", "-k", "visit", "-t", "x", "--date", "2027"), "in the future"),
        (("-r", "north", "-k", "visit", "-t", "x", "-s", "gazete"), "did you mean gazette"),
        (("-r", "north", "-k", "visit", "-t", "x", "--follows", "nothing"), "is no event"),
        (("-r", "north", "-k", "visit", "-t", "x", "-e", "2025"), "published"),
        (("-r", "north", "-k", "visit", "-t", "x", "--date", "2025", "--follows", "works"), "later than this event"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    ratingctl: Run, root: Path, given: tuple[str, ...], fact: str
) -> None:
    old = north(root)
    outcome = add(ratingctl, root, *given)
    assert (outcome.code, north(root)) == (2, old)
    assert fact in outcome.err


@pytest.mark.parametrize(
    "text",
    [
        "region: north\nevents: [\n",
        "<<<<<<< a\nregion: north\n",
        "region: north\nevents: [{id: a, kind: visit, title: t}]\n",
    ],
)
def test_a_file_that_cannot_be_changed_is_left_and_the_lines_are_shown(ratingctl: Run, write: Write, text: str) -> None:
    root = write({**DRAFT, "2026/north.yaml": text})
    outcome = add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One")
    assert (outcome.code, north(root)) == (3, text)
    assert "  title: One" in outcome.err


def test_another_broken_file_does_not_keep_one_from_writing(ratingctl: Run, write: Write) -> None:
    root = write({**DRAFT, "2026/south.yaml": "region: [\n"})
    assert add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One").code == 0


def test_a_file_that_changes_before_it_is_written_gets_the_event_too(
    ratingctl: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def late(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 1:
            (root / "2026/north.yaml").write_text(north(root) + "# by hand\n")
        commit(*arguments)

    monkeypatch.setattr("ratingctl.commands.shared.change.commit", late)
    assert add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One").code == 0
    assert (len(calls), north(root).count("title: One"), "# by hand" in north(root)) == (2, 1, True)


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(("edit", "north-port", "title=A quay is promised"), id="edit"),
        pytest.param(("remove", "north-port", "--reason", "entered twice"), id="remove"),
        pytest.param(
            ("add-event", "--no-input", "-r", "north", "-k", "visit", "-t", "One", "-p", "Harbour"), id="add-event"
        ),
    ],
)
def test_an_event_that_moved_since_the_rating_was_read_is_found_again(
    ratingctl: Run, root: Path, monkeypatch: pytest.MonkeyPatch, wanted: tuple[str, ...]
) -> None:
    works = "- id: north-works\n" + north(root).partition("- id: north-works\n")[2].partition("# The harbour")[0]
    calls: list[int] = []

    def late(folder: Path, path: str) -> bytes | None:
        calls.append(1)
        if len(calls) == 1:
            (folder / path).write_text(north(root).replace(works, ""))
        return bytes_for_writing(folder, path)

    monkeypatch.setattr("ratingctl.commands.shared.region_files.bytes_for_writing", late)
    assert ratingctl("--root", root, *wanted).code == 0
    text = north(root)
    assert (len(calls), works in text) == (2, False)
    harbour = text.partition("# The harbour is a story of its own.\n")[2]
    kept = {"edit": "- id: north-port\n", "remove": "", "add-event": DRAFT["2026/north.yaml"].partition("own.\n")[2]}
    assert harbour.startswith(kept[wanted[0]])
    assert ("A harbour is promised" in text) == (wanted[0] == "add-event")


def test_the_same_event_logged_twice_at_once_gets_two_ids(
    ratingctl: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ("-r", "north", "-k", "visit", "-t", "One", "--force", "-f", "json")
    first: list[str] = []

    def late(folder: Path, path: str) -> bytes | None:
        if not first:
            first.append("")
            first[0] = json.loads(add(ratingctl, root, *told).out)["id"]
        return bytes_for_writing(folder, path)

    monkeypatch.setattr("ratingctl.commands.shared.region_files.bytes_for_writing", late)
    second = json.loads(add(ratingctl, root, *told).out)["id"]
    assert first != [second]
    assert north(root).count(f"id: {first[0]}\n") == north(root).count(f"id: {second}\n") == 1


def test_a_full_disk_is_said_and_nothing_is_lost(ratingctl: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    old = north(root)
    monkeypatch.setattr(os, "fsync", full)
    outcome = add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One")
    assert (outcome.code, north(root)) == (4, old)
    assert "No space left on device" in outcome.err
    assert [path.name for path in (root / "2026").iterdir() if path.name.endswith(".tmp")] == []


def test_what_a_killed_run_left_behind_is_cleared_away(ratingctl: Run, root: Path) -> None:
    (root / "2026/.north.yaml.abc12_x9.tmp").write_text("half")
    add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One")
    assert not (root / "2026/.north.yaml.abc12_x9.tmp").exists()


def test_a_writer_waits_for_the_lock_and_then_says_who_holds_it(
    ratingctl: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ratingctl.storage.local_state.lock._PATIENCE_SECONDS", 0.1)
    old = north(root)
    with locked(root):
        outcome = add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One")
    assert (outcome.code, north(root)) == (4, old)
    assert "somebody else is writing" in outcome.err


def test_two_writers_at_once_lose_nothing(root: Path) -> None:
    program = (
        "import sys; from ratingctl.cli.app import run; from ratingctl.storage.local_state import lock\n"
        "lock._PATIENCE_SECONDS = 60\n"
        "for number in range(4): assert run([*sys.argv[1:-1], f'{sys.argv[-1]} {number}', '-k', 'visit']) == 0"
    )
    command = [sys.executable, "-c", program, "--root", str(root), "add-event", "--no-input", "-r", "north", "-t"]
    with running([[*command, name] for name in ("one", "two")], stdout=subprocess.DEVNULL) as writers:
        assert [writer.wait(60) for writer in writers] == [0, 0]
    assert north(root).count("  title: one ") == north(root).count("  title: two ") == 4


def test_an_article_is_drafted_and_logged(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    outcome = add(ratingctl, root, "--from", str(tmp_path / "ferry.txt"), "-k", "agreement", "-f", "json")
    draft = json.loads(outcome.out)["draft"]
    assert (draft["region"], draft["date"], draft["title"]) == (
        "north", "2026-06-18", "North Island signs an agreement on a ferry",
    )  # fmt: skip


@pytest.mark.parametrize("option_each", [True, False], ids=["--from A --from B", "--from A B"])
def test_articles_are_logged_one_by_one_and_one_that_cannot_be_keeps_its_lines(
    option_each: bool, ratingctl: Run, root: Path, tmp_path: Path
) -> None:
    (root / "2026/south.yaml").write_text("region: south\nevents: [{id: south-a, kind: visit, title: A}]\n")
    names: list[Path] = []
    for name in ("North Island", "South Island", "North Island"):
        names.append(tmp_path / f"{len(names)}.txt")
        names[-1].write_text(ARTICLE.replace("North Island", name).replace("ferry", f"ferry {len(names)}"))
    options = [("--from",) if option_each or not number else () for number in range(3)]
    articles = [part for option, name in zip(options, names, strict=True) for part in (*option, str(name))]
    outcome = add(ratingctl, root, "-k", "agreement", *articles)
    assert outcome.code == 3
    assert "  title: South Island signs an agreement on a ferry 2\n" in outcome.err
    assert "2026/south.yaml: the file cannot be changed" in outcome.err
    assert outcome.out.count("Written: ") == 2
    assert [north(root).count(f"on a ferry {number}\n") for number in (1, 2, 3)] == [1, 0, 1]


@pytest.mark.parametrize(("content", "fact"), [(b"", "empty"), (b" \n", "empty"), (b"\x00\x01", "no text")])
def test_an_article_that_is_none_is_refused(
    ratingctl: Run, root: Path, tmp_path: Path, content: bytes, fact: str
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    outcome = add(ratingctl, root, "--from", str(tmp_path / "a.txt"))
    assert outcome.code == 2
    assert fact in outcome.err


def test_an_article_without_a_region_or_a_year_is_drafted_but_not_written(
    ratingctl: Run, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Подписано соглашение о пароме\n\nСегодня, 9 августа, подписано соглашение.\n")
    outcome = add(ratingctl, root, "--from", str(tmp_path / "a.txt"), "-f", "json")
    answer = json.loads(outcome.out)
    assert (outcome.code, answer["written"], answer["draft"]["region"]) == (2, False, None)
    assert (answer["yearless"], answer["missing"]) == ("9 августа", ["--region", "--date"])
    assert (answer["draft"]["proposed_date"], answer["draft"]["article_language"]) == ("2026-08-09", "ru")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add-event", "--no-input", "-r", "north", "-k", "visit", "-t", "Ships", "--date", "2 мая", "--due", "2 мая"),
        ("edit", "north-works", "date=2 мая", "due=2 мая"),
        ("checked", "north-works", "--found", "nothing", "--by", "Ann", "--date", "2 мая"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_year_that_was_assumed_is_said_once(ratingctl: Run, root: Path, arguments: tuple[str, ...]) -> None:
    outcome = ratingctl("--root", root, *arguments, "--dry-run")
    assert outcome.code == 0
    assert [line for line in (outcome.out + outcome.err).splitlines() if "2 мая" in line] == ["2 мая = 2026-05-02"]


def test_a_score_is_adopted_with_its_reasons(ratingctl: Run, root: Path) -> None:
    old = north(root)
    outcome = ratingctl("--root", root, "score", "north", "8", "--rationale", "Piles: driven", "--evidence", "works")
    assert outcome.code == 0
    new = north(root)
    assert "score: 8   # adopted in May\nrationale: 'Piles: driven'\nevidence: [north-works]\nevents:" in new
    ratingctl("--root", root, "undo")
    assert north(root) == old


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        (("north", "11"), "outside the scale"),
        (("north", "5", "-e", "2025"), "published"),
        (("north", "5", "--evidence", "none"), "is no event of north"),
        (("west", "5"), "no region"),
    ],
)
def test_a_score_that_does_not_fit_is_refused(ratingctl: Run, root: Path, given: tuple[str, ...], fact: str) -> None:
    outcome = ratingctl("--root", root, "score", *given)
    assert outcome.code == 2
    assert fact in outcome.err


def test_fields_are_corrected_in_place(ratingctl: Run, root: Path) -> None:
    outcome = ratingctl(
        "--root",
        root,
        "edit",
        "north-port",
        "date=II квартал 2026",
        "kind=соглашение",
        "partners=Sea; Land",
        "due=2028",
    )
    assert outcome.code == 0
    assert north(root).endswith(
        "- id: north-port\n  project: Harbour\n  date: 2026-34\n  kind: agreement\n  title: A harbour is promised\n"
        "  due: 2028\n  partners: [Sea, Land]\n"
    )
    assert ratingctl("--root", root, "edit", "north-port", "partners=", "due=").code == 0
    assert "partners" not in north(root)
    nothing = ratingctl("--root", root, "edit", "north-port", "partners=", "due=")
    assert (nothing.code, "nothing to change" in nothing.err) == (0, True)


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        (("id=x",), "an id never changes"),
        (("titel=x",), "did you mean title"),
        (("title=",), "needs title"),
        (("title",), "no field in 'title'"),
        (("date=someday",), "is no date"),
        (("follows=nothing",), "no event"),
        (("print=maybe",), "print cannot be"),
        (("follows=north-port",), "not earlier"),
        (("date=2025", "follows=works"), "not earlier"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    ratingctl: Run, root: Path, changes: tuple[str, ...], fact: str
) -> None:
    old = north(root)
    outcome = ratingctl("--root", root, "edit", "north-port", *changes)
    assert (outcome.code, north(root)) == (2, old)
    assert fact in outcome.err


def test_an_event_goes_unless_others_lean_on_it(ratingctl: Run, root: Path) -> None:
    old = north(root)
    assert ratingctl("--root", root, "remove", "north-port", "--reason", "entered twice").code == 0
    assert "north-port" not in north(root)
    assert "# The harbour" in north(root)
    ratingctl("--root", root, "undo")
    assert north(root) == old
    published = ratingctl("--root", root, "remove", "north-bridge", "--reason", "x")
    assert (published.code, "published" in published.err) == (2, True)
    add(ratingctl, root, "-r", "north", "-k", "visit", "-t", "One", "--follows", "port")
    refused = ratingctl("--root", root, "remove", "north-port", "--reason", "x")
    assert refused.code == 2
    assert "point to it" in refused.err


Person = Callable[..., Outcome]


def test_nobody_is_asked_where_the_answer_is_for_a_program(person: Person, root: Path) -> None:
    outcome = person("", "--root", root, "add-event", "-r", "north", "-f", "json")
    assert outcome.code == 2
    assert "w writes" not in outcome.err
