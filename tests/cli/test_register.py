"""Every example that the `--help` of a verb shows runs on the real editions."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

from ratingctl.cli.register import VERBS
from ratingctl.language.catalogue import Catalogue
from ratingctl.language.files import languages

BEFORE = {
    "checked": (("stale", -1),),
    **dict.fromkeys(("link", "edit", "remove", "score", "undo"), (("add-event", 0),)),
    "unlink": (("add-event", 0), ("link", 0)),
}
"""Examples of other verbs that those of a verb go on from."""

REFUSED = {"new-edition": (2,), "lock": (2,), "publish": (1, 2)}
"""Verbs whose examples these editions refuse as they are: the draft's cut-off is to come."""


@pytest.fixture
def shared_clone(clone: Path) -> Path:
    """The same under git, with another repository to share with and three versions of a file."""
    commands = (
        "git init -q --bare hub.git", "git init -q", "git config user.name Анна", "git config user.email a@example.org",
        "git remote add origin hub.git", "git add editions", "git commit -qm Begin", "git push -q -u origin main",
    )  # fmt: skip
    for command in commands:
        subprocess.run(shlex.split(command), cwd=clone, check=True)
    for name in ("base", "mine", "theirs"):
        shutil.copy(clone / "editions/2026/amur.yaml", clone / f"{name}.yaml")
    return clone


def shown_examples(verb: str, language: str, ratingctl: Callable[..., Outcome]) -> list[str]:
    heading = Catalogue(language).translated("Examples:")
    _, _, examples = ratingctl(verb, "--help", "--lang", language).out.partition(f"{heading}\n")
    return [line.strip() for line in examples.splitlines() if line]


def examples_in(language: str, verb: str) -> tuple[str, ...]:
    return tuple(map(Catalogue(language).translated, VERBS[verb].examples))


def test_every_registered_verb_is_shown(ratingctl: Callable[..., Outcome]) -> None:
    commands = ratingctl("--help", "--lang", "en").out.partition("Verbs:")[2]
    assert list(VERBS) == re.findall(r"^  ([\w-]+)  ", commands, flags=re.MULTILINE)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("verb", VERBS)
def test_the_examples_of_a_manual_run(
    verb: str,
    language: str,
    request: pytest.FixtureRequest,
    ratingctl: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RATINGCTL_BY", "Ann")
    request.getfixturevalue("shared_clone" if VERBS[verb].module == "together" else "clone")
    shown = shown_examples(verb, language, ratingctl)
    assert shown == list(examples_in(language, verb))
    if language != "en" and tuple(shown) == VERBS[verb].examples:
        return  # the same commands as in English
    before = [examples_in(language, other)[place] for other, place in BEFORE.get(verb, ())]
    for example in (*before, *shown):
        program, *arguments = shlex.split(example)
        assert program == "ratingctl"
        outcome = ratingctl(*arguments)
        assert outcome.code in REFUSED.get(verb, (0,)), (example, outcome.err)
        assert outcome.code == 0 or outcome.err or outcome.out


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("verb", VERBS)
def test_no_line_of_an_example_is_too_long_for_a_terminal(verb: str, language: str) -> None:
    assert max(len(f"  {example}") for example in examples_in(language, verb)) <= 100
