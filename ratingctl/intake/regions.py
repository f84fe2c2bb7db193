"""The regions of a story: by their names, adjectives and towns, the one that it is about first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from ratingctl.domain.model import RegionId
from ratingctl.intake.article import Article
from ratingctl.intake.spellings import PlacedToken, SpellingMatch, Spellings, placed_tokens_of

_WEIGHT_OF_HEADLINE = 3.0
_WEIGHT_OF_ACTOR = 1.6
_WEIGHT_OF_HEADLINED = 3.0
_WEIGHT_OF_PASSING = 0.12
_HALF_AFTER = 1500
_LOOK_BACK = 90
_LOOK_AHEAD = 60

_ADJECTIVE = re.compile(r"[\w-]+(?:ск|цк)(?:ий|ой|ого|ому|им|ом|ая|ую|ое|ие|их|ими)")
_SEAT = re.compile(
    r"(?:консул\w*|посольств\w*|посол|посла|послом|торгпредств\w*)[^.!?;]{0,70}\b(?:в|во)\s+$", re.IGNORECASE
)
_EVENT = r"(?:форум|выставк|ярмарк|экспо(?!рт)|expo|вэф|пмэф|пмюф|конференци|саммит|конгресс|фестивал|салон|съезд)"
_VENUE_BEFORE = re.compile(rf"\b{_EVENT}\w*[^.!?;]{{0,70}}\b(?:в|во)\s+$", re.IGNORECASE)
_VENUE_AFTER = re.compile(
    rf"\s*,?\s*(?:\d[^.!?;,]{{0,20}})?(?:на|в рамках|в ходе|на полях|прош[её]л|прошла|проходит|пройд[её]т|открылся|"
    rf"открылась|завершился|завершилась)\s+(?:[\w-]+\s+){{0,4}}?{_EVENT}",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(r"\b(?:в|во)\s+$", re.IGNORECASE)
_NAMED_EVENT = re.compile(rf"(?:\s+[\w-]+){{0,3}}\s+{_EVENT}|\s+(?:ген)?консул\w*", re.IGNORECASE)
_RIVER = re.compile(
    r"\b(?:через|рек[аиуе]|рекой|реке|р\.|берег\w*|русл\w*|вдоль|приток\w*|бассейн\w*)\s+$", re.IGNORECASE
)
_ON_WATER = re.compile(
    r"\b(?:мост|переправ|паром|понтон|теплоход|судоход|навигаци|ледоход|паводк|л[её]д|водн|набережн)\w*[^.!?]{0,50}"
    r"\b(?:на|по|над)\s+$",
    re.IGNORECASE,
)
_NAMESAKE = re.compile(r"\b(?:имени|им\.|улиц\w+|ул\.|проспект\w*|площад[ьи]|переул\w+)\s+$", re.IGNORECASE)
_SURNAME = re.compile(
    r"\s[А-ЯЁ](?:\.\s?[А-ЯЁ]|[а-яё]+(?:ов|ев|ёв|ин|ын|ск|цк|ович|евич|овн|евн|енко|ук|юк|ян|дзе|их|ых)"
    r"(?:а|у|ым|ом|е|ой|ий|ого|ому|им|ем|ну)?\b)"
)
_ACTOR = re.compile(
    r"\b(?:губернатор|глав|врио|мэр|министр|делегаци|мисси|правительств|власт|стенд|представител|предприяти|компани"
    r"|бизнес|предпринимател|производител|экспорт[её]р|центр|фонд|корпораци|товар\w*\s+из)\w*\s*(?:\s[\w-]+){0,1}\s*$",
    re.IGNORECASE,
)


class MentionType(Enum):
    """By what a region was met; the value is its weight."""

    NAME = 6.0
    ADJECTIVE = 2.5
    TOWN = 3.0


class _Mention(NamedTuple):
    region: RegionId
    weight: float
    is_of_story: bool


def regions_of(
    article: Article, names: Mapping[RegionId, Sequence[str]], towns: Mapping[RegionId, Sequence[str]]
) -> tuple[RegionId, ...]:
    """The regions of a story.

    A name weighs more than a town or an adjective, the headline more than the body, earlier more than later. A place
    where a meeting was held, a consulate's seat, a river, a place that goods pass through are no regions of the story,
    unless nothing else is there; the dateline's place never is.

    Args:
        article: The article, taken apart.
        names: For each region, its names and adjectives in every form.
        towns: For each region, its towns in every form.

    Returns:
        The regions, the primary one first; empty where none is named.
    """
    spellings = Spellings(_rows(names, towns))
    people = _people_in(article.headline)
    mentions = [
        *_mentions(article.headline, spellings, _WEIGHT_OF_HEADLINE),
        *_mentions(article.body, spellings, 1.0, len(article.headline), people),
    ]
    return _ranked([mention for mention in mentions if mention.is_of_story] or mentions)


def _rows(
    names: Mapping[RegionId, Sequence[str]], towns: Mapping[RegionId, Sequence[str]]
) -> Iterator[tuple[tuple[RegionId, MentionType], str]]:
    for region, known in names.items():
        for spelling in known:
            yield (
                (region, MentionType.ADJECTIVE if _ADJECTIVE.fullmatch(spelling.casefold()) else MentionType.NAME),
                spelling,
            )
    for region, known in towns.items():
        for spelling in known:
            yield (region, MentionType.TOWN), spelling


def _ranked(mentions: Sequence[_Mention]) -> tuple[RegionId, ...]:
    weights: dict[RegionId, float] = {}
    for mention in mentions:
        weights[mention.region] = weights.get(mention.region, 0.0) + mention.weight
    ranked = sorted(weights, key=lambda region: -weights[region])
    return tuple(region for region in ranked if weights[region] >= _WEIGHT_OF_PASSING * weights[ranked[0]])


def _mentions(
    text: str,
    spellings: Spellings[tuple[RegionId, MentionType]],
    weight: float,
    offset: int = 0,
    people: re.Pattern[str] | None = None,
) -> Iterator[_Mention]:
    tokens = placed_tokens_of(text)
    since = 0
    for met in spellings.met_in(text, tokens):
        start, end = tokens[met.first].start, tokens[met.last - 1].end
        region, sort = met.meaning
        # A word before another place belongs to that place: nobody looks back over it.
        before, after = text[max(since, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
        if _is_somebody(met, tokens, before, after, text[end : end + 2]):
            continue
        since = end
        decayed = weight * sort.value / (1 + (start + offset) / _HALF_AFTER)
        if _ACTOR.search(before):
            decayed *= _WEIGHT_OF_ACTOR
            # «Губернатор .. области Иванов» says of which region the headline's «Иванов» is.
            if people and people.search(text[max(0, start - 60) : end + 40]):
                decayed *= _WEIGHT_OF_HEADLINED
        is_one_word = met.last - met.first == 1
        yield _Mention(region, decayed, not _is_aside(sort, before, after, is_one_word))


def _people_in(headline: str) -> re.Pattern[str] | None:
    """A pattern of the surnames in a headline: the second of two words with capitals, without its ending."""
    surnames = re.findall(r"[А-ЯЁ][а-яё]+ ([А-ЯЁ][а-яё]{2,}?)(?:а|у|ым|ом|е|ой|ого|ому|ий|ая)?(?![\w-])", headline)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, surnames))})") if surnames else None


def _is_somebody(
    met: SpellingMatch[tuple[RegionId, MentionType]],
    tokens: Sequence[PlacedToken],
    before: str,
    after: str,
    next_two: str,
) -> bool:
    """True for a word that only looks like a place: a first name, a street, a legal form before its quoted name."""
    first = tokens[met.first]
    if first.is_capital and met.spelling.isupper() and re.match(r"\s?[«\"“„]", next_two):
        return True
    if met.meaning[1] is not MentionType.TOWN:
        return False
    if not first.is_named or _NAMESAKE.search(before):
        return True
    is_placed = re.search(r"\b(?:в|во|из|г\.|город\w*|под|через)\s+$", before) is not None
    return met.last - met.first == 1 and not is_placed and _SURNAME.match(after) is not None


def _is_aside(sort: MentionType, before: str, after: str, is_one_word: bool) -> bool:
    """True for a seat, a venue, a river or a way through: a place that the story passes and is not about."""
    if sort is MentionType.ADJECTIVE:
        return _NAMED_EVENT.match(after) is not None
    if _SEAT.search(before) or _VENUE_BEFORE.search(before):
        return True
    if _LOCATIVE.search(before) and _VENUE_AFTER.match(after):
        return True
    return is_one_word and bool(_RIVER.search(before) or _ON_WATER.search(before))
