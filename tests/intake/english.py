"""A rating of countries in English, as drafting sees it."""

from functools import cache

from ratingctl.domain.model import RegionId
from ratingctl.intake.draft import Gazetteer
from ratingctl.storage.packaged.word_lists import country_words
from ratingctl.words.demonyms import english_forms


@cache
def countries() -> Gazetteer:
    named = [country for country in country_words() if country not in ("Czechia", "Türkiye")]  # they have two names
    names = {country.casefold().replace(" ", "-"): (country,) for country in named}
    forms = english_forms(names, country_words())
    return Gazetteer({RegionId(unit): (*same, *forms[unit]) for unit, same in names.items()}, {}, {}, ())
