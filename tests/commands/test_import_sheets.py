"""Sheets of scores and of events imported into small ratings."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]
DRAFT = {
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nprevious: 2025\n",
    "2026/north.yaml": None,
    "2026/south.yaml": None,
}


@pytest.fixture
def draft(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rating with a published edition and an empty draft."""
    root = write(DRAFT)
    monkeypatch.chdir(root.parent)
    return root


def handed(root: Path, name: str, content: str | bytes) -> str:
    (root.parent / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def workbook(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def report(ratingctl: Run, *arguments: str) -> dict[str, Any]:
    outcome = ratingctl("import", *arguments, "-f", "json")
    assert outcome.out, outcome.err
    data: dict[str, Any] = json.loads(outcome.out)
    return data


def scores(root: Path, edition: str) -> dict[str, str]:
    found = {}
    for file in sorted((root / edition).glob("*.yaml")):
        lines = [line for line in file.read_text().splitlines() if line.startswith("score: ")]
        if lines:
            found[file.stem] = lines[0].removeprefix("score: ")
    return found


@pytest.mark.parametrize(
    "content",
    [
        "Island;2026\nNorth Island;7\nthe North;7\nSouth Island;6\n",
        "sep=|\nIsland|Score\nNorth Island|7\nSouth Island|6\n",
        "Place\tIsland\tScore\n1\tSouth Island\t6\n2\tNorth Island\t7\n",
        "Island,Year,Score\nNorth Island,2026,7\nSouth Island,2026,6\nNorth Island,2025,5\n",
        "\ufeffscores of islands,,\n\nIsland,2025,2026\nNorth Island,5,7\nSouth Island,n/a,6\nSource: us,,\n",
        "Island,2026\nIS-N,7\nIS-S,6\n".encode("utf-16"),
    ],
    ids=["semicolons", "sep", "no-year", "long", "wide", "utf-16"],
)
def test_scores_of_any_layout_are_read(draft: Path, ratingctl: Run, content: str | bytes) -> None:
    data = report(ratingctl, "scores", handed(draft, "scores.csv", content), "--yes")
    assert (data["edition"], data["scores"], data["written"]) == ("2026", 2, True)
    assert scores(draft, "2026") == {"north": "7", "south": "6"}


def test_heads_of_two_rows_and_merged_cells_of_a_workbook(draft: Path, ratingctl: Run) -> None:
    content = workbook(
        ("Islands of the world", None, None, None, None),
        ("Island", 2025, None, 2026, None),
        (None, "Status", "Total", "Status", "Total"),
        ("North Island", "F", 5, "F", 7.0),
        ("South Island", "PF", 7, "PF", "=3+3"),
        merged=("A1:E1", "A2:A3", "B2:C2", "D2:E2"),
    )
    data = report(ratingctl, "scores", handed(draft, "scores.xlsx", content), "--yes")
    assert data["understood"][1:4] == [
        "heads in lines 1, 2, 3, regions in “Island”", "“2025 Total”: edition 2025", "“2026 Total”: edition 2026",
    ]  # fmt: skip
    assert scores(draft, "2026") == {"north": "7"}  # no program has computed the formula


def test_new_units_take_the_larger_unit_that_stands_beside_them(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "scores.csv", "Island,District,2026\nNorth Island,Cold,7\nFar Island,Far Sea,6\n")
    data = report(ratingctl, "scores", file, "--add-regions", "--yes")
    assert "“District”: district" in data["understood"]
    assert "far-island: {name: Far Island, district: Far Sea}\n" in (draft / "regions.yaml").read_text()
    other = handed(draft, "more.csv", "Island,Sea,2026\nElsewhere,Far Sea,6\n")
    report(ratingctl, "scores", other, "--add-regions", "--map", "group=Sea", "--yes")
    assert "elsewhere: {name: Elsewhere, district: Far Sea}\n" in (draft / "regions.yaml").read_text()


def test_an_edition_is_not_begun_for_nothing(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "scores.csv", "Island,2026,2027\nFar Island,7,6\n")
    assert report(ratingctl, "scores", file, "--yes")["written"] is False
    assert not (draft / "2027").exists()


def test_importing_scores_twice_adds_nothing_and_other_scores_stay(draft: Path, ratingctl: Run) -> None:
    report(ratingctl, "scores", handed(draft, "scores.csv", "Island,2026\nNorth Island,7\n"), "--yes")
    again = report(ratingctl, "scores", "scores.csv", "--yes")
    assert (again["scores"], again["known"], again["written"]) == (0, 1, False)
    other = report(ratingctl, "scores", handed(draft, "scores.csv", "Island,2026\nNorth Island,8\n"), "--yes")
    assert [(doubt["region"], doubt["line"]) for doubt in other["unsure"]] == [("north", 2)]
    assert scores(draft, "2026") == {"north": "7"}


def test_published_editions_are_compared_and_never_changed(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "scores.csv", "Island,2025\nNorth Island,6\n")
    outcome = ratingctl("import", "scores", file, "--yes")
    assert (outcome.code, "edition 2025 is published" in outcome.err) == (2, True)
    both = handed(draft, "scores.csv", "Island,2025,2026\nNorth Island,6,7\n")
    (doubt,) = report(ratingctl, "scores", both, "--yes")["unsure"]
    assert doubt["why"] == "edition 2025 has the score 5, the file 6; the one of the edition stays"


def test_scores_that_are_none_are_refused_by_their_lines(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "scores.csv", "Island,2026\nNorth Island,70\nSouth Island,7.5\nEast Island,1\n")
    data = report(ratingctl, "scores", file, "--yes")
    assert [(doubt["line"], doubt["left_out"]) for doubt in data["unsure"]] == [(2, True), (3, True), (4, True)]
    assert scores(draft, "2026") == {}


def test_columns_that_cannot_be_told_are_asked_for_and_kept(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "scores.csv", "Island,Beauty,Size\nNorth Island,7,3\nSouth Island,6,4\n")
    refused = ratingctl("import", "scores", file, "--yes")
    assert refused.code == 2
    assert "which column holds the scores; there are Beauty, Size" in refused.err
    report(ratingctl, "scores", file, "--map", "score=Beauty", "--yes")
    assert "imports: {scores: {score: Beauty}}" in (draft / "rating.yaml").read_text()
    assert ratingctl("validate").code == 0
    assert report(ratingctl, "scores", file, "--yes")["known"] == 2


def test_an_encoding_that_cannot_be_told_is_named(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "scores.csv", "Île;2026\nNorth Island;7\nCôte;6\n".encode("cp1252"))
    assert "--encoding" in ratingctl("import", "scores", file, "--yes").err
    data = report(ratingctl, "scores", file, "--encoding", "cp1252", "--add-regions", "--yes")
    assert (data["scores"], data["added_regions"]) == (2, 1)


def test_ranges_that_would_fill_all_memory_are_refused(draft: Path, ratingctl: Run) -> None:
    content = workbook(("Island", 2026), ("North Island", 7), merged=("A3:B4",))
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(bomb, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(b"A3:B4", b"A3:XFD20000"))
    outcome = ratingctl("import", "scores", handed(draft, "scores.xlsx", bomb.getvalue()), "--yes")
    assert (outcome.code, "cells" in outcome.err) == (3, True)


def test_two_hundred_countries_with_decimals_diacritics_and_two_spellings(
    write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(
        {
            "rating.yaml": "title: Freedom\nlanguage: en\nunit: {one: country, many: countries}\n"
            "scale: {min: 0, max: 100, step: 0.1}\ntiers:\n- {id: free, name: Free, from: 50}\n"
            "- {id: other, name: Other, from: 0}\n",
            "regions.yaml": "",
        },
        base={},
    )
    monkeypatch.chdir(root.parent)
    dice = random.Random(1)
    syllables = [
        "bar",
        "çel",
        "dön",
        "fir",
        "gøl",
        "hut",
        "jan",
        "kéq",
        "lom",
        "mýs",
        "nor",
        "piñ",
        "rus",
        "štu",
        "vex",
    ]
    names = sorted({"".join(dice.choices(syllables, k=4)).title() for _ in range(240)})[:198]
    names += ["Niger", "Nigeria"]
    rows = [f"{name},{year},{dice.randrange(1001) / 10}" for year in (2023, 2024) for name in names]
    rows[200] = rows[200].replace(names[0], names[0] + "y")  # spelled otherwise in the last year
    file = handed(root, "scores.csv", "\n".join(["Country,Year,Score", *rows, ""]))
    look = report(ratingctl, "scores", file, "--add-regions", "--dry-run")
    asked = [doubt for doubt in look["unsure"] if doubt["region"] == names[0] + "y"]
    assert [doubt["line"] for doubt in asked] == [202]
    data = report(ratingctl, "scores", file, "--add-regions", "--same", f"{names[0]}y={names[0]}", "--yes")
    assert (data["unsure"], data["regions"], data["scores"], data["previous_scores"]) == ([], 200, 200, 200)
    assert data["editions"] == ["2023", "2024"]
    assert ratingctl("validate").code == 0
    tiers = json.loads(ratingctl("tiers", "2024", "-f", "json").out)
    assert sum(len(tier["regions"]) for tier in tiers["tiers"]) == 200
    assert json.loads(ratingctl("diff", "2023", "2024", "-f", "json").out)["summary"]["added"] == 0


def test_a_name_that_is_a_part_of_another_is_asked_about(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "scores.csv", "Island,2026\nThe South Island Republic,7\nNorth Island,6\n")
    (doubt,) = report(ratingctl, "scores", file, "--add-regions", "--yes")["unsure"]
    assert "south (South Island)" in doubt["why"]
    assert scores(draft, "2026") == {"north": "6"}


EVENTS = """Дата;Событие;Остров;Вид;Источник;Цена
18.05.2026;Подписан договор о порте;North Island;контракт;https://example.org/1;1
2026-06;A mill was opened;South Island;;gazette;2
вчера?;A road was built;South Island;;;3
;A ferry was launched;the North;nonsense;nowhere;4
2026-07;;South Island;;;5
"""


def test_events_of_a_list_with_a_kept_mapping(draft: Path, ratingctl: Run) -> None:
    file = handed(draft, "events.csv", EVENTS)
    refused = ratingctl("import", "events", file, "--yes")
    assert "which column holds the regions" in refused.err
    data = report(ratingctl, "events", file, "--map", "region=Остров", "--yes")
    assert (data["events"], data["written"]) == (3, True)
    assert [(doubt["line"], doubt["left_out"]) for doubt in data["unsure"]] == [
        (4, True), (5, False), (5, False), (6, True),
    ]  # fmt: skip
    north = (draft / "2026/north.yaml").read_text()
    assert "date: 2026-05-18\n  kind: contract\n  title: Подписан договор о порте\n" in north
    assert "sources: ['https://example.org/1']" in north
    again = report(ratingctl, "events", file, "--yes")
    assert (again["events"], again["known"], again["written"]) == (0, 3, False)
    assert ratingctl("validate").code == 0
    assert ratingctl("undo").code == 0
    assert "imports" not in (draft / "rating.yaml").read_text()


def test_events_of_a_workbook_and_of_a_yaml_list(draft: Path, ratingctl: Run) -> None:
    book = workbook(
        ("When", "Headline", "Unit"), (date(2026, 5, 18), "A port was opened", "South Island"), (None, "Talks", "IS-S")
    )
    data = report(ratingctl, "events", handed(draft, "events.xlsx", book), "--yes")
    assert data["events"] == 2
    assert "date: 2026-05-18" in (draft / "2026/south.yaml").read_text()
    listed = "events:\n- region: north\n  date: 2026-05\n  title: A mill was opened\n  partners: [Sea Lines, Ann]\n"
    assert report(ratingctl, "events", handed(draft, "list.yaml", listed), "--yes")["events"] == 1
    assert "partners: [Sea Lines, Ann]" in (draft / "2026/north.yaml").read_text()


def test_no_event_goes_into_a_published_edition(write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write()
    monkeypatch.chdir(root.parent)
    file = handed(root, "events.csv", "Date,Title,Unit\n2026-05,A mill was opened,north\n")
    for arguments in ((), ("-e", "2025")):
        outcome = ratingctl("import", "events", file, *arguments, "--yes")
        assert (outcome.code, "is published" in outcome.err) == (2, True)
