"""The surroundings of every test: its day, git without the machine's own settings, and no waiting for the disk."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ratingctl.cli import options

TODAY = date(2026, 11, 21)
REPOSITORY = Path(__file__).resolve().parent.parent
GIT_SETTINGS = """\
[init]
	defaultBranch = main
[gc]
	auto = 0
[maintenance]
	auto = false
[core]
	fsync = none
"""


def git_environment(home: Path) -> dict[str, str]:
    """An environment in which git knows nothing of the machine's own settings."""
    home.mkdir(exist_ok=True)
    config = home / "gitconfig"
    config.write_text(GIT_SETTINGS, encoding="utf-8")
    return {"GIT_CONFIG_GLOBAL": str(config), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(REPOSITORY)}


@pytest.fixture(scope="session", autouse=True)
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Those of every test; none cuts the power, so what is written need not have reached the disk."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in git_environment(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        patch.setattr(os, "fsync", lambda handle: None)
        patch.setattr(options, "today", lambda: TODAY)
        yield
