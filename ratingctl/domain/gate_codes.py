"""Codes of the gate: at which step of an edition's life each counts, and its severity where a rating sets none."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ratingctl.domain.findings import Severity


class GateStep(StrEnum):
    """A step of an edition's life before which the gate is asked."""

    LOCK = "lock"
    PUBLISH = "publish"


class ErratumTarget(StrEnum):
    """What an erratum may still correct where an edition was published with a finding."""

    REGION = "region"
    EVENT = "event"


class GateCode(NamedTuple):
    """A code of the gate.

    Attributes:
        steps: The steps at which it counts; what is shown early, in `status`, is shown for all of them.
        severity: Its severity where `gate:` in `rating.yaml` says nothing.
        correction: What an erratum may correct after publication; None where it is too late for that.
    """

    steps: tuple[GateStep, ...]
    severity: Severity
    correction: ErratumTarget | None = None


OFF = "off"
"""The word in `gate:` that turns a code off."""
GATE_WORDS = (*(severity.value for severity in Severity), OFF)
"""The words that `gate:` in `rating.yaml` may have."""

_LOCK, _PUBLISH = (GateStep.LOCK,), (GateStep.PUBLISH,)
GATE_CODES: Mapping[str, GateCode] = {
    "G101": GateCode(_PUBLISH, Severity.ERROR, ErratumTarget.REGION),
    "G102": GateCode(_PUBLISH, Severity.ERROR, ErratumTarget.REGION),
    "G103": GateCode(_PUBLISH, Severity.ERROR, ErratumTarget.REGION),
    "G104": GateCode(_PUBLISH, Severity.ERROR, ErratumTarget.REGION),
    "G105": GateCode(_PUBLISH, Severity.NOTE, ErratumTarget.REGION),
    "G106": GateCode(_LOCK, Severity.ERROR),
    "G107": GateCode(_LOCK, Severity.WARNING),
    "G108": GateCode(_PUBLISH, Severity.WARNING),
    "G109": GateCode(_LOCK + _PUBLISH, Severity.ERROR),
    "G110": GateCode(_PUBLISH, Severity.WARNING, ErratumTarget.EVENT),
}
"""Every code; `gate.py` has the rule of each."""


def severity_in(settings: Mapping[str, str], code: str) -> Severity | None:
    """Return the severity of a code in a rating; None where it is turned off.

    Args:
        settings: `gate:` of `rating.yaml`.
        code: The code.
    """
    word = settings.get(code, GATE_CODES[code].severity.value)
    return None if word == OFF else Severity(word)
