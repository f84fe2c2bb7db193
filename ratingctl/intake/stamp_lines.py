"""Read the lines that give the day of an article: a date alone, or beside the name of who published it."""

import re

MONTH_WORD = (
    r"(?:январ[яьюе]|янв|феврал[яьюе]|февр?|марта?|мар|апрел[яьюе]|апр|ма[яйе]|июн[яьюе]|июл[яьюе]|августа?|авг"
    r"|сентябр[яьюе]|сент?|октябр[яьюе]|окт|ноябр[яьюе]|нояб?|декабр[яьюе]|дек)"
)
"""A pattern of the name of a month, in any case, or shortened."""
ENGLISH_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
"""A pattern of the English name of a month, whole or shortened."""
_PREFIX = re.compile(
    r"\s*(?:date|дата)\s*:?\s+(\d{4}-\d\d(?:-\d\d)?|\d{1,2}\.\d{1,2}\.\d{4})\b[ ,.:;—–-]*", re.IGNORECASE
)
_DATE = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d(?!\d))|\d{1,2}/\d{1,2}/\d{4}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH_WORD}|{ENGLISH_MONTH})\.?(?:,?\s+\d{{4}})?(?:\s*г(?:ода|\.)?)?"
    rf"|{ENGLISH_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)"
)
_CLOCK = r"[,\s|/TТв]*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?:\s*(?:мск|msk|[ap]\.?m\.?))?"
_ONLY_DATE = re.compile(
    r"(?:(?:posted|published|(?:last )?updated)(?:\s+on)?\s*:?\s+)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:\d{{1,2}}:\d\d[,\s|/]*)?(?P<date>{_DATE})(?:{_CLOCK})?(?P<rest>.*)",
    re.IGNORECASE,
)
_LONGEST_REST = 25
_WITH_YEAR = re.compile(r"\d{4}|\.\d\d$")
# «Чита.Ру, 5 ноября 2026», «Вести | 18.11.2026, 12:40», «Дата публикации: 19.11.2026»: a name, a parting, a date.
_LABEL = r"(?:(?:дата\s+)?(?:публикаци\w+|опубликован\w+|обновлен\w+)|дата|posted|published|(?:last )?updated|date)"
_NAMED = re.compile(
    rf"(?P<name>[A-ZА-ЯЁ«\"\d][^!?;…]{{1,44}}?|{_LABEL})(?P<parting>\s*[|•·/,:—–]+\s*|\s+-\s+|\s+)"
    rf"(?:(?P<before>\d{{1,2}}:\d\d)[,\s|/]*)?(?P<date>{_DATE})"
    rf"(?P<clock>{_CLOCK})?(?P<tail>\s*[|•·/—–,-]\s*[\w«» -]{{1,24}})?",
    re.IGNORECASE,
)
_FEWEST_WORDS, _MOST_WORDS = 3, 5
_BARS = ("|", "•", "·")
"""What stands between parts of a line, never in a sentence."""
# What no name of a publisher has: the words of a deadline, a verb.
_NO_NAME = re.compile(
    r"\b(?:срок\w*|до|к|с|по|на|ввод\w*|запуск\w*|начал\w*|основан\w*|открыти\w*|deadline|due|founded|by|until)\b"
    r"|\b(?-i:[а-яё])\w+(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ёт|ит|ют|ут|ят|ется|ится|ются|ятся)\b",
    re.IGNORECASE,
)


def stamp_in(line: str) -> str:
    """Return the date with a year on a line that has nothing else, or who published it; "" on any other line."""
    alone = _ONLY_DATE.fullmatch(line)
    if alone and (len(alone["rest"]) < _LONGEST_REST or _is_name(alone["rest"])):
        return alone["date"] if _WITH_YEAR.search(alone["date"]) else ""
    named = _named(line)
    return named["date"] if named else ""


def is_date_line(line: str) -> bool:
    """Return whether a line is a date, with or without a year, and at most the name of a section or a publisher."""
    dated = _ONLY_DATE.fullmatch(line)
    return (dated is not None and _is_name(dated["rest"])) or _named(line) is not None


def _is_name(rest: str) -> bool:
    """Return whether what stands behind a date on its line is nothing, or the name of a section or a publisher."""
    words = re.findall(r"\w[\w-]*", rest)
    is_parted = rest.lstrip()[:1] in (",", "|", "•", "·", "/", "—", "–", "-")
    return len(words) < _FEWEST_WORDS or (is_parted and len(words) <= _MOST_WORDS and not _NO_NAME.search(rest))


def begins_with_date(line: str) -> bool:
    """Return whether a line begins with a date."""
    return _ONLY_DATE.match(line) is not None


def split_prefix(line: str) -> tuple[str, str]:
    """Return the date in «date 2026-01-27 Завод открыт» and the rest of the line; "" and the line without one."""
    prefix = _PREFIX.match(line)
    return (prefix[1], line[prefix.end() :]) if prefix else ("", line)


def _named(line: str) -> re.Match[str] | None:
    """Return the match of a line with a publisher's name and a date; a blank alone parts them only before a clock."""
    match = _NAMED.fullmatch(line)
    if match is None or len(match["name"].split()) > _MOST_WORDS or not _WITH_YEAR.search(match["date"]):
        return None
    is_label = re.fullmatch(_LABEL, match["name"], re.IGNORECASE) is not None
    is_parted = match["parting"].strip() or match["clock"] or match["before"]
    words = f"{match['name']} {match['tail'] or ''}"
    if ". " in match["name"] and match["parting"].strip() not in _BARS:  # the end of a sentence
        return None
    return match if is_label or (is_parted and not _NO_NAME.search(words)) else None
