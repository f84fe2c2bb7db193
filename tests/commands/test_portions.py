"""Portions and shares of the worklist: `--take`, `--new` and `--split` together, and what the list says of itself."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import Outcome

Run = Callable[..., Outcome]
Write = Callable[..., Path]

EVENTS = """\
events:
- {{id: {0}-a, date: 2025-03, kind: statement, title: A, partners: [{0} A]}}
- {{id: {0}-b, date: 2025-03, kind: contract, title: B, partners: [{0} B]}}
- {{id: {0}-c, date: 2025-03, kind: construction_start, title: C, due: 2025-06, partners: [{0} C]}}
"""
DRAFT = "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"


@pytest.fixture
def root(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RATINGCTL_BY", "Ann")
    pages = {f"2025/{region}.yaml": f"region: {region}\n{EVENTS.format(region)}" for region in ("north", "south")}
    return write({**pages, "2026/edition.yaml": DRAFT, "2026/north.yaml": None, "2026/south.yaml": None})


def rows(ratingctl: Run, root: Path, *options: str) -> Sequence[str]:
    """The projects of a list with who follows each; the list was shown before."""
    assert ratingctl("--root", root, "stale", *options).code == 0
    found = json.loads(ratingctl("--root", root, "stale", *options, "-f", "json").out)
    return [f"{row['project']} {row['reviewer'] or ''}".strip() for row in found["projects"]]


def test_a_portion_of_a_parted_list_holds_the_most_important_of_everybody(ratingctl: Run, root: Path) -> None:
    assert rows(ratingctl, root, "--take", "2", "--split", "Ann,Bob") == ["north-c Ann", "south-c Bob"]


@pytest.mark.parametrize("who", [("--reviewer", "bob"), ("--mine", "--by", "Bob")])
def test_one_share_of_a_parted_list_is_that_of_the_whole(ratingctl: Run, root: Path, who: tuple[str, ...]) -> None:
    whole = rows(ratingctl, root, "--split", "Ann,Bob")
    assert rows(ratingctl, root, "--split", "Ann,Bob", *who) == [row for row in whole if row.endswith("Bob")]


def test_a_share_of_nobody_is_refused(ratingctl: Run, root: Path) -> None:
    outcome = ratingctl("--root", root, "stale", "--split", "Ann,Bob", "--reviewer", "Cy")
    assert (outcome.code, "not parted to 'Cy'; the reviewers are Ann, Bob" in outcome.err) == (2, True)


def test_a_portion_of_what_is_new_stays_the_same_until_it_is_done(ratingctl: Run, root: Path) -> None:
    portion = rows(ratingctl, root, "--take", "2", "--new")
    assert rows(ratingctl, root, "--take", "2", "--new") == portion
    ratingctl("--root", root, "checked", *portion, "--found", "nothing")
    assert not set(portion) & set(rows(ratingctl, root, "--take", "2", "--new"))


def test_the_list_counts_the_checks_of_what_has_left_it(ratingctl: Run, root: Path) -> None:
    ratingctl("--root", root, "checked", "north-b", "south-b", "--found", "nothing")
    assert "2 checked in this edition, 4 not yet" in ratingctl("--root", root, "stale").out
    assert (
        "No project fits the filters; 4 of all need a look."
        in ratingctl("--root", root, "stale", "--status", "delivered").out
    )


def test_news_of_one_person_is_not_buried_by_another_who_found_nothing_that_day(ratingctl: Run, root: Path) -> None:
    for by, found in (("Ann", "news"), ("Bob", "nothing")):
        ratingctl("--root", root, "checked", "north-b", "--found", found, "--by", by)
    [row] = json.loads(ratingctl("--root", root, "stale", "--status", "committed", "-r", "north", "-f", "json").out)[
        "projects"
    ]
    assert "news_not_logged" in row["reasons"]
    ratingctl("--root", root, "checked", "north-b", "--found", "nothing", "--by", "Ann", "--note", "it was another one")
    assert (
        json.loads(ratingctl("--root", root, "stale", "--status", "committed", "-r", "north", "-f", "json").out)[
            "projects"
        ]
        == []
    )


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_list_is_made_of_the_first_and_the_last_day(ratingctl: Run, root: Path, day: str) -> None:
    assert ratingctl("--root", root, "stale", "--as-of", day).code == 0


def test_places_of_what_cannot_be_read_are_said_in_the_persons_language(ratingctl: Run, root: Path) -> None:
    (root / "2026/north.yaml").write_text("region: north\nevents: [\n")
    said = ratingctl("--root", root, "stale", "--lang", "ru").err
    assert "2026/north.yaml:" in said
    assert "look at this line" not in said
