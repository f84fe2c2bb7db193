"""Writes editions/forms.yaml and cities.yaml: regions' and towns' names in the grammatical cases of running text.

A development tool, run as `python seeds/region_forms.py` after a change to editions/regions.yaml. It needs
pymorphy3 and ruamel.yaml; the committed files were made with pymorphy3 2.0.6 and its dictionary 2.4.417150.

The forms of a region are casefolded and stand in this order: the name, then each alias, in the genitive,
dative, accusative, instrumental and prepositional singular; then the bare adjectives («амурский», «амурскую»)
in every gender and number, and what its people are called («амурчане»). The nominative names and aliases are not
repeated, they stand in regions.yaml.

The forms of a town keep their capitals, because many are also ordinary words («Мирный», «Находка»), and begin with the
nominative. Forms that mean something else more often than the town are left out (HARMFUL_FORMS and
what follows it).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from ruamel.yaml import YAML

EDITIONS = Path(__file__).resolve().parent.parent / "editions"
HEADER = """\
# yaml-language-server: $schema=.schemas/{kind}.json
# Made by seeds/region_forms.py from regions.yaml; not edited by hand.
"""
WIDTH = 118

CASES = ("gent", "datv", "accs", "ablt", "loct")

# Every spelling once: a case that only repeats another one is left out.
ADJECTIVE_FORMS = (
    *(("masc", "sing", case) for case in ("nomn", "gent", "datv", "ablt", "loct")),
    *(("femn", "sing", case) for case in ("nomn", "gent", "accs")),
    ("neut", "sing", "nomn"),
    *(("plur", case) for case in ("nomn", "gent", "ablt")),
)

# pymorphy3 declines «Саха» («Сахи») and does not know «Эл»; «Марий» only looks like an adjective.
# The others are towns, or the last parts of their names, that it declines.
INDECLINABLE = frozenset(
    {"Саха", "Марий", "Эл", "Кастри", "Наки", "Сале", "Таксимо", "Удэ", "Хандагайты", "Шали"},
)

# Words that pymorphy3 takes for nouns or adjectives of another kind, or for people; the forms stand in the order
# of CASES.
EXCEPTIONS = {
    "Приамурье": ("Приамурья", "Приамурью", "Приамурье", "Приамурьем", "Приамурье"),
    "Приангарье": ("Приангарья", "Приангарью", "Приангарье", "Приангарьем", "Приангарье"),
    "Прииртышье": ("Прииртышья", "Прииртышью", "Прииртышье", "Прииртышьем", "Прииртышье"),
    "Агач": ("Агача", "Агачу", "Агач", "Агачем", "Агаче"),
    "Алабуга": ("Алабуги", "Алабуге", "Алабугу", "Алабугой", "Алабуге"),
    "Арамиль": ("Арамили", "Арамили", "Арамиль", "Арамилью", "Арамили"),
    "Бологое": ("Бологого", "Бологому", "Бологое", "Бологим", "Бологом"),
    "Богучаны": ("Богучан", "Богучанам", "Богучаны", "Богучанами", "Богучанах"),
    "Валуйки": ("Валуек", "Валуйкам", "Валуйки", "Валуйками", "Валуйках"),
    "Долгопрудный": ("Долгопрудного", "Долгопрудному", "Долгопрудный", "Долгопрудным", "Долгопрудном"),
    "Кинель": ("Кинеля", "Кинелю", "Кинель", "Кинелем", "Кинеле"),
    "Курчалой": ("Курчалоя", "Курчалою", "Курчалой", "Курчалоем", "Курчалое"),
    "Лиски": ("Лисок", "Лискам", "Лиски", "Лисками", "Лисках"),
    "Могоча": ("Могочи", "Могоче", "Могочу", "Могочей", "Могоче"),
    "Полевской": ("Полевского", "Полевскому", "Полевской", "Полевским", "Полевском"),
    "Семилуки": ("Семилук", "Семилукам", "Семилуки", "Семилуками", "Семилуках"),
    "Сосенский": ("Сосенского", "Сосенскому", "Сосенский", "Сосенским", "Сосенском"),
    "Тербуны": ("Тербунов", "Тербунам", "Тербуны", "Тербунами", "Тербунах"),
    "Толгой": ("Толгоя", "Толгою", "Толгой", "Толгоем", "Толгое"),
    "Туймазы": ("Туймазов", "Туймазам", "Туймазы", "Туймазами", "Туймазах"),
    "Уренгой": ("Уренгоя", "Уренгою", "Уренгой", "Уренгоем", "Уренгое"),
    "Харабали": ("Харабалей", "Харабалям", "Харабали", "Харабалями", "Харабалях"),
    "Шиханы": ("Шихан", "Шиханам", "Шиханы", "Шиханами", "Шиханах"),
    "Шушары": ("Шушар", "Шушарам", "Шушары", "Шушарами", "Шушарах"),
    "Яшкуль": ("Яшкуля", "Яшкулю", "Яшкуль", "Яшкулем", "Яшкуле"),
}

# Towns whose first word is a possessive, or that have a locative of their own.
TOWN_EXCEPTIONS = {
    "Гаврилов Посад": (
        "Гаврилова Посада",
        "Гаврилову Посаду",
        "Гаврилов Посад",
        "Гавриловым Посадом",
        "Гавриловом Посаде",
    ),
    "Зубова Поляна": ("Зубовой Поляны", "Зубовой Поляне", "Зубову Поляну", "Зубовой Поляной", "Зубовой Поляне"),
    "Матвеев Курган": (
        "Матвеева Кургана",
        "Матвееву Кургану",
        "Матвеев Курган",
        "Матвеевым Курганом",
        "Матвеевом Кургане",
    ),
    "Сергиев Посад": ("Сергиева Посада", "Сергиеву Посаду", "Сергиев Посад", "Сергиевым Посадом", "Сергиевом Посаде"),
    "Сосновый Бор": ("Соснового Бора", "Сосновому Бору", "Сосновый Бор", "Сосновым Бором", "Сосновом Бору"),
    "Турий Рог": ("Турьего Рога", "Турьему Рогу", "Турий Рог", "Турьим Рогом", "Турьем Роге"),
}

# Towns that pymorphy3 does not know or takes for people, by the ending that is replaced; in the order of CASES.
REGULAR_ENDINGS = {
    "": ("а", "у", "", "ом", "е"),
    "а": ("ы", "е", "у", "ой", "е"),
    "о": ("а", "у", "о", "ом", "е"),
}
REGULAR_TOWNS = {
    "": frozenset(
        {"Бестях", "Венёв", "Джейрах", "Корсаков", "Кропоткин", "Ломов", "Мар", "Мокшан", "Посьет", "Чаплыгин"}
        | {"Эгвекинот", "Энем", "Эрзин", "Юрьев", "Ях"},
    ),
    "а": frozenset({"Нарткала", "Ола", "Русса", "Ташанта", "Шексна"}),
    "о": frozenset(
        {"Белоусово", "Гродеково", "Есипово", "Кетово", "Козьмино", "Краскино", "Линёво", "Поярково", "Тейково"},
    ),
}

# Forms that are somebody's name, a street's or a company's («улица Кирова», «Владимир», «Свободный порт
# Владивосток»), or another town («Печоры»).
HARMFUL_FORMS = {
    "Александров": frozenset({"Александров", "Александрова", "Александрову"}),
    "Алексин": frozenset({"Алексина", "Алексину"}),
    "Артём": frozenset({"Артём", "Артёма", "Артёму", "Артёмом"}),
    "Балашов": frozenset({"Балашов", "Балашова", "Балашову"}),
    "Владимир": frozenset({"Владимир", "Владимира", "Владимиру", "Владимиром"}),
    "Глазов": frozenset({"Глазова", "Глазову"}),
    "Губкин": frozenset({"Губкина"}),
    "Гусев": frozenset({"Гусев", "Гусева", "Гусеву"}),
    "Касимов": frozenset({"Касимова", "Касимову"}),
    "Киров": frozenset({"Кирова"}),
    "Королёв": frozenset({"Королёв", "Королёва", "Королёву"}),
    "Корсаков": frozenset({"Корсакова"}),
    "Кропоткин": frozenset({"Кропоткина"}),
    "Курчатов": frozenset({"Курчатов", "Курчатова", "Курчатову"}),
    "Печора": frozenset({"Печоры"}),
    "Свободный": frozenset({"Свободный", "Свободного", "Свободному", "Свободным"}),
    "Серов": frozenset({"Серов", "Серова", "Серову"}),
    "Скопин": frozenset({"Скопина", "Скопину"}),
    "Суровикино": frozenset({"Суровикина", "Суровикину"}),
    "Тутаев": frozenset({"Тутаева", "Тутаеву"}),
    "Чайковский": frozenset({"Чайковский", "Чайковского", "Чайковскому", "Чайковским"}),
    "Чаплыгин": frozenset({"Чаплыгина", "Чаплыгину"}),
    "Чехов": frozenset({"Чехов", "Чехова", "Чехову"}),
}

# Towns whose instrumental is an adjective that the news use of something else: «Приволжском федеральном округе»,
# «Каспийском море», «Большом Уссурийском». Drafting takes no adjective of these for the town's region either.
ADJECTIVE_LIKE_TOWNS = frozenset(
    {"Амурск", "Ангарск", "Байкальск", "Балтийск", "Беломорск", "Богородск", "Боровск", "Братск", "Волжск"}
    | {"Воскресенск", "Высоцк", "Гвардейск", "Дзержинск", "Долинск", "Енисейск", "Зеленогорск", "Знаменск"}
    | {"Каспийск", "Комсомольск", "Красногорск", "Крымск", "Кузнецк", "Ленск", "Менделеевск", "Михайловск"}
    | {"Мичуринск", "Озёрск", "Охотск", "Партизанск", "Приволжск", "Приморск", "Саянск", "Светлогорск", "Северск"}
    | {"Советск", "Татарск", "Уссурийск", "Холмск", "Шахтёрск"},
)

# Towns with these endings look like a surname in the genitive and dative («Иванова», «Пушкину»); those two are left
# out where pymorphy3 knows the surname. In the news such towns mostly keep the nominative.
PLACE_ENDINGS = ("ово", "ево", "ёво", "ино")

ADJECTIVE_GENDERS = {
    "ая": "femn",
    "яя": "femn",
    "ий": "masc",
    "ый": "masc",
    "ой": "masc",
    "ое": "neut",
    "ее": "neut",
}
PLURAL_ADJECTIVE_ENDINGS = ("ые", "ие")

# Kinds of region whose first word, the adjective, is also used alone: «амурские аграрии».
ADJECTIVAL_REGIONS = frozenset({"область", "край", "АО"})

# Adjectives that do not point to one region: of a city and its oblast («московский»), of two regions
# («алтайский»), ordinary words («приморские порты», «еврейская община»), or in names of streets, districts
# and factories everywhere («кировский»).
AMBIGUOUS_ADJECTIVES = frozenset({"московский", "алтайский", "приморский", "еврейский", "кировский"})

# Adjectives that the name of the region does not hold.
FURTHER_ADJECTIVES = {
    "adygea": ("адыгейский",),
    "bashkortostan": ("башкирский", "башкортостанский"),
    "buryatia": ("бурятский",),
    "chechnya": ("чеченский",),
    "chukotka": ("чукотский",),
    "chuvashia": ("чувашский",),
    "dagestan": ("дагестанский",),
    "ingushetia": ("ингушский",),
    "kabardino-balkaria": ("кабардино-балкарский",),
    "kalmykia": ("калмыцкий",),
    "karachay-cherkessia": ("карачаево-черкесский",),
    "karelia": ("карельский",),
    "kemerovo": ("кузбасский",),
    "khakassia": ("хакасский",),
    "khmao": ("югорский",),
    "krasnodar": ("кубанский",),
    "mari-el": ("марийский",),
    "mordovia": ("мордовский",),
    "moscow-oblast": ("подмосковный",),
    "north-ossetia": ("североосетинский",),
    "sakha": ("якутский",),
    "saint-petersburg": ("санкт-петербургский", "петербургский", "питерский"),
    "tatarstan": ("татарстанский",),
    "tuva": ("тувинский",),
    "udmurtia": ("удмуртский",),
    "yamal": ("ямальский",),
}

# What the people of a region or its capital are called, where that is no people's name; in the plural.
PEOPLE = {
    "amur": ("амурчане",), "arkhangelsk": ("архангелогородцы",), "astrakhan": ("астраханцы",),
    "altai-krai": ("барнаульцы",), "bashkortostan": ("башкортостанцы", "уфимцы"), "belgorod": ("белгородцы",),
    "bryansk": ("брянцы",), "chelyabinsk": ("челябинцы", "южноуральцы"), "chuvashia": ("чебоксарцы",),
    "dagestan": ("дагестанцы",), "irkutsk": ("иркутяне",), "jewish": ("биробиджанцы",),
    "kaliningrad": ("калининградцы",), "kaluga": ("калужане",), "kamchatka": ("камчатцы",),
    "karelia": ("петрозаводчане",), "kemerovo": ("кузбассовцы", "кемеровчане"), "khabarovsk": ("хабаровчане",),
    "khmao": ("югорчане",), "kirov": ("кировчане",), "kostroma": ("костромичи",),
    "krasnodar": ("кубанцы", "краснодарцы"), "krasnoyarsk": ("красноярцы",), "kurgan": ("курганцы",),
    "kursk": ("куряне",), "lipetsk": ("липчане",), "magadan": ("магаданцы",), "murmansk": ("мурманчане",),
    "nizhny-novgorod": ("нижегородцы",), "novgorod": ("новгородцы",), "novosibirsk": ("новосибирцы",),
    "omsk": ("омичи",), "orenburg": ("оренбуржцы",), "oryol": ("орловцы",), "penza": ("пензенцы",),
    "perm": ("пермяки",), "primorye": ("приморцы",), "pskov": ("псковичи",), "rostov": ("ростовчане",),
    "ryazan": ("рязанцы",), "saint-petersburg": ("петербуржцы",), "sakha": ("якутяне",), "sakhalin": ("сахалинцы",),
    "samara": ("самарцы",), "saratov": ("саратовцы",), "smolensk": ("смоляне",), "stavropol": ("ставропольцы",),
    "sverdlovsk": ("екатеринбуржцы", "свердловчане"), "tambov": ("тамбовчане",), "tatarstan": ("татарстанцы",),
    "tomsk": ("томичи",), "tula": ("туляки",), "tver": ("тверичи",), "tyumen": ("тюменцы",),
    "udmurtia": ("ижевчане",), "ulyanovsk": ("ульяновцы",), "vladimir": ("владимирцы",), "volgograd": ("волгоградцы",),
    "vologda": ("вологжане",), "voronezh": ("воронежцы",), "yamal": ("ямальцы",), "yaroslavl": ("ярославцы",),
    "zabaykalsky": ("забайкальцы", "читинцы"),
}  # fmt: skip
# The last letters of such a word in CASES but the accusative, which is the genitive.
PEOPLE_ENDINGS = {
    "цы": ("цев", "цам", "цами", "цах"),
    "не": ("н", "нам", "нами", "нах"),
    "чи": ("чей", "чам", "чами", "чах"),
    "ки": ("ков", "кам", "ками", "ках"),
}

# English names: of an oblast or krai the part before «Region»; of the others the whole names.
ENGLISH_PARTS = {
    "amur": "Amur", "tula": "Tula", "irkutsk": "Irkutsk", "kaluga": "Kaluga", "nizhny-novgorod": "Nizhny Novgorod",
    "tyumen": "Tyumen", "moscow-oblast": "Moscow", "novosibirsk": "Novosibirsk", "leningrad": "Leningrad",
    "chelyabinsk": "Chelyabinsk", "arkhangelsk": "Arkhangelsk", "kaliningrad": "Kaliningrad", "lipetsk": "Lipetsk",
    "murmansk": "Murmansk", "ulyanovsk": "Ulyanovsk", "kemerovo": "Kemerovo", "vladimir": "Vladimir", "penza": "Penza",
    "ryazan": "Ryazan", "sakhalin": "Sakhalin", "tomsk": "Tomsk", "voronezh": "Voronezh", "rostov": "Rostov",
    "astrakhan": "Astrakhan", "novgorod": "Novgorod", "vologda": "Vologda", "ivanovo": "Ivanovo", "kirov": "Kirov",
    "kostroma": "Kostroma", "orenburg": "Orenburg", "yaroslavl": "Yaroslavl", "sverdlovsk": "Sverdlovsk",
    "kurgan": "Kurgan", "tver": "Tver", "belgorod": "Belgorod", "magadan": "Magadan", "omsk": "Omsk", "pskov": "Pskov",
    "samara": "Samara", "volgograd": "Volgograd", "tambov": "Tambov", "kursk": "Kursk", "oryol": "Oryol",
    "saratov": "Saratov", "bryansk": "Bryansk", "smolensk": "Smolensk", "khabarovsk": "Khabarovsk",
    "krasnodar": "Krasnodar", "krasnoyarsk": "Krasnoyarsk", "perm": "Perm", "altai-krai": "Altai",
    "stavropol": "Stavropol", "kamchatka": "Kamchatka", "zabaykalsky": "Zabaykalsky", "primorye": "Primorsky",
}  # fmt: skip
ENGLISH_UNITS = {"область": ("region", "oblast"), "край": ("territory", "krai", "region")}
ENGLISH_NAMES = {
    "adygea": ("Adygea", "Adyghe"), "altai-krai": (), "altai-republic": ("Altai Republic", "Republic of Altai"),
    "bashkortostan": ("Bashkortostan", "Bashkiria", "Bashkir"), "buryatia": ("Buryatia", "Buryat"),
    "chechnya": ("Chechnya", "Chechen"),
    "chukotka": ("Chukotka",), "chuvashia": ("Chuvashia", "Chuvash"), "dagestan": ("Dagestan", "Dagestani"),
    "ingushetia": ("Ingushetia", "Ingush"),
    "jewish": ("Jewish Autonomous Region", "Jewish Autonomous Oblast"), "kabardino-balkaria": ("Kabardino-Balkaria",),
    "kalmykia": ("Kalmykia", "Kalmyk"), "kamchatka": ("Kamchatka",), "karachay-cherkessia": ("Karachay-Cherkessia",),
    "karelia": ("Karelia", "Karelian"), "khakassia": ("Khakassia", "Khakass"),
    "khmao": ("Yugra", "Khanty-Mansi Autonomous Area"),
    "komi": ("Komi Republic", "Republic of Komi"), "mari-el": ("Mari El",), "mordovia": ("Mordovia", "Mordovian"),
    "moscow": ("Moscow",), "nenets": ("Nenets Autonomous Area",), "north-ossetia": ("North Ossetia",),
    "primorye": ("Primorye", "Maritime Territory"), "saint-petersburg": ("St. Petersburg", "Saint Petersburg"),
    "sakha": ("Yakutia", "Yakut", "Sakha", "Republic of Sakha"), "sakhalin": ("Sakhalin",), "tatarstan": ("Tatarstan",),
    "tuva": ("Tuva", "Tuvan"), "udmurtia": ("Udmurtia", "Udmurt"), "yamal": ("Yamal", "Yamalo-Nenets Autonomous Area"),
    "zabaykalsky": ("Transbaikal Territory", "Trans-Baikal Territory", "Zabaykalye"),
}  # fmt: skip
# The romanisation in which English news write Russian towns (as of the US Board on Geographic Names, simplified).
ROMAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def main() -> None:
    """Reads regions.yaml and writes forms.yaml and cities.yaml beside it.

    Raises ValueError when a form could mean two regions; nothing is written then.
    """
    names = names_by_region(EDITIONS / "regions.yaml")
    towns = towns_by_region(EDITIONS / "regions.yaml")
    morph = MorphAnalyzer(lang="ru")
    forms = {
        region: [*region_forms(morph, region, own), *english_names(region, own[0])] for region, own in names.items()
    }
    cities = {
        region: [form for town in own for form in (*town_forms(morph, town), romanised(town))]
        for region, own in towns.items()
    }
    words = {region: [*own, *forms[region], *cities[region]] for region, own in names.items()}
    if found := list(collisions(words)):
        raise ValueError("a form that means two regions: " + "; ".join(found))
    write("forms", forms)
    write("cities", cities)


def english_names(region: str, name: str) -> Iterator[str]:
    """Yields the names by which English news call a region, casefolded."""
    part = ENGLISH_PARTS.get(region)
    if part:
        for unit in ENGLISH_UNITS[name.split()[-1]]:
            yield f"{part} {unit}".casefold()
    for english in ENGLISH_NAMES.get(region, ()):
        yield english.casefold()


def romanised(town: str) -> str:
    """Returns a town's name in Latin letters, with the capitals of the Russian one."""
    letters = re.sub(r"(?<=[иы])й\b", "", town)
    return "".join(
        roman.capitalize() if letter.isupper() else roman
        for letter in letters
        for roman in [ROMAN.get(letter.lower(), letter)]
    )


