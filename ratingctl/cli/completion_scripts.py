"""The scripts by which shells ask for completions, and where each shell looks for them."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

from ratingctl.cli.options import COMPLETION
from ratingctl.errors import UsageError
from ratingctl.interactive.dialogue import tell
from ratingctl.message import sentence

_INSTALL, _ = COMPLETION

_BASH = """\
_ratingctl_completion() {
    local answer line
    COMPREPLY=()
    answer=$(COMP_WORDS="$(printf '%s\\n' "${COMP_WORDS[@]}")" COMP_CWORD=$COMP_CWORD COMP_TYPE=$COMP_TYPE \\
        COLUMNS=$COLUMNS _RATINGCTL_COMPLETE=bash "$1" 2>/dev/null)
    if [[ $answer == //file ]]; then
        compopt -o filenames
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
        return 0
    fi
    while IFS= read -r line; do [[ -n $line ]] && COMPREPLY+=("$line"); done <<< "$answer"
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *- ]]; then compopt -o nospace; fi
    return 0
}
complete -o nosort -F _ratingctl_completion ratingctl
"""

_ZSH = """\
#compdef ratingctl
_ratingctl() {
    local -a found
    found=("${(@f)$(COMP_WORDS="${(pj:\\n:)words}" COMP_CWORD=$((CURRENT - 1)) _RATINGCTL_COMPLETE=zsh \\
        "${words[1]}" 2>/dev/null)}")
    if [[ ${found[1]} == //file ]]; then
        _files
    elif [[ ${found[1]%%:*} == *- ]]; then
        _describe -V ratingctl found -S ''
    elif [[ -n ${found[1]} ]]; then
        _describe -V ratingctl found
    fi
}
compdef _ratingctl ratingctl
"""

_FISH = """\
function __ratingctl_completion
    set -l before (commandline -opc)
    set -l answer (COMP_WORDS=(string join \\n -- $before (commandline -ct | string collect --allow-empty) | \\
        string collect) COMP_CWORD=(count $before) _RATINGCTL_COMPLETE=fish $before[1] 2>/dev/null)
    if test "$answer[1]" = //file
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $answer
    end
end
complete --command ratingctl --no-files --keep-order --arguments '(__ratingctl_completion)'
"""


class ShellScript(NamedTuple):
    """How a shell learns to complete.

    Attributes:
        text: The script.
        path: Where it is kept, below the home folder.
        start: The file that the shell reads when it starts, if the script has to be named in it.
        line: The line by which it is named there.
    """

    text: str
    path: str
    start: str = ""
    line: str = ""


_FOLDER = ".local/share/ratingctl"


def _sourced(name: str) -> str:
    """Return the line of shell that sources a script if the script exists."""
    return f"[ ! -f ~/{_FOLDER}/{name} ] || . ~/{_FOLDER}/{name}"


SCRIPTS = {
    "bash": ShellScript(_BASH, f"{_FOLDER}/completion.bash", ".bashrc", _sourced("completion.bash")),
    "zsh": ShellScript(
        _ZSH, f"{_FOLDER}/completion.zsh", ".zshrc", f"autoload -Uz compinit && compinit; {_sourced('completion.zsh')}"
    ),
    "fish": ShellScript(_FISH, ".config/fish/completions/ratingctl.fish"),
}
"""The scripts, by shell."""


def set_up(option: str, shell: str) -> None:
    """Print a shell's script, or install it.

    Args:
        option: One of `COMPLETION`.
        shell: The shell; empty for the one from which the tool was called.

    Raises:
        UsageError: If no script is for that shell.
        OSError: If a file cannot be written.
    """
    known = shell or _current_shell()
    if known not in SCRIPTS:
        raise UsageError(
            sentence("{option}: no shell {shell!r}", option=option, shell=known)
            if known
            else sentence("{option}: it cannot be told which shell this is", option=option),
            next_step=sentence(
                "name it, as in `ratingctl {option} bash`; there are {shells}", option=option, shells=", ".join(SCRIPTS)
            ),
        )
    if option != _INSTALL:
        sys.stdout.write(SCRIPTS[known].text)
        return
    for path in _installed(known, Path.home()):
        tell(sentence("wrote {output}", output=path))
    tell(sentence("it completes in every {shell} that is opened from now on", shell=known))


def _current_shell() -> str:
    """Return the shell from which the tool was called, as far as it can be told."""
    from shellingham import ShellDetectionFailure, detect_shell  # type: ignore[import-untyped]

    try:
        return str(detect_shell()[0])
    except ShellDetectionFailure:
        return Path(os.environ.get("SHELL", "")).name


def _installed(shell: str, home: Path) -> list[Path]:
    """Write a shell's script, name it where the shell starts, and return the files that were written."""
    script = SCRIPTS[shell]
    path = home / script.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script.text, encoding="utf-8")
    if not script.start:
        return [path]
    start = home / script.start
    before = start.read_bytes() if start.exists() else b""
    if script.line.encode() in before.splitlines():
        return [path]
    separator = b"" if not before or before.endswith(b"\n") else b"\n"
    with start.open("ab") as file:
        file.write(separator + script.line.encode() + b"\n")
    return [path, start]
