"""Reader of gettext PO files, as far as the catalogue uses the format: UTF-8, contexts, plurals, fuzzy entries.

An entry is searched for and parsed when it is asked for: a report says some fifty of thousands of messages.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

_CONTEXT = re.compile(r'^msgctxt "([^"\\\n]+)"$', re.MULTILINE)
_MESSAGE = re.compile(r"^msg", re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\nt])*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE_OF = {character: f"\\{letter}" for letter, character in _ESCAPES.items()}
_ESCAPABLE = re.compile(r'["\\\n\t]')
_PLURAL_FORMS = re.compile(r"nplurals=(\d); plural=([-\sn\d()%&|!=<>?:+*/]+);")
_USUAL_RULES: Mapping[str, Callable[[int], int]] = {
    "(n != 1)": lambda n: int(n != 1),
    "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)": lambda n: (
        0 if n % 10 == 1 and n % 100 != 11 else 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
    ),
}
"""The rules of most languages of Europe, for which the reader of rules need not be loaded."""
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
        self._text = text
        head = text.partition("\n\n")[0]
        fields = _fields(head)
        if fields.get("msgid") != "":
            raise PoError("the file does not begin with a header")
        self.header: Mapping[str, str] = dict(_header_line(line) for line in fields["msgstr"].splitlines())
        self._plurals, self.plural_form = _plural_rule(self.header.get("Plural-Forms", ""))
        self._first_line = head.count("\n") + 3
        self._first_entry = self._last_found = len(head)

    def entry(self, key: str) -> PoEntry | None:
        """Return the message of a context, which has no spaces, or of an English text; None if the file has none."""
        if " " not in key:
            for block in self._blocks_with(f'\nmsgctxt "{key}"\n'):
                return self._parsed(block)[1]
        for block in self._blocks_with(f'\nmsgid "{_ESCAPABLE.sub(_escaped, key)}"\n'):
            if not _CONTEXT.search(block):
                return self._parsed(block)[1]
        return self._sentences_on_several_lines.get(key)

    def entries(self) -> dict[str, PoEntry]:
        """Return every message, parsed and checked.

        Raises:
            PoError: If one is malformed, stands there twice, or lacks a plural form.
        """
        parsed: dict[str, PoEntry] = {}
        line = self._first_line
        for block in self._text.split("\n\n")[1:]:
            if _MESSAGE.search(block):
                key, entry = self._parsed(block, line)
                if key in parsed:
                    raise PoError(f"{key!r} stands there twice", line)
                parsed[key] = entry
            line += block.count("\n") + 2
        return parsed

    @cached_property
    def _sentences_on_several_lines(self) -> dict[str, PoEntry]:
        """The messages without context whose English text is written on several lines, by that text."""
        blocks = (block for block in self._blocks_with('\nmsgid ""\n"') if not _CONTEXT.search(block))
        return dict(self._parsed(block) for block in blocks)

    def _blocks_with(self, text: str) -> Iterator[str]:
        """Iterate over the entries that hold a text: those behind the last one that was found, then those before it.

        What is said together mostly stands together in the file, so that the search is short.
        """
        begin = self._last_found
        for start, stop in ((begin, len(self._text)), (self._first_entry, begin + len(text) - 1)):
            position = self._text.find(text, start, stop)
            while position >= 0:
                end = self._text.find("\n\n", position + len(text) - 1)
                end = len(self._text) if end < 0 else end
                self._last_found = position
                yield self._text[self._text.rfind("\n\n", 0, position + 1) + 2 : end]
                position = self._text.find(text, end, stop)

    def _parsed(self, block: str, line: int | None = None) -> tuple[str, PoEntry]:
        """Return the key and the entry of a block.

        Args:
            block: The text of the entry.
            line: The number of its first line, where it is known.
        """
        try:
            return _entry(_fields(block), self._plurals)
        except PoError as error:
            error.line += (self._text.count("\n", 0, self._text.find(block)) + 1 if line is None else line) - 1
            raise


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPE_OF[match[0]]


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
    if match[2] in _USUAL_RULES:
        return int(match[1]), _USUAL_RULES[match[2]]
    from gettext import c2py

    try:
        return int(match[1]), c2py(match[2])
    except ValueError as error:
        raise PoError(f"Plural-Forms: {error}") from error
