"""The language of a screen: `--lang`, `RATINGCTL_LANG`, the rating, the locale; and what is said without a verb."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.storage.root import words_of

IN_RUSSIAN = {"rating.yaml": SMALL["rating.yaml"].replace("language: en", "language: ru")}


@pytest.mark.parametrize(
    ("typed", "err"),
    [
        (("tirs",), "ratingctl: нет команды «tirs» (может быть, tiers?); все команды: `ratingctl --help`\n"),
        (("tiers", "1", "2"), "ratingctl: tiers: лишнее: «2»; как писать: `ratingctl tiers --help`\n"),
        (("tiers", "--ful"), "ratingctl: нет параметра --ful (может быть, --full?); как писать: `ratingctl tiers --help`\n"),
        (("tiers", "-n"), "ratingctl: после -n нужно значение; как писать: `ratingctl tiers --help`\n"),
        (("tiers", "-n", "-1"), "ratingctl: --limit: это значение не годится; напишите целое число, не меньше 0\n"),
        (("tiers", "--full=1"), "ratingctl: --full пишется без значения; как писать: `ratingctl tiers --help`\n"),
        (("tiers", "-f", "xml"), "ratingctl: --format: это значение не годится; есть table, json, csv, markdown, ics\n"),
        (("show",), "ratingctl: не хватает: ЧТО; как писать: `ratingctl show --help`\n"),
        (("show", "ост"), "ratingctl: нет региона, события или проекта "),
        (("tiers", "2027"), "ratingctl: нет выпуска «2027» (может быть, 2025?); есть выпуски 2025, 2026\n"),
        (("tiers", "--lang", "xx"), "ratingctl: --lang: нет значения «xx»; есть en, ru\n"),
        (("stale", "--as-of", "32.13.2026"), "ratingctl: --as-of: дня «32.13.2026» в календаре нет; напишите день как 2026-05-31\n"),
    ],
)  # fmt: skip
def test_an_error_is_said_in_the_language_of_the_rating(
    typed: tuple[str, ...], err: str, write: Callable[..., Path], ratingctl: Callable[..., Outcome]
) -> None:
    outcome = ratingctl("--root", write(IN_RUSSIAN), *typed)
    assert outcome.err.startswith(err), outcome.err
    assert outcome.code == 2


@pytest.mark.parametrize(
    ("variables", "before", "after", "is_russian"),
    [
        ({}, (), (), True),
        ({"LC_ALL": "en_US.UTF-8"}, (), (), True),
        ({"RATINGCTL_LANG": "en"}, (), (), False),
        ({"RATINGCTL_LANG": "xx"}, (), (), True),
        ({"RATINGCTL_LANG": "en"}, (), ("--lang", "ru"), True),
        ({}, ("--lang", "en"), (), False),
        ({}, (), ("--lang=en",), False),
        ({}, ("--lang", "en"), ("--lang", "ru_RU.UTF-8"), True),
    ],
)
def test_a_whole_screen_is_in_the_language_that_was_chosen(
    variables: dict[str, str],
    before: tuple[str, ...],
    after: tuple[str, ...],
    is_russian: bool,
    write: Callable[..., Path],
    ratingctl: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    root = write(IN_RUSSIAN)
    assert ("опубликован" in ratingctl("--root", root, *before, "tiers", *after).out) == is_russian
    assert ("Вызов:" in ratingctl("--root", root, *before, "tiers", "--help", *after).out) == is_russian
    assert ("нет выпуска" in ratingctl("--root", root, *before, "tiers", "9", *after).err) == is_russian


def test_where_there_is_no_rating_the_locale_tells(
    ratingctl: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "здесь и выше нет рейтинга" not in ratingctl("tiers").err
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "здесь и выше нет рейтинга" in ratingctl("tiers").err


@pytest.mark.parametrize("verb", ["tiers", "score", "checked", "init", "erratum"])
def test_help_in_russian_has_no_english_words_of_typer(verb: str, ratingctl: Callable[..., Outcome]) -> None:
    shown = ratingctl(verb, "--help", "--lang", "ru").out
    for word in (
        "Usage",
        "Options",
        "OPTIONS",
        "Arguments",
        "TEXT",
        "default",
        "required",
        "Show this",
        "Examples",
        "<",
    ):
        assert word not in shown.replace("<table|json", "")


def test_without_a_verb_a_rating_says_where_it_stands(
    write: Callable[..., Path], ratingctl: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write()
    status = ratingctl("--root", root, "status")
    assert ratingctl("--root", root) == status
    monkeypatch.chdir(root)
    assert ratingctl() == status


def test_without_a_verb_and_a_rating_it_says_how_to_begin(
    ratingctl: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "  begin a rating:  ratingctl init my-rating\n" in ratingctl().out
    assert "  начать рейтинг:   ratingctl init my-rating\n" in ratingctl("--lang", "ru").out
    assert ratingctl("--root", tmp_path).code == 3
    assert ratingctl("--unknown").code == 2


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ("title: x\nlanguage: ru\n", "ru"),
        ('language: "ru" # spoken\r\n', "ru"),
        ("title: x\n", ""),
        ("title: |\n  language: ru\n", ""),
    ],
)
def test_the_language_of_a_rating_is_known_before_it_is_parsed(settings: str, language: str, tmp_path: Path) -> None:
    (tmp_path / "rating.yaml").write_bytes(settings.encode())
    assert words_of(tmp_path).language == language
    assert words_of(tmp_path / "nowhere").language == ""


@pytest.mark.parametrize(
    ("settings", "forms"),
    [
        ("title: x\nunit: {one: country, many: countries}\nscale: {min: 1}\n", ("country", "", "countries")),
        (
            "unit:\n  one: страна # a country\n  few: 'страны'\n  many: \"стран\"\ntitle: x\n",
            ("страна", "страны", "стран"),
        ),
        ("unit: {one: isle}\n", ("", "", "")),
        ("text: |\n  unit: {one: a, many: b}\n", ("", "", "")),
        ("title: x\n", ("", "", "")),
    ],
)
def test_what_a_rating_calls_its_units_is_known_too(settings: str, forms: tuple[str, str, str], tmp_path: Path) -> None:
    (tmp_path / "rating.yaml").write_bytes(settings.encode())
    assert words_of(tmp_path).unit[:3] == forms


@pytest.mark.parametrize(
    ("unit", "language", "sentence"),
    [
        ("", "en", "no region 'x'; `ratingctl tiers -f csv` lists the regions and their ids"),
        ("", "ru", "нет региона «x»; названия и id перечислит `ratingctl tiers -f csv`"),
        ("unit: {one: island, many: islands}\n", "en", "no island 'x'; `ratingctl tiers -f csv` lists the islands"),
        ("unit: {one: вуз, few: вуза, many: вузов}\n", "ru", "нет вуза «x»; названия и id"),
    ],
)
def test_errors_and_help_call_units_as_the_rating_does(
    unit: str, language: str, sentence: str, write: Callable[..., Path], ratingctl: Callable[..., Outcome]
) -> None:
    settings = SMALL["rating.yaml"].replace("language: en", f"language: {language}")
    root = write({"rating.yaml": f"{settings}{unit}"})
    assert sentence in ratingctl("--root", root, "tiers", "-r", "x").err
    word = re.search(r"one: (\w+)", unit)
    usual = "region" if language == "en" else "Регион"
    assert (word[1].capitalize() if word and language == "ru" else word[1] if word else usual) in ratingctl(
        "--root", root, "tiers", "--help"
    ).out
    assert "{" not in ratingctl("--root", root, "score", "--help").out


def test_a_person_of_another_language_reads_no_words_of_the_rating_s_language(
    write: Callable[..., Path], ratingctl: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATINGCTL_LANG", "ru")
    root = write({"rating.yaml": f"{SMALL['rating.yaml']}unit: {{one: isle, many: isles}}\n"})
    assert "нет региона «x»" in ratingctl("--root", root, "tiers", "-r", "x").err


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (("tiers", "-f", "jsn"), "(did you mean json?)"),
        (("tiers", "--format=markdwn"), "(did you mean markdown?)"),
        (("import", "scres", "x"), "(did you mean scores?)"),
        (("tiers", "-f", "xml"), "this value does not fit; there are"),
    ],
)
def test_a_misspelt_choice_gets_a_suggestion(
    typed: tuple[str, ...], hint: str, write: Callable[..., Path], ratingctl: Callable[..., Outcome]
) -> None:
    outcome = ratingctl("--root", write(), *typed)
    assert (outcome.code, hint in outcome.err) == (2, True)
