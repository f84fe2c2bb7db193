"""A rating to which everything happens that happens to files, and every reading command asked with and without a cache.

`storage/test_cache_play.py` plays it for some seconds; `python tests/cache_play.py MINUTES [SEED]` as long as is wanted.
"""

import io
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from processes import running

from ratingctl.cli.app import run
from ratingctl.storage.loading import file_store
from ratingctl.storage.own_folder import CACHE, FOLDER

REGIONS = ("amur", "baikal", "chita", "don")
EDITIONS = ("2024", "2025", "2026")
KINDS = (
    "statement", "agreement", "construction_start", "delivery", "operation", "delay", "stall", "cancellation", "talks"
)  # fmt: skip
WORDS = ("мост", "завод", "порт", "Haier", "Хайер", "дорога", "поставки", "Кани-Курган", "станция", "уголь", "лес")
DAYS = ("2024-06-01", "2025-12-31", "2026-06-30", "2026-11-22", "2029-01-01")
SETTINGS = """\
title: Rating
language: {language}
scale: {{min: 1, max: 10}}
tiers:
- {{id: high, name: High, from: {high}}}
- {{id: low, name: Low, from: 1}}
stale: {{silent: {silent}}}
"""


class Play:
    """One rating, and what happens to it.

    Args:
        root: An empty folder for it.
        seed: Of all that is random.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.steps: Counter[str] = Counter()
        self.compared = 0
        self._made = 0
        for edition in EDITIONS:
            (root / edition).mkdir(parents=True)
        self._settings()
        self._register()
        for edition in EDITIONS:
            self._edition(edition)
            for region in REGIONS:
                self._write(f"{edition}/{region}.yaml", self._page(edition, region))
        self._git("init", "--quiet")
        self._commit()

    def happen(self) -> str:
        """Let something happen, and give its name."""
        step = self.chance.choices(_STEPS, _WEIGHTS)[0]
        step(self)
        self.steps[step.__name__] += 1
        return step.__name__

    def differences(self, most: int = 4) -> list[str]:
        """The commands that answer otherwise with a cache than without."""
        found = []
        for command in self.chance.sample(self._commands(), most):
            with_cache = self.answer(*command)
            if with_cache != self.answer("--no-cache", *command):
                found.append(" ".join(command))
            self.compared += 1
        return found

    def answer(self, *command: str) -> tuple[int, str, str]:
        """The exit code and what is printed."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--root", str(self.root), *command])
        return code, out.getvalue(), err.getvalue()

    def _commands(self) -> list[list[str]]:
        chance = self.chance
        day, edition = ["--as-of", chance.choice(DAYS)], chance.choice(EDITIONS)
        region, event = chance.choice(REGIONS), self._some_event()
        commands = [
            ["tiers"],
            ["tiers", edition, "--full", *day],
            ["diff"],
            ["diff", chance.choice(EDITIONS), edition, "-r", region],
            ["diff", f"{edition}@HEAD", edition],
            ["find", *chance.sample(WORDS, chance.choice((1, 1, 2)))],
            ["find", chance.choice(("каникурган", "хаер", event)), "-e", edition],
            ["show", region, *day],
            ["show", event, *day],
            ["show", chance.choice(("Мост 1", "мост 2", "нет такого")), *day],
            ["stale", *day],
            ["stale", edition, *day, "--group-by", "reason"],
            ["stale", "-r", region, *day],
            ["match", "--event", event],
            ["match", "-r", region],
            ["add-event", "-r", region, "-k", "visit", "-t", "Мост открыт", "--follows", event, "--dry-run"],
            ["edit", event, "title=Новый", "--dry-run"],
            ["remove", event, "--reason", "x", "--dry-run"],
            ["checked", event, "--found", "nothing", "--by", "me", "--date", "2026-11", "--dry-run"],
            ["link", event, "--follows", self._some_event(), "--dry-run"],
        ]
        return [[*command, *chance.choice(([], ["-f", "json"]))] for command in commands]

    # What happens to files.

    def edit(self) -> None:
        path = self._some_file()
        self._write(path, self._page(*path.removesuffix(".yaml").split("/")))

    def edit_in_place(self) -> None:
        """The same size, and the old time set back."""
        file = self.root / self._some_file()
        seen, text = file.stat(), file.read_text(encoding="utf-8")
        old, new = self.chance.sample(("мост", "порт", "silk", "2025", "2024", "2026"), 2)
        file.write_text(text.replace(old, new), encoding="utf-8")
        os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    def touch(self) -> None:
        (self.root / self._some_file()).touch()

    def step_clock(self) -> None:
        os.utime(self.root / self._some_file(), ns=(0, self.chance.choice((0, 10**18, 2 * 10**18, 4 * 10**18))))

    def rename(self) -> None:
        """One file takes another's place, with the old one's `region`."""
        one, other = self._some_file(), self._some_file()
        (self.root / one).replace(self.root / other)

    def exchange(self) -> None:
        """Two files change places: each has the other's inode and times."""
        one, other = self.root / self._some_file(), self.root / self._some_file()
        between = one.with_name("between.tmp")
        one.replace(between)
        if other.exists():
            other.replace(one)
        between.replace(other)

    def delete(self) -> None:
        (self.root / self._some_file()).unlink()

    def break_file(self) -> None:
        file = self.root / self._some_file()
        ending = self.chance.choice(("<<<<<<< ours\n", "score: [\n", "unknown: 1\n", "score: 5\n", "events: {}\n"))
        file.write_text(file.read_text(encoding="utf-8") + ending, encoding="utf-8")

    def link_file(self) -> None:
        """A file becomes a symbolic link to another one."""
        one, other = self._some_file(), self._some_file()
        if one != other:
            (self.root / one).unlink()
            (self.root / one).symlink_to(self.root / other)

    def stray(self) -> None:
        self._write(self.chance.choice(("2025/x.yml", "extra.yaml", "2025/deep/amur.yaml")), "region: x\n")

    def settings(self) -> None:
        self._settings()

    def edition(self) -> None:
        self._edition(self.chance.choice(EDITIONS))

    def register(self) -> None:
        self._register()

    def checkout(self) -> None:
        """Everything as it was some commits ago; also mends what is broken."""
        self._git("checkout", "--quiet", "--force", self.chance.choice(("HEAD", "HEAD~1", "HEAD~3", "@{-1}", "main")))
        self._git("clean", "--quiet", "-fd")

    def commit(self) -> None:
        """What is sound is kept."""
        if self.answer("--no-cache", "tiers")[0] == 0:
            self._commit()

    def write(self) -> None:
        """The tool itself writes."""
        event, region = self._some_event(), self.chance.choice(REGIONS)
        title = f"{self.chance.choice(WORDS)} {self.chance.randrange(99)}"
        self.answer(
            *self.chance.choice((
                ["add-event", "-r", region, "-k", "talks", "-t", title, "-e", "2026", "--no-input"],
                ["score", region, str(self.chance.randint(1, 10)), "-e", "2026"],
                ["checked", event, "--found", "nothing", "--by", "me", "--date", "2026-11"],
                ["link", event, "--follows", self._some_event()],
                ["edit", event, f"title={title}"],
                ["undo"],
            ))
        )  # fmt: skip

    # What happens to the cache.

    def delete_cache(self) -> None:
        shutil.rmtree(self.root / FOLDER, ignore_errors=True)

    def truncate_cache(self) -> None:
        file = self._database()
        if file:
            os.truncate(file, self.chance.randrange(file.stat().st_size + 1))

    def corrupt_cache(self) -> None:
        """Some bytes anywhere in it become others."""
        file = self._database()
        if file:
            data = bytearray(file.read_bytes())
            for _ in range(self.chance.choice((1, 20, 500)) if data else 0):
                data[self.chance.randrange(len(data))] = self.chance.randrange(256)
            file.write_bytes(data)

    def other_version(self) -> None:
        self._sql("UPDATE tool SET fingerprint = 'another version'")

    def lose_rows(self) -> None:
        table = self.chance.choice(("content", "event_stubs", "signatures", "summaries", "folders"))
        self._sql(self.chance.choice((f"DELETE FROM {table} WHERE rowid % 2", f"DROP TABLE {table}")))

    def old_rows(self) -> None:
        """Forms of some files come back from an earlier time, or from other files."""
        table = self.chance.choice(("content", "event_stubs", "signatures", "summaries"))
        self._sql(f"UPDATE {table} SET form = (SELECT form FROM {table} ORDER BY random() LIMIT 1) WHERE rowid % 3 = 0")

    def block_cache(self) -> None:
        """The folder of the cache cannot be made."""
        self.delete_cache()
        (self.root / FOLDER).write_text("in the way")
        self._must_agree()
        (self.root / FOLDER).unlink()

    def busy_cache(self) -> None:
        """Somebody else is writing into the cache."""
        file = self._database()
        if file:
            writer = sqlite3.connect(file)
            try:
                writer.execute("BEGIN EXCLUSIVE")
                self._must_agree()
                writer.rollback()
            except sqlite3.Error:
                pass
            finally:
                writer.close()

    def concurrent_readers(self) -> None:
        """Others read through the cache while files change."""
        program = [sys.executable, "-m", "ratingctl", "--root", str(self.root)]
        commands = self.chance.sample((["tiers"], ["diff"], ["stale"], ["find", "мост"], ["show", "amur"]), 3)
        quiet = subprocess.DEVNULL
        with running([[*program, *command] for command in commands], stdout=quiet, stderr=quiet) as readers:
            while any(reader.poll() is None for reader in readers):
                self.edit()
                time.sleep(0.02)

    def race(self) -> None:
        """A file changes over and over, always of the same size, while it is read."""
        file = self.root / self._some_file()
        text = file.read_text(encoding="utf-8")
        texts = (text.replace("мост", "порт"), text.replace("порт", "мост"))

        def change() -> None:
            for _ in range(self.chance.randrange(60)):
                for each in texts:
                    file.write_text(each, encoding="utf-8")
                time.sleep(0.0003)

        for _ in range(6):
            changer = threading.Thread(target=change)
            changer.start()
            self.answer("find", "мост")
            changer.join()
            assert self.answer("find", "мост") == self.answer("--no-cache", "find", "мост")

    def many_processes(self) -> None:
        """So many files that two processes read them."""
        self.delete_cache()
        many, file_store._MANY = file_store._MANY, 3
        try:
            self._must_agree()
        finally:
            file_store._MANY = many

    def _must_agree(self) -> None:
        found = self.differences(2)
        assert not found, found

    def _database(self) -> Path | None:
        file = self.root / FOLDER / CACHE / "cache.sqlite"
        return file if file.is_file() else None

    def _sql(self, statement: str) -> None:
        file = self._database()
        if file:
            database = sqlite3.connect(file)
            try:
                with database:
                    database.execute(statement)
            except sqlite3.Error:
                pass  # it is damaged already
            finally:
                database.close()

    # What the files hold.

    def _some_file(self) -> str:
        """A region's file that is there; all of them are written anew when there is none."""
        found = sorted(str(path.relative_to(self.root)) for path in self.root.glob("2*/*.yaml"))
        found = [path for path in found if not path.endswith("edition.yaml")]
        if not found:
            self._git("checkout", "--quiet", "--force", "HEAD")
            return self._some_file()
        return self.chance.choice(found)

    def _some_event(self) -> str:
        text = (self.root / self._some_file()).read_text(encoding="utf-8")
        found: list[str] = re.findall("- id: (.*)", text) or [f"amur-e{self._made}"]
        event = self.chance.choice(found)
        return event if self.chance.random() < 0.7 else event.rpartition("-")[2]

    def _page(self, edition: str, region: str) -> str:
        chance = self.chance
        head = f"region: {region}\n" + (f"score: {chance.randint(1, 10)}\n" if chance.random() < 0.8 else "")
        events, ids = [], []
        for _ in range(chance.randrange(5)):
            self._made += 1
            ids.append(f"{region}-e{self._made}")
            lines = [f"- id: {ids[-1]}", f"  kind: {chance.choice(KINDS)}"]
            lines.append(f"  title: {' '.join(chance.sample(WORDS, 3))} {chance.choice(('silk', 'мост', 'порт'))}")
            if chance.random() < 0.5:
                lines.append(f"  project: Мост {chance.randrange(4)}")
            if chance.random() < 0.7:
                lines.append(f"  date: {edition}-{chance.randint(1, 12):02}")
            if chance.random() < 0.5:
                lines.append(f"  {chance.choice(('due', 'due', 'start_due'))}: {chance.choice(DAYS)}")
            if chance.random() < 0.6:
                lines.append(f"  follows: [{self._some_old(region)}]")
            if chance.random() < 0.3:
                lines.append(f"  text: {' '.join(chance.sample(WORDS, 5))}.")
            events.append("\n".join(lines) + "\n")
        checks = [
            f"- event: {chance.choice(ids)}\n  date: {edition}-12\n  by: me\n  found: {chance.choice(('nothing', 'news'))}\n"
            + chance.choice(("", "  until: 2026-12\n", "  sources: [https://example.org/a]\n"))
            for _ in range(chance.randrange(2) if ids else 0)
        ]
        return f"{head}events:\n{''.join(events)}" + (f"checks:\n{''.join(checks)}" if checks else "")

    def _some_old(self, region: str) -> str:
        other = region if self.chance.random() < 0.7 else self.chance.choice(REGIONS)
        return f"{other}-e{self.chance.randint(max(1, self._made - 12), max(1, self._made))}"

    def _settings(self) -> None:
        chance = self.chance
        self._write(
            "rating.yaml",
            SETTINGS.format(
                language=chance.choice(("en", "ru")), high=chance.choice((4, 7)), silent=chance.choice((6, 12))
            ),
        )

    def _edition(self, edition: str) -> None:
        year = int(edition)
        previous = f"previous: {year - 1}\n" if edition != EDITIONS[0] else ""
        state = self.chance.choice(("draft", "locked")) if edition == EDITIONS[-1] else "published"
        period = self.chance.choice((edition, edition, f"{year - 1}-07/{edition}-12"))
        self._write(f"{edition}/edition.yaml", f"period: {period}\ncutoff: {edition}-12-31\nstate: {state}\n{previous}")

    def _register(self) -> None:
        rows = "".join(f"{region}:\n  name: {region.title()} {self.chance.choice('AB')}\n" for region in REGIONS)
        self._write("regions.yaml", rows)

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True) if file.is_symlink() else None
        file.write_text(text, encoding="utf-8")

    def _commit(self) -> None:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--allow-empty", "-m", "x")

    def _git(self, *arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=self.root, check=False, capture_output=True)


