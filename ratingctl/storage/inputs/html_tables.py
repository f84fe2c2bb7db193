"""Reader of the tables of an HTML page: paragraphs with their italics; cells over several rows go on.

Scripts, styles and comments are passed over, no address is asked for anything.
"""

from collections.abc import Iterable
from html.parser import HTMLParser

from ratingctl.domain.handed_tables import Passage, TablePart, TableRow
from ratingctl.storage.inputs.raised_text import raised
from ratingctl.words.visible import printable

_SILENT = {"script", "style", "template", "noscript", "head", "svg", "del"}
_ITALIC = {"i", "em", "cite", "dfn"}
_BREAKS = {"p", "br", "div", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
_MOST_SPAN = 1000


def html_table(text: str) -> list[TablePart]:
    """Return the rows of all tables of a page, in order; the tables inside a cell are a part of its text.

    Args:
        text: The page.
    """
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    return list(parser.rows())


class _TableParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[tuple[int, int, list[tuple[tuple[Passage, ...], int, int]]]] = []
        self._tables = 0
        self._depth = 0
        self._silent = ""
        self._italic: list[str] = []
        self._raised = False
        self._links: list[bool] = []
        self._cell: list[list[tuple[str, bool]]] | None = None
        self._spans = (1, 1)
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag == "table":
            self._depth += 1
            self._tables += self._depth == 1
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self._rows.append((self.getpos()[0], self._tables, []))
        elif tag in ("td", "th") and self._depth == 1:
            self._begin_cell(dict(attrs))
        elif (
            tag in _ITALIC
            or "italic" in (dict(attrs).get("style") or "").replace(" ", "").partition("font-style:")[2][:8]
        ):
            self._italic.append(tag)
        elif tag == "sup":
            self._raised = True
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "").startswith("#"))
        if tag in _BREAKS and self._cell is not None:
            self._cell.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if self._silent:
            return
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()
        elif tag == "sup":
            self._raised = False
        elif tag == "a" and self._links:
            self._links.pop()
        if tag in self._italic:
            while self._italic.pop() != tag:
                pass
        if tag in _BREAKS and self._cell is not None:
            self._cell.append([])

    def handle_data(self, data: str) -> None:
        if not self._silent and self._cell is not None:
            text = raised(data, is_link=any(self._links)) if self._raised else data
            self._cell[-1].append((printable(text), bool(self._italic)))

    def rows(self) -> Iterable[TableRow]:
        """Yield the rows; a cell that goes on from the row above is empty, one over several columns comes first."""
        self._end_cell()
        below: dict[int, int] = {}
        last = 0
        for line, table, cells in self._rows:
            if table != last:
                last, below = table, {}
            row: list[tuple[Passage, ...]] = []
            waiting = list(cells)
            while waiting or below.get(len(row)):
                if below.get(len(row)):
                    below[len(row)] -= 1
                    row.append(())
                    continue
                passages, rowspan, colspan = waiting.pop(0)
                for column in range(colspan):
                    below[len(row)] = rowspan - 1
                    row.append(passages if column == 0 else ())
            yield TableRow(line, tuple(row), table)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if not self._rows:
            self._rows.append((self.getpos()[0], self._tables, []))
        self._cell, self._line = [[]], self.getpos()[0]
        self._spans = (_span(attributes.get("rowspan")), min(_span(attributes.get("colspan")), 50))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        passages = (Passage(self._line, tuple(_single_spaced(runs))) for runs in self._cell)
        self._rows[-1][2].append((tuple(passage for passage in passages if passage.text.strip()), *self._spans))
        self._cell = None
        self._italic.clear()
        self._links.clear()
        self._raised = False


def _single_spaced(runs: Iterable[tuple[str, bool]]) -> Iterable[tuple[str, bool]]:
    was_space = True
    for text, italic in runs:
        words = " ".join(text.split())
        lead = " " if text[:1].isspace() and not was_space and words else ""
        trail = " " if text[-1:].isspace() and words else ""
        if not words and text and not was_space:
            trail = " "
        if lead or words or trail:
            yield f"{lead}{words}{trail}", italic
            was_space = bool(trail)


def _span(text: str | None) -> int:
    return max(1, min(int(text), _MOST_SPAN)) if text and text.isdecimal() else 1
