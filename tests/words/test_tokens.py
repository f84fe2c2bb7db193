"""Texts cut into words: the keys under which forms and spellings meet, and what is taken for a name."""

import pytest

from ratingctl.words.tokens import stemmed_tokens


def keys(text: str) -> list[str]:
    return [token.key for token in stemmed_tokens(text)]


def names(text: str) -> list[str]:
    return [token.surface for token in stemmed_tokens(text) if token.is_name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("канатной дороги", "Канатная дорога"),
        ("тёплый", "теплая"),
        ("НВ PROM", "HB PROM"),
        ("«Хайер»", "Haier"),
        ("ГПЗ", "гпз"),
        ("Кани–Курган", "Кани-Курган"),
        ("Ёлка", "елки"),
    ],
)
def test_forms_and_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Завод Haval открыт", ["Haval"]),
        ("Завод открыт в Узловой", ["Узловой"]),
        ("Открыт завод. Построен мост", []),
        ("Открыт «Северный поток»", ["Северный", "поток"]),
        ("Запущен СПГ и 12 линий", ["СПГ"]),
        ("Цена F7 и 7F", ["F7"]),
    ],
)
def test_capitals_latin_letters_and_quotes_tell_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("93 % и 12,6 тыс.", ["93", "12,6"]), ("в 2026 году", ["2026"])])
def test_figures_are_whole(text: str, expected: list[str]) -> None:
    assert [token.surface for token in stemmed_tokens(text) if token.is_figure] == expected


@pytest.mark.parametrize("text", ["", " ", "—", "😀", "..."])
def test_a_text_without_words_has_none(text: str) -> None:
    assert stemmed_tokens(text) == []


def test_words_of_every_script_are_words() -> None:
    assert [token.surface for token in stemmed_tokens("中国 и Ελλάδα")] == ["中国", "и", "Ελλάδα"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The plant of Great Wall opened in Tula", ["Great", "Wall", "Tula"]),
        ("Haval opened a plant", []),
        ("A plant for HAVAL and McDonald", ["HAVAL", "McDonald"]),
        ("Завод Haval и партнёр great wall", ["Haval", "great", "wall"]),
        ("Chinese Company Opens New Plant In Amur Region", []),
        ("Sales of “silver rain” grew", ["silver", "rain"]),
    ],
)
def test_in_english_a_capital_makes_a_name_and_a_headline_none(text: str, names: list[str]) -> None:
    assert [token.surface for token in stemmed_tokens(text) if token.is_name] == names
