"""Markdown renderer: a report as code hosts show it, in a layout that survives conversion to other formats.

A table whose cells are short is a pipe table. A cell of several paragraphs has no place in one: a line break there is
HTML, which every converter but those to HTML drops. Such a table becomes a section for each row.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ratingctl.language.catalogue import Catalogue
from ratingctl.report import Cell, CellText, Column, Emphasis, Paragraph, Screen, Table, paragraphs
from ratingctl.words.markdown import escaped, without_block_start
from ratingctl.words.visible import visible

_BETWEEN = " · "
_MARKS = {Emphasis.STRONG: "**", Emphasis.ITALIC: "*", Emphasis.FOUND: "**"}


def markdown_text(screen: Screen) -> str:
    """Return the title, tables and notes as Markdown; words of the data are escaped: none becomes markup or HTML."""
    catalogue = Catalogue(screen.language)
    parts = [f"# {_line(screen.title, catalogue)}"] if screen.title else []
    for table in screen.tables:
        parts += _table(table, catalogue)
    parts += [_line(note, catalogue) for note in screen.notes]
    return "\n\n".join(parts) + "\n"


def _table(table: Table, catalogue: Catalogue) -> Iterator[str]:
    if table.title:
        yield f"## {_line(table.title, catalogue)}"
    if any(_is_long(cell) for row in table.rows for cell in row):
        yield from _sections(table, catalogue)
    elif table.rows:
        yield _pipe_table(table, catalogue)
    if table.note:
        yield _line(table.note, catalogue)


def _pipe_table(table: Table, catalogue: Catalogue) -> str:
    headings = [catalogue.heading(column.heading) for column in table.columns]
    rule = ["--:" if column.numeric else "---" for column in table.columns]
    rows = [[_BETWEEN.join(_lines(cell, catalogue)) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))


def _sections(table: Table, catalogue: Catalogue) -> Iterator[str]:
    """Iterate over the blocks of rows: a heading by the first column that names the row, then each other value."""
    name = next((place for place, column in enumerate(table.columns) if not column.numeric), 0)
    for row in table.rows:
        yield f"### {_BETWEEN.join(_lines(row[name], catalogue))}"
        short: list[str] = []
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            lines = _lines(cell, catalogue) if place != name else []
            if len(lines) == 1 and not _is_listed(cell):
                short.append(f"{_label(column, catalogue)}{lines[0]}")
            elif lines:
                yield from _joined(short)
                short = []
                yield from _label_line(column, catalogue)
                yield "\n".join(f"- {line}" for line in lines)
        yield from _joined(short)


def _joined(values: list[str]) -> Iterator[str]:
    if values:
        yield _BETWEEN.join(values)


def _label_line(column: Column, catalogue: Catalogue) -> Iterator[str]:
    if column.heading:
        yield _label(column, catalogue).rstrip()


def _label(column: Column, catalogue: Catalogue) -> str:
    return f"{escaped(catalogue.heading(column.heading))}: " if column.heading else ""


def _is_long(cell: Cell) -> bool:
    """Return True if a cell is a list, or of more paragraphs than one line can hold: a name and what belongs to it."""
    return len(paragraphs(cell)) > (1 if _is_listed(cell) else 2)


def _is_listed(cell: Cell) -> bool:
    return isinstance(cell, CellText) and cell.listed


def _lines(cell: Cell, catalogue: Catalogue) -> list[str]:
    return [_line(paragraph, catalogue) for paragraph in paragraphs(cell)]


def _line(paragraph: Paragraph, catalogue: Catalogue) -> str:
    """Return a paragraph with neighbours of one emphasis marked as one."""
    runs: list[tuple[str, str]] = []
    for mark, spans in groupby(_marked(paragraph, catalogue), key=lambda span: span[0]):
        runs.append((mark, "".join(text for _, text in spans)))
    line = ""
    for place, (mark, text) in enumerate(runs):
        before = runs[place - 1][1][-1:] if place else ""
        behind = runs[place + 1][1][:1] if place + 1 < len(runs) else ""
        line += _with_mark(mark, text, before, behind)
    return without_block_start(line)


def _marked(paragraph: Paragraph, catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    """Return the pieces of a paragraph with their marks; a space between two of one mark has that mark too."""
    pieces = [(_MARKS.get(span.emphasis, ""), visible(catalogue.said(span.piece))) for span in paragraph.spans()]
    pieces = [(mark, text) for mark, text in pieces if text]
    for place, (mark, text) in enumerate(pieces):
        if text.isspace() and 0 < place < len(pieces) - 1 and pieces[place - 1][0] == pieces[place + 1][0]:
            yield pieces[place - 1][0], text
        else:
            yield mark, text


def _with_mark(mark: str, text: str, before: str, behind: str) -> str:
    """Return an escaped text in its marks; they stand close to the words: `** a**` would not be bold.

    Between a letter and a punctuation mark they would mark nothing (CommonMark, delimiter runs) and are left out.
    """
    words = text.strip()
    if not words or not mark:
        return escaped(text)
    opens = text[0].isspace() or not before.isalnum() or words[0].isalnum()
    closes = text[-1].isspace() or not behind.isalnum() or words[-1].isalnum()
    if not opens or not closes:
        return escaped(text)
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{mark}{escaped(words)}{mark}{text[start + len(words) :]}"