_STEPS: tuple[Callable[[Play], None], ...] = (
    Play.edit, Play.edit_in_place, Play.touch, Play.step_clock, Play.rename, Play.exchange, Play.delete,
    Play.break_file, Play.link_file, Play.stray, Play.settings, Play.edition, Play.register, Play.checkout,
    Play.commit, Play.write, Play.delete_cache, Play.truncate_cache, Play.corrupt_cache, Play.other_version,
    Play.lose_rows, Play.old_rows, Play.block_cache, Play.busy_cache, Play.concurrent_readers, Play.many_processes, Play.race,
)  # fmt: skip
_WEIGHTS = (9, 6, 3, 4, 2, 3, 2, 1, 1, 1, 3, 3, 2, 18, 6, 6, 2, 2, 4, 1, 2, 3, 1, 1, 1, 1, 4)


def main() -> None:
    """Play for so many minutes, in ratings of a hundred steps each."""
    end = time.monotonic() + 60 * float(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    steps: Counter[str] = Counter()
    compared = ratings = 0
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory() as folder:
            play = Play(Path(folder) / "rating", seed + ratings)
            for number in range(100):
                name = play.happen()
                found = play.differences()
                if found:
                    shutil.copytree(play.root, Path(tempfile.gettempdir()) / "difference", dirs_exist_ok=True)
                    sys.exit(f"seed {seed + ratings}, step {number} ({name}): {found}")
                if time.monotonic() > end:
                    break
            steps += play.steps
            compared += play.compared
            ratings += 1
    print(f"{ratings} ratings, {steps.total()} steps, {compared} answers compared, no difference")
    print(", ".join(f"{name} {count}" for name, count in sorted(steps.items())))


if __name__ == "__main__":
    main()
