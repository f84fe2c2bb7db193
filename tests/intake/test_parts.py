"""Title, parties, amounts and subject of an article."""

from datetime import date

import pytest

from ratingctl.intake.amounts import amounts_in
from ratingctl.intake.article import article_of, readable_text, sentences_of
from ratingctl.intake.draft import Gazetteer, draft_from
from ratingctl.intake.parties import KnownOrganisations, parties_in
from ratingctl.intake.subject import is_on_topic
from ratingctl.intake.title import LONGEST, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Завод открыт в области\n\nТекст о заводе в области.", "Завод открыт в области"),
        ("Да. Завод открыт в области. Ещё текст.", "Завод открыт в области"),
        ("🚀🔥 В области открыт завод!", "В области открыт завод!"),
        ("ТУЛА, 5 мая. /ТАСС/. В области открыт завод.", "В области открыт завод"),
        ("В области открыт завод, сообщает «Вестник».", "В области открыт завод"),
        ("<h1>Завод открыт в области</h1><p>Текст о заводе.</p>", "Завод открыт в области"),
        (
            "<title>Завод у нас</title><h1 class=x>Завод открыт в области</h1><p>Завод у нас в области открыт.</p>",
            "Завод открыт в области",
        ),
        ("Экономика\nФото: пресс-служба\nЗавод открыт в области\n\nТекст о заводе.", "Завод открыт в области"),
        (
            "Погоду обещают хорошую всем\n\nЗавод открыли в области\n\nЗавод стекла в области открыли вчера.",
            "Завод открыли в области",
        ),
        ("Да.", ""),
        ("***", ""),
        (
            "Новости\nГлавная / Новости\n12 ноября 2026, 09:15\nЗавод открыт в области\nТекст о заводе.",
            "Завод открыт в области",
        ),
        ("Вести – Край\nКрай открыл завод стекла\n\nСтекло варят на юге.", "Край открыл завод стекла"),
        ("Завод открыт\n\nТекст о том, как завод работает.", "Завод открыт"),
    ],
)
def test_the_title_is_the_headline_or_the_first_telling_sentence(text: str, title: str) -> None:
    assert title_of(article_of(text)) == title


def test_a_long_title_ends_with_a_clause_or_a_word() -> None:
    clause = "Губернатор открыл большой и долгожданный завод стекла, " + "который строили очень много лет " * 4
    words = "Губернатор открыл в области большой и долгожданный завод " * 4
    assert title_of(article_of(clause)) == "Губернатор открыл большой и долгожданный завод стекла"
    cut = title_of(article_of(words))
    assert len(cut) <= LONGEST
    assert cut.endswith(("завод…", "долгожданный…", "открыл…", "Губернатор…", "области…"))


def test_a_title_ends_before_what_is_told_besides_and_is_else_left_whole() -> None:
    first = "Товарооборот области с соседями за девять месяцев этого года вырос на четырнадцать процентов"
    assert title_of(article_of(f"{first} и составил почти два миллиарда долларов.")) == first
    whole = f"{first} без учёта услуг по данным таможенной статистики за квартал"
    assert title_of(article_of(f"{whole}.")) == whole


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    text = "Губернатор области открыл завод, который\nстроили много лет и\nзакончили летом. Завод большой."
    assert title_of(article_of(text)) == "Губернатор области открыл завод, который строили много лет и закончили летом"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Завод «Спецмаш» и НПО «Маяк» подписали договор.", ("Спецмаш", "Маяк")),
        ("Компания ZE Optics SciTech Co., Ltd. приехала.", ("ZE Optics SciTech Co., Ltd.",)),
        ("Приехали Хайер и haier.", ("Haier",)),
        ("Завод «Хайера» открыт.", ("Haier",)),
        ("ООО Северный лес продаёт доски. АО Кама Лес тоже.", ("Северный", "Кама Лес")),
        ("На форуме «Утро» и выставке «Весна» подписали план «Река».", ()),
        ("«Мы построим завод, и он будет большим», сказал он «громко».", ()),
        ("На VI ярмарке IT и AI пишет «ugra-news.ru».", ()),
        ("Стол и стул эталон.", ()),
        ("Рейс выполнил Boeing 737-800, встречала Chery 12 ноября.", ("Chery",)),
        ("Проект ООО «Стекло» одобрен.", ("Стекло",)),
        ("Договор с «Севлесом» и «Севпесок» подписали.", ("Севпесок",)),
        ("Глава «Севлеса» и завод «Севлеса» рады.", ("Севлеса",)),
        ("Совет помог «Севлесу», балкер «Юй» ушёл: «Мы рады».", ()),
        ("The Big Company of Old Town came.", ()),
        ("Then Lagos Ports Authority and Kivu Foods Ltd. met.", ("Lagos Ports Authority", "Kivu Foods Ltd.")),
        ("Lagos Ports Authority Meets Kivu Foods Again", ()),
    ],
)
def test_parties_are_names_and_no_events_or_sayings(text: str, parties: tuple[str, ...]) -> None:
    known = KnownOrganisations({"haier": ("Haier", "Хайер"), "etalon": ("Эталон",)})
    assert parties_in(text, known) == parties


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Вложат более 900 млн руб. и 1,5 млрд юаней.", ("более 900 млн руб.", "1,5 млрд юаней")),
        ("Участок 30 га, 12 600 тонн в год.", ("30 га", "12 600 тонн в год")),
        ("Оборот вырос на 31,6 %, в 2,7 раза.", ("31,6 %", "в 2,7 раза")),
        ("It is worth 320 million U.S. dollars.", ("320 million U.S. dollars",)),
        ("$500 млн и 80–100 млн долларов", ("$500 млн", "80–100 млн долларов")),
        ("Создадут 450 рабочих мест, 200 контейнеров, 100 МВт.", ("450 рабочих мест", "200 контейнеров", "100 МВт")),
        ("Вложения выросли с 3 до 5 млрд рублей, квоту подняли до 7 тонн.", ("5 млрд рублей", "7 тонн")),
        ("The parcel weighed 300 kilograms, 20 barrels.", ("300 kilograms", "20 barrels")),
        ("Было 5 раз, 9 августа, 2026 год, 18:14, № 12, 70 лет.", ()),
    ],
)
def test_amounts_have_a_unit(text: str, amounts: tuple[str, ...]) -> None:
    assert amounts_in(text) == amounts


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Экспорт в Китае растёт", True),
        ("Российско-Китайское ЭКСПО", True),
        ("гости из КНР", True),
        ("Стая китов", False),
        ("", False),
    ],
)
def test_the_subject_is_met_at_the_beginning_of_words(text: str, is_so: bool) -> None:
    assert is_on_topic(text, ("Китай", "китайск", "КНР")) is is_so


