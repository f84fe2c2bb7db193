"""A parser of dates as people type and write them, in Russian and English."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.message import Message, Text, sentence
from ratingctl.words.fold import fold

_MONTH_STEMS = (
    ("январ", "янв", "jan"), ("феврал", "февр?", "feb"), ("март", "мар", "mar"), ("апрел", "апр", "apr"),
    ("ма[йяе]", "май", "may"), ("июн", "июн", "jun"), ("июл", "июл", "jul"), ("август", "авг", "aug"),
    ("сентябр", "сент?", "sep"), ("октябр", "окт", "oct"), ("ноябр", "ноя(?:б)?", "nov"), ("декабр", "дек", "dec"),
)  # fmt: skip
_MONTHS = [
    re.compile(rf"(?:{whole}[а-я]{{0,2}}|{short}\.?|{english}[a-z]*\.?)") for whole, short, english in _MONTH_STEMS
]
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
_MONTH = r"(?P<month>[а-яa-z]+\.?)"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?"
_SERIAL_ZERO = date(1899, 12, 30)
_CENTURY = "20"
"""What two figures of a year leave out: a rating of promises has no dates of another century."""
_BY = r"(?:до конца|к концу|не позднее|до истечения|by the end of|by end of|by|до кон\.)"


class TypedDate(NamedTuple):
    """A typed date and its meaning.

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
    «13 авг. 2026», «12–15 мая 2026», «май – июль 2026», «с 12 января по 30 апреля 2026», and the same in English;
    what spreadsheet programs make of a date: `14.11.26`, «мар.27», `Mar-27`, «14.ноя», `14-Nov-26`; and a timestamp, of
    which the day counts.

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
        try:
            understood = read(match, today) if match else None
        except DateError as error:
            raise DateError(_as_typed(error.fact, text)) from error
        if understood:
            return understood
    try:
        return TypedDate(parse_edtf(text.strip()))
    except DateError as error:
        whole = text.strip()
        is_named = repr(whole) in str(error)
        raise DateError(
            error.fact if is_named else sentence("{whole!r}: {fact}", whole=whole, fact=error.fact)
        ) from error


def _as_typed(fact: Text, typed: str) -> Text:
    """Return what is wrong with a date, of the text as it was typed: «32.13.2026», not `2026-13-32`."""
    return fact._replace(values={**fact.values, "text": typed.strip()}) if isinstance(fact, Message) else fact


def parse_cell(text: str, today: date) -> TypedDate:
    """Understand a date in a cell of a spreadsheet: as a person types it, or as the serial number of a day.

    Serial days count from 1899-12-30, as in Excel's 1900 date system for every day after 1900-02-28
    (ECMA-376, part 1, 18.17.4); five figures reach from 1927 to 2173.

    Args:
        text: The cell's text.
        today: As in `parse_typed`.

    Raises:
        DateError: As `parse_typed`.
    """
    serial = re.fullmatch(r"(\d{5})(?:\.\d+)?", text.strip(), re.ASCII)
    if serial:
        return _of((_SERIAL_ZERO + timedelta(days=int(serial[1]))).isoformat())
    return parse_typed(text, today)


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


def _short_year(match: re.Match[str], today: date) -> TypedDate | None:
    day, month, year = match.groupdict().get("day"), match["month"], f"{_CENTURY}{match['year']}"
    number = int(month) if month.isdigit() else _month_number(month)
    if number is None:
        return None
    return _of(f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}")


def _timestamp(match: re.Match[str], today: date) -> TypedDate:
    return parse_typed(match["rest"], today)


def _interval(match: re.Match[str], today: date) -> TypedDate | None:
    """Read an interval whose first part may leave out the month and the year that the last part names."""
    try:
        last = parse_typed(match["last"], today)
    except DateError:
        return None
    if last.date.earliest is None or "/" in last.date.text:
        return None
    first = _completed(match["first"].strip(), last.date, today)
    if first is None:
        return None
    if len(first) != len(last.date.text):
        raise DateError(sentence("{match!r}: the two ends are not alike", match=match[0]))
    return TypedDate(parse_edtf(f"{first}/{last.date.text}"), last.year_assumed)


def _completed(first: str, last: EdtfDate, today: date) -> str | None:
    """Return the first end of an interval in EDTF, with what it leaves out taken from the last end; None if no date."""
    if first.isdigit() and len(first) <= 2 and len(last.text) == len("2026-05-18"):
        return f"{last.text[:8]}{int(first):02}"
    month = re.fullmatch(rf"(?:(?P<day>\d{{1,2}})\s+)?{_MONTH}", first)
    number = _month_number(month["month"]) if month else None
    if month is None or number is None:
        try:
            alone = parse_typed(first, today)
        except DateError:
            return None
        return None if alone.year_assumed or "/" in alone.date.text else alone.date.text
    end = f"-{number:02}" + (f"-{int(month['day']):02}" if month["day"] else "")
    year = int(last.text[:4])
    return f"{year if end <= last.text[4:] else year - 1}{end}"


def _group(first_code: int, count: int) -> Reader:
    def read(match: re.Match[str], today: date) -> TypedDate | None:
        number = _ORDINALS.get(match["nth"])
        if number is None:
            return None
        if number > count:
            raise DateError(sentence("{match!r}: a year has {count} of them", match=match[0], count=count))
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
    problem = DateError(sentence("no such day"))
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
        raise DateError(sentence("{text!r} is an interval already", text=inner.date.text))
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
        (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{2})", _short_year),
        (r"(?P<month>[а-яa-z]+)(?:\.-?|-)(?P<year>\d{2})", _short_year),
        (r"(?P<day>\d{1,2})[-. ](?P<month>[а-яa-z]+)[-. ](?P<year>\d{2})", _short_year),
        (r"(?P<day>\d{1,2})[-.](?P<month>[а-яa-z]+)\.?(?:[-.](?P<year>\d{4}))?", _month),
        (rf"(?P<rest>\d{{4}}-\d\d-\d\d)[t ]\s*{_CLOCK}", _timestamp),
        (rf"(?P<rest>\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)),?\s+{_CLOCK}", _timestamp),
        (r"(?:с|from)\s+(?P<first>.+?)\s+(?:по|to|until)\s+(?P<last>.+)", _interval),
        (r"(?P<first>[^-/]+)-(?P<last>[^-/]+)", _interval),
        (rf"{_BY}\s+(?P<rest>.+)", _by),
        (r"(?:с|from|since)\s+(?P<rest>.+)", _from),
    )
    return [(re.compile(pattern), read) for pattern, read in rows]
