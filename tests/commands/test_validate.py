"""Each code with a fault planted for it: where it is found and what the exit code is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Outcome

from ratingctl.domain.findings import Severity
from ratingctl.domain.gate_codes import GATE_CODES
from ratingctl.domain.rules.registry import RULES

Write = Callable[..., Path]
Run = Callable[..., Outcome]

NORTH = SMALL["2026/north.yaml"]

FROZEN = """\
title: Rating of islands
scale: {min: 1, max: 10}
tiers: [{id: all, name: All, from: 1}]
kinds: {construction_start: {class: result}}
regions: {north: {name: North Island}, south: {name: South Island}}
"""
FAULTS: list[tuple[str, dict[str, str | bytes | None], str, int, int]] = [
    ("B601", {"2026/booklet.yaml": "trends:\n- text: Ice\n  regions: [nord]\n"}, "2026/booklet.yaml", 3, 13),
    ("B602", {"2026/booklet.yaml": "trends:\n- text: Ice\n  events: [north-0]\n"}, "2026/booklet.yaml", 3, 12),
    ("B602", {"2025/booklet.yaml": "trends:\n- text: Ice\n  events: [north-works]\n"}, "2025/booklet.yaml", 3, 12),
    ("B603", {"2026/booklet.yaml": "tier_intro: {top: Best}\n"}, "2026/booklet.yaml", 1, 19),
    ("B604", {"regions.yaml": SMALL["regions.yaml"].replace("  order: 1", "  tile: [0, 0]") + "  tile: [1]\n"}, "regions.yaml", 12, 9),
    ("F102", {"2026/north.yaml": b"region: north\nscore: 7\nrationale: \xcf\xf0\n"}, "2026/north.yaml", 3, 12),
    ("F103", {"2026/north.yaml": b"#" * (32 * 1024 * 1024 + 1)}, "2026/north.yaml", 1, 1),
    ("F104", {"2026/north.yaml": "\ufeff" + NORTH}, "2026/north.yaml", 1, 1),
    ("F105", {"2026/south.yaml": "region: south\nscore: 6\r\n"}, "2026/south.yaml", 2, 9),
    ("F106", {"2026/south.yaml": "region: south\nscore: 6\nrationale: ки\u0438\u0306\n"}, "2026/south.yaml", 3, 14),
    ("F107", {"2026/south.yaml": "region: south\nscore: 6\t# six\n"}, "2026/south.yaml", 2, 9),
    (
        "F109",
        {"2026/south.yaml": "region: south\n<<<<<<< HEAD\nscore: 6\n=======\nscore: 7\n>>>>>>> other\n"},
        "2026/south.yaml", 2, 1,
    ),
    ("F110", {"2026/south.yaml": "region: south\nrationale: one: two\n"}, "2026/south.yaml", 2, 15),
    ("F111", {"2026/south.yaml": "region: south\nscore: 6\nscore: 7\n"}, "2026/south.yaml", 3, 1),
    ("F112", {"2026/south.yaml": "region: south\nrationale: &a x\nnotes:\n- text: *a\n"}, "2026/south.yaml", 2, 12),
    ("F113", {"2026/south.yaml": "region: south\nscore: !!int 6\n"}, "2026/south.yaml", 2, 8),
    ("F114", {"2026/south.yaml": "region: south\nscore: 6\n---\nregion: south\n"}, "2026/south.yaml", 3, 1),
    ("F115", {"2026/south.yaml": "region: south\nevents: " + "[" * 10_000}, "2026/south.yaml", 2, 48),
    ("F116", {"2026/old/south.yaml": "region: south\n"}, "2026/old/south.yaml", 1, 1),
    ("F116", {"2026/west.yml": "region: west\n"}, "2026/west.yml", 1, 1),
    ("F116", {"notes.yaml": "a: b\n"}, "notes.yaml", 1, 1),
    ("F117", {"2026/edition.yaml": None}, "2026/edition.yaml", 1, 1),
    ("F117", {"regions.yaml": None}, "regions.yaml", 1, 1),
    ("F121", {"2026/south.yaml": "region: south\nrationale: a #b\n"}, "2026/south.yaml", 2, 13),
    ("F122", {"2026/south.yaml": "region: south\nscore:\u00a06\n"}, "2026/south.yaml", 2, 7),
    ("F118", {"2026/south.yaml": "score: 6\nregion: north\n"}, "2026/south.yaml", 2, 9),
    ("V201", {"2026/south.yaml": "region: south\nscoore: 6\n"}, "2026/south.yaml", 2, 1),
    ("V202", {"2026/south.yaml": "region: south\nscore: six\n"}, "2026/south.yaml", 2, 8),
    ("V202", {"2026/south.yaml": "region: south\nevents: none\n"}, "2026/south.yaml", 2, 9),
    ("V202", {"2026/south.yaml": "region: south\nnotes:\n- text: a\n  italic: yes\n"}, "2026/south.yaml", 4, 11),
    ("V203", {"2026/south.yaml": "region: south\nevents:\n- id: south-1\n  kind: visit\n"}, "2026/south.yaml", 3, 3),
    ("V203", {"2026/south.yaml": ""}, "2026/south.yaml", 1, 1),
    ("V203", {"2026/south.yaml": "region: south\nevents:\n- id: south-1\n  kind: visit\n  title: ''\n"}, "2026/south.yaml", 3, 3),
    ("V203", {"2026/south.yaml": "region: south\nevents:\n- id: south-1\n  kind: ''\n  title: A\n"}, "2026/south.yaml", 3, 3),
    ("V206", {"2026/north.yaml": NORTH.replace("found: nothing", "found: ''")}, "2026/north.yaml", 14, 10),
    (
        "V204",
        {"2026/north.yaml": NORTH.replace("date: 2026-02\n", "date: 2026-02-30\n")},
        "2026/north.yaml", 6, 9,
    ),
    ("V204", {"2026/north.yaml": NORTH.replace("2026-02\n", "2026-Q1\n")}, "2026/north.yaml", 6, 9),
    ("V205", {"2026/north.yaml": NORTH.replace("id: north-works", "id: North/Works")}, "2026/north.yaml", 4, 7),
    ("V206", {"2026/north.yaml": NORTH.replace("found: nothing", "found: nothin")}, "2026/north.yaml", 14, 10),
    ("V206", {"2026/edition.yaml": "period: 2026\ncutoff: 2026\nstate: done\n"}, "2026/edition.yaml", 3, 8),
    (
        "L301",
        {"2026/north.yaml": NORTH.replace("id: north-works", "id: north-bridge").replace("follows: [north-bridge]", "")},
        "2026/north.yaml", 4, 7,
    ),
    ("L302", {"2026/north.yaml": NORTH.replace("follows: [north-bridge]", "follows: [north-brige]")},
     "2026/north.yaml", 9, 13),
    ("L303", {"2025/north.yaml": SMALL["2025/north.yaml"] + "  follows: [north-bridge]\n"}, "2025/north.yaml", 11, 12),
    ("L304", {"2025/north.yaml": SMALL["2025/north.yaml"] + "  follows: [north-works]\n"}, "2025/north.yaml", 11, 13),
    (
        "L304",
        {"2026/north.yaml": NORTH.replace("date: 2026-02", "date: 2024-02")},
        "2026/north.yaml", 9, 13,
    ),
    ("L305", {"2026/north.yaml": NORTH.replace("[north-bridge]\n", "[north-bridge]\n  not_follows: [north-bridge]\n", 1)},
     "2026/north.yaml", 10, 17),
    ("L306", {"2026/south.yaml": "region: south\nscore: 6\nevidence: [north-works]\n"}, "2026/south.yaml", 3, 12),
    ("L306", {"2025/north.yaml": SMALL["2025/north.yaml"] + "evidence:\n- north-works\n"}, "2025/north.yaml", 12, 3),
    ("L307", {"2026/north.yaml": NORTH.replace("event: north-bridge", "event: north-tunnel")}, "2026/north.yaml", 11, 10),
    ("L308", {"2026/south.yaml": "region: south\nnotes:\n- text: a\n  about: [north-works]\n"}, "2026/south.yaml", 4, 11),
    ("L309", {"2026/north.yaml": NORTH.replace("project: Bridge", "project: Brigde")}, "2026/north.yaml", 5, 12),
    ("L310", {"2026/north.yaml": NORTH.replace("  follows: [north-bridge]\n", "")}, "2026/north.yaml", 5, 12),
    (
        "L311",
        {
            "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
            "2026/south.yaml": "region: south\nevents:\n- {id: a, kind: talks, date: 2026-05, title: The mayor came}\n"
            "- {id: b, kind: visit, date: 2026-05-02, title: 'The Mayor came.'}\n",
        },
        "2026/south.yaml", 4, 3,
    ),
    ("R401", {"2026/west.yaml": "region: west\nscore: 6\n"}, "2026/west.yaml", 1, 9),
    ("R402", {"2026/north.yaml": NORTH.replace("construction_start", "constructoin")}, "2026/north.yaml", 7, 9),
    ("R403", {"2025/north.yaml": SMALL["2025/north.yaml"].replace("[gazette]", "[gazete]")}, "2025/north.yaml", 10, 13),
    ("R403", {"2026/north.yaml": NORTH + "  sources:\n  - gazette\n  - gazete\n"}, "2026/north.yaml", 17, 5),
    ("R404", {"2026/south.yaml": "region: south\nscore: 11\n"}, "2026/south.yaml", 2, 8),
    ("R405", {"regions.yaml": SMALL["regions.yaml"].replace("order: 2", "aliases: [The north]")}, "regions.yaml", 11, 13),
    ("R406", {"forms.yaml": "west: [western]\n"}, "forms.yaml", 1, 7),
    ("R407", {"rating.yaml": SMALL["rating.yaml"].replace("from: 7", "from: 70")}, "rating.yaml", 5, 3),
    ("R408", {"2026/south.yaml": "region: south\nscore: 6\ntier: top\n"}, "2026/south.yaml", 3, 7),
    ("R409", {"regions.yaml": SMALL["regions.yaml"] + "  merged_into: west\n"}, "regions.yaml", 12, 16),
    ("R410", {"regions.yaml": SMALL["regions.yaml"] + "  until: 2020\n"}, "2026/south.yaml", 2, 8),
    ("V207", {"2026/south.yaml": "region: south\nscore: 6\nscores: {economy: 5}\n"}, "2026/south.yaml", 3, 19),
    ("E501", {"2026/edition.yaml": "period: 2026\ncutoff: 2026\nprevious: 2024\n"}, "2026/edition.yaml", 3, 11),
    ("E502", {"2024/edition.yaml": "period: ../2024\ncutoff: 2024\n"}, "2025/edition.yaml", 1, 1),
    ("E503", {"2026/north.yaml": NORTH.replace("date: 2026-02", "date: 2025-11")}, "2026/north.yaml", 6, 9),
    ("E504", {"2026/north.yaml": NORTH.replace("date: 2026-02", "date: 2027-02")}, "2026/north.yaml", 6, 9),
    ("E505", {"2026/frozen.yaml": FROZEN}, "2026/seal.json", 1, 1),
]  # fmt: skip


def problems(outcome: Outcome) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(outcome.out)["problems"]
    return found


@pytest.mark.parametrize(("code", "files", "path", "line", "column"), FAULTS)
def test_names_a_planted_fault_with_its_place(
    write: Write, ratingctl: Run, code: str, files: dict[str, str | bytes | None], path: str, line: int, column: int
) -> None:
    outcome = ratingctl("--root", write(files), "validate", "-f", "json")
    hits = [problem for problem in problems(outcome) if problem["code"] == code]
    assert (path, line, column) in [(hit["path"], hit["line"], hit["column"]) for hit in hits], outcome.out
    assert all(hit["severity"] == RULES[code].severity for hit in hits)
    if RULES[code].severity is Severity.ERROR:
        assert outcome.code == 1


def test_names_an_unreadable_file(write: Write, ratingctl: Run) -> None:
    root = write()
    (root / "2026/south.yaml").unlink()
    (root / "2026/south.yaml").symlink_to(root / "2026/nowhere.yaml")
    found = problems(ratingctl("--root", root, "validate", "-f", "json"))
    assert [(problem["code"], problem["path"]) for problem in found] == [("F101", "2026/south.yaml")]


def test_names_a_link_out_of_the_folder(write: Write, ratingctl: Run, tmp_path: Path) -> None:
    root = write({"2026/south.yaml": None})
    (tmp_path / "outside.yaml").write_text("region: south\nscore: 6\n")
    (root / "2026/south.yaml").symlink_to(tmp_path / "outside.yaml")
    found = problems(ratingctl("--root", root, "validate", "-f", "json"))
    assert [(problem["code"], problem["path"]) for problem in found] == [("F108", "2026/south.yaml")]


def test_every_code_has_a_planted_fault() -> None:
    elsewhere = {"F101", "F108", "F119", "F120", *GATE_CODES}  # what the gate says is no fault of a file
    assert {fault[0] for fault in FAULTS} | elsewhere == set(RULES)


def test_finds_nothing_in_a_sound_rating(write: Write, ratingctl: Run) -> None:
    outcome = ratingctl("--root", write(), "validate")
    assert outcome == Outcome(0, "9 files, 0 errors, 0 warnings\n", "")


def test_warnings_alone_do_not_fail(write: Write, ratingctl: Run) -> None:
    outcome = ratingctl("--root", write({"2026/south.yaml": "region: south\nscoore: 6\n"}), "validate")
    assert outcome.code == 0
    assert "warning: unknown key 'scoore' in a region (did you mean score?)" in outcome.out


def test_says_what_a_broken_file_keeps_it_from_checking(write: Write, ratingctl: Run) -> None:
    root = write({"2025/north.yaml": SMALL["2025/north.yaml"] + "[\n"})
    answer = json.loads(ratingctl("--root", root, "validate", "-f", "json").out)
    assert [problem["code"] for problem in answer["problems"]] == ["F110"]
    assert [row["path"] for row in answer["skipped"]] == ["2025/north.yaml", "2026/north.yaml"]
    assert "north-bridge" in answer["skipped"][1]["why"]


def test_many_faults_are_named_together_sorted_by_place(write: Write, ratingctl: Run) -> None:
    files = {
        "2026/north.yaml": NORTH.replace("date: 2026-02", "date: 2027-02").replace("construction_start", "x"),
        "2026/south.yaml": "region: south\nscore: 11\n",
        "2025/north.yaml": SMALL["2025/north.yaml"].replace("[gazette]", "[gazete]"),
    }
    first = ratingctl("--root", write(files), "validate", "-f", "json")
    found = [(problem["path"], problem["line"], problem["code"]) for problem in problems(first)]
    assert found == [
        ("2025/north.yaml", 10, "R403"),
        ("2026/north.yaml", 6, "E504"),
        ("2026/north.yaml", 7, "R402"),
        ("2026/south.yaml", 2, "R404"),
    ]
    assert ratingctl("--root", write(files), "validate", "-f", "json") == first


def test_a_circle_names_only_the_events_on_it(write: Write, ratingctl: Run) -> None:
    rows = {"a": "c", "b": "a", "c": "b", "tail": "a", "head": ""}
    events = "".join(
        f"- id: {key}\n  kind: talks\n  title: t\n" + (f"  follows: [{old}]\n" if old else "")
        for key, old in rows.items()
    )
    outcome = ratingctl(
        "--root", write({"2026/south.yaml": f"region: south\nevents:\n{events}"}), "validate", "-f", "json"
    )
    circles = [problem["message"] for problem in problems(outcome) if problem["code"] == "L303"]
    assert [message.split()[0] for message in circles] == ["a", "b", "c"]


@pytest.mark.parametrize("code", sorted(RULES))
def test_explains_every_code(ratingctl: Run, code: str) -> None:
    outcome = ratingctl("validate", "--explain", code.lower())
    assert outcome.code == 0
    assert outcome.out.startswith(f"{code} ")
    assert len(" ".join(RULES[code].manual).split()) > 8


def test_a_path_is_shown_as_an_editor_opens_it(write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({"2026/south.yaml": "region: south\nscore: 11\n"})
    monkeypatch.chdir(root.parent)
    assert ratingctl("validate").out.startswith("editions/2026/south.yaml:2:8: R404 ")
