"""Arguments with bytes that are no text: they go into no file, and no verb ends otherwise than with its codes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from clones import DRAFT
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]

BAD = "x\udcd1\udcff"
ADD = ("add-event", "-r", "north", "-k", "visit", "--no-input", "-t")


@pytest.mark.parametrize(
    "command",
    [
        (*ADD, BAD),
        (*ADD, "Visit", "--note", BAD),
        ("edit", "north-works", f"title={BAD}"),
        ("remove", "north-works", "--reason", BAD),
        ("score", "south", "5", "--rationale", BAD, "--no-input"),
        ("checked", "north-bridge", "--found", "nothing", "--by", BAD),
        ("checked", "north-bridge", "--found", "nothing", "--by", "Ann", "--note", BAD),
        ("publish", "2025", "--printed", "2026-01", "--by", BAD),
        ("lock", "--by", BAD),
        ("new-edition", BAD),
        ("show", BAD),
        ("find", BAD),
        ("stale", "-r", BAD),
        ("match", "--text", BAD, "-r", "north"),
        ("log", "--by", BAD),
        ("save", "-m", BAD),
        ("tiers", "-o", f"{BAD}/x.csv"),
        ("diff", "2025", f"2026@{BAD}"),
    ],
    ids=lambda command: f"{command[0]} {command[-2]}",
)
def test_bytes_that_are_no_text_go_into_no_file(ratingctl: Run, write: Write, command: tuple[str, ...]) -> None:
    root = write({"2026/edition.yaml": DRAFT["2026/edition.yaml"].replace("12-31", "11-01")}, DRAFT)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    outcome = ratingctl("--root", root, *command)
    assert outcome.code in (0, 2, 3, 4)
    present = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert all(b"\xd1\xff" not in content and b"udcd1" not in content for content in present.values())
    if outcome.code:
        assert present == before