def write(kind: str, forms: dict[str, list[str]]) -> None:
    """Writes one of the two files."""
    text = HEADER.format(kind=kind) + "".join(flow_entry(region, own) for region, own in forms.items())
    (EDITIONS / f"{kind}.yaml").write_text(text, encoding="utf-8", newline="\n")


def names_by_region(path: Path) -> dict[str, list[str]]:
    """Returns the name and the aliases of every region, in the order of the file."""
    data = YAML(typ="safe", pure=True).load(path)
    return {str(region): [str(entry["name"]), *map(str, entry.get("aliases") or ())] for region, entry in data.items()}


def towns_by_region(path: Path) -> dict[str, list[str]]:
    """Returns the towns of every region in the nominative, in the order of the file."""
    data = YAML(typ="safe", pure=True).load(path)
    return {str(region): list(map(str, entry.get("cities") or ())) for region, entry in data.items()}


def town_forms(morph: MorphAnalyzer, town: str) -> list[str]:
    """Returns the forms of a town by which a text tells it, capitalised, each once, the nominative first."""
    harmful = HARMFUL_FORMS.get(town, frozenset())
    forms = dict.fromkeys([town, *(inflected_town(morph, town, case) for case in CASES)])
    if town in ADJECTIVE_LIKE_TOWNS:
        harmful |= {inflected_town(morph, town, "ablt")}
    if town.endswith(PLACE_ENDINGS):
        harmful |= {form for form in forms if form[-1] in "ау" and is_surname(morph, form)}
    return [form for form in forms if form not in harmful]


