"""How many instructions a run takes, as a ratio to an interpreter that does nothing: the same on a busy machine.

    python tests/bench/instructions.py [WORD..]

Needs valgrind, whose cachegrind counts them; runs take fifty times as long under it. A word picks the rows that hold
it. Each command runs twice before, so that its modules are compiled and the cache is filled. What other processes do,
such as git's, and what waits for the disk is not counted: `run.py` measures the time on a quiet machine.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from generate import REAL
from run import EVENT_LINES, JSON, PASS, TOOL

_REFS = re.compile(rb"I +refs: +([0-9,]+)")


def instructions(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """The instructions of one run."""
    valgrind = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command)
    done = subprocess.run(
        valgrind, capture_output=True, env={**environment, "PYTHONDONTWRITEBYTECODE": "1"}, check=False
    )
    match = _REFS.search(done.stderr)
    if match is None:
        sys.exit(f"{' '.join(command)}: {done.stderr.decode()}")
    return int(match[1].replace(b",", b""))


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """The rows: what start-up and reading verbs cost on a copy of the real editions, adding an event, a merge."""
    rating = folder / "editions"
    shutil.copytree(REAL, rating, ignore=shutil.ignore_patterns(".ratingctl"))
    verbs = (("tiers",), ("diff", "2025", "2026"), ("stale", "2026"))
    on = (TOOL, "--root", str(rating))
    event = ("add-event", "-r", "amur", "-k", "visit", "-t", "Делегация приехала", "--no-input", "--dry-run")
    base, mine, theirs = (str(folder / name) for name in ("base", "mine", "theirs"))
    return {
        "--version": (TOOL, "--version"),
        "--help": (TOOL, "--help"),
        **{f"{' '.join(verb)} -f json": (*on, *verb, *JSON) for verb in verbs},
        **{" ".join(verb): (*on, *verb) for verb in verbs},
        "status": (*on, "status"),
        "match 2026": (*on, "match", "2026"),
        "add-event by options": (*on, *event),
        "merge-file, 60 events": (TOOL, "merge-file", base, mine, theirs, "7", "2026/amur.yaml"),
    }


def write_versions(folder: Path) -> None:
    """Write three versions of a region's file; a merge goes into the second one."""
    versions = (("base", 2030, range(58)), ("mine", 2031, range(59)), ("theirs", 2030, [*range(58), 59]))
    for name, due, numbers in versions:
        lines = "".join(EVENT_LINES.format(number=number, due=due) for number in numbers)
        (folder / name).write_text(f"region: amur\nevents:\n{lines}", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed; without it run.py measures the time")
    with tempfile.TemporaryDirectory() as temporary:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        nothing = instructions(PASS, environment)
        for name, command in commands(Path(temporary)).items():
            if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
                continue
            for _ in range(2):
                write_versions(Path(temporary))
                subprocess.run(command, capture_output=True, env=environment, check=False)
            write_versions(Path(temporary))
            print(f"{name:<30} {instructions(command, environment) / nothing:5.1f} x pass", flush=True)


if __name__ == "__main__":
    main()
