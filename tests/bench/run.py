"""Everything that has a goal, measured in one run against its peers, as a table.

    python tests/bench/run.py [--million] [--matching] [--folder DIR] [--peers BIN]

Ratings of 10,000 and 100,000 events, and of 1,000,000 with `--million`, are generated into DIR (by default a temporary
folder) and kept there if DIR is named. Commands run as processes of their own, output piped, in turn with what they are
compared with; medians are printed. Peers are looked for in BIN and on the PATH; PyYAML is a peer only, and may lie with
the Python of BIN. What is missing is said to be missing. Nothing is asserted: a machine may be busy.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from generate import DAY, REAL, write_rating

TOOL = str(Path(sys.executable).with_name("ratingctl"))
PASS = (sys.executable, "-c", "pass")
REGION, WORDS = "oblast-0003", "каникурган"
AS_OF = ("--as-of", DAY.isoformat())
JSON = ("-f", "json")
EVENT = ("add-event", "-r", REGION, "-k", "visit", "-t", "Делегация приехала", "--no-input", "--dry-run", *JSON)
EVENT_LINES = (
    "- id: amur-e{number}\n  project: Мост {number}\n  date: 2026-02\n  kind: construction_start\n"
    "  title: Началось строительство моста номер {number}\n  due: {due}\n"
)
MB = 1024
READ = "import sys, time; from pathlib import Path; files = [p.read_text() for p in Path(sys.argv[1]).glob('2*/o*.yaml')]; "
RUAMEL = READ + (
    "from ruamel.yaml import YAML; y = YAML(typ='safe'); t = time.perf_counter(); [y.load(f) for f in files]; "
    "print(time.perf_counter() - t)"
)
PYYAML = READ + (
    "import yaml; t = time.perf_counter(); [yaml.load(f, Loader=yaml.CSafeLoader) for f in files]; "
    "print(time.perf_counter() - t, yaml.__version__)"
)
OWN = (
    "import sys, time; from pathlib import Path; from ratingctl.storage.folder import DiskFolder; "
    "from ratingctl.storage.loading.reader import read_rating; t = time.perf_counter(); "
    "r = read_rating(DiskFolder(Path(sys.argv[1]))); print(time.perf_counter() - t)"
)


class Run(NamedTuple):
    """What one process cost."""

    seconds: float
    peak_kb: int


class Measurement(NamedTuple):
    """One line of the table; `reached` is None where nothing could be measured or there is no goal."""

    what: str
    goal: str
    figure: str
    reached: bool | None


def measured(command: Sequence[str]) -> Run:
    """One run, output piped; bytecode is used, as on a machine where a command runs twice."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read()
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {said.decode()}")
    return Run(time.perf_counter() - start, usage.ru_maxrss)


def median(command: Sequence[str], runs: int = 7) -> Run:
    """The medians of some runs after a warm-up."""
    measured(command)
    found = [measured(command) for _ in range(runs)]
    return Run(statistics.median(run.seconds for run in found), max(run.peak_kb for run in found))


def ratio(command: Sequence[str], peer: Sequence[str], runs: int = 11) -> tuple[float, float]:
    """The median of the ratios of a command to its peer, run in turn, and the command's median seconds."""
    measured(command)
    measured(peer)
    pairs = [(measured(command).seconds, measured(peer).seconds) for _ in range(runs)]
    return statistics.median(own / other for own, other in pairs), statistics.median(own for own, _ in pairs)


def walk_seconds(root: Path) -> float:
    """A walk that stats every file and does nothing else."""

    def walk() -> float:
        start = time.perf_counter()
        pending = [str(root)]
        while pending:
            for entry in os.scandir(pending.pop()):
                if entry.is_dir(follow_symlinks=False):
                    pending += [entry.path] if entry.name != ".ratingctl" else []
                else:
                    entry.stat(follow_symlinks=False)
        return time.perf_counter() - start

    walk()
    return statistics.median(walk() for _ in range(9))


def on(root: Path, *arguments: str) -> tuple[str, ...]:
    return (TOOL, "--root", str(root), *arguments)


