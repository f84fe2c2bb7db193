"""Three-way merges of comments, and the layout of fields and entries that move from one side to the other."""

from collections.abc import Sequence

from ratingctl.domain.file_outline import EntryText, FieldText, ListItem
from ratingctl.merging.three_way import BothChangedError, merged_items, merged_value

SETS = ("follows", "not_follows", "evidence", "about", "sources", "partners", "amounts")
"""The lists of texts that merge as sets."""


def merged_comments(base: str, mine: str, theirs: str) -> str:
    """Return the comments and blank lines at one place.

    What one side changed stands. Where both did, lines that either added stand, and lines that either took away do
    not; the lesser text comes first, so that the result does not depend on the order of the sides.
    """
    try:
        return merged_value(base, mine, theirs)
    except BothChangedError:
        before = _lines(base)
        first, second = (_lines(side) for side in sorted((mine, theirs)))
        kept = [line for line in first if line in second or line not in before]
        return "".join([*kept, *(line for line in second if line not in before and line not in first)])


def merged_trailing(base: str, mine: str, theirs: str) -> str:
    """Return what stands behind a value on its line: what one side changed; where both did, the comments of both."""
    try:
        return merged_value(base, mine, theirs)
    except BothChangedError:
        parts = [side.partition("\n") for side in sorted((mine, theirs))]
        comments = dict.fromkeys(comment for head, _, _ in parts if (comment := head.strip()))
        below = merged_comments(base.partition("\n")[2], mine.partition("\n")[2], theirs.partition("\n")[2])
        return "".join(f"  {comment}" for comment in comments) + "\n" + below


def has_new_comment(base: str, text: str) -> bool:
    """Return whether a text has a comment that its predecessor lacks, apart from indentation."""
    known = {line.strip() for line in base.split("\n")}
    return any("#" in line and line.strip() not in known for line in text.split("\n"))


def with_trailing(field: FieldText, trailing: str) -> FieldText:
    """Return a field with something else behind its value."""
    if not field.trailing or field.trailing == trailing:
        return field
    return field._replace(text=field.text.removesuffix(field.trailing) + trailing, trailing=trailing)


def with_comments(
    chosen: FieldText, base: FieldText | None, mine: FieldText | None, theirs: FieldText | None
) -> FieldText:
    """Return a field with the comments of both sides above it and behind it."""
    sides = (base, mine, theirs)
    above = merged_comments(*(side.above if side else "" for side in sides))
    trailings = [base.trailing if base else "\n", *(side.trailing if side else "" for side in (mine, theirs))]
    if all(trailings):
        chosen = with_trailing(chosen, merged_trailing(*trailings))
    elif not chosen.trailing:  # a text over lines has no place behind it
        comments = {trailing.strip() for trailing in trailings[1:] if has_new_comment(trailings[0], trailing)}
        above += "".join(f"{line.strip()}\n" for comment in sorted(comments) for line in comment.split("\n"))
    return chosen._replace(above=above)


def at_column(entry: EntryText, column: int) -> EntryText:
    """Return an entry moved so that its dash stands in a column."""
    delta = column - entry.column
    if not delta:
        return entry
    dash = " " * column + entry.dash.lstrip(" ")
    return with_layout(entry._replace(above=_shifted(entry.above, delta)), dash, " " * len(dash))


def with_layout(entry: EntryText, dash: str, indent: str) -> EntryText:
    """Return an entry with another dash and indentation; the lines of its values move with their keys."""
    delta = len(indent) - len(entry.indent)
    fields = tuple(shifted_field(field, delta) for field in entry.fields)
    return entry._replace(dash=dash, indent=indent, fields=fields)


def shifted_field(field: FieldText, delta: int) -> FieldText:
    """Return a field with all lines but the first one indented by so many spaces more."""
    if not delta:
        return field
    head, newline, rest = field.text.partition("\n")
    behind, end, below = field.trailing.partition("\n")
    items = field.items and tuple(item._replace(lines=_shifted(item.lines, delta)) for item in field.items)
    return field._replace(
        text=head + newline + _shifted(rest, delta),
        items=items,
        above=_shifted(field.above, delta),
        trailing=behind + end + _shifted(below, delta),
    )


def merged_set(base: FieldText | None, mine: FieldText | None, theirs: FieldText | None) -> FieldText | None:
    """Return a list field that both sides changed, merged as a set; None if nothing is left.

    It is written one text a line if either side writes it so, else in brackets.
    """
    sides = [side for side in (base, mine, theirs) if side]
    written: dict[str, ListItem] = {}
    for side in sides:
        for item in sorted(side.items or (), key=lambda item: (bool(item.lines), item.lines, item.raw)):
            written[item.value] = max(item, written.get(item.value, item), key=lambda item: (bool(item.lines), item))
    values = merged_items(*([item.value for item in side.items or ()] if side else [] for side in (base, mine, theirs)))
    if not values:
        return None
    name = sides[-1].name
    blocks = [side for side in (mine, theirs) if side and any(item.lines for item in side.items or ())]
    if not blocks:
        items = tuple(ListItem(value, written[value].raw) for value in values)
        trailings = [side.trailing if side else "\n" for side in (base, mine, theirs)]
        trailing = merged_trailing(*trailings)
        text = f"{name}: [{', '.join(item.raw for item in items)}]{trailing}"
        return FieldText(name, text, values, items, "", trailing)
    layout = min(blocks, key=lambda side: side.text)
    heads = {side.text.partition("\n")[0] for side in blocks}
    example = next(item.lines for item in layout.items or () if item.lines)
    indent = _indent_of_dash(example)
    items = tuple(_as_line(written[value], indent) for value in values)
    return FieldText(name, "".join([f"{min(heads)}\n", *(item.lines for item in items)]), values, items)


def _as_line(item: ListItem, indent: int) -> ListItem:
    if not item.lines:
        return item._replace(lines=f"{' ' * indent}- {item.raw}\n")
    return item._replace(lines=_shifted(item.lines, indent - _indent_of_dash(item.lines)))


def _indent_of_dash(lines: str) -> int:
    line = next(line for line in lines.split("\n") if line.lstrip(" ").startswith("-"))
    return len(line) - len(line.lstrip(" "))


def _shifted(text: str, delta: int) -> str:
    if not delta or not text:
        return text
    return "".join(_shifted_line(line, delta) for line in _lines(text))


def _shifted_line(line: str, delta: int) -> str:
    if not line.strip():
        return line
    if delta > 0:
        return " " * delta + line
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, -delta) :]


def _lines(text: str) -> Sequence[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]]
