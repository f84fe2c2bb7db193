"""Sources typed at the desk: one line, spliced below the others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ratingctl.cli.options import now
from ratingctl.commands.shared.change import commit_change
from ratingctl.commands.shared.source_entry import SourceEntry, source_change, typed_source
from ratingctl.errors import UsageError
from ratingctl.storage.folder import open_folder


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("herald; The Herald", SourceEntry("herald", "The Herald")),
        (
            "herald; The Herald; Sea Press; https://h.example",
            SourceEntry("herald", "The Herald", "Sea Press", "https://h.example"),
        ),
        ("herald; The Herald; https://h.example", SourceEntry("herald", "The Herald", "", "https://h.example")),
    ],
)
def test_a_source_is_typed_in_one_line(typed: str, entry: SourceEntry) -> None:
    assert typed_source(typed) == entry


@pytest.mark.parametrize(
    "typed", ["", "herald", "The Herald; x", "a; b; c; d", "a; b; https://a.example; https://b.example"]
)
def test_a_line_that_is_no_source_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        typed_source(typed)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# Ours.\ngazette:\n  title: The Gazette\n",
            "# Ours.\ngazette:\n  title: The Gazette\nherald:\n  title: 'The: Herald'\n",
        ),
        ("gazette: {title: The Gazette}", "gazette: {title: The Gazette}\nherald:\n  title: 'The: Herald'\n"),
        (None, "herald:\n  title: 'The: Herald'\n"),
    ],
)
def test_a_source_stands_below_the_others(write: Callable[..., Path], before: str | None, after: str) -> None:
    root = write({"sources.yaml": before})
    folder = open_folder(root, root)
    commit_change(root, lambda: source_change(folder, SourceEntry("herald", "The: Herald"), "en"), now, dry_run=False)
    assert (root / "sources.yaml").read_text().rstrip("\n") == after.rstrip("\n")


def test_a_key_that_is_taken_is_refused(write: Callable[..., Path]) -> None:
    root = write()
    with pytest.raises(UsageError, match="already"):
        source_change(open_folder(root, root), SourceEntry("gazette", "Another"), "en")
