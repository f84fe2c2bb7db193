"""The catalogue: the tool's own words in each language that has a PO file beside this module."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

from ratingctl.language import files
from ratingctl.language.po_file import PoFile
from ratingctl.message import Dated, Message, Value, filled_in
from ratingctl.report import Span

_ROMAN = ("I", "II", "III", "IV")


def all_translations(key: str) -> list[str]:
    """Return what a word is in every language, English first; empty if there is no such word.

    Args:
        key: The key of a message without values.
    """
    is_known = _po_file(files.SOURCE).entry(key) is not None
    return [Catalogue(language).said(Message(key)) for language in files.languages() if is_known]


class Catalogue:
    """The messages in one language; what it has no translation for is said in English.

    Args:
        language: Its code; one without a file means English.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in files.languages() else files.SOURCE
        self._known: dict[str, tuple[tuple[str, ...], Callable[[int], int]]] = {}

    def heading(self, key: str) -> str:
        """Return the heading of a column."""
        return self.said(Message(f"heading.{key}")) if key else ""

    def said(self, piece: Value | Span) -> str:
        """Return a piece as text: messages and dates in the language, everything else as it is."""
        if isinstance(piece, Message):
            return self._message(piece)
        if isinstance(piece, Dated):
            return self._date(piece.edtf)
        if isinstance(piece, Decimal):
            return f"{piece:f}".replace(".", self._message(Message("number.point")))
        return self.said(piece.piece) if isinstance(piece, Span) else str(piece)

    def translated(self, text: str) -> str:
        """Return an English text without values, such as a help text, in the language."""
        return self._forms(Message(text))[0][0]

    def _message(self, message: Message) -> str:
        forms, plural_form = self._forms(message)
        template = forms[plural_form(int(str(message.values["n"])))] if len(forms) > 1 else forms[0]
        return filled_in(template, message.values, self.said)

    def _forms(self, message: Message) -> tuple[tuple[str, ...], Callable[[int], int]]:
        """Return the plural forms of a message's text, and which of them goes with a number."""
        forms = self._known.get(message.key)
        if forms is None:
            forms = self._known[message.key] = self._found_forms(message)
        return forms

    def _found_forms(self, message: Message) -> tuple[tuple[str, ...], Callable[[int], int]]:
        translated, source = _po_file(self.language), _po_file(files.SOURCE)
        entry = translated.entry(message.key)
        if entry and entry.forms:
            return entry.forms, translated.plural_form
        entry = source.entry(message.key)
        if entry:
            return entry.source, source.plural_form
        return (message.key, message.plural) if message.plural else (message.key,), source.plural_form

    def _date(self, edtf: str) -> str:
        start, slash, end = edtf.partition("/")
        if not slash:
            return self._point(edtf)
        if start == "..":
            return self._message(Message("date.by", {"date": self._point(end)}))
        if end == "..":
            return self._message(Message("date.from", {"date": self._point(start)}))
        return f"{self._point(start)} – {self._point(end)}"

    def _point(self, edtf: str) -> str:
        """A month as `2026-05` and a day as `2026-05-18`, which sort; quarters and half-years in words."""
        year, _, part = edtf.partition("-")
        if part in ("33", "34", "35", "36"):
            number = int(part) - 32
            return self._message(Message("date.quarter", {"number": number, "roman": _ROMAN[number - 1], "year": year}))
        if part in ("40", "41"):
            number = int(part) - 39
            return self._message(Message("date.half", {"number": number, "roman": _ROMAN[number - 1], "year": year}))
        return edtf


def _po_file(language: str) -> PoFile:
    return _read_once(files.FOLDER, language)


@cache
def _read_once(folder: Path, language: str) -> PoFile:
    return PoFile((folder / f"{language}.po").read_text(encoding="utf-8"))
