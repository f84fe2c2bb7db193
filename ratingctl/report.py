"""A report before it is rendered: the data of its JSON, and typed tables for people on a screen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, Union, overload

from ratingctl.message import Dated as Dated
from ratingctl.message import Message as Message

if TYPE_CHECKING:  # most reports have no decimals
    from decimal import Decimal

T = TypeVar("T")


class Emphasis(StrEnum):
    """Emphasis of a piece of text; a renderer may have no means for it, so it never carries meaning alone."""

    NONE = "none"
    STRONG = "strong"
    ITALIC = "italic"
    DIM = "dim"
    GOOD = "good"
    BAD = "bad"
    FOUND = "found"


class Span(NamedTuple):
    """A piece of text with an emphasis.

    Attributes:
        link: The address that it leads to, where a renderer has means for it; else nothing is lost.
    """

    piece: "str | int | Decimal | Message | Dated"
    emphasis: Emphasis = Emphasis.NONE
    link: str = ""


Inline = Union[str, int, "Decimal", Message, Dated, Span]


class Paragraph(NamedTuple):
    """A paragraph: pieces that are written one after the other."""

    pieces: tuple[Inline, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def spans(self) -> list[Span]:
        """Return its pieces as spans, each with its emphasis."""
        return [piece if isinstance(piece, Span) else Span(piece) for piece in self.pieces]


EMPTY = Paragraph()


class CellText(NamedTuple):
    """A cell of several paragraphs; `listed` where each of them is an item of a list."""

    lines: tuple[Paragraph, ...] = ()
    listed: bool = False


Cell = Inline | Paragraph | CellText | None


def paragraph(*pieces: Inline) -> Paragraph:
    """Return a paragraph of these pieces."""
    return Paragraph(pieces)


def paragraphs(cell: Cell) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a cell of any type."""
    if cell is None:
        return ()
    if isinstance(cell, CellText):
        return cell.lines
    return (cell if isinstance(cell, Paragraph) else Paragraph((cell,)),)


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        heading: Its key in the catalogue; empty for a column without heading.
        numeric: True if its values stand under each other by their last digit.
        whole: True if its values are never broken over lines: ids, scores, dates.
    """

    heading: str
    numeric: bool = False
    whole: bool = False


class Table(NamedTuple):
    """A table: columns, and rows of cells.

    Attributes:
        title: What stands above it.
        note: What stands below it.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    title: Paragraph = EMPTY
    note: Paragraph = EMPTY


class LazySequence(Sequence[T]):
    """A lazy sequence, computed at the first access: JSON and CSV need none of a report's tables.

    Args:
        make: Returns its items.
    """

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> list[T]:
        return list(self._make())

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items[index]


class WrittenObject(Mapping[str, Any]):
    """An object of a report's data whose JSON is at hand; its values are decoded when one is asked for.

    Args:
        text: The JSON, indented, with hidden characters as escapes.
        margin: The line break with the indentation of the object that the text was written for.
    """

    def __init__(self, text: str, margin: str) -> None:
        self.text = text
        self.margin = margin

    @cached_property
    def _values(self) -> dict[str, Any]:
        import json  # few that print a report ask for a value

        values: dict[str, Any] = json.loads(self.text)
        return values

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Records(NamedTuple):
    """The CSV of a report: the innermost list of its data, with ids of the enclosing objects as leading columns.

    Attributes:
        path: The keys of the nested lists, the outermost first.
        leading: Name of a leading column, depth of the object it is taken from (0 is the data itself), key there.
        columns: The keys of the innermost objects, in order.
    """

    path: tuple[str, ...]
    leading: tuple[tuple[str, int, str], ...]
    columns: tuple[str, ...]


class Screen(NamedTuple):
    """Text for people: a title, tables and notes.

    Attributes:
        language: The language in which its messages are said; empty for the person's.
        title: The first line.
        tables: The tables.
        notes: What people should know besides, below the tables.
    """

    language: str = ""
    title: Paragraph = EMPTY
    tables: Sequence[Table] = ()
    notes: Sequence[Paragraph] = ()


class CalendarEntry(NamedTuple):
    """A day in a calendar.

    Attributes:
        day: The day.
        uid: What makes it the same entry when the calendar is made anew.
        summary: Its line.
        description: Its text.
    """

    day: date
    uid: str
    summary: Paragraph
    description: tuple[Paragraph, ...] = ()


class Calendar(NamedTuple):
    """A report as a calendar.

    Attributes:
        language: The language in which its messages are said.
        name: What it is called.
        domain: What tells its entries from those of other calendars.
        as_of: The day for which it was made.
        entries: The days.
    """

    language: str
    name: str
    domain: str
    as_of: date
    entries: Sequence[CalendarEntry]


class Report(NamedTuple):
    """The result of a command, for programs and for people.

    Attributes:
        data: Exactly the JSON.
        records: Which part of the data is the CSV.
        screen: The text for people.
        has_findings: True if the command found something to act on.
        calendar: The report as a calendar, where it is one.
    """

    data: Mapping[str, Any]
    records: Records
    screen: Screen = Screen()
    has_findings: bool = False
    calendar: Calendar | None = None
