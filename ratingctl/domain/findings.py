"""Problems with a place, the rules that find them, and the registry of all rules.

A rule is a generator of findings under one of three decorators, which also registers it:

- `rules.inventory.rating_rule`: `validate` runs it over the whole rating.
- `rules.files.text_rule`: the reader runs it over the text of each file.
- `rule`: the reader calls it by its name where it meets the matter.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, Generic, NamedTuple, ParamSpec

from ratingctl.message import Text, in_a_row, sentence

P = ParamSpec("P")


class Severity(StrEnum):
    """Whether a problem makes the data wrong, only doubtful, or is merely worth a thought; the worst one first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Position(NamedTuple):
    """A position in a file; line and column count from 1, path is inside the rating's folder."""

    path: str
    line: int = 1
    column: int = 1


class ValuePath(NamedTuple):
    """The path to a value in a file: keys and list positions; storage turns it into a position."""

    path: str
    keys: tuple[str | int, ...] = ()


class Finding(NamedTuple):
    """One result of a rule: where, the fact, and what the reader can do."""

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
        """Return the fact and the next step in one line."""
        return in_a_row(self.fact, "; ", self.next_step) if self.next_step else self.fact


Problems = Iterator[Problem]
Findings = Iterator[Finding]


class Rule(Generic[P]):
    """A rule: a code, a severity, and the generator that finds problems.

    Calling it yields the problems; its arguments differ from family to family.

    Args:
        code: Stable for ever; a code that goes out of use is not used again.
        severity: How bad what it finds is.
        check: The generator that finds it; its docstring is the manual.
    """

    def __init__(self, code: str, severity: Severity, check: Callable[P, Findings]) -> None:
        self.code = code
        self.severity = severity
        self.check = check

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Problems:
        """Yield the problems that the check finds."""
        for where, fact, next_step in self.check(*args, **kwargs):
            yield Problem(where, self.code, self.severity, fact, next_step)

    @property
    def name(self) -> str:
        """Return the check's name in plain words."""
        return self.check.__name__.replace("_", " ")

    @property
    def manual(self) -> tuple[str, ...]:
        """Return the paragraphs of the manual, in English: what the problem means, why it matters, what to do."""
        from inspect import getdoc  # takes long to load

        return tuple(" ".join(paragraph.split()) for paragraph in (getdoc(self.check) or "").split("\n\n"))


class DuplicateCodeError(ValueError):
    """Two rules have the same code."""


REGISTERED_RULES: dict[str, Rule[Any]] = {}
"""Every rule that was imported, by code; `rules.registry` imports all of them."""


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Callable[P, Findings]], Rule[P]]:
    """Return a decorator that makes a rule of a generator of findings and registers it.

    Raises:
        DuplicateCodeError: If another rule has the code.
    """

    def registered(check: Callable[P, Findings]) -> Rule[P]:
        made = Rule(code, severity, check)
        if REGISTERED_RULES.setdefault(code, made) is not made:
            raise DuplicateCodeError(
                sentence("{code} is the code of {name!r} already", code=code, name=REGISTERED_RULES[code].name)
            )
        return made

    return registered
