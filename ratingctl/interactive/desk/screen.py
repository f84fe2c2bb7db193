"""The desk's screen: the windows of the draft, of the line that is typed and of the article."""

from collections.abc import Callable

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    BufferControl,
    CompletionsMenu,
    ConditionalContainer,
    Dimension,
    DynamicContainer,
    Float,
    FloatContainer,
    FormattedTextControl,
    HSplit,
    VSplit,
    Window,
)
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from ratingctl.intake.article import readable_text
from ratingctl.interactive.desk.draft_desk import Desk
from ratingctl.interactive.desk.first_screen import lines_kept
from ratingctl.interactive.desk.layout import Sheet, help_lines, keys_of, sheet_of, title_line
from ratingctl.interactive.desk.state import Mode
from ratingctl.interactive.desk.text_lines import WIDE, Line, article_lines, cut, draft_width

STYLE = Style.from_dict(
    {
        "title": "reverse",
        "selected": "reverse",
        "label": "bold",
        "dim": "fg:ansibrightblack",
        "message": "fg:ansicyan",
        "error": "fg:ansired",
        "missing": "fg:ansiyellow",
        "good": "fg:ansigreen",
        "key": "bold",
        "mark": "bold underline",
        "completion-menu": "reverse",
    }
)
_LINES_OF_FIELD = 4


class DeskScreen:
    """Draws a desk: the article beside the draft where the terminal is wide, else below it.

    Args:
        desk: Returns the desk.
        buffer: The line that is being typed.
        output: The terminal.

    Attributes:
        line: The window of the line that is being typed.
    """

    def __init__(self, desk: Callable[[], Desk], buffer: Buffer, output: Output) -> None:
        self._laid = desk
        self._buffer = buffer
        self._output = output
        self._article = ""
        self._article_text = ""
        self._marked_for: tuple[object, int] | None = None
        self._drawn: tuple[tuple[object, ...], Sheet] | None = None
        self._wrapped: list[Line] = []
        self.line = Window(
            BufferControl(self._buffer),
            wrap_lines=True,
            height=lambda: Dimension.exact(self._height_of_line()),
        )

    @property
    def _desk(self) -> Desk:
        return self._laid()

    def root(self) -> FloatContainer:
        """Return the windows."""
        is_typing = Condition(lambda: self._desk.state.mode is Mode.TYPING)
        label = Window(
            self._text(lambda: [[("class:label", self._sheet().label)]]),
            width=lambda: Dimension.exact(len(self._sheet().label)),
            height=1,
        )
        draft = HSplit(
            [
                Window(self._text(lambda: self._sheet().above), height=lambda: _exact(self._sheet().above)),
                ConditionalContainer(VSplit([label, self.line]), filter=is_typing),
                Window(self._text(lambda: self._sheet().below), height=lambda: _exact(self._sheet().below)),
            ]
        )
        # It takes what the draft leaves, and is not measured for that.
        article = Window(self._text(self._article_part), width=Dimension(preferred=1), height=Dimension(preferred=1))
        line_across = Window(char="─", height=1, style="class:dim")
        line_down = Window(char="│", width=1, style="class:dim")
        narrow = HSplit([draft, line_across, article])
        wide = VSplit(
            [HSplit([draft, Window()], width=lambda: Dimension.exact(self._draft_width())), line_down, article]
        )
        help_window = Window(self._text(lambda: help_lines(self._desk, self._width)))
        body = DynamicContainer(lambda: wide if self._is_wide else narrow)
        middle = DynamicContainer(lambda: help_window if self._desk.state.mode is Mode.HELP else body)
        title = Window(self._text(lambda: [title_line(self._desk, self._width)]), height=1)
        keys = Window(self._text(self._keys), height=1)
        return FloatContainer(
            HSplit([title, middle, keys]),
            floats=[Float(CompletionsMenu(max_height=8, scroll_offset=1), xcursor=True, ycursor=True)],
        )

    def _text(self, lines: Callable[[], list[Line]]) -> FormattedTextControl:
        return FormattedTextControl(lambda: _fragments(lines()), show_cursor=False)

    @property
    def _width(self) -> int:
        return self._output.get_size().columns

    @property
    def _is_wide(self) -> bool:
        return self._width >= WIDE

    def _draft_width(self) -> int:
        return draft_width(self._width)

    def _sheet(self) -> Sheet:
        """Return the draft as lines, made anew where the state has changed; every window asks for it."""
        key = (self._desk.state, self._draft_width(), self._desk.session.is_searching)
        known = self._drawn
        if known is None or any(now is not before for now, before in zip(key, known[0], strict=True)):
            known = self._drawn = (key, self._stretched(sheet_of(self._desk, self._draft_width())))
        return known[1]

    def _stretched(self, sheet: Sheet) -> Sheet:
        """Return the sheet with as many lines as the first screen has kept for it above the article."""
        if self._is_wide or not self._desk.paper.article:
            return sheet
        used = len(sheet.above) + len(sheet.below) + (1 if sheet.label else 0)
        space: list[Line] = [[]] * (lines_kept(self._output.get_size().rows) - used)
        return sheet._replace(below=[*sheet.below, *space])

    def _height_of_line(self) -> int:
        width = max(1, self._draft_width() - len(self._sheet().label))
        return min(_LINES_OF_FIELD, 1 + len(self._buffer.text) // width)

    def _keys(self) -> list[Line]:
        return [[("class:dim", cut(self._desk.words.said(keys_of(self._desk)), self._width))]]

    def _article_width(self) -> int:
        return self._width - self._draft_width() - 2 if self._is_wide else self._width

    @property
    def article_height(self) -> int:
        """The lines of the article that fit."""
        rows = self._output.get_size().rows
        if self._is_wide:
            return rows - 2
        sheet = self._sheet()
        return max(1, rows - 3 - len(sheet.above) - len(sheet.below) - (1 if sheet.label else 0))

    def _article_part(self) -> list[Line]:
        lines = self._article_wrapped()
        most = max(0, len(lines) - self.article_height)
        if self._desk.state.scroll > most:
            self._desk.state = self._desk.state._replace(scroll=most)
        return lines[self._desk.state.scroll :][: self.article_height]

    def _article_wrapped(self) -> list[Line]:
        """Return the article wrapped and marked; made anew where the width or what is marked has changed."""
        if self._desk.paper.article != self._article:
            self._article = self._desk.paper.article
            self._article_text = readable_text(self._article)
        marks = self._desk.session.marks(self._article_text, self._desk.prepared)
        width = self._article_width()
        if self._marked_for is None or self._marked_for[0] is not marks or self._marked_for[1] != width:
            self._marked_for = (marks, width)
            self._wrapped = article_lines(self._article_text, marks, width)
        return self._wrapped


def _fragments(lines: list[Line]) -> StyleAndTextTuples:
    fragments: StyleAndTextTuples = []
    for number, line in enumerate(lines):
        if number:
            fragments.append(("", "\n"))
        fragments += line
    return fragments


def _exact(lines: list[Line]) -> Dimension:
    return Dimension.exact(len(lines))
