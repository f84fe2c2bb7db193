"""A parser of dates as people type and write them, in Russian and English."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.words.fold import fold

_MONTH_STEMS = (
    ("январ", "jan"), ("феврал", "feb"), ("март", "mar"), ("апрел", "apr"), ("ма[йяе]", "may"), ("июн", "jun"),
    ("июл", "jul"), ("август", "aug"), ("сентябр", "sep"), ("октябр", "oct"), ("ноябр", "nov"), ("декабр", "dec"),
)  # fmt: skip
_MONTHS = [re.compile(rf"(?:{russian}[а-я]{{0,2}}|{english}[a-z]*)") for russian, english in _MONTH_STEMS]
_DAYS_AGO = {
    "сегодня": 0, "вчера": 1, "позавчера": 2, "today": 0, "yesterday": 1,
}  # fmt: skip
_SEASONS = {
    "весн": "{0}-03/{0}-05", "spring": "{0}-03/{0}-05", "лет": "{0}-06/{0}-08", "summer": "{0}-06/{0}-08",
    "осен": "{0}-09/{0}-11", "autumn": "{0}-09/{0}-11",
}  # fmt: skip
_ORDINALS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "первый": 1,
    "второй": 2,
    "третий": 3,
    "четвертый": 4,
    "первое": 1,
    "второе": 2,
    "первого": 1,
    "второго": 2,
    "третьего": 3,
    "четвертого": 4,
    "первом": 1,
    "втором": 2,
    "третьем": 3,
    "четвертом": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

_YEAR = r"(?P<year>\d{4})"
_YEAR_WORD = r"(?:\s*(?:г|гг|год|года|году|годы|годах|годов)\.?)?"
_NTH = r"(?P<nth>[\w]+)(?:-(?:й|ый|ой|ое|е|м|ом|го))?"
_QUARTER = r"(?:кв\.?|квартал(?:а|е)?|quarter)"
_HALF = r"(?:полугоди[еяи]|пол\.|half)"
_MONTH = r"(?P<month>[а-яa-z]+)"
_BY = r"(?:до конца|к концу|не позднее|до истечения|by the end of|by end of|by|до кон\.)"


class TypedDate(NamedTuple):
    """A date as it was understood.

    Attributes:
        date: The date.
        year_assumed: True where no year was typed and the latest one not in the future was taken: to be echoed.
    """

    date: EdtfDate
    year_assumed: bool = False


Reader = Callable[[re.Match[str], date], TypedDate | None]
"""Returns the date that a match means; None where the words mean something else."""


def parse_typed(text: str, today: date) -> TypedDate:
    """Return the date that a person has typed.

    Besides EDTF: `2026-Q2`, `2026-H1`, `18.06.2019`, `05.2026`, «вчера», «6 ноября», «в мае 2026», «II квартал 2026»,
    «первое полугодие 2026 года», «весной 2026», «2028–2030 гг.», «с 2028 года», «до конца 2026 года» (= `../2026`),
    and the same in English.

    Args:
        text: What was typed.
        today: The day from which «вчера» and a missing year are counted.

    Returns:
        The date in EDTF with its days, and whether its year was assumed.

    Raises:
        DateError: If nothing of this is met, or the day does not exist.
    """
    plain = _plain(text)
    for pattern, read in _forms():
        match = pattern.fullmatch(plain)
        understood = read(match, today) if match else None
        if understood:
            return understood
    try:
        return TypedDate(parse_edtf(text.strip()))
    except DateError as error:
        whole = repr(text.strip())
        raise DateError(str(error) if whole in str(error) else f"{whole}: {error}") from error


def _plain(text: str) -> str:
    plain = re.sub(r"(?<=[а-яa-z]),", "", fold(text))
    return re.sub(r"^(?:в|во|на|за|in|on)\s+", "", plain.replace("the ", "") if "end" not in plain else plain)


def _of(edtf: str) -> TypedDate:
    return TypedDate(parse_edtf(edtf))


def _month_number(word: str) -> int | None:
    numbers = (number for number, pattern in enumerate(_MONTHS, 1) if pattern.fullmatch(word))
    return next(numbers, None)


def _relative(match: re.Match[str], today: date) -> TypedDate | None:
    days = _DAYS_AGO.get(match[0])
    return None if days is None else _of((today - timedelta(days=days)).isoformat())


def _numeric(match: re.Match[str], today: date) -> TypedDate:
    day, month, year = match.group("day", "month", "year")
    parts = [year, month.zfill(2), day.zfill(2)] if day else [year, month.zfill(2)]
    return _of("-".join(parts))


def _group(first_code: int, count: int) -> Reader:
    def read(match: re.Match[str], today: date) -> TypedDate | None:
        number = _ORDINALS.get(match["nth"])
        if number is None:
            return None
        if number > count:
            raise DateError(f"{match[0]!r}: a year has {count} of them")
        return _of(f"{match['year']}-{first_code + number - 1}")

    return read


def _month(match: re.Match[str], today: date) -> TypedDate | None:
    number = _month_number(match["month"])
    if number is None:
        return None
    groups = match.groupdict()
    day = f"-{int(groups['day']):02}" if groups.get("day") else ""
    if groups.get("year"):
        return _of(f"{groups['year']}-{number:02}{day}")
    return TypedDate(_latest_not_after(today, [f"{year}-{number:02}{day}" for year in _years_back(today)]), True)


def _years_back(today: date) -> Iterable[int]:
    return range(today.year, today.year - 9, -1)  # nine years hold a 29 February


def _latest_not_after(today: date, candidates: Iterable[str]) -> EdtfDate:
    problem = DateError("no such day")
    for candidate in candidates:
        try:
            found = parse_edtf(candidate)
        except DateError as error:
            problem = error
            continue
        if found.earliest is not None and found.earliest <= today:
            return found
    raise problem


def _season(match: re.Match[str], today: date) -> TypedDate | None:
    for stem, form in _SEASONS.items():
        if match["month"].startswith(stem) and len(match["month"]) <= len(stem) + 2:
            return _of(form.format(match["year"]))
    return None


def _year(match: re.Match[str], today: date) -> TypedDate:
    return _of(match["year"])


def _years(match: re.Match[str], today: date) -> TypedDate:
    return _of(f"{match['year']}/{match['last']}")


def _from(match: re.Match[str], today: date) -> TypedDate:
    inner = parse_typed(match["rest"], today)
    return TypedDate(parse_edtf(f"{_single(inner)}/.."), inner.year_assumed)


def _by(match: re.Match[str], today: date) -> TypedDate:
    inner = parse_typed(match["rest"], today)
    return TypedDate(parse_edtf(f"../{_single(inner)}"), inner.year_assumed)


def _single(inner: TypedDate) -> str:
    if "/" in inner.date.text:
        raise DateError(f"{inner.date.text!r} is an interval already")
    return inner.date.text


@cache
def _forms() -> Sequence[tuple[re.Pattern[str], Reader]]:
    """Return the forms with their readers, compiled when the first date is typed."""
    rows: Sequence[tuple[str, Reader]] = (
        (r"[а-яa-z]+", _relative),
        (r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.(?P<year>\d{4})" + _YEAR_WORD, _numeric),
        (rf"{_YEAR}-?\s*q(?P<nth>\d)", _group(33, 4)),
        (rf"q(?P<nth>\d)\s*{_YEAR}", _group(33, 4)),
        (rf"{_YEAR}-?\s*h(?P<nth>\d)", _group(40, 2)),
        (rf"h(?P<nth>\d)\s*{_YEAR}", _group(40, 2)),
        (rf"{_NTH}\s*{_QUARTER}\s*(?:of )?{_YEAR}{_YEAR_WORD}", _group(33, 4)),
        (rf"{_NTH}\s*{_HALF}\s*(?:of )?{_YEAR}{_YEAR_WORD}", _group(40, 2)),
        (rf"(?P<day>\d{{1,2}})\s+{_MONTH}(?:\s+{_YEAR}{_YEAR_WORD})?", _month),
        (rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:,?\s+{_YEAR})?", _month),
        (rf"{_MONTH}(?:\s+{_YEAR}{_YEAR_WORD})?", _month),
        (rf"{_MONTH}\s+{_YEAR}{_YEAR_WORD}", _season),
        (rf"{_YEAR}-(?P<last>\d{{4}}){_YEAR_WORD}", _years),
        (rf"{_YEAR}{_YEAR_WORD}", _year),
        (rf"{_BY}\s+(?P<rest>.+)", _by),
        (r"(?:с|from|since)\s+(?P<rest>.+)", _from),
    )
    return [(re.compile(pattern), read) for pattern, read in rows]
