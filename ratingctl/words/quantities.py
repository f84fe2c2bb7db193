"""Quantities in a text: its figures with the value and the kind of unit that they have, in Russian and English.

Two figures are the same only if their units agree in kind: 40 million yuan are no 40 thousand tonnes.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEXT_THOUSAND = re.compile(r"[ \u00a0\u202f]\d{3}(?![\d.,]*\d)")
_RANGE_END = re.compile(r"\s*[–—-]\s*\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CURRENCY_BEFORE = re.compile(r"(?:[$€¥₽£]|\b(?:USD|EUR|CNY|RMB|RUB|JPY|GBP))\s?$", re.IGNORECASE)
_LONGEST_CURRENCY = 4
_LONGEST_GROUP = 3
"""Digits before the first space of a figure that is written in groups."""
_LONGEST_UNIT = 60
"""Characters in which a unit is looked for."""

_SCALES = (
    (r"тыс\.?|тысяч\w*|thousand", 1e3),
    (r"млн\.?|миллион\w*|million|mln|mn", 1e6),
    (r"млрд\.?|миллиард\w*|billion|bln|bn", 1e9),
    (r"трлн\.?|триллион\w*|trillion", 1e12),
)
_UNITS = (
    ("rub", r"руб\w*|₽|rubles?|roubles?|rub", 1),
    ("usd", r"долл\w*|\$|(?:u\.?s\.?\s+)?dollars?|usd", 1),
    ("cny", r"юан\w+|¥|yuan|renminbi|rmb|cny", 1),
    ("eur", r"евро|€|euros?|eur", 1),
    ("jpy", r"[ий]ен\w?|yen|jpy", 1),
    ("gbp", r"фунт\w*\s+стерлингов|£|pounds\s+sterling|gbp", 1),
    ("%", r"%|процент\w*|per\s?cent", 1),
    ("t", r"т|тонн\w*|(?:metric\s+)?tons?|tonnes?|t", 1),
    ("t", r"ц|центнер\w*", 0.1),
    ("t", r"кг|килограмм\w*|kg|kilograms?", 0.001),
    ("m2", r"га|гектар\w*|ha|hectares?", 1e4),
    ("m2", r"кв(?:\.|адратн\w+)?\s*(?:км|километр\w*)|км²|км2|(?:sq\.?|square)\s*(?:km|kilomet(?:re|er)s?)", 1e6),
    ("m2", r"кв(?:\.|адратн\w+)?\s*(?:м|метр\w*)|м²|м2|(?:sq\.?|square)\s*(?:m|met(?:re|er)s?)", 1),
    ("m3", r"куб(?:\.|ическ\w+)?\s*(?:м|метр\w*)|кубометр\w*|м³|м3|cubic\s+met(?:re|er)s?", 1),
    ("m3", r"л|литр\w*|lit(?:re|er)s?", 0.001),
    ("barrels", r"баррел\w*|barrels?", 1),
    ("Wh", r"квт[·⋅*\s-]?ч\w*|kwh", 1e3),
    ("Wh", r"мвт[·⋅*\s-]?ч\w*|mwh", 1e6),
    ("W", r"квт|киловатт\w*|kw|kilowatts?", 1e3),
    ("W", r"мвт|мегаватт\w*|mw|megawatts?", 1e6),
    ("W", r"гвт|гигаватт\w*|gw|gigawatts?", 1e9),
    ("m", r"км|километр\w*|km|kilomet(?:re|er)s?", 1e3),
    ("m", r"м|метр\w*|met(?:re|er)s?", 1),
    ("times", r"раза?|times|-?fold", 1),
    ("years", r"лет|years?", 1),
    ("days", r"дн(?:я|ей)|день|сут\w+|days?", 1),
    ("hours", r"час\w*|hours?", 1),
)
"""The kind of a unit, how it is written, and how many of the kind's common units it is."""
_THINGS = (
    ("people", r"человек\w*|чел\.?|people|persons?|рабочих\s+мест\w*|мест\w*\s+работы|jobs?|workers?|работник\w*"),
    ("people", r"сотрудник\w*|employees|турист\w*|tourists?|visitors?|пассажир\w*|passengers?|студент\w*|students?"),
    ("containers", r"контейнер\w*|containers?|teu|дфэ"),
    ("vehicles", r"автомобил\w*|машин\w*|авто|грузовик\w*|фур\w?|cars?|vehicles?|trucks?|lorries"),
    ("buses", r"автобус\w*|bus(?:es)?"),
    ("wagons", r"вагон\w*|wagons?"),
    ("trains", r"поезд\w*|состав\w*|trains?"),
    ("flights", r"рейс\w*|flights?"),
    ("animals", r"голов\w?|head"),
    ("companies", r"предприяти\w+|компани\w+|фирм\w*|резидент\w*|companies|enterprises|firms|residents"),
    ("projects", r"проект\w*|projects?"),
    ("agreements", r"соглашени\w+|договор\w*|контракт\w*|agreements?|contracts?"),
    ("pieces", r"штук\w*|единиц\w*|units?|pieces?"),
)
"""The kinds of things that are counted; an adjective may stand before their name."""


