"""What each step at the desk costs, as a ratio to an interpreter that does nothing, over a sitting with many articles.

    python tests/bench/desk.py [--size 80x24] [FILE..]

The desk runs in a pseudo-terminal on a copy of the real editions; by default the articles are those of the tests. For
each step the processor time of the thread that draws, that of all threads (the next article is prepared meanwhile), and
the time until the last change of the screen are printed: median, 90th percentile, maximum. `python -c pass` is measured
before each step. Linux only: times are those of /proc.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generate import REAL
from run import PASS

TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "interactive")]

from drawn_terminal import DOWN, ESCAPE, UP, DrawnTerminal  # noqa: E402

ARTICLES = sorted((TESTS / "intake/articles").glob("*.txt"))
ON_RECORD = "уже записано?"
SOURCE = ("--source", "https://example.org/desk")


class Cost(NamedTuple):
    """What a step cost, in seconds: the thread that draws, all threads, and until the screen stood still."""

    own: float
    all: float
    until_still: float


class Sitting:
    """A sitting at the desk, with what its steps cost."""

    def __init__(self, terminal: DrawnTerminal) -> None:
        self.terminal = terminal
        self.costs: dict[str, list[Cost]] = {}
        self.passes: list[float] = []

    def step(self, name: str, key: str) -> None:
        """Press a key and keep what it cost."""
        self.passes.append(processor_seconds_of(PASS))
        before, begin = self._threads(), time.perf_counter()
        self.terminal.write(key)
        self.terminal.settle()
        after = self._threads()
        process = self.terminal.process.pid
        own = after.get(process, 0.0) - before.get(process, 0.0)
        every = sum(after.values()) - sum(before.get(thread, 0.0) for thread in after)
        self.costs.setdefault(name, []).append(Cost(own, every, self.terminal.last_change - begin))

    def _threads(self) -> dict[int, float]:
        """The seconds that each thread has had a processor."""
        threads = Path(f"/proc/{self.terminal.process.pid}/task").glob("*/schedstat")
        return {int(file.parent.name): int(file.read_text().split()[0]) / 1e9 for file in threads}


def processor_seconds_of(command: Sequence[str]) -> float:
    """The processor time of a process."""
    process = subprocess.Popen(command)
    used = os.wait4(process.pid, 0)[2]
    process.returncode = 0
    return used.ru_utime + used.ru_stime


def sit(sitting: Sitting, count: int) -> None:
    """Look at each article, change its fields and put them back, and write it, or put it off where it is refused."""
    terminal = sitting.terminal
    for number in range(1, count + 1):
        terminal.sees(f"[{number}/{count}]" if count > 1 else "Enter")
        terminal.settle()
        for name, key in (("next field", DOWN), ("field before", UP), ("open a field", "\r"), ("type a letter", "х")):
            sitting.step(name, key)
        sitting.step("take a letter back", "\x7f")
        sitting.step("accept a field", "\r")
        sitting.step("help", "?")
        sitting.step("help", "x")
        if any(line.startswith("a ") for line in terminal.lines) and ON_RECORD not in terminal.text:
            sitting.step("choose a candidate", "a")
            sitting.step("choose a candidate", "a")
        sitting.step("write, and the next article", "w")
        if terminal.process.poll() is None and f"[{number}/{count}]" in terminal.text:
            terminal.types(ESCAPE)
            sitting.step("put off, and the next article", "l")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=ARTICLES)
    parser.add_argument("--size", default="100x40")
    given = parser.parse_args()
    columns, rows = map(int, given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        rating = Path(folder) / "editions"
        shutil.copytree(REAL, rating, ignore=shutil.ignore_patterns(".ratingctl"))
        arguments = ("--root", str(rating), "add-event", *SOURCE, *map(str, given.files))
        for _ in range(2):  # the second one finds everything in the cache
            with DrawnTerminal(*arguments, columns=columns, rows=rows) as terminal:
                terminal.sees("Enter")
                terminal.settle()
                terminal.types("q")
                terminal.leaves()
        begin = time.perf_counter()
        with DrawnTerminal(*arguments, columns=columns, rows=rows) as terminal:
            terminal.sees(given.files[0].name)
            first = time.perf_counter() - begin
            terminal.sees("Enter")
            draft = time.perf_counter() - begin
            sitting = Sitting(terminal)
            sit(sitting, len(given.files))
    one = statistics.median(sitting.passes)
    print(
        f"python -c pass: {one * 1000:.1f} ms of the processor; the first screen stands after {first:.2f} s, ", end=""
    )
    print(f"its draft after {draft:.2f} s")
    print(f"{'step':<30} {'n':>3}  {'own thread':>17}  {'all threads':>17}  {'until it stands':>17}")
    for name, costs in sitting.costs.items():
        columns_of_times = zip(*costs, strict=True)
        print(f"{name:<30} {len(costs):>3}  " + "  ".join(spread(times, one) for times in columns_of_times))


def spread(times: Sequence[float], one: float) -> str:
    """The median, the 90th percentile and the maximum, as ratios."""
    ordered = sorted(times)
    values = (statistics.median(ordered), ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)], ordered[-1])
    return " ".join(f"{value / one:5.2f}" for value in values)


if __name__ == "__main__":
    main()
