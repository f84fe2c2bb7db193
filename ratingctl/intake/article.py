"""Parse an article into headline, body, date stamp and the lines at its top; cut texts into sentences."""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ratingctl.intake.stamp_lines import (
    ENGLISH_MONTH,
    MONTH_WORD,
    begins_with_date,
    is_date_line,
    split_prefix,
    stamp_in,
)

_MOST_RAW = 400_000
_MOST_TEXT = 30_000
_LONGEST_HEADLINE = 220
_LINES_AT_TOP = 12
_CHARACTERS_AT_TOP = 900
_LONGEST_LINK = 120
_OTHER_STORY = 0.25
_CLEARLY_BETTER = 0.3
_WORDS_OF_NAME = 5

_TAG = re.compile(r"<(/?)([a-zA-Z!][a-zA-Z0-9-]*)[^<>]*>")
_SILENT_TAGS = {"script", "style", "noscript", "template"}
_INLINE_TAGS = {"a", "b", "i", "em", "strong", "span", "u", "font", "sup", "sub", "mark", "small", "abbr"}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PAGE_HEADLINE = re.compile(r"<h1[\s>]", re.IGNORECASE)
_CONTROL = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\ufffd]")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOISE = re.compile(
    r"(?:фото|иллюстрация|источник|автор|текст|видео|теги|рубрика|раздел|поделиться|читайте также|по теме|в тему"
    r"|читайте нас|читать нас|смотрите нас|следите за|мы в\s[A-ZА-Я]|подписывайтесь|подпишитесь|подписаться"
    r"|показать ещ[её]"
    r"|реклама|просмотров|комментари\w+|версия для печати|время чтения|©|\(c\)|photo|share|tags|sign in|log in"
    r"|subscribe|sign up|skip to|follow us|join (?:us|our)|click here|most read|newsletter|advertis\w+|all rights"
    r"|accept (?:all )?cookies"
    r"|мы используем|этот сайт использует|используя этот сайт|размер шрифта|войти|регистрация|вернуться"
    r"|перейти к|подробнее|наш(?:и)? (?:канал|соцсети|телеграм)|мы в (?:вк|телеграм|соцсетях|max)"
    r"|прислать новость|нашли ошибку|все права|read (?:more|also)|related)(?![а-яёa-z]).{0,80}",
    re.IGNORECASE,
)
# A heading over links to other stories, alone on its line.
_RELATED = re.compile(
    r"(?:читайте(?: также| ещ[её])?|смотрите также|по теме|в тему|другие новости|новости по теме|материалы по теме"
    r"|ещ[её] по теме|related(?: stories| news)?|read (?:also|more)|also read|see also|more on this \w+"
    r"|more (?:stories|news)"
    r"|latest news|most read|recommended|you may also like|editors?'?s? (?:picks|choice)|главное за \w+|популярное"
    r"|последние новости|новости партн[её]ров|рекомендуем|вам может быть интересно)\s*:?",
    re.IGNORECASE,
)
_MOST_RELATED = 8
_IS_SENTENCE = re.compile(r"[.!?…:;][»\"”)]*$")
_LISTED = re.compile(r"[–—•*-]\s")
_CLOCK_FIRST = re.compile(r"\d{1,2}:\d\d\s+\S")
# A row of short names without a verb: the menu of a site, a list of regions.
_MENU_PARTING = re.compile(r"\s*[,.:;|/•·]\s*")
_VERB = re.compile(
    r"\b(?:\w+(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ёт|ит|ют|ут|ят|ат|ется|ится|ются|ятся)|будет|будут"
    r"|(?:is|are|was|were|will|has|have|to)|\w+(?:ed|es))\b",
    re.IGNORECASE,
)
# The way through a site («Главная / Новости»), tags, and lines that are there for a link.
_TRAIL = re.compile(r"[\w ]{2,25}(?:\s[/>»|]\s[\w ]{2,25})+|(?:#\w+\s*)+|[^а-яё]{0,40}https?://\S+", re.IGNORECASE)
_AGENCY = (
    r"(?:/[^/\n]{2,40}/|(?:ИА|РИА|ИНТЕРФАКС|Интерфакс|ТАСС|Корр\.)[^.—–\n]{0,40}?(?=\s*[.—–]|\s+-\s)"
    r"|[A-ZА-Я][\w.]{1,30}(?=\s+[—–-]\s)|[A-ZА-ЯЁ][\w-]{1,30}(?=\.\s+[A-ZА-ЯЁ«]))"
)
_ENGLISH_DAY = rf"(?i:{ENGLISH_MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}\s+{ENGLISH_MONTH}\.?)(?:,?\s+\d{{4}})?"
_DATELINE = re.compile(
    r"(?P<place>(?!(?i:сегодня|вчера|позавчера|накануне)\b)[А-ЯЁA-Z][\w-]+(?:[ /][А-ЯЁA-Z][\w-]+){0,2})"
    rf"(?:\s*[,.]\s*(?P<day>\d{{1,2}}\s+{MONTH_WORD})\b\.?(?P<year>\s+\d{{4}})?(?:\s*г(?:ода|(?=\.)))?"
    rf"(?:\s*[,.—–-]*\s*{_AGENCY})?\s*(?:[.,—–-]+|$)|\s*[,.—–-]*\s*/[^/\n]{{2,40}}/\s*[.,—–-]*"
    rf"|\s*[,.]\s*{_ENGLISH_DAY}(?:\.?\s*/[^/\n]{{2,40}}/\s*[.—–-]*|(?:\s*\([A-Z][^()\n]{{1,40}}\))?\s*[—–-]+)"
    rf"|\s*[,.]?\s*\([A-Z][^()\n]{{1,40}}\)\s*[—–-]+"
    r"|\s*[.,—–-]+\s*(?:ИНТЕРФАКС|РИА|ТАСС|ИА)\b[^.—–\n]{0,30}(?:[.—–]+|\s-\s))\s*"
)


