"""Answers of git that hold until a command changes something: a run of the tool asks the same many times."""

import re
from collections.abc import Callable

from ratingctl.storage.git_process import GitAnswer

_ASKING = frozenset({"rev-parse", "symbolic-ref", "remote", "check-attr", "ls-tree", "merge-base"})
"""Commands whose answers are kept."""
_READING = frozenset({"status", "hash-object", "check-ignore", "var", "cat-file", "rev-list", "log"})
"""Other commands that change neither commits nor branches nor settings."""
_LIST = ("config", "-z", "--list")
_FILTER = re.compile(r"filter\..*\.(clean|smudge|process|required)", re.DOTALL)


class GitMemo:
    """What git has answered in one repository since it was last changed through this memo.

    Args:
        ask: Runs git with these arguments, and returns its answer.
    """

    def __init__(self, ask: Callable[..., GitAnswer]) -> None:
        self._ask = ask
        self._answers: dict[tuple[str, ...], GitAnswer] = {}

    def answer(self, *arguments: str, **options: object) -> GitAnswer:
        """Return git's answer, a kept one where it still holds."""
        if options or (arguments[0] not in _ASKING and arguments != _LIST):
            answer = self._ask(*arguments, **options)
            if arguments[0] not in _READING:
                self._answers.clear()
            return answer
        if arguments not in self._answers:
            self._answers[arguments] = self._ask(*arguments)
        return self._answers[arguments]

    def setting(self, key: str) -> str:
        """Return a setting of git as it holds here; empty where it is not set."""
        section, _, rest = key.partition(".")
        subsection, dot, name = rest.rpartition(".")
        return self._settings().get(f"{section.lower()}.{subsection}{dot}{name.lower()}", "")

    def no_filters(self) -> dict[str, str]:
        """Return settings by which none of the clone's filters runs: they are programs."""
        return dict.fromkeys(filter(_FILTER.fullmatch, self._settings()), "")

    def _settings(self) -> dict[str, str]:
        """Return every setting by its key; the last one of a key holds."""
        listing = self.answer(*_LIST).out.decode("utf-8", "surrogateescape")
        rows = (row.partition("\n") for row in listing.split("\0") if row)
        return {key: value for key, _, value in rows}
