"""Questions on a screen of their own, drawn with prompt_toolkit: the card above, which scrolls, and the line below."""

import os
import re
import sys

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, split_lines, to_formatted_text
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import BufferControl, Dimension, FormattedTextControl, HSplit, Layout, VSplit, Window
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.utils import get_cwidth

from ratingctl.interactive import dialogue
from ratingctl.interactive.desk.screen import STYLE
from ratingctl.interactive.desk.text_lines import cut, wrapped
from ratingctl.interactive.keys import Action, action_of
from ratingctl.interactive.paste_watch import PasteWatch
from ratingctl.interactive.questions import IsAnswer, no_answer
from ratingctl.language.person import person_words, spoken_language
from ratingctl.message import Text, sentence
from ratingctl.render.terminal import drawn_text
from ratingctl.report import Screen
from ratingctl.words.visible import visible

_ESCAPE_SECONDS = 0.05
_FEWEST_MESSAGES, _LINES_OF_ANSWER = 4, 3
_LINE = " "
"""The key that opens the line, so that a letter in it is a letter."""
_HELP = sentence("Space opens the line for several letters or a note, Esc empties it; PgUp and PgDn scroll")
_LINK = re.compile(r"\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")
_HIDDEN = "\001{}\002"
"""Marks what goes to the terminal and takes no room there."""


