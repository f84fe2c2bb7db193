"""Every example that the `--help` of a verb shows runs on the real editions."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import git_environment
from conftest import Outcome

from ratingctl.cli.register import VERBS

BEFORE = {
    "checked": VERBS["stale"].examples[-1:],
    **dict.fromkeys(("link", "edit", "remove", "score", "undo"), VERBS["add-event"].examples[:1]),
    "unlink": (VERBS["add-event"].examples[0], *VERBS["link"].examples),
}
"""Examples of other verbs that those of a verb go on from."""

REFUSED = {"new-edition": (2,), "lock": (2,), "publish": (1, 2)}
"""Verbs whose examples these editions refuse as they are: the draft's cut-off is to come."""


@pytest.fixture
def shared_clone(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same under git, with another repository to share with and three versions of a file."""
    for name, value in git_environment(clone / "home").items():
        monkeypatch.setenv(name, value)
    commands = (
        "git init -q --bare hub.git", "git init -q", "git config user.name Анна", "git config user.email a@example.org",
        "git remote add origin hub.git", "git add editions", "git commit -qm Begin", "git push -q -u origin main",
    )  # fmt: skip
    for command in commands:
        subprocess.run(shlex.split(command), cwd=clone, check=True)
    for name in ("base", "mine", "theirs"):
        shutil.copy(clone / "editions/2026/amur.yaml", clone / f"{name}.yaml")
    return clone


def shown_examples(verb: str, ratingctl: Callable[..., Outcome]) -> list[str]:
    _, _, examples = ratingctl(verb, "--help").out.partition("Examples:\n")
    return [line.strip() for line in examples.splitlines() if line]


def test_every_registered_verb_is_shown(ratingctl: Callable[..., Outcome]) -> None:
    commands = ratingctl("--help").out.partition("Commands:")[2]
    assert list(VERBS) == re.findall(r"^  ([\w-]+)  ", commands, flags=re.MULTILINE)


@pytest.mark.parametrize("verb", VERBS)
def test_the_examples_of_a_manual_run(
    verb: str, request: pytest.FixtureRequest, ratingctl: Callable[..., Outcome]
) -> None:
    request.getfixturevalue("shared_clone" if VERBS[verb].module == "together" else "clone")
    shown = shown_examples(verb, ratingctl)
    assert shown == list(VERBS[verb].examples)
    for example in (*BEFORE.get(verb, ()), *shown):
        program, *arguments = shlex.split(example)
        assert program == "ratingctl"
        outcome = ratingctl(*arguments)
        assert outcome.code in REFUSED.get(verb, (0,)), (example, outcome.err)
        assert outcome.code == 0 or outcome.err or outcome.out


@pytest.mark.parametrize("verb", VERBS)
def test_no_line_of_an_example_is_too_long_for_a_terminal(verb: str) -> None:
    assert max(len(f"  {example}") for example in VERBS[verb].examples) <= 100
