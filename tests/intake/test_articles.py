"""Whole articles: the digests among the seeds and items in the manner of regional agencies, with what is drafted."""

from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import REPOSITORY
from known import TODAY, gazetteer

from ratingctl.intake.draft import draft_from

ARTICLES = Path(__file__).parent / "articles"


class Expected(NamedTuple):
    regions: str
    date: str
    kind: str
    title: str
    partners: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    on_topic: bool = True


DIGESTS = {
    "news-ugra-quartz": Expected(
        "khmao", "2026-01-27", "talks",
        "Китайские предприниматели из сферы высоких технологий два дня провели в Ханты-Мансийском автономном округе",
        ("ZE Optoelectronic SciTech Co., Ltd.", "Полярный кварц"),
    ),
    "news-chelyabinsk-mission": Expected(
        "chelyabinsk khmao", "? 9 августа", "talks",
        "Алексей Текслер и власти соседнего региона договариваются о совместной работе в промышленности и ИТ",
        ("Урал", "ДСТ-Урал", "Спецмаш", "Электромашина", "СпецАгрегат", "ЭлМетро-Инжиниринг", "Нефть-Сервис", "Интрафит", "Интерсвязь"),
        (), False,
    ),
    "news-ugra-epinduo": Expected(
        "khmao", "2019-06-18", "agreement",
        "Югра договорилась о сотрудничестве с крупнейшим продавцом товаров в КНР",
        ("Epinduo", "Carrefour", "Auchan", "Alldays", "WAL-MART", "Wu Mart", "Trust-Mart"),
    ),
    "news-nizhny-airr": Expected(
        "nizhny-novgorod", "2025-11-06", "visit",
        "Андрей Саносян рассказал в Китае о возможностях Нижегородской области",
    ),
}  # fmt: skip

OWN = {
    "amur-bridge": Expected(
        "amur", "2026-03-14", "logistics_link", "На Амуре возобновили движение по понтонному мосту",
        (), ("до 300 машин в сутки", "120 тыс. тонн"),
    ),
    "primorye-forum": Expected(
        "primorye", "2025-09-05", "agreement", "Завод соевого масла в Приморье построят инвесторы из КНР",
        ("Бэйдахуан",), ("4,5 млрд рублей", "300 тыс. тонн в год"),
    ),
    "yamal-not-nenets": Expected(
        "yamal", "2026-02-11", "trial_delivery",
        "Ямало-Ненецкий автономный округ отправил в Китай пробную партию оленины", ("Ямальские олени",), ("20 тонн",),
    ),
    "khabarovsk-consulate": Expected(
        "sverdlovsk", "? 3 октября", "agreement", "Свердловские машиностроители договорились с Хунанью",
        (), ("268,8 млн долларов",),
    ),
    "kuzbass-delay": Expected(
        "kemerovo", "2026-05-20", "delay",
        "Запуск обогатительной фабрики с китайским оборудованием в Кузбассе перенесён на 2027 год", ("Sany",),
    ),
    "tomsk-stone": Expected(
        "tomsk omsk", "? 12 августа", "ceremony", "В Томской области заложили первый камень в основание завода плит",
        ("Хэнда-Сибири",), ("3,2 млрд рублей", "450 рабочих мест"),
    ),
    "tatarstan-haier": Expected(
        "tatarstan", "2026-04-17", "commissioning", "Haier запустил в Набережных Челнах завод морозильников",
        ("Haier",), ("500 тыс. единиц техники в год", "6 млрд рублей"),
    ),
    "vladimir-name": Expected(
        "", "? 12 мая", "talks", "Президент Владимир Путин и Си Цзиньпин обсудили энергетику", ("Сила Сибири-2",),
    ),
    "trade-figures": Expected(
        "zabaykalsky", "? 18 июня", "indicator", "Товарооборот Забайкальского края с КНР вырос на 31,6 %",
        (), ("31,6 %", "2,8 млрд долларов"),
    ),
    "three-regions": Expected(
        "khabarovsk primorye jewish", "2026-10-01", "visit",
        "Вчера в Хабаровске делегация провинции Хэйлунцзян побывала на судостроительном заводе",
    ),
}  # fmt: skip


def drafted(path: Path) -> Expected:
    draft = draft_from(path.read_text(encoding="utf-8"), gazetteer(), TODAY)
    when = str(draft.date) if draft.date else f"? {draft.yearless}"
    return Expected(
        " ".join(draft.regions),
        when,
        draft.kind or "",
        draft.title,
        draft.partners,
        draft.amounts,
        draft.on_topic is True,
    )


@pytest.mark.parametrize("name", DIGESTS)
def test_the_digest_gives_the_draft(name: str) -> None:
    assert drafted(REPOSITORY / "seeds" / f"{name}.txt") == DIGESTS[name]


@pytest.mark.parametrize("name", OWN)
def test_the_article_gives_the_draft(name: str) -> None:
    assert drafted(ARTICLES / f"{name}.txt") == OWN[name]


def test_every_article_has_an_expected_draft() -> None:
    assert {path.stem for path in ARTICLES.glob("*.txt")} == OWN.keys()
