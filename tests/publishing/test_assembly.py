"""What a publication tells: order, lines, stories, words."""

import json
from pathlib import Path

from sample import HOSTILE, publication_of_islands

from ratingctl.publishing.labels import labels_of
from ratingctl.publishing.publication import ErratumEntry, Line, moves_of


def test_regions_stand_in_printed_order_and_those_without_score_last(tmp_path: Path) -> None:
    publication = publication_of_islands(tmp_path)
    assert [(region.id, region.score, region.change) for region in publication.regions] == [
        ("north", 7, 2), ("south", 6, -1), ("rock", None, None),
    ]  # fmt: skip
    assert [(tier.id, tier.low, tier.range, len(tier.regions)) for tier in publication.tiers] == [
        ("high", 7, "7–10", 1), ("low", 1, "1–6", 1),
    ]  # fmt: skip


def test_a_note_stands_where_the_lines_that_it_joins_stood_and_italics_last(tmp_path: Path) -> None:
    north = publication_of_islands(tmp_path).regions[0]
    assert north.since == (
        Line("Piles are driven (in February 2026).", False, ("north-works",), True),
        Line("Guests from both islands came.", False, ("north-one", "north-two"), False),
        Line("The bridge will be late (due: 2027).", True, ("north-late",), True),
        Line("Ferry: no news.", True, ("north-ferry",), False),
    )


def test_a_promise_is_told_with_its_status_deadline_and_checks(tmp_path: Path) -> None:
    bridge, ferry = publication_of_islands(tmp_path).regions[0].promises
    assert (bridge.name, bridge.status, bridge.due, bridge.last_news) == ("Bridge", "underway", "2027", "December 2026")
    assert [(check.when, check.found, check.by) for check in ferry.checks] == [("November 2026", "nothing", "Ann")]


def test_the_evidence_is_told_in_sentences(tmp_path: Path) -> None:
    assert [link.text for link in publication_of_islands(tmp_path).regions[0].evidence] == [
        "Piles are driven (in February 2026)."
    ]


def test_heads_name_the_periods(tmp_path: Path) -> None:
    assert publication_of_islands(tmp_path).heads == (
        "Region, score (in the last edition)", "Events by the end of 2025", "Events in 2026",
    )  # fmt: skip


def test_moves_begin_with_the_greatest_rise(tmp_path: Path) -> None:
    moves = moves_of(publication_of_islands(tmp_path))
    assert [(move, [region.id for region in regions]) for move, regions in moves.items()] == [
        ((5, 7), ["north"]), ((7, 6), ["south"]),
    ]  # fmt: skip


def test_no_control_character_of_the_data_is_published(tmp_path: Path) -> None:
    changes = {"2026/south.yaml": f"region: south\nscore: 6\nrationale: {json.dumps(HOSTILE)}\n"}
    assert publication_of_islands(tmp_path, changes).regions[1].rationale == HOSTILE.replace("\x1b", "␛")


def test_labels_are_short_and_tell_regions_apart() -> None:
    names = {"a": "Калужская область", "b": "Калининградская область", "c": "Москва", "d": "Московская область",
             "e": "Республика Алтай", "f": "Республика Коми", "g": "Алтайский край"}  # fmt: skip
    assert labels_of(names) == {"a": "Калуж", "b": "Калин", "c": "Москва", "d": "Моско", "e": "Алтай", "f": "Коми",
                                "g": "Алтайс"}  # fmt: skip


def test_corrections_made_in_public_are_told(tmp_path: Path) -> None:
    changes = {
        "2026/errata.yaml": """\
errata:
- {date: 2027-01-10, id: north, region: north, field: score, was: '8', now: '7', reason: a misprint, by: Ann}
"""
    }
    assert publication_of_islands(tmp_path, changes).errata == (
        ErratumEntry("10 January 2027", "North Island, score", "8", "7", "a misprint"),
    )
