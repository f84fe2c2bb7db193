"""Merge random versions of random files, and check what must hold of every merge.

`python tests/merge_play.py 10000 [SEED]` plays so many merges; the suite plays a few hundred. Files have comments, odd
indents, block lists, block texts, CR LF, byte order marks, unknown keys and no end of the last line.
"""

import copy
import sys
from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

from ratingctl.commands.shared.file_merge import FileMerge, merge_bytes
from ratingctl.domain.file_outline import FileOutline
from ratingctl.merging.merge import JUDGEMENT
from ratingctl.merging.questions import Answers, MergeAnswer, no_answers
from ratingctl.merging.removals import references_in
from ratingctl.merging.texts import SETS
from ratingctl.storage.yaml.outline import outline_of

WORDS = (
    "мост",
    "порт",
    "завод",
    "silk",
    "визит",
    "рейс",
    "договор",
    "'quoted: yes'",
    '"a # b"',
    "2026-05",
    "да, и нет",
)
TEXTS = ("title", "project", "date", "due", "text", "note", "kind", "x-own")
LIST_KEYS = ("follows", "sources", "partners")


class Play:
    """Makes versions of a file: a dictionary of parts that is written as text at the end."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.count = 0

    def base(self) -> dict[str, Any]:
        chance = self.chance
        file: dict[str, Any] = {
            "head": chance.choice(("", "# yaml-language-server: $schema=../.schemas/region.json\n", "# head\n\n")),
            "top": [["region", "tula", ""]],
            "events": [self.event(f"tula-{n}") for n in range(chance.randrange(6))],
            "checks": [self.check(n) for n in range(chance.randrange(3))],
            "notes": [{"above": "", "fields": [["text", self.word(), ""]]} for _ in range(chance.randrange(2))],
            "column": chance.choice((0, 0, 0, 2, 4)),
            "gap": chance.choice((1, 1, 1, 3)),
            "newline": chance.choice(("\n", "\n", "\n", "\r\n")),
            "mark": chance.choice(("", "", "", "\ufeff")),
            "ended": chance.random() < 0.85,
            "spaced": chance.random() < 0.2,
        }
        for key in ("score", "rationale", "x-key"):
            if chance.random() < 0.6:
                file["top"].append(
                    [key, str(chance.randint(1, 10)) if key == "score" else self.word(), self.comment(0.2)]
                )
        return file

    def event(self, event_id: str) -> dict[str, Any]:
        fields = [["id", event_id, ""], ["kind", "talks", ""], ["title", self.word(), self.comment(0.1)]]
        for key in TEXTS[1:6]:
            if self.chance.random() < 0.4:
                fields.append([key, self.text(), self.comment(0.1)])
        for key in LIST_KEYS:
            if self.chance.random() < 0.4:
                fields.append([key, self.items(key), ""])
        return {"above": self.above(0.2), "fields": fields}

    def check(self, number: int) -> dict[str, Any]:
        return {
            "above": self.above(0.1),
            "fields": [["event", f"tula-{number}", ""], ["date", f"2026-0{number + 1}", ""], ["found", "nothing", ""]],
        }

    def items(self, key: str) -> Any:
        pool = (
            [f"tula-{n}" for n in range(6)]
            if key == "follows"
            else ["gazette", "port", "'Cy, Co'", "'https://e.org/a'"]
        )
        chosen = self.chance.sample(pool, self.chance.randint(1, 3))
        return (self.chance.choice(("flow", "block", "flow")), chosen)

    def word(self) -> str:
        self.count += 1
        return (
            f"{self.chance.choice(WORDS[:7])} {self.count}" if self.chance.random() < 0.8 else self.chance.choice(WORDS)
        )

    def text(self) -> Any:
        kind = self.chance.random()
        if kind < 0.7:
            return self.word()
        return (self.chance.choice(("|", ">", "|-")), [self.word().strip("'\"").replace("#", "+") for _ in range(2)])

    def comment(self, odds: float) -> str:
        self.count += 1
        return f"  # c{self.count}." if self.chance.random() < odds else ""

    def above(self, odds: float) -> str:
        return self.comment(odds).strip()

    # Edits.

    def edited(self, base: dict[str, Any], side: str) -> dict[str, Any]:
        file = copy.deepcopy(base)
        steps = (
            self.add, self.add, self.add, self.remove, self.change, self.change, self.change, self.new_field,
            self.drop_field, self.change_list, self.change_list, self.new_comment, self.new_above, self.score, self.top,
            self.add_check, self.remove_check, self.layout, self.twin, self.requote, self.swap,
        )  # fmt: skip
        for _ in range(self.chance.randint(1, 5)):
            self.chance.choice(steps)(file, side)
        return file

    def _event(self, file: dict[str, Any]) -> dict[str, Any]:
        return self.chance.choice(file["events"]) if file["events"] else {"above": "", "fields": [["id", "tula-x", ""]]}

    def add(self, file: dict[str, Any], side: str) -> None:
        self.count += 1
        event = self.event(f"tula-{side}{self.count}")
        file["events"].insert(self.chance.randint(0, len(file["events"])), event)

    def twin(self, file: dict[str, Any], side: str) -> None:
        """Both log one article, alike or nearly so."""
        if not any(event["fields"][0][1] == "tula-twin" for event in file["events"]):
            title = self.chance.choice(("both", "both", "both", f"other {side}"))
            fields = [
                ["id", "tula-twin", ""],
                ["kind", self.chance.choice(("talks", "visit")), ""],
                ["title", title, ""],
            ]
            file["events"].append({"above": "", "fields": fields})

    def remove(self, file: dict[str, Any], side: str) -> None:
        if file["events"]:
            file["events"].pop(self.chance.randrange(len(file["events"])))

    def change(self, file: dict[str, Any], side: str) -> None:
        field = self.chance.choice(self._event(file)["fields"])
        if field[0] in TEXTS:
            field[1] = self.text() if field[0] in ("text", "note") else self.word()

    def new_field(self, file: dict[str, Any], side: str) -> None:
        event = self._event(file)
        key = self.chance.choice(TEXTS)
        if key not in [field[0] for field in event["fields"]]:
            event["fields"].insert(self.chance.randint(1, len(event["fields"])), [key, self.word(), self.comment(0.2)])

    def drop_field(self, file: dict[str, Any], side: str) -> None:
        event = self._event(file)
        if len(event["fields"]) > 3:
            event["fields"].pop(self.chance.randrange(3, len(event["fields"])))

    def change_list(self, file: dict[str, Any], side: str) -> None:
        event = self._event(file)
        for field in event["fields"]:
            if field[0] in LIST_KEYS:
                style, texts = field[1]
                other = self.items(field[0])[1]
                kept = [text for text in texts if self.chance.random() < 0.7] + [t for t in other if t not in texts]
                field[1] = (style, kept or other)
                return
        key = self.chance.choice(LIST_KEYS)
        event["fields"].append([key, self.items(key), ""])

    def new_comment(self, file: dict[str, Any], side: str) -> None:
        field = self.chance.choice(self._event(file)["fields"])
        if field[0] in TEXTS and isinstance(field[1], str):
            field[2] = self.comment(1)

    def new_above(self, file: dict[str, Any], side: str) -> None:
        self._event(file)["above"] = self.above(1)

    def score(self, file: dict[str, Any], side: str) -> None:
        top = file["top"]
        row = next((row for row in top if row[0] == "score"), None)
        if row:
            row[1] = str(self.chance.randint(1, 10))
        else:
            top.insert(1, ["score", str(self.chance.randint(1, 10)), ""])

    def top(self, file: dict[str, Any], side: str) -> None:
        key = self.chance.choice(("x-key", f"x-{side}", "rationale"))
        row = next((row for row in file["top"] if row[0] == key), None)
        if row and self.chance.random() < 0.3:
            file["top"].remove(row)
        elif row:
            row[1] = self.word()
        else:
            file["top"].append([key, self.word(), self.comment(0.2)])

    def add_check(self, file: dict[str, Any], side: str) -> None:
        file["checks"].append(self.check(self.chance.randrange(6)))

    def remove_check(self, file: dict[str, Any], side: str) -> None:
        if file["checks"]:
            file["checks"].pop(self.chance.randrange(len(file["checks"])))

    def layout(self, file: dict[str, Any], side: str) -> None:
        key, values = self.chance.choice((
            ("column", (0, 2)), ("gap", (1, 3)), ("newline", ("\n", "\r\n")), ("mark", ("", "\ufeff")),
            ("ended", (True, False)), ("spaced", (True, False)), ("head", ("", "# another head\n")),
        ))  # fmt: skip
        file[key] = self.chance.choice(values)

    def requote(self, file: dict[str, Any], side: str) -> None:
        field = self.chance.choice(self._event(file)["fields"])
        if isinstance(field[1], str) and field[1].replace(" ", "").isalnum():
            field[1] = f"'{field[1]}'"

    def swap(self, file: dict[str, Any], side: str) -> None:
        fields = self._event(file)["fields"]
        if len(fields) > 2:
            fields[1], fields[-1] = fields[-1], fields[1]

    # Text.

    def written(self, file: dict[str, Any]) -> bytes:
        lines = [file["head"]] if file["head"] else []
        lines += [f"{key}: {value}{comment}\n" for key, value, comment in file["top"]]
        for name in ("events", "checks", "notes"):
            if file[name]:
                lines.append(f"{name}:\n")
                for number, entry in enumerate(file[name]):
                    lines += self._entry(file, entry, number)
        text = "".join(lines)
        text = text if file["ended"] else text.removesuffix("\n")
        content: str = file["mark"] + text.replace("\n", file["newline"])
        return content.encode()

    @staticmethod
    def _entry(file: dict[str, Any], entry: dict[str, Any], number: int) -> list[str]:
        column = " " * file["column"]
        indent = column + " " * (file["gap"] + 1)
        lines = ["\n"] if file["spaced"] and number else []
        lines += [f"{column}{entry['above']}\n"] if entry["above"] else []
        for place, (key, value, comment) in enumerate(entry["fields"]):
            head = f"{column}-{' ' * file['gap']}{key}:" if not place else f"{indent}{key}:"
            if isinstance(value, str):
                lines.append(f"{head} {value}{comment}\n")
            elif value[0] == "flow":
                lines.append(f"{head} [{', '.join(value[1])}]{comment}\n")
            elif value[0] == "block":
                lines += [f"{head}\n", *(f"{indent}- {text}\n" for text in value[1])]
            else:
                lines += [f"{head} {value[0]}\n", *(f"{indent}  {text}\n" for text in value[1])]
        return lines


def merge(base: bytes, mine: bytes, theirs: bytes, answers: Answers = no_answers) -> FileMerge:
    result = merge_bytes("2026/tula.yaml", base, mine, theirs, answers=answers)
    assert not result.why_whole, result.why_whole
    return result


def always(answer: MergeAnswer) -> Answers:
    return lambda question: answer


def check(base: bytes, mine: bytes, theirs: bytes) -> str:
    """Assert all that must hold, and return what came of it."""
    result, mirrored = merge(base, mine, theirs), merge(base, theirs, mine)
    assert merge(base, mine, mine).content == mine
    assert merge(base, base, theirs).content == theirs
    assert merge(base, mine, base).content == mine
    assert [(q.key, q.base, q.mine, q.theirs) for q in result.questions] == [
        (q.key, q.base, q.theirs, q.mine) for q in mirrored.questions
    ] or Counter(q.key for q in result.questions) == Counter(q.key for q in mirrored.questions)
    if result.questions:
        check_questions(base, mine, theirs, result)
        return "asked"
    assert result.content == mirrored.content
    assert result.content is not None
    outlines = [outline_of("x", content) for content in (base, mine, theirs, result.content)]
    check_events(outlines)
    check_fields(outlines)
    check_lines(base, mine, theirs, result.content)
    again = merge(mine, result.content, mine)
    assert again.content == result.content
    return "merged"


def check_questions(base: bytes, mine: bytes, theirs: bytes, result: FileMerge) -> None:
    """Every answer ends the asking, and both answers stand in the file."""
    assert b"<<<<<<< mine" in (result.content or b"")
    for answer in (MergeAnswer.MINE, MergeAnswer.THEIRS):
        answered = merge(base, mine, theirs, answers=always(answer))
        assert not answered.questions
        assert answered.content is not None
        remover = references_in(outline_of("x", mine if answer is MergeAnswer.MINE else theirs))
        check_let_go(references_in(outline_of("x", answered.content)), remover, result, answer)
    text = (result.content or b"").decode()
    for question in result.questions:
        for value in (question.mine, question.theirs):
            if isinstance(value, str):
                assert all(word in text for word in value.split()), (value, text)


def check_let_go(
    answered: Mapping[str, set[str]], remover: Mapping[str, set[str]], result: FileMerge, answer: MergeAnswer
) -> None:
    """Where an answer lets an event go, nothing builds on it any more that did so on the other side alone."""
    for question in result.questions:
        if question.leans_on and (question.mine if answer is MergeAnswer.MINE else question.theirs) is None:
            assert question.entry
            event = question.entry[1]
            assert not answered.get(event, set()) & set(question.leans_on) - remover.get(event, set()), question


def check_events(outlines: list[FileOutline]) -> None:
    """Every event that should be there is there once, in the order of each side."""
    base, mine, theirs, merged = ([entry.identity for entry in outline.entries("events")] for outline in outlines)
    expected = (set(mine) & set(theirs)) | (set(mine) - set(base)) | (set(theirs) - set(base))
    assert set(merged) == expected
    assert len(merged) == len(set(merged))
    for side in (mine, theirs):
        assert [identity for identity in side if identity in expected] == [i for i in merged if i in side]


def check_fields(outlines: list[FileOutline]) -> None:
    """A field that one side changed has that side's value; sets hold what they should."""
    for name in ("events", "checks", "notes"):
        sides = [{entry.identity: entry.value for entry in outline.entries(name)} for outline in outlines]
        for identity, value in sides[3].items():
            versions = [side.get(identity, {}) for side in sides[:3]]
            for key in set(value) | set(versions[1]) | set(versions[2]):
                values = [version.get(key) for version in (*versions, value)]
                check_value(key, values, identity in sides[1], identity in sides[2])
    tops = [{k: v for k, v in outline.value.items() if k not in ("events", "checks", "notes")} for outline in outlines]
    judgements = [{key: top.get(key) for key in JUDGEMENT} for top in tops]
    assert judgements[3] in judgements[1:3]
    for key in set(tops[1]) | set(tops[2]) | set(tops[3]):
        check_value(key, [top.get(key) for top in tops], True, True)


