"""The desk on a terminal: drawn with prompt_toolkit, which also edits the lines and tells pastes from keys."""

import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TextIO

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_input
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPress, KeyPressEvent
from prompt_toolkit.layout import Layout
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output

from ratingctl.errors import SurroundingsError
from ratingctl.interactive.answer import Decision
from ratingctl.interactive.desk.completions import DeskCompleter
from ratingctl.interactive.desk.draft_desk import Desk
from ratingctl.interactive.desk.fields import PARTINGS
from ratingctl.interactive.desk.screen import STYLE, DeskScreen
from ratingctl.interactive.desk.state import DeskKey, Mode
from ratingctl.interactive.keys import Action, action_of
from ratingctl.interactive.paste_watch import PasteWatch

_KEYS: Mapping[str, DeskKey] = {
    "up": DeskKey.UP,
    "down": DeskKey.DOWN,
    "s-tab": DeskKey.UP,
    "tab": DeskKey.DOWN,
    "home": DeskKey.FIRST,
    "end": DeskKey.LAST,
    "enter": DeskKey.ENTER,
    "pageup": DeskKey.PAGE_UP,
    "pagedown": DeskKey.PAGE_DOWN,
    "c-up": DeskKey.LINE_UP,
    "c-down": DeskKey.LINE_DOWN,
}
_ESCAPE_SECONDS = 0.05
_MOST_EARLY = 12
"""Characters that a person types before a draft is there; more are a paste that the terminal has not marked."""