def inflected_town(morph: MorphAnalyzer, town: str, case: str) -> str:
    """Returns a town's name in one case; of «Гусь-Хрустальный» and «Ростов-на-Дону» the first part changes too."""
    if town in TOWN_EXCEPTIONS:
        return TOWN_EXCEPTIONS[town][CASES.index(case)]
    words = []
    for word in town.split():
        first, dash, rest = word.partition("-")
        if rest.startswith("на-"):
            words.append(inflected_town_word(morph, first, case) + dash + rest)
        elif rest[-2:] in ADJECTIVE_GENDERS and rest not in EXCEPTIONS:
            words.append(f"{inflected_town_word(morph, first, case)}-{inflected_town_word(morph, rest, case)}")
        else:
            words.append(first_unchanged(morph, word, case))
    return " ".join(words)


def first_unchanged(morph: MorphAnalyzer, word: str, case: str) -> str:
    """Returns a word in one case of which only the part after the last hyphen changes."""
    start, dash, last = word.rpartition("-")
    return start + dash + inflected_town_word(morph, last, case)


def inflected_town_word(morph: MorphAnalyzer, word: str, case: str) -> str:
    """Returns one word of a town's name in one case, capitalised."""
    for ending, towns in REGULAR_TOWNS.items():
        if word in towns:
            return word.removesuffix(ending) + REGULAR_ENDINGS[ending][CASES.index(case)]
    return inflected_word(morph, word, case).capitalize()