def check_value(key: str, values: list[Any], in_mine: bool, in_theirs: bool) -> None:
    base, mine, theirs, merged = values
    if not in_mine or not in_theirs:
        assert merged == (mine if in_mine else theirs)
    elif base == mine or mine == theirs:
        assert merged == theirs, (key, base, mine, theirs, merged)
    elif base == theirs:
        assert merged == mine, (key, base, mine, theirs, merged)
    else:
        assert key in SETS
        gone = {i for i in base or () if i not in (mine or ()) or i not in (theirs or ())}
        assert set(merged or ()) == (set(mine or ()) | set(theirs or ())) - gone


def check_lines(base: bytes, mine: bytes, theirs: bytes, merged: bytes) -> None:
    """Every line stands in a side, save rewritten sets; no comment that a side has, and nobody took away, is lost."""
    sides = [content.decode().removeprefix("\ufeff").replace("\r\n", "\n") for content in (base, mine, theirs, merged)]
    lines = [{line.strip() for line in text.split("\n")} for text in sides]
    for line in lines[3] - lines[1] - lines[2]:
        key, _, value = line.removeprefix("-").strip().partition(":")
        parts = value.split("  #")
        assert (
            key in SETS
            or all(part.strip() in sides[1] + sides[2] for part in parts)
            or line.startswith("- ")
            or value == " []"
        ), line
    comments = [{word for word in text.split() if word.startswith("c") and word.endswith(".")} for text in sides]
    kept = (comments[1] & comments[2]) | (comments[1] - comments[0]) | (comments[2] - comments[0])
    assert kept <= comments[3], kept - comments[3]


def play(chance: Random) -> str:
    game = Play(chance)
    base = game.base()
    if chance.random() < 0.1:
        base = {**base, "events": [], "checks": [], "notes": [], "top": [["region", "tula", ""]]}
    first, second = game.edited(base, "a"), game.edited(base, "b")
    texts = [game.written(file) for file in (base, first, second)]
    return check(*texts)


def main() -> None:
    """Play so many merges."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    results: Counter[str] = Counter()
    for number in range(seed, seed + count):
        try:
            results[play(Random(number))] += 1
        except BaseException:
            print(f"seed {number}")
            raise
    print(dict(results))


if __name__ == "__main__":
    main()
