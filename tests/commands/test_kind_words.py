"""Kinds are understood in everyday words of both languages, and explained where they are not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import DRAFT
from conftest import Outcome

from ratingctl.commands.shared.kind_names import spoken_kinds
from ratingctl.domain.kinds import KINDS
from ratingctl.domain.model import Rating, Settings

Write = Callable[..., Path]
Run = Callable[..., Outcome]


@pytest.fixture
def root(write: Write) -> Path:
    return write(DRAFT)


def kind_of(ratingctl: Run, root: Path, word: str) -> Outcome:
    return ratingctl(
        "--root", root, "add-event", "-r", "north", "-k", word, "-t", "A new fact", "--dry-run", "-f", "json"
    )


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("договор", "contract"), ("встреча", "talks"), ("открытие", "commissioning"), ("запуск", "commissioning"),
        ("визит", "visit"), ("Поездка", "visit"), ("меморандум", "memorandum"), ("срыв", "cancellation"),
        ("срыв сроков", "delay"), ("форум", "exhibition"), ("стройка", "construction_start"), ("поставка", "delivery"),
        ("встречи", "talks"), ("договоры", "contract"), ("рейсы", "logistics_link"),
        ("deal", "agreement"), ("meeting", "talks"), ("opening", "commissioning"), ("MoU", "memorandum"),
        ("trips", "visit"), ("flight", "logistics_link"), ("talks", "talks"), ("ввод в строй", "commissioning"),
        ("construction start", "construction_start"), ("закрытие", "closure"), ("контр", "contract"),
    ],
)  # fmt: skip
def test_everyday_words_are_kinds(ratingctl: Run, root: Path, word: str, kind: str) -> None:
    assert json.loads(kind_of(ratingctl, root, word).out)["draft"]["kind"] == kind


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("подписание", "may be memorandum, agreement, contract; name the one that you mean"),
        ("export", "may be delivery, indicator; name the one that you mean"),
        ("memorundum", "(did you mean memorandum?)"),
        ("перегаворы", "(did you mean talks?)"),
    ],
)
def test_a_word_that_does_not_decide_lists_the_kinds_that_it_may_be(
    ratingctl: Run, root: Path, word: str, said: str
) -> None:
    outcome = kind_of(ratingctl, root, word)
    assert (outcome.code, said in outcome.err) == (2, True), outcome.err


@pytest.mark.parametrize("word", ["шопинг", "xyz", "погода"])
def test_a_word_like_no_kind_gets_no_suggestion_but_the_list(ratingctl: Run, root: Path, word: str) -> None:
    err = kind_of(ratingctl, root, word).err
    assert "did you mean" not in err
    assert "add-event --kind '?'` explains the kinds: visit, talks" in err


def test_the_kinds_are_listed_with_an_example_each(ratingctl: Run, root: Path) -> None:
    rows = json.loads(ratingctl("--root", root, "add-event", "--kind", "?", "-f", "json").out)["kinds"]
    assert [row["id"] for row in rows] == list(KINDS)
    assert [row["id"] for row in rows if not (row["example"] and row["also"])] == []
    assert "The plant will stand in another region" in ratingctl("--root", root, "add-event", "-k", "?").out


def test_no_everyday_word_is_the_name_of_another_kind() -> None:
    spoken = spoken_kinds(Rating(Settings("", "en"), {}, {}))
    names = {name.casefold(): each.kind.id for each in spoken for name in each.names}
    clashes = [
        (word, each.kind.id)
        for each in spoken
        for word in each.synonyms
        if names.get(word.casefold(), each.kind.id) != each.kind.id
    ]
    assert clashes == []
