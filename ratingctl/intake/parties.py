"""Extract parties: names in quotes, Latin names, and organisations that the rating knows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ratingctl.intake.spelling_matcher import SpellingMatcher, placed_tokens, slug_spellings
from ratingctl.words.alphabet import is_latin
from ratingctl.words.fold import fold

_MOST = 15
_LONGEST_NAME = 70
_MOST_WORDS = 7
_QUOTED = re.compile(r"«([^«»\n]{2,80})»|“([^“”\n]{2,80})”|\"([^\"\n]{2,80})\"|„([^„“\n]{2,80})“")
# Words before a quoted name that is not an organisation: an event, a programme, a thing, a medium.
_NO_PARTY = re.compile(
    r"\b(?:форум|выставк|ярмарк|фестивал|симпозиум|конференц|саммит|конгресс|диалог|кругл\w+ стол|тем[аеуы]|програм"
    r"|проект|конкурс|преми|акци[ия]|сери|пут[иь]|мост|газопровод|нефтепровод|трасс|маршрут|экспресс|поезд|судн"
    r"|теплоход"
    r"|контейнеровоз|ледокол|балкер|танкер|сухогруз|паром|лайнер|катер|яхт|траулер|краболов|корабл|самол[её]т|фильм"
    r"|книг|песн|газет|журнал|агентств|телеканал|портал|сайт|издани|канал|девиз|лозунг"
    r"|оэз|тор|тосэр|зон[аеуы]|\w*парк|кластер|площадк|маршрут|лини[яию]|закон|постановлени|указ|приказ|бренд"
    r"|марк[аиуо]"
    r"|модел[ьи]|масл|сыр|м[её]д|вин[оа]|пив[оа]|ча[йя]|вод[аы]|сорт|лекарств|препарат|номинаци|сесси|секци"
    r"|стратеги|доклад|план|поняти|термин|звани|орден|систем|пиш\w+|сообщ\w+|переда[её]\w+)"
    r"\w*\W*(?:[\w-]+\s+){0,1}$",
    re.IGNORECASE,
)
_ROUTE = re.compile(r"[А-ЯЁA-Z][\w .-]+(?:\s+[–—-]\s+[А-ЯЁA-Z][\w .-]+)+")
_ABOUT = re.compile(r"(?:О|Об|Обо|On)\s+[а-яёa-z]")
# A name in another case is none that may be written down: «Представители «Деловой России»».
_OBLIQUE = re.compile(r"[А-ЯЁ][а-яё]+(?:ой|ого|ому|ыми?|ими|их|ых)(?:\s|$)")
_NOMINATIVE_AFTER = re.compile(
    r"\b(?:компани|завод|фирм|групп|корпораци|холдинг|банк|фонд|предприяти|комбинат|фабрик|концерн|трест|союз|ассоциаци"
    r"|организаци|агрохолдинг|оператор|производител|университет|институт|порт|застройщик|инвестор)\w*\s+$",
    re.IGNORECASE,
)
# «С «Росагролизингом»», «глава «Ростеха»», «к «Ростеху»»: a noun in the case that the word before it wants. Foreign
# names in «-и» and «-ье» are not declined.
_IN_ITS_CASE = tuple(
    (re.compile(rf"\b(?:{words})\s+$", re.IGNORECASE), re.compile(rf"[А-ЯЁ].*[а-яё](?:{endings})"))
    for words, endings in (
        (r"с|со|между", r"ом|ем|ём|ой|ей|ью|ым|им|ами|ями"),
        (
            r"у|от|для|из|без|глав[аыуе]|главой|\w*директор\w*|представител\w+|руководител\w+|президент\w*"
            r"|основател\w+|совладел\w+|специалист\w+|площадк\w+|стенд\w*",
            r"а|я|ы|ов",
        ),
        (r"к|ко|по", r"у|ю|ам|ям"),
        (r"о|об|в|во|на|при", r"[^иь]е|ах|ях"),
    )
)
# «Спрос растёт», — отметил он; он сказал: «Спрос растёт». Words of a person, not the name of a firm.
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:\n])\s*$")
_SPEAKER_FOLLOWS = re.compile(r"\s*,\s*[—–-]\s")
_SENTENCE_ENDS = re.compile(r"\s*(?:[.!?…]|$)", re.MULTILINE)
_SAYING = re.compile(r"(?:Мы|Я|Вы|Они|Он|Она|Это|Нам|Нас|У нас|Не|Да|Нет|Будем|We|I|They|It|This|No|Yes)\s")
_DATIVE = re.compile(r"[А-ЯЁ][А-ЯЁа-яё-]*[бвгджзклмнпрстфхцчшщ]у")
_IS_A_THING = re.compile(r"\s*[—–-]\s*это\b")
_FORM = r"(?:ООО|АО|ПАО|ЗАО|ОАО|НПО|ГК|УК|ТД|ГУП|ФГУП|МУП|СПК|КФХ|НПП|ПК|ТПК)"
_FORM_BEFORE = re.compile(rf"\b{_FORM}\s+$")
_AFTER_FORM = re.compile(rf"\b{_FORM}\s+(?P<name>[А-ЯЁ][\w-]+(?:\s+(?:[А-ЯЁ][\w-]+|\d+)){{0,3}})")
_LATIN_WORD = r"(?!(?:Co|Ltd|Inc|Corp|LLC)\b)[A-Z][A-Za-zÀ-ž0-9'’&-]*"
_LATIN = re.compile(
    rf"(?<![\w@./:-]){_LATIN_WORD}(?:(?:\s+(?:&|and|of|for|de)\s+|\s+|\s*&\s*){_LATIN_WORD})*"
    r"(?:,?\s+(?:Co|Ltd|Inc|Corp|LLC)\b\.?)*(?![\w@])"
)
_FIRM_WORD = (
    r"(?:Ltd|Limited|Inc|Corp|Corporation|LLC|PLC|plc|GmbH|AG|SA|NV|Co|Group|Holdings?|Lines|Airlines|Airways|Railways"
    r"|Bank|University|Institute|Industries|Motors|Energy|Steel|Cement|Foods|Ports?|Authority|Agency|Fund"
    r"|Partners)\b\.?"
)
_ENGLISH_FIRM = re.compile(
    r"(?<![\w@./:-])(?!(?:The|A|An|In|On|At|By|Its|Their|This|Then|When|While|After|Before|But|And|Since"
    r"|For|With|From|Under|Both|Also|Last|Next|Meanwhile|Yesterday|Today)\s)"
    r"[A-Z][\w&'’-]*(?:\s+(?:&\s+|of\s+|and\s+)?[A-Z][\w&'’-]*){0,4}?"
    rf"(?:,?\s+{_FIRM_WORD})+"
)
_MODEL_NUMBER = re.compile(r"[ -]?\d+(?:(?<=\d{2})-\d{2}|[A-ZА-Я])")
_FEWEST_WORDS = 4
_ROMAN = re.compile(r"[IVXLC]+")
_NO_NAME = re.compile(
    r"it|ai|vr|ar|tv|pr|hr|ok|id|vip|led|usb|gps|cng|lng|suv|ceo|covid|covid-19|teu|https?|www|co|ltd|iso|gmp|haccp"
    r"|b2b|g2g|expo|telegram|youtube|date|vk|rss|pdf|html|fob|cif|spa|bim|5g|3d",
    re.IGNORECASE,
)
_ENDINGS = ("", "а", "у", "ом", "е", "ы", "и", "ой", "ю", "я", "ем", "ей", "ами", "ах")
_SHORTEST_STEM = 4


class _Mention(NamedTuple):
    """A name in a text with its offsets."""

    start: int
    end: int
    name: str


class KnownOrganisations:
    """The organisations that the rating knows.

    Args:
        organisations: For each organisation, its spellings.
    """

    def __init__(self, organisations: Mapping[str, Sequence[str]]) -> None:
        self._matcher = SpellingMatcher(slug_spellings(organisations))
        self._first = {slug: spellings[0] for slug, spellings in organisations.items() if spellings}
        self._slugs = {fold(spelling): slug for slug, spelling in slug_spellings(organisations)}
        # One-word Cyrillic names are matched in every case, by their stems.
        self._stems = {
            _stem(folded): slug for folded, slug in self._slugs.items() if re.fullmatch(r"[а-я-]{5,}", folded)
        }

    def name_of(self, name: str) -> str:
        """Return the first spelling of the organisation with this name; the name itself where none is known."""
        folded = fold(name)
        slug = self._slugs.get(folded) or self._inflected(folded)
        return self._first[slug] if slug else name

    def mentions_in(self, text: str) -> Iterator[_Mention]:
        """Yield the mentions of known organisations, with a capital, for many have the name of a common thing."""
        tokens = placed_tokens(text)
        for match in self._matcher.matches_in(text, tokens):
            start, end = tokens[match.first].start, tokens[match.last - 1].end
            if tokens[match.first].is_capital or text[start].isdigit():
                yield _Mention(start, end, match.spelling)
        for token in tokens:
            # At the beginning of a sentence a capital is no evidence of a name.
            if token.is_capital and not re.search(r"(?:^|[.!?\n])\s*$", text[max(0, token.start - 3) : token.start]):
                slug = self._inflected(token.folded)
                if slug:
                    yield _Mention(token.start, token.end, self._first[slug])

    def _inflected(self, folded: str) -> str | None:
        """Return the slug of the organisation with this inflected one-word name; None where none is known."""
        for ending in _ENDINGS:
            stem = folded.removesuffix(ending) if ending else folded
            if folded.endswith(ending) and len(stem) >= _SHORTEST_STEM and stem in self._stems:
                return self._stems[stem]
        return None


def parties_in(text: str, known: KnownOrganisations) -> tuple[str, ...]:
    """Return the parties that a text names.

    Args:
        text: The article.
        known: The organisations that the rating knows; of each the first spelling is returned.

    Returns:
        Each once, in the order of the text.
    """
    mentions = sorted(
        [*_quoted(text), *_after_forms(text), *_latin(text), *known.mentions_in(text)],
        key=lambda mention: (mention.start, mention.start - mention.end),
    )
    names: dict[str, str] = {}
    end = 0
    for mention in mentions:
        if mention.start < end:
            continue
        end = mention.end
        name = known.name_of(mention.name)
        names.setdefault(fold(name), name)
        if len(names) == _MOST:
            break
    return tuple(names.values())


def _stem(folded: str) -> str:
    return folded[:-1] if folded[-1] in "аяеьйоы" else folded


def _quoted(text: str) -> Iterator[_Mention]:
    for match in _QUOTED.finditer(text):
        name = next(group for group in match.groups() if group).strip()
        if _is_a_name(name) and not _is_not_a_party(text, match.start(), match.end()):
            yield _Mention(match.start(), match.end(), name)


def _is_not_a_party(text: str, start: int, end: int) -> bool:
    """Return True if the words around a quoted name make it an event or a thing; a legal form makes it a firm."""
    before = text[max(0, start - 45) : start]
    if _FORM_BEFORE.search(before):
        return False
    name = text[start + 1 : end - 1]
    if _OBLIQUE.match(name) and not _NOMINATIVE_AFTER.search(before):
        return True
    if _DATIVE.fullmatch(name) and not _NOMINATIVE_AFTER.search(before):
        return True
    if any(word.search(before) and form.fullmatch(name) for word, form in _IN_ITS_CASE):
        return True
    return bool(_NO_PARTY.search(before) or _IS_A_THING.match(text, end) or _is_speech(text, start, end))


def _is_speech(text: str, start: int, end: int) -> bool:
    """Return True if a quotation is a sentence that somebody says: it begins one, and a speaker or its end follows."""
    if not _SENTENCE_BEGINS.search(text[max(0, start - 3) : start]):
        return False
    if _SPEAKER_FOLLOWS.match(text, end):
        return True
    others = text[start + 1 : end - 1].split()[1:]
    return len(others) >= 2 and all(word.islower() for word in others) and bool(_SENTENCE_ENDS.match(text, end))


def _is_a_name(name: str) -> bool:
    """Return True for what may be a name, not a saying or an address: few words, a capital first, no sentence."""
    return (
        len(name) <= _LONGEST_NAME
        and len(name.split()) <= _MOST_WORDS
        and (name[0].isupper() or name[0].isdigit())
        and any(letter.isalpha() for letter in name)
        and not re.search(r"[!?…:;]|[а-яё]\.|,\s[а-яё]|,$", name)
        and not _ROUTE.fullmatch(name)
        and not _ABOUT.match(name)
        and not _SAYING.match(name)
        and not re.fullmatch(r"[\w-]+\.[a-zа-я]{2,6}", name, re.IGNORECASE)
    )


def _after_forms(text: str) -> Iterator[_Mention]:
    for match in _AFTER_FORM.finditer(text):
        yield _Mention(match.start(), match.end(), match["name"])


def _latin(text: str) -> Iterator[_Mention]:
    """Yield the names in Latin letters; of an English text only those that a word of their own makes a firm."""
    if is_latin(text):
        yield from _english(text)
        return
    for match in _LATIN.finditer(text):
        if _MODEL_NUMBER.match(text, match.end()):  # a machine, not who makes it
            continue
        name = match[0].strip(" ,&-'’")
        words = [word for word in name.split() if not _ROMAN.fullmatch(word)]
        if len(name) > 1 and not all(map(_NO_NAME.fullmatch, words)):
            yield _Mention(match.start(), match.end(), name)


def _english(text: str) -> Iterator[_Mention]:
    """Yield the firms and institutions of an English text: `Baltic Cargo Ltd`, `Hellenic Lines`.

    In a headline where most words have capitals, a capital is no sign of a name.
    """
    start = 0
    for line in text.split("\n"):
        words = re.findall(r"[A-Za-z]{4,}", line)
        is_title = line.rstrip()[-1:] not in (".", "!", "?") and len(words) >= _FEWEST_WORDS
        if not is_title or sum(word[0].isupper() for word in words) * 2 <= len(words):
            for match in _ENGLISH_FIRM.finditer(line):
                yield _Mention(start + match.start(), start + match.end(), match[0].strip())
        start += len(line) + 1