class DeskTerminal:
    """The desk on a terminal, for one draft after the other.

    Args:
        edit: Opens a text in the person's editor and returns what came back; None where it was left as it was.
        keyboard: Where keys come from; by default standard input.
        screen: The terminal that is drawn on; by default standard error.
    """

    def __init__(
        self, edit: Callable[[str], str | None], keyboard: TextIO | None = None, screen: TextIO | None = None
    ) -> None:
        self._edit = edit
        self._input = create_input(keyboard or sys.stdin)
        self._output = Vt100_Output.from_pty(screen or sys.stderr, enable_bell=False)
        self._histories: dict[str, InMemoryHistory] = {}
        self._pastes = PasteWatch()
        self._early: list[KeyPress] | None = None
        self._is_early = False
        self._buffer = Buffer(
            completer=DeskCompleter(lambda: self._desk),
            complete_while_typing=True,
            accept_handler=self._accept,
            multiline=False,
        )
        self._screen = DeskScreen(lambda: self._desk, self._buffer, self._output)

    @cached_property
    def _app(self) -> Application[None]:
        """The application, which shows one desk after the other; the first must be there."""
        app: Application[None] = Application(
            layout=Layout(self._screen.root()),
            key_bindings=self._bindings(),
            style=STYLE,
            full_screen=True,
            erase_when_done=True,  # else it is drawn once more before the screen is left
            input=self._input,
            output=self._output,
            color_depth=ColorDepth.DEPTH_4_BIT,
            enable_page_navigation_bindings=False,
        )
        app.after_render += self._is_seen
        app.ttimeoutlen = app.timeoutlen = _ESCAPE_SECONDS
        return app

    def decide(self, desk: Desk) -> Decision:
        """Show a desk until the person decides.

        Raises:
            KeyboardInterrupt: If they press Ctrl-C.
            EOFError: If the terminal is gone, or they press Ctrl-D.
        """
        if desk.decision:
            return desk.decision
        self._desk = desk
        self._early = get_typeahead(self._input)
        self._show_line()
        desk.session.on_ready = self._search_is_ready
        try:
            self._app.run()
        finally:
            desk.session.on_ready = lambda: None
        return _decision_of(desk)

    def _is_seen(self, app: Application[None]) -> None:
        """Begin with the search, and take the keys that were pressed before the draft was seen."""
        self._desk.session.start()
        if self._early is None:
            return
        keys, self._early = [*self._early, *self._input.read_keys()], None
        if sum(key.data.isprintable() for key in keys if len(key.data) == 1) > _MOST_EARLY:
            self._desk.paste("")
            app.invalidate()
            return
        self._is_early = True
        for key in keys:
            if not app.is_done:
                app.key_processor.feed(key)
                app.key_processor.process_keys()
        self._is_early = False

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        is_typing = Condition(lambda: self._desk.state.mode is Mode.TYPING)
        bindings.add("c-c", eager=True)(self._interrupt)
        bindings.add("<sigint>")(self._interrupt)
        bindings.add("c-d", filter=~is_typing)(self._end)
        bindings.add("c-d", filter=is_typing & Condition(lambda: not self._buffer.text))(self._end)
        for name, key in _KEYS.items():
            bindings.add(name, filter=~is_typing)(self._pressed(key))
        bindings.add("<any>", filter=~is_typing)(self._typed_key)
        bindings.add("<bracketed-paste>", filter=~is_typing)(self._paste_nowhere)
        bindings.add("<bracketed-paste>", filter=is_typing)(self._paste)
        bindings.add("escape", filter=is_typing)(self._leave_line)
        bindings.add("enter", filter=is_typing & Condition(self._has_chosen))(self._take_completion)
        return bindings

    def _interrupt(self, event: KeyPressEvent) -> None:
        self._keep_typed()
        event.app.exit(exception=KeyboardInterrupt())

    def _end(self, event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    def _paste_nowhere(self, event: KeyPressEvent) -> None:
        self._desk.paste(event.data)
        self._show_line()

    def _paste(self, event: KeyPressEvent) -> None:
        self._buffer.insert_text(" ".join(event.data.split()))

    def _leave_line(self, event: KeyPressEvent) -> None:
        if self._buffer.complete_state is not None:
            self._buffer.cancel_completion()
        else:
            self._desk.cancel()

    def _take_completion(self, event: KeyPressEvent) -> None:
        """Take the chosen completion; where the field holds one value it is whole, and the line is taken too."""
        self._buffer.complete_state = None
        if self._desk.state.selected not in PARTINGS and not self._is_of_paste():
            self._buffer.validate_and_handle()

    def _has_chosen(self) -> bool:
        state = self._buffer.complete_state
        return state is not None and state.current_completion is not None

    def _pressed(self, key: DeskKey) -> Callable[[KeyPressEvent], None]:
        def press(event: KeyPressEvent) -> None:
            if not self._is_of_paste():
                self._press(key)

        return press

    def _typed_key(self, event: KeyPressEvent) -> None:
        if not event.data.isprintable():
            return
        if self._is_of_paste():
            self._desk.paste("")
        elif action_of(event.data) is Action.EDITOR and self._desk.state.mode is Mode.FIELDS:
            self._open_editor()
        else:
            self._press(event.data)

    def _press(self, key: DeskKey | str) -> None:
        self._desk.press(key, max(1, self._screen.article_height - 1), is_early=self._is_early)
        self._show_line()
        self._leave_when_decided()

    def _accept(self, buffer: Buffer) -> bool:
        if self._is_of_paste():
            buffer.insert_text(" ")
            return True
        history = buffer.history
        text = buffer.text
        self._desk.submit(text)
        if self._desk.state.mode is not Mode.TYPING or self._desk.state.is_error is False:
            history.append_string(text)
        self._show_line()
        self._leave_when_decided()
        return True  # the text is reset by `_show_line` alone

    def _show_line(self) -> None:
        """Let the line hold the text with which it was opened, and give it the focus."""
        state = self._desk.state
        if state.mode is not Mode.TYPING:
            return
        name = state.selected if state.asked is None else state.asked.value
        self._buffer.history = self._histories.setdefault(name, InMemoryHistory())
        self._buffer.reset(Document(state.opened, min(state.cursor, len(state.opened))))
        self._app.layout.focus(self._screen.line)

    def _leave_when_decided(self) -> None:
        if self._desk.decision is not None and self._app.is_running:
            self._app.exit()

    def _keep_typed(self) -> None:
        """Take the text of an open field into the draft, if it fits, before the desk is left."""
        state = self._desk.state
        if state.mode is Mode.TYPING and state.asked is None:
            self._desk.submit(self._buffer.text)

    def _is_of_paste(self) -> bool:
        return not self._is_early and self._pastes.is_of_paste(self._app)

    def _open_editor(self) -> None:
        """Let the person edit the whole event; a refused text is edited again, with what is wrong above it."""

        def edit() -> None:
            text = self._desk.event_text()
            while True:
                try:
                    edited = self._edit(text)
                except SurroundingsError as error:
                    self._desk.tell(error)
                    return
                refusal = self._desk.take_event_text(edited) if edited is not None else ""
                if edited is None or not refusal:
                    return
                text = f"# {refusal}\n" + "".join(
                    line for line in edited.splitlines(keepends=True) if not line.startswith("#")
                )

        run_in_terminal(edit)

    def _search_is_ready(self) -> None:
        """Compare the draft with what is on record, in the thread of the terminal."""
        app = self._app

        def refresh() -> None:
            if self._desk.state.mode is not Mode.TYPING:
                self._desk.refresh()
                self._show_line()  # it may ask for the source now
                self._leave_when_decided()
            elif self._desk.state.asked is None:
                typed = self._desk.state
                self._desk.refresh()
                self._desk.state = typed._replace(prepared=self._desk.state.prepared)
            app.invalidate()

        if app.loop is not None:
            app.loop.call_soon_threadsafe(refresh)


def _decision_of(desk: Desk) -> Decision:
    if desk.decision is None:
        raise EOFError
    return desk.decision