class DrawnQuestions:
    """Asks on a screen of its own: the question is always in sight, whatever the height of its card."""

    def __init__(self) -> None:
        self._input = create_input(sys.stdin)
        self._output = Vt100_Output.from_pty(sys.stderr, enable_bell=False)
        self._histories: dict[str, InMemoryHistory] = {}
        self._refused: dict[str, Document] = {}
        self._pastes = PasteWatch()
        self._card: Screen | None = None
        self._messages: list[str] = []
        self._scroll = 0
        self._drawn: tuple[int, list[StyleAndTextTuples]] = (0, [])

    def show(self, card: Screen) -> None:
        """Lay the card on the screen; it is seen with the next question."""
        self._card = card._replace(language=spoken_language(card.language, os.environ))
        self._scroll, self._drawn = 0, (0, [])
        self._refused.clear()

    def tell(self, text: Text) -> None:
        """Say something: it stands above the next question, and on the terminal when the review is over."""
        dialogue.tell(text)
        self._keep(text)

    def ask(self, prompt: str, is_answer: IsAnswer = no_answer, about: str = "") -> str:
        """Return the answer to a question: a key that is one by itself, or a line."""
        history = self._histories.setdefault(about or prompt, InMemoryHistory())
        asking = _Asking(self, prompt, is_answer, history, self._refused.pop(about or prompt, None))
        answer = asking.run(self._input, self._output)
        self._messages.clear()
        if action_of(answer) is Action.HELP:
            self._keep(_HELP)
        return answer

    def keep(self, about: str, typed: str, place: int) -> None:
        """Let the next question about the same card begin with a text that was refused."""
        self._refused[about] = Document(typed, place)

    def card_lines(self, width: int) -> list[StyleAndTextTuples]:
        """Return the card at a width, line by line."""
        if self._drawn[0] != width and self._card is not None:
            text = _LINK.sub(lambda link: _HIDDEN.format(link[0]), drawn_text(self._card, width).rstrip("\n"))
            self._drawn = (width, list(split_lines(to_formatted_text(ANSI(text)))))
        return self._drawn[1]

    def messages(self, width: int, rows: int) -> list[str]:
        """Return what was said since the last question, in up to a third of the rows of the screen.

        Of more than that the first line stays, which may be the place of what is wrong, and the last ones.
        """
        lines = [line for message in self._messages for line in wrapped(message, width)]
        most = max(_FEWEST_MESSAGES, rows // 3)
        return lines if len(lines) <= most else [lines[0], "..", *lines[2 - most :]]

    def scrolled(self, lines: int, height: int, width: int) -> int:
        """Scroll by so many lines, as far as there are any, and return the first line that is seen."""
        most = max(0, len(self.card_lines(width)) - height)
        self._scroll = min(most, max(0, self._scroll + lines))
        return self._scroll

    def _keep(self, text: Text) -> None:
        self._messages += [visible(line) for line in person_words(os.environ)(text).split("\n")]

    def is_of_paste(self, app: Application[str]) -> bool:
        """Return True for a key of a paste that the terminal has not marked."""
        return self._pastes.is_of_paste(app)


class _Asking:
    """One question on the screen."""

    def __init__(
        self,
        asked: DrawnQuestions,
        prompt: str,
        is_answer: IsAnswer,
        history: InMemoryHistory,
        refused: Document | None,
    ) -> None:
        self._asked = asked
        self._prompt = visible(prompt).rstrip()
        self._is_answer = is_answer
        self._has_line = False
        self._buffer = Buffer(document=refused, multiline=False, history=history, accept_handler=self._accept)

    def run(self, keyboard: "object", output: Vt100_Output) -> str:
        """Draw the question until it is answered."""
        self._output = output
        self._app: Application[str] = Application(
            layout=Layout(self._root()),
            key_bindings=self._bindings(),
            style=STYLE,
            full_screen=True,
            input=keyboard,  # type: ignore[arg-type]
            output=output,
            color_depth=ColorDepth.DEPTH_4_BIT,
            enable_page_navigation_bindings=False,
        )
        self._app.ttimeoutlen = self._app.timeoutlen = _ESCAPE_SECONDS
        answer: str = self._app.run()
        return answer

    def _root(self) -> HSplit:
        height = Dimension(min=1, max=_LINES_OF_ANSWER)
        line = Window(BufferControl(self._buffer), wrap_lines=True, height=height, dont_extend_height=True)
        label = Window(
            FormattedTextControl(lambda: [("class:label", self._label())], show_cursor=False),
            width=lambda: Dimension.exact(get_cwidth(self._label())),
            height=1,
        )
        card = Window(FormattedTextControl(self._card, show_cursor=False))
        rule = Window(FormattedTextControl(lambda: [("class:dim", self._rule())], show_cursor=False), height=1)
        below = Window(
            FormattedTextControl(self._below, show_cursor=False),
            height=lambda: Dimension.exact(len(self._lines_below())),
        )
        return HSplit([card, rule, below, VSplit([label, line])])

    @property
    def _width(self) -> int:
        return self._output.get_size().columns

    @property
    def _height(self) -> int:
        """The lines of the card that are seen."""
        return max(1, self._rows - 2 - len(self._lines_below()))

    @property
    def _rows(self) -> int:
        return self._output.get_size().rows

    def _card(self) -> StyleAndTextTuples:
        lines = self._asked.card_lines(self._width)
        first = self._asked.scrolled(0, self._height, self._width)
        fragments: StyleAndTextTuples = []
        for line in lines[first : first + self._height]:
            fragments += [*line, ("", "\n")]
        return fragments

    def _rule(self) -> str:
        seen = self._asked.scrolled(0, self._height, self._width) + self._height
        left = len(self._asked.card_lines(self._width)) - seen
        said = person_words(os.environ)
        more = f" {said(sentence('PgDn: lines below: {n}', n=left))} " if left > 0 else ""
        return more + "─" * max(0, self._width - get_cwidth(more))

    def _lines_below(self) -> list[tuple[str, str]]:
        messages = [("class:message", line) for line in self._asked.messages(self._width, self._rows)]
        prompt = [] if self._has_short_prompt() else wrapped(self._prompt, self._width)
        return [*messages, *(("class:dim", line) for line in prompt)]

    def _below(self) -> StyleAndTextTuples:
        lines = [(style, cut(line, self._width)) for style, line in self._lines_below()]
        return [piece for line in lines for piece in (line, ("", "\n"))]

    def _has_short_prompt(self) -> bool:
        return get_cwidth(self._prompt) <= self._width // 2

    def _label(self) -> str:
        return f"{self._prompt} " if self._has_short_prompt() else "› "

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        is_empty = Condition(lambda: not self._buffer.text and not self._has_line)
        bindings.add("c-c", eager=True)(self._interrupt)
        bindings.add("<sigint>")(self._interrupt)
        bindings.add("c-d", filter=Condition(lambda: not self._buffer.text))(self._end)
        bindings.add("<any>", filter=is_empty)(self._first_key)
        bindings.add("<bracketed-paste>")(self._paste)
        bindings.add("pagedown")(lambda event: self._scroll(self._height - 1))
        bindings.add("pageup")(lambda event: self._scroll(1 - self._height))
        bindings.add("c-down")(lambda event: self._scroll(1))
        bindings.add("c-up")(lambda event: self._scroll(-1))
        bindings.add("escape")(self._empty)
        return bindings

    def _interrupt(self, event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    def _end(self, event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    def _first_key(self, event: KeyPressEvent) -> None:
        """Take a key that is an answer by itself; any other begins a line."""
        if not event.data.isprintable():
            return
        if self._asked.is_of_paste(self._app):
            self._buffer.insert_text(event.data)
        elif event.data == _LINE:
            self._has_line = True
        elif self._is_answer(event.data) or action_of(event.data) is Action.HELP:
            event.app.exit(result=event.data)
        else:
            self._buffer.insert_text(event.data)

    def _paste(self, event: KeyPressEvent) -> None:
        self._buffer.insert_text(" ".join(event.data.split()))

    def _empty(self, event: KeyPressEvent) -> None:
        self._has_line = False
        self._buffer.reset()

    def _scroll(self, lines: int) -> None:
        self._asked.scrolled(lines, self._height, self._width)

    def _accept(self, buffer: Buffer) -> bool:
        if self._asked.is_of_paste(self._app):
            buffer.insert_text(" ")
            return True
        self._app.exit(result=buffer.text)
        return False  # the text goes into the history
