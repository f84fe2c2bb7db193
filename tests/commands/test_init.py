"""The first hour: a new rating by options or questions, every commented example at work, and the practice rating."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from conftest import Outcome
from pseudo_terminal import tool_in_terminal

from ratingctl.commands.shared.new_rating import NewRating, template_values
from ratingctl.errors import UsageError

Run = Callable[..., Outcome]

EXAMPLE = re.compile(r"#(?:[^ ]|  +)")
"""A line that works when its # is taken away: no space stands behind it, or those of an indentation."""
LANGUAGES = ("en", "ru")


def examples(text: str) -> Iterator[tuple[int, int]]:
    """The first line and the end of each commented example; one inside a mapping is an example of its own."""
    lines = text.splitlines()
    for is_example, group in groupby(range(len(lines)), key=lambda n: bool(EXAMPLE.match(lines[n]))):
        numbers = list(group)
        if is_example:
            starts = [n for n in numbers if not lines[n].startswith(("#-", "#  "))] or numbers[:1]
            in_events = any(lines[n].startswith("#-") for n in numbers[:1])
            starts = numbers[:1] if in_events else starts
            yield from zip(starts, [*starts[1:], numbers[-1] + 1], strict=True)


def uncommented(text: str, wanted: tuple[int, int] | None = None) -> str:
    """The text with one example, or all of them, at work."""
    lines = text.splitlines()
    for first, end in examples(text) if wanted is None else [wanted]:
        lines[first:end] = [line[1:] for line in lines[first:end]]
    return "\n".join(lines) + "\n"


def problems(root: Path, ratingctl: Run) -> list[object]:
    """What `validate` finds."""
    return list(json.loads(ratingctl("--root", root, "validate", "-f", "json").out)["problems"])


