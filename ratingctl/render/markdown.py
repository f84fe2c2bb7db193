"""Markdown renderer: a report with pipe tables, as code hosts show it."""

import re

from ratingctl.language.catalogue import Catalogue
from ratingctl.render.visible import visible
from ratingctl.report import Cell, CellText, Emphasis, Paragraph, Screen, Span, Table, paragraphs

_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>|~#$&]|(?<=\w)://|^(?=[-+]\s)|^(?=\d+[.)]\s)")
_MARKS = {Emphasis.STRONG: "**", Emphasis.ITALIC: "*", Emphasis.FOUND: "**"}
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "\\|"}


def markdown_text(screen: Screen) -> str:
    """Return the title, tables and notes as Markdown; words of the data are escaped: none becomes markup or HTML."""
    catalogue = Catalogue(screen.language)
    parts = [f"# {_line(screen.title, catalogue)}"] if screen.title else []
    for table in screen.tables:
        parts += _table(table, catalogue)
    parts += [_line(note, catalogue) for note in screen.notes]
    return "\n\n".join(parts) + "\n"


def _table(table: Table, catalogue: Catalogue) -> list[str]:
    parts = [f"## {_line(table.title, catalogue)}"] if table.title else []
    headings = [catalogue.heading(column.heading) for column in table.columns]
    rule = ["--:" if column.numeric else "---" for column in table.columns]
    rows = [[_cell(cell, catalogue) for cell in row] for row in table.rows]
    if rows:
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows)))
    if table.note:
        parts.append(_line(table.note, catalogue))
    return parts


def _cell(cell: Cell, catalogue: Catalogue) -> str:
    mark = "• " if isinstance(cell, CellText) and cell.listed else ""
    return "<br>".join(mark + _line(paragraph, catalogue) for paragraph in paragraphs(cell))


def _line(paragraph: Paragraph, catalogue: Catalogue) -> str:
    return "".join(_span(span, catalogue) for span in paragraph.spans())


def _span(span: Span, catalogue: Catalogue) -> str:
    """Marks stand close to the words: `** a**` would not be bold."""
    text = _escaped(visible(catalogue.said(span.piece)))
    words = text.strip()
    mark = _MARKS.get(span.emphasis, "") if words else ""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if words else ""
    return f"{before}{mark}{words}{mark}{after}"


def _escaped(text: str) -> str:
    return _MEANS_SOMETHING.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)
