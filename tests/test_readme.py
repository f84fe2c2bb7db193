"""Every command that the README shows prints what the README shows, on the published editions.

A block marked `console` holds lines that begin with `$ ` and what they print. `| head -N` cuts the output as the shell
would. `pytest --update-cases` writes the outputs anew, to be read before they are committed.
"""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EDITIONS, REPOSITORY, TODAY, Outcome

from ratingctl.cli.register import VERBS
from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.render import Format

README = REPOSITORY / "README.md"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
DATES = re.compile(r"^Dates are as exact(.*?)Options also take(.*?)\. A check", re.DOTALL | re.MULTILINE)


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


@pytest.mark.parametrize("command", [command for command, _ in shown()])
def test_a_command_prints_what_the_readme_shows(
    command: str,
    ratingctl: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    clone: Path,
) -> None:
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


def test_the_event_that_is_shown_stands_in_the_editions() -> None:
    (shown_event,) = YAML.findall(README.read_text(encoding="utf-8"))
    first, *fields = shown_event.splitlines()
    _, _, after = (EDITIONS / "2026/amur.yaml").read_text(encoding="utf-8").partition(f"{first}\n")
    event, _, _ = after.partition("\n- ")
    assert fields == [line for line in event.splitlines() if line in fields]


def test_the_dates_that_are_shown_can_be_read() -> None:
    ((exact, typed),) = DATES.findall(README.read_text(encoding="utf-8"))
    assert [str(parse_edtf(text)) for text in re.findall("`(.*?)`", exact)]
    assert [parse_typed(text, TODAY).date for text in re.findall("`(.*?)`", typed)]


def test_the_table_of_verbs_is_that_of_the_help() -> None:
    verbs = list(VERBS)
    rows = re.findall(r"^\| `([\w-]+)` \| ", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(verbs) > 5
    assert rows == verbs


def test_the_formats_are_those_of_the_registry() -> None:
    offered = re.findall(r"`-f ([\w|]+)`", README.read_text(encoding="utf-8"))
    assert "|".join(form for form in Format if form is not Format.CALENDAR) in offered


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 400