# Past tense, short participles, reflexive verbs: what sections of a site do not end in.
_VERB_AT_END = re.compile(r"(?:л[аои]?(?:с[ья])?|[её]н[аоы]?|[ыу]т[аоы]?|тся)$")


class Article(NamedTuple):
    """The parts of an article.

    Attributes:
        headline: Its headline; "" where it has none.
        body: Everything else that belongs to the story, one paragraph a line, without the dateline.
        stamp: The date before everything else, as written; "" where there is none.
        top: The first lines, unfiltered, to look for the date of the news.
        dateline: The place and day before the first sentence, as written; "" where there is none.
        place: The place of the dateline.
    """

    headline: str
    body: str
    stamp: str
    top: str
    dateline: str = ""
    place: str = ""


def article_of(text: str) -> Article:
    """Return the parts of an article.

    Args:
        text: An article as it was copied: plain or HTML, of any length; only its beginning is read.

    Returns:
        Its parts, none of them longer than a few pages.
    """
    lines = _unwrapped(_plain(text))
    stamp, lines = _stamp(lines)
    lines = list(_without_related(lines)) or lines
    top = "\n".join(lines[:_LINES_AT_TOP])[:_CHARACTERS_AT_TOP]
    content = _content_of(lines)
    start, candidates = _headlines(content)
    headline, kept = _chosen(candidates, " ".join(content[start:])[:3000])
    place, dateline, headline = _split_dateline(headline)
    body = [*kept, *content[start:]]
    for index, line in enumerate(body[:3]):
        line_place, line_dateline, rest = _split_dateline(line)
        if line_place and not place:
            place, dateline, body[index] = line_place, line_dateline, rest
    story = "\n".join(line for line in body if line)
    return Article(headline, story, stamp or _stamp_below(lines), top, dateline, place)


def readable_text(text: str) -> str:
    """Return an article as a person reads it: without tags, one paragraph a line."""
    return "\n".join(_unwrapped(_plain(text)))


def _content_of(lines: Sequence[str]) -> list[str]:
    """Return the lines that may belong to the story; of a text that is nothing else, everything but rubbish."""
    story = _without_tail([line for line in lines if not _is_noise(line) and not _is_menu(line)])
    return story or [line for line in lines if not _is_noise(line)] or [line for line in lines if not _is_rubbish(line)]


