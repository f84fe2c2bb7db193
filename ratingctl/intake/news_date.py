"""Extract the date of the news: the stamp before it, or a date near its top; a date without a year is not guessed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.intake.article import Article, sentences_of

_MONTH = (
    r"(?:январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]|ноябр[яь]"
    r"|декабр[яь])"
)
_WITH_YEAR = re.compile(
    r"(?<![\d.\-/])(?:(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})(?![\d.]*\d)"
    rf"|(?P<worded>\d{{1,2}}\s+{_MONTH}\s+\d{{4}})(?!\d))",
    re.IGNORECASE,
)
_YEARLESS = re.compile(rf"(?<![\d.\-/])\d{{1,2}}\s+{_MONTH}\b(?!\s+\d{{4}})", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?:{_MONTH}|марте?|августе?)\s+\d{{4}}(?:\s*г(?:ода|\.)?)?", re.IGNORECASE)
# Words before a day that make it a deadline, a beginning to come, or the date of a paper.
_OTHER_DAY = re.compile(
    r"\b(?:до|к|ко|с|со|после|от|не позднее|намечен\w*\s+на|назначен\w*\s+на|ранее,?|напомним,?|ещ[её])\s+$",
    re.IGNORECASE,
)
_DAYS_AGO = {"сегодня": 0, "вчера": 1, "позавчера": 2}
_RELATIVE = re.compile(r"\b(?:сегодня|вчера|позавчера)\b", re.IGNORECASE)


class NewsDate(NamedTuple):
    """The date of the news, as far as the text gives it.

    Attributes:
        date: The date; None where no year is written.
        yearless: The words of a date without a year, where no other date is given; else "".
    """

    date: EdtfDate | None
    yearless: str = ""


def date_of(article: Article, today: date) -> NewsDate:
    """Return the date of the news.

    The date before everything else decides, then one with a year near the top that is no deadline and not in the
    future. «Вчера» counts from such a date and never from today: nobody knows how old an article is.

    Args:
        article: The parts of the article.
        today: The day after which no news can be.

    Returns:
        The date, or the words of one without a year, or neither.
    """
    known = _stamped(article.stamp, today) or next(_with_year(article.top, today), None)
    if known is None:
        return NewsDate(None, next(_yearless(article.top), ""))
    return NewsDate(_counted_from(known, article))


def _stamped(stamp: str, today: date) -> EdtfDate | None:
    for match in _WITH_YEAR.finditer(stamp):
        stamped = _parsed(match[0], today)
        if stamped:
            return stamped
    return _parsed(stamp, today) if re.fullmatch(r"\d{4}-\d\d", stamp) else None


def _with_year(top: str, today: date) -> Iterator[EdtfDate]:
    for line in top.split("\n"):
        if _MONTH_ALONE.fullmatch(line):
            month = _parsed(line, today)
            if month:
                yield month
        for match in _WITH_YEAR.finditer(line):
            day = _parsed(match[0], today)
            is_past = day and day.earliest is not None and day.earliest <= today
            if day and is_past and not _OTHER_DAY.search(line[: match.start()]):
                yield day


def _yearless(top: str) -> Iterator[str]:
    for match in _YEARLESS.finditer(top):
        if not _OTHER_DAY.search(top[: match.start()]) and 1 <= int(match[0].split()[0]) <= 31:
            yield " ".join(match[0].split())


def _counted_from(known: EdtfDate, article: Article) -> EdtfDate:
    """Return the date moved back by «вчера» or «позавчера» in the first sentences, if it is a day; else unchanged."""
    if known.earliest is None or known.earliest != known.latest:
        return known
    for sentence in [article.headline, *sentences_of(article.body[:1500])[:2]]:
        match = _RELATIVE.search(sentence)
        # A day that is named beside «вчера» is not counted twice, and in somebody's words it is not ours.
        if match and not _is_quoted(sentence, match.start()):
            day = known.earliest - timedelta(days=_DAYS_AGO[match[0].casefold()])
            return parse_edtf(day.isoformat())
    return known


def _is_quoted(sentence: str, position: int) -> bool:
    return sentence.count("«", 0, position) > sentence.count("»", 0, position)


def _parsed(words: str, today: date) -> EdtfDate | None:
    try:
        return parse_typed(words, today).date
    except (DateError, ValueError, OverflowError):
        return None
