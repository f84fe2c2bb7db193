"""Two people work on one rating through the real command line, each in a clone, and save.

`python tests/together_play.py 100 [SEED] [any]` plays so many trials; half of them in one region. After each, whatever
was answered, both have the same tree, it validates, and nothing is lost or doubled. Each question is printed, and in
which share of the trials in one region there was one. Scores move as they did between the two editions of this
repository; with `any` each is as likely as any other.
"""

import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from clones import Clone, Team
from surroundings import git_environment

REGIONS = ("amur", "tula", "kaluga", "tomsk")
WORDS = ("мост", "порт", "завод", "рейс", "форум", "склад", "кластер", "линия", "терминал", "кампус", "рынок", "музей")
MOVES = {0: 36, 1: 23, -1: 18, 2: 5, -2: 1}
"""How far scores moved from 2025 to 2026, and in how many regions."""
KINDS = ("talks", "contract", "statement", "delivery", "construction_start")


def files(chance: Random) -> dict[str, str]:
    rows = "".join(f"{region}:\n  name: {region.title()}\n" for region in REGIONS)
    made = {
        "rating.yaml": "title: Play\nlanguage: en\nscale: {min: 1, max: 10}\ntiers:\n- {id: all, name: All, from: 1}\n",
        "regions.yaml": rows,
        "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: published\n",
        "2027/edition.yaml": "period: 2027\ncutoff: 2027-12-31\nstate: draft\nprevious: 2026\n",
    }
    for region in REGIONS:
        events = "".join(
            f"- id: {region}-old{n}\n  project: Проект {n}\n  date: 2026-0{n + 1}\n  kind: statement\n"
            f"  title: Обещан {WORDS[n]} {n}\n  due: 2027-0{n + 2}\n"
            for n in range(4)
        )
        made[f"2026/{region}.yaml"] = f"region: {region}\nscore: 5\nevents:\n{events}"
        if chance.random() < 0.57:  # as often as in the measurement: the draft has files already
            events = "".join(
                f"- id: {region}-mid{n}\n  date: 2027-0{n + 1}\n  kind: talks\n  title: Встреча {WORDS[n]} {n}\n"
                for n in range(chance.randint(3, 8))
            )
            made[f"2027/{region}.yaml"] = f"region: {region}\nevents:\n{events}"
    return made


