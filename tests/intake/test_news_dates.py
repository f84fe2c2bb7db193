"""When the news happened."""

from datetime import date

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
        "Город хвалит сахар\n\nСахар варят с 5 мая 2019 года, завод открыли 5 мая 2019 года.",
        "Завод начал поставки сахара\n\nДоговор о них подписали 3 марта 2025 года.",
        "30.02.2026\nЗавод открыт.",
        "",
    ],
)
def test_what_is_not_the_day_of_the_news_is_left_empty(text: str) -> None:
    assert date_of(article_of(text), TODAY) == (None, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "20 ноября 2026\nТула и КНР подписали договор\n\n19 ноября стороны подписали договор о паркете.",
            "2026-11-19",
        ),
        ("20.11.2026\nЗавод открыли\n\n18 ноября 2026 года завод открыли при гостях.", "2026-11-18"),
        ("2026-01-03\nЗавод открыли\n\nЗавод открыли 29 декабря при гостях.", "2025-12-29"),
        ("20.11.2026\nЗавод открыли в Туле\n\nЦеремония прошла 17 ноября.", "2026-11-17"),
        ("20.11.2026\nDelegation visits Tula\n\nThe delegation visited Tula on November 17.", "2026-11-17"),
        ("20.11.2026\nЗавод открыли\n\nЗавод открыли во вторник.", "2026-11-17"),
        ("20.11.2026\nЗавод открыли\n\nПредприятие фирмы 17 ноября открыло завод.", "2026-11-17"),
        ("20.11.2026\nPlant opened\n\nThe plant opened on Friday.", "2026-11-20"),
        ("Вчера, 10 ноября 2026 года, завод открыли.", "2026-11-10"),
    ],
)
def test_the_day_of_the_events_own_sentence_outweighs_the_stamp(text: str, expected: str) -> None:
    assert str(date_of(article_of(text), date(2026, 11, 21)).date) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Завод, основанный 15 ноября 1930 года, открыли для гостей.",
        "Завод открыли по указу от 17 ноября.",
        "Завод открыли. Ранее, 17 ноября, его хвалили.",
        "Завод открыли. Город родился 3 ноября.",
        "Завод планировали открыть 1 ноября.",
        "Завод открыли, приём гостей пройдёт 25 ноября.",
        "Завод открыли. «Мы открыли его 2 ноября», – сказал он.",
        "Завод, строить который решили 14 марта, открыли.",
        "Завод открыли, соглашение, подписанное 12 ноября, помогло.",
        "Завод откроют в пятницу.",
    ],
)
def test_a_day_of_something_else_leaves_the_stamp(sentence: str) -> None:
    text = f"20.11.2026\nЗавод открыли\n\n{sentence}"
    assert str(date_of(article_of(text), date(2026, 11, 21)).date) == "2026-11-20"


def test_a_publishers_name_behind_the_stamp_is_no_headline() -> None:
    article = article_of("13 ноября 2026, Псковский листок\nЗавод открыт\n\nЗавод открыли вчера.")
    assert (article.stamp, article.headline) == ("13 ноября 2026", "Завод открыт")


@pytest.mark.parametrize(
    "line",
    [
        "Чита.Ру, 20 ноября 2026 г.",
        "Вести области | 20 ноября 2026, 12:40",
        "Клопс.Ру   20 ноября 2026   18:30",
        "ИА «Волга», 20.11.2026",
        "Край / 20 ноября 2026",
        "Дата публикации: 20.11.2026",
        "Опубликовано 20.11.2026",
        "NEWSWIRE, Nov. 20, 2026",
        "Daily Port News | 20 November 2026",
        "Капитал. Урал | 20.11.2026 | 11:02",
    ],
)
def test_a_publishers_name_may_stand_beside_the_stamp(line: str) -> None:
    article = article_of(f"Завод открыли\n{line}\n\nТекст о заводе.")
    assert (article.headline, line in article.body) == ("Завод открыли", False)
    assert str(date_of(article, date(2026, 11, 21)).date) == "2026-11-20"


@pytest.mark.parametrize(
    "line",
    [
        "Срок сдачи: 20 ноября 2026",
        "Завод открылся, 20 ноября 2026",
        "Завод закрыт. Итог, 20 ноября 2026",
        "Завод основан – 20 ноября 2026",
    ],
)
def test_a_sentence_beside_a_date_is_no_stamp(line: str) -> None:
    assert article_of(f"Завод\n{line}\n\nТекст о заводе.").stamp == ""
