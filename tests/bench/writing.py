"""What adding events costs and survives: kills, two writers at once, and a file of 2,000 events against ruamel.yaml.

Run by hand: `python3 -m uv run python tests/bench/writing.py [KILLS [WRITES]]` (200 and 200 by default). The ratio is of
two functions in the same process: splicing one event in, checked, against ruamel.yaml's round-trip load and dump.
"""

import io
import json
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ruamel.yaml import YAML

from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_rating
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

TOOL = str(Path(sys.executable).with_name("ratingctl"))
WORDS = [
    "строительство",
    "завода",
    "компании",
    "региона",
    "поставки",
    "контракт",
    "делегация",
    "порт",
    "логистика",
    "маршрут",
    "соглашение",
]
ABOVE = ("region", "score", "rationale", "evidence")


def rating(folder: Path) -> Path:
    """A small rating with one open draft."""
    root = folder / "editions"
    (root / "2026").mkdir(parents=True)
    (root / "rating.yaml").write_text("title: t\nscale: {min: 1, max: 10}\ntiers:\n- {id: a, name: A, from: 1}\n")
    (root / "regions.yaml").write_text("north:\n  name: North\n")
    (root / "2026/edition.yaml").write_text("period: 2026\ncutoff: 2026\nstate: draft\n")
    return root


def command(root: Path, title: str) -> list[str]:
    return [
        TOOL,
        "--root",
        str(root),
        "add-event",
        "-r",
        "north",
        "-k",
        "visit",
        "-t",
        title,
        "--no-input",
        "-f",
        "json",
    ]


def titles(root: Path) -> list[str]:
    """The titles on record; every file must read."""
    reading = read_rating(DiskFolder(root))
    assert not reading.problems, reading.problems
    return [
        event.title for one in reading.rating.editions.values() for page in one.pages.values() for event in page.events
    ]


