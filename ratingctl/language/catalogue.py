"""The catalogue: the tool's own words in each language that has a PO file beside this module."""

import re
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ratingctl.language import files
from ratingctl.language.own_words import DIMENSION, OwnLanguage
from ratingctl.language.po_file import PoFile
from ratingctl.message import Dated, Message, Value, filled_in, is_decimal, with_unit_words
from ratingctl.words.visible import visible

if TYPE_CHECKING:  # help and errors need no report
    from ratingctl.report import Span

_UNIT_WORD = re.compile(r"\{(?:[Uu]nits?|[Ff]ew|[Mm]any|[Gg]roup)\}")
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
        self._own = language if isinstance(language, OwnLanguage) else OwnLanguage(language)
        self._unit_forms = {name: visible(word) for name, word in self._own.unit.forms().items()}
        self._known: dict[str, tuple[tuple[str, ...], Callable[[int], int]]] = {}
        self._words: dict[str, str] = {}
        """What was said of messages without values, by their keys."""

    def heading(self, key: str) -> str:
        """Return the heading of a column."""
        if key.startswith(DIMENSION) and f"heading.{key}" not in self._own.texts:
            return key.removeprefix(DIMENSION)
        return self.said(Message(f"heading.{key}")) if key else ""

    def said(self, piece: "Value | Span") -> str:
        """Return a piece as text: messages and dates in the language, everything else as it is."""
        if type(piece) is str:
            return piece
        if isinstance(piece, Message):
            return self._message(piece)
        if isinstance(piece, Dated):
            return self._date(piece.edtf)
        if is_decimal(piece):
            return f"{piece:f}".replace(".", self._message(Message("number.point")))
        inner = getattr(piece, "piece", None)  # of a span
        return str(piece) if inner is None else self.said(inner)

    def translated(self, text: str) -> str:
        """Return an English text without values, such as a help text, in the language."""
        translated = self._forms(Message(text))[0][0]
        return with_unit_words(translated, self._unit_words) if "{" in translated else translated

    def _message(self, message: Message) -> str:
        if message.values:
            return self._filled_in(message)
        word = self._words.get(message.key)
        if word is None:
            word = self._words[message.key] = self._filled_in(message)
        return word

    def _filled_in(self, message: Message) -> str:
        forms, plural_form = self._forms(message)
        place = plural_form(int(str(message.values["n"]))) if len(forms) > 1 else 0
        values = message.values
        if _UNIT_WORD.search(forms[place]):
            values = {**self._unit_words, **values}
        if self._unit_forms:
            values = {**self._unit_forms, "counted": visible(self._own.unit.counted(place, len(forms))), **values}
        return filled_in(forms[place], values, self.said, repr if self.language == files.SOURCE else self._quoted)

    @cached_property
    def _unit_words(self) -> dict[str, str]:
        usual = {
            name: self._forms(Message(f"unit_word.{name}"))[0][0] for name in ("unit", "units", "few", "many", "group")
        }
        return {name: visible(word) for name, word in self._own.unit.words(usual).items()}

    def _quoted(self, text: str) -> str:
        return self._message(Message("quote.text", {"text": text}))

    def _forms(self, message: Message) -> tuple[tuple[str, ...], Callable[[int], int]]:
        """Return the plural forms of a message's text, and which of them goes with a number."""
        forms = self._known.get(message.key)
        if forms is None:
            forms = self._known[message.key] = self._found_forms(message)
        return forms

    def _found_forms(self, message: Message) -> tuple[tuple[str, ...], Callable[[int], int]]:
        translated = _po_file(self.language)
        own = self._own_forms(message.key)
        if own:
            return own, translated.plural_form
        entry = translated.entry(message.key)
        if entry and entry.forms:
            return entry.forms, translated.plural_form
        source = _po_file(files.SOURCE)  # only now: most of what is said is translated
        entry = source.entry(message.key)
        if entry:
            return entry.source, source.plural_form
        return (message.key, message.plural) if message.plural else (message.key,), source.plural_form

    def _own_forms(self, key: str) -> tuple[str, ...]:
        """Return the plural forms in which the rating's own words say a message; none where the usual ones do."""
        text = self._own.texts.get(key)
        if text:
            return (visible(text).replace("{", "{{").replace("}", "}}"),)
        if self._unit_forms and " " not in key:
            said = {*self._unit_forms, "counted"}
            for group in ("unit", "any_unit"):
                forms = self._said_forms(f"{group}.{key.replace('.', '_')}")
                if forms and not {name for form in forms for name in _own_fields(form)} - said:
                    return forms
        return ()

    def _said_forms(self, key: str) -> tuple[str, ...]:
        """Return the forms of a message in the language, else in English; none where there is no such message."""
        entry = _po_file(self.language).entry(key)
        if entry and entry.forms:
            return entry.forms
        source = _po_file(files.SOURCE).entry(key)
        return source.source if source else ()

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


def _own_fields(template: str) -> set[str]:
    """Return the words for units that a template names."""
    from string import Formatter

    fields = {name for _, name, _, _ in Formatter().parse(template) if name}
    return {name for name in fields if name.lower() in ("unit", "units", "many", "group")}


def _po_file(language: str) -> PoFile:
    return _read_once(files.FOLDER, language)


@cache
def _read_once(folder: Path, language: str) -> PoFile:
    return PoFile((folder / f"{language}.po").read_text(encoding="utf-8"))
