"""A small rating with everything that a booklet can print, in English, and its publication."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import EDITIONS

from ratingctl.commands.shared.publications import publication_in
from ratingctl.publishing.publication import BookletContent
from ratingctl.storage.folder import DiskFolder

HOSTILE = "</script><img src=x onerror=alert(1)> =1+1 [b]*c*|d&e\x1b[31m {{ 7*7 }}"
"""A text of the data that every format has to show as it is."""
SHOWN = HOSTILE.replace("\x1b", "␛")
"""The same as every format shows it."""

HOSTILE_FILES = {
    "2026/south.yaml": f"""\
region: south
score: 6
rationale: {json.dumps(HOSTILE)}
events:
- {{id: south-1, project: {json.dumps(HOSTILE)}, kind: agreement, title: {json.dumps(HOSTILE)}, due: 2030}}
""",
    "2026/booklet.yaml": f"comment: {json.dumps(HOSTILE)}\ntrends: [{{text: {json.dumps(HOSTILE)}}}]\n",
    "2026/edition.yaml": f"title: {json.dumps(HOSTILE)}\nperiod: 2026\ncutoff: 2026-12-31\nprevious: 2025\n",
}

ISLANDS: Mapping[str, str] = {
    "rating.yaml": """\
title: Rating of islands
language: en
scale: {min: 1, max: 10}
tiers:
- {id: high, name: High, from: 7}
- {id: low, name: Low, from: 1}
""",
    "regions.yaml": """\
north: {name: North Island, code: IS-N, district: Cold, aliases: [the North], order: 1, tile: [0, 0]}
south: {name: South Island, code: IS-S, district: Warm, order: 2, tile: [1, 1]}
rock: {name: Bare Rock, order: 3, tile: [2, 1]}
""",
    "sources.yaml": "gazette: {title: The Gazette, url: 'https://example.org/gazette'}\n",
    "organisations.yaml": "maker: [Haier, Хайер, Haier Group, Blue Ocean]\n",
    "2025/edition.yaml": "title: First\nperiod: ../2025\ncutoff: 2025-12-31\nstate: published\n",
    "2025/north.yaml": """\
region: north
score: 5
events:
- {id: north-bridge, project: Bridge, date: 2025-03, kind: statement, title: A bridge is planned, due: 2026-06}
- {id: north-ferry, project: Ferry, date: 2025-04, kind: statement, title: A ferry is wished for}
""",
    "2025/south.yaml": "region: south\nscore: 7\n",
    "2026/edition.yaml": "title: Second\nperiod: 2026\ncutoff: 2026-12-31\nstate: published\nprevious: 2025\n",
    "2026/north.yaml": """\
region: north
score: 7
rationale: The works have begun.
evidence: [north-works]
events:
- id: north-works
  project: Bridge
  date: 2026-02
  kind: construction_start
  title: Piles are driven
  follows: [north-bridge]
  partners: [Haier Group]
  sources: [gazette, 'https://example.org/piles']
- {id: north-late, project: Bridge, kind: delay, title: The bridge will be late, follows: [north-works], due: 2027}
- {id: north-one, project: Fair, kind: visit, title: Guests from the first island came}
- {id: north-two, project: Feast, kind: visit, title: Guests from the second island came}
- {id: north-secret, project: Secret, kind: talks, title: Not for print, print: false}
checks:
- {event: north-ferry, date: 2026-11, by: Ann, found: nothing}
notes:
- {text: Guests from both islands came, about: [north-one, north-two]}
""",
    "2026/south.yaml": "region: south\nscore: 6\n",
    "2026/booklet.yaml": """\
publishers: [The Island Board, The Harbour]
place_date: North Island, January 2027
comment: |
  Islands *differ*. See [the board](https://example.org/board).

  1. First <b>point</b>
  2. Second point
method: Two steps.
trends:
- {text: '**Bridges.** They are built.', regions: [north], events: [north-works]}
tier_intro: {high: These islands deliver.}
legend: What *stalled* is in italics.
footnotes: [First published in 2025.]
licence: Free to copy.
citation: Rating of islands, 2026.
""",
}


def publication_of_islands(folder: Path, changes: Mapping[str, str | None] | None = None) -> BookletContent:
    """Write the sample, with some files changed or taken away, and read what its last edition publishes."""
    return publication_in(DiskFolder(written(folder, changes)), date(2027, 1, 20), "1.0")[0]


def written(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    root = folder / "editions"
    for path, text in {**ISLANDS, **(changes or {})}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def real() -> BookletContent:
    """The publication of the real edition of 2026."""
    return publication_in(DiskFolder(EDITIONS), date(2027, 1, 1), "1.0", "2026")[0]
