"""Extract what an article promises: by when works will have begun, and by when the thing will be there."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.intake.article import Article, sentences_of
from ratingctl.intake.date_words import MONTH, DateMention, date_mentions, date_of_words

_SENTENCES = 12
_MOST_TEXT = 4000
_GAP = r"[^.!?;]{0,60}?"
_WORKS = (
    r"(?:строительств|строить|строиться|стройк|возведени|возводить|монтаж|монтировать|проектировани|проектировать"
    r"|реконструкц|сооружени|фундамент|работ(?:ы|ам|ами)?\b|construction|building\b|works?\b|groundworks?\b)"
)
_BEGIN = (
    r"\b(?:нач(?:н\w+|ать\w*|ал\w*)|старт\w*|приступ\w+|залить|зальют|begin|begins|start|starts|commence\w*|"
    r"get under ?way)\b"
)
# The beginning of works: `start_due`.
_STARTS = re.compile(rf"{_BEGIN}{_GAP}{_WORKS}|{_WORKS}\w*{_GAP}{_BEGIN}", re.IGNORECASE)
# What makes a thing be there, or be ready: `due`.
_DELIVERS = re.compile(
    r"\b(?:(?:за|пере)?пуск\b|(?:за|пере)?пуск(?:а|у|ом|е)\b|(?:за|пере)?пуст(?:ить|ят|ит)\b|открыт(?:ие|ия|ию|ием|ии|ь|ься)\b"
    r"|откро(?:ют|ет|ется|ются)\b|ввод(?:а|у|ом|е|ить|ится)?\b"
    r"|ввести\b|введ(?:ут|[её]т|утся|[её]тся)\b|сда(?:ть|ча|чи|чу|че|чей|дут|ст|дутся)\b|заверш\w+|оконч\w+|законч\w+"
    r"|срок\w*\s+(?!действ|полномоч|аренд|оплат|служб|контракт|договор|соглашен)\w+|достро\w+|построить\b|построят|построит\w*|возвести\b|возвед(?:ут|[её]т)\b|заработа(?:ет|ют|ть)\b"
    r"|нача(?:ть|ло)\b|начн[её]т\w*|начнут\w*|старт\w*|создать\b|создадут|создаст|появ(?:ится|ятся|иться)\b"
    r"|повез(?:ут|[её]т|ти)\b|пойд(?:ут|[её]т)\b|отправ(?:ят|ит|ить|ятся|ится)\b|постав(?:ят|ит|ить)\b"
    r"|выпуст(?:ят|ит|ить)\b|полет(?:ят|ит)\b|возобнов(?:ят|ит|ить|ится|ятся)\b"
    r"|open(?:s|ing)?\b|launch(?:es|ing)?\b|commission(?:ed|ing)?\b|complet(?:e|es|ed|ion)\b|finish(?:ed)?\b"
    r"|operational\b|ready\b|be built\b|deliver(?:y|ies|ed)?\b|start(?:s|ed)? (?:production|operations?|work)\b"
    r"|begin(?:s)? (?:production|operations?|deliver\w+|exports?|shipments?)\b|cross\b|sail\b|fly\b)",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:планиру(?:ет|ют|ется|ются)|намерен[аоы]?|намерева(?:ется|ются)|намечен[аоы]?|запланирован[аоы]?"
    r"|назначен[аоы]?|ожида(?:ет|ют|ется|ются)|предполага(?:ет|ют|ется|ются)|рассчитыва(?:ет|ют)|собира(?:ется|ются)|готов(?:ится|ятся)|жд[уё]т"
    r"|обеща(?:ет|ют)|долж(?:ен|на|но|ны)|хо(?:чет|тят)|будет|будут|срок\w*|план\w*"
    r"|(?:откро|введ|постро|достро|заверш|законч|запуст|начн|заработа|сда|появ|повез|пойд|отправ|постав|выпуст|полет"
    r"|возобнов|созда|приступ|уйд|прид|вылет)\w*(?:[её]т|ит|ут|ют|ят|ат|аст)(?:ся)?"
    r"|will|to be|is to|are to|plans?|planned|expects?|expected|scheduled|aims?|intends?|due|should|targets?)\b",
    re.IGNORECASE,
)
# A plan of earlier times, a wish, a thing that will not be: no deadline of today.
_NOT_PROMISED = re.compile(
    r"\b(?:планировал\w*|намеревал\w*|собирал(?:ся|ась|ось|ись)|обещал[аои]?\b|рассчитывал\w*|ожидал\w*|намечал\w*"
    r"|предполагал\w*|хотел[аио]?\b|должн\w+\s+был\w*|должен\s+был|был[аои]?\s+(?:\w+\s+)?(?:за)?план\w+"
    r"|был[аои]?\s+(?:\w+\s+)?(?:намечен|назначен|должн)\w*|бы\b|отмен[её]н\w*|отменил\w*|отклон[её]н\w*|сорван\w*"
    r"|отказал\w*|действу(?:ет|ют)|рассчитан\w*|истека\w+|исполн\w+"
    r"|(?:was|were)\s+(?:\w+\s+)?(?:due|to|scheduled|planned|expected|supposed|meant)|had\s+(?:been|planned|hoped)"
    r"|would\s+have|cancel\w+|scrapp\w+|expires?|valid)\b"
    r"|\bне\s+(?!поздн|раньше|ранее|только|менее|более)\w+|\b(?:not|never)\b(?!\s+(?:before|earlier|later|sooner))",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:ран(?:ее|ьше)|прежде|напомним|первоначально|изначально|earlier|previously|originally|initially)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"\b(?:не\s+(?:раньше|ранее)|not before|not earlier than|no earlier than)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:если|при\s+(?:наличии|условии|поддержке)|в\s+случае|if|provided)\b", re.IGNORECASE)
_STAGE = re.compile(r"\b(?:очеред|этап|фаз|first (?:stage|phase)|(?:stage|phase) one)\w*", re.IGNORECASE)
_PARTING = re.compile(r"[,;:()]\s*|\s[–—-]\s(?=[а-яa-z])|\s(?:и|а|но|and|but|while)\s(?!июн|июл)")
_BY = re.compile(
    r"(?:\b(?:до|к|ко|by|until|before|не\s+позднее|не\s+позже|no later than)|\bдо\s+конца|\bк\s+концу"
    r"|\bby\s+(?:the\s+)?end\s+of)\s+$",
    re.IGNORECASE,
)
_AFTER_NOT_BEFORE = re.compile(
    r"(?:не\s+(?:раньше|ранее)|(?:not|no)\s+(?:before|earlier\s+than|sooner\s+than))"
    r"\s+(?:(?:the|конца|начала|середины|late|early|mid)\s+)*$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:перенес|перен[её]с|отлож|отклад|сдвин|продл|postpon|delay|push|put off|deferr|slip)\w*", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:с|со|from|since)\s+$", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"\b(?:в\s+(?:следующем|будущем)\s+году|(?<!end of )next year)\b", re.IGNORECASE)
_BY_NEXT_YEAR = re.compile(
    r"\b(?:до\s+конца|к\s+концу)\s+(?:следующего|будущего)\s+года\b|\bby the end of next year\b", re.IGNORECASE
)
_THIS_YEAR = re.compile(
    r"\b(?:до\s+конца\s+(?:(?:этого|текущего|нынешнего)\s+)?года\b|by the end of the year|before the year ends)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\b(?:в|во|in)\s+(?P<words>{MONTH})(?![\w-])(?!\s+\d)", re.IGNORECASE)


class PromisedDates(NamedTuple):
    """The deadlines that an article gives; None where it gives none, or several that do not fit together.

    Attributes:
        start_due: By when works will have begun.
        due: By when the thing will be there.
    """

    start_due: EdtfDate | None = None
    due: EdtfDate | None = None


class _Promise(NamedTuple):
    """A deadline, and whether it is of a first stage only."""

    date: EdtfDate
    is_start: bool
    is_of_stage: bool


def promised_dates(article: Article, today: date, news: EdtfDate | None = None) -> PromisedDates:
    """Return the deadlines that an article gives.

    A date to come is a deadline where its own part of the sentence says what will have begun or been finished by then.
    A plan of earlier times, a condition, a refusal and the end of a validity give none. Words such as «в следующем
    году» count from the date of the news, and mean nothing where that is not known.

    Args:
        article: The parts of the article.
        today: The day of drafting, from which dates to come are told where the news has no date.
        news: The date of the news.
    """
    day = news.latest if news and news.latest else None
    texts = [article.headline, *sentences_of(article.body[:_MOST_TEXT])[:_SENTENCES]]
    promises = [promise for text in texts for promise in _promises(text, day or today, day)]
    starts = [promise for promise in promises if promise.is_start]
    ends = [promise for promise in promises if not promise.is_start]
    return PromisedDates(_agreed(starts), _agreed(ends))


def deadline_places(text: str, deadline: EdtfDate) -> Iterator[tuple[int, int]]:
    """Yield where a text may give a deadline: the offsets of its words, or of those that count from the news."""
    wanted = deadline.text.removeprefix("../").removesuffix("/..")
    places = [(mention.start, mention.end) for mention in date_mentions(text) if mention.date.text == wanted]
    if places or deadline.latest is None:
        yield from places
        return
    month = deadline.latest.month if len(wanted) == len("2026-05") else None
    for pattern in (_MONTH_ALONE,) if month else (_NEXT_YEAR, _BY_NEXT_YEAR, _THIS_YEAR):
        for match in pattern.finditer(text):
            named = date_of_words(f"{match['words']} {deadline.latest.year}") if month else None
            if not month or (named and named.text == wanted):
                yield match.span()


def _promises(sentence: str, reference: date, news: date | None) -> Iterator[_Promise]:
    """Yield the deadlines of a sentence, each told by the part of the sentence in which it stands."""
    if _CONDITION.search(sentence) or (_EARLIER.search(sentence) and not _NOT_BEFORE.search(sentence)):
        return
    is_promised = is_of_stage = False
    role: bool | None = None
    for part in _parts(sentence):
        without = _NOT_BEFORE.sub(" ", part)
        if _NOT_PROMISED.search(without):
            is_promised, role = False, None
            continue
        is_promised = is_promised or _PROMISED.search(part) is not None or _MOVED.search(part) is not None
        is_of_stage = is_of_stage or _STAGE.search(part) is not None
        own = _role_of(part)
        role = role if own is None else own
        if role is None and _MOVED.search(part) is None:
            continue
        for when in _deadlines(part, reference, news, is_promised=is_promised):
            yield _Promise(when, bool(role), is_of_stage)


def _parts(sentence: str) -> list[str]:
    """Return the parts of a sentence, each with one verb or noun of what is promised."""
    return [part for part in _PARTING.split(sentence) if part.strip()]


def _role_of(part: str) -> bool | None:
    """Return True where a part tells of the beginning of works, False of a result, None of neither."""
    if _STARTS.search(part):
        return True
    return False if _DELIVERS.search(part) else None


def _deadlines(part: str, reference: date, news: date | None, *, is_promised: bool) -> Iterator[EdtfDate]:
    is_moved = _MOVED.search(part) is not None
    mentions = list(date_mentions(part))
    for mention in mentions:
        before = part[: mention.start]
        when = mention.date
        is_to_come = when.earliest is not None and when.earliest > reference
        is_open = when.latest is not None and when.latest >= reference
        is_news = news is not None and when.earliest == when.latest == news
        if is_news or _FROM.search(before) or not (is_to_come or (is_open and is_promised)):
            continue
        yield _as_said(before, mention, is_moved=is_moved)
    if not mentions and is_promised and news:
        yield from _relative(part, news)


def _as_said(before: str, mention: DateMention, *, is_moved: bool) -> EdtfDate:
    """Return a deadline with the open end that the words before it give: «до 2028», «не раньше 2028»."""
    text = mention.date.text
    if _AFTER_NOT_BEFORE.search(before):
        return _edtf(f"{text.partition('/')[0]}/..") or mention.date
    if "/" in text:
        return mention.date
    if _BY.search(before) and not is_moved:
        return _edtf(f"../{text}") or mention.date
    return mention.date


def _relative(part: str, news: date) -> Iterator[EdtfDate]:
    """Yield the deadlines that count from the day of the news."""
    if _BY_NEXT_YEAR.search(part):
        words = f"../{news.year + 1}"
    elif _NEXT_YEAR.search(part):
        words = f"{news.year + 1}"
    elif _THIS_YEAR.search(part):
        words = f"../{news.year}"
    elif match := _MONTH_ALONE.search(part):
        month = date_of_words(f"{match['words']} {news.year}")
        if month is None or month.latest is None:
            return
        words = month.text if month.latest >= news else f"{news.year + 1}{month.text[4:]}"
    else:
        return
    when = _edtf(words)
    if when:
        yield when


def _agreed(promises: Sequence[_Promise]) -> EdtfDate | None:
    """Return the one deadline of several that fit into each other, the narrowest; None where they contradict."""
    whole = [promise.date for promise in promises if not promise.is_of_stage] or [promise.date for promise in promises]
    if not whole:
        return None
    # «Не раньше весны 2028» beside «в 2028 году» says less.
    whole = [when for when in whole if when.latest] or whole
    narrowest = min(whole, key=_days)
    return narrowest if all(_holds(other, narrowest) for other in whole) else None


def _days(when: EdtfDate) -> int:
    return ((when.latest or date.max) - (when.earliest or date.min)).days


def _holds(outer: EdtfDate, inner: EdtfDate) -> bool:
    """Return whether a date may mean every day that another one may."""
    begins = (outer.earliest or date.min) <= (inner.earliest or date.min)
    return begins and (outer.latest or date.max) >= (inner.latest or date.max)


def _edtf(text: str) -> EdtfDate | None:
    try:
        return parse_edtf(text)
    except DateError:
        return None
