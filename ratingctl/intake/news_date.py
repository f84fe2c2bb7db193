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
    r"\b(?:до|к|ко|с|со|по|после|от|не (?:позднее|раньше)|намечен\w*\s+на|назначен\w*\s+на|ранее,?|напомним,?|ещ[её]"
    r"|by|until|since|before|from|due(?:\s+on)?|scheduled for)\s+$",
    re.IGNORECASE,
)
# A sentence that tells what was before.
_BACKGROUND = re.compile(
    r"\b(?:в (?:прошлый|последний|предыдущий) раз|last time"
    r"|ранее|напомним|прежде|до этого|годовщин\w*|лет назад|earlier|previously|recall)\b",
    re.IGNORECASE,
)
# The part of a sentence that tells of something else: a foundation, a birth, a law, a plan, a paper of another day.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:стар(?:ый|ая|ое|ые)|прежн\w+|бывш\w+|former"
    r"|основан\w*|учрежд[её]н\w*|образован[аоы]?\b|родил\w+|родом|построен\w* в|закон\w*|постановлени\w+|указ\w*"
    r"|приказ\w*|founded|established in|born (?:on|in)|(?:act|law|decree|treaty|order) of"
    r"|планировал\w*|планиру\w+|намечен\w*|намечал\w*|запланирован\w*|назначен\w*|ожида\w+|обеща\w+|собирал\w*"
    r"|долж(?:ен|на|но|ны)|был[аои]? намерен\w*|пройд[её]т|состоится|начн[её]т\w*|откро\w+тся"
    r"|planned|scheduled|due|expected|supposed|will|to be)\b"
    r"|\b(?:signed|founded|opened|launched|adopted|concluded|reached)\s+(?:(?:back\s+)?(?:on|in)\s+)?$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\b[а-яё]{3,}(?:(?:нн|[ыиуяёе]т)(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ых)|нном"
    r"|вш(?:ий|ая|ее|ие|его|ей|ему|ую|им|ем|ими|их)(?:ся)?)\s+(?:(?:ещ[её]|в|во|\w+)\s+){0,2}$",
    re.IGNORECASE,
)
# «Церемония прошла», «подписи поставили», `the meeting took place`: it is the event that the sentence before names.
_TOOK_PLACE = re.compile(
    r"\b(?:церемони|подпис|документ|встреч|визит|мероприяти|переговор|пуск|открыти|событи|торжеств|ceremony|meeting|visit"
    r"|signing|opening|launch|document|event)\w*\b[^.!?;]{0,50}?"
    r"\b(?:прош(?:[её]л|ла|ли|ло)|состоял\w*|подписан\w*|постав\w+|участвовал\w*"
    r"|принял\w* участие|проведен\w*|произош\w+|took place|was held"
    r"|was signed|were signed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()]\s|\s[–—-]\s")
_MOST_DAYS_OF_NEWS = 400
_MOST_DAYS = 60
"""How far before its stamp an article tells of what is news; an older day in it is of something else."""
_WEEKDAYS = ("понедельник", "вторник", "сред[уы]", "четверг", "пятниц[уы]", "суббот[уы]", "воскресенье")
_ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON_WEEKDAY = re.compile(
    "|".join(
        rf"\b(?:(?:в|во)\s+(?P<r{number}>{russian})|on\s+(?P<e{number}>{english}))\b"
        for number, (russian, english) in enumerate(zip(_WEEKDAYS, _ENGLISH_WEEKDAYS, strict=True))
    ),
    re.IGNORECASE,
)
_SENTENCES = 4
_WEAK = "statement"
_FRAMES = (_WEAK, "visit", "talks", "exhibition")
"""The kinds of headlines whose first sentence may tell what came of it."""
_MOST_TEXT = 4000
_MONTHS = 12
_RESEMBLANCE = 0.34
_DAY_BESIDE = re.compile(rf"\s*[,(]\s*(?:{_DAY.pattern}|{_YEARLESS.pattern})", re.IGNORECASE)
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

    A date belongs to the event if the event's own sentence says it: the headline, or a sentence near the top that
    tells the same kind of event, resembles the headline, or says that it took place. Where none does, the stamp or a
    line that is nothing but a date gives it, or the first sentence. Deadlines, days to come and what a sentence tells
    of earlier times are no dates of the news. A day without a year takes it from the stamp; «вчера» and «в пятницу»
    count from the stamp, and never from today: nobody knows how old an article is.

    Args:
        article: The parts of the article.
        today: The day after which no news can be.

    Returns:
        The date, or the words of one without a year, or neither.
    """
    stamp = _stamped(article.stamp, today)
    if stamp is not None and stamp.earliest is not None and stamp.earliest == stamp.latest:
        said = next(_said_of_event(article, stamp.earliest), None)
        return NewsDate(said or _counted_from(stamp, stamp.earliest, article))
    known = stamp or next(_with_year(article, list(_own_sentences(article)), today), None)
    if known is None:
        return NewsDate(None, next(_yearless(article), ""))
    return NewsDate(known if known.earliest is None else _counted_from(known, known.earliest, article))


def _own_sentences(article: Article) -> Iterator[str]:
    """Yield the sentences that tell of the event itself, the headline first; the first one of the text is one too."""
    told = kind_in(article.headline)
    first = [
        sentence
        for sentence in sentences_of(article.body[:_MOST_TEXT])[:1]
        if told in (None, *_FRAMES) or kind_in(sentence) in (None, told, *_FRAMES)
    ]
    sentences = list(_event_sentences(article))
    yield from sentences[:1]
    yield from (sentence for sentence in first if sentence not in sentences and not _BACKGROUND.search(sentence))
    yield from sentences[1:]


def _event_sentences(article: Article) -> Iterator[str]:
    """Yield the headline and the sentences near the top that surely tell of the event itself."""
    yield article.headline
    sentences = sentences_of(article.body[:_MOST_TEXT])[:_SENTENCES]
    headlined = kind_in(article.headline)
    kind = headlined or next(filter(None, map(kind_in, sentences[:1])), None)
    for place, sentence in enumerate(sentences):
        own = kind_in(sentence)
        # What the first sentence tells as done is the news, where the headline has only a plan or a visit.
        is_first = place == 0 and own != _WEAK and headlined in (None, *_FRAMES)
        is_of_kind = own is not None and (own == kind or is_first)
        is_told = is_of_kind or _TOOK_PLACE.search(sentence) or resemblance(sentence, article.headline) >= _RESEMBLANCE
        if is_told and not _BACKGROUND.search(sentence):
            yield sentence


def _said_of_event(article: Article, stamp: date) -> Iterator[EdtfDate]:
    """Yield the days that the event's own sentences give, in the weeks before the stamp."""
    for sentence in _event_sentences(article):
        days = [*_DAY.finditer(sentence), *_YEARLESS.finditer(sentence)]
        for match in sorted(days, key=lambda match: match.start()):
            when = _day_before(match[0], stamp)
            if when is not None and not _is_of_something_else(sentence, match.start(), match.end()):
                yield when


