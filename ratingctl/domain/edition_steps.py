"""The next step of an edition's life, as a word for each."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, assert_never

from ratingctl.domain.gate import GateProblem
from ratingctl.domain.gate_codes import GateStep
from ratingctl.domain.gate_rules import refusals_of
from ratingctl.domain.model import Edition, State


class NextStep(StrEnum):
    """What is to be done next with an edition."""

    COLLECT = "collect"
    CHECK = "check"
    SCORE = "score"
    MEND = "mend"
    LOCK = "lock"
    PUBLISH = "publish"
    OPEN_NEXT = "open_next"


class Advice(NamedTuple):
    """The next step, and the command that takes it, without the name of the tool."""

    step: NextStep
    command: str


_SCORE_CODES = frozenset(("G101", "G102", "G103", "G104"))
_CHECK_CODES = frozenset(("G106", "G107"))


def advice_for(
    edition: Edition, problems: Sequence[GateProblem], left: int, today: date, *, has_draft: bool
) -> Advice | None:
    """Return the next step of an edition; None where there is nothing to do.

    Args:
        edition: The edition.
        problems: The findings of the gate about it.
        left: How many promises nobody looked for.
        today: The day.
        has_draft: Whether any edition is a draft.
    """
    match edition.state:
        case State.DRAFT:
            if today <= edition.cutoff:
                return Advice(NextStep.CHECK, "checked --review") if left else Advice(NextStep.COLLECT, "add-event")
            stopping = refusals_of(problems, GateStep.LOCK)
            return _mending(edition, stopping) or Advice(NextStep.LOCK, f"lock {edition.id}")
        case State.LOCKED:
            stopping = refusals_of(problems, GateStep.PUBLISH)
            return _mending(edition, stopping) or Advice(NextStep.PUBLISH, f"publish {edition.id}")
        case State.PUBLISHED:
            return None if has_draft else Advice(NextStep.OPEN_NEXT, "new-edition")
    assert_never(edition.state)


def _mending(edition: Edition, stopping: Sequence[GateProblem]) -> Advice | None:
    codes = {problem.code for problem in stopping}
    if not codes:
        return None
    if codes & _CHECK_CODES:
        return Advice(NextStep.CHECK, f"checked --review -e {edition.id}")
    if codes & _SCORE_CODES:
        return Advice(NextStep.SCORE, f"score --review -e {edition.id}")
    return Advice(NextStep.MEND, f"validate --explain {min(codes)}")
