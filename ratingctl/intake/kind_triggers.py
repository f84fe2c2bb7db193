"""Classify the kind of an event by trigger words of the headline, then of the first sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from ratingctl.intake.article import Article, sentences_of
from ratingctl.intake.date_words import date_mentions
from ratingctl.intake.english_kinds import ENGLISH_RULES, NOT_BEFORE_A_TIME
from ratingctl.intake.russian_kinds import RUSSIAN_RULES
from ratingctl.words.alphabet import is_latin
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem

_SENTENCES = 4
_MOST_DAYS_OF_NEWS = 400
_SIGNED = frozenset({"agreement", "memorandum", "contract", "ceremony"})
_DONE = frozenset({"delivery", "commissioning", "logistics_link", "construction_start", "trial_delivery", "permit"})
_SETBACKS = frozenset({"stall", "delay", "suspension", "cancellation", "closure", "dispute", "scope_cut"})
_WEAK = "statement"
_FRAMES = frozenset({"visit", "talks", "exhibition"})
"""The kinds of news within which something is signed."""
_WISHED = re.compile(r"\bхотел[аио]? бы\b|\bwould like\b", re.IGNORECASE)
# Future passives and wishes are removed before results are looked for.
_PLANNED = re.compile(
    r"\b(?:будет|будут|может быть|могут быть|должн\w+ быть|если|планируе\w+,? что|ожидается,? что|предполагается,? что)"
    r"[^.!?;,]{0,80}"
    r"|\b(?:will|would|(?-i:may)|might|could|should|if"
    r"|(?<!yet )(?<!started )(?<!starts )(?<!began )(?<!begins )to (?:be|build|invest|open|launch|ship|supply|export"
    r"|start|expand|produce|sign|create|set up))\b[^.!?;,]{0,80}?"
    r"(?=\b(?:rejected|cancel\w+|postponed|delayed|shelved|suspended|scrapped|halted|stalled|dropped)\b|[.!?;,]|$)",
    re.IGNORECASE,
)
# «Не начали», «не заключён», `did not sign`, `failed to agree`: a trigger that is denied never gives its own kind.
_NOT_BEFORE = re.compile(
    r"(?:\b(?:так и )?не|\bни|\b(?:did|does|do|has|have|was|were|is|are|could|can) not|n't|\bcannot|\bnever|\bno"
    r"|\b(?:fail(?:s|ed|ing)?|unable|yet) to)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
# «Переговоров не было», «визит не состоялся»: a noun that is denied behind it.
_NOT_AFTER = re.compile(
    r"\w*\s+(?:[\w-]+\s+){0,3}?(?:не\s+(?:был|в[её]л|вед|состоя|провод|план|буд|приех|прибы)|нет\b)", re.IGNORECASE
)
_NOUNS = frozenset({"talks", "visit", "exhibition"})
"""The kinds whose triggers are nouns."""
# The full stop of «15 тыс. тонн» or `Co.` ends no clause; without it the text keeps its length.
_ABBREVIATED = re.compile(
    r"\b(тыс|млн|млрд|трлн|руб|долл|им|гг?|т|кв|куб|обл|ул|Co|Ltd|Inc|Corp|No|St|mln|bln)\.(?!$)", re.IGNORECASE
)
_NOT_INSIDE = re.compile(
    r"\bне\s+(?!только\b|менее\b|более\b|раньше\b|позднее\b|исключ)|\bбез\b|\b(?:not"
    r"|without)\b",
    re.IGNORECASE,
)
# A question, a condition, an anniversary: nothing has happened now.
_UNREAL = re.compile(
    r"\?\s*[»\"]?$|\bбы\b|\bлет назад\b|\byears (?:ago|since)\b|\banniversary\b|\bвместо\b|\binstead of\b"
    r"|\bwould(?: not|n't)? have\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:(?<!не )ран(?:ее|ьше)|прежде|напомним|в прошлом году|год назад|лет назад|earlier|previously|last year"
    r"|had (?:been|\w+ed|stood|begun|built))\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b")
_OWN_DAY = re.compile(r"\b\d{1,2}\s+[а-яё]+\s+(?:19|20)\d\d\b|\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b")
_DENIED_KINDS = frozenset({"stall", "delay", "correction"})
"""The kinds of which a denial is a part."""


def kind_of(article: Article, today: date | None = None) -> str | None:
    """Return the kind of the event that an article reports.

    Args:
        article: The parts of the article.
        today: The day of drafting: what a sentence of the body says of more than a year before is no news.

    Returns:
        An id of `ratingctl.domain.kinds.KINDS`; None where no rule matches.
    """
    headline_kind = kind_in(article.headline)
    if headline_kind and headline_kind != _WEAK and headline_kind not in _FRAMES:
        return headline_kind
    told = [text for text in sentences_of(article.body[:4000])[:_SENTENCES] if not _EARLIER.search(text)]
    sentences = [sentence for sentence in told if today is None or not _is_old(sentence, today)]
    kinds = [kind_in(sentence) for sentence in sentences]
    if headline_kind in _FRAMES:
        return next((kind for kind in kinds[:2] if kind in _SIGNED), headline_kind)
    if headline_kind:
        # «Будут сотрудничать» or «планируют», says the headline, and the text that this has been signed or sent.
        return next((kind for kind in kinds[:2] if kind in _SIGNED or kind in _DONE), headline_kind)
    if article.headline.rstrip().endswith("?"):
        return None
    if _is_denied(article.headline):
        return next((kind for kind in kinds[:2] if kind in _SETBACKS), None)
    if _PAST.search(article.headline) or (article.headline and is_latin(article.headline)):
        # Something has been done, in words that are not known: a plan is not it, nor a paper with a day of its own.
        pairs = zip(sentences, kinds, strict=True)
        own = [kind for sentence, kind in pairs if not (kind in _SIGNED and _OWN_DAY.search(sentence))]
        return next((kind for kind in own[:2] if kind and kind != _WEAK), None)
    return next((kind for kind in kinds if kind), None)


def _is_old(sentence: str, today: date) -> bool:
    """Return whether all the dates of a sentence are more than a year before a day."""
    latest = [mention.date.latest for mention in date_mentions(sentence)]
    return bool(latest) and all(day and today - day > timedelta(_MOST_DAYS_OF_NEWS) for day in latest)


def own_kind_of(article: Article, words: Mapping[str, Sequence[str]]) -> str | None:
    """Return the kind that an article reports by the rating's own words; None where it has none of them.

    Args:
        article: The parts of the article.
        words: For each kind, words and phrases; they are met in every form.
    """
    if not words:
        return None
    phrases = [(kind, _stems(phrase)) for kind, each in words.items() for phrase in each]
    sentences = [text for text in sentences_of(article.body[:4000])[:_SENTENCES] if not _EARLIER.search(text)]
    for segment in (article.headline, *sentences):
        if _UNREAL.search(segment) or _is_denied(segment):
            continue
        said = f" {_stems(_PLANNED.sub(' ', segment))} "
        kind = next((kind for kind, phrase in phrases if phrase and f" {phrase} " in said), None)
        if kind:
            return kind
    return None


def _stems(text: str) -> str:
    return " ".join(map(stem, words_of(text)))


def kind_in(segment: str) -> str | None:
    """Return the kind of the event that a sentence reports; None where no rule matches.

    What is denied, asked, supposed or long past does not give its kind: «не подписали» is no agreement.
    """
    if _UNREAL.search(segment) and not _WISHED.search(segment):
        return None
    segment = _ABBREVIATED.sub(r"\1 ", segment)
    is_english = is_latin(segment)
    if is_english and _not_before_a_time().search(segment):
        return "delay"
    done = _PLANNED.sub(" ", segment)
    for kind, pattern in _patterns(is_english):
        text = segment if kind == _WEAK else done
        for match in pattern.finditer(text):
            if kind in _DENIED_KINDS or not _is_denied_at(text, match, kind):
                return kind
    return None


def triggers_in(text: str, kind: str) -> list[tuple[int, int]]:
    """Return where the trigger words of a kind stand in a text: offsets of the first character and after the last."""
    text = _ABBREVIATED.sub(r"\1 ", text)
    rules = _patterns(is_latin(text), kind)
    return [match.span() for _, pattern in rules for match in pattern.finditer(text)]


def _is_denied(segment: str) -> bool:
    """Return True if a sentence has a trigger, and denies or only supposes it."""
    has_trigger = any(pattern.search(segment) for _, pattern in _patterns(is_latin(segment)))
    return has_trigger and (_NOT_INSIDE.search(segment) is not None or _UNREAL.search(segment) is not None)


def _is_denied_at(text: str, match: re.Match[str], kind: str) -> bool:
    if _NOT_BEFORE.search(text[max(0, match.start() - 40) : match.start()]) or _NOT_INSIDE.search(match[0]):
        return True
    return kind in _NOUNS and _NOT_AFTER.match(text, match.end()) is not None


def _patterns(is_english: bool, kind: str = "") -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the rules of a language, all or those of a kind, as patterns; each is compiled when it is come to."""
    for known, pattern in ENGLISH_RULES if is_english else RUSSIAN_RULES:
        if kind in ("", known):
            yield known, _compiled(pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _not_before_a_time() -> re.Pattern[str]:
    return re.compile(NOT_BEFORE_A_TIME, re.IGNORECASE)