class Bench:
    """The measurements, row by row.

    Args:
        folder: Where the generated ratings lie.
        peers: A folder of programs to compare with; None for the PATH alone.
    """

    def __init__(self, folder: Path, peers: Path | None) -> None:
        self._folder = folder
        self._peers = peers
        self.rows: list[Measurement] = []

    def rating(self, events: int) -> Path:
        """A generated rating, made if it is not there."""
        root = self._folder / str(events)
        if not (root / "rating.yaml").exists():
            write_rating(root, events)
        return root

    def add(self, what: str, goal: str, figure: str, reached: bool | None = None) -> None:
        self.rows.append(Measurement(what, goal, figure, reached))
        mark = {True: "", False: "  NOT REACHED", None: ""}[reached]
        print(f"{what:<62} {goal:<28} {figure}{mark}", flush=True)

    def start_up(self) -> None:
        """The real editions, as ratios to an interpreter that does nothing."""
        for arguments, most in (
            (("--version",), 1.2),
            (("--help",), 8.0),
            (("tiers", *JSON), 10.0),
            (("diff", *JSON), 10.0),
            (("stale", *JSON), 10.0),
            (("tiers",), 15.0),
            (("diff",), 15.0),
            (("stale",), 15.0),
            ((*EVENT[:2], "amur", *EVENT[3:]), 20.0),
            (("match", "2026", *JSON), 40.0),
            (("report", "2026", "-o", str(self._folder / "rating.html")), 60.0),
        ):
            command = (TOOL, *arguments) if arguments[0].startswith("-") else on(REAL, *arguments)
            times, own = ratio(command, PASS)
            name = f"{' '.join(arguments)[:40]}, real editions"
            self.add(name, f"<= {most:g} x pass", f"{times:.2f} x ({own * 1000:.0f} ms)", round(times, 2) <= most)
        for name in ("bean-check", "papis", "towncrier"):
            found = shutil.which(name, path=str(self._peers)) if self._peers else None
            found = found or shutil.which(name)
            if found is None:
                self.add(f"peer: {name} --version", "", "missing: not installed")
            else:
                times, own = ratio((found, "--version"), PASS, runs=5)
                self.add(f"peer: {name} --version", "", f"{times:.1f} x ({own * 1000:.0f} ms)")

    def cold(self, events: int) -> None:
        """Reading without a cache, against the loaders that people use."""
        root = self.rating(events)
        own = statistics.median(self._printed(sys.executable, OWN, root)[0] for _ in range(3))
        ruamel, *_ = self._printed(sys.executable, RUAMEL, root)
        self.add(f"cold read, {events:,} events", ">= 3 x ruamel safe, C", f"{ruamel / own:.1f} x ({own:.1f} s)", ruamel >= 3 * own)  # fmt: skip
        python = self._python_with_pyyaml()
        if python is None:
            self.add("peer: PyYAML CSafeLoader, the same files", "", "missing: not installed")
        else:
            seconds, name = self._printed(python, PYYAML, root)
            self.add(f"peer: PyYAML {name:} CSafeLoader, the same files", "", f"{seconds:.1f} s")

    def warm(self, events: int) -> None:
        """Every reading command on unchanged files, less what it costs on a rating that is all but empty."""
        root, empty = self.rating(events), self.rating(1_400)
        measured(on(root, "tiers", *JSON))
        measured(on(root, "stale", *AS_OF, *JSON))
        walk = walk_seconds(root)
        million = events >= 1_000_000
        limits = {"tiers": 0.5, "diff": 0.5, "stale": 1.0} if million else {}
        commands: dict[str, tuple[str, ...]] = {
            "tiers": JSON, "diff": JSON, "stale": (*AS_OF, *JSON), "show": (REGION, *JSON),
        }  # fmt: skip
        self.add(f"a walk that stats every file, {events:,} events", "", f"{walk * 1000:.0f} ms")
        for verb, options in commands.items():
            own, base = median(on(root, verb, *options)), median(on(empty, verb, *options))
            more = own.seconds - base.seconds
            goal, reached = "", None
            if verb in limits:
                goal, reached = f"<= start-up + {limits[verb]:g} s", more <= limits[verb]
            if verb == "stale" and events == 100_000:
                goal, reached = "<= start-up + 2 x walk", more <= 2 * walk
            figure = f"{own.seconds:.2f} s = {base.seconds:.2f} + {more:.2f} ({more / walk:.1f} walks), {own.peak_kb // MB} MB"
            self.add(f"warm {verb} {' '.join(options)}, {events:,}", goal, figure, reached)
        for verb in ("tiers", "diff"):
            own = median(on(root, verb), runs=3)
            self.add(f"warm {verb} as a table, {events:,}", "", f"{own.seconds:.2f} s, {own.peak_kb // MB} MB")
        found = median(on(root, "find", WORDS, *JSON), runs=3)
        self.add(f"warm find {WORDS}, {events:,}", "< 2 s" if million else "", f"{found.seconds:.2f} s, {found.peak_kb // MB} MB", found.seconds < 2 if million else None)  # fmt: skip
        self._one_changed(root, events)
        added = median(on(root, *EVENT), runs=3)
        self.add(f"add-event --dry-run, {events:,}", "", f"{added.seconds:.2f} s, {added.peak_kb // MB} MB")

    def _one_changed(self, root: Path, events: int) -> None:
        """What a run costs after one file has changed, against the run after it."""
        for verb, options in (("tiers", JSON), ("stale", (*AS_OF, *JSON))):
            file = next((root / str(DAY.year)).glob(f"{REGION}.yaml"))
            warm = median(on(root, verb, *options), runs=3).seconds
            changed = []
            for _ in range(5):
                file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
                time.sleep(0.05)
                changed.append(measured(on(root, verb, *options)).seconds)
            own = statistics.median(changed)
            self.add(f"one changed file, {verb}, {events:,}", "<= 2 x warm", f"{own / warm:.2f} x ({own:.2f} s)", own <= 2 * warm)  # fmt: skip

    def whole(self, events: int) -> None:
        """What reads every file: the first run, which fills the cache, and `validate`."""
        root = self.rating(events)
        shutil.rmtree(root / ".ratingctl", ignore_errors=True)
        first, checked = measured(on(root, "tiers", *JSON)), measured(on(root, "validate", *JSON))
        million = events >= 1_000_000
        within = first.seconds < 180 and first.peak_kb < 2 * MB * MB
        self.add(f"first run, fills the cache, {events:,}", "< 180 s, < 2 GB" if million else "", f"{first.seconds:.1f} s, {first.peak_kb // MB} MB", within if million else None)  # fmt: skip
        small = checked.peak_kb < 2 * MB * MB
        self.add(f"validate, {events:,}", "< 2 GB" if million else "", f"{checked.seconds:.1f} s, {checked.peak_kb // MB} MB", small if million else None)  # fmt: skip

    def merge(self) -> None:
        """A region's file of 60 events into which both sides wrote, against git's merge and a run that only starts."""
        texts = {
            name: "region: amur\nevents:\n" + "".join(EVENT_LINES.format(number=number, due=due) for number in numbers)
            for name, due, numbers in (
                ("base", 2030, range(58)),
                ("mine", 2031, range(59)),
                ("theirs", 2030, [*range(58), 59]),
            )
        }
        for name, text in texts.items():
            (self._folder / name).write_text(text, encoding="utf-8")
        mine, base, theirs = (str(self._folder / name) for name in ("mine", "base", "theirs"))
        seconds: dict[str, list[float]] = {"own": [], "git": [], "start": []}
        for _ in range(11):
            (self._folder / "mine").write_text(texts["mine"], encoding="utf-8")
            seconds["own"].append(measured((TOOL, "merge-file", base, mine, theirs)).seconds)
            seconds["git"].append(measured(("git", "merge-file", "-p", mine, base, theirs)).seconds)
            seconds["start"].append(measured((TOOL, "--help")).seconds)
        own, git, start = (statistics.median(seconds[name]) for name in ("own", "git", "start"))
        self.add("a merge of a file of 60 events", "<= 3 x git + start-up", f"{own:.3f} s (git {git:.3f}, --help {start:.3f})", own <= 3 * git + start)  # fmt: skip

    def splice(self) -> None:
        """One event into a large file."""
        # In a process of its own: what this one holds would count as the first memory of those that it starts.
        program = "from writing import splice_seconds; print(*splice_seconds(2_000))"
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=Path(__file__).parent, capture_output=True, check=True
        )
        own, peer = map(float, done.stdout.split())
        self.add("an event into a file of 2,000", ">= 15 x ruamel load and dump", f"{peer / own:.0f} x ({own:.2f} s)", peer >= 15 * own)  # fmt: skip

    def matching(self) -> None:
        """A query of `match` against rapidfuzz over everything; see matching.py."""
        script = Path(__file__).with_name("matching.py")
        done = subprocess.run([sys.executable, str(script), "speed"], capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            self.add(
                "match, 100,000 events: " + line.split(":")[0], ">= 100 x rapidfuzz", line.split(":", 1)[1].strip()
            )

    def _printed(self, python: str, program: str, root: Path) -> tuple[float, str]:
        done = subprocess.run([python, "-c", program, str(root)], capture_output=True, text=True, check=True)
        seconds, _, rest = done.stdout.strip().partition(" ")
        return float(seconds), rest

    def _python_with_pyyaml(self) -> str | None:
        candidates = [sys.executable, *([str(self._peers / "python")] if self._peers else [])]
        has = (subprocess.run([python, "-c", "import yaml"], capture_output=True, check=False) for python in candidates)
        return next((python for python, done in zip(candidates, has, strict=True) if done.returncode == 0), None)


def versions() -> str:
    names = ("typer", "rich", "ruamel.yaml", "ruamel.yaml.clib", "rapidfuzz")
    return f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in names)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--million", action="store_true", help="also 1,000,000 events: 3 GB of disk, ten minutes")
    parser.add_argument("--matching", action="store_true", help="also match, which takes some minutes")
    parser.add_argument("--folder", type=Path, help="where the ratings are generated and kept")
    parser.add_argument("--peers", type=Path, help="a folder of programs to compare with, such as a venv's bin")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(given.folder or Path(temporary), given.peers)
        print(f"{versions()}; {os.cpu_count()} processors")
        steps: list[Callable[[], None]] = [bench.start_up, bench.merge, bench.splice, lambda: bench.cold(100_000)]
        for events in (10_000, 100_000, *((1_000_000,) if given.million else ())):
            steps += [lambda events=events: bench.whole(events), lambda events=events: bench.warm(events)]  # type: ignore[misc]
        for step in [*steps, *((bench.matching,) if given.matching else ())]:
            step()
        missed = [row.what for row in bench.rows if row.reached is False]
        print(f"not reached: {', '.join(missed) or 'nothing'}")


if __name__ == "__main__":
    main()
