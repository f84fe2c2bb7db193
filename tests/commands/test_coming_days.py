"""What comes after a day, on real folders."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]

PAGE = """\
region: north
events:
- {id: north-mill, date: 2025-03, kind: contract, title: A mill, due: 2025-09}
- {id: north-mill2, date: 2025-08, kind: delay, title: Later, follows: [north-mill], due: 2025-11}
- {id: north-port, date: 2025-03, kind: contract, title: A port, due: 2025-10}
- {id: north-port2, date: 2025-09, kind: cancellation, title: No port, follows: [north-port]}
- {id: north-quay, date: 2025-06/2025-08, kind: contract, title: A quay}
- {id: north-school, date: 2025-08, kind: contract, title: A school, due: 2025-10}
"""


@pytest.fixture
def root(write: Write) -> Path:
    return write({"2025/north.yaml": PAGE, "2026/north.yaml": None, "2026/south.yaml": None})


@pytest.mark.parametrize(
    ("day", "items"),
    [
        ("2025-07-01", "2025-09-30 due north-mill, 2025-10-31 due north-port"),
        ("2025-08-15", "2025-10-31 due north-port, 2025-10-31 due north-school, 2025-11-30 due north-mill"),
        ("2025-09-30", "2025-10-31 due north-school, 2025-11-30 due north-mill"),
    ],
)
def test_a_day_knows_of_no_later_event(ratingctl: Run, root: Path, day: str, items: str) -> None:
    found = json.loads(
        ratingctl("--root", root, "upcoming", "2025", "--as-of", day, "--until", "2025-12", "-f", "json").out
    )
    assert ", ".join(f"{item['date']} {item['what']} {item['project']}" for item in found["items"]) == items


def test_a_limit_counts_from_a_last_day_that_is_to_come(ratingctl: Run, root: Path) -> None:
    found = json.loads(
        ratingctl("--root", root, "upcoming", "2025", "--as-of", "2025-07-01", "--until", "2026-12", "-f", "json").out
    )
    limits = {item["date"] for item in found["items"] if item["project"] == "north-quay" and item["what"] == "silent"}
    assert limits == {"2026-08-31"}
