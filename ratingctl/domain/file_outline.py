"""The outline of a file: its text cut into sections, entries and fields, each with its value.

The parts put together again are the text, byte for byte. A comment belongs to what stands below it, or, where it is
indented deeper than that, to what stands above.
"""

import json
from typing import Any, NamedTuple

Identity = tuple[str, ...]
"""What makes an entry the same one in two versions of a file: an event's id, a check's event, day and person."""


class ListItem(NamedTuple):
    """One text of a list of texts.

    Attributes:
        value: The text.
        raw: The way it is written.
        lines: In a list of one item a line: its whole lines with the comments above; empty in brackets.
    """

    value: str
    raw: str
    lines: str = ""


class FieldText(NamedTuple):
    """One key of an entry.

    Attributes:
        name: The key.
        text: Its lines, the first one without its indentation.
        value: What it says, as texts, lists and mappings.
        items: For a list of texts its items; None for everything else.
        above: Comments and blank lines above it; empty for an entry's first field.
        trailing: What stands behind the value, from the end of the value on: a comment, the end of the line; empty
            where the value ends with its lines.
    """

    name: str
    text: str
    value: Any
    items: tuple[ListItem, ...] | None = None
    above: str = ""
    trailing: str = ""


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

    @property
    def column(self) -> int:
        """The column of its dash, from 0."""
        return self.dash.index("-")


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
        """The text in the file."""
        text = self.text if self.is_ended else self.text.removesuffix("\n")
        return self.mark + text.replace("\n", self.newline)

    @property
    def value(self) -> dict[str, Any]:
        """What it says."""
        return {section.name: section.value for section in self.sections}

    def section(self, name: str) -> SectionText | None:
        """Return the section of a key."""
        return next((section for section in self.sections if section.name == name), None)

    def entries(self, name: str) -> tuple[EntryText, ...]:
        """Return the entries of a list; none where there is no such list, or it is not written over lines."""
        section = self.section(name)
        return (section.entries or ()) if section else ()


LISTS = ("events", "checks", "notes")
"""The keys of a region's file whose values are lists of entries."""


def identity_of(section: str, value: dict[str, Any]) -> Identity:
    """Return what makes an entry of a list the same one in another version of the file.

    An event is its id; a check its event, day and person; a note the events that it is about, else its text; an entry
    of another list its id, else all that it says.
    """
    keys: tuple[object, ...]
    if section == "checks":
        keys = (value.get("event"), value.get("date"), value.get("by"))
    elif section == "notes":
        about = value.get("about")
        keys = (*(about if isinstance(about, list) else ()),) or (value.get("text"),)
    elif section == "events" or "id" in value:
        keys = (value.get("id"),)
    else:
        keys = (json.dumps(value, ensure_ascii=False, sort_keys=True),)
    return (section, *(str(key or "") for key in keys))