class Trial:
    """One trial: what both did, and what should be there at the end."""

    def __init__(self, team: Team, chance: Random, *, scores_move: bool = True) -> None:
        self.team = team
        self.scores_move = scores_move
        self.chance = chance
        self.added: list[str] = []
        self.removed: set[str] = set()
        self.scored: set[str] = set()
        region = chance.choice(REGIONS)
        self.same = chance.random() < 0.5
        self.regions = (region, region if self.same else chance.choice([r for r in REGIONS if r != region]))
        self.twin = self.same and chance.random() < 0.33

    def work(self, clone: Clone, region: str, person: int) -> None:
        if self.twin:
            title = "Подписан договор о складе" if self.chance.random() < 0.5 else f"Договор о складе подписан {person}"
            self.add(clone, region, title, "contract")
        for _ in range(self.chance.randint(2, 6)):
            step = self.chance.choices(
                (self.add, self.check, self.score, self.edit, self.link, self.remove), (45, 25, 10, 8, 7, 5)
            )[0]
            step(clone, region)

    def add(self, clone: Clone, region: str, title: str = "", kind: str = "") -> None:
        title = title or f"{' '.join(self.chance.sample(WORDS, 4))} {self.chance.randrange(10**6)}"
        date = (
            f"2027-{self.chance.randint(1, 12):02}" if kind != "contract" or not title.endswith("складе") else "2027-05"
        )
        follow = ("--follows", f"{region}-old{self.chance.randrange(4)}") if self.chance.random() < 0.3 else ()
        done = clone("add-event", "-r", region, "-k", kind or self.chance.choice(KINDS), "-t", title, "--date", date,
                     "-e", "2027", "--no-input", "-f", "json", *follow)  # fmt: skip
        if done.code == 0:
            self.added.append(json.loads(done.out)["id"])

    def check(self, clone: Clone, region: str) -> None:
        clone("checked", f"{region}-old{self.chance.randrange(4)}", "--found", self.chance.choice(("nothing", "news")),
              "-e", "2027", "--date", f"2027-{self.chance.randint(1, 12):02}", "--by", clone.path.name)  # fmt: skip

    def score(self, clone: Clone, region: str) -> None:
        moves = MOVES if self.scores_move else dict.fromkeys(range(-4, 6), 1)
        move = self.chance.choices(list(moves), list(moves.values()))[0]
        clone("score", region, str(5 + move), "-e", "2027")
        self.scored.add(clone.path.name)

    def edit(self, clone: Clone, region: str) -> None:
        clone("edit", self.some(clone, region), self.chance.choice(
            ("title=Уточнено " + str(self.chance.randrange(99)), "note=см. протокол", "due=2028", "partners=Хайер")))  # fmt: skip

    def link(self, clone: Clone, region: str) -> None:
        clone("link", self.some(clone, region), "--follows", f"{region}-old{self.chance.randrange(4)}")

    def remove(self, clone: Clone, region: str) -> None:
        event = self.some(clone, region)
        if clone("remove", event, "--reason", "дважды").code == 0:
            self.removed.add(event)

    def some(self, clone: Clone, region: str) -> str:
        found = events_of(clone, "2027")
        mine = [event for event in found if event.startswith(region)]
        return self.chance.choice(mine or [f"{region}-none"])

    def share(self) -> list[dict[str, Any]]:
        """Both save; questions are answered at random. Returns the questions."""
        anna, boris = self.team.clones
        anna.does("save")
        outcome = boris("save", "-f", "json")
        asked: list[dict[str, Any]] = json.loads(outcome.out)["questions"]
        while outcome.code == 1 and (left := json.loads(outcome.out)["questions"]):
            side = self.chance.choice(("--mine", "--theirs"))
            outcome = boris("save", "-f", "json", side, left[0]["what"])
        assert outcome.code in (0, 2, 4), outcome
        if outcome.code:
            raise AssertionError(outcome)
        anna.does("sync")
        return asked

    def verify(self, asked: list[dict[str, Any]]) -> None:
        anna, boris = self.team.clones
        assert anna.tree() == boris.tree()
        for clone in (anna, boris):
            assert clone.git("status", "--porcelain") == ""
            assert clone("validate").code == 0
        there = events_of(anna, "2027")
        assert len(there) == len(set(there))
        questioned = {row["id"] for row in asked}
        for event in set(self.added) - self.removed - questioned:
            assert event in there, event
        for event in self.removed - questioned:
            assert event not in there, event


def events_of(clone: Clone, edition: str) -> list[str]:
    found = []
    for path in sorted((clone.root / edition).glob("*.yaml")):
        found += [
            line.removeprefix("- id: ") for line in path.read_text("utf-8").split("\n") if line.startswith("- id: ")
        ]
    return found


def play(folder: Path, chance: Random, *, scores_move: bool = True) -> tuple[Trial, list[dict[str, Any]]]:
    """Play one trial, and return it and the questions."""
    team = Team(folder, "anna", "boris", files=files(chance))
    trial = Trial(team, chance, scores_move=scores_move)
    for person, clone in enumerate(team.clones):
        trial.work(clone, trial.regions[person], person)
    asked = trial.share()
    trial.verify(asked)
    return trial, asked


def main() -> None:
    """Play so many trials."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    scores_move = "any" not in sys.argv
    results: Counter[str] = Counter()
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as folder:
            os.environ.update(git_environment(Path(folder) / "home"))
            try:
                trial, asked = play(Path(folder) / "team", Random(number), scores_move=scores_move)
            except BaseException:
                print(f"seed {number}")
                raise
        kind = "same region" if trial.same else "different regions"
        results[kind] += 1
        results["same region, both gave it a score"] += trial.same and len(trial.scored) > 1
        results[f"{kind}: asked"] += bool(asked)
        for row in asked:
            results[f"question: {row['field'] or 'removed and used'}"] += 1
            answers = [json.dumps(row[side], ensure_ascii=False) for side in ("base", "mine", "theirs")]
            print(number, row["what"], *answers, *row["leans_on"], sep=" | ", flush=True)
    print(dict(results))
    share = wilson(results["same region: asked"], results["same region"])
    print("asked in the same region, with the interval of 95 % (Wilson):", *share)


def wilson(hits: int, trials: int) -> list[str]:
    """Return a share and the ends of its interval of 95 %, in percent."""
    z, share = 1.96, hits / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * (share * (1 - share) / trials + z * z / (4 * trials * trials)) ** 0.5
    return [f"{100 * value:.1f} %" for value in (share, middle - half, middle + half)]


if __name__ == "__main__":
    main()
