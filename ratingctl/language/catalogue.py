"""The report's own words in the languages it speaks: headings, kinds, statuses, sentences with their plurals."""

from ratingctl.language.phrases import PHRASES
from ratingctl.report import Dated, Message, Span

LANGUAGES = ("en", "ru")
_ROMAN = ("I", "II", "III", "IV")
_PLURAL = "|"


class Catalogue:
    """Says terms in one language.

    Args:
        language: `en` or `ru`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def heading(self, key: str) -> str:
        """The heading of a column."""
        return self.said(Message(f"heading.{key}")) if key else ""

    def said(self, piece: "str | int | Message | Dated | Span") -> str:
        """A piece as text: terms and dates in the language, everything else as it is."""
        if isinstance(piece, Message):
            return self._term(piece)
        if isinstance(piece, Dated):
            return self._date(piece.edtf)
        return self.said(piece.piece) if isinstance(piece, Span) else str(piece)

    def _term(self, term: Message) -> str:
        phrase = PHRASES[term.key][self._column]
        if _PLURAL in phrase:
            phrase = phrase.split(_PLURAL)[self._plural_form(int(str(term.values["n"])))]
        values = {name: self.said(value) for name, value in term.values.items()}
        return phrase.format(**values)

    def _plural_form(self, n: int) -> int:
        """Which of a phrase's forms goes with a number (Unicode CLDR, cardinal plurals)."""
        if self.language == "en":
            return 0 if n == 1 else 1
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2

    def _date(self, edtf: str) -> str:
        start, slash, end = edtf.partition("/")
        if not slash:
            return self._point(edtf)
        if start == "..":
            return self._term(Message("date.by", {"date": self._point(end)}))
        if end == "..":
            return self._term(Message("date.from", {"date": self._point(start)}))
        return f"{self._point(start)} – {self._point(end)}"

    def _point(self, edtf: str) -> str:
        """A month as `2026-05` and a day as `2026-05-18`, which sort; quarters and half-years in words."""
        year, _, part = edtf.partition("-")
        if part in ("33", "34", "35", "36"):
            number = int(part) - 32
            return self._term(Message("date.quarter", {"number": number, "roman": _ROMAN[number - 1], "year": year}))
        if part in ("40", "41"):
            number = int(part) - 39
            return self._term(Message("date.half", {"number": number, "roman": _ROMAN[number - 1], "year": year}))
        return edtf
