"""English news for a rating of countries: what a draft may say of each, and what has to stay empty."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from english import countries
from known import TODAY
from ruamel.yaml import YAML
from test_news import judged

from ratingctl.intake.draft import draft_from
from ratingctl.intake.kind_triggers import kind_in
from ratingctl.words.demonyms import english_forms

NEWS: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("news_en.yaml"))
MOST_WRONG, MOST_EMPTY = 2, 3
"""Of 235 fields: what is known to be misread, and what is asked though a careful person would know."""


def test_english_news_are_read_as_a_careful_person_does() -> None:
    drafts = [(row, draft_from(row["text"], countries(), TODAY)) for row in NEWS]
    found = {(row["trap"], name): verdict for row, draft in drafts for name, verdict in judged(row, draft).items()}
    counts = Counter(found.values())
    assert len(NEWS) >= 70
    assert counts["wrong"] <= MOST_WRONG, {place for place, verdict in found.items() if verdict == "wrong"}
    assert counts["empty"] <= MOST_EMPTY, {place for place, verdict in found.items() if verdict == "empty"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Coal exports to China climb 12 percent.", "indicator"),
        ("Tourist arrivals up 40 percent.", "indicator"),
        ("The plant exports cheese.", "delivery"),
        ("The sides failed to agree peat supplies with buyers.", None),
        ("China clears the plant for exports.", "permit"),
        ("The region inks a deal with Hubei.", "agreement"),
        ("The governor returned with a fish contract.", "contract"),
        ("The governor returned without a contract.", None),
        ("Half of the tram line is finished.", "progress"),
        ("Work is yet to start on the plant.", "stall"),
        ("Plan to build a hotel rejected.", "cancellation"),
        ("The deal fell through.", "cancellation"),
        ("The project was shelved.", "suspension"),
        ("Farmers accuse the buyer of fraud.", "dispute"),
        ("The governor meets the ambassador.", "talks"),
        ("Butter hits shelves.", None),
        ("The port eyes direct flights.", "statement"),
        ("The first direct flight landed.", "logistics_link"),
        ("The shop has started to assemble vans.", "commissioning"),
    ],
)
def test_a_sentence_tells_the_kind(sentence: str, kind: str | None) -> None:
    assert kind_in(sentence) == kind


@pytest.mark.parametrize(
    ("name", "form"),
    [("Kenya", "Kenyan"), ("Netherlands", "Dutch"), ("Texas", "Texan"), ("Alba", "Alban"), ("Ohio", "Ohian")],
)
def test_a_place_has_adjectives(name: str, form: str) -> None:
    assert form in english_forms({"x": (name,)}, {"Kenya": ["Kenyan"], "Netherlands": ["Dutch"]})["x"]


def test_an_adjective_of_two_places_is_of_none() -> None:
    countries_known = {"Dominica": ["Dominican"], "Dominican Republic": ["Dominican"]}
    assert english_forms({"a": ("Dominica",), "b": ("Dominican Republic",)}, countries_known) == {"a": (), "b": ()}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In May 2024 the governor visited Harbin.", "visit"),
        ("On 5 May a contract for rice was signed.", "contract"),
        ("A permit for the bridge was issued in June 2025.", "permit"),
        ("The firm may open a plant.", None),
    ],
)
def test_the_month_of_may_is_no_supposition(sentence: str, kind: str | None) -> None:
    assert kind_in(sentence) == kind