def _without_related(lines: Sequence[str]) -> Iterable[str]:
    """Yield the lines without those under a heading over links to other stories.

    Such lines begin with a date or the time of day; where the heading ends in a colon, the first one need not. Below a
    whole paragraph of the story they are whatever does not end as a sentence does.
    """
    skipping, is_first, has_paragraph = 0, False, False
    for line in lines:
        if _RELATED.fullmatch(line):
            skipping = _MOST_RELATED
            is_first = line.endswith(":")
            continue
        is_sentence = _IS_SENTENCE.search(line) is not None
        is_link = begins_with_date(line) or _CLOCK_FIRST.match(line) or is_first or (has_paragraph and not is_sentence)
        if skipping and is_link:
            skipping, is_first = skipping - 1, False
            continue
        skipping = 0
        has_paragraph = has_paragraph or is_sentence
        yield line


def _without_tail(lines: Sequence[str]) -> list[str]:
    """Return the lines up to the last one that ends as a sentence does: short ones after it are links and tags.

    A list with its marks belongs to the story; a text without sentences is left as it is.
    """
    ends = [
        place
        for place, line in enumerate(lines)
        if _IS_SENTENCE.search(line) or _LISTED.match(line) or len(line) > _LONGEST_LINK
    ]
    return list(lines[: ends[-1] + 1]) if ends else list(lines)


def _is_menu(line: str) -> bool:
    if line.endswith((".", "!", "?", "…")):  # a short sentence, «Сегодня, 9 августа, подписано соглашение.»
        return False
    parts = [part for part in _MENU_PARTING.split(line) if part]
    return len(parts) > 2 and all(len(part.split()) <= 3 for part in parts) and not _VERB.search(line)


