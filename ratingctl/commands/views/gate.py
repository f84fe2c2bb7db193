"""Findings of the gate as JSON and as lines for people."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ratingctl.domain.findings import Severity
from ratingctl.domain.gate import GateProblem
from ratingctl.domain.model import Rating
from ratingctl.message import Message
from ratingctl.report import EMPTY, Cell, Column, Emphasis, Span, Table, paragraph

_SHOWN = 5
"""So many findings of one code are shown to people."""
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


def gate_tables(problems: Sequence[GateProblem], rating: Rating, shown: int = _SHOWN) -> list[Table]:
    """Return the findings as tables for people, one for each code, the worst first.

    Args:
        problems: The findings, sorted by severity and code.
        rating: Where the names of regions are looked up.
        shown: How many of each code to show; JSON has them all.
    """
    tables = []
    for (severity, code), group in groupby(problems, key=lambda problem: (problem.severity, problem.code)):
        of_code = list(group)
        title = paragraph(
            Span(code, _EMPHASIS[severity]),
            " ",
            Message(f"severity.{severity.value}"),
            " · ",
            Message(f"gate.{code}"),
            " · ",
            len(of_code),
        )
        rows: list[list[Cell]] = [[_name(problem, rating), problem.message] for problem in of_code[:shown]]
        more = len(of_code) - shown
        note = paragraph(Message("count.more_findings", {"n": more})) if more > 0 else EMPTY
        tables.append(Table((Column(""), Column("")), rows, title=title, note=note))
    return tables


def _name(problem: GateProblem, rating: Rating) -> Cell:
    if problem.region is None:
        return None
    region = rating.regions.get(problem.region)
    return region.name if region else problem.region
