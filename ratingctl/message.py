"""A message: a word or sentence of the tool's own, which is said in somebody's language later."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeGuard, Union

if TYPE_CHECKING:  # most runs have no decimals
    from decimal import Decimal


class Dated(NamedTuple):
    """A date in EDTF, to be said as people write it."""

    edtf: str


class Message(NamedTuple):
    """A word or sentence of the tool's own.

    Attributes:
        key: Its context in the catalogue, such as `heading.by`; or the English sentence itself, see `sentence`.
        values: What is filled in; `n` also chooses the plural.
        plural: Of a sentence that counts something: the English plural.
    """

    key: str
    values: Mapping[str, "Value"] = {}
    plural: str = ""

    def __str__(self) -> str:
        """Return the sentence in English."""
        return english(self)


UNIT_WORDS: Mapping[str, str] = {
    "unit": "region", "units": "regions", "few": "region", "many": "regions", "group": "district",
    "Unit": "Region", "Units": "Regions", "Few": "Region", "Many": "Regions", "Group": "District",
}  # fmt: skip
"""What every template may say of the units of a rating, in English and where the rating has no words of its own."""

Value = Union[str, int, float, "Decimal", Message, Dated]
"""What may be filled in."""


_PLAIN = (str, int, float)
_FITTING = (*_PLAIN, Message, Dated)

Text = str | Message
"""Words for people: of the data or of a stranger as they are, of the tool's own as a message."""


def is_decimal(value: object) -> "TypeGuard[Decimal]":
    """Return whether a value is a decimal; where nothing has loaded their module yet, there are none."""
    module = sys.modules.get("decimal")
    return module is not None and isinstance(value, module.Decimal)


def sentence(text: str, /, **values: object) -> Message:
    """Return a message whose key in the catalogue is its English text.

    Args:
        text: The English template, in the source as one literal: `no edition {edition!r}`.
        values: What is filled in: messages are said first, numbers can be formatted, all else is written as a text.
    """
    return Message(text, _values(values))


def verbatim(text: str) -> Message:
    """Return a message without values, in whose English text braces mean themselves."""
    return Message(text.replace("{", "{{").replace("}", "}}"))


def counted(one: str, many: str, /, *, n: int, **values: object) -> Message:
    """Return a message about `n` things, with its English singular and plural for keys; see `sentence`."""
    return Message(one, {"n": n, **_values(values)}, many)


def in_a_row(*pieces: Value) -> Message:
    """Return pieces that are said one after the other, each in the language of the whole."""
    values = {f"_{place}": piece for place, piece in enumerate(pieces)}
    return Message("".join(f"{{{name}}}" for name in values), values)


def joined(pieces: Iterable[Value], separator: str = ", ") -> Message:
    """Return pieces that are said one after the other with a separator; see `in_a_row`."""
    first, *rest = pieces
    return in_a_row(first, *(piece for other in rest for piece in (separator, other)))


def english(piece: Value) -> str:
    """Return a piece in English, as errors are compared and logged; needs no catalogue."""
    if isinstance(piece, Message):
        template = piece.plural if piece.plural and piece.values["n"] != 1 else piece.key
        return filled_in(template, {**UNIT_WORDS, **piece.values}, english)
    return piece.edtf if isinstance(piece, Dated) else str(piece)


def with_unit_words(text: str, words: Mapping[str, str] = UNIT_WORDS) -> str:
    """Return a text without other values, such as a help text, with the words for units filled in; braces stay.

    Args:
        text: The text.
        words: The words, as `UNIT_WORDS`.
    """
    if "{" in text:
        for name, word in words.items():
            text = text.replace(f"{{{name}}}", word)
    return text


def quoted(text: str) -> Message:
    """Return a text in the quotation marks of the language in which it is said."""
    return Message("{text!r}", {"text": text})


class _QuotableText(str):
    """A text that `{text!r}` in a template puts into the quotation marks of a language."""

    quote: Callable[[str], str]

    def __repr__(self) -> str:
        return self.quote(str(self))


def filled_in(
    template: str, values: Mapping[str, Value], say: Callable[[Value], str], quote: Callable[[str], str] = repr
) -> str:
    """Return a template with its values; messages and dates are said, texts and numbers formatted as it asks.

    Args:
        template: The template; `{name!r}` asks for quotation marks.
        values: Its values.
        say: Says messages, dates and decimals.
        quote: Puts a text into quotation marks.
    """
    said = {name: value if isinstance(value, _PLAIN) else say(value) for name, value in values.items()}
    if quote is not repr and "!r}" in template:
        said = {name: _quotable(value, quote) if isinstance(value, str) else value for name, value in said.items()}
    return template.format(**said)


def _quotable(text: str, quote: Callable[[str], str]) -> str:
    quotable = _QuotableText(text)
    quotable.quote = quote
    return quotable


def _values(values: Mapping[str, object]) -> dict[str, Value]:
    """Return values that may be filled in."""
    return {
        name: value if isinstance(value, _FITTING) or is_decimal(value) else str(value)
        for name, value in values.items()
    }
