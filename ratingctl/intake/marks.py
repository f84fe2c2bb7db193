"""Marks: the places of an article that say what stands in the fields of a draft."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate
from ratingctl.intake.kind_triggers import triggers_in
from ratingctl.intake.promised_dates import deadline_places
from ratingctl.intake.spelling_matcher import PlacedToken, placed_tokens

_SHORTEST_STEM, _LONGEST_ENDING = 4, 3
_MONTHS = ("янв", "фев", "мар", "апр", "ма[яйе]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Mark(NamedTuple):
    """A part of a text that says what stands in a field; offsets of its first character and after its last."""

    start: int
    end: int
    field: str


def marks_in(
    text: str,
    phrases: Mapping[str, Sequence[str]],
    kind: str = "",
    day: EdtfDate | None = None,
    deadlines: Mapping[str, EdtfDate | None] | None = None,
) -> list[Mark]:
    """Return the marks of a text in order; none overlap.

    Args:
        text: The article as it is shown.
        phrases: For each field, the names and words that its value may have been understood from.
        kind: The kind, whose trigger words are marked.
        day: The date, in any common form.
        deadlines: For each field, the deadline that it holds.
    """
    tokens = placed_tokens(text)
    marks = [Mark(*place, field) for field, names in phrases.items() for place in _places(names, tokens)]
    marks += [Mark(start, end, "kind") for start, end in triggers_in(text, kind)] if kind else []
    marks += [Mark(match.start(), match.end(), "date") for match in _dates(text, day)]
    for field, deadline in (deadlines or {}).items():
        marks += [Mark(start, end, field) for start, end in (deadline_places(text, deadline) if deadline else ())]
    chosen: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not chosen or mark.start >= chosen[-1].end:
            chosen.append(mark)
    return chosen


def _places(names: Sequence[str], tokens: Sequence[PlacedToken]) -> Iterator[tuple[int, int]]:
    """Yield where names stand in a text, in any grammatical case."""
    by_start: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        by_start.setdefault(token.folded[:_SHORTEST_STEM], []).append(place)
    for name in names:
        wanted = [token.folded for token in placed_tokens(name)]
        if not wanted or (len(wanted) == 1 and len(wanted[0]) < 2):
            continue
        for place in by_start.get(wanted[0][:_SHORTEST_STEM], ()):
            there = tokens[place : place + len(wanted)]
            if len(there) == len(wanted) and all(map(_is_form, wanted, (token.folded for token in there))):
                yield there[0].start, there[-1].end


def _is_form(one: str, other: str) -> bool:
    """Return True if two words differ in their endings at most."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    stem = max(_SHORTEST_STEM, shorter - _LONGEST_ENDING)
    return shorter >= _SHORTEST_STEM and abs(len(one) - len(other)) <= _LONGEST_ENDING and one[:stem] == other[:stem]


def _dates(text: str, day: EdtfDate | None) -> Iterator[re.Match[str]]:
    if day is None or day.earliest is None:
        return iter(())
    first = day.earliest
    russian, english = _MONTHS[first.month - 1], _ENGLISH[first.month - 1]
    year = rf"(?:,?\s+{first.year}(?:\s*г(?:ода|\.)?)?)?"
    number = rf"0?{first.day}" if day.earliest == day.latest else r"(?:\d{1,2})?"
    forms = (
        rf"\b{first.year}-{first.month:02}(?:-{first.day:02})?\b",
        rf"\b{number}\.0?{first.month}\.{first.year}\b",
        rf"\b{number}\s*(?:{russian}|{english})[а-яa-z]*\.?{year}",
        rf"\b{english}[a-z]*\.?\s+{number}\b{year}",
    )
    return re.finditer("|".join(forms), text, re.IGNORECASE)
