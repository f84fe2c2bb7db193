"""Filters of the worklist: which rows stay, by status, reason, reviewer and region."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

Run = Callable[..., Outcome]
Write = Callable[..., Path]

EVENTS = """\
events:
- {{id: {0}-a, date: 2025-03, kind: statement, title: Announced}}
- {{id: {0}-b, date: 2025-03, kind: contract, title: Committed}}
- {{id: {0}-c, date: 2025-03, kind: construction_start, title: Under way, due: 2025-06}}
- {{id: {0}-d, date: 2025-03, kind: suspension, title: Suspended}}
"""
REGIONS = """\
north: {name: North Island, reviewer: Ann}
south: {name: South Island, reviewer: Bob}
"""


@pytest.fixture
def root(write: Write) -> Path:
    pages = {f"2025/{region}.yaml": f"region: {region}\n{EVENTS.format(region)}" for region in ("north", "south")}
    return write({**pages, "regions.yaml": REGIONS, "2026/north.yaml": None, "2026/south.yaml": None})


@pytest.mark.parametrize(
    ("options", "projects"),
    [
        pytest.param((), "north-c south-c north-b south-b north-a north-d south-a south-d", id="all"),
        pytest.param(("--status", "announced"), "north-a south-a", id="of one status"),
        pytest.param(
            ("--status", "committed", "--status", "suspended"), "north-b south-b north-d south-d", id="of two"
        ),
        pytest.param(("--status", "delivered"), "", id="of none"),
        pytest.param(("--reason", "overdue"), "north-c south-c", id="for one reason"),
        pytest.param(("--reason", "overdue", "--status", "announced"), "", id="both must hold"),
        pytest.param(("--reviewer", "Bob"), "south-c south-b south-a south-d", id="of one reviewer"),
        pytest.param(("-r", "north", "--status", "announced"), "north-a", id="of one region"),
    ],
)
def test_a_filter_leaves_what_fits(ratingctl: Run, root: Path, options: tuple[str, ...], projects: str) -> None:
    answer = json.loads(ratingctl("--root", root, "stale", "--as-of", "2025-12-31", "-f", "json", *options).out)
    assert " ".join(row["project"] for row in answer["projects"]) == projects


@pytest.mark.parametrize("verb", ["stale", "upcoming"])
@pytest.mark.parametrize(
    ("typed", "code"), [("ann", 0), ("Cy", 2), ("", 2)], ids=["in other letters", "nobody's name", "no name"]
)
def test_a_reviewer_is_one_of_those_there_are(ratingctl: Run, root: Path, verb: str, typed: str, code: int) -> None:
    outcome = ratingctl("--root", root, verb, "--reviewer", typed, "--as-of", "2025-12-31")
    assert outcome.code == code
    assert ("the reviewers are Ann, Bob" in outcome.err) is (code == 2)


@pytest.mark.parametrize("typed", ["", " , ,"])
def test_a_list_is_not_parted_among_nobody(ratingctl: Run, root: Path, typed: str) -> None:
    outcome = ratingctl("--root", root, "stale", "--split", typed)
    assert (outcome.code, "--split names nobody" in outcome.err) == (2, True)


def test_a_look_at_another_edition_changes_neither_the_portion_nor_what_is_new(
    ratingctl: Run, root: Path, write: Write
) -> None:
    write({"2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"}, {})

    def listed(*options: str) -> str:
        return ratingctl("--root", root, "stale", *options).out.partition("\n\n")[2]

    portion = listed("--take", "2", "-r", "north")
    assert "north-c" in portion
    listed("2025")
    late = "- {id: north-e, date: 2026-01, kind: contract, title: Late, due: 2026-02}\n"
    page = root / "2025/north.yaml"
    page.write_text(page.read_text() + late)
    assert listed("--take", "2", "-r", "north") == portion
    assert "north-e" in listed("--new")
    assert "north-c" not in listed("--new")


@pytest.mark.parametrize(
    ("language", "title", "is_general"),
    [
        ("en", "North Island and Chinese firms may work together in tourism", True),
        ("en", "Firms from China and Kenyan growers discuss tea in South Island", True),
        ("en", "A works in Port Agatha is discussed", False),
        ("en", "Investors are called into the “South Island” park", False),
        ("ru", "Бизнес из Китая зовут в туризм Снежской области", True),
        ("ru", "Фирмы из Пекина говорят о хлопке с властями Полянии", True),
        ("ru", "Говорят о заводе в Снежске", False),
        ("ru", "Инвесторов зовут в парк «Поляния»", False),
    ],
)
def test_an_intention_that_names_an_object_of_its_own_is_not_general(
    ratingctl: Run, write: Write, language: str, title: str, is_general: bool
) -> None:
    words = "subject: [China, Chinese, Китай, Пекин]\n"
    settings = SMALL["rating.yaml"].replace("language: en", f"language: {language}") + words
    register = (
        "north: {name: North Island, aliases: [Снежская область]}\nsouth: {name: South Island, aliases: [Поляния]}\n"
    )
    page = f"region: north\nevents:\n- {{id: north-a, date: 2025-03, kind: statement, title: {title}}}\n"
    root = write({"rating.yaml": settings, "regions.yaml": register, "2025/north.yaml": page, "2025/south.yaml": None})
    answer = json.loads(ratingctl("--root", root, "stale", "2025", "--as-of", "2026-12-31", "-f", "json").out)
    assert [row["general"] for row in answer["projects"]] == [is_general]
