"""Tell the keys of a paste that the terminal has not marked from keys that a person presses."""

from typing import Any

from prompt_toolkit.application import Application

_CALM_SECONDS = 0.05
"""After so long without keys a paste that no terminal has marked is over."""


class PasteWatch:
    """Watches the keys of one application after the other."""

    def __init__(self) -> None:
        self._last_pasted = float("-inf")

    def is_of_paste(self, app: Application[Any]) -> bool:
        """Return True for a key of a paste that is not marked: others wait behind it, or have just come.

        Nobody types so fast; what is pasted must neither answer anything nor write an event.
        """
        now = app.loop.time() if app.loop else 0.0
        waiting = app.key_processor.input_queue
        is_followed = any(isinstance(press.data, str) and press.data.isprintable() and press.data for press in waiting)
        if is_followed or now - self._last_pasted < _CALM_SECONDS:
            self._last_pasted = now
            return True
        return False
