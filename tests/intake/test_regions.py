"""Which regions a story is about."""

import pytest
from known import TOWNS, gazetteer

from ratingctl.domain.model import RegionId
from ratingctl.intake.article import article_of
from ratingctl.intake.regions import place_matcher, regions_of

PLACES = place_matcher(gazetteer().regions, {RegionId(region): spellings for region, spellings in TOWNS.items()})


def found(text: str) -> tuple[str, ...]:
    return regions_of(article_of(text), PLACES)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("В Амурской области открыли завод.", "amur"),
        ("Завод открыт в Приамурье.", "amur"),
        ("амурские аграрии повезли сою.", "amur"),
        ("АМУРСКАЯ ОБЛАСТЬ ОТКРЫЛА ЗАВОД", "amur"),
        ("Делегация Югры побывала за рубежом.", "khmao"),
        ("ХМАО – Югра подписала меморандум.", "khmao"),
        ("В Ханты-Мансийском автономном округе прошла встреча.", "khmao"),
        ("Ямало-Ненецкий автономный округ открыл порт.", "yamal"),
        ("Ненецкий автономный округ открыл порт.", "nenets"),
        ("Власти НАО открыли порт.", "nenets"),
        ("Томская область открыла порт.", "tomsk"),
        ("Алтайский край открыл завод.", "altai-krai"),
        ("В Республике Алтай открыли завод.", "altai-republic"),
        ("Подмосковье открыло завод.", "moscow-oblast"),
        ("В Московской области открыли завод.", "moscow-oblast"),
        ("Заводы Хабаровского Приамурья растут.", "khabarovsk"),
        ("В Нефтеюганске открыли завод.", "khmao"),
        ("Мэр Владимира открыл завод.", "vladimir"),
        ("Завод открыт во Владимире.", "vladimir"),
    ],
)
def test_one_region_is_found_by_its_longest_name(text: str, region: str) -> None:
    assert found(text) == (region,)


@pytest.mark.parametrize(
    "text",
    [
        "Завод открыли за рубежом.",
        "НАО «Гранит» открыло завод.",
        "По словам нао, всё хорошо.",
        "Президент Владимир Путин провёл переговоры.",
        "Письмо Владимира Путина прочли в зале.",
        "Завод имени Кирова получил станки.",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("ХАБАРОВСК, 18 июня. /ТАСС/. Делегация Амурской области вернулась.", ("amur",)),
        ("Владивосток. 12 мая. Амурская область подписала контракт.", ("amur",)),
        ("Генконсульство КНР в Хабаровске сообщило о визите в Амурскую область.", ("amur",)),
        ("Генеральный консул в Екатеринбурге посетил Приморье.", ("primorye",)),
        ("На форуме в Санкт-Петербурге Томская область подписала соглашение.", ("tomsk",)),
        ("Томская область подписала соглашение на ВЭФ во Владивостоке.", ("tomsk",)),
        ("Во Владивостоке на форуме выступил глава Якутии.", ("sakha",)),
        ("Груз Томской области повезли через Забайкалье.", ("tomsk",)),
    ],
)
def test_places_in_passing_are_left_out(text: str, regions: tuple[str, ...]) -> None:
    assert found(text) == regions


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("ХАБАРОВСК, 18 июня. /ТАСС/. Завод открыт.", ()),
        ("ХАБАРОВСК, 18 июня. /ТАСС/. Власти региона открыли завод.", ("khabarovsk",)),
        ("МОСКВА, 18 июня. /ТАСС/. Власти региона открыли завод.", ()),
    ],
)
def test_the_town_of_the_dateline_tells_only_which_region_is_meant(text: str, regions: tuple[str, ...]) -> None:
    assert found(text) == regions


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("На форуме в Екатеринбурге подписан контракт.", "sverdlovsk"),
        ("Генконсульство в Хабаровске открыло выставку.", "khabarovsk"),
    ],
)
def test_a_place_in_passing_counts_where_nothing_else_is(text: str, region: str) -> None:
    assert found(text) == (region,)


def test_a_river_of_the_same_name_is_no_region() -> None:
    names = {RegionId("stream"): ("Лена",), RegionId("hill"): ("Холм",)}
    for text in ("Мост через Лена открыт на Холм.", "Паром на Лена принял Холм.", "У реки Лена стоит Холм."):
        assert regions_of(article_of(text), place_matcher(names, {})) == ("hill",)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Приморье открыло завод\n\nРаньше такой завод был только в Томской области.", ("primorye", "tomsk")),
        ("Завод Томской области и завод Омской области. Томская область больше.", ("tomsk", "omsk")),
        ("Глава Карелии принял гостей. Потом глава Коми и глава Тувы.", ("karelia", "komi", "tuva")),
    ],
)
def test_the_headline_more_mentions_and_the_earlier_one_come_first(text: str, regions: tuple[str, ...]) -> None:
    assert found(text) == regions


def test_the_region_of_the_person_in_the_headline_comes_first() -> None:
    text = """Губернатор Пётр Лесков обсудил кооперацию с соседями

В Томской области открылась встреча. В Томской области ждали гостей. Губернатор Омской области Пётр Лесков приехал.
Томская область приняла всех."""
    assert found(text) == ("omsk", "tomsk")


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Воткинский завод отправил станок.", ("udmurtia",)),
        ("Сургутские нефтяники открыли офис.", ("khmao",)),
        ("Череповецкий азот отгрузили.", ("vologda",)),
        ("Тольяттинский завод построен.", ("samara",)),
        ("Псковичи и костромичи показали сыр.", ("pskov", "kostroma")),
        ("Александр Тамбов привёз проект для Пензы.", ("penza",)),
        ("Печорское море покрыто льдом.", ()),
        ("В волжских портах ждут суда.", ()),
        ("Якутские алмазы покажут на выставке, сообщает агентство из Москвы.", ("sakha",)),
    ],
)
def test_adjectives_of_towns_and_people_tell_their_region(text: str, regions: tuple[str, ...]) -> None:
    assert regions_of(article_of(text), gazetteer().place_matcher) == regions


@pytest.mark.parametrize("town", ["Nizhni Vad", "Nizhny Vad", "Nizhniy Vad"])
def test_a_town_is_known_in_every_romanisation_of_its_ending(town: str) -> None:
    places = place_matcher({}, {RegionId("nizhni"): ("Nizhni Vad",), RegionId("vad"): ("Vad",)})
    assert regions_of(article_of(f"{town} hosts a delegation"), places) == ("nizhni",)
