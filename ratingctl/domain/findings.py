"""What can be wrong with the files: problems with a place, and the rules that find them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from inspect import getdoc
from typing import Generic, NamedTuple, ParamSpec

from ratingctl.message import Text, in_a_row

P = ParamSpec("P")


class Severity(StrEnum):
    """Whether a problem makes the data wrong or only doubtful."""

    ERROR = "error"
    WARNING = "warning"


class Position(NamedTuple):
    """A character in a file; line and column count from 1, path is inside the rating's folder."""

    path: str
    line: int = 1
    column: int = 1


class ValuePath(NamedTuple):
    """A value in a file by the keys and list positions that lead to it; storage turns it into a place."""

    path: str
    keys: tuple[str | int, ...] = ()


class Finding(NamedTuple):
    """What a rule says: where, the fact, and what the reader can do."""

    where: Position | ValuePath
    fact: Text
    next_step: Text


class Problem(NamedTuple):
    """A finding with the code and severity of its rule."""

    where: Position | ValuePath
    code: str
    severity: Severity
    fact: Text
    next_step: Text

    @property
    def message(self) -> Text:
        """The fact and the next step, in one line."""
        return in_a_row(self.fact, "; ", self.next_step) if self.next_step else self.fact


Problems = Iterator[Problem]
Findings = Iterator[Finding]


@dataclass(frozen=True)
class Rule(Generic[P]):
    """One sort of problem.

    Calling it looks for the problem; what it needs to look at differs from rule to rule.

    Attributes:
        code: Stable for ever; a code that goes out of use is not used again.
        check: The generator that finds it; its docstring is the manual.
    """

    code: str
    severity: Severity
    check: Callable[P, Findings]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Problems:
        """The problems of this sort."""
        for where, fact, next_step in self.check(*args, **kwargs):
            yield Problem(where, self.code, self.severity, fact, next_step)

    @property
    def name(self) -> str:
        """The check's name in plain words."""
        return self.check.__name__.replace("_", " ")

    @property
    def manual(self) -> str:
        """What it means, why it matters, what to do."""
        return getdoc(self.check) or ""


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Callable[P, Findings]], Rule[P]]:
    """Make a rule of a generator of findings."""
    return lambda check: Rule(code, severity, check)
