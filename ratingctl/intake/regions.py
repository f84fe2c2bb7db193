"""Extract the regions of a story by their names, adjectives and towns, the primary one first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple, TypeAlias

from ratingctl.domain.model import RegionId
from ratingctl.intake.article import Article
from ratingctl.intake.spelling_matcher import PlacedToken, SpellingMatch, SpellingMatcher, placed_tokens

_WEIGHT_OF_HEADLINE = 3.0
_WEIGHT_OF_ACTOR = 1.6
_WEIGHT_OF_HEADLINED = 3.0
_WEIGHT_OF_PASSING = 0.12
_HALF_AFTER = 1500
_LOOK_BACK = 90
_LOOK_AHEAD = 60

# Whoever comes from somewhere acts elsewhere: «German investor to build a works in Serbia».
_ACTOR_AFTER = re.compile(
    r"\s+(?:investors?|compan(?:y|ies)|firms?|groups?|banks?|lenders?|buyers?|owners?|giants?|contractors?"
    r"|partners?)\b",
    re.IGNORECASE,
)
_WEIGHT_OF_ORIGIN = 0.3
_LATIN_ENDING = re.compile(r"(?<=[a-z])i\b")
_LATIN_GLIDE = re.compile(r"(?<=[aeou])y(?=[bcdfghjklmnpqrstvwxz])")
_ADJECTIVE = re.compile(r"[\w-]+(?:ск|цк)(?:ий|ой|ого|ому|им|ом|ая|ую|ое|ие|их|ими)")
_TOWN_ADJECTIVE = re.compile(r"(?P<stem>[а-я-]{3,})(?P<suffix>ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")
_LIKE_SURNAMES = ("ов", "ев", "ин")
_WATER_AFTER = re.compile(r"\s+(?:мор[еяю]|озер|залив|губ[аеуы]|рек[аеуи]|проли|хребе|равнин|низменност)")
_SEAT = re.compile(
    r"(?:консул\w*|посольств\w*|посол|посла|послом|торгпредств\w*)[^.!?;]{0,70}\b(?:в|во)\s+$"
    r"|\b(?:embass(?:y|ies)|consulates?|ambassadors?|consuls?)\b[^.!?;]{0,40}\b(?:in|to)\s+$",
    re.IGNORECASE,
)
_EVENT = r"(?:форум|выставк|ярмарк|экспо(?!рт)|expo|вэф|пмэф|пмюф|конференци|саммит|конгресс|фестивал|салон|съезд)"
_VENUE_BEFORE = re.compile(rf"\b{_EVENT}\w*[^.!?;]{{0,70}}\b(?:в|во)\s+$", re.IGNORECASE)
_VENUE_AFTER = re.compile(
    rf"\s*,?\s*(?:\d[^.!?;,]{{0,20}})?(?:на|в рамках|в ходе|на полях|прош[её]л|прошла|проходит|пройд[её]т|открылся|"
    rf"открылась|завершился|завершилась)\s+(?:[\w-]+\s+){{0,4}}?{_EVENT}",
    re.IGNORECASE,
)
# A way through a place, a presentation in it, an agency that writes from it: the weakest evidence there is.
_ROUTE = re.compile(r"\b(?:через|via|through)\s+$", re.IGNORECASE)
_SHOWN_IN = re.compile(
    r"\b(?:представ(?:ил|лен)|презентова|показа[лн]|показыва|сообща|сообщил|рассказа[лн]|заяв(?:ил|лен)|уточн(?:ил"
    r"|ен)|подтверд|объяв(?:ил|лен)|пиш|переда[её]т|presented|reports?|says)\w*"
    r"(?:\s+[«»\w-]+)?\s+(?:в|во|из|in|from)\s+$",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(r"\b(?:област[ьи]|кра[йяею]|республик[аеиу]|регион(?:а|у|е)?|region)\b", re.IGNORECASE)
_LOCATIVE = re.compile(r"\b(?:в|во)\s+$", re.IGNORECASE)
_NAMED_EVENT = re.compile(
    rf"(?:\s+[\w-]+(?:[иыо]й|[ао]я|[ое]е|[иы]е|ого|ому|ом|[иы]х|[иы]ми?)){{0,3}}\s+{_EVENT}"
    rf"|\s+(?:ген)?консул\w*",
    re.IGNORECASE,
)
_RIVER = re.compile(
    r"\b(?:через|рек[аиуе]|рекой|реке|р\.|берег\w*|русл\w*|вдоль|приток\w*|бассейн\w*)\s+$", re.IGNORECASE
)
_ON_WATER = re.compile(
    r"\b(?:мост|переправ|паром|понтон|теплоход|судоход|навигаци|ледоход|паводк|л[её]д|водн|набережн)\w*[^.!?]{0,50}"
    r"\b(?:на|по|над)\s+$",
    re.IGNORECASE,
)
_NAMESAKE = re.compile(r"\b(?:имени|им\.|улиц\w+|ул\.|проспект\w*|площад[ьи]|переул\w+)\s+$", re.IGNORECASE)
_FIRST_NAME = re.compile(
    r"\b(?:Александр|Алексе|Анатоли|Андре|Антон|Арт[её]м|Борис|Вадим|Валери|Василии?|Виктор|Витали|Владимир|Владислав"
    r"|Вячеслав|Геннади|Георги|Григори|Денис|Дмитри|Евгени|Егор|Иван|Игор|Ил[ья]|Кирилл|Константин|Леонид|Максим|Михаил"
    r"|Никит|Никола|Олег|Павел|Павл|П[её]тр|Роман|Серге|Станислав|Степан|Тимур|Ф[её]дор|Юри|Ярослав|Анн|Елен|Ирин|Мари"
    r"|Наталь|Ольг|Светлан|Татьян)(?:[йьяаеуюи]|ем|ом|ой|ей|ия|ию|ии|ием)?\s+$"
)
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
    """The type of a mention of a region; the value is its weight."""

    NAME = 6.0
    ADJECTIVE = 2.5
    TOWN = 3.0
    TOWN_ADJECTIVE = 1.5


PlaceMatcher: TypeAlias = SpellingMatcher[tuple[RegionId, MentionType]]
PlaceMatch: TypeAlias = SpellingMatch[tuple[RegionId, MentionType]]


class _Mention(NamedTuple):
    """A mention of a region; an aside (a venue, a river) is not part of the story."""

    region: RegionId
    weight: float
    is_of_story: bool


def place_matcher(names: Mapping[RegionId, Sequence[str]], towns: Mapping[RegionId, Sequence[str]]) -> PlaceMatcher:
    """Return the matcher of the names of places.

    Args:
        names: For each region, its names and adjectives in every form.
        towns: For each region, its towns in every form.
    """
    return SpellingMatcher(_spellings(names, towns))


def regions_of(article: Article, matcher: PlaceMatcher) -> tuple[RegionId, ...]:
    """Return the regions of a story.

    A name weighs more than a town or an adjective, the headline more than the body, earlier more than later. The
    venue of a meeting, a consulate's seat, a river and a place of transit count only where nothing else is named, and
    the dateline's town only where the story speaks of «the region» and names none.

    Args:
        article: The parts of the article.
        matcher: The names of regions and towns.

    Returns:
        The regions, the primary one first; empty where none is named.
    """
    people = _people_in(article.headline)
    mentions = [
        *_mentions(article.headline, matcher, _WEIGHT_OF_HEADLINE),
        *_mentions(article.body, matcher, 1.0, len(article.headline), people),
    ]
    of_story = [mention for mention in mentions if mention.is_of_story]
    return _ranked(of_story or mentions or list(_of_dateline(article, matcher)))


def _of_dateline(article: Article, matcher: PlaceMatcher) -> Iterator[_Mention]:
    """Yield the region of the dateline's town, where the story speaks of «the region» without a name.

    A dateline that is a region's own name gives none: a city that is a region is not called one, and agencies write
    about other regions from it.
    """
    if _UNIT_WORD.search(f"{article.headline}\n{article.body[:_HALF_AFTER]}"):
        for match in matcher.matches_in(article.place.title(), placed_tokens(article.place.title())):
            region, mention_type = match.meaning
            if mention_type is MentionType.TOWN:
                yield _Mention(region, mention_type.value, True)


def _spellings(
    names: Mapping[RegionId, Sequence[str]], towns: Mapping[RegionId, Sequence[str]]
) -> Iterator[tuple[tuple[RegionId, MentionType], str]]:
    for region, spellings in names.items():
        for spelling in spellings:
            is_adjective = _ADJECTIVE.fullmatch(spelling.casefold()) is not None
            for form in _romanized(spelling):
                yield (region, MentionType.ADJECTIVE if is_adjective else MentionType.NAME), form
    for region, spellings in towns.items():
        for spelling in spellings:
            for form in _romanized(spelling):
                yield (region, MentionType.TOWN), form


def _romanized(spelling: str) -> Iterator[str]:
    """Yield a name, and in Latin letters also as English writes Russian «-ий» and «й» otherwise: `Zabaikalsk`."""
    yield spelling
    if spelling.isascii() and _LATIN_ENDING.search(spelling):
        yield from (_LATIN_ENDING.sub(ending, spelling) for ending in ("y", "iy"))
    if spelling.isascii() and _LATIN_GLIDE.search(spelling):
        yield _LATIN_GLIDE.sub("i", spelling)


def _ranked(mentions: Sequence[_Mention]) -> tuple[RegionId, ...]:
    weights: dict[RegionId, float] = {}
    for mention in mentions:
        weights[mention.region] = weights.get(mention.region, 0.0) + mention.weight
    ranked = sorted(weights, key=lambda region: -weights[region])
    return tuple(region for region in ranked if weights[region] >= _WEIGHT_OF_PASSING * weights[ranked[0]])


def _mentions(
    text: str,
    matcher: PlaceMatcher,
    weight: float,
    offset: int = 0,
    people: re.Pattern[str] | None = None,
) -> Iterator[_Mention]:
    tokens = placed_tokens(text)
    last_end = 0
    matches = list(matcher.matches_in(text, tokens))
    matches += _town_adjectives(text, tokens, matcher, matches)
    for match in sorted(matches, key=lambda match: match.first):
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        region, mention_type = match.meaning
        # A word before another place belongs to that place: the context begins after it.
        before, after = text[max(last_end, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
        if _is_not_a_place(match, tokens, before, after, text[end : end + 2]):
            continue
        last_end = end
        decayed = weight * mention_type.value / (1 + (start + offset) / _HALF_AFTER)
        if mention_type is MentionType.NAME and _ACTOR_AFTER.match(after):
            decayed *= _WEIGHT_OF_ORIGIN
        if _ACTOR.search(before):
            decayed *= _WEIGHT_OF_ACTOR
            # «Губернатор .. области Иванов» gives the region of the headline's «Иванов».
            if people and people.search(text[max(0, start - 60) : end + 40]):
                decayed *= _WEIGHT_OF_HEADLINED
        is_one_word = match.last - match.first == 1
        yield _Mention(region, decayed, not _is_aside(mention_type, before, after, is_one_word))


def _town_adjectives(
    text: str, tokens: Sequence[PlacedToken], matcher: PlaceMatcher, matches: Iterable[PlaceMatch]
) -> Iterator[PlaceMatch]:
    """Yield the adjectives of towns («воткинский», «сургутские»), as matches; of a sea or a river they are of none."""
    known = {position for match in matches for position in range(match.first, match.last)}
    for position, token in enumerate(tokens):
        adjective = _TOWN_ADJECTIVE.fullmatch(token.folded) if position not in known else None
        if adjective is None or _WATER_AFTER.match(text, token.end):
            continue
        if matcher.meaning_of(f"{adjective['stem']}{adjective['suffix']}ий"):  # «Волжский» is a town by itself
            continue
        meanings = filter(None, map(matcher.meaning_of, _towns_of(adjective["stem"], adjective["suffix"])))
        region = next((region for region, mention_type in meanings if mention_type is MentionType.TOWN), None)
        if region:
            yield SpellingMatch((region, MentionType.TOWN_ADJECTIVE), position, position + 1, token.folded)


def _towns_of(stem: str, suffix: str) -> Iterator[str]:
    """Yield the forms of towns from which an adjective may be made.

    The instrumental of a town in «-ск» is also the prepositional of its adjective; a rating that leaves that form out,
    because it means something else, has no such adjective either.
    """
    yield f"{stem}{suffix}ом"
    if suffix == "цк":
        yield f"{stem}ц"
    elif not stem.endswith(_LIKE_SURNAMES):
        yield stem
    yield from (f"{stem}{ending}" for ending in ("а", "ь"))
    if stem.endswith("ин"):
        yield from (f"{stem[:-2]}{ending}" for ending in ("а", "и"))


def _people_in(headline: str) -> re.Pattern[str] | None:
    """Return a pattern of the surnames in a headline: the second of two words with capitals, without its ending."""
    surnames = re.findall(r"[А-ЯЁ][а-яё]+ ([А-ЯЁ][а-яё]{2,}?)(?:а|у|ым|ом|е|ой|ого|ому|ий|ая)?(?![\w-])", headline)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, surnames))})") if surnames else None


def _is_not_a_place(
    match: PlaceMatch,
    tokens: Sequence[PlacedToken],
    before: str,
    after: str,
    next_two: str,
) -> bool:
    """Return True for a word that only looks like a place: a first name, a street, a legal form before a name."""
    first = tokens[match.first]
    if first.is_in_capitals and match.spelling.isupper() and re.match(r"\s?[«\"“„]", next_two):
        return True
    if match.meaning[1] is not MentionType.TOWN:
        return False
    if not first.is_capital or _NAMESAKE.search(before) or _FIRST_NAME.search(before):
        return True
    is_placed = re.search(r"\b(?:в|во|из|г\.|город\w*|под|через)\s+$", before) is not None
    return match.last - match.first == 1 and not is_placed and _SURNAME.match(after) is not None


def _is_aside(mention_type: MentionType, before: str, after: str, is_one_word: bool) -> bool:
    """Return True for a seat, a venue, a river or a place of transit: the story is not about it."""
    if mention_type in (MentionType.ADJECTIVE, MentionType.TOWN_ADJECTIVE):
        return _NAMED_EVENT.match(after) is not None
    if any(pattern.search(before) for pattern in (_SEAT, _VENUE_BEFORE, _ROUTE, _SHOWN_IN)):
        return True
    if _LOCATIVE.search(before) and _VENUE_AFTER.match(after):
        return True
    return is_one_word and bool(_RIVER.search(before) or _ON_WATER.search(before))
