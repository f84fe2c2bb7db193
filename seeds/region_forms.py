"""Writes editions/forms.yaml: every region's names in the grammatical cases of running text.

A development tool, run as `python seeds/region_forms.py` after a change to editions/regions.yaml. It needs
pymorphy3 and ruamel.yaml; the committed file was made with pymorphy3 2.0.6 and its dictionary 2.4.417150.

The forms of a region are casefolded and stand in this order: the name, then each alias, in the genitive,
dative, accusative, instrumental and prepositional singular; then the bare adjectives («амурский», «амурскую»)
in every gender and number. The nominative names and aliases are not repeated, they stand in regions.yaml.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from ruamel.yaml import YAML

EDITIONS = Path(__file__).resolve().parent.parent / "editions"
HEADER = """\
# yaml-language-server: $schema=.schemas/forms.json
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
INDECLINABLE = frozenset({"Саха", "Марий", "Эл"})

# Words that pymorphy3 takes for feminine nouns or for adjectives; the forms stand in the order of CASES.
EXCEPTIONS = {
    "Приамурье": ("Приамурья", "Приамурью", "Приамурье", "Приамурьем", "Приамурье"),
    "Приангарье": ("Приангарья", "Приангарью", "Приангарье", "Приангарьем", "Приангарье"),
    "Прииртышье": ("Прииртышья", "Прииртышью", "Прииртышье", "Прииртышьем", "Прииртышье"),
}

ADJECTIVE_GENDERS = {
    "ая": "femn",
    "ий": "masc",
    "ый": "masc",
    "ой": "masc",
    "ое": "neut",
    "ее": "neut",
}

# Kinds of region whose first word, the adjective, is also used alone: «амурские аграрии».
ADJECTIVAL_REGIONS = frozenset({"область", "край", "АО"})

# Adjectives that do not point to one region: of a city and its oblast («московский»), of two regions
# («алтайский»), ordinary words («приморские порты», «еврейская община»), or in names of streets, districts
# and factories everywhere («кировский»).
AMBIGUOUS_ADJECTIVES = frozenset({"московский", "алтайский", "приморский", "еврейский", "кировский"})

# Adjectives that the name of the region does not hold.
FURTHER_ADJECTIVES = {
    "kemerovo": ("кузбасский",),
    "khmao": ("югорский",),
    "krasnodar": ("кубанский",),
    "moscow-oblast": ("подмосковный",),
    "saint-petersburg": ("санкт-петербургский", "петербургский", "питерский"),
    "yamal": ("ямальский",),
}


def main() -> None:
    """Reads regions.yaml and writes forms.yaml beside it.

    Raises ValueError when a form could mean two regions; nothing is written then.
    """
    names = names_by_region(EDITIONS / "regions.yaml")
    morph = MorphAnalyzer(lang="ru")
    forms = {region: region_forms(morph, region, own) for region, own in names.items()}
    if found := list(collisions(names, forms)):
        raise ValueError("a form that means two regions: " + "; ".join(found))
    text = HEADER + "".join(flow_entry(region, own) for region, own in forms.items())
    (EDITIONS / "forms.yaml").write_text(text, encoding="utf-8", newline="\n")


def names_by_region(path: Path) -> dict[str, list[str]]:
    """Returns the name and the aliases of every region, in the order of the file."""
    data = YAML(typ="safe", pure=True).load(path)
    return {str(region): [str(entry["name"]), *map(str, entry.get("aliases") or ())] for region, entry in data.items()}


def region_forms(morph: MorphAnalyzer, region: str, names: list[str]) -> list[str]:
    """Returns the forms of one region, casefolded, each once, without the names themselves."""
    forms = [inflected(morph, name, case) for name in names for case in CASES]
    nominatives = {name.casefold() for name in names}
    unique = dict.fromkeys(form for form in map(str.casefold, forms) if form not in nominatives)
    for adjective in adjectives(morph, region, names[0]):
        unique.update(dict.fromkeys(adjective_forms(morph, adjective)))
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


def collisions(names: dict[str, list[str]], forms: dict[str, list[str]]) -> Iterator[str]:
    """Yields a line for every name or form that two regions share once ё and dashes are folded."""
    owners: dict[str, str] = {}
    for region, own in names.items():
        for word in [*own, *forms[region]]:
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
    gender = ADJECTIVE_GENDERS.get(word[-2:])
    if gender is None:
        return inflected_parse(noun_parse(morph, word), case)
    if case == "accs" and gender != "femn":
        # Regions are inanimate; pymorphy3 would give the animate «автономного».
        return word
    return inflected_parse(adjective_parse(morph, word), gender, "sing", case)


def adjective_parse(morph: MorphAnalyzer, word: str) -> Parse:
    """Returns the reading of a word as an adjective in the nominative."""
    return readings(morph, word, "ADJF", "nomn")[0]


def noun_parse(morph: MorphAnalyzer, word: str) -> Parse:
    """Returns the reading of a word as a noun in the nominative singular, as a place name if there is one."""
    nouns = readings(morph, word, "NOUN", "nomn", "sing")
    return next((parse for parse in nouns if "Geox" in parse.tag), nouns[0])


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
