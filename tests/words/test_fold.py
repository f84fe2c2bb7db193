"""Which spellings are one."""

import pytest

from ratingctl.words.fold import fold, repair_homoglyphs, words_of
from ratingctl.words.transliteration import latin_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ещё", "еще"),
        ("Благовещенск – Хэйхэ", "благовещенск-хэйхэ"),
        ("Кани—Курган", "кани-курган"),
        ("«Стеклоград»", '"стеклоград"'),
        ("ки\u0438\u0306", "кий"),
        ("a\u00a0 b", "A b"),
    ],
)
def test_spellings_that_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Омская", "Томская"), ("Шаньси", "Шэньси"), ("Хунань", "Хэнань")])
def test_names_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert latin_key(one) != latin_key(other)


@pytest.mark.parametrize(
    ("mixed", "whole"),
    [("тоp", "тор"), ("кoнтракт", "контракт"), ("hаiеr", "haier"), ("нв", "нв"), ("haval", "haval")],
)
def test_look_alike_letters_move_to_the_alphabet_of_the_others(mixed: str, whole: str) -> None:
    assert repair_homoglyphs(mixed) == whole


def test_words_are_folded_and_without_marks() -> None:
    assert words_of("СП «Рустехнологии-Муром», 12,6 т.") == ["сп", "рустехнологии", "муром", "12", "6", "т"]


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Haier", "Хайер"),
        ("Amurskaya", "Амурская"),
        ("Tula", "Тула"),
        ("Yakutia", "Якутия"),
        ("Khabarovsk", "Хабаровск"),
    ],
)
def test_two_alphabets_meet_in_one_key(latin: str, cyrillic: str) -> None:
    assert latin_key(latin) == latin_key(cyrillic)
