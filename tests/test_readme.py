"""Every command that the README shows prints what the README shows, on the published editions.

A block marked `console` holds lines that begin with `$ ` and what they print. `| head -N` cuts the output as the shell
would. `pytest --update-cases` writes the outputs anew, to be read before they are committed.
"""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, Outcome

README = REPOSITORY / "README.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def shown() -> list[tuple[str, str]]:
    """Each command in a console block with the output below it."""
    rows = []
    for block in CONSOLE.findall(README.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            rows.append((command, output))
    return rows


def printed(command: str, ratingctl: Callable[..., Outcome]) -> str:
    words, _, cut = command.partition(" | head -")
    program, *arguments = shlex.split(words)
    assert program == "ratingctl"
    outcome = ratingctl(*arguments)
    text = outcome.out + outcome.err
    return "".join(text.splitlines(keepends=True)[: int(cut)]) if cut else text


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, so that no command of the README can change it."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("editions", "seeds"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns(".ratingctl"))
    return folder


@pytest.mark.parametrize("command", [command for command, _ in shown()])
def test_a_command_prints_what_the_readme_shows(
    command: str,
    ratingctl: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    clone: Path,
) -> None:
    monkeypatch.chdir(clone)
    monkeypatch.setenv("COLUMNS", "88")
    output = dict(shown())[command]
    now = printed(command, ratingctl)
    if request.config.getoption("--update-cases"):
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(f"$ {command}\n{output}", f"$ {command}\n{now}"), encoding="utf-8")
        output = now
    assert now == output


def test_the_two_commands_are_the_ones_that_ci_runs() -> None:
    commands = [line for block in SHELL.findall(README.read_text(encoding="utf-8")) for line in block.splitlines()]
    assert "python3 -m pip install uv && python3 -m uv run ratingctl diff 2025 2026" in commands
    assert "python3 -m uv run pytest" in commands
    script = (REPOSITORY / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert {"python3 -m pip install uv", "python3 -m uv run pytest"} <= set(script)


def test_every_verb_has_its_section(ratingctl: Callable[..., Outcome]) -> None:
    verbs = re.findall(r"^  ([\w-]+)  ", ratingctl("--help").out.split("Commands:")[1], flags=re.MULTILINE)
    headings = re.findall(r"^### `([\w-]+)`", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(verbs) > 5
    assert headings == verbs
