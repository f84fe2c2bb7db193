"""A report before it is rendered: the data of its JSON, and typed tables for people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, overload

from ratingctl.message import Dated as Dated
from ratingctl.message import Message as Message

T = TypeVar("T")


class Emphasis(StrEnum):
    """How a piece of text stands out; a renderer may have no means for it, so it never carries meaning alone."""

    NONE = "none"
    STRONG = "strong"
    ITALIC = "italic"
    DIM = "dim"
    GOOD = "good"
    BAD = "bad"
    FOUND = "found"


class Span(NamedTuple):
    """A piece of text with an emphasis."""

    piece: "str | int | Message | Dated"
    emphasis: Emphasis = Emphasis.NONE


Inline = str | int | Message | Dated | Span


class Paragraph(NamedTuple):
    """Pieces that are written one after the other, as one paragraph."""

    pieces: tuple[Inline, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def spans(self) -> list[Span]:
        """Its pieces, each with its emphasis."""
        return [piece if isinstance(piece, Span) else Span(piece) for piece in self.pieces]


EMPTY = Paragraph()


class CellText(NamedTuple):
    """Several paragraphs in one cell; `listed` where each of them is an item of a list."""

    lines: tuple[Paragraph, ...] = ()
    listed: bool = False


Cell = Inline | Paragraph | CellText | None


def paragraph(*pieces: Inline) -> Paragraph:
    """A paragraph of these pieces."""
    return Paragraph(pieces)


def paragraphs(cell: Cell) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell, whatever it is made of."""
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
    """Rows of cells.

    Attributes:
        title: What stands above it.
        note: What stands below it.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    title: Paragraph = EMPTY
    note: Paragraph = EMPTY


class LazySequence(Sequence[T]):
    """A sequence that is made when somebody looks at it: JSON and CSV need none of a report's tables.

    Args:
        make: Gives its items.
    """

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> list[T]:
        return list(self._make())

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._made[index]


class Records(NamedTuple):
    """What of the data is the CSV: the innermost list, with the ids of what it lies in as leading columns.

    Attributes:
        path: The keys of the nested lists, the outermost first.
        leading: Name of a leading column, depth of the object it is taken from (0 is the data itself), key there.
        columns: The keys of the innermost objects, in order.
    """

    path: tuple[str, ...]
    leading: tuple[tuple[str, int, str], ...]
    columns: tuple[str, ...]


class Report(NamedTuple):
    """What a command found out.

    Attributes:
        data: Exactly the JSON.
        records: What of it is the CSV.
        language: The language in which its terms are said.
        title: The first line for people.
        tables: The tables for people.
        notes: What people should know besides, below the tables.
        has_findings: True if the command found something to act on.
    """

    data: Mapping[str, Any]
    records: Records
    language: str = "en"
    title: Paragraph = EMPTY
    tables: Sequence[Table] = ()
    notes: Sequence[Paragraph] = ()
    has_findings: bool = False
