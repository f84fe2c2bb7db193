"""A collection of short news of our own: what a draft may say of each, and what has to stay empty.

`news.yaml` has one trap each. A field that is right says what is allowed; an empty one is asked about; a wrong one is a
fault. Fields that may stay empty although the text says more are counted, and their number is held.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from known import TODAY, gazetteer
from ruamel.yaml import YAML

from ratingctl.intake.draft import Draft, draft_from

NEWS: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("news.yaml"))
MOST_WRONG, MOST_EMPTY = 3, 9
"""Of 368 fields: what is known to be misread, and what is asked though a careful person would know."""


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


def test_the_collection_is_read_as_a_careful_person_does() -> None:
    found = {(row["trap"], name): verdict for row in NEWS for name, verdict in verdicts(row).items()}
    wrong = {place for place, verdict in found.items() if verdict == "wrong"}
    counts = Counter(found.values())
    assert len(NEWS) >= 110
    assert counts["wrong"] <= MOST_WRONG, wrong
    assert counts["empty"] <= MOST_EMPTY
