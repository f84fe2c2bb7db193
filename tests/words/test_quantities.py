"""Figures with their units: equal where value and kind are, in either language, and different where the kind differs."""

import pytest

from ratingctl.words.quantities import quantities_in
from ratingctl.words.tokens import stemmed_tokens


def keys(text: str) -> list[str]:
    return [quantity.key if quantity else "" for quantity in quantities_in(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 млн юаней", "40 million yuan"),
        ("1,5 млрд рублей", "1500 млн руб."),
        ("$3,600", "3600 долларов"),
        ("USD 40 million", "40 млн долл."),
        ("2 500 тонн", "2,5 тыс. т"),
        ("500 кг", "0.5 tonnes"),
        ("350 га", "3,5 кв. км"),
        ("120 тыс. кв. м", "120,000 square metres"),
        ("31,6 %", "31.6 per cent"),
        ("31,6%", "31,6 процента"),
        ("200 новых рабочих мест", "200 people"),
        ("2,5 ГВт", "2500 МВт"),
        ("3 млрд куб. м", "3 billion cubic metres"),
        ("15 км", "15 kilometres"),
        ("300 контейнеров", "300 TEU"),
        ("40 млн", "40 million"),
        ("2000 рабочих мест", "2 thousand jobs"),
    ],
)
def test_the_same_quantity_has_one_key_however_it_is_written(one: str, other: str) -> None:
    assert set(keys(one)) == set(keys(other))
    assert "" not in keys(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 млн юаней", "40 млн рублей"),
        ("40 тыс. тонн", "40 тыс. юаней"),
        ("40 тонн", "40 га"),
        ("40 человек", "40 %"),
        ("40 тонн", "40 млн тонн"),
        ("40 МВт", "40 МВт·ч"),
        ("40 people", "40 km"),
    ],
)
def test_units_of_another_kind_or_size_make_another_quantity(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize("text", ["в 2027 году", "18.06.2026", "дом 12", "5-й", "В 2024 компания выросла", "в 2027 м"])
def test_a_figure_without_a_unit_is_no_quantity(text: str) -> None:
    assert set(keys(text)) == {""}


def test_a_range_has_the_unit_that_stands_behind_it() -> None:
    assert keys("90–100 млн долл.") == ["9e+07#usd", "1e+08#usd"]


def test_a_quantity_is_shown_as_it_is_written() -> None:
    (quantity,) = quantities_in("Вложат $40 million в завод")
    assert quantity is not None
    assert quantity.surface == "$40 million"


@pytest.mark.parametrize("text", ["2 500 тонн на 350 га в 2027 году", "SQM 5-й x5 12x ² 3м²", "1 000 000 юаней"])
def test_there_is_one_answer_for_each_word_that_begins_with_a_digit(text: str) -> None:
    assert len(keys(text)) == sum(token.is_figure for token in stemmed_tokens(text))


def test_a_raised_digit_alone_is_no_quantity() -> None:
    assert list(quantities_in("Три м²")) == []
