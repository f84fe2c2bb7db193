"""One run of the git program, with the least possible environment.

No variable points git to another repository, no file system monitor and no hooks run but where a commit or a push asks
for them, and no transport is open but where something is fetched or pushed.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence

_KEPT = (
    "GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE",
)  # fmt: skip
"""The variables of git that say who works and where git and its settings are, not which repository is meant."""
_KEPT_FOR_OTHERS = (
    "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_SSL_NO_VERIFY",
    "GIT_TERMINAL_PROMPT",
)  # fmt: skip
"""Those that say how other repositories are reached."""

_NOT_BARE = "safe.bareRepository"
_OF_ANOTHER_USER = re.compile(r"dubious ownership in repository at '(.+)'")
_QUIET = (
    *("-c", "core.quotepath=off"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "protocol.ext.allow=never"),
    *(
        "-c",
        "safe.bareRepository=explicit",
    ),  # a folder of the rating may look like a repository, with settings of its own
    *("-c", "log.showSignature=false"),  # a program of the clone's choice would look at it
    *("-c", "diff.ignoreSubmodules=all"),  # they have settings of their own
    *("-c", "submodule.recurse=false"),
    *("-c", "fetch.recurseSubmodules=false"),
    *("-c", "push.recurseSubmodules=no"),
)
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
_NETWORK_SECONDS = 180
_LOCAL_SECONDS = 120
_TIMED_OUT = 124


class GitError(SurroundingsError):
    """Git ran and ended with an error; `words` is what it said."""

    def __init__(self, words: str, place: str) -> None:
        first = words.strip().splitlines()[0].removeprefix("fatal: ").removeprefix("error: ") if words.strip() else ""
        super().__init__(
            sentence("git says: {words}", words=first or "no"),
            place=place,
            next_step=sentence("show this to somebody who knows git; `git status` tells more"),
        )
        self.words = words


class UnreachableError(SurroundingsError):
    """The other repository cannot be reached; `words` is what git said."""

    def __init__(self, remote: str, words: str) -> None:
        lines = [line for line in words.strip().splitlines() if line]
        first = lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else "no answer"
        super().__init__(
            sentence("{remote} cannot be reached: {words}", remote=remote, words=first),
            next_step=sentence("see whether the network is there, then try again"),
        )
        self.words = words


class GitAnswer(NamedTuple):
    """What git answered."""

    code: int
    out: bytes
    words: str


def run_git(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    index: Path | None = None,
    settings: Mapping[str, str] | None = None,
    is_network: bool = False,
    has_hooks: bool = False,
    may_ask: bool = False,
) -> GitAnswer:
    """Run git in a folder, and return its output and exit code.

    Args:
        folder: Where.
        arguments: The command and its arguments.
        given: What it reads.
        index: Another index than the repository's.
        settings: Settings for this run, in place of the clone's.
        is_network: Whether it may reach another repository.
        has_hooks: Whether the clone's hooks run.
        may_ask: Whether it may ask a person for a password.

    Raises:
        SurroundingsError: If there is no git, it cannot be run, or the folder is that of a bare repository or of
            somebody else.
    """
    command = ["git", "-C", str(folder), *_QUIET, *(() if has_hooks else _NO_HOOKS), *arguments]
    environment = _environment(reaches_out=is_network or has_hooks, may_ask=may_ask)
    if index is not None:
        environment["GIT_INDEX_FILE"] = str(index)
    for number, (name, value) in enumerate((settings or {}).items()):
        environment |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
        environment["GIT_CONFIG_COUNT"] = str(number + 1)
    seconds = _NETWORK_SECONDS if is_network else _LOCAL_SECONDS
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False, timeout=seconds)
    except FileNotFoundError as error:
        raise SurroundingsError(sentence("the git program is not there"), next_step=sentence("install git")) from error
    except OSError as error:
        raise SurroundingsError(
            sentence("the git program cannot be run: {reason}", reason=system_reason(error)),
            next_step=sentence("look at `git --version`"),
        ) from error
    except subprocess.TimeoutExpired:
        return GitAnswer(_TIMED_OUT, b"", "no answer")
    words = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        _require_usable(folder, words)
    return GitAnswer(done.returncode, done.stdout, words)


def text_merge(
    base: bytes, mine: bytes, theirs: bytes, *, names: tuple[str, str], marker_size: int = 7
) -> tuple[bytes, bool]:
    """Return three texts merged line by line by git, and whether that went without conflict.

    Args:
        base: The common predecessor.
        mine: One side.
        theirs: The other side.
        names: What stands beside the markers of the two sides.
        marker_size: How many signs a marker has.
    """
    from tempfile import TemporaryDirectory  # brings much that reading verbs do not need

    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("mine", "base", "theirs")]
        for file, content in zip(files, (mine, base, theirs), strict=True):
            file.write_bytes(content)
        labels = ("-L", names[0], "-L", "base", "-L", names[1])
        paths = [str(file) for file in files]
        answer = run_git(Path(folder), "merge-file", "-p", f"--marker-size={marker_size}", *labels, *paths)
    if not 0 <= answer.code <= 127:
        return mine, False
    return answer.out, answer.code == 0


def _require_usable(folder: Path, words: str) -> None:
    """Refuse a folder that git will not look at, by what it says.

    Raises:
        SurroundingsError: If it is in no repository, or in a bare one, or in that of somebody else.
    """
    if "not a git repository" in words:
        raise SurroundingsError(
            sentence("the folder is not under git"),
            place=str(folder),
            next_step=sentence("begin with `git init` in the folder above it, or clone the rating of your team"),
        )
    if _NOT_BARE in words:
        raise SurroundingsError(
            sentence("the folder looks like a repository of its own, without a working tree"),
            place=str(folder),
            next_step=sentence(
                "clone the repository, and work there; no rating has files named HEAD, objects and refs"
            ),
        )
    if match := _OF_ANOTHER_USER.search(words):
        raise SurroundingsError(
            sentence("the folder belongs to another user of this machine, and git does not trust it"),
            place=match[1],
            next_step=sentence(
                "if you do, run `git config --global --add safe.directory {folder}`", folder=shlex.quote(match[1])
            ),
        )


def _environment(*, reaches_out: bool, may_ask: bool) -> dict[str, str]:
    """Return the environment for git: nothing that points it to another repository, index or program of ours.

    Args:
        reaches_out: Whether another repository may be reached, by git itself or by a hook; else nothing is fetched.
        may_ask: Whether it may ask a person for a password.
    """
    kept = (*_KEPT, *_KEPT_FOR_OTHERS) if reaches_out else _KEPT
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in kept}
    environment |= {
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_EDITOR": "true",
        "GIT_PAGER": "cat",
        "GIT_MERGE_AUTOEDIT": "no",
        "GIT_LITERAL_PATHSPECS": "0",
    }
    if not reaches_out:
        environment |= {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
    if not may_ask:
        environment["GIT_TERMINAL_PROMPT"] = "0"
        environment.setdefault("SSH_ASKPASS_REQUIRE", "never")
    return environment
