"""The merge driver: how a clone learns to merge the rating's files, and whether it has."""

import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from ratingctl.errors import DataError
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import bytes_for_writing
from ratingctl.storage.git_work import Repository

DRIVER = "ratingctl"
ATTRIBUTES = ".gitattributes"
LINE_ENDS = "* text=auto eol=lf"
_SETTING = f"merge.{DRIVER}.driver"
_PROGRAM = re.compile(r"(?P<program>.+) merge-file %O %A %B %L %P;")


class DriverState(StrEnum):
    """What a clone knows of the merge driver."""

    ABSENT = "absent"
    """The clone does not know it."""
    BROKEN = "broken"
    """The clone has it, and its program is not there: git merges line by line, with markers."""
    UNNAMED = "unnamed"
    """The clone has it, and no `.gitattributes` names it for the rating's files."""
    READY = "ready"


def driver_command(program: str) -> str:
    """Return git's command for a merge.

    A driver that does not run leaves one side without markers, and the other side's work would be lost: so where the
    program ends badly and has left no markers, git merges the texts line by line, with markers.

    Args:
        program: How the tool is called in a shell.
    """
    return (
        f"{program} merge-file %O %A %B %L %P; code=$?; "
        "if [ $code -eq 0 ]; then exit 0; fi; "
        "if [ $code -eq 1 ] && grep -q '^<<<<<<<' %A; then exit 1; fi; "
        "git merge-file --marker-size=%L %A %O %B"
    )


def own_program() -> str:
    """Return how the tool that runs is called in a shell."""
    if shutil.which("ratingctl"):
        return "ratingctl"
    return f"{shlex.quote(sys.executable)} -m ratingctl"


def attribute_lines(prefix: str) -> list[str]:
    """Return the lines that `.gitattributes` needs.

    Args:
        prefix: The rating's folder below the file, with a slash at the end; empty where it is that folder.
    """
    return [LINE_ENDS, f"{prefix or '/'}*/*.yaml merge={DRIVER}"]


def with_attributes(text: str, lines: Sequence[str]) -> str:
    """Return the text of a `.gitattributes` with the lines that it does not have; a rule for all files comes first."""
    there = {line.strip() for line in text.splitlines()}
    has_rule = any(line.split()[:1] == ["*"] and " text" in line for line in there)
    missing = [line for line in lines if line not in there and not (line == LINE_ENDS and has_rule)]
    first = [line for line in missing if line == LINE_ENDS]
    rest = [line for line in missing if line != LINE_ENDS]
    body = text if not text or text.endswith("\n") else f"{text}\n"
    return "".join(f"{line}\n" for line in first) + body + "".join(f"{line}\n" for line in rest)


def attributes_edit(repository: Repository) -> Edit:
    """Return the edit that gives `.gitattributes` the lines that it needs.

    Raises:
        DataError: If it is a link, or no regular file.
    """
    file = repository.top / ATTRIBUTES
    if file.is_symlink():  # git reads no such link
        raise DataError(sentence("it is a link"), place=str(file), next_step=sentence("put the file itself there"))
    before = bytes_for_writing(repository.top, ATTRIBUTES)
    text = (before or b"").decode("utf-8", "replace")
    return Edit(file, before, with_attributes(text, attribute_lines(repository.prefix)).encode())


def is_named(repository: Repository) -> bool:
    """Return whether the rating's files are given to the driver."""
    path = f"{repository.prefix}2000/region.yaml"
    return repository.output("check-attr", "merge", "--", path).endswith(f": {DRIVER}")


def driver_state(repository: Repository) -> DriverState:
    """Return what a clone knows of the driver; nothing is run for it but git."""
    command = repository.config(_SETTING)
    if not command:
        return DriverState.ABSENT
    match = _PROGRAM.match(command)
    try:
        words = shlex.split(match["program"]) if match else shlex.split(command)
    except ValueError:
        words = []
    if not words or not (shutil.which(words[0]) or Path(words[0]).is_file()):
        return DriverState.BROKEN
    return DriverState.READY if is_named(repository) else DriverState.UNNAMED


def register_driver(repository: Repository) -> bool:
    """Make the clone know the driver, and return whether something changed."""
    command = driver_command(own_program())
    if repository.config(_SETTING) == command:
        return False
    repository.set_config(f"merge.{DRIVER}.name", "ratingctl: by ids and fields")
    repository.set_config(_SETTING, command)
    return True
