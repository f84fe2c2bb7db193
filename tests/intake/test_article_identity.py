"""An article is known again: by its address, its text, or most of it; and its words are found for the draft."""

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.intake.article_identity import address_in, identity_of_article
from ratingctl.intake.marks import marks_in

BODY = (
    "Завод в Хабаровске начал выпуск кабеля вместе с партнёром из Уханя. Первую партию отправят заказчику весной, "
    "говорят в правительстве края. До конца года на линию примут сто двадцать рабочих, половина из них пройдёт обучение."
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/n/1?utm_source=tg&id=2#top\nЗаголовок", "https://a.example/n/1?id=2"),
        ("Заголовок\n\nТекст.\nИсточник: https://a.example/n/1", "https://a.example/n/1"),
        ("<html><link rel='canonical' href='https://a.example/n/1'><p>Текст</p>", "https://a.example/n/1"),
        ('<meta property="og:url" content="https://a.example/n/1">', "https://a.example/n/1"),
        ("Заголовок\nИсточник: news.example/2026/1", "https://news.example/2026/1"),
        ("t.example/channel/418\nЗаголовок", "https://t.example/channel/418"),
        ("Заголовок\nРуб./т и 5.5/10, ООО/ЗАО\nруб./т", ""),
        ("Заголовок\nПодробнее на https://a.example/other в конце строки.", ""),
    ],
)
def test_the_address_is_a_line_of_its_own_or_that_of_the_page(text: str, address: str) -> None:
    assert address_in(text) == address


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (f"Исправленный заголовок\n\n{BODY}", True),
        (f"Заголовок\n\n{BODY.upper()}", True),
        (f"Заголовок\n\n{BODY} Позже редакция дополнила текст.", True),
        (f"https://a.example/1\nДругой текст\n\n{'Совсем другое. ' * 10}", True),
        (
            "Заголовок\n\nВ Туле открыли выставку пряников, куда приехали гости из трёх провинций и одного города.",
            False,
        ),
    ],
)
def test_an_article_is_known_again(other: str, is_same: bool) -> None:
    one = identity_of_article(f"https://a.example/1\nЗаголовок\n\n{BODY}")
    assert one.is_same_as(identity_of_article(other)) is is_same


def test_words_of_the_draft_are_found_in_any_case() -> None:
    text = "14 октября 2026 года в Хабаровске подписали соглашение с «Янцзы кабель» на 1,2 млрд рублей."
    phrases = {"region": ("Хабаровск",), "partners": ("Янцзы Кабель",), "amounts": ("1,2 млрд рублей",)}
    marks = marks_in(text, phrases, "agreement", parse_edtf("2026-10-14"))
    assert [(mark.field, text[mark.start : mark.end]) for mark in marks] == [
        ("date", "14 октября 2026 года"),
        ("region", "Хабаровске"),
        ("kind", "подписали"),
        ("partners", "Янцзы кабель"),
        ("amounts", "1,2 млрд рублей"),
    ]