def files_of(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.yaml") if ".schemas" not in path.parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("options", [(), ("--scale", "0-100/0.5", "--best", "min"), ("--scale", "AAA, AA, A, B")])
def test_all_commented_examples_work_together(
    tmp_path: Path, ratingctl: Run, language: str, options: tuple[str, ...]
) -> None:
    root = tmp_path / "rating"
    assert ratingctl("init", root, "--language", language, *options).code == 0
    count = 0
    for path in files_of(root):
        count += len(list(examples(path.read_text())))
        path.write_text(uncommented(path.read_text()))
    assert count >= 12
    assert problems(root, ratingctl) == []
    data = json.loads(ratingctl("--root", root, "show", "north", "-f", "json").out)["editions"][0]
    assert len(data["events"]) == len(data["checks"]) == 1
    assert data["score"] is not None
    assert ratingctl("--root", root, "tiers", "--full").code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_commented_example_works_alone(tmp_path: Path, ratingctl: Run, language: str) -> None:
    root = tmp_path / "rating"
    assert ratingctl("init", root, "--language", language).code == 0
    for path in files_of(root):
        text = path.read_text()
        for wanted in examples(text):
            path.write_text(uncommented(text, wanted))
            assert problems(root, ratingctl) == [], (path, wanted)
        path.write_text(text)


def test_options_become_settings_in_the_language(tmp_path: Path, ratingctl: Run) -> None:
    root = tmp_path / "rating"
    typed = ("--title", "Rule of law", "--unit", "country", "--group", "continent", "--scale", "0-100/0.1")
    assert ratingctl("init", root, *typed, "--tiers", "Free 70, Partly free 40, Not free 0").code == 0
    text = (root / "rating.yaml").read_text()
    assert 'title: "Rule of law"\n' in text
    assert "unit: {one: country, many: countries, group: continent}\n" in text
    assert "scale: {min: 0, max: 100, step: 0.1}\n" in text
    assert "- {id: partly-free, name: Partly free, from: 40}\n" in text
    assert ratingctl("--root", root, "score", "south", "71.5").code == 0
    assert "Free (70–100) — 1 country" in ratingctl("--root", root, "tiers").out


@pytest.mark.parametrize(
    ("scale", "best", "yaml", "starts"),
    [
        ("", "", "{min: 1, max: 10}", ["7", "4", "1"]),
        ("0-100", "", "{min: 0, max: 100}", ["67", "33", "0"]),
        ("0..1/0.01", "", "{min: 0, max: 1, step: 0.01}", ["0.67", "0.33", "0"]),
        ("1-7/0.5", "min", "{min: 1, max: 7, step: 0.5, best: min}", ["1", "3", "5"]),
        ("-4-100", "", "{min: -4, max: 100}", ["65", "31", "-4"]),
        ("AAA, AA, A, B, C, D", "", "{grades: [AAA, AA, A, B, C, D]}", ["A", "B", "D"]),
        ("yes, no", "", "{grades: ['yes', 'no']}", ["'yes'", "'no'"]),
    ],
)
def test_a_scale_is_understood_and_parted_in_three(scale: str, best: str, yaml: str, starts: list[str]) -> None:
    values = template_values(NewRating(scale=scale, best=best))
    assert values["scale"] == yaml
    assert [line.rpartition("from: ")[2].rstrip("}") for line in values["tiers"].splitlines()] == starts


@pytest.mark.parametrize(
    "wrong",
    [
        {"scale": "10-1"}, {"scale": "ten"}, {"scale": "A, A"}, {"best": "low"}, {"tiers": "High"}, {"tiers": "High 7"},
        {"tiers": "High 70, Low 1"}, {"unit": "страна", "language": "ru"}, {"unit": "a, b, c"}, {"language": "xx"},
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        template_values(NewRating(**wrong))


def test_questions_are_asked_where_nothing_is_given_and_asked_again(tmp_path: Path, person: Run) -> None:
    root = tmp_path / "rating"
    typed = "Города\nru\nгород\nгород, города, городов\nобласть\n0-100\n\nВысокая 50, Низкая 0\n"
    outcome = person(typed, "init", root)
    assert outcome.code == 0, outcome.err
    assert "не те формы" in outcome.err or "are not the forms" in outcome.err
    text = (root / "rating.yaml").read_text()
    assert 'title: "Города"\n' in text
    assert "unit: {one: город, few: города, many: городов, group: область}\n" in text
    assert "- {id: tier-2, name: Низкая, from: 0}" in text or "name: Низкая, from: 0}" in text


def test_nothing_is_asked_with_no_input(tmp_path: Path, person: Run) -> None:
    assert person("", "init", tmp_path / "rating", "--no-input").code == 0


def test_nothing_is_written_where_the_answers_end(tmp_path: Path, person: Run) -> None:
    assert person("Cities\n", "init", tmp_path / "rating").code != 0
    assert not (tmp_path / "rating").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_practice_rating_is_sound_and_shows_what_there_is(tmp_path: Path, ratingctl: Run, language: str) -> None:
    root = tmp_path / "rating"
    begun = ratingctl("init", root, "--demo", "--language", language)
    assert begun.code == 0
    assert "undo" in begun.out
    assert problems(root, ratingctl) == []
    summary = json.loads(ratingctl("--root", root, "diff", "-f", "json").out)["summary"]
    assert (summary["up"], summary["same"]) == (1, 1)
    assert json.loads(ratingctl("--root", root, "stale", "--all", "-f", "json").out)["projects"]
    assert ratingctl("--root", root, "tiers", "--map").code == 0
    first = json.loads(ratingctl("--root", root, "match", "-f", "json").out)["queries"][0]["candidates"][0]
    assert first["event"] == "millhaven-bridge1"


def test_a_mistake_in_the_practice_rating_is_taken_back(tmp_path: Path, ratingctl: Run) -> None:
    root = tmp_path / "rating"
    assert ratingctl("init", root, "--demo").code == 0
    before = {path: path.read_bytes() for path in files_of(root)}
    assert ratingctl("--root", root, "score", "saltmarsh", "10", "--dimension", "lanes=1").code == 0
    assert ratingctl("--root", root, "undo").code == 0
    assert {path: path.read_bytes() for path in files_of(root)} == before


def test_a_rating_is_not_begun_inside_another_or_around_one(
    tmp_path: Path, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ratingctl("init", tmp_path / "team/editions").code == 0
    for folder in (tmp_path / "team", tmp_path / "team/editions/2026/more"):
        outcome = ratingctl("init", folder)
        assert (outcome.code, "is a rating already" in outcome.err) == (2, True)
    assert ratingctl("init", tmp_path / "team/other").code == 0


def test_the_end_of_input_at_a_question_leaves_nothing(tmp_path: Path) -> None:
    with tool_in_terminal("--lang", "en", "init", str(tmp_path / "rating")) as terminal:
        terminal.sees("Title of the rating")
        terminal.types("\x04")
        assert terminal.leaves() == 130
    assert not (tmp_path / "rating").exists()
