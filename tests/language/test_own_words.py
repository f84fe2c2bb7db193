"""A rating's own words for its units, in both languages, in screens, booklets, and as they were published."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.language.catalogue import Catalogue
from ratingctl.language.own_words import OwnLanguage, UnitWords
from ratingctl.message import Message

Run = Callable[..., Outcome]
Write = Callable[..., Path]

COUNTRY = OwnLanguage("en", UnitWords(one="country", many="countries", group="continent"))
SCHOOL = OwnLanguage("ru", UnitWords("школа", "школы", "школ", "школы", "район"))
BANK = OwnLanguage("ru", UnitWords("банк", "банка", "банков"))


@pytest.mark.parametrize(
    ("language", "key", "values", "text"),
    [
        (COUNTRY, "count.regions", {"n": 1}, "1 country"),
        (COUNTRY, "count.regions", {"n": 200}, "200 countries"),
        (COUNTRY, "heading.district", {}, "Continent"),
        (COUNTRY, "note.no_scores", {"edition": "2026"}, "No country has a score in edition 2026 yet."),
        (COUNTRY, "page.list", {}, "All countries"),
        (SCHOOL, "count.regions", {"n": 1}, "1 школа"),
        (SCHOOL, "count.regions", {"n": 22}, "22 школы"),
        (SCHOOL, "count.regions", {"n": 83}, "83 школы"),
        (SCHOOL, "count.regions", {"n": 11}, "11 школ"),
        (SCHOOL, "heading.region", {}, "Школа"),
        (SCHOOL, "page.list", {}, "Все школы"),
        (BANK, "page.list", {}, "Весь список"),
        (BANK, "heading.district", {}, "Округ"),
        (OwnLanguage("ru"), "count.regions", {"n": 83}, "83 региона"),
    ],
)
def test_units_are_called_as_the_rating_says(language: str, key: str, values: dict[str, object], text: str) -> None:
    assert Catalogue(language).said(Message(key, values)) == text  # type: ignore[arg-type]


def test_a_status_is_called_as_the_rating_says_also_where_its_name_has_braces() -> None:
    own = OwnLanguage("en", texts={"status.delivered": "kept {promise}"})
    assert Catalogue(own).said(Message("status.inferred", {"status": Message("status.delivered")})) == (
        "kept {promise}? (inferred from silence)"
    )


SETTINGS = """\
unit: {one: country, many: countries, group: continent}
stages: {announced: not begun, underway: in the works}
"""


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("tiers",), ("Rank   Country", "— 1 country")),
        (("tiers", "--full"), ("Country, score (before)",)),
        (("tiers", "-r", "north", "--tier", "low"), ("No country fits the filters.",)),
        (("diff",), ("Country",)),
        (("stale", "--all"), ("near a tier's border",)),
        (("show", "north-bridge"), ("in the works",)),
    ],
)
def test_screens_speak_of_countries(
    write: Write, ratingctl: Run, command: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    root = write({"rating.yaml": SMALL["rating.yaml"] + SETTINGS})
    outcome = ratingctl("--root", root, *command)
    assert outcome.err == ""
    for text in shown:
        assert text in outcome.out
    assert "egion" not in outcome.out


@pytest.mark.parametrize("ending", ["md", "html"])
def test_booklets_speak_of_countries(write: Write, ratingctl: Run, tmp_path: Path, ending: str) -> None:
    root = write({"rating.yaml": SMALL["rating.yaml"] + SETTINGS})
    assert ratingctl("--root", root, "report", "2026", "-o", tmp_path / f"booklet.{ending}").code == 0
    text = (tmp_path / f"booklet.{ending}").read_text()
    shown = {"md": ["in the works"], "html": ["All countries", "Country by country", ">Continent<", "Country, score"]}
    for words in shown[ending]:
        assert words in text


def test_a_status_is_chosen_by_its_own_name(write: Write, ratingctl: Run) -> None:
    root = write({"rating.yaml": SMALL["rating.yaml"] + SETTINGS})
    outcome = ratingctl("--root", root, "stale", "--all", "--status", "in the works", "-f", "json")
    assert [row["project"] for row in json.loads(outcome.out)["projects"]] == ["north-bridge"]


def test_own_words_are_frozen_with_the_edition(write: Write, ratingctl: Run) -> None:
    write()
    root = write(
        {
            "rating.yaml": SMALL["rating.yaml"] + SETTINGS,
            "2025/edition.yaml": "period: 2025\ncutoff: 2025-12-31\nstate: locked\n",
        }
    )
    published = ratingctl("--root", root, "publish", "2025", "--by", "Ann")
    assert published.code == 0, published.err + published.out
    assert "unit: {one: country, many: countries, group: continent}\n" in (root / "2025" / "frozen.yaml").read_text()
    (root / "rating.yaml").write_text(SMALL["rating.yaml"])
    assert "— 1 country" in ratingctl("--root", root, "tiers", "2025").out
    assert ratingctl("--root", root, "verify", "2025").code == 0