def _stamp_below(lines: Sequence[str]) -> str:
    """Return the date on a line of its own near the top, with a year; "" where there is none."""
    return next((stamp for line in lines[:_LINES_AT_TOP] if (stamp := stamp_in(line))), "")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; the full stop of an initial, `г.`, `млн.`, `им.` or `Co.` does not end one."""
    return [part.strip() for line in text.split("\n") for part in _SENTENCE_END.split(line) if part.strip()]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a text of one line, closing quotes included; see `sentences_of`."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + (1 if match[0][:1] in _CLOSING else 0)
        spans.append((start, end))
        start = match.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]


_CLOSING = ("»", '"', "”", ")")
_SENTENCE_END = re.compile(
    r"(?<![\s(«.][А-ЯЁA-Z]\.)(?<!^[А-ЯЁA-Z]\.)(?<!\bг\.)(?<!\bим\.)(?<!млн\.)(?<!\bул\.)(?<!\bстр\.)"
    r"(?<!\bруб\.)(?<!тыс\.)(?<!млрд\.)"
    r"(?<!\bJan\.)(?<!\bFeb\.)(?<!\bMar\.)(?<!\bApr\.)(?<!\bAug\.)(?<!\bSep\.)(?<!\bSept\.)(?<!\bOct\.)(?<!\bNov\.)"
    r"(?<!\bDec\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)"
    r"(?<!\bCo\.)(?<!\bт\.)(?<!\bд\.)(?<=[.!?…])[»\"”)]?(?:\s+|(?=[А-ЯЁ«]))(?=[\W\d]*[А-ЯЁA-Z\d])"
)


def _plain(text: str) -> list[str]:
    """Return the lines of the visible text, without tags; an empty line between paragraphs stays."""
    beginning = text[:_MOST_RAW].translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    visible = html.unescape("".join(_outside_tags(beginning)))[: _MOST_TEXT * 2]
    joined = _CONTROL.sub(" ", unicodedata.normalize("NFC", visible)[:_MOST_TEXT])
    return [re.sub(" {2,}", " ", line).strip() for line in joined.split("\n")]


def _outside_tags(text: str) -> Iterable[str]:
    """Yield the text between tags, in one pass: an unclosed script must not cost the square of its length."""
    position, silent = 0, ""
    # The title of a page is shorter or longer than the headline on it, and often of the whole site.
    silent_tags = _SILENT_TAGS | {"title"} if _PAGE_HEADLINE.search(text) else _SILENT_TAGS
    for tag in _TAG.finditer(text):
        if not silent:
            yield text[position : tag.start()]
        name, position = tag[2].casefold(), tag.end()
        if name in silent_tags:
            silent = "" if tag[1] else silent or name
        elif not silent:
            yield "" if name in _INLINE_TAGS else "\n"
    if not silent:
        yield text[position:]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Return one line for each paragraph; lines that an editor broke at a margin are joined again."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [line for paragraph in paragraphs for line in _joined(paragraph)]


def _joined(paragraph: Sequence[str]) -> list[str]:
    broken = sum(line[0].islower() for line in paragraph[1:]) > 1
    joined: list[str] = []
    for index, line in enumerate(paragraph):
        goes_on = (
            joined
            and not _ADDRESS.match(line)
            and (line[0].islower() or (broken and index > 1 and paragraph[index - 1][-1] not in ".!?…:"))
        )
        if goes_on:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _stamp(lines: list[str]) -> tuple[str, list[str]]:
    """Return the date before everything else, and the lines without it."""
    if not lines:
        return "", []
    prefixed, rest = split_prefix(lines[0])
    if prefixed:
        return prefixed, [line for line in (rest, *lines[1:]) if line]
    alone = stamp_in(lines[0])
    return alone, lines[1:] if alone else lines


def _is_rubbish(line: str) -> bool:
    """Return True for a line that is never part of a story: a date, a credit, ornaments."""
    return (
        not _WORD.search(line)
        or _TRAIL.fullmatch(line) is not None
        or _NOISE.fullmatch(line) is not None
        or is_date_line(line)
    )


def _is_noise(line: str) -> bool:
    """Return True for rubbish, and for the name of a section: one or two words without a verb."""
    is_section = len(line.split()) < 3 and line[-1] not in ".!?" and len(line) < 40
    return _is_rubbish(line) or (is_section and not _VERB_AT_END.search(line))


def _headlines(lines: Sequence[str]) -> tuple[int, list[str]]:
    """Return the number of lines before the first whole paragraph, and these lines."""
    for index, line in enumerate(lines):
        if len(line) > _LONGEST_HEADLINE or re.search(r"[.:;][»\"”)]?$", line) or len(sentences_of(line)) > 2:
            return index, list(lines[:index])
        if index and len(line) > _LONGEST_HEADLINE // 2 and index == len(lines) - 1:
            return index, list(lines[:index])
        if index > 5:
            return 1, list(lines[:1])
    return (1, list(lines[:1])) if lines else (0, [])


def _chosen(candidates: list[str], body: str) -> tuple[str, list[str]]:
    """Return the headline of this story among the lines above it, and the others that belong to the story."""
    if not candidates:
        return "", []
    if not body:
        return candidates[0], candidates[1:]
    body_prefixes = set(_prefixes(body))
    shares = [_share(line, body_prefixes) for line in candidates]
    if not shares[0] and len(candidates[0].split()) <= _WORDS_OF_NAME and not _VERB.search(candidates[0]):
        # The name of who published it, where a whole sentence stands below it.
        shares[0] = -_CLEARLY_BETTER * any(map(_VERB.search, candidates[1:]))
    best = 0 if shares[0] + _CLEARLY_BETTER > max(shares) else shares.index(max(shares))
    others = [(line, share) for line, share in zip(candidates, shares, strict=True) if line != candidates[best]]
    return candidates[best], [line for line, share in others if share >= _OTHER_STORY]


def _share(line: str, body_prefixes: set[str]) -> float:
    """Return the share of the words of a line that the body has."""
    prefixes = _prefixes(line)
    return sum(prefix in body_prefixes for prefix in prefixes) / len(prefixes) if prefixes else 0.0


def _prefixes(text: str) -> list[str]:
    return [word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold().replace("ё", "е"))]


def _split_dateline(line: str) -> tuple[str, str, str]:
    """Return the place of a dateline, all of it, and the rest of the line; the first two are empty without one."""
    match = _DATELINE.match(line)
    return (match["place"], match[0], line[match.end() :].lstrip(" .,—–-")) if match else ("", "", line)


def resemblance(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the longer one has, by their beginnings, 0 to 1."""
    shorter, longer = sorted((one, other), key=lambda text: len(_prefixes(text)))
    return _share(shorter, set(_prefixes(longer)))
