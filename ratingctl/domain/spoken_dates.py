"""Dates in words, for print: messages such as «в мае 2026 года», which the catalogue says in a language.

Two ways of saying a date are needed: as when something happened (`when_message`: "in May 2026"), and as a name
(`date_message`: "May 2026"), which stands after a word such as "due".
"""

from ratingctl.message import Message

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
"""The words for months in keys of the catalogue, which has three forms of each: `month`, `month_in`, `month_of`."""

_OPEN = ".."
_PARTS = {
    "33": "first_quarter", "34": "second_quarter", "35": "third_quarter", "36": "fourth_quarter",
    "40": "first_half", "41": "second_half",
}  # fmt: skip
"""The codes of quarters and half-years (EDTF level 2, sub-year groupings)."""

POINTS = ("year", "month", "day", *_PARTS.values())
"""The precisions of a date in keys of the catalogue."""
SPANS = ("years", "months", "days")
"""The precisions of a time between two dates that share a part, in keys of the catalogue."""


def when_message(edtf: str) -> Message:
    """Return a date as the time of an event: "in May 2026", "on 18 May 2026", "from June 2025 to May 2026"."""
    start, end = _ends(edtf)
    if start == end:
        return _point("when", start)
    if start == _OPEN:
        return _until(end)
    if end == _OPEN:
        return Message("when.since", {"start": _point("date_of", start)})
    return _near("when", start, end) or Message(
        "when.from_to", {"start": _point("date_of", start), "end": _point("date_name", end)}
    )


def date_message(edtf: str) -> Message:
    """Return a date as a name: "May 2026", "18 May 2026", "June 2025 – May 2026"."""
    start, end = _ends(edtf)
    if start == end:
        return _point("date_name", start)
    if _OPEN in (start, end):
        return when_message(edtf)
    return _near("date_name", start, end) or Message(
        "date_name.from_to", {"start": _point("date_name", start), "end": _point("date_name", end)}
    )


def _ends(edtf: str) -> tuple[str, str]:
    start, slash, end = edtf.partition("/")
    return (start, end) if slash else (start, start)


def _until(end: str) -> Message:
    """A deadline without beginning; a day needs no "end of"."""
    key = "when.until_day" if end.count("-") == 2 else "when.until"
    return Message(key, {"end": _point("date_of", end)})


def _point(manner: str, edtf: str) -> Message:
    """One year, part of a year, month or day, in one manner of speaking."""
    year, month, day = (*edtf.split("-"), "", "")[:3]
    if day:
        return Message(f"{manner}.day", {"day": str(int(day)), "month": _month("month_of", month), "year": year})
    if month in _PARTS:
        return Message(f"{manner}.{_PARTS[month]}", {"year": year})
    if month:
        return Message(f"{manner}.month", {"month": _month(_MONTH_FORMS[manner], month), "year": year})
    return Message(f"{manner}.year", {"year": year})


_MONTH_FORMS = {"when": "month_in", "date_of": "month_of", "date_name": "month"}


def _month(form: str, month: str) -> Message:
    return Message(f"{form}.{MONTHS[int(month) - 1]}")


def _near(manner: str, start: str, end: str) -> Message | None:
    """Two ends that share a year, or a month of it, said once; None where they share nothing."""
    first, last = start.split("-"), end.split("-")
    if len(first) == len(last) == 1:
        return Message(f"{manner}.years", {"start": start, "end": end})
    if first[0] != last[0] or {first[-1], last[-1]} & _PARTS.keys():
        return None
    if len(first) == len(last) == 2:
        form = _MONTH_FORMS[manner]
        months = {"start": _month(form, first[1]), "end": _month(form, last[1])}
        return Message(f"{manner}.months", {**months, "year": first[0]})
    if len(first) == len(last) == 3 and first[1] == last[1]:
        days = {"start": str(int(first[2])), "end": str(int(last[2]))}
        return Message(f"{manner}.days", {**days, "month": _month("month_of", first[1]), "year": first[0]})
    return None