def test_a_text_that_names_a_known_organisation_is_not_called_off_topic() -> None:
    gazetteer = Gazetteer({}, {}, {"haier": ("Haier",)}, ("Китай",))
    topics = [draft_from(text, gazetteer, date(2026, 11, 21)).on_topic for text in ("Haier растёт", "Снег растёт")]
    assert topics == [None, False]


def test_an_address_below_the_text_is_a_line_of_its_own() -> None:
    assert readable_text("Завод открыт.\nhttps://a.example/1") == "Завод открыт.\nhttps://a.example/1"


def test_without_subject_words_nobody_can_tell() -> None:
    assert is_on_topic("Завод", ()) is None


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("12 октября 2026 года в Туле заложили завод подшипников.", "В Туле заложили завод подшипников"),
        ("15.10.2026 Суд принял иск завода к области.", "Суд принял иск завода к области"),
        ("On May 5, 2026, Tula opened a bearing plant.", "Tula opened a bearing plant"),
        ("12 октября в Туле заложили завод.", "12 октября в Туле заложили завод"),
        ("2026 год стал годом моста.", "2026 год стал годом моста"),
    ],
)
def test_a_full_date_at_the_beginning_is_left_to_the_field_of_dates(sentence: str, title: str) -> None:
    assert title_of(article_of(f"{sentence}\n\nБольше ничего не известно об этом событии.")) == title


def test_an_initial_ends_no_sentence_wherever_it_stands() -> None:
    text = "Д. Миляев обсудил станки. А. Иванов молчал."
    assert sentences_of(text) == ["Д. Миляев обсудил станки.", "А. Иванов молчал."]


STORY = "Край открыл цех стекла\n\nЦех стекла открыл глава края."


@pytest.mark.parametrize(
    "text",
    [
        f"Мы используем файлы cookie. Подробнее\nВойти Регистрация\n{STORY}",
        f"{STORY}\n\nДругие новости\n12:40 Тула подписала контракт\n11:05 Мост закрыт",
        f"{STORY}\nЧитайте по теме: В Орле закрыли завод",
        f"{STORY}\nХочешь знать больше\nТула подписала контракт",
        f"МОСКВА, 2 ноября 2026 г. /Вести/. {STORY}",
    ],
)
def test_what_stands_around_a_story_is_no_part_of_it(text: str) -> None:
    article = article_of(text)
    assert (article.headline, article.body) == ("Край открыл цех стекла", "Цех стекла открыл глава края.")


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW (Wire) - ",
        "OMSK. Nov 17 (Wire) - ",
        "OMSK, October 8, 2026 -- ",
        "OMSK, November 3 /Wire/. ",
        "OMSK, November 3. /Wire/. ",
    ],
)
def test_an_english_dateline_is_no_part_of_the_sentence(dateline: str) -> None:
    assert article_of(f"{dateline}A plant was opened.").body.startswith("A plant")


@pytest.mark.parametrize("dateline", ["ТУЛА, 5 ноя – ПортНьюс. ", "Тула, 5 ноября 2026 г., Вестник-Т. "])
def test_an_agency_named_behind_the_day_belongs_to_the_dateline(dateline: str) -> None:
    article = article_of(f"Завод заработал\n{dateline}Цех принял первый заказ.")
    assert (article.place.casefold(), article.body) == ("тула", "Цех принял первый заказ.")


@pytest.mark.parametrize(
    "text",
    [
        "Порт принял состав. «Мы ждали этого два года», — рассказал директор.",
        "«Это итог семилетней работы», – подчеркнул он на форуме.",
        '"Надеемся", - ответил министр.',
        "Министр ответил: «Спрос растёт второй год».",
    ],
)
def test_what_a_person_says_is_no_party(text: str) -> None:
    assert parties_in(text, KnownOrganisations({})) == ()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Кран поставит компания «Северная верфь», — сообщил губернатор.", "Северная верфь"),
        ("«Северная верфь» поставит кран.", "Северная верфь"),
        ("Участники: «Северная верфь», порт и город.", "Северная верфь"),
        ("Договор подписала «Северная верфь».", "Северная верфь"),
    ],
)
def test_a_name_in_quotes_is_a_party(text: str, party: str) -> None:
    assert parties_in(text, KnownOrganisations({})) == (party,)


def test_a_list_with_marks_at_the_end_belongs_to_the_story() -> None:
    assert article_of(f"{STORY}\n– ООО Стекло\n– ООО Песок").body.endswith("– ООО Песок")
