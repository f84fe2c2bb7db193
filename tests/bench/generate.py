"""Write a rating of any size: Russian text of the real editions' sentences, about 680 bytes an event.

Run by hand: `python3 -m uv run python tests/bench/generate.py FOLDER EVENTS [SEED]`. The same arguments give the same
bytes. The shapes that the benchmarks use, regions x editions x events on a page:

    1,400      70 x  2 x 10    the size of the real rating
    10,000    100 x  5 x 20
    100,000   250 x 10 x 40
    1,000,000 1000 x 20 x 50   a hundred countries of ten provinces over twenty years

The last edition is a draft of the year `LAST_YEAR`; on `DAY` about 2 % of the projects need a look. The other promises
were called off, kept within two years, or moved in the last edition.
"""

import random
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ratingctl.words.fold import fold

REAL = Path(__file__).resolve().parents[2] / "editions"
LAST_YEAR = 2026
DAY = date(LAST_YEAR, 11, 20)
SHAPES = {1_400: (70, 2, 10), 10_000: (100, 5, 20), 100_000: (250, 10, 40), 1_000_000: (1000, 20, 50)}
_CODE = "0123456789abcdefghjkmnpqrstvwxyz"
_SOURCES = 200
_PLAIN_TEXT = re.compile(r"(?:title|text): ([А-Я][^:#'\"\[\]{}]{30,240})\n")

_PLAIN = ("talks", "visit", "exhibition", "indicator", "delivery", "mention", "logistics_link")
_PROMISE = ("statement", "memorandum", "agreement", "ceremony", "contract")
_PROGRESS = ("agreement", "contract", "permit", "construction_start", "trial_delivery", "scope_cut")
_RESULT = ("delivery", "commissioning", "logistics_link", "expansion")
_END = ("cancellation", "relocation", "closure")
_OUTCOMES = ("plain", "called off", "kept", "alive", "silent")
_SHARES = (55, 22, 8, 13, 2)

_BEGINNINGS = ("Верхне", "Нижне", "Северо", "Южно", "Старо", "Ново", "Красно", "Бело", "Камено", "Усть-", "Средне",
               "Восточно", "Западно", "Черно", "Велико", "Мало", "Сине", "Тихо", "Горно", "Приозёрно")  # fmt: skip
_STEMS = ("реч", "гор", "лес", "озёр", "поль", "бор", "бреж", "камен", "луж", "дол", "мор", "степ", "холм", "остров",
          "ключ", "яр", "руч", "клён", "берёз", "дуб", "сосн", "ольх", "пихт", "ветл", "рудн", "медн", "сол", "стан",
          "торг", "мост", "дым", "звон", "тум", "рос", "ветр", "снеж", "лед", "град", "пруд", "топ")  # fmt: skip
_SYLLABLES = ("лун", "цзян", "хуа", "шэн", "тай", "дун", "фэн", "гуан", "мин", "юань", "цин", "бэй", "нань", "синь",
              "чжун", "ань", "лян", "хэ", "пин", "шань", "кай", "дэ", "ли", "бао", "цзинь", "жун", "тянь", "хай")  # fmt: skip
_THINGS = ("Завод", "Терминал", "Технопарк", "Склад", "Переход", "Маршрут", "Комплекс", "Центр", "Линия", "Фабрика",
           "Поставки", "Разрез", "Тепличный комплекс", "Логистический узел", "Индустриальный парк", "Мост")  # fmt: skip
_UNITS = ("млн рублей", "млрд рублей", "тыс. тонн", "рабочих мест", "га", "тыс. кв. м")


class Item(NamedTuple):
    """One event to be written."""

    name: str
    month: int
    id: str
    lines: str


def main() -> None:
    """Write a rating into the folder that is named."""
    folder, events, *seed = sys.argv[1:]
    write_rating(Path(folder), int(events.replace("_", "")), int(seed[0]) if seed else 1)


def write_rating(root: Path, events: int, seed: int = 1) -> None:
    """Write a rating.

    Args:
        root: The folder to fill.
        events: How many events, one of `SHAPES`.
        seed: Of all that is random.
    """
    regions, editions, on_page = SHAPES[events]
    chance = random.Random(seed)
    writer = _Writer(chance, on_page, [LAST_YEAR - editions + 1 + number for number in range(editions)])
    names = [f"{start}{stem}ская область" for stem in _STEMS for start in _BEGINNINGS]
    names += [f"{start}{stem}ский край" for stem in _STEMS for start in _BEGINNINGS]
    ids = [f"oblast-{number:04}" for number in range(1, regions + 1)]
    chance.shuffle(names)
    _write(root / "rating.yaml", _settings())
    _write(root / "regions.yaml", "".join(_unit(*row) for row in zip(ids, names, range(1, regions + 1), strict=False)))
    _write(root / "sources.yaml", "".join(f"press-{n}:\n  title: Областная газета {n}\n" for n in range(_SOURCES)))
    _write(root / "organisations.yaml", "".join(f"{key}: [{names}]\n" for key, names in writer.organisations()))
    for year in writer.years:
        before = f"previous: {year - 1}\n" if year > writer.years[0] else ""
        state = "draft" if year == LAST_YEAR else "published"
        head = f"title: Рейтинг {year} года\nperiod: {year}\ncutoff: {year}-12-31\nstate: {state}\n{before}"
        _write(root / str(year) / "edition.yaml", head)
    for region in ids:
        for year, text in writer.pages(region):
            (root / str(year) / f"{region}.yaml").write_text(text, encoding="utf-8")


