"""Reader of gettext PO files, as far as the catalogue uses the format: UTF-8, contexts, plurals, fuzzy entries.

Entries are parsed when they are asked for: a report says some fifty of hundreds of messages.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from gettext import c2py
from typing import NamedTuple

_CONTEXT = re.compile(r'^msgctxt "([^"\\\n]+)"$', re.MULTILINE)
_MESSAGE = re.compile(r"^msg", re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\nt])*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_PLURAL_FORMS = re.compile(r"nplurals=(\d); plural=([-\sn\d()%&|!=<>?:+*/]+);")
_FUZZY = re.compile(r"#,.*\bfuzzy\b")


class PoError(ValueError):
    """A line that is no PO, or that the catalogue does not use.

    Args:
        fact: What is wrong with it.
        line: Its number, from 1.
    """

    def __init__(self, fact: str, line: int = 1) -> None:
        super().__init__(fact, line)
        self.fact = fact
        self.line = line

    def __str__(self) -> str:
        return f"line {self.line}: {self.fact}"


class PoEntry(NamedTuple):
    """One message.

    Attributes:
        source: The English text; its singular and plural where the message counts something.
        forms: The translation in all its plural forms; empty where there is none yet.
    """

    source: tuple[str, ...]
    forms: tuple[str, ...]


class PoFile:
    """The messages of one PO file, by context, or by English text where they have none.

    Args:
        text: The content of the file.

    Raises:
        PoError: If the header is malformed; of the entries, when they are asked for.
    """

    def __init__(self, text: str) -> None:
        head, *self._blocks = text.split("\n\n")
        self._first_line = head.count("\n") + 3
        fields = _fields(head)
        if fields.get("msgid") != "":
            raise PoError("the file does not begin with a header")
        self.header: Mapping[str, str] = dict(_header_line(line) for line in fields["msgstr"].splitlines())
        self._plurals, self.plural_form = _plural_rule(self.header.get("Plural-Forms", ""))
        contexts = [_CONTEXT.search(block) for block in self._blocks]
        self._numbers = {match[1]: number for number, match in enumerate(contexts) if match}
        self._without_context = [number for number, match in enumerate(contexts) if not match]

    def entry(self, key: str) -> PoEntry | None:
        """Return the message of a context or of an English text, or None if the file has none."""
        number = self._numbers.get(key)
        return self._sentences.get(key) if number is None else self._parsed(number)[1]

    def entries(self) -> dict[str, PoEntry]:
        """Return every message, parsed and checked.

        Raises:
            PoError: If one is malformed, stands there twice, or lacks a plural form.
        """
        return self._all_parsed(range(len(self._blocks)))

    @cached_property
    def _sentences(self) -> dict[str, PoEntry]:
        """The messages without context, by their English text."""
        return self._all_parsed(self._without_context)

    def _all_parsed(self, numbers: Iterable[int]) -> dict[str, PoEntry]:
        parsed: dict[str, PoEntry] = {}
        for number in numbers:
            if _MESSAGE.search(self._blocks[number]):
                key, entry = self._parsed(number)
                if key in parsed:
                    raise PoError(f"{key!r} stands there twice", self._line(number))
                parsed[key] = entry
        return parsed

    def _line(self, number: int) -> int:
        """Return the first line of a block."""
        return self._first_line + sum(block.count("\n") + 2 for block in self._blocks[:number])

    def _parsed(self, number: int) -> tuple[str, PoEntry]:
        """Return the key and the entry of a block."""
        try:
            return _entry(_fields(self._blocks[number]), self._plurals)
        except PoError as error:
            error.line += self._line(number) - 1
            raise


def _fields(block: str) -> dict[str, str]:
    """Return the texts of one entry by their keywords; a fuzzy translation counts as none."""
    fields: dict[str, str] = {}
    keyword = ""
    is_fuzzy = False
    for number, line in enumerate(block.split("\n"), 1):
        if line.startswith("msg"):
            keyword, _, line = line.partition(" ")
            if keyword in fields:
                raise PoError(f"a second {keyword} in one entry, without a blank line before", number)
            fields[keyword] = ""
        elif line.startswith("#") or not line:
            is_fuzzy = is_fuzzy or bool(_FUZZY.match(line))
            continue
        quoted = _QUOTED.fullmatch(line)
        if quoted is None or not keyword:
            raise PoError(f"no quoted text: {line}", number)
        text = quoted[1]
        fields[keyword] += _ESCAPED.sub(lambda match: _ESCAPES[match[1]], text) if "\\" in text else text
    if is_fuzzy:
        return {keyword: "" if keyword.startswith("msgstr") else text for keyword, text in fields.items()}
    return fields


def _entry(fields: dict[str, str], plurals: int) -> tuple[str, PoEntry]:
    source = fields.pop("msgid", "")
    if not source:
        raise PoError("an entry without msgid")
    key = fields.pop("msgctxt", source)
    many = fields.pop("msgid_plural", None)
    keywords = ["msgstr"] if many is None else [f"msgstr[{form}]" for form in range(plurals)]
    if list(fields) != keywords:
        raise PoError(f"{key!r} has {', '.join(fields) or 'no msgstr'} instead of {', '.join(keywords)}")
    forms = tuple(fields.values())
    return key, PoEntry((source,) if many is None else (source, many), forms if all(forms) else ())


def _header_line(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name, value


def _plural_rule(text: str) -> tuple[int, Callable[[int], int]]:
    """Return how many plural forms a language has, and which of them goes with a number."""
    match = _PLURAL_FORMS.fullmatch(text)
    if match is None:
        raise PoError("the header has no Plural-Forms like `nplurals=2; plural=(n != 1);`")
    try:
        return int(match[1]), c2py(match[2])
    except ValueError as error:
        raise PoError(f"Plural-Forms: {error}") from error
