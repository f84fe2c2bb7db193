"""The gazetteer of the real rating, for the tests of drafting."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from conftest import real_rating

from ratingctl.domain.model import RegionId
from ratingctl.intake.draft import Gazetteer

TODAY = date(2026, 11, 21)

# Enough for the tests where the rating itself has no towns.
TOWNS: Mapping[str, tuple[str, ...]] = {
    "khmao": (
        "Ханты-Мансийск",
        "Ханты-Мансийска",
        "Ханты-Мансийске",
        "Нефтеюганск",
        "Нефтеюганске",
        "Сургут",
        "Сургуте",
        "Нягань",
    ),
    "amur": (
        "Благовещенск",
        "Благовещенска",
        "Благовещенску",
        "Благовещенском",
        "Благовещенске",
        "Свободный",
        "Свободном",
    ),
    "khabarovsk": ("Хабаровск", "Хабаровска", "Хабаровску", "Хабаровском", "Хабаровске"),
    "primorye": ("Владивосток", "Владивостока", "Владивостоку", "Владивостоком", "Владивостоке", "Находка", "Находке"),
    "sverdlovsk": ("Екатеринбург", "Екатеринбурга", "Екатеринбурге"),
    "tomsk": ("Томск", "Томска", "Томске"),
    "omsk": ("Омск", "Омска", "Омске"),
    "vladimir": ("Владимир", "Владимира", "Владимиру", "Владимиром", "Владимире"),
    "tatarstan": ("Казань", "Казани", "Елабуга", "Елабуге"),
    "kirov": ("Киров", "Кирова", "Кирове"),
}


@cache
def gazetteer() -> Gazetteer:
    rating = real_rating()
    towns: Mapping[RegionId, tuple[str, ...]] = getattr(rating, "cities", None) or {
        RegionId(region): spellings for region, spellings in TOWNS.items()
    }
    names = {
        region.id: (region.name, *region.aliases, *rating.forms.get(region.id, ()))
        for region in rating.regions.values()
    }
    return Gazetteer(names, towns, rating.organisations, rating.settings.subject)