_BESIDE_YEARS = frozenset({"companies", "projects", "agreements", "trains", "m"})
"""The kinds whose names may follow a year: in 2024 companies .."""
_CURRENCIES = {"$": "usd", "€": "eur", "¥": "cny", "₽": "rub", "£": "gbp", "rmb": "cny"}


class _Patterns(NamedTuple):
    """What scales, units and things are matched by; the name of the group that matched ends in its number."""

    scale: re.Pattern[str]
    unit: re.Pattern[str]
    thing: re.Pattern[str]


class Quantity(NamedTuple):
    """A figure with a unit.

    Attributes:
        key: Its value and the kind of its unit: equal for «1,5 млрд руб.» and `1500 million roubles`.
        surface: The figure with its unit, as it is written.
    """

    key: str
    surface: str


def quantities_in(text: str) -> Iterator[Quantity | None]:
    """Yield for each word of a text that begins with a digit its quantity; None where it has none.

    The words are those of `tokens.stemmed_tokens`, in the same order.

    Args:
        text: The text.
    """
    if not _DIGIT.search(text):
        return
    quantity: Quantity | None = None
    end = 0
    for match in _WORD.finditer(text):
        if match[0][0].isdigit():
            if match.start() >= end:  # else it is a part of the one before: 2 500
                quantity, end = _quantity_at(text, match.start())
            yield quantity


def _quantity_at(text: str, start: int) -> tuple[Quantity | None, int]:
    """Return the quantity of the figure at a place, and the place behind the figure."""
    number = _NUMBER.match(text, start)
    if number is None:
        return None, start
    digits, end = number[0], number.end()
    if len(digits) <= _LONGEST_GROUP:
        while thousand := _NEXT_THOUSAND.match(text, end):
            digits, end = digits + thousand[0][1:], thousand.end()
    range_end = _RANGE_END.match(text, end)
    rest = text[range_end.end() if range_end else end :][:_LONGEST_UNIT]
    patterns = _patterns()
    scale = patterns.scale.match(rest)
    before = _CURRENCY_BEFORE.search(text[max(0, start - _LONGEST_CURRENCY) : start])
    after_scale = rest[scale.end() :] if scale else rest
    unit = None if before else patterns.unit.match(after_scale)
    thing = None if before or unit else patterns.thing.match(after_scale)
    if before:
        kind, size = _CURRENCIES.get(before[0].strip().lower(), before[0].strip().lower()), 1.0
    elif unit:
        kind, _, size = _UNITS[_number_of(unit)]
    elif thing:
        kind, size = _THINGS[_number_of(thing)][0], 1.0
    elif scale:
        kind, size = "", 1.0
    else:
        return None, end
    if scale:
        size *= _SCALES[_number_of(scale)][1]
    elif kind in _BESIDE_YEARS and _YEAR.fullmatch(digits):
        return None, end
    parts = (before, text[start:end], range_end, scale, unit or thing)
    surface = "".join(part if isinstance(part, str) else part[0] for part in parts if part)
    return _quantity(digits, size, kind, " ".join(surface.split())), end


@cache
def _patterns() -> _Patterns:
    """Return the patterns; made for the first figure, for most runs read no text anew."""
    return _Patterns(
        _one_of(pattern for pattern, _ in _SCALES),
        _one_of(pattern for _, pattern, _ in _UNITS),
        _one_of((pattern for _, pattern in _THINGS), r"\s*(?:\w+\s+)?"),
    )


def _one_of(patterns: Iterable[str], lead: str = r"\s*") -> re.Pattern[str]:
    groups = (f"(?P<g{number}>{pattern})" for number, pattern in enumerate(patterns))
    return re.compile(rf"{lead}(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


def _quantity(digits: str, size: float, kind: str, surface: str) -> Quantity | None:
    plain = digits.replace(",", "") if _ENGLISH_THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    try:
        value = float(plain) * size
    except ValueError:  # 18.06.2026
        return None
    return Quantity(f"{value:.6g}#{kind}", surface)


def _number_of(match: re.Match[str]) -> int:
    assert match.lastgroup
    return int(match.lastgroup[1:])
