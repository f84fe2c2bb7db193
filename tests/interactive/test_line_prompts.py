"""A draft at a terminal that cannot be drawn on: line by line, and no empty line writes anything."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome
from desk_rating import DRAFT, article_options, north_of

Person = Callable[..., Outcome]


@pytest.fixture
def root(write: Callable[..., Path]) -> Path:
    return write(DRAFT)


@pytest.fixture
def north(root: Path) -> Callable[[], str]:
    return lambda: north_of(root)


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    return article_options(tmp_path)


def test_a_key_writes_the_draft_and_an_empty_line_does_not(
    person: Person, root: Path, north: Callable[[], str]
) -> None:
    old = north()
    person("\n\n.\n", "--root", root, "add-event", "-r", "north", "-k", "visit", "-t", "One", "--date", "2026-05")
    assert north() == old
    outcome = person(
        "w\n\n", "--root", root, "add-event", "-r", "north", "-k", "visit", "-t", "One", "--date", "2026-05"
    )
    assert outcome.code == 0
    assert "  title: One" in north()


def test_the_keys_of_a_russian_layout_do_the_same(person: Person, root: Path, north: Callable[[], str]) -> None:
    person("ц\n\n", "--root", root, "add-event", "-r", "north", "-k", "visit", "-t", "One", "--date", "2026-05")
    assert "  title: One" in north()


def test_a_number_corrects_and_what_does_not_fit_is_asked_again(
    person: Person, root: Path, north: Callable[[], str]
) -> None:
    typed = "1\nwset\nnorth\n2\n6 ноября 2026\n3\nпереговоры\nw\ngazette\n"
    outcome = person(typed, "--root", root, "add-event", "-t", "One")
    assert "no region 'wset'" in outcome.err
    assert "  date: 2026-11-06\n  kind: talks\n  title: One\n  sources: [gazette]" in north()


def test_a_candidate_is_followed_by_its_letter(person: Person, root: Path, north: Callable[[], str]) -> None:
    typed = ("-r", "north", "-k", "delay", "-t", "The harbour is late", "--date", "2026-05")
    person("a\nw\n\n", "--root", root, "add-event", *typed)
    assert "  title: The harbour is late\n  follows: [north-port]" in north()


def test_nothing_is_written_while_an_answer_is_missing(person: Person, root: Path, north: Callable[[], str]) -> None:
    old = north()
    outcome = person("w\n.\n", "--root", root, "add-event", "-t", "One")
    assert (outcome.code, north()) == (0, old)
    assert "still missing: Region, " in outcome.err


@pytest.mark.parametrize("way", ["w\n\n", "w\ngazette\n"])
def test_a_source_is_asked_for_once(person: Person, root: Path, north: Callable[[], str], way: str) -> None:
    outcome = person(way, "--root", root, "add-event", "-r", "north", "-k", "visit", "-t", "One", "--date", "2026-05")
    assert "Source: an address or a key" in outcome.err
    assert ("sources: [gazette]" in north().rpartition("title: One")[2]) == ("gazette" in way)


def test_a_queue_is_taken_dropped_and_summed_up(
    person: Person, root: Path, articles: list[str], north: Callable[[], str]
) -> None:
    typed = "w\n\nd\nno news\nl\n"
    outcome = person(typed, "--root", root, "add-event", "-k", "agreement", *articles)
    assert outcome.code == 0
    assert "[1/3]" in outcome.err
    assert "[3/3]" in outcome.err
    assert "articles: 3; logged 1, dropped 1, put off 1, left 0" in outcome.err
    assert [name for name in ("ferry", "school", "mill") if f"on a {name}" in north()] == ["ferry"]


def test_ctrl_c_keeps_every_answer_given_and_the_next_run_goes_on(
    person: Person, root: Path, articles: list[str], north: Callable[[], str]
) -> None:
    call = ("--root", root, "add-event", "-k", "agreement", *articles)
    outcome = person("w\n\n4\nA half-made title\n^C\n", *call)
    assert outcome.code == 130
    assert "logged 1, dropped 0, put off 0, left 2" in outcome.err
    assert [name for name in ("ferry", "school", "mill") if f"on a {name}" in north()] == ["ferry"]
    again = person(".\n", *call)
    assert "[2/3]" in again.err
    assert "[1/3]" not in again.err
    assert "A half-made title" in again.err


def test_the_tray_brings_back_what_was_put_off(person: Person, root: Path, articles: list[str]) -> None:
    person("l\nd\n\nd\n\n", "--root", root, "add-event", *articles)
    outcome = person("d\nold\n", "--root", root, "add-event", "--tray")
    assert "on a ferry" in outcome.err
    assert "articles: 1; logged 0, dropped 1, put off 0, left 0" in outcome.err
    assert "no article is left" in person("", "--root", root, "add-event", "--tray").err


def test_an_article_that_was_logged_is_known_again_under_another_title(
    person: Person, root: Path, tmp_path: Path, north: Callable[[], str]
) -> None:
    body = "North Island and Sea Lines Ltd signed a paper on a ferry that will run twice a week from next spring on, it says."
    for name, title in (("one", "An agreement on a ferry"), ("two", "Correction: a ferry is agreed on")):
        (tmp_path / name).write_text(f"18.06.2026\n{title}\n\n{body} {body.lower()}\n")
    person("w\n\n", "--root", root, "add-event", "-k", "agreement", "--from", tmp_path / "one")
    outcome = person(".\n", "--root", root, "add-event", "--from", tmp_path / "one", "--from", tmp_path / "two")
    assert "[2/2]" in outcome.err
    assert "this article was logged on" in outcome.err
    assert "a   2026-06-18 An agreement on a ferry" in outcome.err


def test_an_article_that_an_event_cites_already_is_said_to_be_its_source(
    person: Person, root: Path, tmp_path: Path
) -> None:
    text = "https://news.example/ferry\n18.06.2026\nNorth Island signs an agreement on a ferry\n\nIt was signed.\n"
    (tmp_path / "a.txt").write_text(text)
    person("2\n1 May\n4\nA paper is signed\nw\n", "--root", root, "add-event", "--from", tmp_path / "a.txt")
    shutil.rmtree(root / ".ratingctl")  # another clone: the tray knows nothing
    outcome = person(".\n", "--root", root, "add-event", "--from", tmp_path / "a.txt")
    assert "this article is a source of north-" in outcome.err
    assert "A paper is signed" in outcome.err


def test_the_address_of_an_article_becomes_the_source(
    person: Person, root: Path, tmp_path: Path, north: Callable[[], str]
) -> None:
    text = "https://news.example/ferry?utm_source=x\n18.06.2026\nNorth Island signs an agreement on a ferry\n\nIt was signed.\n"
    (tmp_path / "a.txt").write_text(text)
    person("w\n", "--root", root, "add-event", "--from", tmp_path / "a.txt")
    assert "sources: ['https://news.example/ferry']" in north()


def test_one_article_gives_two_events(
    person: Person, root: Path, articles: list[str], north: Callable[[], str]
) -> None:
    typed = "m\n\n4\nA second fact\n3\nvisit\nw\n\n"
    person(typed, "--root", root, "add-event", *articles[:2])
    assert "on a ferry" in north()
    assert "  date: 2026-06-18\n  kind: visit\n  title: A second fact" in north()


def test_the_same_fact_in_another_article_is_given_as_a_source(
    person: Person, root: Path, tmp_path: Path, north: Callable[[], str]
) -> None:
    for number, site in enumerate(("one", "two")):
        text = (
            f"https://{site}.example/ferry\n18.06.2026\nNorth Island signs an agreement on a ferry\n\nRead on {site}.\n"
        )
        (tmp_path / f"{number}.txt").write_text(text)
    person("w\n", "--root", root, "add-event", "--from", tmp_path / "0.txt")
    outcome = person("a\nw\n", "--root", root, "add-event", "--from", tmp_path / "1.txt")
    assert "has one more source: https://two.example/ferry" in outcome.err
    assert north().count("on a ferry") == 1
    assert "sources: ['https://one.example/ferry', 'https://two.example/ferry']" in north()


def _journal(ratingctl: Callable[..., Outcome], root: Path) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = json.loads(ratingctl("--root", root, "undo", "--list", "-f", "json").out)["steps"]
    return steps


def _steps(ratingctl: Callable[..., Outcome], root: Path) -> list[str]:
    return [step["what"] for step in _journal(ratingctl, root)]


@pytest.mark.parametrize("has_article", [False, True])
def test_one_fact_about_two_regions_is_one_step(
    person: Person, root: Path, articles: list[str], ratingctl: Callable[..., Outcome], *, has_article: bool
) -> None:
    before = {path.name: path.read_text() for path in (root / "2026").iterdir()}
    fact = articles[:2] if has_article else ("-k", "visit", "-t", "One", "--date", "2026-05")
    outcome = person("w\ngazette\nw\n", "--root", root, "add-event", "-r", "north", "-r", "south", *fact)
    assert outcome.code == 0, outcome.err
    assert all("sources: [gazette]" in (root / f"2026/{name}.yaml").read_text() for name in ("north", "south"))
    [what] = _steps(ratingctl, root)
    assert (what.startswith("add-event north-"), what.endswith(" +1")) == (True, True)
    assert ratingctl("--root", root, "undo").code == 0
    assert {path.name: path.read_text() for path in (root / "2026").iterdir()} == before


def test_ending_in_the_first_of_two_regions_ends(person: Person, root: Path, north: Callable[[], str]) -> None:
    south = root / "2026/south.yaml"
    old = north(), south.read_text()
    fact = ("-k", "visit", "-t", "One", "--date", "2026-05")
    person("q\nw\n\n", "--root", root, "add-event", "-r", "north", "-r", "south", *fact)
    assert (north(), south.read_text()) == old


def test_a_step_that_more_was_added_to_keeps_its_number_and_the_next_one_has_its_own(
    person: Person, root: Path, ratingctl: Callable[..., Outcome]
) -> None:
    fact = ("-k", "visit", "-t", "One", "--date", "2026-05", "-s", "gazette")
    south = (root / "2026/south.yaml").read_text()
    person("w\nw\n", "--root", root, "add-event", "-r", "north", "-r", "south", *fact)
    person("w\n", "--root", root, "add-event", "-r", "north", "-k", "talks", "-t", "Two", "-s", "gazette", "--undated")
    steps = _journal(ratingctl, root)
    assert [step["number"] for step in steps] == [2, 1]
    assert ratingctl("--root", root, "undo", "1").code == 0
    assert (root / "2026/south.yaml").read_text() == south
    assert "title: Two" in north_of(root)