def _day_before(words: str, stamp: date) -> EdtfDate | None:
    """Return the day that words mean on the day of a stamp; None for one to come, or long before."""
    when = _parsed(words, stamp)
    if when is None or when.earliest is None or when.earliest != when.latest:
        return None
    return when if timedelta(0) <= stamp - when.earliest <= timedelta(_MOST_DAYS) else None


def _is_of_something_else(sentence: str, start: int, end: int) -> bool:
    """Return whether a day of a sentence is of a plan, a paper, a foundation, or of what a participle tells."""
    if _OTHER_DAY.search(sentence[:start]) or _PARTICIPLE.search(sentence[:start]):
        return True
    partings = [match.span() for match in _CLAUSE.finditer(sentence)]
    begin = max((last for _, last in partings if last <= start), default=0)
    stop = min((first for first, _ in partings if first >= end), default=len(sentence))
    return _OF_SOMETHING_ELSE.search(sentence[begin:stop]) is not None or _is_quoted(sentence, start)


def _stamped(stamp: str, today: date) -> EdtfDate | None:
    for match in _DAY.finditer(stamp):
        stamped = _parsed(match[0], today)
        if stamped and _has_come(stamped, today):
            return stamped
    worded = _parsed(stamp, today) if stamp else None
    return worded if worded and _has_come(worded, today) else None


def is_long_ago(when: EdtfDate, today: date) -> bool:
    """Return whether a date is more than a year before today: in the middle of a text it is of something else."""
    return when.latest is not None and today - when.latest > timedelta(_MOST_DAYS_OF_NEWS)


def _has_come(when: EdtfDate, today: date) -> bool:
    return when.earliest is not None and when.earliest <= today


def _with_year(article: Article, sentences: Iterable[str], today: date) -> Iterator[EdtfDate]:
    for line in article.top.split("\n"):
        month = _parsed(line, today) if _MONTH_ALONE.fullmatch(line) else None
        if month:
            yield month
    for sentence in (article.dateline, *sentences):
        is_of_body = sentence not in (article.dateline, article.headline)
        for pattern in (_DAY, _LONGER):
            for match in pattern.finditer(sentence):
                when = _parsed(match[0], today)
                if not when or not _has_come(when, today) or (is_of_body and is_long_ago(when, today)):
                    continue
                if not _is_of_something_else(sentence, match.start(), match.end()):
                    yield when


def _yearless(article: Article) -> Iterator[str]:
    """Yield the words of days without a year near the top; they are asked about, so more sentences may give them."""
    lines = [line for line in article.top.split("\n") if _YEARLESS.match(line)]
    sentences = sentences_of(article.body[:_MOST_TEXT])[:_SENTENCES]
    own = [sentence for sentence in sentences if not _BACKGROUND.search(sentence)]
    for text in (*lines, article.dateline, article.headline, *own):
        for match in _YEARLESS.finditer(text):
            day = re.search(r"\d{1,2}", match[0])
            is_other = _is_of_something_else(text, match.start(), match.end())
            if not is_other and day and 1 <= int(day[0]) <= 31:
                yield " ".join(match[0].split())


def _counted_from(known: EdtfDate, day: date, article: Article) -> EdtfDate:
    """Return the date moved back by «вчера» or «в пятницу» in the first sentences, if it is a day; else unchanged."""
    if day != known.latest:
        return known
    for sentence in [article.headline, *sentences_of(article.body[:1500])[:2]]:
        match = _RELATIVE.search(sentence) or _ON_WEEKDAY.search(sentence)
        # A day that is named beside «вчера» is not counted twice, and in somebody's words it is not ours.
        if match and _DAY_BESIDE.match(sentence, match.end()):
            return known
        if match and not _is_of_something_else(sentence, match.start(), match.end()):
            return parse_edtf((day - timedelta(days=_days_ago(match, day))).isoformat())
    return known


def _days_ago(match: re.Match[str], day: date) -> int:
    """Return how many days before a day a word such as «вчера» or a day of the week means."""
    weekday = next((int(name[1:]) for name, words in match.groupdict().items() if words), None)
    return _DAYS_AGO[match[0].casefold()] if weekday is None else (day.weekday() - weekday) % 7


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
