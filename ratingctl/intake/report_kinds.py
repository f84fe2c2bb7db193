"""Classify sentences of reports, which tell in the present tense what goes on: «экспортируется», «действует», `ships`.

The trigger words of news (`kind_triggers`) look for what has just been done; these come after them.
"""

import re
from functools import cache

_FLOW = r"(?:экспорт|импорт|поставк|отгрузк|вывоз|перевозк|продаж|закупк)"
_TOTAL = r"(?:товарооборот|об[ъь][её]м|турпоток|поток|доля|число)"
_NEAR = r"[^.;]{0,60}?"
_MARKET = r"(?:рын(?:ок|ком|ка)|партн[её]р\w*|покупател\w+|направлени\w+|поставщик\w*|инвестор\w*)"
_GREATEST = r"(?:главн|основн|важн|важнейш|крупн|крупнейш|ключев)\w+"

_RULES: tuple[tuple[str, str], ...] = (
    ("stall", r"\bне (?:превратил|стал|перешл|пош[её]л|вышел|вышл|реализован|реализовал|завершен|завершил|материализ"
              r"|сопровожда|подкрепл|заработал|привел|наш[её]л|нашл)\w*|\bдал[её]к\w* от (?:реализаци|завершени)"
              r"|\bисчез\w*\b[^.;]{0,40}\bповестк|\bостал(?:ся|ась|ось|ись) (?:на (?:стади|уровн|бумаг)|лишь|только"
              r"|разговор|намерени|деклараци)\w*|\b(?:без|нет|не видно)\b[^.;]{0,30}(?:продвижени|прогресс|подвижек"
              r"|признак|развити|подтвержден)\w*|\bмедленнее\b|\bзастопор\w+|\bзатих\w*|\bбуксу\w+"
              r"|\b(?:no sign|remained? (?:on paper|talk)|came to nothing|stalled|no progress|not (?:been )?(?:built"
              r"|begun|started|implemented)|yet to (?:begin|start))\b"),
    ("statement", r"\b(?:ожида|предполага|запланирова|намеч)\w+|\b(?:scheduled|planned|expected)\b"),
    ("indicator", rf"\b(?:рост|прирост|снижени|падени|увеличени|сокращени|спад)\w*\b{_NEAR}(?:{_FLOW}|{_TOTAL})"
                  rf"|\b(?:раст[её]т|растут|увеличива\w+|снижа\w+|сокраща\w+)\b{_NEAR}(?:{_FLOW}|{_TOTAL})"
                  r"|\bрекордн\w+\b[^.;]{0,60}\b(?:об[ъь][её]м|показател|урожа|уров)\w*"
                  rf"|\b{_GREATEST}\s(?:[\w-]+\s){{0,3}}{_MARKET}|\b{_MARKET}\b[^.;]{{0,30}}\b{_GREATEST}\b"
                  r"|\bзанима\w+\b[^.;]{0,30}\bмест|\b(?:доля|приходится)\b[^.;]{0,60}%|\bдо \d+ ?%"
                  r"|\b(?:инвестировал|вложил|создано|произв[её]л|произвел\w*|выпустил\w*)\b[^.;]{0,60}\d"
                  r"|\b(?:largest|main|biggest|top) (?:\w+ ){0,2}(?:market|partner|buyer|supplier)s?\b"
                  r"|\b(?:accounts? for|share of)\b"),
    ("delivery", rf"\b(?:осуществля|ве[дл]|ид|налаж|налад|начал|возобнов|продолжа|проход)\w*\b{_NEAR}{_FLOW}"
                 rf"|\b{_FLOW}\w*\b[^.;]{{0,40}}\b(?:осуществля|вед|ид[её]т|идут|начал|возобновл|налаж)\w*"
                 r"|\b(?:экспортиру|импортиру|поставля|отгружа|вывоз|отправля|продава|продаё)\w+"
                 r"|\b(?:exports?|ships?|supplies|sells?|are shipped|is shipped|are exported|is exported)\b"),
    ("commissioning", r"\b(?:налади|освои|начал|запуст|откры)\w*\b[^.;]{0,40}(?:выпуск|сборк|производств|переработк)"
                      r"|\b(?:began|started|launched) (?:\w+ )?production\b"),
    ("construction_start", r"\b(?:стро|возвод|сооруж|реконструир|модернизир|реализу)"
                           r"\w*?(?:ится|ятся|ется|ются|ит|ят|ет|ут|ют)\b"
                           r"|\b(?:ид[её]т|вед[её]т|вед[её]тся|ведут|продолжа\w+|участву\w+ в|участи\w+ в)\b[^.;]{0,40}"
                           r"\b(?:строительств|сооружени|реконструкц|модернизац|возведени|реализаци|создани)"
                           r"|\bconstruction\b[^.;]{0,60}\b(?:began|started|continues|goes on|is under way)\b"
                           r"|\b(?:under construction|is being built|are being built|is building|are building)\b"),
    ("operation", r"\b(?:работа|действу|функциониру|выпуска|обслужива|курсиру|лета|ход|эксплуатиру|использу|примен"
                  r"|производ|собира|перерабатыва|аренду|обуча|сотруднича|проход|принадлеж|контролиру|владе|участву)"
                  r"(?:ет|ют|ит|ят|ется|ются|ится|ятся|ат|ает|ают)\b|\b(?:оста[её]т|остают)ся\b"
                  r"|\bсохраня(?:ет|ют)(?:ся)?\b"
                  r"|\b(?:operates?|works?|runs?|remains?|serves?|produces?|employs?|is in use|owns?)\b"),
    ("talks", r"\b(?:обсужда|изуча|прорабатыва|рассматрива|предлага|вед[уё]тся переговор|проявля\w+ интерес"
              r"|заинтересован)\w*"
              r"|\b(?:under discussion|being discussed|considers?|explor(?:es|ing))\b"),
)  # fmt: skip


def report_kind_in(sentence: str) -> str | None:
    """Return the kind of the event that a sentence of a report tells; None where no rule matches.

    Args:
        sentence: The sentence, in which no trigger word of news was met.

    Returns:
        An id of `ratingctl.domain.kinds.KINDS`; the first rule that matches decides.
    """
    return next((kind for kind, pattern in _patterns() if pattern.search(sentence)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules as compiled patterns; they are compiled when the first table is read."""
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)
