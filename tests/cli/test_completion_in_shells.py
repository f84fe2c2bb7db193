"""Tab completion in the real shells, as far as they are installed, with English and Russian values."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY, SMALL
from pseudo_terminal import Terminal

from ratingctl.cli.completion_scripts import SCRIPTS

COMMANDS = {
    "bash": ("bash", "--noprofile", "-i"),
    "zsh": ("zsh", "--no-globalrcs", "-i"),
    "fish": ("fish", "-i"),
}
START = {
    "bash": (".bashrc", "bind 'set enable-bracketed-paste off'\nPS1='> '\n"),
    "zsh": (".zshrc", "unset zle_bracketed_paste\nPS1='> '\n"),
    "fish": (
        ".config/fish/config.fish",
        "set -g fish_greeting\nset -g fish_autosuggestion_enabled 0\nfunction fish_prompt\n    printf '> '\nend\n",
    ),
}
SETTINGS = {
    "rating.yaml": SMALL["rating.yaml"].replace("language: en", "language: ru"),
    "regions.yaml": "north: {name: Северный остров, aliases: [the North]}\nsouth: {name: South Island}\n",
}


@pytest.fixture(params=COMMANDS)
def shell(
    request: pytest.FixtureRequest, write: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Terminal]:
    """A shell that has learned to complete, as people have it done, in the folder of a small rating."""
    name = request.param
    if shutil.which(name) is None:
        with capsys.disabled():
            sys.stderr.write(f"\n{name} IS NOT INSTALLED: how it completes is NOT tested\n")
        pytest.skip(f"{name} is not installed: how it completes is NOT tested")
    home = tmp_path / "home"
    start, text = START[name]
    (home / start).parent.mkdir(parents=True)
    (home / start).write_text(text, encoding="utf-8")
    program = tmp_path / "bin/ratingctl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ratingctl "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        "PATH": f"{program.parent}:{os.environ['PATH']}", "TERM": "xterm",
        "LC_ALL": "C.UTF-8", "HOME": str(home), "ZDOTDIR": str(home), "PYTHONPATH": str(REPOSITORY),
    }  # fmt: skip
    script = home / SCRIPTS[name].path
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(SCRIPTS[name].text, encoding="utf-8")
    if SCRIPTS[name].line:
        with (home / start).open("a", encoding="utf-8") as file:
            file.write(f"{SCRIPTS[name].line.replace('compinit;', 'compinit -u;')}\n")
    with Terminal(COMMANDS[name], folder=write(SETTINGS), environment=environment) as terminal:
        terminal.sees("> ")
        yield terminal


def test_a_real_shell_completes_words_of_both_languages_and_shows_titles(shell: Terminal) -> None:
    for typed, seen in (
        ("ratingctl unl\t", "unlink"),
        ("ratingctl tiers -r Сев\t", "Северный\\ остров"),
        ('ratingctl tiers -r "Сев\t', '"Северный остров"'),
        ("ratingctl tiers -r sou\t", "south"),
        ("ratingctl tiers -r South\t", "South\\ Island"),
        ("ratingctl add-event -k виз\t", "визит"),
        ("ratingctl tiers --format=mark\t", "markdown"),
    ):
        shell.write(typed)
        shell.sees(seen)
        shell.write("\x15")
    shell.write("ratingctl link north-\t\t")
    shell.sees("Piles are driven")
    shell.sees("A bridge is planned")