def is_surname(morph: MorphAnalyzer, form: str) -> bool:
    """Tells whether pymorphy3's dictionary has a surname of this form."""
    return any(parse.is_known and "Surn" in parse.tag for parse in morph.parse(form))


def region_forms(morph: MorphAnalyzer, region: str, names: list[str]) -> list[str]:
    """Returns the forms of one region, casefolded, each once, without the names themselves."""
    forms = [inflected(morph, name, case) for name in names for case in CASES]
    nominatives = {name.casefold() for name in names}
    unique = dict.fromkeys(form for form in map(str.casefold, forms) if form not in nominatives)
    for adjective in adjectives(morph, region, names[0]):
        unique.update(dict.fromkeys(adjective_forms(morph, adjective)))
    for people in PEOPLE.get(region, ()):
        unique.update(dict.fromkeys(people_forms(people)))
    return list(unique)


def inflected(morph: MorphAnalyzer, name: str, case: str) -> str:
    """Returns a name in one case; `case` is one of CASES.

    Parts joined by a spaced dash are names of their own («Кемеровской области – Кузбасса»), except after
    «Республика», where everything that follows is an apposition and keeps the nominative («Республики
    Северная Осетия – Алания»).
    """
    head, _, rest = name.partition(" ")
    if head == "Республика" and rest:
        return f"{inflected_word(morph, head, case)} {rest}"
    parts = (part.split() for part in name.split(" – "))
    return " – ".join(" ".join(inflected_word(morph, word, case) for word in part) for part in parts)


