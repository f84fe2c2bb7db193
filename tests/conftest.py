"""What tests share: a small rating on disk, and the command line run in process."""

import io
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer
from chromium import browser, pytest_terminal_summary
from hypothesis import settings
from real_copy import clone, real_copy
from surroundings import REPOSITORY, TODAY, surroundings

from ratingctl.cli import options
from ratingctl.cli.app import run
from ratingctl.domain.model import Rating
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_sound_rating

__all__ = ["REPOSITORY", "TODAY", "browser", "clone", "pytest_terminal_summary", "real_copy", "surroundings"]

EDITIONS = REPOSITORY / "editions"

SMALL: Mapping[str, str] = {
    "rating.yaml": """\
title: Rating of islands
language: en
scale: {min: 1, max: 10}
tiers:
- {id: high, name: High, from: 7}
- {id: moderate, name: Moderate, from: 4}
- {id: low, name: Low, from: 1}
""",
    "regions.yaml": """\
north:
  name: North Island
  code: IS-N
  district: Cold
  aliases: [the North]
  order: 1
south:
  name: South Island
  code: IS-S
  district: Warm
  order: 2
""",
    "sources.yaml": "gazette:\n  title: The Gazette\n",
    "2025/edition.yaml": "period: ../2025\ncutoff: 2025-12-31\nstate: published\n",
    "2025/north.yaml": """\
region: north
score: 5
events:
- id: north-bridge
  project: Bridge
  date: 2025-03
  kind: statement
  title: A bridge is planned
  due: 2026-06
  sources: [gazette]
""",
    "2025/south.yaml": "region: south\nscore: 7\nevents: []\n",
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: published\nprevious: 2025\n",
    "2026/north.yaml": """\
region: north
score: 7
events:
- id: north-works
  project: Bridge
  date: 2026-02
  kind: construction_start
  title: Piles are driven for the bridge
  follows: [north-bridge]
checks:
- event: north-bridge
  date: 2026-11
  by: Ann
  found: nothing
""",
    "2026/south.yaml": "region: south\nscore: 6\n",
}


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


# Hundreds of runs of the tool in processes of their own find its modules compiled, as users do.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A loaded machine fails no example for being slow, and every run tries the same examples, whichever modules other tests
# have loaded before: hypothesis would read constants from all of them. `--hypothesis-profile=explore` tries others.
settings.register_profile("fixed", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("fixed")
with suppress(ImportError):
    from hypothesis.internal.conjecture import providers
    from hypothesis.internal.constants_ast import Constants

    providers._get_local_constants = Constants


# What a function of the command line takes is the same in every run; typer looks it up anew for each.
typer.main.get_params_from_function = cache(typer.utils.get_params_from_function)  # type: ignore[attr-defined]


@cache
def real_rating() -> Rating:
    """The real editions with the names of regions; no test changes them."""
    return read_sound_rating(DiskFolder(EDITIONS), names=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write what the cases print as what is expected")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """All tests run on every processor; some of them, or what writes files anew, in this process alone."""
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.keyword
    return (os.cpu_count() or 1) if is_whole and not config.option.update_cases else 0


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes files below a folder, a small sound rating if nothing else is said; `None` takes a file away."""

    def make(changes: Mapping[str, str | bytes | None] | None = None, base: Mapping[str, str] = SMALL) -> Path:
        root = tmp_path / "editions"
        for path, content in {**base, **(changes or {})}.items():
            if content is None:
                (root / path).unlink(missing_ok=True)
                continue
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


@pytest.fixture
def ratingctl(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs a command in process, exceptions let through, piped and 100 columns wide."""
    monkeypatch.delenv("RATINGCTL_ROOT", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("RATINGCTL_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: str | os.PathLike[str]) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run([os.fspath(argument) for argument in arguments])
        return Outcome(code, out.getvalue(), err.getvalue())

    return call


class Keyboard:
    """What stands in for standard input."""

    def __init__(self, typed: str) -> None:
        self._lines = iter(typed.splitlines(keepends=True))

    def readline(self) -> str:
        line = next(self._lines, "")
        if line == "^C\n":
            raise KeyboardInterrupt
        return line


@pytest.fixture
def person(ratingctl: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs a command at a terminal where a person types these lines; `^C` interrupts."""

    def call(typed: str, *arguments: str | Path) -> Outcome:
        monkeypatch.setattr(options, "is_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", Keyboard(typed))
        return ratingctl(*arguments)

    return call
