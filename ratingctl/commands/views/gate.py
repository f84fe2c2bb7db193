"""Findings of the gate as JSON and as lines for people."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ratingctl.domain.findings import Severity
from ratingctl.domain.gate import GateProblem
from ratingctl.message import Message, counted
from ratingctl.report import Emphasis, Inline, Paragraph, Span, paragraph

_SHOWN = 5
"""So many findings of one code are shown to people; JSON has them all."""
_EMPHASIS = {Severity.ERROR: Emphasis.BAD, Severity.WARNING: Emphasis.STRONG, Severity.NOTE: Emphasis.NONE}


def gate_data(problems: Sequence[GateProblem]) -> list[dict[str, Any]]:
    """Return the findings as JSON has them."""
    return [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "region": problem.region,
            "message": str(problem.message),
        }
        for problem in problems
    ]


def gate_notes(problems: Sequence[GateProblem], shown: int | None = _SHOWN) -> list[Paragraph]:
    """Return the findings as lines for people, code by code: a head with their number, and the first of them.

    Args:
        problems: The findings, sorted by code.
        shown: How many of each code to show; None for all.
    """
    lines: list[Paragraph] = []
    for (severity, code), group in groupby(problems, key=lambda problem: (problem.severity, problem.code)):
        of_code = list(group)
        count = counted("{n} finding", "{n} findings", n=len(of_code))
        name = Message(f"gate.{code}")
        mark = Span(code, _EMPHASIS[severity])
        lines.append(paragraph(mark, " ", Message(f"severity.{severity.value}"), " · ", name, " · ", count))
        lines += [paragraph("  ", *_where(problem), problem.message) for problem in of_code[:shown]]
        more = len(of_code) - shown if shown is not None else 0
        if more > 0:
            lines.append(paragraph("  ", counted("and {n} more", "and {n} more", n=more)))
    return lines


def _where(problem: GateProblem) -> tuple[Inline, ...]:
    return (f"{problem.region}: ",) if problem.region else ()
