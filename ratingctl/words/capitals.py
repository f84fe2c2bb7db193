"""Capitals and quotes: whether a text is a headline, and the proper names that it has.

Most patterns are compiled when first used: most runs that import this use none.
"""

import re
from collections.abc import Iterator

_LONG_WORD, _FEW_WORDS, _NEARLY_ALL = 4, 4, 0.8
"""Letters of a word that headlines capitalise, the least number of such words, and the share that makes a headline."""
_CYRILLIC, _PART = re.compile("[А-Яа-яЁё]"), re.compile(r"[^\W_]+")
_WORD = r"(?<!\w)[^\W\d_](?:[\w’'-]*\w)?"
_QUOTED = r"«[^«»\n]+»|“[^“”\n]+”|„[^„“”\n]+[“”]|\"[^\"\n]+\""
_PERSON = r"(?<!\w)(?:[^\W\d_a-zа-яё]\.[\s-]*)+[^\W\d_]+(?:-[^\W\d_]+)*"
"""Initials and a surname."""
_BEFORE_SENTENCE = r"(?:^|[!?…]|\w{3}\.)\W*$"
"""A point after one or two letters belongs to an abbreviation: `St. Petersburg`, «г. Чита»."""
_NUMBERED = r"[^\W\d_a-zа-яё]+-?(?!(?:19|20)\d\d(?!\d))\d"
"""Capitals and a number that is no year: `M4`, «АН-4»."""
_ABBREVIATION = r"[^\W\d_a-zа-яё]{2,}[a-zа-яё]{0,3}|[^\W\d_a-zа-яё]"
"""Capitals, with the ending of a case or of the plural: «ОЭЗ», «ГОКа», `SEZs`."""
_POSSESSIVE = r"['’]s$"
_CALENDAR = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)


def is_title_case(text: str) -> bool:
    """Return True for an English headline in which nearly every word begins with a capital, names or not."""
    if _CYRILLIC.search(text):
        return False
    words = [word for word in _PART.findall(text) if len(word) >= _LONG_WORD and word[0].isalpha()]
    return len(words) >= _FEW_WORDS and sum(word[0].isupper() for word in words) >= _NEARLY_ALL * len(words)


def proper_names(text: str) -> tuple[str, ...]:
    """Return the proper names of a sentence or title, each once; those in quotes whole, with their quotes.

    These are what stands in quotes and begins with a capital or a figure, a word with a capital that does not begin a
    sentence, and capitals with a number (`M4`). An abbreviation alone (`LNG`), a person with initials and an English
    month or day are none; in a headline where nearly every word has a capital, a capital is no evidence.
    """
    quoted = [name for name in re.findall(_QUOTED, text) if name[1].isupper() or name[1].isdigit()]
    unquoted = re.sub(_QUOTED, " x ", text)
    return tuple(dict.fromkeys((*quoted, *_single_words(re.sub(_PERSON, " x ", unquoted)))))


def _single_words(text: str) -> Iterator[str]:
    capitals_tell = not is_title_case(text)
    for match in re.finditer(_WORD, text):
        word = re.sub(_POSSESSIVE, "", match[0])
        if re.match(_NUMBERED, word) or (
            capitals_tell and _is_capitalised(word) and not re.search(_BEFORE_SENTENCE, text[: match.start()])
        ):
            yield word


def _is_capitalised(word: str) -> bool:
    parts = (part for part in word.split("-") if part[:1].isupper())
    return not re.fullmatch(_CALENDAR, word) and any(not re.fullmatch(_ABBREVIATION, part) for part in parts)