def adjectives(morph: MorphAnalyzer, region: str, name: str) -> Iterator[str]:
    """Yields the adjectives that stand for a region by themselves, in the masculine nominative."""
    first, *rest = name.split()
    if rest and rest[-1] in ADJECTIVAL_REGIONS:
        adjective = adjective_parse(morph, first).normal_form
        if adjective not in AMBIGUOUS_ADJECTIVES:
            yield adjective
    yield from FURTHER_ADJECTIVES.get(region, ())


def adjective_forms(morph: MorphAnalyzer, adjective: str) -> Iterator[str]:
    """Yields the forms of an adjective in all genders, numbers and cases, repetitions left out."""
    parse = adjective_parse(morph, adjective)
    for grammemes in ADJECTIVE_FORMS:
        yield inflected_parse(parse, *grammemes)


def people_forms(people: str) -> Iterator[str]:
    """Yields the forms of what the people of a region are called."""
    yield people
    yield from (people[:-2] + ending for ending in PEOPLE_ENDINGS[people[-2:]])


def collisions(words: dict[str, list[str]]) -> Iterator[str]:
    """Yields a line for every name or form that two regions share once ё and dashes are folded."""
    owners: dict[str, str] = {}
    for region, own in words.items():
        for word in own:
            owner = owners.setdefault(folded(word), region)
            if owner != region:
                yield f"«{word}» is {owner} and {region}"


