"""Classify the kind of an event by trigger words of the headline, then of the first sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ratingctl.intake.article import Article, sentences_of
from ratingctl.intake.english_kinds import ENGLISH_RULES, NOT_BEFORE_A_TIME
from ratingctl.words.alphabet import is_latin
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem

_SENTENCES = 4
_SIGNED = frozenset({"agreement", "memorandum", "contract", "ceremony"})
_DONE = frozenset({"delivery", "commissioning", "logistics_link", "construction_start", "trial_delivery", "permit"})
_WEAK = "statement"
_WISHED = re.compile(r"\bхотел[аио]? бы\b|\bwould like\b", re.IGNORECASE)
_NEAR = r"[^.!?;]{0,60}?"
_EVENT = r"(?:форум|выставк|ярмарк|фестивал|конференц|экспо(?!рт)|симпозиум|конгресс|салон\b|презентац|стенд)"
_WORKS = (
    r"(?:завод|цех|фабрик|комбинат|производств|предприяти|лини[яию]|терминал|центр|склад|комплекс|станци|парк|объект)"
)
_ROUTE = (
    r"(?:маршрут|рейс|сообщени|авиалини|переход|пункт\w* пропуска|движени|мост|паром|переправ|коридор|канатн\w+ дорог)"
)

# Future passives and wishes are removed before results are looked for.
_PLANNED = re.compile(
    r"\b(?:будет|будут|может быть|могут быть|должн\w+ быть|если|планируе\w+,? что|ожидается,? что|предполагается,? что)"
    r"[^.!?;,]{0,80}"
    r"|\b(?:will|would|(?-i:may)|might|could|should|if|to (?:be|build|invest|open|launch|ship|supply|export|start"
    r"|expand|produce"
    r"|sign|create|set up))\b[^.!?;,]{0,80}",
    re.IGNORECASE,
)
# «Не начали», «не заключён», `did not sign`: a trigger that is denied never gives its own kind.
_NOT_BEFORE = re.compile(
    r"(?:\b(?:так и )?не|\bни|\b(?:did|does|do|has|have|was|were|is|are) not|n't|\bnever)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_NOT_INSIDE = re.compile(r"\bне\s+(?!только\b|менее\b|более\b|раньше\b|позднее\b|исключ)|\bnot\b", re.IGNORECASE)
# A question, a condition, an anniversary: nothing has happened now.
_UNREAL = re.compile(
    r"\?\s*[»\"]?$|\bбы\b|\bлет назад\b|\byears (?:ago|since)\b|\banniversary\b|\bвместо\b|\binstead of\b"
    r"|\bwould(?: not|n't)? have\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:(?<!не )ран(?:ее|ьше)|прежде|напомним|в прошлом году|год назад|лет назад|earlier|previously|last year)\b",
    re.IGNORECASE,
)
_DENIED_KINDS = frozenset({"stall", "delay", "correction"})
"""The kinds of which a denial is a part."""

# The first match decides. Results need what has been done: past tense and short participles, never infinitives or
# nouns, so that «планирует запустить» and «обсудили запуск» are not taken for a launch.
_RULES: tuple[tuple[str, str], ...] = (
    ("correction", r"опроверг\w*|\bуточнени\w+\s*:|\bden(?:y|ies|ied)\b|\bcorrection\s*:"),
    ("delay", r"\bне (?:раньше|ранее)\s+(?:\d|[\w]+ \d{4}|весн|лет|осен|зим|конца|начала)"),
    ("stall", r"(?:так и )?не (?:был\w* )?(?:построен|запущен|открыт|введ[её]н|начат|достроен|сдан)[аоы]?\b"
              r"|\bтак и не \w+(?:л|ла|ло|ли|лся|лась|лось|лись)\b|\bне получил\w* (?:развити"
              r"|продолжени)"
              r"|\bне пош[её]л\w* дальше|\bнет признаков\b|\bни (?:одного|одной|одна|один)\b[^.!?;]{0,40}\bне\b"
              r"|\b(?:was|has) never (?:been )?(?:built|opened|launched)"),
    ("cancellation", r"\bотмен(?:[её]н\w*|ил\w*)\b|расторг(?:ли|ла|нут\w*|)\b"
                     r"|отказал(?:ся|ись|ась)\s+(?:от\b|\w+(?:ть|ться|ти)\b)"
                     r"|\bcancel(?:s|l?ed)\b|\bscrapped\b|\bcalled off\b|\bpull(?:s|ed) out\b"),
    ("delay", r"\bперен(?:ес[её]н\w*|ес(?:ли|ла|)|[её]с)\b[^.!?;]{0,60}?(?:срок|на (?:\d|конец|начало|весн|осен|лето"
              r"|зим|год"
              r"|квартал|месяц|более поздн|следующ|неопредел))"
              r"|\bсрок\w*[^.!?;]{0,60}?\b(?:перен(?:ес[её]н\w*|ес(?:ли|ла|)|[её]с)|сдвинул\w*|сдвинут\w*"
              r"|сорван\w*)\b"),
    ("relocation", r"\bперен(?:ес[её]н\w*|ес(?:ли|ла|)|[её]с)\b[^.!?;]{0,50}?\b(?:в|во|на)\s+(?:[а-яё]+\s)?[«А-ЯЁ]"
                   r"|\bпереехал\w*|релоцирова\w+"),
    ("delay", r"\bперен(?:ес[её]н[аоы]?|ес(?:ли|ла|)|[её]с)\b|\bотлож(?:ен\w*|ил\w*)\b|откладыва\w+|затягива\w+"
              r"|\bзатянул\w*"
              r"|\bсорван[аоы]?\b|задержива(?:ет|ют)ся|\bотста\w+ от графика|\bpostpone[sd]?\b|\bdelayed\b"
              r"|\bpushed back\b"),
    ("suspension", r"\bприостан(?:овлен\w*|овил\w*|авлива\w+)|\bзаморо(?:жен\w*|зил\w*)"
                   r"|\bостанов(?:лен[аоы]?|ил[аи]?)\b[^.!?;]{0,40}?(?:работ|производств|строительств|завод"
                   r"|реализаци)|\bsuspend(?:s|ed)\b|\bfroze(?:n)?\b|\bhalt(?:s|ed)\b"),
    ("closure", r"\bзакры(?:т[аоы]?|л[аи]?|лся|лась|лось|лись)\b(?![^.!?;]{0,30}(?:форум|выставк|сделк|фестивал))"
                r"|\bликвидирова(?:н\w*|л\w*)|\bпрекра(?:тил\w*|щен\w*)[^.!?;]{0,40}?(?:работ|производств"
                r"|деятельност|выпуск|сборк)|\b(?:shut|close[sd]?) down\b|\bclosed\b"),
    ("dispute", r"\bподал\w* (?:в суд|иск)|\bиск\w* к\b|\bарбитражн\w+ суд|\bвзыска(?:л|н)\w*|судебн\w+ спор"
                r"|\bсуд(?:ится|ятся)\b|\bоспор\w+|\bоспарива\w+|\bsue[sd]?\b|\blawsuit\b"),
    ("scope_cut", r"\b(?:сократил\w*|сокращ[её]н\w*|урезал\w*|урезан\w*)\s[^.!?;]{0,40}?"
                  r"(?:проект|мощност|инвестиц|программ|вложени)"),
    ("trial_delivery", r"\b(?:пробн|тестов|испытательн|опытн)\w+ (?:\w+ ){0,2}(?:парти|рейс|поставк|отправк"
                       r"|контейнер|поезд"
                       r"|отгрузк|перевозк|груз)|\b(?:trial|test|pilot) (?:\w+ )?(?:shipment|flight|batch|train"
                       r"|delivery)"),
    ("ceremony", r"\b(?:заложи(?:л|ли|ла)|заложен[аоы]?|закладк\w+|заклад\w+)\b[^.!?;]{0,50}?(?:кам[ен]|капсул)"
                 r"|\b(?:перв|памятн|закладн)\w+ кам[ен]\w+|\bкапсул\w+ (?:времени|с послани)"
                 r"|\bfoundation stone\b|\bgroundbreaking\b|\bfirst stone\b"),
    ("memorandum", r"\b(?:подпис(?:ал|ан)|заключ(?:ил|[её]н(?!и)))\w*[^.!?;]{0,90}?"
                   r"(?:меморандум|(?:протокол|соглашени)\w* о намерени|дорожн\w+ карт)"
                   r"|соглашени\w* о намерени[^.!?;]{0,90}?(?:подпис|заключ)\w*"
                   r"|\bsign\w*[^.!?;]{0,60}?(?:memorandum|\bMoU\b|letter of intent)"
                   r"|(?:меморандум|протокол\w* о намерени)[^.!?;]{0,90}?подпис(?:ал|ан)\w*"
                   r"|\bзаключил\w*[^.!?;]{0,40}?меморандум"),
    ("contract", r"\b(?:подпис(?:ал|ан)|заключ(?:ил|[её]н(?!и)))\w*[^.!?;]{0,90}?(?:контракт|договор(?!ен)|сделк)"
                 r"|(?:контракт|договор(?!ен)|сделк)\w*[^.!?;]{0,60}?(?:подпис(?:ал|ан)|заключ(?:ил|[её]н(?!и)))\w*"
                 r"|\b(?:купил|приобрел|приобр[её]л)\w*\s[^.!?;]{0,40}?(?:акци|дол[яию]|завод)|\bвыиграл\w* тендер"
                 r"|\bполучил\w*\s(?:[\w-]+\s){0,2}заказ\b|\b(?:созда|учреди)\w+[^.!?;]{0,30}?совместн\w+ предприяти"
                 r"|\bsign\w*[^.!?;]{0,60}?\bcontract|\bcontract[^.!?;]{0,40}?\bsigned\b"
                 r"|\bw[io]ns?\b[^.!?;]{0,30}\bcontract"),
    ("agreement", r"\b(?:подпис(?:ал|ан)|заключ(?:ил|[её]н(?!и)))\w*"
                  r"|\bдоговорил(?:ась|ись|ся)\b|\bусловил(?:ась|ись|ся)\b"
                  r"|\bдостиг\w+[^.!?;]{0,30}?договор[её]нност\w*|договор[её]нност\w+[^.!?;]{0,30}?достиг\w+"
                  r"|\b(?:верну(?:лся|лась|лись)|прив[её]з\w*)[^.!?;]{0,60}?\bсоглашени"
                  r"|\bстал[аио]? [^.!?;]{0,20}побратим"
                  r"|\bsign(?:s|ed)?\b|\bagree(?:s|d)\b|\breach(?:es|ed)? (?:an )?agreement"),
    ("exhibition", rf"\b(?:открыл(?:ся|ась|ись)|стартовал\w*|прош(?:[её]л|ла|ли)|проходит|завершил\w+"
                   rf"|начал\w*)\b{_NEAR}{_EVENT}|\bоткры\w+\s(?:[\w-]+\s){{0,2}}дн(?:и|ей)\s+[А-ЯЁа-яё]"
                   rf"|\b(?:показал|выставил)(?:а|и|о)?(?:сь|ся)?\s(?:в|на|во)\s+[А-ЯЁ]"
                   rf"|{_EVENT}\w*{_NEAR}\b(?:открыл(?:ся|ась|ись)|стартовал\w*|прош(?:[её]л|ла|ли)|проходит"
                   rf"|завершил\w+)"),
    ("logistics_link", rf"\b(?:откры(?:л[аи]?|лся|лась|лось|т[аоы]?)|запущен[аоы]?|запусти(?:л|ла|ли)"
                       rf"|возобнов(?:ил\w*|лен\w*)"
                       rf"|начал(?:ся|ась|ось|ись)|стартовал\w*|заработал\w*)\b{_NEAR}{_ROUTE}"
                       rf"|{_ROUTE}\w*{_NEAR}\b(?:открыт[аоы]?|открыл(?:ся|ась|ось|ись)|запущен[аоы]?"
                       rf"|возобнов(?:ил\w*|лен\w*)"
                       r"|заработал\w*)\b"
                       r"|\b(?:перв|прям|регулярн)\w+\s(?:[\w-]+\s){0,2}(?:рейс|поезд|паром|автобус)\w*"
                       r"|\b(?:first|direct|regular) (?:\w+ )?(?:flight|train|ferry|service)\b"
                       r"|\b(?:launch|open)(?:es|ed|s)?\b[^.!?;]{0,40}?(?:route|flight|crossing|bridge|corridor)"),
    ("progress", r"\bготовност\w*[^.!?;]{0,60}?\d+(?:[.,]\d+)?\s*(?:%|процент)|\bсмонтирова(?:н|л)\w*"
                 r"|\bготов[аоы]?\s+на\s+\d|\bпродолжа\w+\s(?:[\w-]+\s){0,2}(?:строительств|стройк|возведени|монтаж)"
                 r"|\d\s*(?:%|percent|per cent) (?:complete|ready)"),
    ("operation", r"\bпродолжа(?:ет|ют|ется|ются)\s(?:[\w-]+\s){0,2}(?:работ|выпуск|поставк|поставлять|экспорт"
                  r"|действ|эксплуат)"
                  r"|\bоста[её]тся в эксплуатации|\bпо-прежнему (?:работает|действует|поставляет)"
                  r"|\bcontinues? to (?:operate|work|run)\b|\bremains? in operation\b"),
    ("construction_start", r"\b(?:нача(?:л|ла|ли|лся|лась|лось|лись|то|ты)|приступил\w*|стартовал\w*|развернул\w*"
                           r"|идут|вед[её]тся"
                           r"|вышли на)\b[^.!?;]{0,50}?(?:строительств|строить\b|стройк|возведени|монтаж"
                           r"|земляны\w+ работ|свай)"
                           r"|(?:строительств|стройк|монтаж|возведени)\w*[^.!?;]{0,60}?\b(?:началось|начался"
                           r"|начат[оаы]?"
                           r"|вед[её]тся|стартовал\w*|ид[её]т)\b"
                           r"|\b(?:began|begins?|start(?:s|ed))\b[^.!?;]{0,40}?(?:construction|building)\b"
                           r"|\b(?:breaks|broke) ground\b"
                           r"|\bзаби(?:ли|та|л|ты)\b[^.!?;]{0,30}?сва|\b(?:залит|залили"
                           r"|возвел|возвед)"
                           r"\w*|\bстро(?:ится|ятся|ит|ят)\b"),
    ("expansion", r"\b(?:расшири(?:л|ла|ли|лся|лась)|расширен[аоы]?|нарастил\w*|модернизирова(?:л|ла|ли|н|на|но|ны))\b"
                  r"|\b(?:увеличи(?:л|ла|ли)|удвои(?:л|ла|ли))\b[^.!?;]{0,30}?(?:мощност|производств|выпуск)"
                  r"|\b(?:запущен|открыт|введен|запустил|открыл|ввел)\w*[^.!?;]{0,30}?втор\w+ очеред"
                  r"|\bвв[её]л\w*[^.!?;]{0,30}?втор\w+ очеред"
                  r"|\bexpand(?:s|ed)\b|\bsecond phase\b[^.!?;]{0,30}\b(?:opened|launched)"),
    ("commissioning", rf"\b(?:запустил[аи]?|запущен[аоы]?|открыл[аи]?|открыт[аоы]?|ввел[аи]?|вв[её]л|введ[её]н[аоы]?"
                      rf"|пущен[аоы]?"
                      r"|открыл(?:ся|ась|ось|ись)|заработал[аои]?|построен[аоы]?|построил[аи]?|достроил[аи]?"
                      r"|достроен[аоы]?)\b"
                      r"(?!\s(?:[\w-]+\s){0,2}(?:новые возможности|конкурс|при[её]м|перспектив|набор|запис"
                      r"|регистраци|курс|сезон|ваканси"
                      r"|дн(?:и|ей)\b|рын(?:ок|ка)))"
                      r"|\b(?:open|launch)(?:s|es|ed)\b|\bput into operation\b|\bcommissioned\b"
                      rf"|\bнача(?:л|ла|ли|ло) (?:работу|выпуск|производств\w+|работать"
                      rf"|выпускать)\b(?![^.!?;]{{0,30}}(?:мисси|{_EVENT}))"
                      rf"|{_WORKS}\w*{_NEAR}\bвыш(?:ел|ла|ло|ли) на (?:полную|проектную) мощност"),
    ("visit", r"\bпринял[аи]?\b[^.!?;]{0,30}?(?:посл(?:а|ов)\b|делегаци|консул|гост(?:я|ей)|мисси)"),
    ("indicator", r"\b(?:trade|exports?|imports?|turnover|shipments|deliveries)\b[^.!?;]{0,60}?"
                  r"\b(?:rose|grew|fell|dropped|doubled|increased|declined|exceeded)\b|"
                  r"\b(?:товарооборот|оборот|экспорт|импорт|торговл|турпоток|грузооборот|перевалк|объ[её]м|поставк"
              r"|выпуск|вывоз"
                  r"|перевоз|грузопоток|доля|продаж)\w*[^.!?;]{0,90}?\b(?:вырос|выросл|увелич(?:ил|ен)|возрос|снизил"
                  r"|упал|сократил"
                  r"|состав(?:ил|ляет)|превыс|достиг|прибавил|поднял|раст[её]т|растут|удвоил|перевалил)\w*"
                  r"|\b(?:вырос|выросл|увелич(?:ил|ен)|возрос|снизил|упал|сократил|прибавил|нарастил)\w*[^.!?;]{0,60}?"
                  r"(?:товарооборот|экспорт|импорт|торговл|турпоток|грузооборот|перевалк|поставк|вывоз|оборот|продаж)"),
    ("permit", r"\b(?:прош(?:[её]л|ла|ло|ли)|получил\w*)\b[^.!?;]{0,40}?экспертиз\w*|\bположительн\w+ заключени"
               r"|\b(?:допустил|допущен)\w*|\bполучил\w*[^.!?;]{0,30}?доступ\w* на рын|\bоткрыл\w* рын"
               r"|\b(?:approved|licen[sc]ed|allowed|permitted)\b|\breceives? (?:a )?(?:licen[sc]e|permit)"),
    ("delivery", r"\b(?:ship(?:s|ped)|export(?:s|ed)|deliver(?:s|ed)|suppli(?:es|ed))\b"
                 r"|\bпринял[аи]?\b[^.!?;]{0,40}?(?:контейнер|груз|судн|парти)"
                 r"|\bнача(?:л|ла|ли|ты|то)\s(?:[\w-]+\s){0,2}(?:поставк|поставлять|отгрузк|экспорт)"
                 r"|\b(?:отправил[аи]?|отправлен[аоы]?|отгрузил[аи]?|отгружен[аоы]?|экспортировал[аи]?"
                 r"|экспортирован[аоы]?|доставил[аи]?"
                 r"|доставлен[аоы]?|поставлен[аоы]?|вывез(?:ла|ли|ен\w*|)|экспортирует|экспортируют|поставляет"
                 r"|поставляют)\b"
                 r"|\b(?:поставил[аи]?)\b(?![^.!?;]{0,20}(?:задач|вопрос|цел|подпис|точк|рекорд))"
                 r"|\b(?:прибыл[аио]?|пришл[аио]|приш[её]л|отправил(?:ся|ась|ись)|уш[её]л|ушл[аио]"
                 r"|поступил[аио]?)\b[^.!?;]{0,50}?"
                 r"(?:парти|груз|контейнер|состав|эшелон|поезд|автобус|автомобил|техник)"
                 r"|\b(?:парти|груз|контейнер|состав|эшелон|поезд)\w*[^.!?;]{0,60}?\b(?:прибыл|приш|отправил|ушл"
                 r"|уш[её]л|поступил)\w*"),
    ("permit", r"\bразреш(?:ил\w*|ен[аоы]?|[её]н)\b|\bполучил[аи]?\b[^.!?;]{0,40}?(?:разрешени|лицензи|аккредитаци"
               r"|право|допуск"
               r"|статус резидента)|\bстал[аи]?\b[^.!?;]{0,20}?резидент|\b(?:выделен|отведен"
               r"|предоставлен)\w*[^.!?;]{0,30}?участ"
               r"|\bаккредитован\w*|\bодобрил[аи]?\b"),
    ("statement", r"\bпригла(?:сил|ш[её]н)\w*|\b(?:plans?|intends?|expects?|aims?|proposes?|wants?)\b"
                  r"|\bхотел[аио]? бы\b"
                  r"|\b(?:to|will) (?:be|build|invest|open|launch|ship|supply|export|start|expand|produce|sign"
                  r"|create|set up)\b"
                  r"|\b(?:планиру\w+|намерен[аоы]?|намереваются|готов(?:ится|ятся)|собира(?:ется|ются)|прорабатыва\w+"
                  r"|рассматрива\w+"
                  r"|рассчитыва\w+"
                  r"|хотят|хочет|предлож(?:ил|ен)\w*|предлага\w+|готов[аы]?\b[^.!?;]{0,30}?(?:стро|постро|созда|влож"
                  r"|инвест)\w*)"),
    ("talks", r"\b(?:ищет|ищут)\s(?:[\w-]+\s){0,2}(?:партн|инвест|покупател|поставщик)|\bdiscuss(?:es|ed)?\b"
              r"|\btalks\b|\bm[eo]e?ts? with\b"
              r"|\bпереговор\w*|\bобсу(?:дил|жда|жден)\w*|\bдоговарива(?:ются|ется)\b|\bвстрети(?:лся|лась|лись)\b"
              r"|\b(?:рабоч\w+|делов\w+|онлайн-?) ?встреч\w*|\bпровел[аи]? встреч\w*|\bкругл\w+ стол\w*"),
    ("visit", r"\bvisit(?:s|ed)?\b|\bdelegation\b|\bделегаци\w+|\bбизнес-мисси\w+|\bвизит\w*|\bпосетил\w*"
              r"|\bпобывал\w*|\bприехал\w*|\bпоехал\w*"
              r"|\bпоездк\w+"
              r"|\bприбыл\w*|\bознакомил(?:ся|ась|ись)"),
    ("exhibition", rf"\b{_EVENT}\w*|\bпредставил[аи]? (?:продукци|проект|товар)\w*"),
    ("statement", r"\b(?:построят|построит|создадут|создаст|откроют|откроет|откроется|запустят|запустит|появится"
                  r"|появятся|начн[её]т"
                  r"|начнут|начн[её]тся|поедет|поедут|полетит|полетят|пойд[её]т|пойдут|выпустит|выпустят|отправит"
                  r"|отправят|приедет|приедут|посетит|посетят"
                  r"|покажет|покажут|поставят|собер[её]т|соберут|будет|будут|станет|станут|может|могут|планы"
                  r"|инвестирует|вложит|вложат"
                  r"|увеличит|поставит)\b"
                  r"|\bзаинтересован\w*|\bинтерес\w* к\b|\bобъявил\w*|\bанонсирова\w+"),
)  # fmt: skip


def kind_of(article: Article) -> str | None:
    """Return the kind of the event that an article reports.

    Args:
        article: The parts of the article.

    Returns:
        An id of `ratingctl.domain.kinds.KINDS`; None where no rule matches.
    """
    headline_kind = kind_in(article.headline)
    if headline_kind and headline_kind != _WEAK:
        return headline_kind
    sentences = [text for text in sentences_of(article.body[:4000])[:_SENTENCES] if not _EARLIER.search(text)]
    kinds = [kind_in(sentence) for sentence in sentences]
    if headline_kind:
        # «Будут сотрудничать» or «планируют», says the headline, and the text that this has been signed or sent.
        return next((kind for kind in kinds[:2] if kind in _SIGNED or kind in _DONE), headline_kind)
    if _is_denied(article.headline) or article.headline.rstrip().endswith("?"):
        return None
    return next((kind for kind in kinds if kind), None)


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
    is_english = is_latin(segment)
    if is_english and _not_before_a_time().search(segment):
        return "delay"
    done = _PLANNED.sub(" ", segment)
    for kind, pattern in _patterns(is_english):
        text = segment if kind == _WEAK else done
        for match in pattern.finditer(text):
            if kind in _DENIED_KINDS or not _is_denied_at(text, match):
                return kind
    return None


def triggers_in(text: str, kind: str) -> list[tuple[int, int]]:
    """Return where the trigger words of a kind stand in a text: offsets of the first character and after the last."""
    rules = _patterns(is_latin(text), kind)
    return [match.span() for _, pattern in rules for match in pattern.finditer(text)]


def _is_denied(segment: str) -> bool:
    """Return True if a sentence has a trigger, and denies or only supposes it."""
    has_trigger = any(pattern.search(segment) for _, pattern in _patterns(is_latin(segment)))
    return has_trigger and (_NOT_INSIDE.search(segment) is not None or _UNREAL.search(segment) is not None)


def _is_denied_at(text: str, match: re.Match[str]) -> bool:
    return bool(_NOT_BEFORE.search(text[max(0, match.start() - 40) : match.start()]) or _NOT_INSIDE.search(match[0]))


def _patterns(is_english: bool, kind: str = "") -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the rules of a language, all or those of a kind, as patterns; each is compiled when it is come to."""
    for known, pattern in ENGLISH_RULES if is_english else _RULES:
        if kind in ("", known):
            yield known, _compiled(pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _not_before_a_time() -> re.Pattern[str]:
    return re.compile(NOT_BEFORE_A_TIME, re.IGNORECASE)
