"""When the news happened."""

import pytest
from known import TODAY

from ratingctl.intake.article import article_of
from ratingctl.intake.news_date import date_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" date 2026-01-27 Завод открыт в марте.", "2026-01-27"),
        ("2026-01-27\nЗавод открыт.", "2026-01-27"),
        ("18.06.2019\nЗавод открыт", "2019-06-18"),
        ("Завод открыт\n06 ноября 2025 18:14 Экономика\n\nТекст о заводе.", "2025-11-06"),
        ("Завод открыт\n\n14:20, 6 ноября 2025\n\nТекст о заводе.", "2025-11-06"),
        ("ТУЛА, 5 мая 2026 года. /ТАСС/. Завод открыт.", "2026-05-05"),
        ("Завод открыли 5 мая 2026 года.", "2026-05-05"),
        ("date 2026-01-27 Вчера открыли завод.", "2026-01-26"),
        ("date 2026-03-01 Позавчера открыли завод.", "2026-02-27"),
        ("date 2026-01-27 Завод открыли. «Вчера было трудно», сказал он.", "2026-01-27"),
    ],
)
def test_a_date_with_a_year_is_found(text: str, expected: str) -> None:
    found = date_of(article_of(text), TODAY)
    assert (str(found.date), found.yearless) == (expected, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Сегодня, 9 августа, открыли завод.", "9 августа"),
        ("ТУЛА, 18 июня. /ТАСС/. Завод открыт.", "18 июня"),
        ("Завод открыли 3 октября, план рассчитан на 2022-2024 годы.", "3 октября"),
    ],
)
def test_a_date_without_a_year_is_left_to_be_asked(text: str, words: str) -> None:
    found = date_of(article_of(text), TODAY)
    assert (found.date, found.yearless) == (None, words)


@pytest.mark.parametrize(
    "text",
    [
        "Вчера открыли завод.",
        "План на 2022-2024 годы подписан.",
        "Завод построят в 2025 году.",
        "Завод построят до 31 декабря 2025 года.",
        "Завод откроют 1 марта 2027 года.",
        "По указу от 5 мая 2025 года завод закрыт.",
        "Завод закроют к 1 сентября.",
        "Завод закрыт. Ранее, 3 марта 2025 года, его хвалили.",
        "30.02.2026\nЗавод открыт.",
        "",
    ],
)
def test_what_is_not_the_day_of_the_news_is_left_empty(text: str) -> None:
    assert date_of(article_of(text), TODAY) == (None, "")
