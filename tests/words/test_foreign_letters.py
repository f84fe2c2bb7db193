"""Marks on Latin letters do not count, and writing without spaces is searched inside its runs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.words.fold import fold
from ratingctl.words.names import NameIndex
from ratingctl.words.search import TextQuery
from ratingctl.words.search_signature import signature_of

Run = Callable[..., Outcome]
Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("São Tomé and Príncipe", "sao tome and principe"), ("Côte d’Ivoire", "cote d ivoire"), ("ERDOĞAN", "erdogan"),
        ("İmamoğlu", "imamoglu"), ("Łódź", "lodz"), ("Ångström", "angstrom"), ("Ærø", "aero"), ("Straße", "strasse"),
        ("Việt Nam", "viet nam"), ("Türkiye", "turkiye"), ("Кижи", "кижи"), ("Йошкар-Ола", "йошкар-ола"), ("Ёлка", "елка"),
        ("Їжак", "їжак"), ("高速鉄道", "高速鉄道"), ("ガス", "ガス"), ("الجزائر", "الجزائر"),
    ],
)  # fmt: skip
def test_latin_letters_lose_their_marks_and_others_keep_them(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("Orban", "Viktor Orbán spoke", "Orbán"),
        ("Orbán", "Viktor Orban spoke", "Orban"),
        ("Strommer", "Minister Strömmer resigned", "Strömmer"),
        ("鉄道", "日本とインドネシアが高速鉄道で合意", "鉄道"),
        ("高速鉄道", "日本とインドネシアが高速鉄道で合意", "高速鉄道"),
        ("الطريق", "افتتاح الطريق الجديد", "الطريق"),
    ],
)
def test_a_query_finds_them_and_its_signature_never_hides_them(query: str, text: str, found: str) -> None:
    asked = TextQuery(query)
    assert asked.matches(text)
    assert [text[start:end] for start, end in asked.ranges(text)] == [found]
    assert asked.might_match(signature_of([text]))


def test_a_name_is_known_without_its_marks() -> None:
    index = NameIndex({"st": ("São Tomé and Príncipe",), "ci": ("Cote d'Ivoire",)})
    assert index.keys_for("Sao Tome and Principe") == ["st"]
    assert index.keys_for("Côte d’Ivoire") == ["ci"]


@pytest.mark.parametrize(
    ("name", "asked"), [("Côte d'Ivoire", "cote d'ivoire"), ("日本", "日本"), ("مصر", "مصر"), ("Türkiye", "turkiye")]
)
def test_units_with_such_names_are_scored_found_and_printed(
    write: Write, ratingctl: Run, tmp_path: Path, name: str, asked: str
) -> None:
    draft = "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"
    title = "title: 'Orbán と高速鉄道で合意'"
    north = SMALL["2026/north.yaml"].replace("title: Piles are driven for the bridge", title)
    regions = SMALL["regions.yaml"].replace("South Island", json.dumps(name, ensure_ascii=False))
    root = write({"regions.yaml": regions, "2026/edition.yaml": draft, "2026/north.yaml": north})
    assert ratingctl("--root", root, "score", asked, "9").code == 0
    assert name in ratingctl("--root", root, "tiers").out
    for query in ("Orban", "鉄道"):
        found = json.loads(ratingctl("--root", root, "find", query, "-f", "json").out)
        assert "north-works" in json.dumps(found)
    page = tmp_path / "page.html"
    assert ratingctl("--root", root, "report", "2026", "-o", page).code == 0
    assert "const PLAIN" in page.read_text()
