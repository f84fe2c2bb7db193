"""What a person who looks for words expects to find."""

import pytest

from ratingctl.words.search import Query


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("канатная дорога", "Монтаж канатной дороги завершён"),
        ("МОСТЫ", "строят мост"),
        ("завершен", "Монтаж завершён"),
        ("Хайер", "Haier opened a plant"),
        ("haier", "Завод Хайер открыт"),
        ("газохим", "Амурский газохимический комплекс"),
        ("каникурган", "переход «Кани-Курган»"),
        ("Кани-Курган", "терминал Каникурган"),
        ("12,6", "мощность 12,6 тыс. т"),
        ("дорога мост", "мост и дорога"),
    ],
)
def test_a_query_is_met(query: str, text: str) -> None:
    assert Query(query).is_met_in(text)
    assert Query(query).spans(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("порт", "экспорт леса"), ("мост дорога", "только мост"), ("Томская", "Омская область"), ("хэйхэ", "Харбин")],
)
def test_a_query_is_not_met(query: str, text: str) -> None:
    assert not Query(query).is_met_in(text)


def test_spans_are_where_the_words_stand() -> None:
    text = "Строят мост через Амур, мосты важны"
    assert [text[start:end] for start, end in Query("мост").spans(text)] == ["мост", "мосты"]


@pytest.mark.parametrize("text", ["", "  ", "«»", "…"])
def test_a_query_without_words_is_empty(text: str) -> None:
    assert not Query(text)
