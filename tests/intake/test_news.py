"""Collections of short news of our own: what a draft may say of each, and what has to stay empty.

`news.yaml` has one trap each, `news_in_full.yaml` has them in the manner of different outlets. A field that is right says what is allowed; an empty one is asked about; a wrong one is a
fault. Fields that may stay empty although the text says more are counted, and their number is held.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from known import TODAY, gazetteer
from ruamel.yaml import YAML

from ratingctl.intake.draft import Draft, draft_from


def collection(name: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load(Path(__file__).with_name(name)))


def fields_of(draft: Draft) -> dict[str, str]:
    return {
        "region": draft.regions[0] if draft.regions else "",
        "date": draft.date.text if draft.date else "",
        "kind": draft.kind or "",
    }


def verdicts(row: dict[str, Any]) -> dict[str, str]:
    return judged(row, draft_from(row["text"], gazetteer(), TODAY))


def judged(row: dict[str, Any], draft: Draft) -> dict[str, str]:
    """Whether each field of a draft is right, empty or wrong."""
    verdict_of = {}
    for name, value in fields_of(draft).items():
        allowed = row.get(name, "")
        words = [str(word) for word in (allowed if isinstance(allowed, list) else [allowed])]
        verdict_of[name] = "right" if value in words else "wrong" if value else "empty"
    for name, values in (("partners", draft.partners), ("amounts", draft.amounts)):
        if name in row:
            allowed = [str(value) for value in row[name]]
            has_other = any(value not in allowed for value in values)
            verdict_of[name] = "wrong" if has_other else "right" if len(values) == len(allowed) else "empty"
    return verdict_of


@pytest.mark.parametrize(
    ("name", "texts", "most_wrong", "most_empty"), [("news.yaml", 110, 3, 9), ("news_in_full.yaml", 240, 0, 11)]
)
def test_the_collection_is_read_as_a_careful_person_does(
    name: str, texts: int, most_wrong: int, most_empty: int
) -> None:
    """What is known to be misread of some 370 and 790 fields, and what is asked though a careful person would know."""
    news = collection(name)
    found = {(row["trap"], row["text"], field): verdict for row in news for field, verdict in verdicts(row).items()}
    wrong = {place for place, verdict in found.items() if verdict == "wrong"}
    counts = Counter(found.values())
    assert len(news) >= texts
    assert counts["wrong"] <= most_wrong, wrong
    assert counts["empty"] <= most_empty
