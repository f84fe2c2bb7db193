"""What is registered cannot be forgotten elsewhere: each trap that once let a new thing fall through fails loudly."""

import shutil
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
from conftest import REPOSITORY

from ratingctl.domain.staleness import StaleReason

MATCHED = {
    "domain/model.py": ("State", "DRAFT", {"domain/edition_chain.py"}),
    "domain/kinds.py": ("News", "NEVER", {"domain/summarize.py"}),
    "domain/staleness.py": ("StaleReason", "OVERDUE", {"commands/views/projects.py"}),
    "domain/lifecycle.py": ("Basis", "REPORTED", {"commands/views/projects.py"}),
    "commands/shared/worklist.py": ("Grouping", "REGION", {"commands/shared/worklist.py"}),
}
"""Files with an enum, its first member, and the files that tell its members apart."""


def test_a_new_word_of_an_enum_is_reported_wherever_its_words_are_told_apart(tmp_path: Path) -> None:
    """As in development: the word is added, nothing else, and types are checked."""
    package = shutil.copytree(REPOSITORY / "ratingctl", tmp_path / "ratingctl")
    for file, (enum, first, _) in MATCHED.items():
        source = (package / file).read_text(encoding="utf-8")
        head, found, tail = source.partition(f"class {enum}(")
        start = f"    {first} ="
        tail = tail.replace(start, f"    NEWCOMER = 'newcomer'\n{start}", 1)
        (package / file).write_text(head + found + tail, encoding="utf-8")
    files = sorted({file for _, _, users in MATCHED.values() for file in users})
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--python-version=3.11", "--follow-imports=silent", "--ignore-missing-imports",
         "--config-file=", "--cache-dir=cache", *(f"ratingctl/{file}" for file in files)],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    reports = [line for line in done.stdout.splitlines() if "assert_never" in line and "NEWCOMER" in line]
    assert sorted({line.partition(":")[0].removeprefix("ratingctl/") for line in reports}) == files, done.stdout


def test_a_reason_without_a_record_is_refused_when_it_is_written() -> None:
    with pytest.raises((TypeError, RuntimeError)):

        class OneMore(StrEnum):
            __new__ = StaleReason.__new__  # type: ignore[assignment]

            DISPUTED = "disputed"
