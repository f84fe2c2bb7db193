"""Extract the date of the news: the stamp before it, or a date near its top; a date without a year is not guessed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.intake.article import Article, resemblance, sentences_of
from ratingctl.intake.kind_triggers import kind_in

_MONTH = (
    r"(?:январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]|ноябр[яь]"
    r"|декабр[яь]|(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\b\.?)"
)
_MONTH_IN = (
    r"(?:январ[еья]|феврал[еья]|март[еа]?|апрел[еья]|ма[ейя]|июн[еья]|июл[еья]|август[еа]?|сентябр[еья]"
    r"|октябр[еья]|ноябр[еья]|декабр[еья])"
)
_ENGLISH_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = re.compile(
    r"(?<![\d.\-/])(?:(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})(?![\d.]*\d)"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\d/])"
    rf"|(?P<worded>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH}|{_ENGLISH_MONTH}),?\s+\d{{4}})(?!\d)"
    rf"|(?P<english>{_ENGLISH_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})(?!\d))",
    re.IGNORECASE,
)
_LONGER = re.compile(
    rf"(?:(?<=\bв )|(?<=\bво )|(?<=\bin ))(?P<month>(?:{_MONTH_IN}|{_ENGLISH_MONTH})\s+\d{{4}})(?!\d)"
    r"|(?P<part>(?:[IV]+|[1-4]|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)(?:-?[а-я]{1,3})?\s+"
    r"(?:квартал\w*|полугоди\w+)\s+\d{4})(?!\d)",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"(?<![\d.\-/])(?:\d{{1,2}}\s+(?:{_MONTH}|{_ENGLISH_MONTH})\b|{_ENGLISH_MONTH}\s+\d{{1,2}}\b)(?!,?\s+\d{{4}})",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"(?:{_MONTH}|марте?|августе?)\s+\d{{4}}(?:\s*г(?:ода|\.)?)?", re.IGNORECASE)
# Words before a day that make it a deadline, a beginning to come, or the date of a paper.
_OTHER_DAY = re.compile(
    r"\b(?:до|к|ко|с|со|после|от|не (?:позднее|раньше)|намечен\w*\s+на|назначен\w*\s+на|ранее,?|напомним,?|ещ[её]"
    r"|by|until|since|before|from|due(?:\s+on)?|scheduled for)\s+$",
    re.IGNORECASE,
)
# A sentence that tells what was before: a foundation, a birth, an earlier report, a law.
_BACKGROUND = re.compile(
    r"\b(?:основан\w*|учрежд[её]н\w*|образован\w*|родил\w+|построен\w* в|ранее|напомним|прежде|до этого|закон\w*"
    r"|постановлени\w+|указ\w*|приказ\w*|годовщин\w*|лет назад|founded|established in|born (?:on|in)"
    r"|(?:act|law|decree|treaty|order) of|earlier|previously"
    r"|recall)\b",
    re.IGNORECASE,
)
_SENTENCES = 4
_MONTHS = 12
_RESEMBLANCE = 0.34
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

    A date belongs to the event only if a stamp says it, a line that is nothing but a date, or the event's own sentence:
    the headline, the first sentence, or another one near the top that resembles the headline or tells the same kind of
    event. Deadlines, days to come and what a sentence tells of earlier times are no dates of the news. «Вчера» counts
    from such a date and never from today: nobody knows how old an article is.

    Args:
        article: The parts of the article.
        today: The day after which no news can be.

    Returns:
        The date, or the words of one without a year, or neither.
    """
    sentences = list(_own_sentences(article))
    known = _stamped(article.stamp, today) or next(_with_year(article, sentences, today), None)
    if known is None:
        return NewsDate(None, next(_yearless(article), ""))
    return NewsDate(_counted_from(known, article))


def _own_sentences(article: Article) -> Iterator[str]:
    """Yield the sentences that tell of the event itself, the headline first."""
    yield article.headline
    kind = kind_in(article.headline)
    for place, sentence in enumerate(sentences_of(article.body[:4000])[:_SENTENCES]):
        if _BACKGROUND.search(sentence):
            continue
        is_of_kind = kind is not None and kind_in(sentence) == kind
        if place == 0 or is_of_kind or resemblance(sentence, article.headline) >= _RESEMBLANCE:
            yield sentence


def _stamped(stamp: str, today: date) -> EdtfDate | None:
    for match in _DAY.finditer(stamp):
        stamped = _parsed(match[0], today)
        if stamped:
            return stamped
    return _parsed(stamp, today) if stamp else None


def _with_year(article: Article, sentences: Iterable[str], today: date) -> Iterator[EdtfDate]:
    for line in article.top.split("\n"):
        month = _parsed(line, today) if _MONTH_ALONE.fullmatch(line) else None
        if month:
            yield month
    for sentence in (article.dateline, *sentences):
        for pattern in (_DAY, _LONGER):
            for match in pattern.finditer(sentence):
                when = _parsed(match[0], today)
                is_past = when and when.earliest is not None and when.earliest <= today
                if when and is_past and not _OTHER_DAY.search(sentence[: match.start()]):
                    yield when


def _yearless(article: Article) -> Iterator[str]:
    """Yield the words of days without a year near the top; they are asked about, so more sentences may give them."""
    lines = [line for line in article.top.split("\n") if _YEARLESS.match(line)]
    sentences = sentences_of(article.body[:4000])[:_SENTENCES]
    own = [sentence for sentence in sentences if not _BACKGROUND.search(sentence)]
    for text in (*lines, article.dateline, article.headline, *own):
        for match in _YEARLESS.finditer(text):
            day = re.search(r"\d{1,2}", match[0])
            if not _OTHER_DAY.search(text[: match.start()]) and day and 1 <= int(day[0]) <= 31:
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
        return parse_typed(_plainly(words), today).date
    except (DateError, ValueError, OverflowError):
        return None


def _plainly(words: str) -> str:
    """Return a date without the `2nd of` of English; `16/10/2026` in the only order in which it is a date."""
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words.strip())
    if slashed:
        first, second = int(slashed[1]), int(slashed[2])
        if (first > _MONTHS) == (second > _MONTHS) and first != second:
            return ""  # nobody knows whether the day or the month comes first
        day, month = (second, first) if second > _MONTHS else (first, second)
        return f"{day}.{month}.{slashed[3]}"
    return re.sub(
        r"(?<=\d)(?:st|nd|rd|th)\b(?:\s+of\b)?", "", words.replace(",", " ") if re.search("[A-Za-z]", words) else words
    )