def kills(count: int) -> None:
    """Kill the tool at random moments: no file is torn, and what it said it wrote is there."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        root = rating(Path(folder))
        subprocess.run(command(root, "first"), stdout=subprocess.DEVNULL, check=True)
        said = {"first"}
        for number in range(count):
            process = subprocess.Popen(command(root, f"event {number}"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(chance.uniform(0.05, 0.35))
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate()
            if out.strip().endswith(b"}") and json.loads(out)["written"]:
                said.add(f"event {number}")
            on_record = titles(root)
            assert said <= set(on_record), "an event was lost"
            assert len(on_record) == len(set(on_record)), "an event was written twice"
        left = [path.name for path in (root / "2026").iterdir() if path.name.endswith(".tmp")]
        print(f"{count} kills: {len(titles(root))} events on record, 0 torn files, 0 lost, {len(left)} left-over files")


def two_writers(count: int) -> None:
    """Two processes write as many events each into one file."""
    with tempfile.TemporaryDirectory() as folder:
        root = rating(Path(folder))
        loop = "import subprocess, sys\nfor n in range(int(sys.argv[2])): subprocess.run([*eval(sys.argv[1]), f'{sys.argv[3]} {n}'], stdout=-3, check=True)"
        base = command(root, "")
        place = base.index("-t")
        words = [*base[:place], *base[place + 2 :], "-t"]
        writers = [
            subprocess.Popen([sys.executable, "-c", loop, repr(words), str(count), name]) for name in ("one", "two")
        ]
        codes = [writer.wait() for writer in writers]
        print(f"two writers, {count} each: {len(set(titles(root)))} events on record, exit codes {codes}")


def speed(events: int) -> None:
    """One event into a large file, against load and dump."""
    own, peer = splice_seconds(events)
    print(f"{events} events: splice {own:.2f} s, ruamel {peer:.2f} s, {peer / own:.0f} x faster")


def splice_seconds(events: int) -> tuple[float, float]:
    """How long one event takes into a file of so many: spliced, and by ruamel's round-trip load and dump."""
    chance = random.Random(1)
    text = "region: north\nevents:\n" + "".join(
        f"- id: north-{n:05}\n  project: {' '.join(chance.choices(WORDS, k=3))} {n}\n  date: 2026-03\n  kind: talks\n"
        f"  title: {' '.join(chance.choices(WORDS, k=9))}\n  text: {' '.join(chance.choices(WORDS, k=20))}.\n"
        f"  partners: [{', '.join(chance.choices(WORDS, k=2))}]\n"
        for n in range(events)
    )
    data = text.encode()
    lines = ["id: north-new", "kind: talks", "title: new"]
    own, peer = [], []
    for _ in range(3):
        start = time.perf_counter()
        YamlDocument("north.yaml", data).insert_item("events", events // 2, lines, ABOVE)
        own.append(time.perf_counter() - start)
        start = time.perf_counter()
        yaml = YAML()
        loaded = yaml.load(text)
        loaded["events"].insert(events // 2, {"id": "north-new", "kind": "talks", "title": "new"})
        yaml.dump(loaded, io.StringIO())
        peer.append(time.perf_counter() - start)
    return statistics.median(own), statistics.median(peer)


def any_style(chance: random.Random) -> bytes:
    """A region's file as some person would write it."""
    dash, offset = " " * chance.choice([0, 0, 2, 4]), " " * chance.choice([1, 1, 3])
    gap, inner = chance.choice(["", "", "\n"]), dash + " " + offset
    quote = chance.choice(["{}", "'{}'", '"{}"'])
    rows = []
    for number in range(chance.randrange(1, 30)):
        remark = chance.choice(["", "", "", f"{dash}# about {number}\n"])
        text = chance.choice([
            "",
            f"{inner}text: >-\n{inner}  one\n\n{inner}  two\n",
            f"{inner}text: |\n{inner}  # no comment\n{inner}  two\n\n",
            f"{inner}title: one\n{inner}  two\n",
            f"{inner}partners:\n{inner}- p\n{inner}# of partners\n",
            f"{inner}follows: [a,\n{inner}  b]\n",
            f"{inner}due:\n",
            f"{inner}# inside\n{inner}note: 'it''s' # here\n",
        ])  # fmt: skip
        rows.append(f"{remark}{dash}-{offset}id: {quote.format(f'r-{number}')}\n{inner}kind: talks\n{text}")
    head = chance.choice(["", "# top\n\n", "---\n", "%YAML 1.1\n---\n"]) + "region: r\nscore: 5 # five\n"
    tail = chance.choice(["", "checks: []\n", "\n# Checks follow.\nchecks:\n- event: x\n", "...\n"])
    whole = f"{head}events:\n{gap.join(rows)}{tail}"
    if chance.random() < 0.15:
        whole = whole.rstrip("\n")
    if chance.random() < 0.15:
        whole = whole.replace("\n", "\r\n")
    return (chance.choice(["", "", "", "\ufeff"]) + whole).encode()


def insertions(count: int) -> None:
    """Insert an event into files of every style and take it out again."""
    chance = random.Random(3)
    lines = ["id: r-new", "kind: visit", "title: 'New: one'", "due: 2027"]
    only_added = touched = refused = 0
    for _ in range(count):
        old = any_style(chance)
        events = old.count(b"kind: talks")
        position = chance.randrange(events + 1)
        try:
            new = YamlDocument("f.yaml", old).insert_item("events", position, lines, ABOVE).content
        except SpliceError:
            refused += 1
            continue
        back = YamlDocument("f.yaml", new).remove_item("events", position).content
        # A last line that had no line break may have one afterwards.
        assert back == old or (not old.endswith(b"\n") and back.rstrip(b"\r\n") == old), old.decode()
        rest = iter(new.split(b"\n"))
        if all(line in rest for line in old.split(b"\n")):
            only_added += 1
        else:
            touched += 1
            assert not old.endswith(b"\n"), old.decode()
    print(
        f"{count} insertions: {only_added} only added lines, {touched} touched a last line without newline, {refused} refused"
    )


def main() -> None:
    """Run the four."""
    counts = [int(argument) for argument in sys.argv[1:3]] + [200, 200][len(sys.argv) - 1 :]
    insertions(2000)
    speed(2000)
    kills(counts[0])
    two_writers(counts[1])


if __name__ == "__main__":
    main()