def flow_entry(region: str, forms: Iterable[str]) -> str:
    """Returns one region as a YAML flow list, wrapped between forms at WIDTH columns."""
    lines = [f"{region}: ["]
    start = ""
    for form in forms:
        # One column is kept for the comma or bracket that follows.
        if len(lines[-1]) + len(start) + len(form) + 1 > WIDTH:
            lines[-1] += start.rstrip()
            lines.append("  ")
            start = ""
        lines[-1] += start + form
        start = ", "
    return "\n".join(lines) + "]\n"


def folded(word: str) -> str:
    """Returns a word as the comparison sees it: casefolded, ё as е, one kind of dash, no spaces around it."""
    dashed = word.casefold().replace("ё", "е").replace("–", "-").replace("—", "-")
    return "-".join(part.strip() for part in dashed.split("-"))


def inflected_word(morph: MorphAnalyzer, word: str, case: str) -> str:
    """Returns one word of a name in one case; before a hyphen nothing changes, abbreviations never do."""
    if word in INDECLINABLE or word == word.upper():
        return word
    if word in EXCEPTIONS:
        return EXCEPTIONS[word][CASES.index(case)]
    if "-" in word:
        start, _, last = word.rpartition("-")
        return f"{start}-{inflected_word(morph, last, case)}"
    if word.endswith(PLURAL_ADJECTIVE_ENDINGS):
        # Places are inanimate: the accusative is the nominative.
        return word if case == "accs" else inflected_parse(readings(morph, word, "ADJF", "nomn")[0], "plur", case)
    gender = ADJECTIVE_GENDERS.get(word[-2:])
    if case == "accs" and gender not in (None, "femn"):
        # pymorphy3 would give the animate «автономного».
        return word
    if gender is not None:
        return inflected_parse(adjective_parse(morph, word), gender, "sing", case)
    noun = noun_parse(morph, word)
    return word if case == "accs" and "femn" not in noun.tag else inflected_parse(noun, case)


