"""The formats of a booklet: what the names of its files end in, and the writer of each."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple, Self

from ratingctl.publishing.publication import BookletContent


class Extras(NamedTuple):
    """What a writer may need besides the publication.

    Attributes:
        names: Groups of names that are one and the same, for the search of the page.
        template: The bytes of a Word file whose styles are used; None for plain ones.
    """

    names: Sequence[Sequence[str]] = ()
    template: bytes | None = None


Writer = Callable[[BookletContent, Extras], bytes]


def _page(publication: BookletContent, extras: Extras) -> bytes:
    from ratingctl.publishing.html_page import html_page

    return html_page(publication, extras.names)


def _word(publication: BookletContent, extras: Extras) -> bytes:
    from ratingctl.publishing.word_file import word_file

    return word_file(publication, extras.template)


def _workbook(publication: BookletContent, extras: Extras) -> bytes:
    from ratingctl.publishing.workbook import workbook

    return workbook(publication)


def _markdown(publication: BookletContent, extras: Extras) -> bytes:
    from ratingctl.publishing.markdown_text import markdown_text

    return markdown_text(publication).encode()


def _map(publication: BookletContent, extras: Extras) -> bytes:
    from ratingctl.publishing.map_file import map_file

    return map_file(publication)


class BookletFormat(StrEnum):
    """The formats. Everything that belongs to one is its entry here.

    Attributes:
        endings: What the names of its files end in.
        writer: A publication to bytes; it imports what it needs, so that a command waits for one library at most.
    """

    endings: tuple[str, ...]
    writer: Writer

    HTML = "html", (".html", ".htm"), _page
    WORD = "docx", (".docx",), _word
    EXCEL = "xlsx", (".xlsx",), _workbook
    MARKDOWN = "markdown", (".md", ".markdown"), _markdown

    def __new__(cls, name: str, endings: tuple[str, ...], writer: Writer) -> Self:
        """Make the member of an entry."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.endings = endings
        member.writer = writer
        return member


class BookletPart(StrEnum):
    """The parts of a booklet that can be had alone, with the ending of their files and their writer."""

    ending: str
    writer: Writer

    MAP = "map", ".svg", _map

    def __new__(cls, name: str, ending: str, writer: Writer) -> Self:
        """Make the member of an entry."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.ending = ending
        member.writer = writer
        return member


def format_of_ending(ending: str) -> BookletFormat | None:
    """Return the format of files whose names end so, in any case; None if there is none."""
    return next((form for form in BookletFormat if ending.lower() in form.endings), None)
