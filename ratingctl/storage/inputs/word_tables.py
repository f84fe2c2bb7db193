"""Reader of the tables of a Word file: paragraphs with their italics; cells that are merged downward go on.

Nothing is run and nothing is loaded from elsewhere; what is marked as deleted is left out, as inserted is read.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ratingctl.domain.handed_tables import Passage, TablePart, TableRow
from ratingctl.storage.inputs.handed_file import damaged
from ratingctl.storage.inputs.raised_text import raised
from ratingctl.words.visible import printable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", _MC_FALLBACK}
"""What was deleted or moved away, and what only older programs show."""
_OFF = ("0", "false", "off")
_MOST_COLUMNS = 50


def word_table(content: bytes, path: Path) -> list[TablePart]:
    """Return the rows of all tables of a Word file, in order; a row's line is its number among them.

    Args:
        content: Its bytes.
        path: Where it is, for messages.

    Raises:
        DataError: If it is no Word file.
    """
    from docx import Document  # slow to import, and only this needs it
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = Document(io.BytesIO(content))
        return list(_rows(document.element.body, _ItalicStyles(document)))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, NotImplementedError) as error:
        raise damaged(path, error) from error


class _ItalicStyles:
    """Tells whether a style is italic, by its own setting or that of the style it is based on."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        self._known: dict[str | None, bool] = {None: False}

    def __call__(self, style_id: str | None) -> bool:
        if style_id not in self._known:
            style: Any = self._styles.get(style_id or "")
            seen = 0
            italic = None
            while style is not None and italic is None and seen < len(self._styles):
                italic = style.font.italic if hasattr(style, "font") else None
                style = getattr(style, "base_style", None)
                seen += 1
            self._known[style_id] = bool(italic)
        return self._known[style_id]


def _rows(body: Any, is_italic: _ItalicStyles) -> Iterator[TableRow]:
    line = 0
    for number, table in enumerate(body.iterchildren(f"{_W}tbl"), 1):
        for row in table.iterdescendants(f"{_W}tr"):
            if _enclosing(row, f"{_W}tbl") is table:
                line += 1
                yield TableRow(line, tuple(_cells(row, line, is_italic)), number)


def _enclosing(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _cells(row: Any, line: int, is_italic: _ItalicStyles) -> Iterator[tuple[Passage, ...]]:
    """Yield the cells of a row; one that goes on with the cell above is empty, one over several columns comes first."""
    yield from [()] * _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    for cell in row.iterdescendants(f"{_W}tc"):
        if _enclosing(cell, f"{_W}tr") is not row:
            continue
        settings = cell.find(f"{_W}tcPr")
        merge = settings.find(f"{_W}vMerge") if settings is not None else None
        goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        span = settings.find(f"{_W}gridSpan") if settings is not None else None
        passages = (_passage(paragraph, line, is_italic) for paragraph in cell.iterdescendants(f"{_W}p"))
        yield tuple(passage for passage in passages if passage.text.strip()) if not goes_on else ()
        yield from [()] * (_number(span, 1) - 1)


def _number(setting: Any, default: int) -> int:
    """Return the number of columns in a setting; the default where there is none that makes sense."""
    value = setting.get(f"{_W}val") if setting is not None else None
    return max(default, min(int(value), _MOST_COLUMNS)) if value and value.isdecimal() else default


def _passage(paragraph: Any, line: int, is_italic: _ItalicStyles) -> Passage:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    of_style = is_italic(style.get(f"{_W}val") if style is not None else None)
    runs = []
    for run in paragraph.iterdescendants(f"{_W}r"):
        around = list(run.iterancestors())
        is_own = next(element for element in around if element.tag == f"{_W}p") is paragraph  # not of a text box in it
        if is_own and not _LEFT_OUT.intersection(element.tag for element in around) and not _is_set(run, "vanish"):
            text = "".join(_text_of(piece) for piece in run if piece.tag != f"{_W}rPr")
            if _is_raised(run):
                text = raised(text, is_link=any(element.get(f"{_W}anchor") for element in around))
            runs.append((text, _is_italic_run(run, of_style, is_italic)))
    return Passage(line, tuple((printable(text), italic) for text, italic in runs if text))


def _text_of(piece: Any) -> str:
    if piece.tag == f"{_W}t":
        return piece.text or ""
    return {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}.get(piece.tag, "")


def _is_set(run: Any, name: str) -> bool:
    setting = run.find(f"{_W}rPr/{_W}{name}")
    return setting is not None and setting.get(f"{_W}val", "true") not in _OFF


def _is_raised(run: Any) -> bool:
    setting = run.find(f"{_W}rPr/{_W}vertAlign")
    return setting is not None and setting.get(f"{_W}val") == "superscript"


def _is_italic_run(run: Any, of_style: bool, is_italic: _ItalicStyles) -> bool:
    settings = run.find(f"{_W}rPr")
    if settings is None:
        return of_style
    own = settings.find(f"{_W}i")
    if own is not None:
        return own.get(f"{_W}val", "true") not in _OFF
    style = settings.find(f"{_W}rStyle")
    return is_italic(style.get(f"{_W}val")) or of_style if style is not None else of_style
