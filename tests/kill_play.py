"""Runs that are killed at random instants or at every boundary, and what the next run makes of what they left.

`storage/test_kills.py` plays it for some seconds; `python kill_play.py KILLS [SEED]`, run in `tests/`, as long as is
wanted. A killed run is a fork of this process, so that no time goes into starting it.
"""

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from ratingctl.cli.app import run
from ratingctl.storage.own_folder import BEGUN, FOLDER, LOCAL

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SETTINGS = """\
title: Rating
language: en
scale: {min: 1, max: 10}
tiers:
- {id: all, name: All, from: 1}
"""


class KillPlay:
    """One rating of many regions, under git, on which runs are killed.

    Args:
        root: An empty folder for it.
        regions: How many regions it has.
        seed: Of all that is random.
    """

    def __init__(self, root: Path, regions: int, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.regions = [f"r{number:03}" for number in range(regions)]
        self.found: Counter[str] = Counter()
        (root / "2026").mkdir(parents=True)
        (root / "rating.yaml").write_text(SETTINGS)
        (root / "regions.yaml").write_text("".join(f"{name}:\n  name: {name}\n" for name in self.regions))
        (root / "2026/edition.yaml").write_text("period: 2026\ncutoff: 2026-12-31\nstate: draft\n")
        for name in self.regions:
            (root / f"2026/{name}.yaml").write_text(
                f"region: {name}\nscore: 5\nevents:\n- id: {name}-event\n  date: 2026-01\n  kind: statement\n"
                f"  title: A bridge is planned in {name}\n  due: 2026-{self.chance.randrange(2, 10):02}\n"
            )
        self.list = root.parent / "list.csv"
        self.list.write_text(
            "project,found,by,date\n" + "".join(f"{name}-event,nothing,Ann,2026-11-01\n" for name in self.regions)
        )
        for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=first"]):
            who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
            subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)

    def step_over_all(self) -> list[str]:
        """Return a command that writes into every region's file."""
        return ["checked", "--from", str(self.list)]

    def step_in_one(self) -> list[str]:
        """Return a command that writes into one file."""
        name = self.chance.choice(self.regions)
        add = ["add-event", "-r", name, "-k", "visit", "-t", f"Visit {self.chance.random()}", "--no-input"]
        score = ["score", name, str(self.chance.choice((1, 2, 3, 7, 8)))]
        edit = ["edit", f"{name}-event", f"title=Another title {self.chance.random()}"]
        return self.chance.choice((add, score, edit))

    def answer(self, *command: str) -> tuple[int, str]:
        """Return what a command gives that is not killed: its exit code, and its output with what it complained of."""
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            code = run(["--root", str(self.root), *command])
        return code, out.getvalue()

    def files(self) -> dict[str, bytes]:
        """Return every file of the rating, by its path."""
        paths = [path for path in self.root.rglob("*.yaml") if FOLDER not in path.parts]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def after(self, command: Sequence[str]) -> dict[str, bytes]:
        """Return the files as a command leaves them that is not killed; it is taken back again."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / self.root.name
            shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns(FOLDER, ".git"))
            other = object.__new__(KillPlay)
            other.root = copy
            assert other.answer(*command)[0] == 0, command
            return other.files()

    def kill_at_random(self, command: Sequence[str]) -> bool:
        """Kill a run of a command at a random instant, as often as not while it writes.

        Returns:
            True if it was still running.
        """
        child = self._fork(command, lambda: None)
        begun = self.root / FOLDER / LOCAL / BEGUN
        if self.chance.random() < 0.75:
            limit = time.monotonic() + 10
            while not begun.exists() and time.monotonic() < limit and not self._ended(child):
                time.sleep(0.0002)
            time.sleep(self.chance.choice((0.005, 0.05, 0.2, 0.6)) * self.chance.random())
        else:
            time.sleep(self.chance.random() * 0.4)
        return self._kill(child, self.chance.choices(SIGNALS, (6, 2, 2))[0])

    def kill_at_call(self, command: Sequence[str], number: int, how: signal.Signals = signal.SIGKILL) -> bool:
        """Kill a run of a command just before its so-many-th call that changes the disk.

        Returns:
            True if it was killed; false if it made fewer calls.
        """
        child = self._fork(command, lambda: _killing_at(number, how))
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == how

    def judge(self, before: dict[str, bytes], after: dict[str, bytes], undoing: bool = False) -> str:
        """Let the next run come, and say what it found: the step as a whole, or not at all.

        Raises:
            AssertionError: If it is torn, cannot be taken back, or has left something behind.
        """
        torn = self.files() not in (before, after)
        steps = json.loads(self.answer("undo", "--list", "-f", "json")[1])["steps"]
        present = self.files()
        differing = [path for path in after if present.get(path) != after[path]]
        assert present in (before, after), f"torn: {len(differing)} of {len(after)} files are not written"
        is_written = present == after
        expected_steps = self.steps + (0 if undoing else 1) * is_written - (1 if undoing else 0) * is_written
        assert len(steps) == expected_steps, (len(steps), expected_steps, is_written)
        left = [path for path in self.root.rglob("*.tmp") if FOLDER not in path.parts]
        assert not left, left
        status = subprocess.run(
            ["git", "status", "--porcelain"], cwd=self.root, check=True, capture_output=True, text=True
        ).stdout
        assert all(line.startswith(" M ") for line in status.splitlines()), status
        code, said = self.answer("validate")
        assert code == 0, said
        self.steps = expected_steps
        return f"{'torn, then ' if torn else ''}{'finished' if is_written else 'not there'}"

    steps = 0
    """Steps in the journal."""

    def round(self, command: Sequence[str], *, over_all: bool, kill: Callable[[Sequence[str]], bool]) -> None:
        """Kill a command, judge what it left, and take it back, which is killed too now and then."""
        size = "many files" if over_all else "one file"
        before, after = self.files(), self.after(command)
        killed = kill(command)
        self.found[f"{size}: {'killed' if killed else 'ended first'}"] += 1
        outcome = self.judge(before, after)
        self.found[f"{size}: {outcome}"] += killed
        if self.files() == before:
            return
        if self.chance.random() < 0.5:
            killed = kill(["undo"])
            self.found[f"undo of {size}: {'killed' if killed else 'ended first'}"] += 1
            self.found[f"undo of {size}: {self.judge(after, before, undoing=True)}"] += killed
        if self.files() != before:
            code, said = self.answer("undo")
            assert code == 0, said
            self.steps -= 1
        assert self.files() == before, "not taken back byte for byte"
        scratch = self.root / FOLDER / LOCAL / "tmp"
        assert not list(scratch.glob("*.tmp")), "the next writer has swept nothing"

    def _fork(self, command: Sequence[str], prepare: Callable[[], object]) -> int:
        sys.stdout.flush()
        child = os.fork()
        if child:
            return child
        code = 99
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.alarm(60)  # it hangs for no test
            prepare()
            code = self.answer(*command)[0]
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _ended(self, child: int) -> bool:
        return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def _kill(self, child: int, how: signal.Signals) -> bool:
        ended = self._ended(child)
        with suppress(ProcessLookupError):
            os.kill(child, how)
        os.waitpid(child, 0)
        return not ended


def _killing_at(number: int, how: signal.Signals) -> None:
    """Make this process kill itself before its so-many-th call that changes the disk."""
    calls = 0

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def counting(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == number:
                os.kill(os.getpid(), how)
            return call(*arguments, **options)

        return counting

    os.fsync = counted(os.fsync)  # type: ignore[assignment]
    os.fchmod = counted(os.fchmod)  # type: ignore[assignment]
    Path.replace = counted(Path.replace)  # type: ignore[method-assign, assignment]
    Path.unlink = counted(Path.unlink)  # type: ignore[method-assign, assignment]


def main() -> None:
    """Play until so many runs were killed."""
    kills, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        play = KillPlay(Path(folder) / "editions", 110, seed)
        play.answer("tiers")
        while sum(count for name, count in play.found.items() if name.endswith(": killed")) < kills:
            over_all = play.chance.random() < 0.5
            command = play.step_over_all() if over_all else play.step_in_one()
            play.round(command, over_all=over_all, kill=play.kill_at_random)
    for name, count in sorted(play.found.items()):
        print(f"{count:5} {name}")


if __name__ == "__main__":
    main()
