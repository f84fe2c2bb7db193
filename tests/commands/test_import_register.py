"""Sheets of units imported into the register of a small rating."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]
SETTINGS = "unit: {one: isle, many: isles, group: sea}\n"


@pytest.fixture
def root(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write()
    (root / "rating.yaml").write_text((root / "rating.yaml").read_text() + SETTINGS)
    monkeypatch.chdir(root.parent)
    return root


def imported(root: Path, ratingctl: Run, sheet: str, *options: str) -> dict[str, Any]:
    (root.parent / "units.csv").write_text(sheet)
    outcome = ratingctl("import", "units", "units.csv", "--yes", "-f", "json", *options)
    assert outcome.out, outcome.err
    assert ratingctl("validate").code == 0
    data: dict[str, Any] = json.loads(outcome.out)
    return data


def added(root: Path) -> list[str]:
    return [line for line in (root / "regions.yaml").read_text().splitlines() if "{" in line]


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [
        ("Zürich\nTartu\n", ["zurich: {name: Zürich}", "tartu: {name: Tartu}"]),
        ("Isle,Sea\nTartu,Baltic\nNorth Island,Cold\n", ["tartu: {name: Tartu, district: Baltic}"]),
        ("id;Name;ISO code;Other names;Note\nee;Tartu;EE-79;Dorpat | Jurjew;x\n",
         ["ee: {name: Tartu, code: EE-79, aliases: [Dorpat, Jurjew]}"]),
        ("Название,Код\nТарту,EE\n", ["tartu: {name: Тарту, code: EE}"]),
    ],
    ids=["bare", "own-words", "all", "russian"],
)  # fmt: skip
def test_units_of_a_sheet_come_into_the_register(root: Path, ratingctl: Run, sheet: str, lines: list[str]) -> None:
    imported(root, ratingctl, sheet)
    assert added(root) == lines


def test_units_that_only_the_register_has_are_named(root: Path, ratingctl: Run) -> None:
    understood = imported(root, ratingctl, "Zürich\nNorth Island\n")["understood"]
    assert understood == ["in the register, but not in the file: South Island"]


def test_units_come_once_and_undo_takes_them_back(root: Path, ratingctl: Run) -> None:
    before = (root / "regions.yaml").read_bytes()
    assert imported(root, ratingctl, "Zürich\n")["added_regions"] == 1
    again = imported(root, ratingctl, "Zürich\n")
    assert (again["added_regions"], again["known"], again["written"]) == (0, 1, False)
    assert ratingctl("undo").code == 0
    assert (root / "regions.yaml").read_bytes() == before


def test_a_near_name_is_asked_about_and_an_id_that_cannot_be_is_listed(root: Path, ratingctl: Run) -> None:
    data = imported(root, ratingctl, "id,name\nTartu!,Tartu\nnorth,Riga\nx,Narva\nx,Noth Island\n")
    assert [(doubt["region"], doubt["line"]) for doubt in data["unsure"]] == [
        ("tartu", 2), ("riga", 3), ("Noth Island", 5),
    ]  # fmt: skip
    assert added(root) == ["tartu: {name: Tartu}", "riga: {name: Riga}", "x: {name: Narva}"]


def test_columns_that_cannot_be_told_are_asked_for_and_kept(root: Path, ratingctl: Run) -> None:
    (root.parent / "units.csv").write_text("What,Where\nTartu,Baltic\n")
    refused = ratingctl("import", "units", "units.csv", "--yes")
    assert (refused.code, "there are What, Where" in refused.err) == (2, True)
    imported(root, ratingctl, "What,Where\nTartu,Baltic\n", "--map", "name=What,group=Where")
    assert added(root) == ["tartu: {name: Tartu, district: Baltic}"]
    assert "imports: {units: {name: What, group: Where}}" in (root / "rating.yaml").read_text()
