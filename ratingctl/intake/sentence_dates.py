"""Extract the dates of a sentence of a published table: when it happened, and by when more is promised."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate, is_surely_before, parse_edtf
from ratingctl.intake.date_words import MONTH, date_mentions, date_of_words

_MONTH_ALONE = re.compile(
    rf"(?<!\w)(?:в|во|in)\s+(?P<words>{MONTH})(?![\w-])(?!\s+(?:\d|этого|того|прошлого))", re.IGNORECASE
)
_BY = re.compile(
    r"(?:\b(?:к|ко|до|by|until|before|не позднее|through)|\bдо конца|\bк концу|\bby the end of)\s+$", re.IGNORECASE
)
_END = re.compile(r"\b(?:конец|конца|концу|конце|исход\w|end of)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:с|со|from|since)\s+$", re.IGNORECASE)
_ON = re.compile(r"\b(?:на|for)\s+(?:\w+\s+)?$", re.IGNORECASE)
# What is to come at a date: plans and expectations, but not «было запланировано», which is over.
_PROMISED = re.compile(
    r"\b(?:планиру\w+|запланирова\w+|намеч\w+|ожида\w+|предполага\w+|рассчитыва\w+|намерен\w*|должн\w+|будет|будут"
    r"|построят|запустят|запустит|откроют|откроет\w*|завершат|завершит\w*|начн[её]т\w*|начнут|заработает|срок\w*"
    r"|planned|plans?|expect\w*|scheduled|due|will|target\w*|to be|intends?)\b",
    re.IGNORECASE,
)
# What a sentence says of earlier times beside what it reports: «после открытия в 2023», «запущенный в 2022 году».
_BACKGROUND = re.compile(
    r"\b(?:после|ранее|раньше|[а-яё]{4,}(?:нного|нной|нных|вшего|вшей|вших|нный|нная|нное|вший|тый|той|того)"
    r"|after|since|earlier)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_MOST_MONTHS = 12


class SentenceDates(NamedTuple):
    """The dates of a sentence.

    Attributes:
        date: When it happened; None where it does not say, or says several days.
        due: By when more is promised, if it says so.
        later: True if it happened after the period of the column in which it stands.
    """

    date: EdtfDate | None = None
    due: EdtfDate | None = None
    later: bool = False


def dates_in(sentence: str, period: EdtfDate) -> SentenceDates:
    """Return the dates of a sentence.

    A month without a year belongs to the period, where that has it once only.

    Args:
        sentence: The sentence.
        period: The period of the column in which it stands.
    """
    happened: dict[str, EdtfDate] = {}
    promised: dict[str, EdtfDate] = {}
    for when, before in _mentions(sentence, period):
        promises = _PROMISED.search(sentence) is not None
        is_later = period.latest is not None and when.earliest is not None and when.earliest > period.latest
        if _BY.search(before) or (promises and (_ON.search(before) or is_later or _is_end(when, before, period))):
            promised[when.text] = when
        elif not _BACKGROUND.search(before) and not _FROM.search(before) and not is_surely_before(when, period):
            happened[when.text] = when
    moment = next(iter(happened.values())) if len(happened) == 1 else None
    due = next(iter(promised.values())) if len(promised) == 1 else None
    is_later = moment is not None and is_surely_before(period, moment)
    return SentenceDates(moment, due, is_later)


def _is_end(when: EdtfDate, before: str, period: EdtfDate) -> bool:
    """Return True for «в конце 2025» where the period ends within that year: it is still to come."""
    if not _END.search(before) or period.latest is None or when.latest is None:
        return False
    return when.latest > period.latest


def _mentions(sentence: str, period: EdtfDate) -> Iterator[tuple[EdtfDate, str]]:
    """Yield each date of a sentence that has a year, or whose year the period tells, and the words before it."""
    for mention in date_mentions(sentence):
        yield mention.date, sentence[: mention.start]
    for match in _MONTH_ALONE.finditer(sentence):
        when = _in_period(match["words"], period)
        if when is not None:
            yield when, sentence[: match.start("words")]


def _in_period(month: str, period: EdtfDate) -> EdtfDate | None:
    """Return the one month of that name in a period; None where there is none, or there are several."""
    first, last = period.earliest, period.latest
    if first is None or last is None or (last.year - first.year) * 12 + last.month - first.month >= _MOST_MONTHS:
        return None
    for year in {first.year, last.year}:
        when = date_of_words(f"{month} {year}")
        if when and when.earliest and when.latest and when.latest >= first and when.earliest <= last:
            return parse_edtf(when.text)
    return None
