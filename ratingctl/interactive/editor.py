"""The person's own editor, for a text of several lines."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence

_USUAL = ("nano", "vim", "vi")


def edited(text: str, ending: str, environment: Mapping[str, str]) -> str | None:
    """Return a text after a person has edited it; None where it was left as it was.

    Args:
        text: The text.
        ending: The ending of the temporary file's name, such as `.yaml`.
        environment: The environment variables; `VISUAL` and `EDITOR` name the editor.

    Raises:
        SurroundingsError: If there is no editor, or it cannot be run.
    """
    command = shlex.split(_editor(environment))
    with tempfile.TemporaryDirectory(prefix="ratingctl-") as folder:
        file = Path(folder) / f"event{ending}"
        file.write_text(text, encoding="utf-8")
        try:
            code = subprocess.run([*command, str(file)], check=False).returncode
        except OSError as error:
            raise SurroundingsError(
                sentence("the editor cannot be run: {strerror}", strerror=system_reason(error)),
                place=command[0],
                next_step=sentence("set EDITOR to the editor that you use"),
            ) from error
        after = file.read_text(encoding="utf-8", errors="replace")
    return after if code == 0 and after != text else None


def _editor(environment: Mapping[str, str]) -> str:
    named = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    usual = next((name for name in _USUAL if shutil.which(name)), "")
    if not named and not usual:
        raise SurroundingsError(
            sentence("no editor is known"), next_step=sentence("set EDITOR to the editor that you use")
        )
    return named or usual


def editor_of_person(text: str) -> str | None:
    """Return an event's YAML after the person of this process has edited it; see `edited`."""
    return edited(text, ".yaml", os.environ)
