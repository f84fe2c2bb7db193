"""The way reports leave: refused places, endings, streams that take nothing, and the exit codes that follow."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, Outcome
from processes import running

from ratingctl import streams
from ratingctl.cli import options
from ratingctl.render import Format

Write = Callable[..., Path]
Run = Callable[..., Outcome]

DRAFT = {
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": "region: north\nscore: 7\nevents:\n- id: north-works\n  kind: talks\n  title: Works\n",
}
EVENT = ("add-event", "--no-input", "-r", "north", "-k", "visit", "-t", "A visit")


@pytest.fixture
def root(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write(DRAFT)
    monkeypatch.chdir(root.parent)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".ratingctl" not in str(path)
    }


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        pytest.param("editions/2026/north.yaml", "no format has the ending .yaml", id="an ending that no format has"),
        pytest.param("list.docx", "no format has the ending .docx", id="a Word file"),
        pytest.param("editions/2026/north.csv", "rating's own folder", id="inside the rating"),
        pytest.param("editions/../editions/x.json", "rating's own folder", id="inside by a way round"),
        pytest.param("editions/.ratingctl/journal.json", "rating's own folder", id="the tool's own files"),
        pytest.param(".git/x.csv", "belongs to git", id="inside git's folder"),
        pytest.param("linked.csv", "rating's own folder", id="through a link to a file"),
        pytest.param("linked/x.csv", "rating's own folder", id="through a link to a folder"),
        pytest.param("store/x.csv", "belongs to git", id="a bare repository"),
        pytest.param("round.csv", "leads to itself", id="a loop of links"),
        pytest.param("folder.csv", "it is a folder", id="a folder"),
    ],
)  # fmt: skip
def test_a_report_goes_nowhere_where_it_would_replace_something(
    ratingctl: Run, root: Path, name: str, fact: str
) -> None:
    here = root.parent
    for folder in (".git", "store/objects", "folder.csv"):
        (here / folder).mkdir(parents=True)
    (here / "store/HEAD").write_text("ref: refs/heads/main\n")
    (here / "linked.csv").symlink_to(root / "rating.yaml")
    (here / "linked").symlink_to(root / "2026")
    (here / "round.csv").symlink_to("round.csv")
    before = contents(here)
    for verb in (("tiers",), EVENT):
        outcome = ratingctl(*verb, "-o", name)
        assert (outcome.code, outcome.out) == (2, "")
        assert fact in outcome.err
    assert contents(here) == before


def test_the_endings_are_listed(ratingctl: Run, root: Path) -> None:
    outcome = ratingctl("tiers", "-o", "x.pdf")
    assert all(ending in outcome.err for form in Format for ending in form.endings)


def test_a_named_format_may_have_any_ending(ratingctl: Run, root: Path) -> None:
    assert ratingctl("tiers", "-f", "csv", "-o", "x.tsv").code == 0
    assert Path("x.tsv").read_text().lstrip("\ufeff").startswith("edition,tier,region")


def test_a_dash_is_standard_output(ratingctl: Run, root: Path) -> None:
    assert ratingctl("tiers", "-f", "json", "-o", "-").out == ratingctl("tiers", "-f", "json").out
    assert not Path("-").exists()


def test_a_report_beside_the_rating_is_written(ratingctl: Run, root: Path) -> None:
    outcome = ratingctl("tiers", "-o", "editions/../tiers.csv")
    assert (outcome.code, outcome.err) == (0, "wrote editions/../tiers.csv\n")
    assert Path("tiers.csv").exists()


def test_many_runs_write_one_file_at_once(root: Path) -> None:
    (root.parent / ".out.csv.mine.tmp").write_text("mine")
    command = [sys.executable, "-m", "ratingctl", "tiers", "-o", "out.csv"]
    with running([command] * 4, stderr=subprocess.DEVNULL) as runs:
        assert [run.wait(60) for run in runs] == [0] * 4
    assert (root.parent / ".out.csv.mine.tmp").read_text() == "mine"
    assert [path.name for path in root.parent.glob(".out.csv.*")] == [".out.csv.mine.tmp"]


def shell(command: str, root: Path, **environment: str) -> tuple[int, str]:
    """The exit code and standard error of a command line, `R` being the tool."""
    line = command.replace("R ", f"{sys.executable} -m ratingctl ", 1)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=root.parent, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


EDIT = "R edit north-works title='A visit'"


@pytest.mark.parametrize(
    ("command", "code", "fact"),
    [
        (f"{EDIT} >/dev/full", 0, "written, only the report could not be delivered"),
        (f"{EDIT} >&-", 0, "written, only the report could not be delivered"),
        (f"{EDIT} | true", 0, ""),
        (f"{EDIT} 2>/dev/full", 0, ""),
        (f"{EDIT} 2>&-", 0, ""),
        (f"{EDIT} >/dev/full 2>/dev/full", 0, ""),
        ("R score north 8 -o /dev/full -f json", 0, "written, only the report could not be delivered"),
        ("R tiers >/dev/full", 4, "standard output cannot be written"),
        ("R tiers >&-", 4, "standard output is closed"),
        ("R tiers | true", 0, ""),
        ("R stale --fail | true", 1, ""),
        ("R tiers -o /dev/full -f csv", 4, "the report cannot be written"),
        ("R nothing 2>/dev/full", 2, ""),
        ("R --version | true", 0, ""),
        ("R --version >/dev/full", 4, "standard output cannot be written"),
        ("R --help | true", 0, ""),
        ("R --help >/dev/full", 4, "No space left"),
        ("R add-event --from - <&-", 2, "standard input is closed"),
        ("R tiers 2>&-", 0, ""),
    ],
)
def test_what_was_written_is_never_a_failure_and_no_traceback_leaves(
    root: Path, command: str, code: int, fact: str
) -> None:
    assert (code, True) == ((outcome := shell(command, root))[0], fact in outcome[1])
    written = (
        "title: A visit" in (root / "2026/north.yaml").read_text()
        or "score: 8" in (root / "2026/north.yaml").read_text()
    )
    assert written == any(verb in command for verb in ("edit", "add-event --no-input", "score"))


@pytest.mark.parametrize(
    ("name", "value"), [("COLUMNS", "²"), ("COLUMNS", "9" * 5000), ("LINES", "x"), ("TZ", "XXX-99:99:99")]
)
def test_a_senseless_environment_is_passed_over(root: Path, name: str, value: str) -> None:
    assert shell(f"{EDIT}; R tiers".replace("; R ", f"; {sys.executable} -m ratingctl "), root, **{name: value})[0] == 0


def test_no_code_but_the_known_ones_leaves(ratingctl: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ratingctl.commands.tiers.chain_to", full)
    outcome = ratingctl("tiers")
    assert (outcome.code, outcome.err.startswith("ratingctl: there is not enough memory")) == (4, True)


def test_an_error_that_nobody_foresaw_is_one_sentence(root: Path) -> None:
    program = (
        "import sys, ratingctl.commands.tiers as tiers\nfrom ratingctl.__main__ import main\n"
        "tiers.chain_to = None\nsys.argv[1:] = ['tiers']\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (4, "")
    assert "an error that nobody foresaw (TypeError" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_stream_takes_nothing_and_harms_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    streams.say("lost")
    assert not options.is_terminal()
    assert streams.flushed(3, str) == 3
