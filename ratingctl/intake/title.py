"""Extract the title: the headline, else the first sentence with words enough."""

import re

from ratingctl.intake.article import Article, sentences_of
from ratingctl.intake.date_words import MONTH

LONGEST = 110
_LONGEST_WHOLE = 200
"""A sentence without clauses may be so long: better whole than cut."""
_SHORTEST_CLAUSE = 45
_CLAUSE_END = re.compile(
    r"[,;:](?=\s)|\.(?=\s+[А-ЯЁA-Z])|\s[—–(-](?=\S|\s)|\s(?=(?:и|а|and)\s(?:[а-яё]+(?:л|ла|ло|ли)|[a-z]+ed)\b)"
)
_FEWEST_WORDS = 3
_ORNAMENT = re.compile(r"^[^\w«\"“„(№$€]+|[\s.,;:—–-]+$")
_SAYS = r"(?:сообща\w+|сообщил\w*|пиш\w+|переда[её]т|передают|информиру\w+|отмеча\w+|рассказал\w*)"
_CREDIT = re.compile(
    rf"\s*[,—–-]+\s*(?:об этом\s+)?{_SAYS}\s+[^,]{{2,60}}$"
    rf"|^(?:как\s+)?{_SAYS}\s+[^,]{{2,60}},\s+(?=\S)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"^(?:сегодня|вчера|позавчера)(?:,\s*\d{1,2}\s+[а-я]+)?,\s+", re.IGNORECASE)
_LEADING_DATE = re.compile(
    rf"^(?:on\s+)?(?:\d{{1,2}}\s+{MONTH}\s+20\d\d(?:\s+года|\s+г\.)?|{MONTH}\s+\d{{1,2}},\s+20\d\d"
    r"|\d{1,2}\.\d{1,2}\.20\d\d),?\s+(?=(?:\S+\s+){2})",
    re.IGNORECASE,
)
"""The full date with which a sentence begins; the event has it as its own field."""
_DANGLING = re.compile(
    r"(?:\s+(?:в|во|на|с|со|к|ко|и|а|о|об|от|до|по|за|из|у|для|при|под|над|через|что|который|которая|которое|которые"
    r"|как|или|но|не|где|чтобы))+$",
    re.IGNORECASE,
)


def title_of(article: Article) -> str:
    """Return the title of an event.

    Args:
        article: The parts of the article.

    Returns:
        One line of at most `LONGEST` characters without a final full stop; "" where no sentence has words enough.
    """
    if len(_words(article.headline)) >= _FEWEST_WORDS - 1:
        return _line(article.headline)
    for sentence in sentences_of(article.body[:5000]):
        if len(_words(sentence)) >= _FEWEST_WORDS:
            return _line(sentence)
    return ""


def sentence_title(sentence: str) -> str:
    """Return the title of an event that one sentence tells: as `title_of`, shortened where it is longer."""
    return _line(sentence)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


def _line(text: str) -> str:
    line = _cleaned(" ".join(text.split()))
    line = _cleaned(_CREDIT.sub("", line))
    line = _LEADING_DATE.sub("", line)
    line = _WHEN.sub("", line) if len(line) > LONGEST else line
    line = line[:1].upper() + line[1:]
    return line if len(line) <= LONGEST else _shortened(line)


def _cleaned(line: str) -> str:
    return _ORNAMENT.sub("", _ORNAMENT.sub("", line))


def _shortened(line: str) -> str:
    """Return the line up to the end of a clause, else of a word."""
    room = line[:LONGEST]
    clauses = [match.start() for match in _CLAUSE_END.finditer(room)]
    whole = [end for end in clauses if end >= _SHORTEST_CLAUSE and _is_balanced(line[:end])]
    if whole:
        return _cleaned(_DANGLING.sub("", line[: whole[-1]]))
    if len(line) <= _LONGEST_WHOLE:
        return line
    words = room[: LONGEST - 1].rpartition(" ")[0] or room[: LONGEST - 1]
    if not _is_balanced(words) and words.rfind("«") > _SHORTEST_CLAUSE:
        words = words[: words.rfind("«")]
    return _cleaned(_DANGLING.sub("", _cleaned(words))) + "…"


def _is_balanced(text: str) -> bool:
    return text.count("«") == text.count("»") and text.count("(") == text.count(")")