class _Writer:
    """Writes the pages of one region after the other."""

    def __init__(self, chance: random.Random, on_page: int, years: list[int]) -> None:
        self.years = years
        self._chance = chance
        self._on_page = on_page
        self._sentences = sorted(
            {found for path in REAL.rglob("*.yaml") for found in _PLAIN_TEXT.findall(path.read_text(encoding="utf-8"))}
        )
        self._companies = sorted({"".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(4000)})

    def organisations(self) -> Iterator[tuple[str, str]]:
        """Some companies under two names."""
        for number, name in enumerate(self._companies[:300]):
            yield f"company-{number}", f"{name}, {name} Групп"

    def pages(self, region: str) -> Iterator[tuple[int, str]]:
        """A region's page for each year."""
        chance = self._chance
        room = dict.fromkeys(self.years, self._on_page)
        items: dict[int, list[Item]] = {year: [] for year in self.years}
        checks: dict[int, list[str]] = {year: [] for year in self.years}
        taken: set[int] = set()
        number = 0
        for first in self.years:
            while room[first]:
                number += 1
                name = f"{chance.choice(_THINGS)} «{chance.choice(self._companies)}» {number}"
                story = self._story(first, room)
                ids: list[str] = []
                for year, month, kind in story:
                    room[year] -= 1
                    code = _new_code(chance, taken)
                    ids.append(f"{region}-{code}")
                    items[year].append(Item(name, month, ids[-1], self._event(ids, name, year, month, kind)))
                if chance.random() < 0.12:
                    last = story[-1][0]
                    found = "news" if last == LAST_YEAR else "nothing"
                    checks[last].append(f"- event: {ids[0]}\n  date: {last}-12\n  by: редакция\n  found: {found}\n")
        for year in self.years:
            yield year, self._page(region, items[year], checks[year])

    def _story(self, first: int, room: dict[int, int]) -> list[tuple[int, int, str]]:
        """Year, month and kind of each event of one project; a promise that finds no room to end is none."""
        chance = self._chance
        later = [year for year in self.years if year > first and room[year]]
        outcome = chance.choices(_OUTCOMES, _SHARES)[0]
        month = chance.randint(1, 9)
        if outcome == "alive" and room[LAST_YEAR] > (first == LAST_YEAR):
            return [(first, month, chance.choice(_PROMISE)), (LAST_YEAR, 10, chance.choice(_PROGRESS))]
        if outcome == "called off" and later:
            middle = [(year, chance.randint(1, 12), chance.choice(_PROGRESS)) for year in later[:1] if len(later) > 1]
            return [(first, month, chance.choice(_PROMISE)), *middle, (later[len(middle)], 12, chance.choice(_END))]
        if outcome == "kept" and LAST_YEAR - 1 in later:
            return [(first, month, chance.choice(_PROMISE)), (LAST_YEAR - 1, 12, chance.choice(_RESULT))]
        if outcome == "silent" and first < LAST_YEAR:
            return [(first, month, chance.choice(_PROMISE))]
        years = [first, *(year for year in later[:3] if chance.random() < 0.3)]
        return [(year, chance.randint(1, 12), chance.choice(_PLAIN)) for year in years]

    def _event(self, ids: list[str], name: str, year: int, month: int, kind: str) -> str:
        chance = self._chance
        month = min(month, DAY.month) if year == LAST_YEAR else month
        company = chance.choice(self._companies)
        title, *sentences = chance.choices(self._sentences, k=4)
        lines = [f"- id: {ids[-1]}\n  project: {name}\n"]
        if chance.random() < 0.8 or kind in _PROGRESS:
            lines.append(f"  date: {year}-{month:02}\n")
        lines.append(f"  kind: {kind}\n  title: {title[:120].rstrip(' ,–')}, {company}\n")
        if chance.random() < 0.9:
            said = " ".join(f"{text.rstrip('.')}." for text in sentences[: chance.choice((2, 2, 3))])
            lines.append(f"  text: {said}\n")
        if len(ids) > 1:
            lines.append(f"  follows: [{', '.join(ids[-2:-1] if chance.random() < 0.9 else ids[:-1])}]\n")
        if kind in _PROMISE and chance.random() < 0.2:
            lines.append(f"  due: {max(year + 2, LAST_YEAR + 1)}\n")
        if chance.random() < 0.4:
            lines.append(f"  partners: [{company}, {chance.choice(self._companies)} Групп]\n")
        if chance.random() < 0.15:
            lines.append(f"  amounts: [{chance.randint(2, 900)} {chance.choice(_UNITS)}]\n")
        lines.append(f"  sources: [press-{chance.randrange(_SOURCES)}]\n")
        return "".join(lines)

    def _page(self, region: str, items: list[Item], checks: list[str]) -> str:
        items.sort(key=lambda item: (fold(item.name), item.month))
        evidence = ", ".join(item.id for item in items[:2])
        head = f"region: {region}\nscore: {self._chance.randint(1, 10)}\nevidence: [{evidence}]\n"
        tail = "checks:\n" + "".join(sorted(checks)) if checks else ""
        return f"{head}events:\n{''.join(item.lines for item in items)}{tail}"


def _new_code(chance: random.Random, taken: set[int]) -> str:
    number = chance.getrandbits(25)
    while number in taken:
        number = chance.getrandbits(25)
    taken.add(number)
    return "".join(_CODE[number >> shift & 31] for shift in range(20, -1, -5))


def _unit(region: str, name: str, order: int) -> str:
    return f"{region}:\n  name: {name}\n  code: XX-{order:04}\n  district: Округ {order % 8 + 1}\n  order: {order}\n"


def _settings() -> str:
    return (
        "title: Рейтинг для измерений\nlanguage: ru\nscale: {min: 1, max: 10}\ntiers:\n"
        "- {id: high, name: Высокая, from: 7}\n- {id: moderate, name: Умеренная, from: 4}\n"
        "- {id: low, name: Низкая, from: 1}\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
