"""What an article promises, and by when."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from known import gazetteer
from ruamel.yaml import YAML

from ratingctl.domain.dates import parse_edtf
from ratingctl.intake.article import article_of
from ratingctl.intake.draft import draft_from
from ratingctl.intake.promised_dates import deadline_places, promised_dates

AS_OF = date(2026, 11, 26)
TEXTS: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("deadlines.yaml"))


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["text"])
def test_deadlines_are_told_from_plans_of_earlier_times(row: dict[str, Any]) -> None:
    promised = promised_dates(article_of(row["text"]), AS_OF)
    for name, when in promised._asdict().items():
        allowed = row[name] if isinstance(row[name], list) else [row[name]]
        assert (when.text if when else "") in [str(value) for value in allowed], name


@pytest.mark.parametrize(
    ("text", "due", "start_due"),
    [
        ("Цех откроют в следующем году.", "2027", ""),
        ("Ещё две партии отправят до конца года.", "../2026", ""),
        ("Терминал сдадут в декабре.", "2026-12", ""),
        ("Строительство начнётся в марте.", "", "2027-03"),
        ("Цех открыли в марте.", "", ""),
        ("Новый срок поставки – в январе.", "2027-01", ""),
        ("Срок действия договора истечёт в январе.", "", ""),
        ("Запустить линию хотят до конца следующего года.", "../2027", ""),
        ("The line will open by the end of next year.", "../2027", ""),
    ],
)
def test_words_that_count_from_the_day_of_the_news_need_that_day(text: str, due: str, start_due: str) -> None:
    news = parse_edtf("2026-11-20")
    promised = promised_dates(article_of(text), AS_OF, news)
    assert tuple(when.text if when else "" for when in promised) == (start_due, due)
    assert promised_dates(article_of(text), AS_OF) == (None, None)


def test_the_day_of_the_news_is_no_deadline() -> None:
    text = (
        "Запуск завода, намеченный на 2025 год, перенесён на IV квартал 2027 года, сообщила 5 ноября 2026 года фирма."
    )
    assert str(promised_dates(article_of(text), AS_OF, parse_edtf("2026-11-05")).due) == "2027-36"


def test_a_headline_and_a_text_that_fit_give_the_narrower_deadline() -> None:
    text = "Завод в Туле откроют в 2028 году\n\nВвести его планируют в мае 2028 года."
    assert str(promised_dates(article_of(text), AS_OF).due) == "2028-05"
    delayed = "Завод в Туле откроют только в 2028 году\n\nЗавод откроют не раньше весны 2028 года."
    assert str(promised_dates(article_of(delayed), AS_OF).due) == "2028"
    contrary = "Завод в Туле откроют в 2028 году\n\nВвести его планируют в мае 2029 года."
    assert promised_dates(article_of(contrary), AS_OF).due is None


def test_a_cancelled_project_and_a_figure_promise_nothing() -> None:
    text = "2026-11-20\nИнвестор из КНР отказался от завода в Туле\n\nЗапуск намечен на осень 2027 года."
    draft = draft_from(text, gazetteer(), AS_OF)
    assert (draft.kind, draft.due) == ("cancellation", None)


@pytest.mark.parametrize(
    ("text", "deadline", "words"),
    [
        ("Запуск намечен на осень 2027 года.", "2027-09/2027-11", ["осень 2027 года"]),
        ("Сдать – до конца 2028 года, так решили.", "../2028", ["2028 года"]),
        ("Откроют в следующем году.", "2027", ["в следующем году"]),
        ("Сдадут в декабре.", "2026-12", ["в декабре"]),
        ("Сдадут когда-нибудь.", "2026-12", []),
    ],
)
def test_the_words_of_a_deadline_are_found_again(text: str, deadline: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in deadline_places(text, parse_edtf(deadline))] == words
