"""The outline of a region's file: its text cut into sections, entries and fields, each with its value.

The parts put together again are the text, byte for byte. A comment belongs to what stands below it, or, where it is
indented deeper than that, to what stands above.
"""

from typing import Any, NamedTuple

Identity = tuple[str, ...]
"""What makes an entry the same one in two versions of a file: an event's id, a check's event, day and person."""


class FieldText(NamedTuple):
    """One key of an entry.

    Attributes:
        name: The key.
        text: Its lines, the first one without its indentation.
        value: What it says, as texts, lists and mappings.
        items: For a list of texts each item's value and the way it is written; None for everything else.
        above: Comments and blank lines above it; empty for an entry's first field.
    """

    name: str
    text: str
    value: Any
    items: tuple[tuple[str, str], ...] | None = None
    above: str = ""


class EntryText(NamedTuple):
    """One entry of a list: an event, a check or a note.

    Attributes:
        identity: What makes it the same entry in another version.
        above: Comments and blank lines above it.
        dash: What stands before its first key.
        indent: What stands before its other keys.
        fields: Its keys in their order.
    """

    identity: Identity
    above: str
    dash: str
    indent: str
    fields: tuple[FieldText, ...]

    @property
    def body(self) -> str:
        """Its lines without what stands above it."""
        first, *rest = self.fields
        return self.dash + first.text + "".join(field.above + self.indent + field.text for field in rest)

    @property
    def text(self) -> str:
        """All its lines."""
        return self.above + self.body

    @property
    def value(self) -> dict[str, Any]:
        """What it says."""
        return {field.name: field.value for field in self.fields}


class SectionText(NamedTuple):
    """One key of the file.

    Attributes:
        field: The key; of a list of entries only the line of the key itself.
        entries: The entries of a list that is written over lines; None for every other value.
    """

    field: FieldText
    entries: tuple[EntryText, ...] | None = None

    @property
    def name(self) -> str:
        """The key."""
        return self.field.name

    @property
    def text(self) -> str:
        """All its lines."""
        return self.field.above + self.field.text + "".join(entry.text for entry in self.entries or ())

    @property
    def value(self) -> Any:
        """What it says."""
        return self.field.value if self.entries is None else [entry.value for entry in self.entries]


class FileOutline(NamedTuple):
    """A whole file.

    Attributes:
        head: What stands above the first key.
        sections: Its keys in their order.
        tail: What stands below the last one.
        newline: How its lines end; in all texts here they end in a line feed alone.
        mark: A byte order mark, or nothing.
        is_ended: False where the last line of the file does not end; in the texts here it always does.
    """

    head: str = ""
    sections: tuple[SectionText, ...] = ()
    tail: str = ""
    newline: str = "\n"
    mark: str = ""
    is_ended: bool = True

    @property
    def text(self) -> str:
        """The text with line feeds alone and without a byte order mark."""
        return self.head + "".join(section.text for section in self.sections) + self.tail

    @property
    def content(self) -> str:
        """The text as it stands in the file."""
        text = self.text if self.is_ended else self.text.removesuffix("\n")
        return self.mark + text.replace("\n", self.newline)

    @property
    def value(self) -> dict[str, Any]:
        """What it says."""
        return {section.name: section.value for section in self.sections}
