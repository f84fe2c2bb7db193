"""Findings of the gate as JSON and as lines for people."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ratingctl.domain.findings import Severity
from ratingctl.domain.gate import GateProblem
from ratingctl.domain.model import Rating
from ratingctl.message import Message
from ratingctl.report import EMPTY, Cell, Column, Emphasis, Inline, Span, Table, paragraph

_SHOWN = 3
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


def gate_tables(problems: Sequence[GateProblem], rating: Rating, shown: int | None = _SHOWN) -> list[Table]:
    """Return the findings as tables for people, one for each code, the worst first.

    Args:
        problems: The findings, sorted by severity and code.
        rating: Where the names of regions are looked up.
        shown: How many of each code to show; None for all.
    """
    tables = []
    for _, of_code in _by_code(problems):
        title = paragraph(*_head(of_code[0]), " · ", len(of_code))
        rows: list[list[Cell]] = [[_name(problem, rating), problem.message] for problem in of_code[:shown]]
        more = len(of_code) - len(rows)
        note = paragraph(Message("count.more_findings", {"n": more})) if more > 0 else EMPTY
        tables.append(Table((Column(""), Column("")), rows, title=title, note=note))
    return tables


def gate_summary(problems: Sequence[GateProblem]) -> list[Table]:
    """Return a table with the number of findings of each code; none where there are no findings."""
    rows: list[list[Cell]] = [[paragraph(*_head(of_code[0])), len(of_code)] for _, of_code in _by_code(problems)]
    return [Table((Column(""), Column("", numeric=True, whole=True)), rows)] if rows else []


def _by_code(problems: Sequence[GateProblem]) -> Iterator[tuple[str, list[GateProblem]]]:
    return ((code, list(group)) for code, group in groupby(problems, key=lambda problem: problem.code))


def _head(problem: GateProblem) -> tuple[Inline, ...]:
    severity = Message(f"severity.{problem.severity.value}")
    return Span(problem.code, _EMPHASIS[problem.severity]), " ", severity, " · ", Message(f"gate.{problem.code}")


def _name(problem: GateProblem, rating: Rating) -> Cell:
    if problem.region is None:
        return None
    region = rating.regions.get(problem.region)
    return region.name if region else problem.region
