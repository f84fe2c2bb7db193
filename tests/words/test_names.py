"""What people type for a region, and which region is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome, real_rating

from ratingctl.commands.shared.names import region_named, region_names
from ratingctl.domain.model import Rating
from ratingctl.errors import UsageError


@pytest.fixture(scope="module")
def rating() -> Rating:
    return real_rating()


MEANT = """\
amur: амур, Амурская область, амурской области, АМУРСКАЯ ОБЛАСТЬ, RU-AMU, приамурья, amurskaya
khmao: югры, Югра, ХМАО, ХМАО-Югра, Ханты-Мансийского АО, хмао–югра, khmao
primorye: Приморье, приморья, Приморского края, приморск
moscow-oblast: Подмосковья, Подмосковье, Московской области, московская
moscow: Москва, Москвы
kemerovo: Кузбасса, Кузбасс, кузбассу, Кемеровскую область
sakha: Якутии, Саха, Республике Саха, Якутия, yakutia
saint-petersburg: Питер, Питера, Санкт-Петербургу, СПб, петербургом
omsk: Омская область, омской области, омская
tomsk: Томская область, томской области
nenets: Ненецкий АО, ненецкого автономного округа, НАО
yamal: Ямало-Ненецкий АО, ямало-ненецкого, ЯНАО, Ямал, ямала
altai-krai: Алтайский край, алтайского края
altai-republic: Республика Алтай, республики Алтай
adygea: Адыгея, Адыгеи, Адыгею
tatarstan: Татарстан, татарстане, Татарстаном
dagestan: Дагестан, Дагестану
tula: тульской, Тульская область
north-ossetia: Северной Осетии, Северная Осетия
bashkortostan: Башкирии, Башкортостана
mari-el: Марий Эл
komi: Коми, Республики Коми
kamchatka: Камчатского края, Камчатский край
"""


def cases() -> list[tuple[str, str]]:
    rows = [line.partition(": ") for line in MEANT.splitlines()]
    return [(key, name) for key, _, names in rows for name in names.split(", ")]


@pytest.mark.parametrize(("region", "typed"), cases())
def test_a_region_is_known_by_every_name_and_case(rating: Rating, region: str, typed: str) -> None:
    assert region_named(rating, typed).id == region


@pytest.mark.parametrize("typed", ["Алтай", "область", "край"])
def test_a_name_of_several_regions_lists_them(rating: Rating, typed: str) -> None:
    with pytest.raises(UsageError, match=r"may be .*, ") as raised:
        region_named(rating, typed)
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("typed", "meant"), [("Амурскя область", "amur"), ("татарстн", "tatarstan"), ("khmoa", "khmao"), ("amurr", "amur")]
)
def test_a_misspelling_is_answered_with_a_suggestion(rating: Rating, typed: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean {meant}"):
        region_named(rating, typed)


def test_every_name_alias_and_form_leads_to_its_own_region(rating: Rating) -> None:
    names = region_names(rating)
    for region in rating.regions.values():
        for name in (region.id, region.code, region.name, *region.aliases, *rating.forms[region.id]):
            assert names.keys_for(name) == [region.id], name


def test_nothing_is_meant_by_nothing(ratingctl: Callable[..., Outcome], write: Callable[..., Path]) -> None:
    assert ratingctl("--root", write(), "tiers", "-r", "  ").code == 2