def adjective_parse(morph: MorphAnalyzer, word: str) -> Parse:
    """Returns the reading of a word as an adjective in the nominative."""
    return readings(morph, word, "ADJF", "nomn")[0]


def noun_parse(morph: MorphAnalyzer, word: str) -> Parse:
    """Returns the reading of a word as a noun in the nominative, as a place name or a singular if there is one."""
    nouns = readings(morph, word, "NOUN", "nomn")
    return min(nouns, key=lambda parse: ("Geox" not in parse.tag, "plur" in parse.tag))


def readings(morph: MorphAnalyzer, word: str, *grammemes: str) -> list[Parse]:
    """Returns the readings of a word that have all the grammemes; raises ValueError if there are none."""
    found = [parse for parse in morph.parse(word) if set(grammemes) in parse.tag]
    if not found:
        raise ValueError(f"«{word}» has no reading {grammemes}; add it to EXCEPTIONS or INDECLINABLE")
    return found


def inflected_parse(parse: Parse, *grammemes: str) -> str:
    """Returns the form of a reading that has all the grammemes; raises ValueError if there is none."""
    form = parse.inflect(set(grammemes))
    if form is None:
        raise ValueError(f"«{parse.word}» has no form {grammemes}; add it to EXCEPTIONS")
    return str(form.word)


if __name__ == "__main__":
    main()
